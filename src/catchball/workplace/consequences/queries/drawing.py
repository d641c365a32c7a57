"""What a statement is drawn up from: its findings, and what earlier statements moved."""

from datetime import date
from decimal import Decimal

from catchball.kernel.days import Grain, period_of
from catchball.measures.reading import Standing
from catchball.trust.scope import Scope
from catchball.workplace.agreements.queries import find_agreement_of
from catchball.workplace.consequences import rules
from catchball.workplace.consequences.models import Finding, Statement
from catchball.workplace.consequences.queries.ledger import Ledger, read_ledger
from catchball.workplace.consequences.queries.series import read_months, read_series
from catchball.workplace.consequences.rules import (
    Amounts,
    Drawn,
    Due,
    Earned,
    FindingState,
    Kind,
    Lost,
    Restated,
    RestatedLoss,
    Step,
    Terms,
)
from catchball.workplace.scorecards.queries import get_closed_month


def list_findings(row: Statement) -> list[Finding]:
    """Return the findings of a statement in their order (one SQL query)."""
    found = row.findings.filter(client_id=row.client_id).select_related("restates")
    return list(found.order_by("place"))


def steps_of(one: Finding) -> tuple[Step, ...]:
    """Return the steps that a finding keeps."""
    return tuple(rules.step_from(step) for step in one.steps)


def count_undecided(findings: list[Finding]) -> int:
    """Return how many findings nobody has decided."""
    return sum(FindingState(one.state).is_open for one in findings)


def owes_fee(findings: list[Finding]) -> bool:
    """Answer whether a finding that holds asks for a fee."""
    return any(
        step["kind"] == Kind.FEE
        for one in findings
        if FindingState(one.state).holds
        for step in one.steps
    )


def read_due(scope: Scope, row: Statement, findings: list[Finding], amounts: Amounts) -> Due:
    """Return what a statement is drawn up from (six SQL queries, however many findings)."""
    terms = rules.terms_of(row.money)
    ledger = read_ledger(scope, row.program_id, currency=terms.currency)
    holding = [one for one in findings if FindingState(one.state).holds]
    month = row.first_on.isoformat()
    return Due(
        base=amounts.base,
        drawn=[
            Drawn(one.title, one.about, month, one.allocation, _severity(terms, one))
            for one in holding
            if one.restates is None and one.share
        ],
        earned=_earned(scope, row, terms, ledger),
        restated=[
            _restated(one, one.restates, ledger)
            for one in holding
            if one.restates and one.share != one.share_then
        ],
        lost=[
            Lost(one.title, one.about, month, loss)
            for one in holding
            if one.restates is None and (loss := rules.loss_in(steps_of(one)))
        ],
        restated_losses=[
            _restated_loss(one, one.restates, ledger)
            for one in holding
            if one.restates and one.material_then is not None
        ],
        fee=amounts.fee,
        fee_title=amounts.fee_note,
        gain=amounts.gain,
        gain_title=amounts.gain_note,
    )


def _severity(terms: Terms, one: Finding) -> Decimal:
    return terms.failed_step if one.standing == Standing.BELOW_FLOOR else terms.missed_step


def _restated(one: Finding, row: Statement, ledger: Ledger) -> Restated:
    return Restated(
        title=one.title,
        about=one.about,
        month=row.first_on.isoformat(),
        base=row.base or Decimal(0),
        cap=rules.terms_of(row.money).cap,
        shares=ledger.shares_in(row.first_on),
        share=one.share,
    )


def _restated_loss(one: Finding, row: Statement, ledger: Ledger) -> RestatedLoss:
    return RestatedLoss(
        title=one.title,
        about=one.about,
        month=row.first_on.isoformat(),
        loss=rules.loss_in(steps_of(one)),
        terms=rules.terms_of(row.money),
        signed=ledger.material_of(one.about, row.first_on),
    )


def _earned(scope: Scope, row: Statement, terms: Terms, ledger: Ledger) -> list[Earned]:
    open_credits = {key: amount for key, amount in ledger.credited.items() if amount > 0}
    agreement = find_agreement_of(scope, row.first_on)
    if not open_credits or agreement is None:
        return []
    series = read_series(
        scope, read_months(scope, get_closed_month(scope, row.close_id), agreement)
    )
    found = []
    for (about, month), amount in sorted(open_credits.items(), key=lambda one: one[0][::-1]):
        one = series.get(about)
        if one is None:
            continue
        missed = period_of(date.fromisoformat(month), Grain(one.terms.period))
        if rules.is_kept_after(one.judged, missed, terms.earn_back):
            found.append(Earned(ledger.titles.get((about, month), one.title), about, month, amount))
    return found
