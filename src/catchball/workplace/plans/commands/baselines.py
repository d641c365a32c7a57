"""Baselines: taken, and never changed."""

from uuid import UUID

from django.db import IntegrityError, transaction

from catchball.kernel.words import _
from catchball.trust.door import command
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.plans import queries, rules
from catchball.workplace.plans.commands.planning import get_shown
from catchball.workplace.plans.models import Baseline


@command(may=Permission.PLAN_MANAGE, event="plans.baseline-taken")
def take_baseline(scope: Scope, *, program: UUID, name: str, version: int) -> UUID:
    """Keep the plan and its days as they are now under a name, for ever; return the id.

    :raises BaselineNameless: if the name is empty or too long
    :raises BaselineExists: if the plan has one of this name
    :raises NothingToKeep: if the plan has no tasks, or no days can be told
    :raises NotFound, Stale: if there is no plan, or it moved on since `version` was shown
    """
    plan = get_shown(scope, program, version)
    told = queries.days_of(scope, program, plan.content)
    state = rules.state_with(plan.content, told.reckoned)
    rules.check_may_keep(state, told.why_undated)
    cleaned = rules.clean_baseline_name(name)
    try:
        with transaction.atomic():
            return Baseline.objects.create(
                client_id=scope.client,
                plan_id=plan.id,
                name=cleaned,
                state=rules.state_as_json(state),
                tasks=len(plan.content.tasks),
                ends_on=max(one.ends_on for one in state.days.values()),
                taken_name=scope.actor_name,
                taken_at=scope.now,
            ).pk
    except IntegrityError as error:
        if "baseline_once_by_name" not in str(error):
            raise
        sentence = _("There is a baseline of this name. It never changes: choose another name.")
        raise rules.BaselineExists(sentence, name=sentence) from error
