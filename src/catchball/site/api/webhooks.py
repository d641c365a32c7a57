"""Webhooks: who is told, by which secret, and how the telling went."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from catchball.site.api.operations import Door
from catchball.trust.scope import Scope
from catchball.trust.webhooks import commands, queries
from catchball.trust.webhooks.queries import WebhookPage
from catchball.trust.webhooks.rules import secret_of


@dataclass(frozen=True)
class Secret:
    """What the calls of a webhook are signed with."""

    secret: str


def get_secret(scope: Scope, *, webhook: UUID) -> Secret:
    """Return what the calls of a webhook are signed with, to be checked by whoever is told.

    The header `Catchball-Signature: t=…,v1=…` holds the instant in seconds and the HMAC-SHA256 of
    the instant, a full stop and the body. Refuse what is older than some minutes.

    :raises NotFound: if the company has no such webhook for this client
    """
    salt = queries.get_salt(scope, webhook=webhook)
    return Secret(secret_of(settings.SECRET_KEY, webhook=str(webhook), salt=salt))


get_secret.may = queries.get_salt.may  # type: ignore[attr-defined] # asked before what was sent


def _now(scope: Scope, *, webhook: UUID) -> WebhookPage:
    return queries.get_webhook(scope, webhook=webhook)


DOOR = Door("webhooks", "Webhooks")
DOOR.asks("", queries.list_webhooks)
DOOR.asks("events/", queries.list_events)
DOOR.asks("{webhook}/", queries.get_webhook)
DOOR.asks("{webhook}/secret/", get_secret)
DOOR.asks("{webhook}/calls/", queries.walk_calls, walks=True)
DOOR.does(
    "add/",
    commands.add_webhook,
    then=_now,
    made="webhook",
    fixed={"allow_private": lambda: settings.WEBHOOKS_INSIDE},
)
DOOR.does("{webhook}/stop/", commands.stop_webhook, then=_now)
DOOR.does("{webhook}/secret/renew/", commands.renew_secret, then=get_secret)
DOOR.does("calls/{call}/replay/", commands.replay_call)
