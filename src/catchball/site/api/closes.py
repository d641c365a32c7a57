"""Months closed by both companies: frozen, disputed, signed, restated beside."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from catchball.site.api.operations import Door
from catchball.site.api.scorecards import Number, number_told
from catchball.trust.permissions import Side
from catchball.trust.scope import Scope
from catchball.trust.signing import SignatureLine
from catchball.workplace.scorecards import commands, queries
from catchball.workplace.scorecards.queries import ClosedLine, CloseLine, ClosePage, Dispute


@dataclass(frozen=True, kw_only=True)
class ClosedNumberTold:
    """One number of a close as it was frozen, and what it reads now."""

    id: UUID
    promise: UUID
    title: str
    party: Side
    closed: Number
    now: Number | None
    is_restated: bool
    facts_hash: str
    exclusions: tuple[dict[str, Any], ...]
    disputes: tuple[Dispute, ...]


@dataclass(frozen=True, kw_only=True)
class CloseTold:
    """A close with its numbers, disputes and signatures, and the hash that is signed."""

    line: CloseLine
    first: date
    until: date
    numbers: tuple[ClosedNumberTold, ...]
    content_hash: str
    signatures: tuple[SignatureLine, ...]
    withdrawn_name: str
    withdrawn_why: str
    version: int


def close_told(page: ClosePage) -> CloseTold:
    """Return a close without how it is drawn."""
    return CloseTold(
        line=page.line,
        first=page.line.period.first,
        until=page.line.period.until,
        numbers=tuple(_number(one) for one in page.numbers),
        content_hash=page.content_hash,
        signatures=page.signatures,
        withdrawn_name=page.withdrawn_name,
        withdrawn_why=page.withdrawn_why,
        version=page.line.version,
    )


def _number(one: ClosedLine) -> ClosedNumberTold:
    return ClosedNumberTold(
        id=one.id,
        promise=one.promise,
        title=one.title,
        party=one.party,
        closed=number_told(one.cell),
        now=number_told(one.now) if one.now else None,
        is_restated=one.is_restated,
        facts_hash=one.facts_hash,
        exclusions=one.exclusions,
        disputes=one.disputes,
    )


def _now(scope: Scope, close: UUID) -> CloseTold:
    return close_told(queries.get_close(scope, close))


DOOR = Door("closes", "Closes")
DOOR.asks("", queries.get_close_overview)
DOOR.asks("waiting/", queries.list_waiting_closes)
DOOR.asks("{close}/", queries.get_close, tells=close_told)
_VERBS: dict[str, Callable[..., Any]] = {
    "{close}/sign/": commands.sign_close,
    "{close}/withdraw/": commands.withdraw_close,
    "{close}/numbers/{line}/dispute/": commands.dispute_line,
    "{close}/disputes/{dispute}/answer/": commands.answer_line,
    "{close}/disputes/{dispute}/settle/": commands.settle_line,
}
DOOR.does("propose/", commands.propose_close, then=_now, made="close")
for _path, _run in _VERBS.items():
    DOOR.does(_path, _run, then=_now)
