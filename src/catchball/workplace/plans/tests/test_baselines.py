"""Baselines: kept under a name, never changed, compared in working days."""

import csv
import io

import pytest
from python_calamine import CalamineWorkbook

from catchball.kernel.errors import NotFound, NotPermitted, Stale
from catchball.trust.permissions import Role
from catchball.workplace.plans import commands, queries
from catchball.workplace.plans.rules import (
    BaselineExists,
    BaselineNameless,
    Fate,
    NothingToKeep,
    TaskTerms,
)
from planned import START, a_baseline, a_plan, a_transfer, add, plan_of
from timetables import a_site_calendar, an_office
from world import scope_for

pytestmark = pytest.mark.django_db


def compared(company, baseline, *, beside=None, role=Role.PROGRAM_MANAGER):
    scope = scope_for(company, role)
    return queries.compare_baseline(scope, baseline=baseline, beside=beside)


def change(company, number, **terms):
    plan = plan_of(company)
    line = plan.tasks[number - 1]
    shown = queries.get_task(scope_for(company), program=company.program, task=line.id).terms
    commands.change_task(
        scope_for(company),
        program=company.program,
        task=line.id,
        terms=TaskTerms(**{**vars_of(shown), **terms}),
        version=plan.version,
    )


def vars_of(terms):
    return {name: getattr(terms, name) for name in terms.__dataclass_fields__}


def fates(page):
    return {one.name: one.fate for one in page.comparison.tasks}


class TestTakeBaseline:
    def test_keeps_the_plan_for_both_companies(self, acme, zenith):
        a_transfer(acme)
        a_transfer(zenith)
        baseline = a_baseline(acme, "  Charter   signed ")
        a_baseline(zenith, "Hidden from Acme")

        page = queries.list_baselines(scope_for(acme, Role.CLIENT_LEAD), program=acme.program)

        assert [(one.id, one.name, one.tasks) for one in page.baselines] == [
            (baseline, "Charter signed", 4)
        ]
        assert page.baselines[0].ends_on == plan_of(acme).ends_on

    def test_takes_each_name_once(self, acme):
        a_transfer(acme)
        a_baseline(acme, "First")
        with pytest.raises(BaselineExists) as refused:
            a_baseline(acme, "First")
        assert set(refused.value.fields) == {"name"}

    @pytest.mark.parametrize("name", ["  ", "x" * 81, "a\u0000b"])
    def test_refuses_what_is_no_name(self, acme, name):
        a_transfer(acme)
        with pytest.raises(BaselineNameless):
            a_baseline(acme, name)

    def test_refuses_a_plan_without_tasks(self, acme):
        a_plan(acme)
        with pytest.raises(NothingToKeep):
            a_baseline(acme, "Empty")

    def test_keeps_only_the_plan_that_was_shown(self, acme):
        a_transfer(acme)
        with pytest.raises(Stale):
            commands.take_baseline(scope_for(acme), program=acme.program, name="Old", version=1)

    def test_is_the_manufacturers_alone(self, acme):
        a_transfer(acme)
        with pytest.raises(NotPermitted):
            commands.take_baseline(
                scope_for(acme, Role.CLIENT_LEAD), program=acme.program, name="Ours", version=5
            )


