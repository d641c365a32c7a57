"""What threatens the end of a plan: risks that, if they strike, delay it by so many days."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from catchball.kernel.schedule import Activity, Dependency, Network, Spread, Threat
from catchball.workplace.plans.rules.content import PlanContent


@dataclass(frozen=True, kw_only=True)
class ProgramThreat:
    """An open risk of a program: its chance as a share, and its delay in working days."""

    risk: UUID
    name: str
    chance: float
    days: int

    @property
    def expected_days(self) -> float:
        """Chance × delay, the reserve that it asks for.

        >>> ProgramThreat(risk=UUID(int=0), name="Late resin", chance=0.25, days=20).expected_days
        5.0
        """
        return self.chance * self.days


def threatened(
    content: PlanContent, network: Network, threats: Sequence[ProgramThreat]
) -> tuple[Network, list[Threat]]:
    """Put each threat after the end of the plan, one after the other, as an activity of its own.

    A plan does not say which task a risk would strike, so each delays the end and no milestone
    before it. By the risk's id each keeps its draws, whatever other risks there are.
    """
    keys = [f"risk {one.risk}" for one in threats]
    ends = [Dependency(one.key, keys[0]) for one in network.activities]
    chain = [Dependency(one, other) for one, other in pairwise(keys)]
    grown = Network(
        [*network.activities, *(Activity(key, 0) for key in keys)],
        [*network.dependencies, *ends, *chain],
        network.names,
    )
    delays = [one.days * content.day_minutes for one in threats]
    return grown, [
        Threat(key, one.chance, Spread(delay, delay, delay))
        for key, one, delay in zip(keys, threats, delays, strict=True)
    ]
