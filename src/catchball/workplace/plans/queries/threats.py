"""Where plans learn what threatens a program: higher contexts tell them at start-up."""

from collections.abc import Callable
from uuid import UUID

from catchball.trust.scope import Scope
from catchball.workplace.plans.rules import ProgramThreat

Source = Callable[[Scope, UUID], tuple[ProgramThreat, ...]]
_SOURCES: list[Source] = []


def take_threats_from(source: Source) -> None:
    """Let forecasts ask a higher context for the threats to a program, from now on."""
    if source not in _SOURCES:
        _SOURCES.append(source)


def threats_to(scope: Scope, program: UUID) -> tuple[ProgramThreat, ...]:
    """Return what threatens the end of a program's plan, the largest reserve first."""
    found = [one for source in _SOURCES for one in source(scope, program)]
    return tuple(sorted(found, key=lambda one: (-one.expected_days, one.name)))