class TestCompareBaseline:
    def test_finds_nothing_drifted_in_the_same_plan(self, acme):
        a_transfer(acme)
        page = compared(acme, a_baseline(acme, "First"))
        assert set(fates(page).values()) == {Fate.KEPT}
        assert page.comparison.end_drift == 0
        assert all(bar.was == (bar.starts_on, bar.ends_on) for bar in page.bars)

    def test_tells_added_removed_and_moved_in_working_days(self, acme):
        a_transfer(acme)
        baseline = a_baseline(acme, "First")
        change(acme, 1, duration="8d")
        add(acme, TaskTerms(name="Report", duration="1d", waits_for="4"))
        plan = plan_of(acme)
        commands.remove_task(
            scope_for(acme), program=acme.program, task=plan.tasks[1].id, version=plan.version
        )

        page = compared(acme, baseline, role=Role.CLIENT_LEAD)

        assert fates(page) == {
            "Write the protocol": Fate.MOVED,
            "Order resin": Fate.REMOVED,
            "Engineering run": Fate.MOVED,
            "Run reported": Fate.MOVED,
            "Report": Fate.ADDED,
        }
        drifts = {one.name: (one.start_drift, one.end_drift) for one in page.comparison.tasks}
        assert drifts["Write the protocol"] == (0, 3)
        assert drifts["Engineering run"] == (3, 3)
        assert drifts["Report"] == (None, None)
        assert page.comparison.end_drift == 4

    def test_tells_what_came_nearer_below_nothing(self, acme):
        a_transfer(acme)
        baseline = a_baseline(acme, "First")
        change(acme, 1, duration="4.5d")
        assert compared(acme, baseline).comparison.end_drift == -0.5

    def test_compares_any_two(self, acme):
        a_transfer(acme)
        first = a_baseline(acme, "First")
        change(acme, 1, duration="6d")
        second = a_baseline(acme, "Second")
        change(acme, 1, duration="10d")

        page = compared(acme, first, beside=second)

        assert page.beside.name == "Second"
        assert page.comparison.end_drift == 1
        assert compared(acme, second).comparison.end_drift == 4

    def test_keeps_its_days_when_the_calendar_changes(self, acme):
        a_transfer(acme)
        baseline = a_baseline(acme, "First")
        was = plan_of(acme).ends_on
        a_site_calendar(
            acme, calendar=an_office("Europe/London", opens="09:00", closes="13:00"), from_on=START
        )
        page = compared(acme, baseline)
        assert page.comparison.was_ends_on == was
        assert page.comparison.ends_on > was

    def test_knows_nothing_of_another_clients_baseline(self, acme, zenith):
        a_transfer(acme)
        a_transfer(zenith)
        mine, theirs = a_baseline(acme, "First"), a_baseline(zenith, "First")
        with pytest.raises(NotFound):
            compared(acme, theirs)
        with pytest.raises(NotFound):
            compared(acme, mine, beside=theirs)


class TestPages:
    def at(self, company, *parts):
        return "/".join(["/c", company.slug, "plans", *(str(part) for part in parts), ""])

    def drifted(self, acme):
        a_plan(acme, TaskTerms(name="=HYPERLINK(1)", duration="5d"), start_on=START)
        baseline = a_baseline(acme, "Charter signed")
        change(acme, 1, duration="7d")
        return baseline

    def test_say_how_far_the_end_drifted_and_draw_both(self, acme, browse):
        baseline = self.drifted(acme)
        for role in (Role.PROGRAM_MANAGER, Role.CLIENT_LEAD):
            browser = browse(acme, role)
            said = browser.get(self.at(acme, "baselines", baseline)).content.decode()
            assert "The end drifted by 2 working days since “Charter signed”" in said
            assert said.count('class="gantt-was"') == 3
            listed = browser.get(self.at(acme, acme.program, "baselines")).content.decode()
            assert "Charter signed" in listed

    def test_hand_out_files_that_run_nothing(self, acme, browse):
        baseline = self.drifted(acme)
        browser = browse(acme, Role.CLIENT_LEAD)
        text = browser.get(self.at(acme, "baselines", baseline, "csv")).content
        head, row = csv.reader(io.StringIO(text.decode("utf-8-sig")))
        assert dict(zip(head, row, strict=True)) == {
            "Number": "1",
            "Task": "'=HYPERLINK(1)",
            "What became of it": "moved",
            "Started on": "2026-11-23",
            "Ended on": "2026-11-27",
            "Starts on": "2026-11-23",
            "Ends on": "2026-12-01",
            "Start drifted by working days": "0.0",
            "End drifted by working days": "2.0",
        }
        book = browser.get(self.at(acme, "baselines", baseline, "xlsx")).content
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0)
        assert sheet.to_python()[1][1] == "=HYPERLINK(1)"

    def test_take_one_and_say_beside_the_field_what_does_not_do(self, acme, browse):
        a_transfer(acme)
        browser, version = browse(acme), str(plan_of(acme).version)
        address = self.at(acme, acme.program, "baselines", "take")
        made = browser.post(address, {"name": "Charter signed", "version": version})
        assert made.status_code == 302
        assert "Nothing has drifted" in browser.get(made.url).content.decode()
        again = browser.post(address, {"name": "Charter signed", "version": version})
        assert again.status_code == 422
        assert "choose another name" in again.content.decode()

    def test_answer_nonsense_beside_with_nothing_there(self, acme, browse):
        baseline = self.drifted(acme)
        answer = browse(acme).get(self.at(acme, "baselines", baseline) + "?beside=x")
        assert answer.status_code == 404
