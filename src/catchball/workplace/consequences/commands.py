"""Everything that can happen to findings and statements."""

from uuid import UUID

from django.db import IntegrityError, transaction

from catchball.kernel.canonical import fingerprint
from catchball.kernel.errors import Stale
from catchball.kernel.words import _
from catchball.trust.door import command
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.trust.signing import Meaning, check_binds, sign
from catchball.workplace.consequences import queries, rules
from catchball.workplace.consequences.models import Finding, Statement
from catchball.workplace.consequences.rules import (
    Amounts,
    FindingState,
    Plan,
    StatementState,
)
from catchball.workplace.exclusions.queries import answer_day
from catchball.workplace.exclusions.rules import Ruling, clean_ruling
from catchball.workplace.scorecards.queries import get_closed_month


@command(may=Permission.CLOSE_SIGN, event="consequences.statement-opened")
def open_statement(scope: Scope, *, close: UUID) -> UUID:
    """Work out what follows a closed month, and propose its findings; return the statement's id.

    From the numbers as both signed them, by the agreement in force on the first day of the month.

    :raises NotFound: if the month is not closed by both
    :raises MayNotOpen: if no agreement was in force, or the statement was opened already
    """
    month = get_closed_month(scope, close)
    if queries.is_opened(scope, close):
        raise _opened_already()
    worked = queries.work_out(scope, month)
    row = Statement(
        client_id=scope.client,
        close_id=close,
        agreement_id=worked.agreement.id,
        agreement_number=worked.agreement.number,
        close_hash=month.content_hash,
        program_id=month.program,
        program_name=month.program_name,
        client_name=month.client_name,
        first_on=month.period.first,
        until_on=month.period.until,
        money=worked.agreement.money,
        passed_over=list(worked.passed_over),
        gains=list(worked.gains),
        answer_due_on=answer_day(scope, Side.CLIENT, program=month.program),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if "statement_once" not in str(error):
            raise
        raise _opened_already() from error
    for place, one in enumerate(worked.proposed):
        queries.finding_from(row, place, one).save(force_insert=True)
    return row.pk


def _opened_already() -> rules.MayNotOpen:
    return rules.MayNotOpen(_("The findings of this month were worked out already."))


@command(may=Permission.CLOSE_ANSWER, event="consequences.finding-accepted")
def accept_finding(scope: Scope, *, finding: UUID, version: int, plan: Plan) -> None:
    """Accept a finding for the actor's company; with the second acceptance it holds.

    Where the ladder asks the company that missed for an owner, it names one, with plan and day.

    :raises MayNotDecide: if it is decided or contested, or accepted by this company
    :raises PlanMissing: if the company that missed names no owner, plan or day
    :raises Stale: if somebody changed it since `version` was shown
    """
    row = _shown_finding(scope, finding, version)
    accepted = queries.accepted_by(row)
    rules.check_may_accept(FindingState(row.state), side=scope.side, accepted_by=accepted)
    if row.party == scope.side:
        _keep_plan(scope, row, plan)
    if scope.side is Side.CMO:
        row.accepted_cmo, row.accepted_cmo_at = scope.actor_name, scope.now
    else:
        row.accepted_client, row.accepted_client_at = scope.actor_name, scope.now
    if accepted | {scope.side} == set(Side):
        row.state = FindingState.ACCEPTED
    row.save()


def _keep_plan(scope: Scope, row: Finding, plan: Plan) -> None:
    kept = rules.clean_plan(
        plan, is_asked=queries.asks_for_plan(row, scope.side), today=scope.today
    )
    row.owner, row.plan, row.recover_on = kept.owner, kept.plan, kept.recover_on


@command(may=Permission.CLOSE_ANSWER, event="consequences.finding-contested")
def contest_finding(scope: Scope, *, finding: UUID, version: int) -> None:
    """Contest a finding, for the reason in the scope: the governance body will rule.

    :raises MayNotDecide: if it is decided or contested, or accepted by this company
    :raises WhyMissing: without a reason
    :raises Stale: if somebody changed it since `version` was shown
    """
    row = _shown_finding(scope, finding, version)
    rules.check_may_contest(
        FindingState(row.state),
        side=scope.side,
        accepted_by=queries.accepted_by(row),
        reason=scope.reason,
    )
    row.state, row.contested_by = FindingState.CONTESTED, scope.side
    row.contested_name, row.contested_at = scope.actor_name, scope.now
    row.contested_why = scope.reason
    row.save()


@command(may=Permission.EXCLUSION_RULE, event="consequences.ruling-recorded", signs=True)
def record_finding_ruling(scope: Scope, *, finding: UUID, version: int, ruling: Ruling) -> None:
    """Record and sign what the governance body ruled; the other company has to confirm it.

    :raises MayNotDecide: if it is neither contested nor unanswered past its day
    :raises ClaimIncomplete: if body, people or reason are missing, or the day does not fit
    :raises Stale: if somebody changed it since `version` was shown
    """
    row = _shown_finding(scope, finding, version)
    statement = row.statement
    rules.check_may_record_ruling(
        FindingState(row.state), answer_due_on=statement.answer_due_on, today=scope.today
    )
    since = scope.day_of(row.contested_at) if row.contested_at else statement.answer_due_on
    for name, value in vars(clean_ruling(ruling, claimed_on=since, today=scope.today)).items():
        setattr(row, name, value)
    row.state = FindingState.RECORDED
    row.recorded_by, row.recorded_name, row.recorded_at = scope.side, scope.actor_name, scope.now
    row.save()
    _sign_ruling(scope, row)


@command(may=Permission.EXCLUSION_RULE, event="consequences.ruling-confirmed", signs=True)
def confirm_finding_ruling(scope: Scope, *, finding: UUID, version: int, content_hash: str) -> None:
    """Confirm and sign the other company's record of a ruling, which takes effect with it.

    `content_hash` is the SHA-256 that was shown with the content.

    :raises MayNotDecide: if no ruling waits for this company
    :raises Stale: if the content is not what was shown
    """
    row = _shown_finding(scope, finding, version)
    _check_confirms(scope, row)
    if fingerprint(queries.content_of_finding(row)) != content_hash:
        raise Stale(_("This is not the content that you were shown. Load the page again."))
    row.state = FindingState.UPHELD if row.upheld else FindingState.DROPPED
    row.confirmed_name, row.confirmed_at = scope.actor_name, scope.now
    row.save()
    _sign_ruling(scope, row)


@command(may=Permission.EXCLUSION_RULE, event="consequences.ruling-returned")
def return_finding_ruling(scope: Scope, *, finding: UUID, version: int) -> None:
    """Send the other company's record of a ruling back, for the reason in the scope.

    :raises MayNotDecide: if no ruling waits for this company
    :raises WhyMissing: without a reason
    :raises Stale: if somebody changed it since `version` was shown
    """
    row = _shown_finding(scope, finding, version)
    _check_confirms(scope, row)
    rules.check_why(scope.reason)
    row.state = FindingState.CONTESTED if row.contested_at else FindingState.PROPOSED
    row.upheld, row.ruled_on, row.recorded_at = None, None, None
    row.body = row.ruled_cmo = row.ruled_client = row.ruling = ""
    row.recorded_by = row.recorded_name = ""
    row.save()


def _check_confirms(scope: Scope, row: Finding) -> None:
    recorded_by = Side(row.recorded_by) if row.recorded_by else None
    rules.check_may_confirm_ruling(
        FindingState(row.state), recorded_by=recorded_by, side=scope.side
    )


@command(may=Permission.CLOSE_PROPOSE, event="consequences.statement-drafted")
def draft_statement(scope: Scope, *, statement: UUID, version: int, amounts: Amounts) -> None:
    """Draw a statement up from its findings and the amounts of the month, for both to sign.

    :raises MayNotDraft: if a finding is not decided, or it is drawn up already
    :raises AmountDoesNotFit: if an amount or its source is missing or out of range
    :raises Stale: if somebody changed it since `version` was shown
    """
    row = _shown_statement(scope, statement, version)
    findings = queries.list_findings(row)
    rules.check_may_draft(
        StatementState(row.state), side=scope.side, undecided=queries.count_undecided(findings)
    )
    rules.clean_amounts(
        amounts,
        owes_fee=queries.owes_fee(findings),
        has_gain=bool(row.gains),
    )
    lines = rules.draw_up(
        rules.terms_of(row.money), queries.read_due(scope, row, findings, amounts)
    )
    for name, value in vars(amounts).items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.lines = [rules.line_as_kept(line) for line in lines]
    row.total = rules.total_of(lines)
    row.state = StatementState.DRAFTED
    row.drafted_name, row.drafted_at = scope.actor_name, scope.now
    row.returned_name = row.returned_why = ""
    row.content_hash = fingerprint(queries.content_of_statement(row, findings))
    row.save()


@command(may=Permission.CLOSE_ANSWER, event="consequences.statement-returned")
def return_statement(scope: Scope, *, statement: UUID, version: int) -> None:
    """Send a drafted statement back, for the reason in the scope, to be drawn up anew.

    :raises MayNotDraft: if it is not drawn up, or both have signed
    :raises WhyMissing: without a reason
    :raises Stale: if somebody changed it since `version` was shown
    """
    row = _shown_statement(scope, statement, version)
    rules.check_may_return(StatementState(row.state))
    rules.check_why(scope.reason)
    row.state, row.content_hash = StatementState.OPEN, ""
    row.returned_name, row.returned_why = scope.actor_name, scope.reason
    row.save()


@command(may=Permission.CLOSE_SIGN, event="consequences.statement-signed", signs=True)
def sign_statement(
    scope: Scope, *, statement: UUID, version: int, meaning: Meaning, content_hash: str
) -> None:
    """Sign a drafted statement for the actor's company; with the second signature it stands.

    `content_hash` is the SHA-256 that was shown with the content.

    :raises MayNotSignStatement, StatementSignedAlready: if it is not drawn up, or signed
    :raises MeaningDoesNotBind: if the meaning is neither agreement nor approval
    :raises Stale: if the content is not what was shown
    """
    row = queries.get_statement_for_change(scope, statement)
    content = queries.content_of_statement(row, queries.list_findings(row))
    signed = queries.list_signed_by(scope, row, content)
    rules.check_may_sign_statement(StatementState(row.state), side=scope.side, signed=signed)
    check_binds(meaning)
    if row.version != version or fingerprint(content) != content_hash:
        raise Stale(_("This is not the content that you were shown. Load the page again."))
    sign(scope, record=queries.STATEMENT, record_id=row.pk, content=content, meaning=meaning)
    if signed | {scope.side} == set(Side):
        row.state, row.signed_at = StatementState.SIGNED, scope.now
        row.save(update_fields=["state", "signed_at"])


def _shown_finding(scope: Scope, finding: UUID, version: int) -> Finding:
    """Return the locked row, its version moved on, if it is the one that was shown."""
    row = queries.get_finding_for_change(scope, finding)
    if row.version != version:
        raise Stale(_("This finding was changed while you had it open. Load the page again."))
    row.version = version + 1
    return row


def _shown_statement(scope: Scope, statement: UUID, version: int) -> Statement:
    row = queries.get_statement_for_change(scope, statement)
    if row.version != version:
        raise Stale(_("This statement was changed while you had it open. Load the page again."))
    row.version = version + 1
    return row


def _sign_ruling(scope: Scope, row: Finding) -> None:
    sign(
        scope,
        record=queries.FINDING,
        record_id=row.pk,
        content=queries.content_of_finding(row),
        meaning=Meaning.APPROVAL,
    )
