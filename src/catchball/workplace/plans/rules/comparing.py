"""What is different between two states of a plan, task by task."""

from dataclasses import dataclass

from catchball.kernel.words import _, day_name
from catchball.workplace.plans.rules.content import Constraint, PlanContent, PlanTask
from catchball.workplace.plans.rules.durations import say_duration


@dataclass(frozen=True)
class FieldChange:
    """One thing about a task that changes, in words."""

    what: str
    old: str
    new: str


@dataclass(frozen=True)
class TaskChange:
    """A task of both states, with what is different."""

    number: int
    name: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class PlanChanges:
    """The tasks added, changed and removed; and what is different about the plan itself."""

    plan: tuple[FieldChange, ...]
    added: tuple[tuple[int, str], ...]
    changed: tuple[TaskChange, ...]
    removed: tuple[tuple[int, str], ...]
    unchanged: int

    def __bool__(self) -> bool:
        return bool(self.plan or self.added or self.changed or self.removed)


def changes_between(old: PlanContent, new: PlanContent) -> PlanChanges:
    """Tell what turns the old state into the new one; numbers are those of each."""
    both = [one for one in new.tasks if one.uid in old.by_uid]
    changed = []
    for one in both:
        fields = _fields(old, new, one)
        if fields:
            changed.append(TaskChange(new.numbers[one.uid], one.name, fields))
    return PlanChanges(
        plan=_about_plan(old, new),
        added=tuple(
            (new.numbers[one.uid], one.name) for one in new.tasks if one.uid not in old.by_uid
        ),
        changed=tuple(changed),
        removed=tuple(
            (old.numbers[one.uid], one.name) for one in old.tasks if one.uid not in new.by_uid
        ),
        unchanged=len(both) - len(changed),
    )


def _about_plan(old: PlanContent, new: PlanContent) -> tuple[FieldChange, ...]:
    said = [
        (_("Starts on"), day_name(old.start_on), day_name(new.start_on)),
        (
            _("Length of a working day"),
            say_duration(old.day_minutes, 24 * 60),
            say_duration(new.day_minutes, 24 * 60),
        ),
    ]
    return tuple(FieldChange(*one) for one in said if one[1] != one[2])


def _fields(old: PlanContent, new: PlanContent, task: PlanTask) -> tuple[FieldChange, ...]:
    before, after = (_said(content, content.by_uid[task.uid]) for content in (old, new))
    return tuple(
        FieldChange(what, before[what], after[what])
        for what in after
        if before[what] != after[what]
    )


def _said(content: PlanContent, task: PlanTask) -> dict[str, str]:
    """Return what a task holds, in words."""
    by_date = task.constraint is not Constraint.NONE and task.constraint_on
    estimate = ""
    if task.shortest is not None and task.longest is not None:
        estimate = " – ".join(
            say_duration(one, content.day_minutes) for one in (task.shortest, task.longest)
        )
    return {
        _("Name"): task.name,
        _("Outline level"): str(task.level),
        _("Duration"): ""
        if task.uid in content.summaries
        else say_duration(task.minutes, content.day_minutes),
        _("Shortest and longest"): estimate,
        _("Owner"): task.owner.label,
        _("Date"): f"{task.constraint.label} {day_name(task.constraint_on)}"
        if by_date and task.constraint_on
        else "",
        _("Waits for"): _names(content, task),
    }


def _names(content: PlanContent, task: PlanTask) -> str:
    """Return the links into a task by names: numbers change wherever a task is put in."""
    said = []
    for link in content.links_into(task.uid):
        kind, lag = link.kind.value, ""
        if link.lag:
            sign = "+" if link.lag > 0 else "\N{MINUS SIGN}"
            lag = f" {sign} {say_duration(abs(link.lag), content.day_minutes)}"
        said.append(f"{content.by_uid[link.before].name} ({kind}{lag})")
    return ", ".join(said)
