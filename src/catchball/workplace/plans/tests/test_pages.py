"""Pages about programs and their plans, as people of both companies walk them."""

from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catchball.trust.permissions import Role
from catchball.workplace.plans.rules import TaskTerms
from planned import a_plan, a_plan_file, a_transfer, add, plan_of, project, row

pytestmark = pytest.mark.django_db


def at(company, *parts):
    return "/".join(["/c", company.slug, "plans", *(str(part) for part in parts), ""])


def text_of(answer):
    return unescape(answer.content.decode())


def a_file(text):
    return SimpleUploadedFile("transfer.xml", text.encode(), content_type="text/xml")


TASK = {"level": "1", "duration": "3d", "owner": "cmo", "constraint": "none"}


class TestProgramList:
    def test_tells_where_each_plan_leads(self, acme, zenith, browse):
        a_transfer(acme)
        a_plan(zenith, TaskTerms(name="Hidden from Acme"))

        said = text_of(browse(acme, Role.CLIENT_LEAD).get(at(acme)))

        assert "One program has a plan, and it keeps its dates" in said
        assert "1 Dec 2026" in said
        assert "Zenith" not in said


class TestProgramPage:
    def test_says_what_decides_the_end_to_both_companies(self, acme, browse):
        program = a_transfer(acme)
        for role in (Role.PROGRAM_MANAGER, Role.CLIENT_LEAD):
            said = text_of(browse(acme, role).get(at(acme, program)))
            assert "Acme supply ends on 1 Dec 2026; 3 of 4 tasks decide it" in said
            assert said.count('class="chart gantt"') == 3
            assert "1, 2FS+1d" in said

    def test_offers_a_client_no_change(self, acme, browse):
        program = a_transfer(acme)
        said = text_of(browse(acme, Role.CLIENT_LEAD).get(at(acme, program)))
        assert "Add a task" not in said
        assert "/tasks/" not in said

    def test_leads_to_the_numbers_of_the_program(self, acme, browse):
        program = a_transfer(acme)
        lead = browse(acme, Role.CLIENT_LEAD)
        place = f"/c/acme/scorecards/?program={program}"
        assert f'href="{place}"' in text_of(lead.get(at(acme, program)))
        assert lead.get(place).status_code == 200

    def test_sends_to_the_calendars_where_the_site_has_none(self, acme, browse):
        said = text_of(browse(acme).get(at(acme, acme.program)))
        assert "has no working calendar yet" in said

    def test_asks_no_more_for_more_tasks(self, acme, browse):
        program = a_transfer(acme)
        browser = browse(acme)
        browser.get(at(acme, program))
        with CaptureQueriesContext(connection) as few:
            browser.get(at(acme, program))
        for number in range(5):
            add(acme, TaskTerms(name=f"More {number}", waits_for="1"))
        with CaptureQueriesContext(connection) as more:
            browser.get(at(acme, program))
        assert len(more) == len(few)

    def test_tells_of_a_date_that_cannot_be_kept(self, acme, browse):
        program = a_transfer(acme)
        task = plan_of(acme).tasks[2].id
        browse(acme).post(
            at(acme, program, "tasks", task, "change"),
            {
                **TASK,
                "name": "Engineering run",
                "waits_for": "1, 2FS+1d",
                "constraint": "finish-no-later",
                "constraint_on": "2026-11-30",
                "version": plan_of(acme).version,
            },
        )
        said = text_of(browse(acme).get(at(acme, program)))
        assert "3 tasks cannot keep their dates" in said
        assert "misses its date" in said


class TestForms:
    def test_begin_a_plan_and_add_its_first_task(self, acme, browse):
        browser = browse(acme)
        browser.post(at(acme, acme.program, "begin"), {"start_on": "2026-11-23", "day_hours": "8"})
        browser.post(
            at(acme, acme.program, "tasks", "add"),
            {**TASK, "name": "Fill trial", "after": "0", "version": "1"},
        )
        a_plan_file(acme)  # sets the site's calendar
        assert [(one.number, one.name, one.duration) for one in plan_of(acme).tasks] == [
            (1, "Fill trial", "3 days")
        ]

    def test_say_beside_the_field_what_is_wrong(self, acme, browse):
        program = a_transfer(acme)
        answer = browse(acme).post(
            at(acme, program, "tasks", "add"),
            {**TASK, "name": "New", "after": "4", "waits_for": "9", "version": "5"},
        )
        assert answer.status_code == 422
        assert "There is no task with the number 9." in text_of(answer)

    def test_name_the_tasks_of_a_circle(self, acme, browse):
        program = a_transfer(acme)
        answer = browse(acme).post(
            at(acme, program, "tasks", plan_of(acme).tasks[0].id, "change"),
            {**TASK, "name": "Write the protocol", "waits_for": "3", "version": "5"},
        )
        assert answer.status_code == 422
        assert "wait for each other in a circle" in text_of(answer)

    def test_remove_a_task(self, acme, browse):
        program = a_transfer(acme)
        task = plan_of(acme).tasks[1].id
        browse(acme).post(at(acme, program, "tasks", task, "remove"), {"version": "5"})
        assert "Order resin" not in [one.name for one in plan_of(acme).tasks]


class TestImport:
    def test_shows_first_and_writes_then(self, acme, browse):
        a_transfer(acme)
        browser = browse(acme)
        text = project(
            row(
                1,
                "Fill <b>trial</b>".replace("<", "&lt;"),
                Start="2026-11-24T08:00:00",
                Finish="2026-11-24T17:00:00",
                Manual="1",
            )
        )
        answer = browser.post(at(acme, acme.program, "import"), {"file": a_file(text)})
        shown = browser.get(answer.headers["Location"])
        raw, said = shown.content.decode(), text_of(shown)

        assert "The file would add 1 tasks, change 0 and remove 4" in said
        assert "scheduled by hand" in said
        assert "24 Nov 2026 – 24 Nov 2026" in said
        assert "<b>trial" not in raw
        assert len(plan_of(acme).tasks) == 4

        browser.post(f"{answer.headers['Location']}take/", {"version": "1", "plan_version": "5"})
        assert [one.name for one in plan_of(acme).tasks] == ["Fill <b>trial</b>"]

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("<!DOCTYPE x><Project/>", "DOCTYPE"),
            ("nothing", "no readable XML"),
            ("<html/>", "no plan of Microsoft Project"),
            ("", "no readable XML"),
            (project(row(1, "Fill", Duration="-PT8H0M0S")), "negative duration"),
        ],
    )
    def test_refuses_in_words(self, acme, browse, text, why):
        answer = browse(acme).post(at(acme, acme.program, "import"), {"file": a_file(text)})
        assert answer.status_code == 422
        assert why in text_of(answer)

    def test_is_not_for_clients(self, acme, browse):
        file = a_plan_file(acme)
        browser = browse(acme, Role.CLIENT_LEAD)
        assert browser.get(at(acme, "files", file)).status_code == 403

    def test_can_be_discarded(self, acme, browse):
        file = a_plan_file(acme)
        browse(acme).post(at(acme, "files", file, "discard"), {"version": "1"})
        said = text_of(browse(acme).get(at(acme, "files", file)))
        assert "was discarded; the plan is as it was" in said
