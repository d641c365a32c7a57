"""The plan of the demo's technology transfer, begun twelve weeks ago."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from catchball.site.demo.company import MANAGER
from catchball.site.demo.promises import As
from catchball.trust.scope import Scope
from catchball.workplace.plans import commands, queries
from catchball.workplace.plans.rules import (
    Constraint,
    Owner,
    Slip,
    SlipCause,
    SlipParty,
    TaskTerms,
)
from catchball.workplace.programs.queries import list_programs

# A day of the plan is both shifts of the plant.
_DAY_MINUTES = 16 * 60
_BEGUN = timedelta(days=84)
_CMO, _CLIENT, _BOTH = Owner.CMO, Owner.CLIENT, Owner.BOTH
# Name, level, duration, owner, what it waits for, shortest and longest.
_TASKS: tuple[tuple[str, int, str, Owner, str, str, str], ...] = (
    ("Prepare", 1, "1d", _BOTH, "", "", ""),
    ("Charter signed by both", 2, "2d", _BOTH, "", "", ""),
    ("Hand over process description", 2, "8d", _CLIENT, "2", "5d", "15d"),
    ("Gap assessment of equipment", 2, "6d", _CMO, "3SS+2d", "4d", "9d"),
    ("Risk assessment scored by both", 2, "4d", _BOTH, "3, 4", "3d", "8d"),
    ("Transfer plan approved", 2, "0", _BOTH, "5", "", ""),
    ("Materials and equipment", 1, "1d", _BOTH, "6", "", ""),
    ("Order compression tooling", 2, "30d", _CMO, "", "22d", "55d"),
    ("Tooling received", 2, "0", _CMO, "8", "", ""),
    ("Ship reference standard", 2, "10d", _CLIENT, "", "7d", "20d"),
    ("Release drug substance for trials", 2, "15d", _CLIENT, "10SS", "10d", "28d"),
    ("Fit tooling to line 4", 2, "12d", _CMO, "8FS-10d", "10d", "18d"),
    ("Qualify line 4", 2, "6d", _CMO, "12", "4d", "10d"),
    ("Analytical transfer", 1, "1d", _BOTH, "6", "", ""),
    ("Methods handed over and read", 2, "5d", _BOTH, "", "4d", "8d"),
    ("Side-by-side testing", 2, "12d", _BOTH, "15, 10", "9d", "20d"),
    ("Method transfer report", 2, "4d", _CMO, "16", "3d", "7d"),
    ("Methods transferred", 2, "0", _BOTH, "17", "", ""),
    ("Trials and qualification", 1, "1d", _BOTH, "", "", ""),
    ("Engineering batch", 2, "3d", _CMO, "11, 13, 18", "3d", "5d"),
    ("Test and review engineering batch", 2, "8d", _BOTH, "20", "6d", "14d"),
    ("Decision to qualify", 2, "0", _BOTH, "21", "", ""),
    ("Three qualification batches", 2, "9d", _CMO, "22FS+5d", "9d", "15d"),
    ("Test and release qualification batches", 2, "15d", _BOTH, "23FF+12d", "12d", "25d"),
    ("Process qualification report", 2, "6d", _CMO, "24", "5d", "10d"),
    ("Ready for commercial supply", 1, "0", _BOTH, "25", "", ""),
)
_REWORKED = "Fit tooling to line 4"
# By name: how many days before the plan's own day it was committed, and how it was moved since:
# after how many days of the plan, by how many days, and why.
_MILESTONES: dict[str, tuple[int, tuple[tuple[int, int, Slip], ...]]] = {
    "Transfer plan approved": (0, ()),
    "Tooling received": (0, ()),
    "Methods transferred": (
        9,
        (
            (
                33,
                9,
                Slip(
                    SlipCause.MATERIAL,
                    SlipParty.CLIENT,
                    "The reference standard was shipped nine days later than agreed.",
                ),
            ),
        ),
    ),
    "Decision to qualify": (
        12,
        (
            (
                33,
                7,
                Slip(
                    SlipCause.MATERIAL,
                    SlipParty.CLIENT,
                    "Methods come later, so the engineering batch is tested later.",
                ),
            ),
            (
                61,
                27,
                Slip(
                    SlipCause.VENDOR,
                    SlipParty.NEITHER,
                    "The tool maker delivered compression tooling that had to be reworked.",
                ),
            ),
        ),
    ),
    "Ready for commercial supply": (0, ()),
}


def plan_transfer(slug: str, as_: As, today: date) -> None:
    """Plan the transfer of one client task by task as its manager does; nothing for the others."""
    begun = today - _BEGUN
    scope = as_(MANAGER, begun)
    program = next((one.id for one in list_programs(scope) if one.code == "TT-1"), None)
    if slug != "acme" or program is None:
        return
    commands.begin_plan(scope, program=program, start_on=begun, day_minutes=_DAY_MINUTES)
    for number, (name, level, duration, owner, waits_for, low, high) in enumerate(_TASKS):
        is_last = number + 1 == len(_TASKS)
        commands.add_task(
            scope,
            program=program,
            after=number,
            terms=TaskTerms(
                name=name,
                level=level,
                duration=duration,
                owner=owner,
                waits_for=waits_for,
                shortest=low,
                longest=high,
                constraint=Constraint.FINISH_NO_LATER if is_last else Constraint.NONE,
                constraint_on=begun + timedelta(days=165) if is_last else None,
            ),
            version=number + 1,
        )
    commands.take_baseline(
        scope, program=program, name="Transfer plan of both", version=len(_TASKS) + 1
    )
    _commit_milestones(as_, program, begun, today)
    _plan_longer_fitting(as_(MANAGER, begun + timedelta(days=61)), program)


def _plan_longer_fitting(scope: Scope, program: UUID) -> None:
    """Give the tooling sixteen days more, so that the plan has drifted from its baseline."""
    plan = queries.get_program(scope, program=program).plan
    line = next(one for one in plan.tasks if one.name == _REWORKED) if plan else None
    if plan is None or line is None:
        return
    terms = queries.get_task(scope, program=program, task=line.id).terms
    commands.change_task(
        scope,
        program=program,
        task=line.id,
        terms=replace(terms, duration="28d", longest="36d"),
        version=plan.version,
    )


def _commit_milestones(as_: As, program: UUID, begun: date, today: date) -> None:
    """Commit the milestones, let some slip, and record those that were reached when last foretold."""
    scope = as_(MANAGER, begun)
    for line in queries.list_milestones(scope, program=program).milestones:
        if line.task is None or line.planned_on is None:
            continue
        early, moves = _MILESTONES[line.name]
        day = line.planned_on - timedelta(days=early)
        made = commands.commit_milestone(scope, program=program, task=line.task, committed_on=day)
        for version, (after, by, slip) in enumerate(moves, 1):
            day += timedelta(days=by)
            commands.move_milestone(
                as_(MANAGER, begun + timedelta(days=after)),
                milestone=made,
                forecast_on=day,
                slip=slip,
                version=version,
            )
        if day < today:
            commands.reach_milestone(
                as_(MANAGER, day),
                milestone=made,
                actual_on=day,
                slip=Slip(),
                version=1 + len(moves),
            )
