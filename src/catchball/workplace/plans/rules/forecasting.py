"""How a plan may end, told in days: its network drawn many times over.

Source: R. M. Van Slyke, Monte Carlo Methods and the PERT Problem, Operations Research 11 (1963),
for the criticality index; K. R. MacCrimmon and C. A. Ryavec, An Analytical Study of the PERT
Assumptions, Operations Research 12 (1964), for the bias where paths meet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from catchball.kernel.errors import Invalid
from catchball.kernel.schedule import (
    DRAWS,
    Endings,
    Outlook,
    Spread,
    effects,
    schedule,
    simulate,
    threatened,
)
from catchball.kernel.words import _
from catchball.kernel.worktime import Clock
from catchball.workplace.plans.rules.checking import check_plan
from catchball.workplace.plans.rules.content import PlanContent, PlanTask
from catchball.workplace.plans.rules.network import network_of
from catchball.workplace.plans.rules.progress import NOTHING_YET, Held, Progress, held
from catchball.workplace.plans.rules.reckoning import Days, limits_of
from catchball.workplace.plans.rules.threats import (
    ProgramThreat,
    ThreatOutlook,
    outlook_of_threat,
    threats_to_plan,
)

SEED = 1
_CELLS = 5_000_000  # draws times tasks that a page may wait for
_NEVER = -1.0  # minutes by which nothing ends


class NothingToForecast(Invalid):
    """No task has a shortest and a longest duration, so that every draw would be the plan."""


@dataclass(frozen=True, kw_only=True)
class EndOutlook:
    """When a milestone, or the whole plan, may be reached.

    `p50`, `p80` and `p95` are the days by which it is in so many of 100 draws; `chance` the share
    of draws in which it is by the planned day; `bias` how many minutes of working time later than
    planned it is on average.
    """

    number: int
    name: str
    planned_on: date
    p50: date
    p80: date
    p95: date
    chance: float
    bias: int
    reached_on: date | None = None


@dataclass(frozen=True)
class ChanceBy:
    """The share of draws in which the plan has ended by the end of a day."""

    on: date
    chance: float


@dataclass(frozen=True)
class TaskOutlook:
    """In what share of the draws a task lies on a longest path."""

    number: int
    name: str
    criticality: float
    is_estimated: bool


@dataclass(frozen=True, kw_only=True)
class Threatened:
    """How a plan may end with all that threatens it: its end, its milestones, what each delays.

    The milestones are those of the forecast, in the same order; the threats go by how much each
    delays the end on average. `by_day` is as that of the forecast.
    """

    end: EndOutlook
    by_day: tuple[ChanceBy, ...]
    milestones: tuple[EndOutlook, ...]
    threats: tuple[ThreatOutlook, ...]


@dataclass(frozen=True, kw_only=True)
class Forecast:
    """What the draws say: of the end, of each milestone in outline order, of tasks by criticality.

    `tasks_in_all` are those without parts that are left. `threatened` is the same with the threats
    of the program, None where there are none. `done` are the numbers of what has happened, `overdue`
    what should have ended by today and nobody says it has. `by_day` are the days on which the plan
    ends in any draw, in order, each with the share of draws in which it has ended by then.
    """

    draws: int
    seed: int
    estimated: int
    tasks_in_all: int
    end: EndOutlook
    by_day: tuple[ChanceBy, ...]
    milestones: tuple[EndOutlook, ...]
    tasks: tuple[TaskOutlook, ...]
    threatened: Threatened | None = None
    done: tuple[int, ...] = ()
    overdue: tuple[str, ...] = ()

    @property
    def ends_with_last(self) -> bool:
        """Answer whether the plan ends with its last milestone, so that both say the same."""
        if not self.milestones:
            return False
        last = self.milestones[-1]
        return replace(self.end, number=last.number, name=last.name) == last

    @property
    def told(self) -> tuple[EndOutlook, ...]:
        """The milestones, and the end where it says something of its own."""
        return self.milestones if self.ends_with_last else (*self.milestones, self.end)


@dataclass(frozen=True)
class _Drawn:
    """A plan, its network as it stands, and its milestones."""

    content: PlanContent
    days: Days
    held: Held
    milestones: tuple[PlanTask, ...]
    today: date

    @property
    def watched(self) -> list[str]:
        """The milestones as the network names them."""
        return [str(one.uid) for one in self.milestones]

    @cached_property
    def has_more(self) -> bool:
        """Answer whether anything is left to do."""
        leaves = {one.uid for one in self.content.tasks} - self.content.summaries
        return leaves != self.held.done

    def on(self, minutes: float) -> date:
        """Return the day that something left comes to, today at the earliest."""
        return max(self.days.on(minutes), self.today)

    def ends_on(self, minutes: float) -> date:
        """Return the day that the end of the plan comes to."""
        return self.on(minutes) if self.has_more else self.days.on(minutes)

    def due(self, minutes: float, *, is_left: bool) -> float:
        """Return by when something has to end to have kept the day planned: by the end of that day.

        Nothing that is left keeps a day before today.
        """
        planned_on = self.days.on(minutes)
        if is_left and planned_on < self.today:
            return _NEVER
        return self.days.through(planned_on)


def forecast(
    content: PlanContent,
    clock: Clock,
    *,
    seed: int = SEED,
    threats: tuple[ProgramThreat, ...] = (),
    progress: Progress = NOTHING_YET,
) -> Forecast:
    """Draw a plan up to 10,000 times; the same plan, day and seed give the same answer.

    With `threats` milestones and end are told once more, with all of them in the same draws. What
    has happened by the day of `progress` stays as it was, and what is left begins from then on.

    :raises NothingToForecast: if there is no task; or none has a shortest and a longest duration,
        and nothing threatens the plan
    :raises NeverOpenAgain: if the calendar holds too little working time
    """
    spreads = _spreads(content)
    if not content.tasks or not (spreads or threats):
        raise NothingToForecast(
            _("Give tasks a shortest and a longest duration; without them every draw is the plan.")
        )
    days = Days(content.start_on, clock)
    network = network_of(content, limits_of(content, days))
    planned = schedule(network)
    stands = held(network, planned, content, days, progress)
    spreads = {key: one for key, one in spreads.items() if int(key) not in stands.done}
    milestones = tuple(one for one in content.tasks if content.is_milestone(one))
    plan = _Drawn(content, days, stands, milestones, progress.today)
    draws = max(1_000, min(DRAWS, _CELLS // len(network.activities)))
    due = {
        str(one.uid): plan.due(
            planned.times[str(one.uid)].early_finish, is_left=one.uid not in stands.done
        )
        for one in milestones
    }
    outlook = simulate(
        stands.network,
        spreads,
        watched=plan.watched,
        seed=seed,
        draws=draws,
        planned=planned,
        due=due,
    )
    leaves = [
        one
        for one in content.tasks
        if one.uid not in content.summaries and one.uid not in stands.done
    ]
    return Forecast(
        draws=draws,
        seed=seed,
        estimated=len(spreads),
        tasks_in_all=len(leaves),
        end=_end(plan, outlook),
        by_day=_by_day(plan, outlook),
        milestones=_milestones(plan, outlook),
        threatened=_threatened(plan, outlook, threats, seed) if threats else None,
        tasks=tuple(
            sorted(
                (_task(content, one, outlook, spreads) for one in leaves if one.minutes),
                key=lambda one: (-one.criticality, one.number),
            )
        ),
        done=tuple(sorted(content.numbers[uid] for uid in stands.done)),
        overdue=tuple(
            f"{content.numbers[one.uid]} {one.name}" for one in leaves if one.uid in stands.overdue
        ),
    )


def _threatened(
    plan: _Drawn, outlook: Outlook, threats: Sequence[ProgramThreat], seed: int
) -> Threatened:
    network, done = plan.held.network, plan.held.done
    drawn = threats_to_plan(plan.content, plan.days, threats, done)
    found = threatened(network, outlook, drawn, watched=plan.watched, seed=seed)
    each = effects(network, outlook, drawn, watched=plan.watched, seed=seed)
    told = (
        outlook_of_threat(plan.content, plan.milestones, one, effect, done)
        for one, effect in zip(threats, each, strict=True)
    )
    return Threatened(
        end=_end(plan, found),
        by_day=_by_day(plan, found),
        milestones=_milestones(plan, found),
        threats=tuple(sorted(told, key=lambda one: (-one.expected_minutes, one.threat.name))),
    )


def _spreads(content: PlanContent) -> dict[str, Spread]:
    return {
        str(one.uid): Spread(one.shortest, one.minutes, one.longest)
        for one in content.tasks
        if one.shortest is not None
        and one.longest is not None
        and one.uid not in content.summaries
        and one.shortest < one.longest
    }


def _end(plan: _Drawn, outlook: Endings) -> EndOutlook:
    planned = outlook.planned.finish
    p50, p80, p95 = (plan.ends_on(outlook.finish_by(percent)) for percent in (50, 80, 95))
    return EndOutlook(
        number=len(plan.content.tasks),
        name=_("End of the plan"),
        planned_on=plan.days.on(planned),
        p50=p50,
        p80=p80,
        p95=p95,
        chance=outlook.chance_by(plan.due(planned, is_left=plan.has_more)),
        bias=round(outlook.mean - planned),
    )


def _by_day(plan: _Drawn, outlook: Endings) -> tuple[ChanceBy, ...]:
    counted = outlook.chances(lambda minutes: plan.days.through(plan.ends_on(minutes)))
    return tuple(ChanceBy(plan.ends_on(first), chance) for first, chance in counted)


def _milestones(plan: _Drawn, outlook: Endings) -> tuple[EndOutlook, ...]:
    return tuple(_milestone(plan, one, outlook) for one in plan.milestones)


def _milestone(plan: _Drawn, one: PlanTask, outlook: Endings) -> EndOutlook:
    key, reached_on = str(one.uid), plan.held.reached.get(one.uid)
    p50, p80, p95 = (reached_on or plan.on(minutes) for minutes in outlook.percentiles[key])
    return EndOutlook(
        number=plan.content.numbers[one.uid],
        name=one.name,
        planned_on=plan.days.on(outlook.planned.times[key].early_finish),
        p50=p50,
        p80=p80,
        p95=p95,
        chance=outlook.on_plan[key],
        bias=round(outlook.bias[key]),
        reached_on=reached_on,
    )


def _task(
    content: PlanContent, one: PlanTask, outlook: Outlook, spreads: Mapping[str, Spread]
) -> TaskOutlook:
    key = str(one.uid)
    return TaskOutlook(content.numbers[one.uid], one.name, outlook.criticality[key], key in spreads)


def with_durations(content: PlanContent, minutes: Mapping[int, int]) -> PlanContent:
    """Let tasks, by uid, take other durations for once; their estimates move along.

    :raises PlanUnsound: if what comes of it is no sound plan
    """
    changed = replace(
        content,
        tasks=tuple(
            _moved(one, minutes[one.uid]) if one.uid in minutes else one for one in content.tasks
        ),
    )
    check_plan(changed)
    return changed


def _moved(task: PlanTask, minutes: int) -> PlanTask:
    """Return the task with another likeliest duration, and estimates in the same proportion."""
    if task.shortest is None or task.longest is None or not task.minutes:
        return replace(task, minutes=minutes, shortest=None, longest=None)
    return replace(
        task,
        minutes=minutes,
        shortest=task.shortest * minutes // task.minutes,
        longest=-(-task.longest * minutes // task.minutes),
    )
