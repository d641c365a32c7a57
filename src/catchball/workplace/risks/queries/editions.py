"""What may be asked about editions: what one says, who has signed, what has changed since."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.fields.json import KT

from catchball.kernel.canonical import canonical, fingerprint
from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.door import query
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.trust.signing import list_signatures, list_signed_sides
from catchball.workplace.programs.queries import get_client, list_programs
from catchball.workplace.risks import rules
from catchball.workplace.risks.models import Assessment, Edition, Risk
from catchball.workplace.risks.queries.edition_shapes import EditionLine, EditionPage, EditionRisk
from catchball.workplace.risks.queries.reading import (
    Read,
    content_of_plan,
    line_of,
    live,
    read_rows,
    score_of,
    worst_first,
)
from catchball.workplace.risks.queries.reviews import snapshots_of
from catchball.workplace.risks.rules import (
    Axis,
    Colour,
    Demand,
    Difference,
    EditionState,
    Snapshot,
    Strategy,
    in_readers_words,
)

EDITION = "risks.edition"


def get_edition_for_change(scope: Scope, edition: UUID) -> Edition:
    """Return the row of an edition, locked until the command ends.

    :raises NotFound: if there is no such edition of the client
    """
    row = Edition.objects.select_for_update().filter(client_id=scope.client, pk=edition).first()
    if row is None:
        raise _none()
    return row


def list_editions_for_change(scope: Scope, document: UUID) -> list[Edition]:
    """Return the rows of a document's editions, the newest first, locked until the command ends."""
    return list(_rows_of(scope, document).select_for_update())


def signed_by(scope: Scope, row: Edition) -> frozenset[Side]:
    """Return which companies have signed an edition (one SQL query)."""
    return list_signed_sides(record=EDITION, ids=[row.pk]).get(row.pk, frozenset())


def state_of_edition(row: Edition) -> EditionState:
    """Return how far an edition has come."""
    return rules.edition_state(signed_at=row.signed_at, replaced_at=row.replaced_at)


def content_of_document(
    scope: Scope, document: Assessment, number: int
) -> tuple[dict[str, Any], tuple[Snapshot, ...]]:
    """Return all that an edition of a document says as it stands, and how each risk stands.

    Its words are those that are stored, whatever language the reader's is (four SQL queries).
    """
    rows = list(Risk.objects.filter(client_id=scope.client, assessment=document).order_by("number"))
    matrix = rules.matrix_from_json(document.matrix)
    read = {one.row.pk: one for one in read_rows(scope, rows, {document.pk: matrix})}
    lines = tuple(line_of(scope, one, frozenset()) for one in read.values())
    ordered = worst_first(lines)
    programs = {one.id: one.name for one in list_programs(scope)}
    content = {
        "kind": "risk assessment",
        "assessment": str(document.pk),
        "edition": number,
        "title": document.title,
        "client": get_client(scope).name,
        "program": programs[document.program_id],
        "held_on": document.held_on.isoformat(),
        "as_of": scope.today.isoformat(),
        "extent": document.extent,
        "team": document.team,
        "decide_within": document.decide_within,
        "matrix": document.matrix,
        "risks": [_content_of_risk(read[line.id]) for line in ordered],
    }
    return content, snapshots_of(lines)


def _content_of_risk(read: Read) -> dict[str, Any]:
    row, score, current = read.row, score_of(read.row), read.now.current
    planned = live(read.actions)
    plan = content_of_plan(row, read.actions)
    return {
        **{name: part for name, part in plan.items() if name not in {"kind", "assessment"}},
        "score": {axis.value: getattr(score, axis.value) for axis in Axis} if score else None,
        "impact": score.impact if score else None,
        "points": current.points if current else None,
        "demand": current.demand.value if current else None,
        "colour": read.colour.value,
        "reversals": [one.value for one in read.reversals],
        "starter": row.starter,
        "done": sum(one.done_on is not None for one in planned),
        "approved_hash": row.approved_hash,
        "arises_from": str(row.arises_from_id) if row.arises_from_id else None,
        "is_closed": row.closed_at is not None,
    }


