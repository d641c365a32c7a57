"""Plans as networks: the critical path, and how they may end."""

from catchball.kernel.schedule.network import FREE, Activity, Dependency, Limits, Link, Network
from catchball.kernel.schedule.passes import Schedule, Times, schedule
from catchball.kernel.schedule.simulation import (
    DRAWS,
    Endings,
    Outlook,
    Shape,
    Spread,
    simulate,
)
from catchball.kernel.schedule.striking import Effect, Threat, effects, threatened

__all__ = [
    "DRAWS",
    "FREE",
    "Activity",
    "Dependency",
    "Effect",
    "Endings",
    "Limits",
    "Link",
    "Network",
    "Outlook",
    "Schedule",
    "Shape",
    "Spread",
    "Threat",
    "Times",
    "effects",
    "schedule",
    "simulate",
    "threatened",
]
