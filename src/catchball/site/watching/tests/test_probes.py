"""What machines ask of the product, and how little a stranger is told."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.test import Client as Browser

from catchball.site.serving.home import CHECKOUT
from catchball.site.watching import state
from catchball.site.watching.state import Verdict

TOKEN = {"Authorization": "Bearer the token of the tests"}


@pytest.fixture
def with_token(monkeypatch):
    monkeypatch.setattr(settings, "METRICS_TOKEN", "the token of the tests")


def _a_worker(seconds_ago):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_workers")
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES "
            "(clock_timestamp() - make_interval(secs => %s))",
            [seconds_ago],
        )


class TestHealthz:
    def test_asks_nothing_of_the_database(self, django_db_blocker):
        with django_db_blocker.block():
            answer = Browser().get("/healthz")
        assert (answer.status_code, answer.content) == (200, b"ok")


class TestReadyz:
    def test_says_a_word_to_a_stranger(self, db):
        _a_worker(1)
        answer = Browser().get("/readyz")
        assert (answer.status_code, answer.content) == (200, b"ready")

    def test_tells_whoever_has_the_token_what_was_found(self, db, with_token):
        _a_worker(1)
        found = Browser().get("/readyz", headers=TOKEN).json()["found"]
        assert [one["name"] for one in found] == [
            "database", "migrations", "disk of uploads", "worker",
        ]  # fmt: skip

    def test_lets_people_in_while_jobs_wait_for_a_worker(self, db):
        _a_worker(600)
        answer = Browser().get("/readyz")
        assert (answer.status_code, answer.content) == (200, b"ready, jobs wait")

    def test_lets_nobody_in_before_the_tables_are_there(self, db):
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE NONE")
            cursor.execute("DELETE FROM django_migrations WHERE app = 'exchange'")
            cursor.execute("SET ROLE catchball_app")
        answer = Browser().get("/readyz")
        assert (answer.status_code, answer.content) == (503, b"not ready")

    def test_lets_nobody_in_without_a_database(self, db, monkeypatch, with_token):
        def broken():
            raise DatabaseError

        monkeypatch.setattr(state, "NEEDED", (broken, *state.NEEDED[1:]))
        answer = Browser().get("/readyz", headers=TOKEN)
        assert answer.status_code == 503
        assert answer.json()["found"][0]["verdict"] == "failed"

    def test_lets_nobody_in_when_nothing_can_be_written(self, db, monkeypatch):
        monkeypatch.setattr(state, "DISK_FULL", 2**80)
        assert Browser().get("/readyz").status_code == 503


class TestDisk:
    def test_warns_before_it_is_full(self, tmp_path, monkeypatch):
        monkeypatch.setattr(state, "DISK_LOW", 2**80)
        assert state.disk(tmp_path / "not" / "yet").verdict is Verdict.WARNING


class TestMetrics:
    @pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}])
    def test_are_not_there_for_strangers(self, db, with_token, headers):
        assert Browser().get("/metrics", headers=headers).status_code == 404

    def test_are_not_there_at_all_without_a_token(self, db):
        assert Browser().get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404

    def test_count_requests_by_route_and_read_states_when_asked(self, db, with_token):
        _a_worker(5)
        Browser().get("/sign-in/")
        said = Browser().get("/metrics", headers=TOKEN).content.decode()
        assert 'catchball_requests_total{method="GET",route="sign-in",status="200"}' in said
        assert 'catchball_request_seconds_bucket{le="0.005",route="sign-in"}' in said
        assert "catchball_worker_heartbeat_age_seconds 5." in said
        assert "catchball_journal_lines_unsealed" in said

    def test_are_added_up_over_all_processes(self, tmp_path):
        note = "figures.note_request('GET', 'home', 200, 0.01)"
        show = "print(figures.exposition(dict).decode())"
        said = ""
        for doing in (note, note, show):
            said = subprocess.run(
                [sys.executable, "-c", f"from catchball.site.watching import figures; {doing}"],
                env=os.environ
                | {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path), "PYTHONPATH": str(CHECKOUT / "src")},
                capture_output=True,
                text=True,
                check=True,
            ).stdout
        assert 'catchball_requests_total{method="GET",route="home",status="200"} 2.0' in said
