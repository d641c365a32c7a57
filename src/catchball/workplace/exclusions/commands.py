"""Everything that can happen to a claim."""

from uuid import UUID

from django.db import IntegrityError, transaction

from catchball.kernel.canonical import fingerprint
from catchball.kernel.errors import Stale
from catchball.kernel.words import _
from catchball.trust.door import command
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.trust.signing import Meaning, sign
from catchball.workplace.exclusions import queries, rules
from catchball.workplace.exclusions.models import Exclusion
from catchball.workplace.exclusions.rules import ExclusionState, Ground, Ruling


@command(may=Permission.EXCLUSION_CLAIM, event="exclusions.exclusion-claimed")
def claim_exclusion(
    scope: Scope,
    *,
    promise: UUID,
    fact: UUID,
    ground: Ground,
    cause: str,
    clause: str,
    evidence: str,
) -> UUID:
    """Claim that a fact should not count in the numbers of a promise's metric; return the id.

    Until the other company accepts it or a ruling upholds it, the fact counts.

    :raises NotFound: if there is no such promise or fact of the client
    :raises MayNotClaim: if the fact does not count against the number, or was claimed
    :raises ClaimIncomplete: without cause, clause or evidence
    """
    said = rules.clean_words(cause=cause, evidence=evidence)
    named = rules.clean_words(rules.CLAUSE_LENGTH, clause=clause)
    terms = queries.get_terms(scope, promise)
    found = queries.find_fact(scope, terms, fact)
    answers = rules.other_side(scope.side)
    row = Exclusion(
        client_id=scope.client,
        promise_id=terms.id,
        metric_key=terms.metric_key,
        facts=found["facts"],
        fact_id=fact,
        reference=found["reference"],
        fact_on=found["on"],
        ground=ground,
        claimed_by=scope.side,
        claimed_name=scope.actor_name,
        claimed_at=scope.now,
        answer_due_on=queries.answer_day(scope, answers, program=found["program"]),
        **said,
        **named,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if "exclusion_once" not in str(error):
            raise
        raise rules.MayNotClaim(_("An exclusion of this fact was claimed already.")) from error
    return row.pk


@command(may=Permission.EXCLUSION_ANSWER, event="exclusions.exclusion-accepted")
def accept_exclusion(scope: Scope, *, exclusion: UUID, version: int) -> None:
    """Accept the other company's claim: from now on the fact is out of the attributable number.

    :raises MayNotAnswer: if it is answered, or the company's own
    :raises Stale: if somebody changed it since `version` was shown
    """
    row = _shown(scope, exclusion, version)
    rules.check_may_answer(
        ExclusionState(row.state), claimed_by=Side(row.claimed_by), side=scope.side
    )
    row.state, row.accepted = ExclusionState.ACCEPTED, True
    row.answered_name, row.answered_at = scope.actor_name, scope.now
    row.answer, row.excluded_on = scope.reason, scope.today
    row.save()


@command(may=Permission.EXCLUSION_ANSWER, event="exclusions.exclusion-disputed")
def dispute_exclusion(scope: Scope, *, exclusion: UUID, version: int) -> None:
    """Dispute the other company's claim, for the reason in the scope: the body will rule.

    :raises MayNotAnswer: if it is answered, or the company's own
    :raises ReasonMissing: without a reason
    :raises Stale: if somebody changed it since `version` was shown
    """
    row = _shown(scope, exclusion, version)
    rules.check_may_answer(
        ExclusionState(row.state),
        claimed_by=Side(row.claimed_by),
        side=scope.side,
        reason=scope.reason,
    )
    row.state, row.accepted = ExclusionState.DISPUTED, False
    row.answered_name, row.answered_at = scope.actor_name, scope.now
    row.answer = scope.reason
    row.ruling_due_on = queries.ruling_day(scope)
    row.save()


@command(may=Permission.EXCLUSION_RULE, event="exclusions.ruling-recorded", signs=True)
def record_ruling(
    scope: Scope,
    *,
    exclusion: UUID,
    version: int,
    ruling: Ruling,
) -> None:
    """Record and sign what the governance body ruled; the other company has to confirm it.

    :raises MayNotRule: if it is neither disputed nor unanswered past its day
    :raises ClaimIncomplete: if body, people or reason are missing, or the day does not fit
    :raises Stale: if somebody changed it since `version` was shown
    """
    row = _shown(scope, exclusion, version)
    rules.check_may_record(
        ExclusionState(row.state), answer_due_on=row.answer_due_on, today=scope.today
    )
    ruling = rules.clean_ruling(ruling, claimed_on=scope.day_of(row.claimed_at), today=scope.today)
    for name, value in vars(ruling).items():
        setattr(row, name, value)
    row.state = ExclusionState.RECORDED
    row.recorded_by, row.recorded_name = scope.side, scope.actor_name
    row.recorded_at = scope.now
    row.ruling_due_on = queries.answer_day(scope, rules.other_side(scope.side))
    row.save()
    _sign(scope, row)


@command(may=Permission.EXCLUSION_RULE, event="exclusions.ruling-confirmed", signs=True)
def confirm_ruling(scope: Scope, *, exclusion: UUID, version: int, content_hash: str) -> None:
    """Confirm and sign the other company's record of a ruling, which takes effect with it.

    `content_hash` is the SHA-256 that was shown with the content.

    :raises MayNotRule: if no ruling waits for this company
    :raises Stale: if the content is not what was shown
    """
    row = _shown(scope, exclusion, version)
    recorded_by = Side(row.recorded_by) if row.recorded_by else None
    rules.check_may_confirm(ExclusionState(row.state), recorded_by=recorded_by, side=scope.side)
    if fingerprint(queries.content_of(row)) != content_hash:
        raise Stale(_("This is not the content that you were shown. Load the page again."))
    row.confirmed_name, row.confirmed_at = scope.actor_name, scope.now
    row.state = ExclusionState.UPHELD if row.upheld else ExclusionState.DENIED
    row.excluded_on = scope.today if row.upheld else None
    row.save()
    _sign(scope, row)


@command(may=Permission.EXCLUSION_RULE, event="exclusions.ruling-returned")
def return_ruling(scope: Scope, *, exclusion: UUID, version: int) -> None:
    """Send the other company's record of a ruling back, for the reason in the scope.

    :raises MayNotRule: if no ruling waits for this company
    :raises ReasonMissing: without a reason
    :raises Stale: if somebody changed it since `version` was shown
    """
    row = _shown(scope, exclusion, version)
    recorded_by = Side(row.recorded_by) if row.recorded_by else None
    rules.check_may_confirm(ExclusionState(row.state), recorded_by=recorded_by, side=scope.side)
    rules.check_reason(scope.reason)
    row.state = ExclusionState.DISPUTED if row.answered_at else ExclusionState.CLAIMED
    row.upheld, row.ruled_on, row.recorded_at = None, None, None
    row.body = row.ruled_cmo = row.ruled_client = row.ruling = ""
    row.recorded_by = row.recorded_name = ""
    row.ruling_due_on = queries.ruling_day(scope)
    row.save()


@command(may=Permission.EXCLUSION_CLAIM, event="exclusions.exclusion-withdrawn")
def withdraw_exclusion(scope: Scope, *, exclusion: UUID, version: int) -> None:
    """Give the company's own claim up, for the reason in the scope; the fact counts (again).

    :raises MayNotWithdraw: if it is the other company's, ruled on, or withdrawn
    :raises ReasonMissing: without a reason
    :raises Stale: if somebody changed it since `version` was shown
    """
    row = _shown(scope, exclusion, version)
    rules.check_may_withdraw(
        ExclusionState(row.state),
        claimed_by=Side(row.claimed_by),
        side=scope.side,
        reason=scope.reason,
    )
    row.state = ExclusionState.WITHDRAWN
    row.withdrawn_name, row.withdrawn_at = scope.actor_name, scope.now
    row.withdrawn_why = scope.reason
    row.restored_on = scope.today if row.excluded_on else None
    row.save()


def _shown(scope: Scope, exclusion: UUID, version: int) -> Exclusion:
    """Return the locked row, its version moved on, if it is the one that was shown."""
    row = queries.get_exclusion_for_change(scope, exclusion)
    if row.version != version:
        raise Stale(_("This claim was changed while you had it open. Load the page again."))
    row.version = version + 1
    return row


def _sign(scope: Scope, row: Exclusion) -> None:
    sign(
        scope,
        record=queries.RECORD,
        record_id=row.pk,
        content=queries.content_of(row),
        meaning=Meaning.APPROVAL,
    )
