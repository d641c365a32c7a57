"""What threatens the end of a plan: risks that, if they strike, delay it by so many days."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from catchball.kernel.schedule import Spread, Threat
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


def threats_to_end(content: PlanContent, threats: Sequence[ProgramThreat]) -> list[Threat]:
    """Return each threat as an activity of its own after the end of the plan.

    A plan does not say which task a risk would strike, so each delays the end and no milestone
    before it. By the risk's id each keeps its draws, whatever other risks there are.
    """
    delays = [one.days * content.day_minutes for one in threats]
    return [
        Threat(f"risk {one.risk}", one.chance, Spread(delay, delay, delay))
        for one, delay in zip(threats, delays, strict=True)
    ]
