"""What may be asked about statements: all of them, one, those that wait."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from catchball.kernel.canonical import canonical, fingerprint
from catchball.kernel.days import Period
from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.door import query
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.trust.signing import SignatureLine, list_signatures, list_signed_contents
from catchball.workplace.agreements.queries import find_first_day
from catchball.workplace.consequences import rules
from catchball.workplace.consequences.models import Finding, Statement
from catchball.workplace.consequences.queries.drawing import (
    count_undecided,
    list_findings,
    owes_fee,
)
from catchball.workplace.consequences.queries.findings import content_of_finding, read_findings
from catchball.workplace.consequences.queries.shapes import (
    Act,
    FindingLine,
    PassedOver,
    StatementLine,
    StatementOverview,
    StatementPage,
    StatementSteps,
    UnopenedMonth,
    Waiting,
)
from catchball.workplace.consequences.rules import Count, FindingState, StatementState
from catchball.workplace.programs.queries import get_client
from catchball.workplace.scorecards.queries import get_closed_month, list_closed_lines

STATEMENT = "consequences.statement"


def get_statement_for_change(scope: Scope, statement: UUID) -> Statement:
    """Return the row of a statement, locked until the command ends.

    :raises NotFound: if there is no such statement of the client
    """
    return _get(Statement.objects.select_for_update(), scope, statement)


def is_opened(scope: Scope, close: UUID) -> bool:
    """Answer whether the statement of a close was opened."""
    return Statement.objects.filter(client_id=scope.client, close_id=close).exists()


def content_of_statement(row: Statement, findings: Iterable[Finding]) -> dict[str, Any]:
    """Return all that a signature under a statement stands for, from its rows alone."""
    return {
        "kind": "consequence statement",
        "statement": str(row.pk),
        "client": {"id": str(row.client_id), "name": row.client_name},
        "program": {"id": str(row.program_id or ""), "name": row.program_name},
        "first": row.first_on.isoformat(),
        "until": row.until_on.isoformat(),
        "close": {"id": str(row.close_id), "sha256": row.close_hash},
        "agreement": {"id": str(row.agreement_id), "number": row.agreement_number},
        "money": row.money,
        "passed_over": row.passed_over,
        "findings": [
            {
                **content_of_finding(one),
                "state": one.state,
                "accepted": [one.accepted_cmo, one.accepted_client],
                "owner": one.owner,
                "plan": one.plan,
                "recover_on": one.recover_on.isoformat() if one.recover_on else "",
            }
            for one in findings
        ],
        "base": _text(row.base),
        "source": row.source,
        "fee": [_text(row.fee), row.fee_note],
        "gain": [_text(row.gain), row.gain_note],
        "lines": row.lines,
        "total": _text(row.total),
    }


def _text(amount: Any) -> str:
    return "" if amount is None else f"{amount:.2f}"


def list_signed_by(scope: Scope, row: Statement, content: dict[str, Any]) -> frozenset[Side]:
    """Return the companies whose signature stands under this very content (one SQL query)."""
    return frozenset(one.side for one in _signatures(scope, row, content))


def _signatures(scope: Scope, row: Statement, content: dict[str, Any]) -> tuple[SignatureLine, ...]:
    """Leave out those under a draft that was sent back."""
    found = list_signatures(scope, record=STATEMENT, contents={row.pk: content})[row.pk]
    return tuple(one for one in found if one.still_equal)


@query(may=Permission.SCORECARD_READ)
def get_statement_overview(scope: Scope) -> StatementOverview:
    """Return the statements of the client, the newest month first (six SQL queries)."""
    rows = Statement.objects.filter(client_id=scope.client).order_by("-first_on", "program_name")
    lines = _lines(rows)
    opened = {line.close for line in lines}
    begun_on = find_first_day(scope)
    return StatementOverview(
        client_name=get_client(scope).name,
        lines=lines,
        unopened=tuple(
            UnopenedMonth(one.id, one.period, one.program)
            for one in list_closed_lines(scope)
            if begun_on and one.id not in opened and one.period.first >= begun_on
        ),
        waits_for_us=sum(scope.side in line.waits_for for line in lines),
        undecided=sum(line.undecided for line in lines),
        may_open=scope.may(Permission.CLOSE_SIGN),
    )


@query(may=Permission.SCORECARD_READ)
def list_waiting_statements(scope: Scope) -> tuple[StatementLine, ...]:
    """Return the statements of all clients seen that wait for somebody (three SQL queries)."""
    return tuple(line for line in _lines(_unsigned(scope)) if line.waits_for)


@query(may=Permission.SCORECARD_READ)
def list_waiting(scope: Scope) -> Waiting:
    """Return what waits of all clients seen: findings and statements (at most three queries).

    The same as `list_waiting_findings` and `list_waiting_statements`, for an open finding belongs
    to a statement that is not signed.
    """
    rows = list(_unsigned(scope))
    statements = {row.pk: row for row in rows}
    findings = list(
        Finding.objects.filter(statement_id__in=statements)
        .select_related("restates")
        .order_by("until_on", "place", "pk")
    )
    for one in findings:
        one.statement = statements[one.statement_id]
    waiting = [one for one in findings if FindingState(one.state).is_open]
    return Waiting(
        findings=read_findings(scope, waiting),
        statements=tuple(line for line in _lines_with(rows, findings) if line.waits_for),
    )


def _unsigned(scope: Scope) -> QuerySet[Statement]:
    rows = Statement.objects.filter(client_id__in=scope.sees).exclude(state=StatementState.SIGNED)
    return rows.order_by("first_on", "pk")


@query(may=Permission.SCORECARD_READ)
def get_statement(scope: Scope, statement: UUID) -> StatementPage:
    """Return a statement with its findings, arithmetic and signatures (four SQL queries).

    :raises NotFound: if there is no such statement of the client
    """
    return _page(scope, _get(Statement.objects.all(), scope, statement))


@query(may=Permission.SCORECARD_READ)
def find_statement_of(scope: Scope, close: UUID) -> StatementLine | None:
    """Return the statement of a closed month, None where none was opened (five SQL queries).

    :raises NotFound: if there is no such close of the client, or not both have signed it
    """
    get_closed_month(scope, close)
    rows = Statement.objects.filter(client_id=scope.client, close_id=close)
    return next(iter(_lines(rows)), None)


@query(may=Permission.CLOSE_SIGN)
def get_statement_to_sign(scope: Scope, statement: UUID) -> StatementPage:
    """Return a statement with exactly the content that the actor would sign now.

    :raises NotFound: if there is no such statement of the client
    :raises MayNotSignStatement: if it is not drawn up, or signed by the actor's company
    """
    page = get_statement(scope, statement)
    rules.check_may_sign_statement(
        page.line.state, side=scope.side, signed={one.side for one in page.signatures}
    )
    return page


@query(may=Permission.CLOSE_PROPOSE)
def get_statement_to_draft(scope: Scope, statement: UUID) -> StatementPage:
    """Return a statement whose amounts can be worked out now.

    :raises NotFound: if there is no such statement of the client
    :raises MayNotDraft: if a finding is not decided, or it is drawn up
    """
    page = get_statement(scope, statement)
    rules.check_may_draft(page.line.state, side=scope.side, undecided=page.line.undecided)
    return page


def _get(rows: QuerySet[Statement], scope: Scope, statement: UUID) -> Statement:
    row = rows.filter(client_id=scope.client, pk=statement).first()
    if row is None:
        raise NotFound(_("There is no such statement here."))
    return row


def _lines(rows: Iterable[Statement]) -> tuple[StatementLine, ...]:
    """Return statements with their counts; signatures are asked for those drawn up alone."""
    rows = list(rows)
    return _lines_with(rows, Finding.objects.filter(statement_id__in=[row.pk for row in rows]))


def _lines_with(rows: list[Statement], every: Iterable[Finding]) -> tuple[StatementLine, ...]:
    findings: dict[UUID, list[Finding]] = {row.pk: [] for row in rows}
    for one in sorted(every, key=lambda one: one.place):
        findings[one.statement_id].append(one)
    signed = _signed([row for row in rows if row.state == StatementState.DRAFTED], findings)
    return tuple(_line(row, findings[row.pk], signed.get(row.pk, frozenset())) for row in rows)


def _signed(
    rows: list[Statement], findings: dict[UUID, list[Finding]]
) -> dict[UUID, frozenset[Side]]:
    contents = {row.pk: content_of_statement(row, findings[row.pk]) for row in rows}
    return list_signed_contents(record=STATEMENT, contents=contents) if contents else {}


def _line(row: Statement, findings: list[Finding], signed: frozenset[Side]) -> StatementLine:
    state, undecided = StatementState(row.state), count_undecided(findings)
    return StatementLine(
        id=row.pk,
        client_id=row.client_id,
        close=row.close_id,
        period=Period(row.first_on, row.until_on),
        program=row.program_name,
        state=state,
        findings=len(findings),
        undecided=undecided,
        waits_for=rules.statement_waits_for(state, undecided=undecided, signed=signed),
        currency=row.money["currency"],
        total=row.total if state is not StatementState.OPEN else None,
        signed_at=row.signed_at,
        version=row.version,
    )


def _page(scope: Scope, row: Statement) -> StatementPage:
    findings = list_findings(row)
    for one in findings:
        one.statement = row
    content = content_of_statement(row, findings)
    signatures = _signatures(scope, row, content)
    line = _line(row, findings, frozenset(one.side for one in signatures))
    is_drawn_up = line.state is not StatementState.OPEN
    terms = rules.terms_of(row.money)
    return StatementPage(
        line=line,
        client_name=row.client_name,
        agreement=row.agreement_id,
        agreement_number=row.agreement_number,
        close_hash=row.close_hash,
        findings=read_findings(scope, findings),
        passed_over=tuple(
            PassedOver(_(one["title"]), Side(one["party"]), Count(one["why"]))
            for one in row.passed_over
        ),
        gains=tuple(_(title) for title in row.gains),
        owes_fee=owes_fee(findings),
        base=row.base,
        source=row.source,
        fee=row.fee,
        gain=row.gain,
        gain_share=terms.gain_share,
        rounding=terms.rounding,
        lines=tuple(rules.line_from(one) for one in row.lines) if is_drawn_up else (),
        drafted=Act(row.drafted_name, row.drafted_at) if row.drafted_at else None,
        returned_name=row.returned_name,
        returned_why=row.returned_why,
        restated_by=_restated_by(scope, row),
        content_hash=row.content_hash if is_drawn_up else "",
        content_text=canonical(content).decode(),
        is_intact=not is_drawn_up or fingerprint(content) == row.content_hash,
        signatures=signatures,
        steps=_steps(scope, line),
    )


def _restated_by(scope: Scope, row: Statement) -> tuple[FindingLine, ...]:
    """Return the findings of later statements that restate this one."""
    rows = Finding.objects.filter(client_id=row.client_id, restates=row).exclude(
        state=FindingState.DROPPED
    )
    found = rows.select_related("statement", "restates")
    return read_findings(scope, found.order_by("statement__first_on", "place"))


def _steps(scope: Scope, line: StatementLine) -> StatementSteps:
    is_drafted = line.state is StatementState.DRAFTED
    ours = scope.side in line.waits_for
    return StatementSteps(
        draft=line.state is StatementState.OPEN
        and not line.undecided
        and scope.may(Permission.CLOSE_PROPOSE),
        give_back=is_drafted and scope.may(Permission.CLOSE_ANSWER),
        sign=is_drafted and ours and scope.may(Permission.CLOSE_SIGN),
    )
