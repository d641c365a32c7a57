"""Plans as networks: the critical path, and how they may end."""

from catchball.kernel.schedule.network import FREE, Activity, Dependency, Limits, Link, Network
from catchball.kernel.schedule.passes import Schedule, Times, schedule
from catchball.kernel.schedule.simulation import (
    DRAWS,
    Outlook,
    Shape,
    Spread,
    Threat,
    delayed,
    simulate,
)

__all__ = [
    "DRAWS",
    "FREE",
    "Activity",
    "Dependency",
    "Limits",
    "Link",
    "Network",
    "Outlook",
    "Schedule",
    "Shape",
    "Spread",
    "Threat",
    "Times",
    "delayed",
    "schedule",
    "simulate",
]
