"""What happens to plans, with two clients in the world."""

from dataclasses import replace
from datetime import date

import pytest

from catchball.kernel.errors import NotFound, NotPermitted, Stale
from catchball.kernel.schedule.problems import ActivityNeedsItself
from catchball.trust.models import Entry
from catchball.trust.permissions import Role
from catchball.trust.wall import opened
from catchball.workplace.plans import commands, queries
from catchball.workplace.plans.models import PlanFile
from catchball.workplace.plans.rules import (
    FileHostile,
    FileSettled,
    FileState,
    Owner,
    RemarkKind,
    TaskTerms,
)
from planned import (
    START,
    a_plan,
    a_plan_file,
    a_transfer,
    add,
    an_office_of,
    plan_of,
    project,
    read,
    row,
    second_task,
)
from world import scope_for

pytestmark = pytest.mark.django_db


def entries(company, event):
    with opened(scope_for(company)):
        return list(Entry.objects.filter(event=event).order_by("happened_at", "id"))


class TestBeginPlan:
    def test_begins_one_for_each_program(self, acme, zenith):
        a_plan(acme)
        a_plan(zenith)

        assert plan_of(acme).tasks == ()
        with pytest.raises(commands.PlanExists):
            commands.begin_plan(
                scope_for(acme), program=acme.program, start_on=START, day_minutes=480
            )

    def test_knows_nothing_of_another_clients_program(self, acme, zenith):
        with pytest.raises(NotFound):
            commands.begin_plan(
                scope_for(acme), program=zenith.program, start_on=START, day_minutes=480
            )

    @pytest.mark.parametrize("role", [Role.CLIENT_LEAD, Role.SUPERVISOR, Role.QUALITY])
    def test_is_for_those_who_plan(self, acme, role):
        with pytest.raises(NotPermitted):
            commands.begin_plan(
                scope_for(acme, role), program=acme.program, start_on=START, day_minutes=480
            )


class TestAddTask:
    def test_plans_by_the_site_calendar_for_both_companies(self, acme):
        a_transfer(acme)

        for role in (Role.PROGRAM_MANAGER, Role.CLIENT_LEAD):
            plan = plan_of(acme, role)
            assert [(one.name, one.starts_on.day, one.ends_on.day) for one in plan.tasks] == [
                ("Write the protocol", 23, 27),
                ("Order resin", 23, 25),
                ("Engineering run", 30, 1),
                ("Run reported", 1, 1),
            ]
            assert plan.ends_on == date(2026, 12, 1)
            assert [one.number for one in plan.tasks if not one.is_critical] == [2]
            assert plan.tasks[1].total_float == "1 day"

    def test_tells_the_journal_what_was_planned(self, acme):
        a_plan(acme, TaskTerms(name="Fill"))

        (entry,) = entries(acme, "plans.task-added")
        with opened(scope_for(acme)):
            tables = sorted(entry.changes.values_list("table_name", "operation"))
        assert entry.arguments["terms"]["name"] == "Fill"
        assert tables == [("plans_plan", "UPDATE"), ("plans_task", "INSERT")]

    def test_numbers_the_tasks_below_anew_and_leaves_their_links(self, acme):
        a_transfer(acme)
        add(acme, TaskTerms(name="Audit"), after=0)

        assert [(one.number, one.name, one.waits_for) for one in plan_of(acme).tasks] == [
            (1, "Audit", ""),
            (2, "Write the protocol", ""),
            (3, "Order resin", ""),
            (4, "Engineering run", "2, 3FS+1d"),
            (5, "Run reported", "4"),
        ]

    def test_refuses_what_was_decided_on_an_older_plan(self, acme):
        a_transfer(acme)
        with pytest.raises(Stale):
            commands.add_task(
                scope_for(acme),
                program=acme.program,
                after=0,
                terms=TaskTerms(name="Late"),
                version=1,
            )


class TestChangeTask:
    def test_changes_its_terms_and_links_alone(self, acme):
        task = second_task(acme)
        terms = TaskTerms(name="Order resin", duration="6d", waits_for="1SS+1d", owner=Owner.CLIENT)

        commands.change_task(
            scope_for(acme),
            program=acme.program,
            task=task,
            terms=terms,
            version=plan_of(acme).version,
        )

        changed = plan_of(acme).tasks[1]
        assert (changed.id, changed.owner, changed.duration, changed.waits_for) == (
            task,
            Owner.CLIENT,
            "6 days",
            "1SS+1d",
        )
        (entry,) = entries(acme, "plans.task-changed")
        with opened(scope_for(acme)):
            assert sorted(entry.changes.values_list("table_name", "operation")) == [
                ("plans_plan", "UPDATE"),
                ("plans_task", "UPDATE"),
                ("plans_tasklink", "INSERT"),
            ]

    def test_saves_nothing_by_halves(self, acme):
        a_transfer(acme)
        before = plan_of(acme)

        with pytest.raises(ActivityNeedsItself):
            commands.change_task(
                scope_for(acme),
                program=acme.program,
                task=before.tasks[0].id,
                terms=TaskTerms(name="Other name", waits_for="4"),
                version=before.version,
            )
        assert plan_of(acme) == before

    def test_knows_nothing_of_another_clients_task(self, acme, zenith):
        a_transfer(acme)
        theirs = second_task(zenith)
        with pytest.raises(NotFound):
            commands.change_task(
                scope_for(acme),
                program=acme.program,
                task=theirs,
                terms=TaskTerms(name="Mine"),
                version=plan_of(acme).version,
            )


class TestRemoveTask:
    def test_takes_its_links_with_it_and_closes_the_gap(self, acme):
        task = second_task(acme)

        commands.remove_task(
            scope_for(acme), program=acme.program, task=task, version=plan_of(acme).version
        )

        assert [(one.number, one.waits_for) for one in plan_of(acme).tasks] == [
            (1, ""),
            (2, "1"),
            (3, "2"),
        ]


