"""What threatens a plan: risks that, if they strike, delay a task, all work or the end."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from catchball.kernel.schedule import Effect, Spread, Threat
from catchball.kernel.words import _
from catchball.workplace.plans.rules.content import PlanContent, PlanTask
from catchball.workplace.plans.rules.reckoning import Days


@dataclass(frozen=True, kw_only=True)
class ProgramThreat:
    """An open risk of a program: its chance as a share, and its delay in working days.

    `task` is the uid of the task that it strikes, `task_name` what that was called when somebody
    chose it. It strikes from `first_on` to `last_on`, both days included, or at any time.
    """

    risk: UUID
    name: str
    chance: float
    days: int
    task: int | None = None
    task_name: str = ""
    first_on: date | None = None
    last_on: date | None = None

    @property
    def expected_days(self) -> float:
        """Chance × delay, the reserve that it asks for.

        >>> ProgramThreat(risk=UUID(int=0), name="Late resin", chance=0.25, days=20).expected_days
        5.0
        """
        return self.chance * self.days


@dataclass(frozen=True)
class Late:
    """By how many minutes of working time a milestone, or the end, comes later on average.

    The end has the number 0.
    """

    number: int
    name: str
    minutes: int


@dataclass(frozen=True, kw_only=True)
class ThreatOutlook:
    """What a threat delays if it strikes: the milestones that it moves, and at last the end.

    `struck` is the number and name of its task, None where it has none; `is_lost` says that it
    had one, which the plan does not have any more, or which has parts now; `is_past` that its task
    is done, so that it delays nothing.
    """

    threat: ProgramThreat
    struck: tuple[int, str] | None
    is_lost: bool
    is_past: bool
    moves: tuple[Late, ...]

    @property
    def expected_minutes(self) -> float:
        """By how much it delays the end on average, struck or not."""
        return self.threat.chance * sum(one.minutes for one in self.moves if not one.number)


def part_threats(
    threats: Iterable[ProgramThreat], *, today: date
) -> tuple[tuple[ProgramThreat, ...], tuple[ProgramThreat, ...]]:
    """Part the threats that may strike from today on from those whose days are over."""
    ahead, over = [], []
    for one in threats:
        if one.last_on and one.last_on < today:
            over.append(one)
        elif one.first_on:
            ahead.append(replace(one, first_on=max(one.first_on, today)))
        else:
            ahead.append(one)
    return tuple(ahead), tuple(over)


def struck_by(content: PlanContent, threat: ProgramThreat) -> PlanTask | None:
    """Return the task that a threat strikes; None where the plan has none such without parts."""
    if threat.task is None or threat.task in content.summaries:
        return None
    return content.by_uid.get(threat.task)


def threats_to_plan(
    content: PlanContent,
    days: Days,
    threats: Sequence[ProgramThreat],
    done: Collection[int] = (),
) -> list[Threat]:
    """Return threats as the network takes them, in minutes of working time after its start.

    One whose task is not in the plan threatens what it would without: in its days all work, and
    without days the end. By the risk's id each keeps its draws, whatever other risks there are.
    """
    found = []
    for one in threats:
        struck, delay = struck_by(content, one), one.days * content.day_minutes
        if struck and struck.uid in done:
            delay = 0
        between = None
        if one.first_on and one.last_on:
            between = (days.before(one.first_on), days.through(one.last_on))
        found.append(
            Threat(
                f"risk {one.risk}",
                one.chance,
                Spread(delay, delay, delay),
                str(struck.uid) if struck else None,
                between,
            )
        )
    return found


def outlook_of_threat(
    content: PlanContent,
    milestones: Iterable[PlanTask],
    threat: ProgramThreat,
    effect: Effect,
    done: Collection[int] = (),
) -> ThreatOutlook:
    """Return which of the milestones a threat delays, in their order, and the end."""
    struck = struck_by(content, threat)
    late = [
        Late(content.numbers[one.uid], one.name, round(effect.late[str(one.uid)]))
        for one in milestones
    ]
    late.append(Late(0, _("the end of the plan"), round(effect.whole)))
    return ThreatOutlook(
        threat=threat,
        struck=(content.numbers[struck.uid], struck.name) if struck else None,
        is_lost=bool(threat.task_name) and struck is None,
        is_past=struck is not None and struck.uid in done,
        moves=tuple(one for one in late if one.minutes > 0),
    )
