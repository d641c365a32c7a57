"""The models and their migrations agree."""

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState


class TestMigrations:
    def test_leave_nothing_of_the_models_out(self):
        loader = MigrationLoader(None)
        said = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
        missing = {
            label: [
                operation.describe() for migration in found for operation in migration.operations
            ]
            for label, found in said.changes(graph=loader.graph).items()
        }
        assert missing == {}

    def test_have_one_end_in_each_app(self):
        assert MigrationLoader(None).detect_conflicts() == {}
