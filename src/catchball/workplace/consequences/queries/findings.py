"""What may be asked about findings: all of them, one, those that wait."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from catchball.kernel.canonical import canonical, fingerprint
from catchball.kernel.days import Period
from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.measures.language import Better, Unit
from catchball.measures.reading import Standing
from catchball.trust.door import query
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.trust.signing import list_signatures
from catchball.workplace.consequences import rules
from catchball.workplace.consequences.models import Finding
from catchball.workplace.consequences.queries.drawing import steps_of
from catchball.workplace.consequences.queries.shapes import (
    Act,
    Counted,
    FindingLine,
    FindingPage,
    FindingSteps,
)
from catchball.workplace.consequences.rules import PLANNED, Count, FindingState
from catchball.workplace.scorecards.queries import Restated, list_restated_within
from catchball.workplace.scorecards.rules import as_read

FINDING = "consequences.finding"
_OPEN = [state.value for state in FindingState if state.is_open]


def get_finding_for_change(scope: Scope, finding: UUID) -> Finding:
    """Return the row of a finding, locked until the command ends.

    :raises NotFound: if there is no such finding of the client
    """
    return _get(Finding.objects.select_for_update(of=("self",)), scope, finding)


def content_of_finding(row: Finding) -> dict[str, Any]:
    """Return all that a signature under a ruling stands for, from the finding's row alone."""
    return {
        "kind": "finding",
        "finding": str(row.pk),
        "promise": str(row.promise_id),
        "number": str(row.number_id),
        "title": row.title,
        "party": row.party,
        "first": row.first_on.isoformat(),
        "until": row.until_on.isoformat(),
        "standing": row.standing,
        "reading": row.reading,
        "steps": row.steps,
        "share": f"{row.share.normalize():f}",
        "restates": str(row.restates_id or ""),
        **_material_of(row),
        "contested_by": row.contested_by,
        "contested_why": row.contested_why,
        "upheld": row.upheld,
        "body": row.body,
        "ruled_on": row.ruled_on.isoformat() if row.ruled_on else "",
        "ruled_cmo": row.ruled_cmo,
        "ruled_client": row.ruled_client,
        "ruling": row.ruling,
    }


def _material_of(row: Finding) -> dict[str, str]:
    """Return what is signed of restated material; findings without it are signed as ever."""
    then = row.material_then
    return {} if then is None else {"material_then": f"{then:.2f}"}


@query(may=Permission.SCORECARD_READ)
def list_waiting_findings(scope: Scope) -> tuple[FindingLine, ...]:
    """Return the undecided findings of all clients seen, oldest first (one SQL query)."""
    rows = Finding.objects.filter(client_id__in=scope.sees, state__in=_OPEN)
    return read_findings(scope, _with_statements(rows).order_by("until_on", "place", "pk"))


@query(may=Permission.SCORECARD_READ)
def list_findings_of(scope: Scope) -> tuple[FindingLine, ...]:
    """Return all findings of the client, the newest month first (one SQL query)."""
    rows = Finding.objects.filter(client_id=scope.client)
    return read_findings(scope, _with_statements(rows).order_by("-until_on", "place", "pk"))


@query(may=Permission.SCORECARD_READ)
def get_finding(scope: Scope, finding: UUID) -> FindingPage:
    """Return a finding with its ruling, and what can be done (two SQL queries).

    Of a restatement also the facts that differ, with their causes (at most nine a month).

    :raises NotFound: if there is no such finding of the client
    """
    row = _get(_with_statements(Finding.objects.all()), scope, finding)
    content = content_of_finding(row)
    line = read_finding(scope, row)
    return FindingPage(
        line=line,
        client_name=row.statement.client_name,
        close=row.statement.close_id,
        restated=_restated(scope, row) if row.restates else (),
        content_hash=fingerprint(content),
        content_text=canonical(content).decode(),
        signatures=list_signatures(scope, record=FINDING, contents={row.pk: content})[row.pk],
        steps=_steps(scope, line),
    )


def _restated(scope: Scope, row: Finding) -> tuple[Restated, ...]:
    period = Period(row.first_on, row.until_on)
    return list_restated_within(scope, row.promise_id, period, program=row.statement.program_id)


