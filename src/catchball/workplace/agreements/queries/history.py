"""What happened to a promise, told from the journal, the offer and the signatures."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from catchball.kernel.words import Later, _
from catchball.measures.language import Unit
from catchball.trust.permissions import Permission, Side
from catchball.trust.queries import ChangeLine, EntryLine, list_history
from catchball.trust.scope import Scope
from catchball.trust.signing import SignatureLine
from catchball.workplace.agreements.models import Promise
from catchball.workplace.agreements.queries.shapes import Amount, HistoryLine

_SAID = {
    "agreements.promise-drafted": Later("drafted this promise"),
    "agreements.draft-changed": Later("changed the draft"),
    "agreements.draft-discarded": Later("discarded the draft"),
    "agreements.promise-withdrawn": Later("withdrew the offer"),
}
_FIELDS = {
    "target": Later("Target"),
    "floor": Later("Floor"),
    "n_min": Later("Least number of facts"),
    "from_on": Later("From"),
    "program_name": Later("Program"),
}


def list_promise_history(
    scope: Scope, row: Promise, signatures: Sequence[SignatureLine]
) -> tuple[HistoryLine, ...]:
    """Return what happened, newest first; empty for roles that do not read the journal.

    Of the time before the offer the client's side sees nothing: it is behind the wall.
    """
    if not scope.may(Permission.JOURNAL_READ):
        return ()
    told = _told(list_history(scope, row=row.pk), row)
    # Sorting keeps this order where instants are equal.
    lines = [*map(_sign, reversed(signatures)), *_offer(row), *told]
    return tuple(sorted(lines, key=lambda line: line.at, reverse=True))


def _told(entries: Iterable[EntryLine], row: Promise) -> Iterable[HistoryLine]:
    for entry in entries:
        if entry.event in _SAID:
            is_first = entry.event == "agreements.promise-drafted"
            changes = () if is_first else tuple(_changes(entry.changes, row))
            said = str(_SAID[entry.event])
            yield HistoryLine(
                entry.happened_at, entry.actor_name, entry.side, said, changes, entry.reason
            )


def _changes(changes: Iterable[ChangeLine], row: Promise) -> Iterable[tuple[str, Any, Any]]:
    for change in changes:
        if change.field in _FIELDS:
            old, new = (_value(change.field, value, row) for value in (change.old, change.new))
            yield str(_FIELDS[change.field]), old, new


def _value(field: str, value: Any, row: Promise) -> Any:
    """Return a journalled value in its own type again."""
    match field:
        case "target" | "floor":
            per = row.metric["form"].get("per", 1)
            return Amount(Decimal(str(value)), Unit(row.metric["unit"]), per)
        case "from_on":
            return date.fromisoformat(value)
        case "program_name":
            return value or _("all programs")
        case _:
            return value


def _offer(row: Promise) -> Iterable[HistoryLine]:
    """Tell the offer from the row: the change that published it stays behind the wall."""
    if row.offered_at:
        yield HistoryLine(
            row.offered_at, row.offered_by, Side.CMO, _("offered this promise for signature")
        )


def _sign(one: SignatureLine) -> HistoryLine:
    said = _("signed: “%(meaning)s”", meaning=one.meaning.label)
    return HistoryLine(one.signed_at, one.printed_name, one.side, said)
