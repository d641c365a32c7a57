"""The migrations say what the models say, and the running program may read that they ran."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from catchball.site import structure
from catchball.site.serving.binaries import find_binaries
from catchball.site.structure import FILE, fits
from printed import plain

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "tools" / "schema.py"
_spec = importlib.util.spec_from_file_location("schema", TOOL)
schema = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(schema)


@pytest.mark.django_db
def test_leave_no_model_behind(capsys):
    call_command("makemigrations", check=True, dry_run=True, interactive=False)
    assert "No changes detected" in capsys.readouterr().out


@pytest.mark.django_db
def test_have_all_run():
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


@pytest.fixture
def same_postgres():
    """Skip what compares with the file where PostgreSQL is not of the version that made it.

    Another version prints the same tables in other words; an empty database is then migrated
    step by step.
    """
    major = find_binaries().major
    if not FILE.read_text().startswith(f"-- Made by `make schema` with PostgreSQL {major}."):
        pytest.skip(f"The file of tables was not made with PostgreSQL {major}.")


@pytest.mark.usefixtures("same_postgres")
def test_come_to_the_tables_that_an_empty_database_is_given():
    done = subprocess.run(
        [sys.executable, TOOL, "--check"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"Run make schema.\n{done.stdout}{done.stderr}"


@pytest.mark.usefixtures("same_postgres")
@pytest.mark.django_db
def test_are_given_to_an_empty_database_whole(throwaway_postgres):
    server = throwaway_postgres.urls.owner.rpartition("/")[0]
    given = schema.tables(f"{server}/{connection.settings_dict['NAME']}")
    assert plain(given) in plain(FILE.read_text())


@pytest.mark.django_db
def test_are_given_to_no_database_that_has_tables(monkeypatch, tmp_path):
    monkeypatch.setattr(structure, "FILE", tmp_path / "not read where there are tables")
    assert not structure.lay_down(connection)


@pytest.mark.usefixtures("same_postgres")
@pytest.mark.django_db
def test_are_run_one_by_one_on_a_server_that_the_file_was_not_made_with():
    written = FILE.read_text()
    assert fits(connection, written)
    assert not fits(connection, written.replace("PostgreSQL 18.", "PostgreSQL 17.", 1))
