"""Everything that can happen to an action."""

from datetime import date
from uuid import UUID

from catchball.kernel.errors import Stale
from catchball.kernel.words import _
from catchball.trust.door import command
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.workplace.actions import queries, rules
from catchball.workplace.actions.models import Action
from catchball.workplace.actions.rules import ActionState, Serves


@command(may=Permission.ACTION_OFFER, event="actions.action-offered")
def offer_action(
    scope: Scope, *, title: str, owner: UUID, due_on: date, serves: Serves | None = None
) -> UUID:
    """Offer an action to somebody of either company; return its id.

    Whoever offers it to themself has accepted it.

    :raises NotFound: if no such person works for or with this client
    :raises ActionIncomplete: without a title, or if the day has passed
    """
    title = rules.clean_offer(title=title, due_on=due_on, today=scope.today)
    person = queries.get_owner(scope, owner)
    is_own = person.id == scope.actor_id
    row = Action(
        client_id=scope.client,
        title=title,
        owner_id=person.id,
        owner_name=person.name,
        side=person.side,
        due_on=due_on,
        offered_by=scope.side,
        offered_name=scope.actor_name,
        offered_at=scope.now,
        state=ActionState.ACCEPTED if is_own else ActionState.OFFERED,
        answered_at=scope.now if is_own else None,
    )
    if serves:
        row.serves, row.serves_id, row.serves_name = serves.kind, serves.id, serves.name[:300]
    row.save(force_insert=True)
    return row.pk


@command(may=Permission.ACTION_DO, event="actions.action-accepted")
def accept_action(scope: Scope, *, action: UUID, version: int) -> None:
    """Accept an action that was offered to the actor.

    :raises MayNotAct: if it is somebody else's, or was answered
    :raises Stale: if somebody changed it since `version` was shown
    """
    row = _shown(scope, action, version)
    rules.check_may_answer(ActionState(row.state), is_owner=row.owner_id == scope.actor_id)
    row.state, row.answered_at = ActionState.ACCEPTED, scope.now
    row.save()


@command(may=Permission.ACTION_DO, event="actions.action-declined")
def decline_action(scope: Scope, *, action: UUID, version: int) -> None:
    """Decline an action that was offered to the actor, for the reason in the scope.

    :raises MayNotAct: if it is somebody else's, or was answered
    :raises ActionIncomplete: without a reason
    :raises Stale: if somebody changed it since `version` was shown
    """
    row = _shown(scope, action, version)
    rules.check_may_answer(ActionState(row.state), is_owner=row.owner_id == scope.actor_id)
    rules.check_reason(scope.reason)
    row.state, row.answered_at, row.answer = ActionState.DECLINED, scope.now, scope.reason
    row.save()


@command(may=Permission.ACTION_DO, event="actions.action-forecast")
def forecast_action(scope: Scope, *, action: UUID, version: int, forecast_on: date) -> None:
    """Tell when the actor's own action is expected to be done, for the reason in the scope.

    The day it was offered for stays, and with it whether it is late.

    :raises MayNotAct: if it is somebody else's, or is not accepted or not open
    :raises ActionIncomplete: without a reason, or if the day has passed
    :raises Stale: if somebody changed it since `version` was shown
    """
    row = _shown(scope, action, version)
    rules.check_may_go_on(ActionState(row.state), is_owner=row.owner_id == scope.actor_id)
    rules.check_forecast(forecast_on, today=scope.today)
    rules.check_reason(scope.reason)
    row.forecast_on, row.forecast_why = forecast_on, scope.reason
    row.save()


@command(may=Permission.ACTION_DO, event="actions.action-completed")
def complete_action(
    scope: Scope, *, action: UUID, version: int, done_on: date, evidence: str
) -> None:
    """Tell that the actor's own action is done, with where one can see it.

    :raises MayNotAct: if it is somebody else's, or is not accepted or not open
    :raises ActionIncomplete: without evidence, or on a day to come or before it was accepted
    :raises Stale: if somebody changed it since `version` was shown
    """
    row = _shown(scope, action, version)
    rules.check_may_go_on(ActionState(row.state), is_owner=row.owner_id == scope.actor_id)
    row.evidence = rules.clean_completion(
        evidence=evidence,
        done_on=done_on,
        accepted_on=scope.day_of(row.answered_at or row.offered_at),
        today=scope.today,
    )
    row.state, row.done_on, row.done_at = ActionState.DONE, done_on, scope.now
    row.save()


@command(may=Permission.ACTION_OFFER, event="actions.action-withdrawn")
def withdraw_action(scope: Scope, *, action: UUID, version: int) -> None:
    """Take back an action that the actor's company offered, for the reason in the scope.

    :raises MayNotAct: if the other company offered it, or it is not open
    :raises ActionIncomplete: without a reason
    :raises Stale: if somebody changed it since `version` was shown
    """
    row = _shown(scope, action, version)
    rules.check_may_withdraw(
        ActionState(row.state), offered_by=Side(row.offered_by), side=scope.side
    )
    rules.check_reason(scope.reason)
    row.state, row.withdrawn_at = ActionState.WITHDRAWN, scope.now
    row.withdrawn_name, row.withdrawn_why = scope.actor_name, scope.reason
    row.save()


def _shown(scope: Scope, action: UUID, version: int) -> Action:
    """Return the locked row, its version moved on, if it is the one that was shown."""
    row = queries.get_action_for_change(scope, action)
    if row.version != version:
        raise Stale(_("This action was changed while you had it open. Load the page again."))
    row.version = version + 1
    return row
