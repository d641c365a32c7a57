"""What waits for a signature under a charter or a gate, of all clients that somebody sees."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from catchball.trust.asking import rows_of
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


# Mostly there is none, which one short question tells.
_READY = """
    SELECT c.id FROM teams_charter c
    WHERE c.client_id = ANY(%(clients)s::uuid[]) AND c.agreed_at IS NULL
    UNION ALL
    SELECT g.id FROM teams_gate g JOIN teams_criterion c ON c.gate_id = g.id
    WHERE g.client_id = ANY(%(clients)s::uuid[]) AND g.passed_at IS NULL
    GROUP BY g.id HAVING bool_and(c.state <> %(open)s)"""


@query(may=Permission.PROGRAM_READ)
def list_waiting_signatures(scope: Scope) -> tuple[WaitingSignature, ...]:
    """Return the charters and then the gates that lack a signature.

    One SQL query where there is none, else up to six.
    """
    found = rows_of(_READY, clients=list(scope.sees), open=CriterionState.OPEN.value)
    ready = [one for (one,) in found]
    return (*_charters(ready), *_gates(ready)) if ready else ()


def _charters(ready: list[UUID]) -> list[WaitingSignature]:
    rows = Charter.objects.filter(pk__in=ready).select_related("program")
    drafts = list(rows.order_by("program__code", "pk"))
    if not drafts:
        return []
    contents = {row.pk: content_of_row(row, row.program.code) for row in drafts}
    signed = list_signed_contents(record=CHARTER, contents=contents)
    return [_waiting(row, None, signed[row.pk]) for row in drafts]


def _gates(ready: list[UUID]) -> list[WaitingSignature]:
    rows = Gate.objects.filter(pk__in=ready).select_related("program")
    gates = list(rows.order_by("program__code", "pk"))
    if not gates:
        return []
    criteria: dict[UUID, list[Criterion]] = defaultdict(list)
    for one in Criterion.objects.filter(gate__in=[row.pk for row in gates]).order_by("number"):
        criteria[one.gate_id].append(one)
    contents = {row.pk: content_of(row, criteria[row.pk], row.program.code) for row in gates}
    signed = list_signed_contents(record=GATE, contents=contents)
    return [_waiting(row, Stage(row.leaves), signed[row.pk]) for row in gates]


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
