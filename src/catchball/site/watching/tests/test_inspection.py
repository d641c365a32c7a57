"""`./catchball check` finds what was taken away, and says what to do."""

import json
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection

from catchball.site.backups.keeping import NOTE
from catchball.site.serving.home import home_of_checkout
from catchball.site.watching import inspection
from catchball.site.watching.inspection import inspect
from catchball.site.watching.state import Verdict
from catchball.trust.scope import operator_scope
from catchball.workplace.programs.commands import add_site
from world import NOW


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.delenv("CATCHBALL_SHARED", raising=False)  # where tests find published data
    monkeypatch.setenv("CATCHBALL_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(settings, "SEAL_KEY", "x" * 40)
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["localhost"])
    return home_of_checkout()


def _as_owner(*statements):
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        # What companies are made of may still wait to be checked, and holds its tables.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in statements:
            cursor.execute(statement)
        cursor.execute("SET ROLE catchball_app")


def _found(name, now=NOW):
    return [one for one in inspect(now) if one.name == name]


def _backed_up(home, **note):
    told = {"at": NOW.isoformat(), "path": str(home.path), "is_encrypted": True} | note
    home.file(NOTE).write_text(json.dumps(told))


class TestInspect:
    def test_looks_at_everything_and_finds_the_house_in_order(self, acme, home, monkeypatch):
        _backed_up(home)
        monkeypatch.setattr(inspection, "CLOCKS_DIFFER", 10**10)
        monkeypatch.setattr(settings, "LETTERS_LIE_IN", "")
        found = inspect(NOW)
        wrong = [one for one in found if one.verdict is not Verdict.OK]
        # The tests' server is careless, without a worker; its companies have no calendars.
        assert {one.name for one in wrong} <= {"database", "worker", "seals", "calendars"}
        assert all(one.todo for one in wrong)
        assert {one.name for one in found} >= {
            "settings", "mail", "database", "migrations", "roles", "walls", "triggers", "worker", "jobs",
            "disk of uploads", "clock", "seals", "calendars", "backup",
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("name", "done", "said"),
        [
            ("walls", "ALTER TABLE production_batch NO FORCE ROW LEVEL SECURITY", "batch"),
            ("walls", "ALTER TABLE trust_entry DISABLE ROW LEVEL SECURITY", "trust_entry"),
            ("triggers", "DROP TRIGGER journal_update ON production_delivery", "delivery"),
            ("triggers", "ALTER TABLE trust_change DISABLE TRIGGER no_change", "trust_change"),
            ("triggers", "DROP TRIGGER waits_for_seal ON trust_entry", "trust_entry"),
            ("migrations", "DELETE FROM django_migrations WHERE app = 'exchange'", "are due"),
            (
                "clock",
                "INSERT INTO trust_seal VALUES (9, 1, '', '', now() + interval '1 day', '', '')",
                "set back",
            ),
            (
                "jobs",
                "INSERT INTO procrastinate_jobs (queue_name, task_name, status) VALUES ('q', 't', 'failed')",
                "1 failed",
            ),
        ],
    )
    def test_names_what_was_taken_away(self, acme, home, name, done, said):
        _as_owner(done)
        (one,) = _found(name)
        assert one.verdict is not Verdict.OK
        assert said in one.said
        assert one.todo

    def test_warns_of_settings_that_are_unsafe_or_misspelt(self, acme, home, monkeypatch):
        monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["workplace.example"])
        monkeypatch.setattr(settings, "SHOWS_DEMO", True)
        monkeypatch.setenv("CATCHBALL_HOST", "x")
        assert {one.verdict for one in _found("settings")} == {Verdict.FAILED, Verdict.WARNING}
        assert len(_found("settings")) == 3

    def test_tells_where_letters_lie_that_no_server_takes(self, acme, home, monkeypatch):
        monkeypatch.setattr(settings, "LETTERS_LIE_IN", "/srv/mail")
        (one,) = _found("mail")
        assert one.verdict is Verdict.WARNING
        assert "/srv/mail" in one.said
        monkeypatch.setattr(settings, "LETTERS_LIE_IN", "")
        assert _found("mail")[0].verdict is Verdict.OK

    def test_tells_how_old_the_last_backup_is(self, acme, home):
        assert "never" in _found("backup")[0].said
        _backed_up(home)
        assert _found("backup")[0].verdict is Verdict.OK
        assert _found("backup", NOW + timedelta(days=2))[0].verdict is Verdict.WARNING
        assert _found("backup", NOW + timedelta(days=9))[0].verdict is Verdict.FAILED
        _backed_up(home, is_encrypted=False)
        assert "not encrypted" in _found("backup")[0].said

    def test_warns_of_calendars_that_end(self, acme, home):
        add_site(
            operator_scope("the tests", now=NOW), code="NEW", name="New", zone="UTC", country="GB"
        )
        told = [one.said for one in _found("calendars")]
        assert any("Acme lacks: calendar" in one for one in told)
        assert any("Acme works lacks: calendar" in one for one in told)
        # Nobody could set the hours of a site that works for no client yet.
        assert not any("New lacks" in one for one in told)

    def test_goes_on_where_one_look_fails(self, acme, home):
        _as_owner("ALTER TABLE procrastinate_workers RENAME TO elsewhere")
        found = inspect(NOW)
        assert any("cannot be looked at" in one.said for one in found)
        assert found[-1].name == "backup"
