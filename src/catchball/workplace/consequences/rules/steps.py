"""What may be done with findings and statements, by whom and when."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from catchball.kernel.errors import Invalid, Refused
from catchball.kernel.texts import faults_of_length
from catchball.kernel.words import _
from catchball.trust.permissions import Side
from catchball.workplace.consequences.rules.states import FindingState, StatementState

LONGEST = 2_000
SHORT = 200
MOST_MONEY = Decimal(10) ** 12


class MayNotOpen(Refused):
    """No statement can be opened for this month."""


class MayNotDecide(Refused):
    """The finding takes no such answer."""


class MayNotDraft(Refused):
    """The statement cannot be drawn up."""


class MayNotSignStatement(Refused):
    """The statement cannot be signed."""


class StatementSignedAlready(MayNotSignStatement):
    """Somebody of the same company has signed the statement."""


class PlanMissing(Invalid):
    """A miss that asks for an owner needs one, with a plan and a day."""


class AmountDoesNotFit(Invalid):
    """An amount or its source is missing or out of range."""


class WhyMissing(Invalid):
    """The other company is owed a reason."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Who recovers a missed promise, until when, and how."""

    owner: str = ""
    plan: str = ""
    recover_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Amounts:
    """What people bring to a statement: the invoice base with its source, a fee, a gain.

    `fee` is a reservation or expedite fee as agreed; `gain` the worth of a yield above its target.
    """

    base: Decimal
    source: str
    fee: Decimal = Decimal(0)
    fee_note: str = ""
    gain: Decimal = Decimal(0)
    gain_note: str = ""


def check_may_accept(state: FindingState, *, side: Side, accepted_by: Collection[Side]) -> None:
    """Let each company accept a proposed finding once.

    :raises MayNotDecide: otherwise
    """
    if state is not FindingState.PROPOSED:
        raise MayNotDecide(_("This finding is %(state)s already.", state=state.label))
    if side in accepted_by:
        raise MayNotDecide(_("Your company has accepted this finding already."))


def check_may_contest(
    state: FindingState, *, side: Side, accepted_by: Collection[Side], reason: str
) -> None:
    """Let a company contest a proposed finding that it has not accepted, with a reason.

    :raises MayNotDecide: if it is decided, contested or accepted by this company
    :raises WhyMissing: without a reason
    """
    check_may_accept(state, side=side, accepted_by=accepted_by)
    check_why(reason)


def clean_plan(plan: Plan, *, is_asked: bool, today: date) -> Plan:
    """Return the plan of the company that missed, complete where the ladder asks for an owner.

    :raises PlanMissing: with a sentence for each thing that is missing, or too long
    """
    cleaned = Plan(owner=plan.owner.strip(), plan=plan.plan.strip(), recover_on=plan.recover_on)
    faults = faults_of_length({"owner": cleaned.owner}, SHORT)
    faults |= faults_of_length({"plan": cleaned.plan}, LONGEST)
    if is_asked and not cleaned.owner:
        faults["owner"] = _("Name who answers for the recovery.")
    if is_asked and not cleaned.plan:
        faults["plan"] = _("Say what will be done, and where the A3 is.")
    if is_asked and cleaned.recover_on is None:
        faults["recover_on"] = _("Enter the day by which the promise is kept again.")
    if cleaned.recover_on and cleaned.recover_on < today:
        faults["recover_on"] = _("Enter a day from today on.")
    if faults:
        raise PlanMissing(" ".join(faults.values()), **faults)
    return cleaned


def check_may_record_ruling(state: FindingState, *, answer_due_on: date, today: date) -> None:
    """Let a ruling be recorded on what is contested, or was not answered by its day.

    :raises MayNotDecide: otherwise
    """
    if state is FindingState.PROPOSED and today <= answer_due_on:
        raise MayNotDecide(_("Both companies have time to answer. The body rules on a dispute."))
    if state not in {FindingState.PROPOSED, FindingState.CONTESTED}:
        raise MayNotDecide(_("This finding is %(state)s.", state=state.label))


def check_may_confirm_ruling(state: FindingState, *, recorded_by: Side | None, side: Side) -> None:
    """Let the company that did not record a ruling confirm it, or send it back.

    :raises MayNotDecide: otherwise
    """
    if state is not FindingState.RECORDED:
        raise MayNotDecide(_("No ruling waits here: the finding is %(state)s.", state=state.label))
    if recorded_by is side:
        raise MayNotDecide(_("Your company recorded this ruling. The other one confirms it."))


def check_may_draft(state: StatementState, *, side: Side, undecided: int) -> None:
    """Let the manufacturer draw a statement up once all its findings are decided.

    :raises MayNotDraft: otherwise
    """
    if side is not Side.CMO:
        raise MayNotDraft(_("The manufacturer draws the statement up; the client signs it."))
    if state is not StatementState.OPEN:
        raise MayNotDraft(_("This statement is %(state)s.", state=state.label))
    if undecided:
        raise MayNotDraft(_("A finding is not decided yet. Accept it, or have it ruled on."))


def clean_amounts(amounts: Amounts, *, owes_fee: bool, has_gain: bool) -> Amounts:
    """Return the amounts of a statement, each with what it was taken from.

    A fee only where a finding asks for one; a gain only where the agreement shares gains and a
    yield was above its target.

    :raises AmountDoesNotFit: with a sentence for each fault
    """
    faults = {
        name: _("Enter an amount from 0 to a million millions, with two decimals at most.")
        for name in ("base", "fee", "gain")
        if not _is_money(getattr(amounts, name))
    }
    if not amounts.source.strip():
        faults["source"] = _("Say where the amount is from: the invoices of the month, by number.")
    if amounts.fee and not owes_fee:
        faults["fee"] = _("No finding of this month asks for a fee. Enter 0.")
    if amounts.gain and not has_gain:
        faults["gain"] = _("No gain is shared in this month. Enter 0.")
    for name, note in (("fee", amounts.fee_note), ("gain", amounts.gain_note)):
        if getattr(amounts, name) and not note.strip():
            faults[f"{name}_note"] = _("Say how the amount was worked out.")
    if faults:
        raise AmountDoesNotFit(" ".join(dict.fromkeys(faults.values())), **faults)
    return amounts


def _is_money(amount: Decimal) -> bool:
    return (
        amount.is_finite()
        and 0 <= amount <= MOST_MONEY
        and amount == amount.quantize(Decimal("0.01"))
    )


def check_may_return(state: StatementState) -> None:
    """Let either company send a drafted statement back until both have signed.

    :raises MayNotDraft: otherwise
    """
    if state is StatementState.SIGNED:
        raise MayNotDraft(
            _("Both companies have signed. What is corrected now shows in a later statement.")
        )
    if state is not StatementState.DRAFTED:
        raise MayNotDraft(_("This statement is not drawn up."))


def check_may_sign_statement(
    state: StatementState, *, side: Side, signed: Collection[Side]
) -> None:
    """Let each company sign a drafted statement once.

    :raises StatementSignedAlready: if somebody of this company has signed
    :raises MayNotSignStatement: if it is not drawn up
    """
    if side in signed:
        raise StatementSignedAlready(_("Your company has signed this statement already."))
    if state is not StatementState.DRAFTED:
        raise MayNotSignStatement(_("This statement is %(state)s.", state=state.label))


def check_why(reason: str) -> None:
    """Let a step go on only if it says why.

    :raises WhyMissing: otherwise
    """
    if not reason.strip():
        sentence = _("Say why, so that the other company understands it.")
        raise WhyMissing(sentence, reason=sentence)
