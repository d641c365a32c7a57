"""The migrations say what the models say, and the running program may read that they ran."""

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from catchball.site.structure import FILE, fits, lay_down

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


def _plain(tables):
    """Return the tables without casts and brackets: PostgreSQL prints those anew each time."""
    return re.sub(r"::character varying|::text|\[\]|[()]", "", tables)


def test_come_to_the_tables_that_an_empty_database_is_given():
    done = subprocess.run(
        [sys.executable, TOOL, "--check"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"Run make schema.\n{done.stdout}{done.stderr}"


@pytest.mark.django_db
def test_are_given_to_an_empty_database_whole(throwaway_postgres):
    server = throwaway_postgres.urls.owner.rpartition("/")[0]
    given = schema.tables(f"{server}/{connection.settings_dict['NAME']}")
    assert _plain(given) in _plain(FILE.read_text())


@pytest.mark.django_db
def test_are_given_to_no_database_that_has_tables():
    assert not lay_down(connection)


@pytest.mark.django_db
def test_are_run_one_by_one_on_a_server_that_the_file_was_not_made_with():
    written = FILE.read_text()
    assert fits(connection, written)
    assert not fits(connection, written.replace("PostgreSQL 18.", "PostgreSQL 17.", 1))
