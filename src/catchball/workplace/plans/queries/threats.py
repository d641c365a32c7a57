"""Where plans learn what threatens a program, and tell what may be threatened in it."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.plans.models import Plan, Task
from catchball.workplace.plans.queries.reading import stored_of
from catchball.workplace.plans.rules import ProgramThreat

Source = Callable[[Scope, UUID], tuple[ProgramThreat, ...]]
_SOURCES: list[Source] = []


@dataclass(frozen=True)
class TaskChoice:
    """A task without parts, as somebody chooses it."""

    id: UUID
    number: int
    name: str


def take_threats_from(source: Source) -> None:
    """Let forecasts ask a higher context for the threats to a program, from now on."""
    if source not in _SOURCES:
        _SOURCES.append(source)


def threats_to(scope: Scope, program: UUID) -> tuple[ProgramThreat, ...]:
    """Return what threatens the end of a program's plan, the largest reserve first."""
    found = [one for source in _SOURCES for one in source(scope, program)]
    return tuple(sorted(found, key=lambda one: (-one.expected_days, one.name)))


@query(may=Permission.PROGRAM_READ)
def list_task_choices(scope: Scope, program: UUID) -> tuple[TaskChoice, ...]:
    """Return the tasks without parts of a program's plan by number; none where it has no plan."""
    rows = Plan.objects.filter(client_id=scope.client, program_id=program)
    return tuple(
        TaskChoice(one.ids[task.uid], one.content.numbers[task.uid], task.name)
        for one in stored_of(rows).values()
        for task in one.content.tasks
        if task.uid not in one.content.summaries
    )


def has_parts(scope: Scope, task: UUID) -> bool:
    """Answer whether a task has parts by now, so that nothing strikes it (one SQL query)."""
    part = Task.objects.filter(
        plan=OuterRef("plan"), number=OuterRef("number") + 1, level__gt=OuterRef("level")
    )
    return Task.objects.filter(Exists(part), client_id=scope.client, pk=task).exists()
