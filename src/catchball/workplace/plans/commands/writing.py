"""Writing a plan's new state in the place of the old: only what is different."""

from uuid import UUID

from catchball.trust.scope import Scope
from catchball.workplace.plans.models import Plan, Task, TaskLink
from catchball.workplace.plans.rules import PlanContent, PlanLink, PlanTask

_FIELDS = (
    "number",
    "name",
    "level",
    "minutes",
    "shortest",
    "longest",
    "owner",
    "constraint",
    "constraint_on",
)


def write_plan(
    scope: Scope, plan: UUID, *, old: PlanContent, new: PlanContent, version: int
) -> None:
    """Turn the rows of a locked plan from the old state into the new one."""
    Plan.objects.filter(pk=plan).update(
        start_on=new.start_on, day_minutes=new.day_minutes, version=version
    )
    ids = dict(Task.objects.filter(plan_id=plan).values_list("uid", "id"))
    gone = set(old.links) - set(new.links)
    pairs = {(ids[one.before], ids[one.after]) for one in gone}
    stored = TaskLink.objects.filter(plan_id=plan) if gone else ()
    TaskLink.objects.filter(
        pk__in=[one.pk for one in stored if (one.before_id, one.after_id) in pairs]
    ).delete()
    Task.objects.filter(
        pk__in=[ids[one.uid] for one in old.tasks if one.uid not in new.by_uid]
    ).delete()
    ids |= _write_tasks(scope, plan, ids, old, new)
    _add_links(scope, plan, ids, [one for one in new.links if one not in set(old.links)])


def _write_tasks(
    scope: Scope, plan: UUID, ids: dict[int, UUID], old: PlanContent, new: PlanContent
) -> dict[int, UUID]:
    changed, added = [], []
    for one in new.tasks:
        if one.uid not in old.by_uid:
            added.append(_row(scope, plan, new, one))
        elif (one, new.numbers[one.uid]) != (old.by_uid[one.uid], old.numbers[one.uid]):
            changed.append(_row(scope, plan, new, one, ids[one.uid]))
    Task.objects.bulk_update(changed, _FIELDS)
    Task.objects.bulk_create(added)
    return {one.uid: one.pk for one in added}


def _row(
    scope: Scope, plan: UUID, content: PlanContent, task: PlanTask, row: UUID | None = None
) -> Task:
    kept = {"id": row} if row else {}
    return Task(
        **kept,
        client_id=scope.client,
        plan_id=plan,
        number=content.numbers[task.uid],
        **vars(task),
    )


def _add_links(scope: Scope, plan: UUID, ids: dict[int, UUID], links: list[PlanLink]) -> None:
    TaskLink.objects.bulk_create(
        TaskLink(
            client_id=scope.client,
            plan_id=plan,
            before_id=ids[one.before],
            after_id=ids[one.after],
            kind=one.kind,
            lag=one.lag,
        )
        for one in links
    )