class TestChangePlan:
    def test_reckons_all_days_anew(self, acme):
        a_transfer(acme)
        commands.change_plan(
            scope_for(acme),
            program=acme.program,
            start_on=date(2026, 11, 30),
            day_minutes=480,
            version=plan_of(acme).version,
        )
        assert plan_of(acme).ends_on == date(2026, 12, 8)


class TestPlanFile:
    def test_changes_nothing_until_it_is_taken_over(self, acme):
        file = a_plan_file(acme)

        page = queries.get_plan_file(scope_for(acme), plan_file=file)

        assert page.state is FileState.READ
        assert page.changes.added == ((1, "Planning"), (2, "tests"))
        assert page.ends_on == date(2026, 11, 24)
        assert queries.get_program(scope_for(acme), program=acme.program).plan is None

    def test_taken_over_becomes_the_plan_in_one_entry(self, acme):
        file = a_plan_file(acme)

        commands.take_plan_file(scope_for(acme), plan_file=file, version=1, plan_version=0)

        assert [(one.name, one.waits_for) for one in plan_of(acme).tasks] == [
            ("Planning", ""),
            ("tests", "1"),
        ]
        (entry,) = entries(acme, "plans.plan-imported")
        with opened(scope_for(acme)):
            assert set(entry.changes.values_list("table_name", flat=True)) == {
                "plans_plan",
                "plans_task",
                "plans_tasklink",
                "plans_planfile",
            }
        with pytest.raises(FileSettled):
            commands.take_plan_file(scope_for(acme), plan_file=file, version=2, plan_version=1)

    def test_of_a_later_state_adds_changes_and_removes(self, acme):
        first = a_plan_file(acme)
        commands.take_plan_file(scope_for(acme), plan_file=first, version=1, plan_version=0)
        kept = plan_of(acme).tasks[1].id
        later = read(acme, project(row(2, "tests", days=3), row(3, "Test", after=[(2, 1, 4800)])))

        page = queries.get_plan_file(scope_for(acme), plan_file=later)
        assert page.changes.added == ((2, "Test"),)
        assert page.changes.removed == ((1, "Planning"),)
        (changed,) = page.changes.changed
        assert [(one.what, one.old, one.new) for one in changed.fields] == [
            ("Duration", "1 day", "3 days"),
            ("Waits for", "Planning (FS)", ""),
        ]

        commands.take_plan_file(scope_for(acme), plan_file=later, version=1, plan_version=1)
        plan = plan_of(acme)
        assert [(one.name, one.waits_for) for one in plan.tasks] == [
            ("tests", ""),
            ("Test", "1FS+1d"),
        ]
        assert plan.tasks[0].id == kept

    def test_keeps_owners_and_estimates_that_no_file_knows(self, acme):
        file = a_plan_file(acme)
        commands.take_plan_file(scope_for(acme), plan_file=file, version=1, plan_version=0)
        for number, terms in enumerate(
            (
                TaskTerms(name="Planning", shortest="1d", longest="4d", owner=Owner.CLIENT),
                TaskTerms(name="tests", shortest="1d", longest="2d", waits_for="1"),
            )
        ):
            commands.change_task(
                scope_for(acme),
                program=acme.program,
                task=plan_of(acme).tasks[number].id,
                terms=terms,
                version=plan_of(acme).version,
            )
        later = read(acme, project(row(1, "Planning", days=2), row(2, "tests", days=5)))

        page = queries.get_plan_file(scope_for(acme), plan_file=later)
        commands.take_plan_file(
            scope_for(acme), plan_file=later, version=1, plan_version=page.plan_version
        )

        assert [one.kind for one in page.remarks] == [RemarkKind.ESTIMATE_DROPPED]
        design, build = plan_of(acme).tasks
        assert (design.owner, design.estimate, build.estimate) == (
            Owner.CLIENT,
            "1 day to 4 days",
            "",
        )

    def test_is_compared_again_where_the_plan_moved_on(self, acme):
        file = a_plan_file(acme)
        a_transfer(acme)
        with pytest.raises(Stale):
            commands.take_plan_file(scope_for(acme), plan_file=file, version=1, plan_version=0)

    def test_that_harms_is_refused_and_nothing_kept(self, acme):
        an_office_of(acme)
        with pytest.raises(FileHostile):
            read(acme, "<!DOCTYPE x><Project/>")
        with opened(scope_for(acme)):
            assert not PlanFile.objects.exists()

    def test_can_be_given_up(self, acme):
        file = a_plan_file(acme)
        commands.discard_plan_file(scope_for(acme), plan_file=file, version=1)
        page = queries.get_plan_file(scope_for(acme), plan_file=file)
        assert page.state is FileState.DISCARDED

    def test_stays_with_the_manufacturer(self, acme):
        a_plan_file(acme)
        manager = scope_for(acme)
        curious = replace(scope_for(acme, Role.CLIENT_LEAD), permissions=manager.permissions)

        with opened(manager):
            assert PlanFile.objects.count() == 1
        with opened(curious):
            assert not PlanFile.objects.exists()

    def test_of_another_client_is_not_found(self, acme, zenith):
        theirs = a_plan_file(zenith)
        with pytest.raises(NotFound):
            queries.get_plan_file(scope_for(acme), plan_file=theirs)

    def test_leaves_its_content_out_of_the_journal(self, acme):
        a_plan_file(acme)
        (entry,) = entries(acme, "plans.file-read")
        with opened(scope_for(acme)):
            change = entry.changes.get()
        assert "content" not in change.new
        assert change.new["name"] == "transfer.xml"
