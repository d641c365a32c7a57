"""Everything that can happen to a close, and to the phases of a chart."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from catchball.kernel.canonical import fingerprint
from catchball.kernel.days import Grain, period_of
from catchball.kernel.errors import NotFound, Stale
from catchball.kernel.words import _
from catchball.trust.door import command
from catchball.trust.permissions import Permission, Side
from catchball.trust.queue import defer
from catchball.trust.scope import Scope
from catchball.trust.signing import Meaning, check_binds, list_signed_sides, sign
from catchball.workplace.exclusions.queries import answer_day
from catchball.workplace.programs.queries import get_client, list_programs
from catchball.workplace.scorecards import queries, rules
from catchball.workplace.scorecards.models import Close, ClosedNumber, LineDispute, Phase
from catchball.workplace.scorecards.queries import Frozen
from catchball.workplace.scorecards.rules import CloseState

# What a higher context does once a month is closed; the site knows who does it.
CONCLUDES = "consequences.open"


@command(may=Permission.CLOSE_PROPOSE, event="scorecards.close-proposed")
def propose_close(scope: Scope, *, month: date, program: UUID | None = None) -> UUID:
    """Freeze the numbers of the month that begins on a day, for both to sign; return the id.

    As known now, of all promises or of one program, with every fact and exclusion behind them.

    :raises MayNotClose: if the month is not over, is closed or proposed already, or has no promise
    :raises NotFound: if there is no such program of the client
    """
    rules.check_is_over(month, today=scope.today)
    period = period_of(month, Grain.MONTH)
    frozen = queries.freeze_month(scope, period, program=program)
    rules.check_may_propose(is_taken=queries.is_taken(scope, period, program), numbers=len(frozen))
    row = Close(
        client_id=scope.client,
        program_id=program,
        program_name=_program_name(scope, program),
        client_name=get_client(scope).name,
        first_on=period.first,
        until_on=period.until,
        known_at=scope.now,
        proposed_name=scope.actor_name,
        answer_due_on=answer_day(scope, Side.CLIENT, program=program),
    )
    numbers = [_number(row, place, one) for place, one in enumerate(frozen)]
    row.content_hash = fingerprint(queries.content_of_close(row, numbers))
    _keep_once(row)
    ClosedNumber.objects.bulk_create(numbers)
    return row.pk


def _keep_once(row: Close) -> None:
    """Write, or say that a colleague was quicker."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if "close_once" not in str(error):
            raise
        raise rules.MayNotClose(
            _("This month is closed already, or its close waits for signatures.")
        ) from error


@command(may=Permission.CLOSE_PROPOSE, event="scorecards.close-withdrawn")
def withdraw_close(scope: Scope, *, close: UUID, version: int) -> None:
    """Withdraw a close that not both have signed, for the reason in the scope.

    :raises MayNotWithdrawClose: if both have signed, or it is withdrawn
    :raises WordsMissing: without a reason
    :raises Stale: if somebody changed it since `version` was shown
    """
    row = _shown(scope, close, version)
    rules.check_may_withdraw_close(CloseState(row.state), reason=scope.reason)
    row.state, row.withdrawn_at = CloseState.WITHDRAWN, scope.now
    row.withdrawn_name, row.withdrawn_why = scope.actor_name, scope.reason
    row.save()


@command(may=Permission.CLOSE_ANSWER, event="scorecards.line-disputed")
def dispute_line(scope: Scope, *, close: UUID, line: UUID) -> UUID:
    """Dispute a number of a proposed close, for the reason in the scope; return the dispute's id.

    :raises MayNotDispute: if the actor is not the client's, or the client has signed
    :raises WordsMissing: without a reason
    :raises NotFound: if there is no such number in this close
    """
    row = queries.get_close_for_change(scope, close)
    number = queries.get_number(scope, close, line)
    rules.check_may_dispute(
        CloseState(row.state),
        side=scope.side,
        signed=_signed(row),
        is_open=number.disputes.filter(client_id=scope.client, settled_at__isnull=True).exists(),
    )
    rules.check_words(scope.reason)
    made = LineDispute.objects.create(
        client_id=scope.client,
        close=row,
        number=number,
        reason=scope.reason,
        raised_name=scope.actor_name,
        raised_at=scope.now,
    )
    return made.pk


@command(may=Permission.CLOSE_ANSWER, event="scorecards.line-answered")
def answer_line(scope: Scope, *, close: UUID, dispute: UUID) -> None:
    """Answer a dispute for the manufacturer, with the words in the scope.

    :raises MayNotDispute: if the actor is not the manufacturer's, or it is answered
    :raises WordsMissing: without words
    :raises NotFound: if there is no such dispute of this close
    """
    row = queries.get_close_for_change(scope, close)
    line = queries.get_dispute_for_change(scope, close, dispute)
    rules.check_may_answer_line(
        CloseState(row.state), side=scope.side, is_answered=line.answered_at is not None
    )
    rules.check_words(scope.reason)
    line.answer, line.answered_name, line.answered_at = scope.reason, scope.actor_name, scope.now
    line.save()


@command(may=Permission.CLOSE_ANSWER, event="scorecards.line-settled")
def settle_line(scope: Scope, *, close: UUID, dispute: UUID) -> None:
    """Settle a dispute of the client's: the number may be signed as it stands.

    :raises MayNotDispute: if the actor is not the client's, or it is settled
    :raises NotFound: if there is no such dispute of this close
    """
    row = queries.get_close_for_change(scope, close)
    line = queries.get_dispute_for_change(scope, close, dispute)
    rules.check_may_settle(
        CloseState(row.state), side=scope.side, is_settled=line.settled_at is not None
    )
    line.settled_name, line.settled_at = scope.actor_name, scope.now
    line.save()


