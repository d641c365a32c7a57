"""The log holds ids to follow, and nothing of a person."""

import io
import json
import logging

import pytest
from django.db import IntegrityError, connection
from django.test import Client as Browser

from arranged import a_delivery
from catchball.site import jobs
from catchball.site.watching.logs import JsonLines, scrubbed
from catchball.site.watching.watched import HEADER
from catchball.trust import commands
from catchball.trust.models import Entry
from catchball.trust.permissions import Role
from catchball.trust.scope import operator_scope
from catchball.trust.wall import opened
from world import NOW, PASSWORD, scope_for

ADDRESS = "ines.alvarez@cmo.example"
REASON = "Ines was ill on the day of dispatch"
TOKEN = "cb_7Yt4u1LrQzE0sWm2pKx9vBn3aHd6cGf8"


@pytest.fixture
def log():
    """Everything that is logged, down to the least, as the product writes it."""
    stream, root = io.StringIO(), logging.getLogger()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    levels = {name: logging.getLogger(name).level for name in ("", "django.request")}
    for name in levels:
        logging.getLogger(name).setLevel(logging.DEBUG)
    root.addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def _told(lines):
    return json.dumps(lines, ensure_ascii=False)


class TestLog:
    def test_follows_a_submission_to_its_entry(self, acme, browse, log):
        browser = browse(acme)
        delivery = a_delivery(acme, "D-77")
        answer = browser.post(
            f"/c/acme/production/deliveries/{delivery}/cancel/",
            {"reason": REASON, "version": 1},
        )
        assert answer.status_code == 302
        line = next(one for one in log() if one.get("request") == answer.headers[HEADER])
        with opened(scope_for(acme)):
            entry = Entry.objects.get(event="production.delivery-cancelled")
        assert entry.reason == REASON
        assert line["entries"] == [str(entry.pk)]
        assert (line["route"], line["status"]) == ("delivery-cancel", 302)
        assert REASON not in _told(log())

    def test_keeps_out_whatever_a_person_typed_at_the_door(self, acme, log):
        sent = {"email": ADDRESS, "password": PASSWORD}
        assert Browser().post(f"/sign-in/?next=/{TOKEN}", sent).status_code == 422
        Browser().get(f"/readyz?token={TOKEN}", headers={"Authorization": f"Bearer {TOKEN}"})
        told = _told(log())
        assert len(log()) >= 2
        assert not any(word in told for word in (ADDRESS, PASSWORD, TOKEN))

    def test_says_of_an_error_where_it_came_from_and_not_what_it_says(self, acme, log):
        operator = operator_scope("the tests", now=NOW)
        try:
            commands.add_person(
                operator, email=acme.email(Role.QUALITY), name=ADDRESS, role=Role.QUALITY,
                password=PASSWORD, zone="UTC",
            )  # fmt: skip
        except Exception:
            logging.getLogger("django.request").exception("Broke: %s", ADDRESS)
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT %s::uuid", [ADDRESS])
        except Exception:
            logging.getLogger("catchball.trial").exception("It broke for %s", ADDRESS)
        lines = log()
        assert len(lines) == 2
        assert lines[1]["errors"][-1]["sqlstate"] == "22P02"
        assert any("test_logs.py" in step for step in lines[1]["errors"][0]["from"])
        assert lines[1]["said"] == "It broke for (e-mail)"
        assert not any(word in _told(lines) for word in (ADDRESS, acme.email(Role.QUALITY)))

    def test_names_the_rule_that_the_database_held(self, acme, log):
        twice = (
            "INSERT INTO django_session (session_key, session_data, expire_date) "
            "VALUES ('k', %s, now()), ('k', %s, now())"
        )
        cursor = connection.cursor()
        with pytest.raises(IntegrityError) as caught:
            cursor.execute(twice, [ADDRESS, ADDRESS])
        logging.getLogger("catchball.trial").error("Refused", exc_info=caught.value)
        assert log()[-1]["errors"][-1]["constraint"] == "django_session_pkey"
        assert ADDRESS not in _told(log())

    def test_keeps_the_arguments_of_a_job_to_itself(self, acme, log, monkeypatch):
        def break_(scope, *, reason):
            raise ValueError(reason)

        monkeypatch.setitem(jobs.JOBS, "trial", break_)
        logging.getLogger("procrastinate.worker").error(
            f"Job catchball.run[1](reason={REASON!r}) ended with status: Error",  # noqa: G004
            extra={"action": "job_error", "job": {"id": 1, "task_name": "catchball.run"}},
        )
        who = str(acme.people[Role.PROGRAM_MANAGER])
        with pytest.raises(ValueError, match="ill"):
            jobs.work("trial", who, str(acme.id), {"reason": REASON})
        assert log()[0]["said"] == "job_error job 1 catchball.run"
        assert REASON not in _told(log())


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"sent to {ADDRESS}.", "sent to (e-mail)"),
        (f"password={PASSWORD.split()[0]} x", "password=(…) x"),
        ("postgresql://me:word@db/x", "postgresql://(…)@db/x"),
        (f"key {TOKEN}", "key (…)"),
        ("entry 0193f6a2-7c1b-7e40-9c55-0d3f6f3c2a11", None),
    ],
)
def test_a_message_loses_what_is_nobodys_business(text, kept):
    assert scrubbed(text).rstrip(".") == (kept or text).rstrip(".")