@query(may=Permission.RISK_READ)
def get_edition(scope: Scope, edition: UUID) -> EditionPage:
    """Return an edition: what it says, who has signed it (three SQL queries).

    :raises NotFound: if there is no such edition of the client
    """
    row = _titled(Edition.objects.filter(client_id=scope.client, pk=edition)).first()
    if row is None:
        raise _none()
    said = row.content
    signatures = list_signatures(scope, record=EDITION, contents={row.pk: said})[row.pk]
    [line] = _lines([row], {row.pk: frozenset(one.side for one in signatures)})
    content_hash = fingerprint(said)
    return EditionPage(
        line=line,
        client_name=said["client"],
        program_name=said["program"],
        held_on=date.fromisoformat(said["held_on"]),
        as_of=date.fromisoformat(said["as_of"]),
        extent=said["extent"],
        team=tuple(one["name"] for one in said["team"]),
        matrix_name=said["matrix"]["name"],
        risks=tuple(_risk(one) for one in said["risks"]),
        signatures=tuple(reversed(signatures)),
        content_text=canonical(said).decode(),
        content_hash=content_hash,
        is_intact=content_hash == row.content_hash,
    )


@query(may=Permission.RISK_APPROVE)
def get_edition_to_sign(scope: Scope, edition: UUID) -> EditionPage:
    """Return an edition exactly as the actor would sign it now.

    :raises NotFound: if there is no such edition of the client
    :raises MayNotSignEdition: if the actor's company has signed it, or a newer one replaced it
    """
    page = get_edition(scope, edition)
    signed = frozenset(one.side for one in page.signatures)
    rules.check_may_sign_edition(page.line.state, side=scope.side, signed_by=signed)
    return page


def list_editions(
    scope: Scope, document: Assessment, now: Sequence[Snapshot]
) -> tuple[tuple[EditionLine, ...], tuple[Difference, ...]]:
    """Return the editions of a document, the newest first, and what changed since the signed one.

    One SQL query, and one more while an edition waits for signatures.
    """
    rows = list(_titled(_rows_of(scope, document.pk)).defer("content"))
    waiting = [row.pk for row in rows if state_of_edition(row) is EditionState.WAITING]
    signed = list_signed_sides(record=EDITION, ids=waiting) if waiting else {}
    last = next((row for row in rows if row.signed_at), None)
    then = [rules.snapshot_from_json(one) for one in last.risks] if last else []
    return _lines(rows, signed), rules.differences_of(then, now) if last else ()


def list_waiting_editions(scope: Scope) -> tuple[EditionLine, ...]:
    """Return the editions that lack a signature, of all clients seen (one or two SQL queries)."""
    rows = list(
        _titled(
            Edition.objects.filter(
                client_id__in=scope.sees, signed_at__isnull=True, replaced_at__isnull=True
            )
        )
        .defer("content", "risks")
        .order_by("issued_at")
    )
    ids = [row.pk for row in rows]
    return _lines(rows, list_signed_sides(record=EDITION, ids=ids) if ids else {})


def _rows_of(scope: Scope, document: UUID) -> QuerySet[Edition]:
    rows = Edition.objects.filter(client_id=scope.client, assessment_id=document)
    return rows.order_by("-number")


def _titled(rows: QuerySet[Edition]) -> QuerySet[Any]:
    """Return editions with their titles, so that lists need not read all that each says."""
    return rows.annotate(title=KT("content__title"))


def _none() -> NotFound:
    return NotFound(_("There is no such edition here."))


def _lines(rows: Iterable[Any], signed: Mapping[UUID, frozenset[Side]]) -> tuple[EditionLine, ...]:
    return tuple(_line(row, signed.get(row.pk, frozenset())) for row in rows)


def _line(row: Any, signed: frozenset[Side]) -> EditionLine:
    state = state_of_edition(row)
    return EditionLine(
        id=row.pk,
        client_id=row.client_id,
        assessment=row.assessment_id,
        number=row.number,
        title=row.title,
        state=state,
        issued_name=row.issued_name,
        issued_at=row.issued_at,
        signed_at=row.signed_at,
        waits_for=frozenset(Side) - signed if state is EditionState.WAITING else frozenset(),
        version=row.version,
    )


def _risk(said: Mapping[str, Any]) -> EditionRisk:
    return EditionRisk(
        number=said["number"],
        cause=in_readers_words(said["starter"], "cause", said["cause"]),
        event=in_readers_words(said["starter"], "event", said["event"]),
        effect=in_readers_words(said["starter"], "effect", said["effect"]),
        owner=said["owner"],
        probability=said["score"]["probability"] if said["score"] else None,
        impact=said["impact"],
        detection=said["score"].get("detection") if said["score"] else None,
        points=said["points"],
        colour=Colour(said["colour"]),
        demand=Demand(said["demand"]) if said["demand"] else None,
        strategy=Strategy(said["strategy"]) if said["strategy"] else None,
        response="; ".join(one["title"] for one in said["actions"]),
        actions=len(said["actions"]),
        done=said["done"],
        review_on=date.fromisoformat(said["review_on"]) if said["review_on"] else None,
        is_closed=said["is_closed"],
    )
