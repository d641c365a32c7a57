"""Plans for tests, made by the real commands, and files as Microsoft Project writes them."""

import io
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from catchball.kernel.cells import write_xlsx
from catchball.trust.permissions import Role
from catchball.workplace.plans import commands, queries
from catchball.workplace.plans.rules import TaskTerms
from timetables import a_site_calendar, an_office, place_of
from world import NOW, Company, scope_for

# A Monday, of a winter without holidays in the tests' calendars.
START = date(2026, 11, 23)
# Three days after the plan of a small transfer comes to its end.
COMMITTED = date(2026, 12, 4)


def an_office_of(company: Company) -> None:
    """Let the company's site work from nine to five in London, unless it has a calendar."""
    if not place_of(company, company.site).timetable:
        a_site_calendar(company, calendar=an_office("Europe/London"))


def a_plan(company: Company, *tasks: TaskTerms, start_on: date = START) -> UUID:
    """Begin the plan of the company's program with these tasks; return the program's id."""
    an_office_of(company)
    scope = scope_for(company)
    commands.begin_plan(scope, program=company.program, start_on=start_on, day_minutes=480)
    for terms in tasks:
        add(company, terms)
    return company.program


def add(company: Company, terms: TaskTerms, *, after: int = 10_000) -> UUID:
    """Put a task at the end of the plan, or below another; return its id."""
    return commands.add_task(
        scope_for(company),
        program=company.program,
        after=after,
        terms=terms,
        version=plan_of(company).version,
    )


def plan_of(company: Company, role: Role = Role.PROGRAM_MANAGER) -> queries.PlanView:
    """Return the plan of the company's program as a person of the role sees it."""
    plan = queries.get_program(scope_for(company, role), program=company.program).plan
    assert plan is not None
    return plan


def a_transfer(company: Company, *, start_on: date = START) -> UUID:
    """Plan a small transfer: 1 and 2 together, then 3, then a milestone; return the program."""
    return a_plan(
        company,
        TaskTerms(name="Write the protocol", duration="5d"),
        TaskTerms(name="Order resin", duration="3d"),
        TaskTerms(name="Engineering run", duration="2d", waits_for="1, 2FS+1d"),
        TaskTerms(name="Run reported", duration="0", waits_for="3"),
        start_on=start_on,
    )


def second_task(company: Company) -> UUID:
    """Plan a small transfer, and return the id of its second task, which has float."""
    a_transfer(company)
    return plan_of(company).tasks[1].id


def a_task(company: Company) -> UUID:
    """Plan two tasks that wait for each other, called by words that any page may show."""
    a_plan(
        company,
        TaskTerms(name="Planning", shortest="1d", longest="3d"),
        TaskTerms(name="Planning works", waits_for="1FS+1d"),
    )
    return plan_of(company).tasks[1].id


def commit(company: Company, task: UUID, *, on: date, now: datetime = NOW) -> UUID:
    """Commit the day of a milestone; return its id."""
    return commands.commit_milestone(
        scope_for(company, now=now), program=company.program, task=task, committed_on=on
    )


def a_milestone(company: Company, *, on: date = COMMITTED) -> UUID:
    """Plan a small transfer and commit the day of its milestone; return the milestone's id."""
    a_transfer(company)
    return commit(company, plan_of(company).tasks[3].id, on=on)


def a_baseline(company: Company, name: str, *, now: datetime = NOW) -> UUID:
    """Keep the plan of the company's program under a name; return the baseline's id."""
    return commands.take_baseline(
        scope_for(company, now=now),
        program=company.program,
        name=name,
        version=plan_of(company).version,
    )


def planned(company: Company) -> dict[str, UUID]:
    """Make a task, two milestones, one committed, and a baseline: what addresses name."""
    task = a_task(company)
    points = [
        add(company, TaskTerms(name=name, duration="0", waits_for="2"))
        for name in ("Planning", "Tablets")
    ]
    return {
        "task": task,
        "point": points[0],
        "milestone": commit(company, points[1], on=COMMITTED),
        "baseline": a_baseline(company, "Planning"),
    }


def a_plan_file(company: Company) -> UUID:
    """Read a file of two tasks for the company's program; return its id."""
    an_office_of(company)
    rows = (row(1, "Planning", Notes="x"), row(2, "tests", after=[(1, 1, 0)]))
    return read(company, project(*rows))


def a_plan_sheet(company: Company) -> UUID:
    """Read a workbook of two tasks for the company's program; return its id."""
    an_office_of(company)
    return read_workbook(company, ["Task", "Duration"], [["Planning", "2d"], ["tests", "1d"]])


def read_workbook(company: Company, head: list[str], rows: list[list[Any]]) -> UUID:
    """Read a workbook for the company's program; return its id."""
    file = io.BytesIO()
    write_xlsx(file, "Plan", head, rows)
    return commands.read_plan_file(
        scope_for(company), program=company.program, name="plan.xlsx", chunks=[file.getvalue()]
    )


def read(company: Company, text: str, *, role: Role = Role.PROGRAM_MANAGER) -> UUID:
    """Read a file for the company's program; return its id."""
    return commands.read_plan_file(
        scope_for(company, role),
        program=company.program,
        name="transfer.xml",
        chunks=[text.encode()],
    )


def row(
    uid: int,
    name: str,
    *,
    days: float = 1,
    level: int = 1,
    after: Iterable[tuple[int, int, int]] = (),
    **fields: Any,
) -> str:
    """Return a task as a file has it; `after` are uid, type and lag in tenths of a minute."""
    said = {"Duration": f"PT{days * 8:.0f}H0M0S", **fields}
    links = "".join(
        f"<PredecessorLink><PredecessorUID>{before}</PredecessorUID><Type>{kind}</Type>"
        f"<LinkLag>{lag}</LinkLag><LagFormat>7</LagFormat></PredecessorLink>"
        for before, kind, lag in after
    )
    inner = "".join(f"<{one}>{value}</{one}>" for one, value in said.items())
    return (
        f"<Task><UID>{uid}</UID><ID>{uid}</ID><Name>{name}</Name>"
        f"<OutlineLevel>{level}</OutlineLevel>{inner}{links}</Task>"
    )


def project(*rows: str, head: str = "", starts: str = "2026-11-23T08:00:00") -> str:
    """Return a file of Microsoft Project with these tasks."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<Project xmlns="http://schemas.microsoft.com/project">'
        f"<StartDate>{starts}</StartDate><MinutesPerDay>480</MinutesPerDay>"
        f"<CalendarUID>1</CalendarUID>{head}<Tasks>{''.join(rows)}</Tasks></Project>"
    )
