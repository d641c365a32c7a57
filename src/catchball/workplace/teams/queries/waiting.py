"""What waits for a signature under a charter or a gate, of all clients that somebody sees."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from catchball.trust.door import query
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.trust.signing import list_signed_contents
from catchball.workplace.teams.models import Charter, Criterion, Gate
from catchball.workplace.teams.queries.charters import CHARTER, content_of_row
from catchball.workplace.teams.queries.gates import GATE, content_of
from catchball.workplace.teams.rules import CriterionState, Stage


@dataclass(frozen=True, kw_only=True)
class WaitingSignature:
    """A charter, or the gate of a stage with all its criteria settled, that lacks a signature.

    `leaves` is the stage of the gate; None for a charter.
    """

    client_id: UUID
    program: UUID
    program_code: str
    program_name: str
    leaves: Stage | None
    waits_for: frozenset[Side]


@query(may=Permission.PROGRAM_READ)
def list_waiting_signatures(scope: Scope) -> tuple[WaitingSignature, ...]:
    """Return the charters and then the gates that lack a signature (two to five SQL queries)."""
    return (*_charters(scope), *_gates(scope))


def _charters(scope: Scope) -> list[WaitingSignature]:
    rows = Charter.objects.filter(client_id__in=scope.sees, agreed_at__isnull=True)
    drafts = list(rows.select_related("program").order_by("program__code", "pk"))
    if not drafts:
        return []
    contents = {row.pk: content_of_row(row, row.program.code) for row in drafts}
    signed = list_signed_contents(record=CHARTER, contents=contents)
    return [_waiting(row, None, signed[row.pk]) for row in drafts]


def _gates(scope: Scope) -> list[WaitingSignature]:
    rows = Gate.objects.filter(client_id__in=scope.sees, passed_at__isnull=True)
    gates = list(rows.select_related("program").order_by("program__code", "pk"))
    if not gates:
        return []
    criteria: dict[UUID, list[Criterion]] = defaultdict(list)
    asked = Criterion.objects.filter(client_id__in=scope.sees, gate__in=[row.pk for row in gates])
    for one in asked.order_by("number"):
        criteria[one.gate_id].append(one)
    contents = {
        row.pk: content_of(row, criteria[row.pk], row.program.code)
        for row in gates
        if criteria[row.pk] and all(one.state != CriterionState.OPEN for one in criteria[row.pk])
    }
    signed = list_signed_contents(record=GATE, contents=contents) if contents else {}
    return [_waiting(row, Stage(row.leaves), signed[row.pk]) for row in gates if row.pk in contents]


def _waiting(
    row: Charter | Gate, leaves: Stage | None, signed: frozenset[Side]
) -> WaitingSignature:
    return WaitingSignature(
        client_id=row.client_id,
        program=row.program_id,
        program_code=row.program.code,
        program_name=row.program.name,
        leaves=leaves,
        waits_for=frozenset(Side) - signed,
    )
