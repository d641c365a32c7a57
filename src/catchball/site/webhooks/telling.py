"""Telling webhooks what is due: taken one by one, sent outside any transaction, kept as it went."""

import json
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from catchball.site.webhooks.sending import Outcome, send
from catchball.site.webhooks.signing import secret_now
from catchball.trust.permissions import Side
from catchball.trust.scope import Scope, operator_scope
from catchball.trust.wall import opened
from catchball.trust.webhooks.models import WebhookCall
from catchball.trust.webhooks.queries import content_of, due_calls
from catchball.trust.webhooks.rules import CallState, next_try, signature_of

_log = logging.getLogger(__name__)
# How long a call is left to the worker that took it; beyond that another takes it.
_TAKEN_FOR = timedelta(minutes=2)


@dataclass(frozen=True)
class _Call:
    id: UUID
    webhook: UUID
    url: str
    event: str
    body: bytes
    signature: str
    attempts: int


def tell_due(now: datetime, *, for_seconds: float = 50.0) -> int:
    """Send what is due, for so many seconds; return how much was sent.

    A webhook that fails is left alone until the next minute, so that it holds up no other.
    """
    operator = operator_scope("the worker", now=now)
    told, failing, until = 0, set[UUID](), monotonic() + for_seconds
    while monotonic() < until:
        call = _take(operator, without=failing)
        if call is None:
            break
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "Catchball",
            "Catchball-Event": call.event,
            "Catchball-Call": str(call.id),
            "Catchball-Signature": call.signature,
        }
        outcome = send(call.url, call.body, headers, allow_private=settings.WEBHOOKS_INSIDE)
        _keep(operator, call, outcome)
        told += 1
        if not outcome.has_arrived:
            failing.add(call.webhook)
    return told


def forget_calls(now: datetime, *, days: int) -> int:
    """Remove the calls whose last attempt lies so many days back; return how many.

    What waits to be sent stays; PostgreSQL itself refuses to remove it.
    """
    operator = operator_scope("the worker", now=now)
    until = now - timedelta(days=days)
    never_tried = Q(last_at__isnull=True, made_at__lt=until)
    with opened(operator):
        done = WebhookCall.objects.exclude(state=CallState.WAITING)
        removed, _each = done.filter(never_tried | Q(last_at__lt=until)).delete()
    return removed


def _take(operator: Scope, *, without: set[UUID]) -> _Call | None:
    """Take the call that waits longest, so that no other worker sends it too."""
    with opened(operator), transaction.atomic():
        due = due_calls(operator.now).exclude(webhook_id__in=without)
        rows = due.select_for_update(skip_locked=True, of=("self",))
        row = rows.first()
        if row is None:
            return None
        row.next_at, row.attempts = operator.now + _TAKEN_FOR, row.attempts + 1
        row.save(update_fields=["next_at", "attempts"])
        with opened(_listening(row, operator.now)):
            content = content_of(row)
        return _Call(
            id=row.pk,
            webhook=row.webhook_id,
            url=row.webhook.url,
            event=row.event,
            body=(body := json.dumps(content, ensure_ascii=False).encode()),
            signature=signature_of(
                secret_now(row.webhook_id, salt=row.webhook.salt),
                body,
                at=int(operator.now.timestamp()),
            ),
            attempts=row.attempts,
        )


def _listening(row: WebhookCall, now: datetime) -> Scope:
    """Return the sight of the side that is told, on this client and nothing else."""
    return Scope(
        actor_id=None,
        actor_name="webhook",
        side=Side(row.side),
        permissions=frozenset(),
        now=now,
        sees=frozenset({row.client_id}),
        client_id=row.client_id,
    )


def _keep(operator: Scope, call: _Call, outcome: Outcome) -> None:
    """Keep how it went, and when it is tried again."""
    again = None if outcome.has_arrived else next_try(call.attempts, now=operator.now)
    state = CallState.ARRIVED if outcome.has_arrived else CallState.WAITING
    if not outcome.has_arrived and again is None:
        state = CallState.DEAD
    with opened(operator):
        WebhookCall.objects.filter(pk=call.id, state=CallState.WAITING).update(
            state=state,
            next_at=again,
            last_at=operator.now,
            last_status=outcome.status,
            last_words=outcome.words[:240],
        )
    if state is CallState.DEAD:
        _log.warning("A webhook was given up after %s attempts.", call.attempts)
