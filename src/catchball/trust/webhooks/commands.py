"""Everything that can happen to webhooks."""

import secrets
from collections.abc import Collection
from uuid import UUID

from catchball.kernel.errors import NotFound, Stale
from catchball.kernel.words import _
from catchball.trust.door import EVENTS, command
from catchball.trust.models import Audience
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.trust.webhooks import rules
from catchball.trust.webhooks.models import Webhook, WebhookCall
from catchball.trust.webhooks.rules import CallState


def own_audience(scope: Scope) -> Audience:
    """Return who sees a company's webhooks: the manufacturer's are its own affair."""
    return Audience.SHARED if scope.side is Side.CLIENT else Audience.INTERNAL


@command(may=Permission.WEBHOOK_MANAGE, event="webhooks.webhook-added", audience=own_audience)
def add_webhook(
    scope: Scope, *, name: str, url: str, events: Collection[str], allow_private: bool
) -> UUID:
    """Have a system of the actor's company told of events of the client; return the webhook's id.

    No events stand for all of them. A client's webhook is told of nothing internal.

    :raises WebhookRefused, LeadsInside: if a value does not do
    :raises TooManyWebhooks: if the company has 20 for this client
    """
    parts = rules.check_url(url, allow_private=allow_private)
    chosen = rules.check_events(events, known=EVENTS)
    mine = Webhook.objects.filter(client_id=scope.client, side=scope.side, is_active=True)
    if mine.count() >= rules.MOST_WEBHOOKS:
        raise rules.TooManyWebhooks(
            _("There are %(count)s webhooks already. Stop one first.", count=rules.MOST_WEBHOOKS)
        )
    return Webhook.objects.create(
        client_id=scope.client,
        side=scope.side,
        audience=own_audience(scope),
        name=rules.clean_webhook_name(name),
        host=parts.hostname or "",
        url=url,
        events=chosen,
        salt=secrets.token_hex(16),
        made_at=scope.now,
    ).pk


@command(may=Permission.WEBHOOK_MANAGE, event="webhooks.webhook-stopped", audience=own_audience)
def stop_webhook(scope: Scope, *, webhook: UUID, version: int) -> None:
    """Tell a system nothing more; what waits to be sent is given up.

    :raises NotFound: if the company has no such webhook for this client
    :raises WebhookStopped: if it was stopped before
    :raises Stale: if somebody changed it since `version` was shown
    """
    row = _get_for_change(scope, webhook, version)
    rules.check_is_active(row.is_active)
    row.is_active, row.version = False, version + 1
    row.save(update_fields=["is_active", "version"])
    WebhookCall.objects.filter(webhook=row, state=CallState.WAITING).update(
        state=CallState.DEAD, next_at=None, last_words=_("The webhook was stopped.")
    )


@command(may=Permission.WEBHOOK_MANAGE, event="webhooks.secret-renewed", audience=own_audience)
def renew_secret(scope: Scope, *, webhook: UUID, version: int) -> None:
    """Sign with another secret from the next call on, which is told this once.

    :raises NotFound: if the company has no such webhook for this client
    :raises WebhookStopped: if it is told nothing more
    :raises Stale: if somebody changed it since `version` was shown
    """
    row = _get_for_change(scope, webhook, version)
    rules.check_is_active(row.is_active)
    row.salt, row.version = secrets.token_hex(16), version + 1
    row.save(update_fields=["salt", "version"])


@command(may=Permission.WEBHOOK_MANAGE, event="webhooks.call-replayed", audience=own_audience)
def replay_call(scope: Scope, *, call: UUID) -> None:
    """Send a call anew that has arrived or was given up.

    :raises NotFound: if the company has no such call for this client
    :raises NotDead: if it is waiting anyway
    :raises WebhookStopped: if its webhook is told nothing more
    """
    rows = WebhookCall.objects.select_for_update(of=("self",)).select_related("webhook")
    row = rows.filter(client_id=scope.client, pk=call).first()
    if row is None:
        raise NotFound(_("There is no such call here."))
    rules.check_may_replay(CallState(row.state), is_active=row.webhook.is_active)
    row.state, row.attempts, row.next_at = CallState.WAITING, 0, scope.now
    row.save(update_fields=["state", "attempts", "next_at"])


@command(may=Permission.WEBHOOK_MANAGE, event="webhooks.webhook-tried", audience=own_audience)
def try_webhook(scope: Scope, *, webhook: UUID) -> None:
    """Tell one webhook, and no other, that somebody tries it; whatever its events are.

    :raises NotFound: if the company has no such webhook for this client
    :raises WebhookStopped: if it is told nothing more
    """
    row = Webhook.objects.filter(client_id=scope.client, pk=webhook).first()
    if row is None:
        raise NotFound(_("There is no such webhook here."))
    rules.check_is_active(row.is_active)


def _get_for_change(scope: Scope, webhook: UUID, version: int) -> Webhook:
    rows = Webhook.objects.select_for_update().filter(client_id=scope.client, pk=webhook)
    row = rows.first()
    if row is None:
        raise NotFound(_("There is no such webhook here."))
    if row.version != version:
        raise Stale(_("This webhook was changed while you looked at it. Look again."))
    return row
