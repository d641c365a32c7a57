"""Webhooks: who is told, by which secret, and how the telling went."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from catchball.site.api.operations import Door
from catchball.site.webhooks.signing import secret_now
from catchball.trust.scope import Scope
from catchball.trust.webhooks import commands, queries
from catchball.trust.webhooks.queries import WebhookLine, WebhookPage


@dataclass(frozen=True, kw_only=True)
class WebhookWithSecret:
    """A webhook, and what its calls are signed with from now on.

    `secret` is told in this answer and never again: keep it. An answer that is repeated for an
    Idempotency-Key holds null. The header `Catchball-Signature: t=…,v1=…` of a call holds the
    instant in seconds and the HMAC-SHA256 of the instant, a full stop and the body. Refuse what is
    older than some minutes.
    """

    line: WebhookLine
    secret: str | None


def _now(scope: Scope, *, webhook: UUID) -> WebhookPage:
    return queries.get_webhook(scope, webhook=webhook)


def _with_secret(scope: Scope, *, webhook: UUID) -> WebhookWithSecret:
    return WebhookWithSecret(
        line=queries.get_webhook(scope, webhook=webhook).line,
        secret=secret_now(webhook, salt=queries.get_salt(scope, webhook=webhook)),
    )


DOOR = Door("webhooks", "Webhooks")
DOOR.asks("", queries.list_webhooks)
DOOR.asks("events/", queries.list_events)
DOOR.asks("{webhook}/", queries.get_webhook)
DOOR.asks("{webhook}/calls/", queries.walk_calls, walks=True)
DOOR.does(
    "add/",
    commands.add_webhook,
    then=_with_secret,
    made="webhook",
    fixed={"allow_private": lambda: settings.WEBHOOKS_INSIDE},
    told_once="secret",
)
DOOR.does("{webhook}/try/", commands.try_webhook, then=_now)
DOOR.does("{webhook}/stop/", commands.stop_webhook, then=_now)
DOOR.does("{webhook}/secret/renew/", commands.renew_secret, then=_with_secret, told_once="secret")
DOOR.does("calls/{call}/replay/", commands.replay_call)