@command(may=Permission.CLOSE_SIGN, event="scorecards.close-signed", signs=True)
def sign_close(
    scope: Scope, *, close: UUID, version: int, meaning: Meaning, content_hash: str
) -> None:
    """Sign a proposed close for the actor's company; with the second signature it is closed.

    `content_hash` is the SHA-256 that was shown with the content.

    :raises MayNotSignClose, CloseSignedAlready: if it is not proposed, disputed, or signed
    :raises MeaningDoesNotBind: if the meaning is neither agreement nor approval
    :raises Stale: if the content is not what was shown
    """
    row = queries.get_close_for_change(scope, close)
    signed = _signed(row)
    rules.check_may_sign_close(
        CloseState(row.state),
        side=scope.side,
        signed=signed,
        disputes=queries.count_disputes(row),
    )
    check_binds(meaning)
    content = queries.content_of_close(row, queries.list_numbers(row))
    if row.version != version or fingerprint(content) != content_hash:
        raise Stale(_("This is not the content that you were shown. Load the page again."))
    sign(scope, record=queries.CLOSE, record_id=row.pk, content=content, meaning=meaning)
    if signed | {scope.side} == set(Side):
        row.state, row.closed_at = CloseState.CLOSED, scope.now
        row.save(update_fields=["state", "closed_at"])
        defer(scope, CONCLUDES, close=str(row.pk))


@command(may=Permission.CHART_ANNOTATE, event="scorecards.phase-begun")
def begin_phase(scope: Scope, *, promise: UUID, starts_on: date) -> UUID:
    """Let the limits of a promise's chart begin anew with a month, for the reason in the scope.

    Numbers and verdicts stay; limits, signals and odds are those of the phase. Return its id.

    :raises MayNotBegin: if it is no first day of a month, lies ahead, or begins one already
    :raises WordsMissing: without a reason, or with one too long for a chart
    :raises NotFound: if no signed promise of the client has this id
    """
    chain = queries.get_chain(scope, promise)
    taken = {one.starts_on for one in queries.list_phases(scope, promise)}
    rules.check_may_begin(starts_on, today=scope.today, taken=taken, reason=scope.reason)
    made = Phase(
        client_id=scope.client,
        program_id=chain.last.program_id,
        metric_key=chain.last.metric_key,
        starts_on=starts_on,
        reason=scope.reason.strip(),
        set_name=scope.actor_name,
        set_at=scope.now,
    )
    _add_once(made)
    return made.pk


def _add_once(row: Phase) -> None:
    """Write, or say that a colleague was quicker."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if "phase_once_a_month" not in str(error):
            raise
        raise rules.MayNotBegin(_("A phase begins with this month already.")) from error


@command(may=Permission.CHART_ANNOTATE, event="scorecards.phase-withdrawn")
def withdraw_phase(scope: Scope, *, promise: UUID, phase: UUID, version: int) -> None:
    """Withdraw a phase of a promise's chart, for the reason in the scope; it stays on record.

    :raises MayNotWithdrawPhase: if it was withdrawn
    :raises WordsMissing: without a reason
    :raises NotFound: if the chart has no such phase
    :raises Stale: if somebody changed it since `version` was shown
    """
    row = queries.get_phase_for_change(scope, queries.get_chain(scope, promise), phase)
    rules.check_may_withdraw_phase(is_over=row.ended_at is not None, reason=scope.reason)
    if row.version != version:
        raise Stale(_("This phase was changed while you had it open. Load the page again."))
    row.version, row.ended_at = version + 1, scope.now
    row.ended_name, row.ended_why = scope.actor_name, scope.reason
    row.save()


def _signed(row: Close) -> frozenset[Side]:
    return list_signed_sides(record=queries.CLOSE, ids=[row.pk]).get(row.pk, frozenset())


def _shown(scope: Scope, close: UUID, version: int) -> Close:
    row = queries.get_close_for_change(scope, close)
    if row.version != version:
        raise Stale(_("This close was changed while you had it open. Load the page again."))
    row.version = version + 1
    return row


def _program_name(scope: Scope, program: UUID | None) -> str:
    if program is None:
        return ""
    for one in list_programs(scope):
        if one.id == program:
            return f"{one.code} {one.name}"
    raise NotFound(_("There is no such program here."))


def _number(row: Close, place: int, frozen: Frozen) -> ClosedNumber:
    cell = frozen.cell
    terms = next(one for one in frozen.chain.terms if one.id == cell.promise)
    beside = cell.attributable_standing
    return ClosedNumber(
        client_id=row.client_id,
        close=row,
        promise_id=terms.id,
        place=place,
        title=terms.metric["title"],
        party=terms.party,
        metric_hash=fingerprint(terms.metric),
        target=terms.target,
        floor=terms.floor,
        n_min=terms.n_min,
        gross=rules.as_kept(cell.reading),
        attributable=rules.as_kept(cell.attributable),
        standing=cell.standing,
        attributable_standing=beside.value if beside else "",
        facts=[fact.as_json() for fact in frozen.facts],
        exclusions=list(frozen.exclusions),
        facts_hash=frozen.facts_hash,
    )
