"""The gates of a program: their criteria, who signed them, which one is next."""

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
from catchball.workplace.teams.models import Criterion, Gate
from catchball.workplace.teams.queries.courses import read_course
from catchball.workplace.teams.queries.gate_shapes import CriterionLine, GateLine, GatePage
from catchball.workplace.teams.rules import STAGES, CriterionState, OwedBy, Shown, Stage

GATE = "teams.gate"


def read_gates(scope: Scope, program: ProgramLine) -> tuple[GateLine, ...]:
    """Return the gate of each stage but the last, in order (three SQL queries)."""
    rows = Gate.objects.filter(client_id=scope.client, program_id=program.id)
    gates = {Stage(row.leaves): row for row in rows}
    criteria: dict[UUID, list[Criterion]] = {row.pk: [] for row in gates.values()}
    asked = Criterion.objects.filter(client_id=scope.client, gate__in=list(criteria))
    for one in asked.order_by("number"):
        criteria[one.gate_id].append(one)
    contents = {row.pk: content_of(row, criteria[row.pk], program.code) for row in gates.values()}
    signed = list_signed_contents(record=GATE, contents=contents) if contents else {}
    return tuple(
        _line(scope, stage, gates.get(stage), criteria, signed) for stage in STAGES if stage.next
    )


def content_of(row: Gate, criteria: list[Criterion], code: str) -> dict[str, Any]:
    """Return all that a signature under a gate stands for."""
    shown = [
        Shown(
            number=one.number,
            text=one.text,
            owed_by=OwedBy(one.owed_by),
            state=CriterionState(one.state),
            evidence=one.evidence,
        )
        for one in criteria
    ]
    return rules.content_of_gate(Stage(row.leaves), shown, program=str(row.program_id), code=code)


def list_criteria(row: Gate) -> list[Criterion]:
    """Return the criteria of a gate, by number (one SQL query)."""
    rows = Criterion.objects.filter(client_id=row.client_id, gate=row)
    return list(rows.order_by("number"))


def gate_signed_by(gate: UUID, content: dict[str, Any]) -> frozenset[Side]:
    """Return which companies have signed a gate with this content (one SQL query)."""
    return list_signed_contents(record=GATE, contents={gate: content})[gate]


@query(may=Permission.PROGRAM_READ)
def get_gate(scope: Scope, *, program: UUID, leaves: Stage) -> GatePage:
    """Return the gate of a stage with its criteria, and exactly what a signature stands for.

    :raises NotFound: if there is no such program of the client, or nothing follows the stage
    """
    if leaves.next is None:
        raise NotFound(_("Nothing follows this stage, so it has no gate."))
    line = program_of(scope, program)
    row = Gate.objects.filter(client_id=scope.client, program_id=program, leaves=leaves).first()
    return _page(scope, line, leaves, row)


def _page(scope: Scope, program: ProgramLine, leaves: Stage, row: Gate | None) -> GatePage:
    criteria = list_criteria(row) if row else []
    content = content_of(row, criteria, program.code) if row else {}
    signatures = (
        list_standing(
            scope, record=GATE, record_id=row.pk, content=content, kept_hash=row.passed_hash
        )
        if row
        else ()
    )
    signed = {row.pk: frozenset(one.side for one in signatures)} if row else {}
    gate = _line(scope, leaves, row, {row.pk: criteria} if row else {}, signed)
    return GatePage(
        program=program,
        client_name=get_client(scope).name,
        course=read_course(scope, program.id),
        gate=gate,
        content_text=canonical(content).decode() if row else "",
        content_hash=fingerprint(content) if row else "",
        signatures=signatures,
        may_work=scope.may(Permission.GATE_WORK) and gate.passed_at is None,
    )


@query(may=Permission.GATE_SIGN)
def get_gate_to_sign(scope: Scope, *, program: UUID, leaves: Stage) -> GatePage:
    """Return the gate of a stage exactly as the actor would sign it now.

    :raises NotFound: if there is no such program of the client, or nothing follows the stage
    :raises MayNotPass: if a criterion is open, or this company has signed it
    """
    page = get_gate(scope, program=program, leaves=leaves)
    gate = page.gate
    rules.check_may_sign(
        [one.state for one in gate.criteria],
        is_passed=gate.passed_at is not None,
        side=scope.side,
        signed_by=gate.signed_by,
    )
    return page


@query(may=Permission.GATE_WORK)
def get_criterion(scope: Scope, criterion: UUID) -> GatePage:
    """Return the gate of a criterion, to tell of it.

    :raises NotFound: if there is no such criterion of the client
    :raises MayNotPass: if the gate is passed, or the other company shows whether it is met
    """
    row = Criterion.objects.filter(client_id=scope.client, pk=criterion).first()
    if row is None:
        raise NotFound(_("There is no such criterion here."))
    gate = Gate.objects.get(pk=row.gate_id)
    rules.check_may_answer(
        OwedBy(row.owed_by), side=scope.side, is_passed=gate.passed_at is not None
    )
    return _page(scope, program_of(scope, gate.program_id), Stage(gate.leaves), gate)


def _line(
    scope: Scope,
    stage: Stage,
    row: Gate | None,
    criteria: dict[UUID, list[Criterion]],
    signed: dict[UUID, frozenset[Side]],
) -> GateLine:
    is_passed = bool(row and row.passed_at)
    asked = (
        tuple(_criterion(scope, one, is_passed=is_passed) for one in criteria[row.pk])
        if row
        else ()
    )
    signers = frozenset(Side) if is_passed else signed[row.pk] if row else frozenset()
    gate = GateLine(
        leaves=stage,
        criteria=asked,
        passed_at=row.passed_at if row else None,
        signed_by=signers,
        version=row.version if row else 0,
        may_sign=False,
    )
    ready = bool(asked) and not gate.open and not is_passed and scope.side not in signers
    return gate.to_sign() if ready and scope.may(Permission.GATE_SIGN) else gate


def _criterion(scope: Scope, row: Criterion, *, is_passed: bool) -> CriterionLine:
    owed_by = OwedBy(row.owed_by)
    is_ours = owed_by is OwedBy.BOTH or owed_by.value == scope.side.value
    return CriterionLine(
        id=row.pk,
        number=row.number,
        text=row.text,
        owed_by=owed_by,
        state=CriterionState(row.state),
        evidence=row.evidence,
        told_name=row.told_name,
        told_at=row.told_at,
        may_answer=is_ours and not is_passed and scope.may(Permission.GATE_WORK),
    )
