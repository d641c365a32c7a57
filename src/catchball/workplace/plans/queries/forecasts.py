"""How a program's plan may end, and how it would with other durations; nothing is stored."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from catchball.kernel.errors import Invalid, NotFound, Refused
from catchball.kernel.words import _
from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.plans import rules
from catchball.workplace.plans.models import Milestone, Plan
from catchball.workplace.plans.queries.reading import contents_of, site_calendar
from catchball.workplace.plans.queries.threats import threats_to
from catchball.workplace.plans.queries.views import reckoned_or_why
from catchball.workplace.plans.rules import Forecast, PlanContent, ProgramThreat
from catchball.workplace.programs.queries import ProgramLine, program_of

_MOST_SUPPOSED = 50


class SupposedUnreadable(Invalid):
    """A duration to try does not name a task of the plan, or is none."""


@dataclass(frozen=True)
class Supposed:
    """A task that is tried with another duration: as it was planned, and as it is supposed."""

    number: int
    name: str
    planned: str
    supposed: str
    sent: str


@dataclass(frozen=True, kw_only=True)
class ForecastPage:
    """How a plan may end. `why_not` says why that cannot be told.

    `over` are open risks whose days have passed, so that they delay nothing. With durations
    supposed, `before` is the day on which the plan ends as planned, `ends_on` as
    supposed.
    """

    program: ProgramLine
    today: date
    forecast: Forecast | None
    why_not: str
    day_minutes: int
    before: date | None
    ends_on: date | None
    supposed: tuple[Supposed, ...]
    choices: tuple[tuple[int, str], ...]
    over: tuple[ProgramThreat, ...]


@query(may=Permission.PROGRAM_READ)
def get_forecast(
    scope: Scope, *, program: UUID, suppose: tuple[str, ...] = (), seed: int = rules.SEED
) -> ForecastPage:
    """Return how a program's plan may end, with and without its open risks, from 10,000 draws.

    Milestones that were reached stay on their days with all that they waited for, and what is left
    begins today at the earliest. `suppose` tries other durations without keeping them: “8:20d” lets
    task 8 take 20 days.

    :raises NotFound: if the client has no such program, or it has no plan
    :raises SupposedUnreadable: if a part names no task with a duration, or is none
    """
    line = program_of(scope, program)
    row = Plan.objects.filter(client_id=scope.client, program_id=program).first()
    if row is None:
        raise NotFound(_("This program has no plan yet."))
    planned = contents_of([row])[row.pk]
    supposed = _supposed(planned, suppose)
    uids = {number: uid for uid, number in planned.numbers.items()}
    tried = rules.with_durations(
        planned,
        {
            uids[one.number]: rules.read_duration(one.supposed, planned.day_minutes)
            for one in supposed
        },
    )
    calendar = site_calendar(scope, line.site_id)
    before = reckoned_or_why(planned, calendar, scope.now)
    after = reckoned_or_why(tried, calendar, scope.now) if supposed else before
    threats, over = rules.part_threats(threats_to(scope, program), today=scope.today)
    found, why_not = None, after.why_undated
    if after.reckoned:
        try:
            clock = calendar.timetable.clock(scope.now)
            found = rules.forecast(
                tried, clock, seed=seed, threats=threats, progress=_progress(scope, row)
            )
        except (Invalid, Refused) as error:
            why_not = str(error)
    return ForecastPage(
        program=line,
        today=scope.today,
        forecast=found,
        why_not=why_not,
        day_minutes=planned.day_minutes,
        before=before.reckoned.ends_on if before.reckoned else None,
        ends_on=after.reckoned.ends_on if after.reckoned else None,
        supposed=supposed,
        choices=tuple(
            (number, f"{number} {planned.by_uid[uid].name}")
            for number, uid in uids.items()
            if uid not in planned.summaries
            and planned.by_uid[uid].minutes
            and not (found and number in found.done)
        ),
        over=over,
    )


def _progress(scope: Scope, plan: Plan) -> rules.Progress:
    reached = Milestone.objects.filter(plan_id=plan.pk, actual_on__lte=scope.today)
    return rules.Progress(scope.today, {one.uid: one.actual_on for one in reached if one.actual_on})


def _supposed(content: PlanContent, sent: tuple[str, ...]) -> tuple[Supposed, ...]:
    if len(sent) > _MOST_SUPPOSED:
        raise SupposedUnreadable(_("Try at most %(most)s durations at once.", most=_MOST_SUPPOSED))
    found = {one.number: one for one in (_one(content, text) for text in sent)}
    return tuple(found[number] for number in sorted(found))


def _one(content: PlanContent, text: str) -> Supposed:
    number, _colon, duration = text.partition(":")
    place = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0
    if not 0 < place <= len(content.tasks):
        raise SupposedUnreadable(_("There is no task with the number %(number)s.", number=number))
    task = content.tasks[place - 1]
    if task.uid in content.summaries:
        raise SupposedUnreadable(_("“%(name)s” takes as long as its parts.", name=task.name))
    minutes = rules.read_duration(duration, content.day_minutes)
    written = rules.write_duration(minutes, content.day_minutes)
    return Supposed(
        place,
        task.name,
        rules.write_duration(task.minutes, content.day_minutes),
        written,
        f"{place}:{written}",
    )
