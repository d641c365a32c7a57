"""A plan as a file and back: nothing is lost, nothing runs, what is not understood is listed."""

import gzip
import io
from dataclasses import replace
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from catchball.kernel.schedule import Link
from catchball.trust.permissions import Role
from catchball.workplace.plans import commands, queries
from catchball.workplace.plans.rules import (
    Constraint,
    FileState,
    Owner,
    PlanContent,
    PlanLink,
    PlanTask,
    TaskTerms,
    read_mspdi,
    write_mspdi,
)
from planned import a_plan, a_transfer, plan_of
from shared import shared_data
from world import scope_for

# All files of the folder that hold a task; the sixth has calendars alone.
FILES = (
    "DefaultDurationFormat",
    "caltest",
    "mspdipriority",
    "mspdirelations",
    "task-dates-project2010-mspdi",
)
OURS = PlanContent(
    date(2026, 11, 23),
    480,
    (
        PlanTask(uid=1_000_000_000, name="Prepare <& “go”", owner=Owner.BOTH),
        PlanTask(uid=7, name="Write", level=2, minutes=1001, shortest=480, longest=2000),
        PlanTask(uid=8, name="Order", level=2, minutes=480, owner=Owner.CLIENT),
        PlanTask(
            uid=9,
            name="Done",
            constraint=Constraint.FINISH_NO_LATER,
            constraint_on=date(2027, 1, 8),
        ),
    ),
    (
        PlanLink(before=7, after=8, kind=Link.START_START, lag=-90),
        PlanLink(before=1_000_000_000, after=9, lag=480),
    ),
)


def written(content):
    return write_mspdi(content, None, title="Transfer", zone=None)


class TestWriteMspdi:
    @pytest.mark.parametrize("name", FILES)
    def test_reads_back_as_the_plan_of_each_file_of_microsoft_project(self, name):
        path = shared_data("schedules", "mspdi", f"{name}.xml.gz")
        plan = read_mspdi([gzip.decompress(path.read_bytes())]).content
        again = read_mspdi([written(plan)])
        assert again.content == plan
        assert again.remarks == ()

    def test_carries_owners_and_estimates_too(self):
        again = read_mspdi([written(OURS)])
        assert again.content == OURS
        assert again.remarks == ()
        assert again.carries == {"owner", "estimates"}

    @pytest.mark.parametrize("kind", Constraint)
    @pytest.mark.parametrize("link", Link)
    def test_knows_every_rule_and_link(self, kind, link):
        on = None if kind is Constraint.NONE else date(2026, 12, 1)
        plan = PlanContent(
            date(2026, 11, 23),
            420,
            (
                PlanTask(uid=1, name="a", minutes=60),
                PlanTask(uid=2, name="b", minutes=60, constraint=kind, constraint_on=on),
            ),
            (PlanLink(before=1, after=2, kind=link, lag=15),),
        )
        assert read_mspdi([written(plan)]).content == plan


@pytest.mark.django_db
class TestPages:
    def at(self, company, *parts):
        return "/".join(["/c", company.slug, "plans", *(str(part) for part in parts), ""])

    def arranged(self, company):
        a_plan(
            company,
            TaskTerms(name="Prepare", duration="1d", owner=Owner.BOTH),
            TaskTerms(name="=1+1", level=2, duration="2.5d", shortest="2d", longest="4d"),
            TaskTerms(
                name="Order", level=2, duration="100m", owner=Owner.CLIENT, waits_for="2SS-1h"
            ),
            TaskTerms(
                name="Done",
                duration="0",
                constraint=Constraint.FINISH_NO_LATER,
                constraint_on=date(2026, 12, 11),
                waits_for="1",
            ),
        )
        return self.plan(company)

    def plan(self, company):
        """Return the plan, its links in order, without what a summary took before it had parts."""
        found = queries.get_plan_export(scope_for(company), program=company.program).content
        return replace(
            found,
            tasks=tuple(
                replace(one, minutes=0) if one.uid in found.summaries else one
                for one in found.tasks
            ),
            links=tuple(sorted(found.links, key=lambda one: (one.after, one.before))),
        )

    def file_of(self, company, browse, kind, role=Role.CLIENT_LEAD):
        answer = browse(company, role).get(self.at(company, company.program, kind))
        assert answer.status_code == 200
        assert f'.{kind}"' in answer.headers["Content-Disposition"]
        return answer.content

    def read(self, company, content, name):
        return commands.read_plan_file(
            scope_for(company), program=company.program, name=name, chunks=[content]
        )

    def seen(self, company, made):
        return queries.get_plan_file(scope_for(company), plan_file=made)

    def match(self, company, made):
        page = queries.get_plan_sheet(scope_for(company), plan_file=made)
        commands.match_plan_file(
            scope_for(company), plan_file=made, columns=page.proposed, version=page.version
        )
        return self.seen(company, made)

    def test_hand_out_project_xml_that_changes_nothing_when_it_comes_back(self, acme, browse):
        plan = self.arranged(acme)
        content = self.file_of(acme, browse, "xml")
        assert read_mspdi([content]).content.tasks == plan.tasks
        page = self.seen(acme, self.read(acme, content, "plan.xml"))
        assert not page.changes
        assert page.differences == ()
        assert page.remarks == ()

    def test_hand_out_a_workbook_that_changes_nothing_when_it_comes_back(self, acme, browse):
        self.arranged(acme)
        content = self.file_of(acme, browse, "xlsx")
        made = self.read(acme, content, "plan.xlsx")
        assert self.seen(acme, made).state is FileState.UNMATCHED
        page = self.match(acme, made)
        assert not page.changes
        assert page.remarks == ()

    def test_hand_out_names_as_texts(self, acme, browse):
        self.arranged(acme)
        content = self.file_of(acme, browse, "xlsx")
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        rows = sheet.to_python()
        assert rows[2][rows[0].index("Task")] == "=1+1"

    def test_bring_a_plan_to_another_client_whole(self, acme, zenith, browse):
        plan = self.arranged(acme)
        content = self.file_of(acme, browse, "xml")
        a_transfer(zenith)
        made = self.read(zenith, content, "plan.xml")
        page = self.seen(zenith, made)
        commands.take_plan_file(
            scope_for(zenith), plan_file=made, version=1, plan_version=page.plan_version
        )
        assert self.plan(zenith) == plan
        assert plan_of(acme).tasks[0].name == "Prepare"

    def test_have_no_file_of_a_program_without_a_plan(self, acme, browse):
        for kind in ("xml", "xlsx"):
            assert browse(acme).get(self.at(acme, acme.program, kind)).status_code == 404
