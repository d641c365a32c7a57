"""What the pages of webhooks say: whom they tell, of what, and how that went."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from catchball.kernel.words import Later, _, ngettext
from catchball.trust.scope import Scope
from catchball.trust.webhooks import queries
from catchball.trust.webhooks.queries import CallLine, WebhookLine
from catchball.trust.webhooks.rules import CallState

# What happens, by the context that an event is named after.
KINDS: dict[str, Later] = {
    "production": Later("Deliveries and batches"),
    "scorecards": Later("Closes and disputes"),
    "exclusions": Later("Exclusions and rulings"),
    "agreements": Later("Agreements, promises and values"),
    "risks": Later("Risk assessments and plans"),
    "actions": Later("Actions"),
    "calendars": Later("Calendars"),
    "plans": Later("Plans of programs"),
    "exchange": Later("Imports"),
    "people": Later("People and their access"),
}


@dataclass(frozen=True, kw_only=True)
class WebhookTold:
    """A webhook in words: its host, what it is told of."""

    line: WebhookLine
    host: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class WebhooksTold:
    """All webhooks of the reader's company, and the finding about them."""

    headline: str
    webhooks: tuple[WebhookTold, ...]


@dataclass(frozen=True, kw_only=True)
class WebhookPageTold:
    """One webhook with its newest calls; `is_more` where older ones are left out."""

    headline: str
    told: WebhookTold
    calls: tuple[CallLine, ...]
    is_more: bool


def events_of(kinds: Iterable[str], known: Collection[str]) -> tuple[str, ...]:
    """Return all known events of these kinds, in order.

    >>> events_of(["exchange"], ["exchange.file-checked", "people.person-left"])
    ('exchange.file-checked',)
    """
    chosen = set(kinds)
    return tuple(sorted(event for event in known if event.partition(".")[0] in chosen))


def kinds_of(events: Iterable[str]) -> tuple[str, ...]:
    """Return in words of what kinds the events are, each once."""
    found = {event.partition(".")[0] for event in events}
    words = [str(word) for kind, word in KINDS.items() if kind in found]
    return (*words, _("other")) if found - set(KINDS) else tuple(words)


def read_webhooks(scope: Scope) -> WebhooksTold:
    """Return the webhooks of the reader's company for this client."""
    lines = queries.list_webhooks(scope)
    return WebhooksTold(headline=_of_all(lines), webhooks=tuple(_told(one) for one in lines))


def read_webhook(scope: Scope, webhook: UUID) -> WebhookPageTold:
    """Return one webhook with its newest calls.

    :raises NotFound: if the company has no such webhook for this client
    """
    page = queries.get_webhook(scope, webhook=webhook)
    return WebhookPageTold(
        headline=_of_one(page.line, page.calls),
        told=_told(page.line),
        calls=page.calls,
        is_more=len(page.calls) == queries.SHOWN_CALLS,
    )


def _told(line: WebhookLine) -> WebhookTold:
    host = urlsplit(line.url).hostname or ""
    return WebhookTold(line=line, host=host, kinds=kinds_of(line.events))


def _of_all(lines: Iterable[WebhookLine]) -> str:
    live = [one for one in lines if one.is_active]
    silent = [one for one in live if one.answers is False]
    if not live:
        return _("No other system is told")
    if silent:
        many = "%(count)s of the systems that are told do not answer"
        return ngettext("One of the systems that are told does not answer", many, len(silent))
    return ngettext("One system is told", "%(count)s systems are told", len(live))


def _of_one(line: WebhookLine, calls: Iterable[CallLine]) -> str:
    dead = sum(one.state is CallState.DEAD for one in calls)
    if not line.is_active:
        return _("%(name)s is told nothing more", name=line.name)
    if line.answers is False:
        return _("%(name)s does not answer", name=line.name)
    if dead:
        many = "%(name)s answers; %(count)s calls were given up"
        return ngettext("%(name)s answers; one call was given up", many, dead, name=line.name)
    if line.answers:
        return _("%(name)s has all that it was told", name=line.name)
    return _("%(name)s has been told nothing yet", name=line.name)
