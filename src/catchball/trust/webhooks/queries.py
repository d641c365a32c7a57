"""Everything that may be asked about webhooks, and what their calls say."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.door import EVENTS, query
from catchball.trust.models import Change, Entry
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.trust.webhooks.models import Webhook, WebhookCall
from catchball.trust.webhooks.rules import CallState

SHOWN_CALLS = 50
_TOLD_ROWS = 100


@dataclass(frozen=True, kw_only=True)
class WebhookLine:
    """A webhook of the reader's company; no `events` stand for all.

    `told_at` is when it was last called, `answers` whether it had that; None before the first.
    """

    id: UUID
    name: str
    url: str
    events: tuple[str, ...]
    is_active: bool
    made_at: datetime
    told_at: datetime | None
    answers: bool | None
    version: int


@dataclass(frozen=True, kw_only=True)
class CallLine:
    """How the telling of one entry went: `attempts` made, the last answer or what went wrong."""

    id: UUID
    entry_id: UUID
    event: str
    state: CallState
    attempts: int
    made_at: datetime
    next_at: datetime | None
    last_at: datetime | None
    last_status: int | None
    last_words: str


@dataclass(frozen=True, kw_only=True)
class WebhookPage:
    """A webhook with its newest calls."""

    line: WebhookLine
    calls: tuple[CallLine, ...]


@query(may=Permission.WEBHOOK_MANAGE)
def list_webhooks(scope: Scope) -> tuple[WebhookLine, ...]:
    """Return the webhooks of the actor's company for this client, active ones first."""
    rows = _webhooks(scope).order_by("-is_active", "name", "id")
    return tuple(_line(row) for row in rows)


@query(may=Permission.WEBHOOK_MANAGE)
def get_webhook(scope: Scope, *, webhook: UUID) -> WebhookPage:
    """Return a webhook with its newest calls (two SQL queries).

    :raises NotFound: if the company has no such webhook for this client
    """
    row = _get(scope, webhook)
    calls = WebhookCall.objects.filter(client_id=scope.client, webhook=row)
    newest = calls.order_by("-made_at", "-id")[:SHOWN_CALLS]
    return WebhookPage(line=_line(row), calls=tuple(_call(one) for one in newest))


@query(may=Permission.WEBHOOK_MANAGE)
def get_salt(scope: Scope, *, webhook: UUID) -> str:
    """Return from what, beside the program's key, the secret of a webhook is derived.

    :raises NotFound: if the company has no such webhook for this client
    """
    return str(_get(scope, webhook).salt)


@query(may=Permission.WEBHOOK_MANAGE)
def walk_calls(
    scope: Scope, *, webhook: UUID, after: UUID | None, limit: int
) -> tuple[CallLine, ...]:
    """Return the calls of a webhook in the order of their ids, beginning after one of them.

    :raises NotFound: if the company has no such webhook for this client
    """
    row = _get(scope, webhook)
    rows = WebhookCall.objects.filter(client_id=scope.client, webhook=row)
    if after is not None:
        rows = rows.filter(pk__gt=after)
    return tuple(_call(one) for one in rows.order_by("pk")[:limit])


@query(may=Permission.WEBHOOK_MANAGE)
def list_events(scope: Scope) -> tuple[str, ...]:
    """Return the names of all events that can happen (no SQL query)."""
    return tuple(sorted(EVENTS))


def due_calls(now: datetime) -> QuerySet[WebhookCall]:
    """Return the calls that are due; for the worker, inside its wall.

    First those of webhooks that answer, then those of webhooks with something to try again, so
    that no silent machine of one company keeps another company waiting; each the oldest first.
    """
    waiting = WebhookCall.objects.filter(state=CallState.WAITING)
    failed = waiting.filter(webhook_id=OuterRef("webhook_id"), last_at__isnull=False)
    due = waiting.filter(next_at__lte=now).select_related("webhook")
    return due.order_by(Exists(failed), "next_at", "id")


def content_of(call: WebhookCall) -> dict[str, Any]:
    """Return what a call says, within the wall of the side that is told.

    It names what happened and to which records; whoever may, reads the rest from the API.
    """
    entry = Entry.objects.get(client_id=call.client_id, pk=call.entry_id)
    rows = Change.objects.filter(entry_id=entry.pk, client_id=call.client_id).order_by("id")
    named = rows.values("table_name", "row_id", "operation")[:_TOLD_ROWS]
    return {
        "id": str(call.pk),
        "event": entry.event,
        "entry": str(entry.pk),
        "client": str(call.client_id),
        "happened_at": entry.happened_at.isoformat(),
        "by": {"name": entry.actor_name, "side": entry.actor_side},
        "records": [
            {
                "kind": one["table_name"].replace("_", "."),
                "id": str(one["row_id"]),
                "done": one["operation"].lower(),
            }
            for one in named
        ],
    }


def _webhooks(scope: Scope) -> QuerySet[Webhook]:
    tried = WebhookCall.objects.filter(
        client_id=scope.client, webhook=OuterRef("pk"), last_at__isnull=False
    ).order_by("-last_at", "-id")
    rows = Webhook.objects.filter(client_id=scope.client)
    return rows.annotate(
        told_at=Subquery(tried.values("last_at")[:1]),
        told_state=Subquery(tried.values("state")[:1]),
    )


def _get(scope: Scope, webhook: UUID) -> Any:
    row = _webhooks(scope).filter(pk=webhook).first()
    if row is None:
        raise NotFound(_("There is no such webhook here."))
    return row


def _line(row: Any) -> WebhookLine:
    return WebhookLine(
        id=row.pk,
        name=row.name,
        url=row.url,
        events=tuple(row.events),
        is_active=row.is_active,
        made_at=row.made_at,
        told_at=row.told_at,
        answers=None if row.told_state is None else row.told_state == CallState.ARRIVED,
        version=row.version,
    )


def _call(row: WebhookCall) -> CallLine:
    return CallLine(
        id=row.pk,
        entry_id=row.entry_id,
        event=row.event,
        state=CallState(row.state),
        attempts=row.attempts,
        made_at=row.made_at,
        next_at=row.next_at,
        last_at=row.last_at,
        last_status=row.last_status,
        last_words=row.last_words,
    )
