"""Everything that may be asked about actions."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Case, QuerySet, Value, When

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.asking import Count
from catchball.trust.door import query
from catchball.trust.permissions import Permission, Side
from catchball.trust.queries import PersonLine, list_assigned_people
from catchball.trust.scope import Scope
from catchball.workplace.actions import rules
from catchball.workplace.actions.models import Action
from catchball.workplace.actions.queries.shapes import (
    ActionLine,
    ActionOverview,
    ActionPage,
    ActionSteps,
)
from catchball.workplace.actions.rules import ActionState
from catchball.workplace.programs.queries import get_client

__all__ = [
    "ACTIONS_THAT_WAIT",
    "ActionLine",
    "ActionOverview",
    "ActionPage",
    "ActionSteps",
    "get_action",
    "get_action_for_change",
    "get_overview",
    "get_owner",
    "list_actions_serving",
    "list_owners",
    "list_waiting_actions",
]

_OPEN = [state.value for state in rules.OPEN]
_WAITING = """
    FROM actions_action
    WHERE client_id = ANY(%(action_clients)s) AND owner_id = %(action_owner)s
      AND (state = 'offered' OR state = 'accepted' AND due_on < %(action_day)s)"""


def _asked(scope: Scope) -> dict[str, Any]:
    return {
        "action_clients": list(scope.sees),
        "action_owner": scope.actor_id,
        "action_day": scope.today,
    }


# The reader's own actions that wait for an answer or are overdue.
ACTIONS_THAT_WAIT = Count(Permission.ACTION_READ, f"SELECT count(*) {_WAITING}", _asked)


def get_action_for_change(scope: Scope, action: UUID) -> Action:
    """Return the row of an action, locked until the command ends.

    :raises NotFound: if there is no such action of the client
    """
    return _get(Action.objects.select_for_update(), scope, action)


@query(may=Permission.ACTION_READ)
def list_owners(scope: Scope) -> tuple[PersonLine, ...]:
    """Return the people of both companies to whom an action may be offered (one SQL query)."""
    return list_assigned_people(scope, who_may=Permission.ACTION_DO)


def get_owner(scope: Scope, person: UUID) -> PersonLine:
    """Return somebody to whom an action may be offered.

    :raises NotFound: if no such person works for or with this client
    """
    found = next((one for one in list_owners(scope) if one.id == person), None)
    if found is None:
        raise NotFound(_("There is no such person here."))
    return found


@query(may=Permission.ACTION_READ)
def get_overview(scope: Scope, *, with_past: bool = False) -> ActionOverview:
    """Return the client's open actions, the reader's own first, the soonest due on top.

    With `with_past`, also those done, declined or withdrawn (three SQL queries).
    """
    rows = Action.objects.filter(client_id=scope.client)
    shown = rows if with_past else rows.filter(state__in=_OPEN)
    is_open = Case(When(state__in=_OPEN, then=Value(0)), default=Value(1))
    lines = tuple(_line(scope, row) for row in shown.order_by(is_open, "due_on", "title"))
    return ActionOverview(
        client_name=get_client(scope).name,
        mine=tuple(line for line in lines if line.is_mine),
        others=tuple(line for line in lines if not line.is_mine),
        hidden=0 if with_past else rows.exclude(state__in=_OPEN).count(),
        may_offer=scope.may(Permission.ACTION_OFFER),
    )


@query(may=Permission.ACTION_READ)
def get_action(scope: Scope, action: UUID) -> ActionPage:
    """Return an action, how it went, and what the actor may do with it (two SQL queries).

    :raises NotFound: if there is no such action of the client
    """
    row = _get(Action.objects.all(), scope, action)
    return ActionPage(
        line=_line(scope, row),
        client_name=get_client(scope).name,
        offered_name=row.offered_name,
        offered_at=row.offered_at,
        answered_at=row.answered_at,
        answer=row.answer,
        forecast_why=row.forecast_why,
        done_at=row.done_at,
        evidence=row.evidence,
        withdrawn_name=row.withdrawn_name,
        withdrawn_at=row.withdrawn_at,
        withdrawn_why=row.withdrawn_why,
        steps=_steps(scope, row),
    )


@query(may=Permission.ACTION_READ)
def list_waiting_actions(scope: Scope) -> tuple[ActionLine, ...]:
    """Return the reader's own actions that wait for an answer or are overdue (one SQL query).

    Of all clients that the scope sees, the soonest due first.
    """
    asked = f"SELECT * {_WAITING} ORDER BY due_on, title, id"
    rows = Action.objects.raw(asked, _asked(scope))
    return tuple(_line(scope, row) for row in rows)


def list_actions_serving(
    scope: Scope, *, kind: str, ids: Collection[UUID]
) -> dict[UUID, tuple[ActionLine, ...]]:
    """Return the actions for each of these things, the soonest due first (one SQL query).

    The things may be of any client that the scope sees.
    """
    found: dict[UUID, list[ActionLine]] = defaultdict(list)
    rows = Action.objects.filter(client_id__in=scope.sees, serves=kind, serves_id__in=ids)
    for row in rows.order_by("due_on", "title", "pk"):
        if row.serves_id:
            found[row.serves_id].append(_line(scope, row))
    return {thing: tuple(lines) for thing, lines in found.items()}


def _get(rows: QuerySet[Action], scope: Scope, action: UUID) -> Action:
    row = rows.filter(client_id=scope.client, pk=action).first()
    if row is None:
        raise NotFound(_("There is no such action here."))
    return row


def _line(scope: Scope, row: Action) -> ActionLine:
    state = ActionState(row.state)
    return ActionLine(
        id=row.pk,
        client_id=row.client_id,
        title=row.title,
        owner=row.owner_id,
        owner_name=row.owner_name,
        side=Side(row.side),
        is_mine=row.owner_id == scope.actor_id,
        due_on=row.due_on,
        forecast_on=row.forecast_on,
        done_on=row.done_on,
        state=state,
        is_overdue=rules.is_overdue(state, due_on=row.due_on, today=scope.today),
        was_late=row.done_on is not None and row.done_on > row.due_on,
        serves=row.serves,
        serves_id=row.serves_id,
        serves_name=row.serves_name,
        offered_by=Side(row.offered_by),
        version=row.version,
    )


def _steps(scope: Scope, row: Action) -> ActionSteps:
    state = ActionState(row.state)
    does = scope.may(Permission.ACTION_DO) and row.owner_id == scope.actor_id
    ours = row.offered_by == scope.side and scope.may(Permission.ACTION_OFFER)
    return ActionSteps(
        answer=does and state is ActionState.OFFERED,
        go_on=does and state is ActionState.ACCEPTED,
        withdraw=ours and state.is_open,
    )
