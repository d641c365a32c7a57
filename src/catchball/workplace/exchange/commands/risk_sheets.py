"""Files with the risks of a document: kept until somebody takes them over, all rows or none."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from uuid import UUID

from catchball.kernel.words import _
from catchball.trust.door import command
from catchball.trust.models import Audience
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.exchange import queries
from catchball.workplace.exchange.models import ImportMapping
from catchball.workplace.exchange.rules.keeping import Shelf
from catchball.workplace.exchange.rules.mapping import Mapping, MappingDoesNotFit
from catchball.workplace.exchange.rules.refusals import CannotRead
from catchball.workplace.exchange.rules.risk_rows import SHEET_LIMITS
from catchball.workplace.exchange.rules.sheets import open_table
from catchball.workplace.risks.commands import bring_risks
from catchball.workplace.risks.queries import get_assessment
from catchball.workplace.risks.rules import Brought

# A file that nobody took over for so long is not taken over any more.
_FORGOTTEN = 7 * 24 * 60 * 60


def receive_risk_sheet(
    scope: Scope, *, assessment: UUID, chunks: Iterable[bytes], root: Path
) -> str:
    """Keep a file with risks for a document; return its SHA-256. Nothing is added yet.

    :raises NotFound: if there is no such document of the client
    :raises CannotRead: if it is no table, in words that say what to do; then it is not kept
    """
    scope.require(Permission.RISK_ASSESS)
    get_assessment(scope, assessment)
    shelf = Shelf(root, scope.client)
    kept = shelf.keep(chunks)
    path = shelf.path(kept.content_hash)
    try:
        with open_table(path, None, SHEET_LIMITS):
            pass
    except CannotRead:
        path.unlink(missing_ok=True)
        raise
    shelf.forget_before(kept.content_hash, seconds=_FORGOTTEN)
    return kept.content_hash


def take_risk_sheet(
    scope: Scope,
    *,
    assessment: UUID,
    version: int,
    content_hash: str,
    mapping: Mapping,
    root: Path,
) -> None:
    """Add every risk of a kept file to a document, or none; then its file goes.

    What its columns mean is remembered for this client's next file.

    :raises NotFound: if there is no such document or file of the client
    :raises MappingDoesNotFit: if a row, or the way in which it is read, does not fit
    :raises Stale: if somebody changed the document since `version` was shown
    """
    sheet = queries.get_risk_sheet(
        scope,
        assessment=assessment,
        content_hash=content_hash,
        root=root,
        choices=mapping.choices,
        mapping=mapping,
    )
    if not sheet.may_be_taken:
        raise MappingDoesNotFit(_("Nothing was added: put right what is listed below first."))
    _take(
        scope,
        assessment=assessment,
        version=version,
        content_hash=content_hash,
        mapping=sheet.mapping,
        risks=tuple(one.risk for one in sheet.risks),
    )
    queries.sheet_path(scope, root, content_hash).unlink(missing_ok=True)


@command(may=Permission.RISK_ASSESS, event="exchange.risk-sheet-taken")
def _take(
    scope: Scope,
    *,
    assessment: UUID,
    version: int,
    content_hash: str,
    mapping: Mapping,
    risks: tuple[Brought, ...],
) -> None:
    bring_risks(scope, assessment=assessment, version=version, risks=risks)
    ImportMapping.objects.update_or_create(
        client_id=scope.client,
        what=queries.WHAT,
        defaults={"mapping": asdict(mapping), "audience": Audience.SHARED},
    )