def _get(rows: QuerySet[Finding], scope: Scope, finding: UUID) -> Finding:
    row = rows.filter(client_id=scope.client, pk=finding).first()
    if row is None:
        raise NotFound(_("There is no such finding here."))
    return row


def _with_statements(rows: QuerySet[Finding]) -> QuerySet[Finding]:
    return rows.select_related("statement", "restates")


def read_findings(scope: Scope, rows: Iterable[Finding]) -> tuple[FindingLine, ...]:
    """Return findings as pages show them."""
    return tuple(read_finding(scope, row) for row in rows)


def read_finding(scope: Scope, row: Finding) -> FindingLine:
    """Return a finding as pages show it."""
    state = FindingState(row.state)
    recorded_by = Side(row.recorded_by) if row.recorded_by else None
    statement, restates, steps = row.statement, row.restates, steps_of(row)
    return FindingLine(
        id=row.pk,
        client_id=row.client_id,
        statement=row.statement_id,
        statement_period=Period(statement.first_on, statement.until_on),
        promise=row.promise_id,
        title=_(row.title),
        party=Side(row.party),
        period=Period(row.first_on, row.until_on),
        standing=Standing(row.standing),
        reading=as_read(row.reading),
        unit=Unit(row.unit),
        better=Better(row.better),
        target=row.target,
        floor=row.floor,
        steps=steps,
        history=tuple(_counted(one) for one in row.history),
        share=row.share,
        share_then=row.share_then,
        material_then=row.material_then,
        material=rules.terms_of(restates.money).worth(rules.loss_in(steps)) if restates else None,
        currency=(restates or statement).money["currency"],
        restates=Period(restates.first_on, restates.until_on) if restates else None,
        state=state,
        waits_for=rules.finding_waits_for(
            state, accepted_by=accepted_by(row), recorded_by=recorded_by
        ),
        answer_due_on=statement.answer_due_on,
        is_overdue=state.is_open and statement.answer_due_on < scope.today,
        accepted_cmo=_act(row.accepted_cmo, row.accepted_cmo_at),
        accepted_client=_act(row.accepted_client, row.accepted_client_at),
        owner=row.owner,
        plan=row.plan,
        recover_on=row.recover_on,
        contested_by=Side(row.contested_by) if row.contested_by else None,
        contested=_act(row.contested_name, row.contested_at),
        contested_why=row.contested_why,
        upheld=row.upheld,
        body=row.body,
        ruled_on=row.ruled_on,
        ruled_cmo=row.ruled_cmo,
        ruled_client=row.ruled_client,
        ruling=row.ruling,
        recorded_by=recorded_by,
        recorded=_act(row.recorded_name, row.recorded_at),
        confirmed=_act(row.confirmed_name, row.confirmed_at),
        version=row.version,
    )


def accepted_by(row: Finding) -> frozenset[Side]:
    """Return the companies that accepted a finding."""
    found = {Side.CMO: row.accepted_cmo_at, Side.CLIENT: row.accepted_client_at}
    return frozenset(side for side, at in found.items() if at is not None)


def asks_for_plan(row: Finding, side: Side) -> bool:
    """Answer whether this company missed, and the ladder asks it for an owner and a plan."""
    return row.party == side and any(step["kind"] in PLANNED for step in row.steps)


def _act(name: str, at: datetime | None) -> Act | None:
    return Act(name, at) if at else None


def _counted(kept: dict[str, str]) -> Counted:
    period = Period(date.fromisoformat(kept["first"]), date.fromisoformat(kept["until"]))
    return Counted(period, Standing(kept["standing"]), Count(kept["count"]))


def _steps(scope: Scope, line: FindingLine) -> FindingSteps:
    state = line.state
    ours = scope.side in line.waits_for
    answers = state is FindingState.PROPOSED and ours and scope.may(Permission.CLOSE_ANSWER)
    rules_now = scope.may(Permission.EXCLUSION_RULE)
    is_late = state is FindingState.PROPOSED and line.is_overdue
    return FindingSteps(
        accept=answers,
        contest=answers,
        record=rules_now and (state is FindingState.CONTESTED or is_late),
        confirm=rules_now and ours and state is FindingState.RECORDED,
        plans=line.party is scope.side and any(step.kind in PLANNED for step in line.steps),
    )
