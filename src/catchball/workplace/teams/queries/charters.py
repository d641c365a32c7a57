"""The charter of a program: the version in force, the draft, and those before."""

from typing import Any
from uuid import UUID

from catchball.kernel.canonical import canonical, fingerprint
from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.door import query
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.trust.signing import list_signed_contents, list_standing
from catchball.workplace.programs.queries import ProgramLine, get_client, program_of
from catchball.workplace.teams import rules
from catchball.workplace.teams.models import Charter
from catchball.workplace.teams.queries.shapes import CharterLine, CharterPage, WaitingCharter
from catchball.workplace.teams.rules import CharterTerms

CHARTER = "teams.charter"


def content_of_charter(scope: Scope, row: Charter) -> dict[str, Any]:
    """Return all that a signature under a charter stands for."""
    return _content(row, program_of(scope, row.program_id).code)


def signed_by(charter: UUID, content: dict[str, Any]) -> frozenset[Side]:
    """Return which companies have signed a charter with this content (one SQL query)."""
    return list_signed_contents(record=CHARTER, contents={charter: content})[charter]


def list_charters(scope: Scope, program: ProgramLine) -> tuple[CharterLine, ...]:
    """Return all versions of a program's charter, the newest first (two SQL queries)."""
    return _lines(_rows(scope, program), program)


@query(may=Permission.PROGRAM_READ)
def get_charter(scope: Scope, *, program: UUID, number: int | None = None) -> CharterPage:
    """Return a version of a program's charter: that of a number, or else the newest.

    :raises NotFound: if there is no such program of the client, or no such version
    """
    line = program_of(scope, program)
    rows = _rows(scope, line)
    row = next((one for one in rows if number in {None, one.number}), None)
    if row is None and number is not None:
        raise NotFound(_("There is no such version of the charter."))
    lines = _lines(rows, line)
    shown = next((one for one in lines if row and one.id == row.pk), None)
    draft = next((one for one in lines if not one.is_agreed), None)
    content = _content(row, line.code) if row else {}
    return CharterPage(
        program=line,
        client_name=get_client(scope).name,
        shown=shown,
        terms=_terms(row) if row else None,
        content_text=canonical(content).decode() if row else "",
        content_hash=fingerprint(content) if row else "",
        signatures=list_standing(
            scope, record=CHARTER, record_id=row.pk, content=content, kept_hash=row.agreed_hash
        )
        if row
        else (),
        versions=lines,
        draft_version=draft.version if draft else 0,
        may_write=scope.may(Permission.CHARTER_WRITE),
        may_sign=may_sign(scope, shown),
    )


@query(may=Permission.CHARTER_SIGN)
def get_charter_to_sign(scope: Scope, *, program: UUID) -> CharterPage:
    """Return the draft of a program's charter, exactly as the actor would sign it now.

    :raises NotFound: if there is no such program of the client, or no charter
    :raises AgreedAlready: if the actor's company, or both, have signed it
    """
    page = get_charter(scope, program=program)
    if page.shown is None:
        raise NotFound(_("This program has no charter yet."))
    rules.check_may_agree(
        is_agreed=page.shown.is_agreed, side=scope.side, signed_by=page.shown.signed_by
    )
    return page


@query(may=Permission.CHARTER_SIGN)
def list_waiting_charters(scope: Scope) -> tuple[WaitingCharter, ...]:
    """Return the drafts that lack the signature of the actor's company, the oldest first.

    One SQL query where there is no draft, else two.
    """
    drafts = Charter.objects.filter(client_id__in=scope.sees, agreed_at__isnull=True)
    rows = list(drafts.select_related("program").order_by("written_at"))
    contents = {row.pk: _content(row, row.program.code) for row in rows}
    signed = list_signed_contents(record=CHARTER, contents=contents) if contents else {}
    return tuple(
        WaitingCharter(row.client_id, row.program_id, row.program.name, row.number, row.written_at)
        for row in rows
        if scope.side not in signed[row.pk]
    )


def may_sign(scope: Scope, line: CharterLine | None) -> bool:
    """Answer whether a charter waits for the signature of the actor's company, and of theirs."""
    if line is None or line.is_agreed or scope.side in line.signed_by:
        return False
    return scope.may(Permission.CHARTER_SIGN)


def _rows(scope: Scope, program: ProgramLine) -> list[Charter]:
    rows = Charter.objects.filter(client_id=scope.client, program_id=program.id)
    return list(rows.order_by("-number"))


def _lines(rows: list[Charter], program: ProgramLine) -> tuple[CharterLine, ...]:
    contents = {row.pk: _content(row, program.code) for row in rows}
    signed = list_signed_contents(record=CHARTER, contents=contents) if contents else {}
    return tuple(
        CharterLine(
            id=row.pk,
            client_id=row.client_id,
            number=row.number,
            written_name=row.written_name,
            written_side=Side(row.written_side),
            written_at=row.written_at,
            agreed_at=row.agreed_at,
            signed_by=frozenset(Side) if row.agreed_at else signed[row.pk],
            version=row.version,
        )
        for row in rows
    )


def _terms(row: Charter) -> CharterTerms:
    return CharterTerms(
        covers=row.covers,
        cmo_objectives=row.cmo_objectives,
        client_objectives=row.client_objectives,
        constraints=row.constraints,
        leaves_out=row.leaves_out,
    )


def _content(row: Charter, code: str) -> dict[str, Any]:
    return rules.content_of(_terms(row), program=str(row.program_id), code=code, number=row.number)
