"""What happened to a version of the agreement, told from the journal, the offer and signatures."""

from collections.abc import Iterable, Sequence
from typing import Any

from catchball.kernel.words import Later, _
from catchball.trust.permissions import Permission, Side
from catchball.trust.queries import ChangeLine, list_history
from catchball.trust.scope import Scope
from catchball.trust.signing import SignatureLine
from catchball.workplace.agreements.models import AgreementVersion
from catchball.workplace.agreements.queries.shapes import HistoryLine
from catchball.workplace.agreements.rules.parts import PARTS

_SAID = {
    "agreements.agreement-drafted": Later("started this draft"),
    "agreements.agreement-discarded": Later("discarded the draft"),
    "agreements.agreement-declined": Later("declined the offer"),
    "agreements.agreement-withdrawn": Later("withdrew the offer"),
}
_CHANGED = {
    "agreements.agreement-part-kept",
    "agreements.agreement-item-kept",
    "agreements.agreement-item-removed",
    "agreements.agreement-calendars-taken",
}


def list_agreement_history(
    scope: Scope, row: AgreementVersion, signatures: Sequence[SignatureLine]
) -> tuple[HistoryLine, ...]:
    """Return what happened, newest first; empty for roles that do not read the journal.

    Of the time before the offer the client's side sees nothing: it is behind the wall.
    """
    if not scope.may(Permission.JOURNAL_READ):
        return ()
    lines = [*map(_sign, reversed(signatures)), *_offer(row)]
    for entry in list_history(scope, row=row.pk):
        said = str(_SAID[entry.event]) if entry.event in _SAID else ""
        if entry.event in _CHANGED:
            said = _("changed: %(parts)s", parts=_parts(entry.changes))
        if said:
            lines.append(
                HistoryLine(entry.happened_at, entry.actor_name, entry.side, said, (), entry.reason)
            )
    return tuple(sorted(lines, key=lambda line: line.at, reverse=True))


def _parts(changes: Iterable[ChangeLine]) -> str:
    old: Any = {}
    new: Any = {}
    for change in changes:
        if change.field == "parts":
            old, new = change.old or {}, change.new or {}
    return ", ".join(str(part.title) for part in PARTS if old.get(part.key) != new.get(part.key))


def _offer(row: AgreementVersion) -> Iterable[HistoryLine]:
    if row.offered_at:
        said = _("offered this version for signature")
        yield HistoryLine(row.offered_at, row.offered_by, Side.CMO, said)


def _sign(one: SignatureLine) -> HistoryLine:
    said = _("signed: “%(meaning)s”", meaning=one.meaning.label)
    return HistoryLine(one.signed_at, one.printed_name, one.side, said)
