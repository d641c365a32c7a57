"""Statements: drawn up line by line, signed by both, and restated beside."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection

from catchball.kernel.errors import NotPermitted, Stale
from catchball.trust.permissions import Role, Side
from catchball.trust.signing import Meaning, MeaningDoesNotBind
from catchball.trust.wall import opened
from catchball.workplace.consequences import commands, queries, rules
from catchball.workplace.consequences.models import Finding, Statement
from catchball.workplace.consequences.rules import (
    Amounts,
    Count,
    Kind,
    LineKind,
    StatementState,
)
from closed import correct
from concluded import (
    BASE,
    a_signed_statement,
    accept_by_both,
    an_agreement_in_force,
    confirm,
    contest,
    draft,
    findings_of,
    months,
    open_statement,
    record,
    sign_statement_as,
)
from world import scope_for

LEAD, MANAGER = Role.CLIENT_LEAD, Role.PROGRAM_MANAGER


@pytest.fixture
def agreed(acme, zenith):
    return an_agreement_in_force(acme)


def page(company, statement, role=MANAGER):
    return queries.get_statement(scope_for(company, role), statement)


def on_time_in(company, month, count):
    """Correct so many late deliveries of a month to have left on their day."""
    day = month.replace(day=4)
    with opened(scope_for(company)), connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM production_delivery WHERE client_id = %s AND first_promised_on = %s"
            " AND delivered_on > first_promised_on ORDER BY reference LIMIT %s",
            [company.id, day, count],
        )
        late = [row[0] for row in cursor.fetchall()]
    for fact in late:
        correct(company, fact, delivered_on=day)


class TestStatement:
    def test_draws_the_published_credit_line_by_line(self, acme, agreed):
        """DOMAIN §2.3: base 400,000, at risk 10 %, allocation 30 %, red step 100 %: 12,000."""
        *_before, july = months(acme, 5, 5, 5)
        statement = draft(acme, accept_by_both(acme, open_statement(acme, july)))
        shown = page(acme, statement)
        [line] = shown.lines
        assert (line.kind, line.amount) == (LineKind.CREDIT, Decimal("12000.00"))
        assert (shown.line.total, shown.line.currency) == (Decimal("12000.00"), "EUR")

    def test_pays_nothing_for_a_finding_that_a_ruling_dropped(self, acme, agreed):
        *_before, july = months(acme, 5, 5, 5)
        statement = open_statement(acme, july)
        [finding] = findings_of(acme, statement)
        contest(acme, finding.id)
        record(acme, finding.id, upheld=False)
        confirm(acme, finding.id)
        draft(acme, statement)
        assert page(acme, statement).line.total == 0

    def test_needs_an_amount_and_its_source(self, acme, agreed):
        [close] = months(acme, 5)
        statement = accept_by_both(acme, open_statement(acme, close))
        for wrong in (
            Amounts(base=Decimal(-1), source="x"),
            Amounts(base=Decimal("1.001"), source="x"),
            Amounts(base=Decimal(1), source=" "),
            Amounts(base=Decimal(1), source="x", fee=Decimal(5), fee_note="x"),
            Amounts(base=Decimal(1), source="x", gain=Decimal(5), gain_note="x"),
        ):
            with pytest.raises(rules.AmountDoesNotFit):
                draft(acme, statement, wrong)

    def test_is_drawn_up_by_the_manufacturer_alone(self, acme, agreed):
        [close] = months(acme, 5)
        statement = accept_by_both(acme, open_statement(acme, close))
        with pytest.raises(NotPermitted):
            commands.draft_statement(
                scope_for(acme, LEAD), statement=statement, version=1, amounts=BASE
            )

    def test_stands_once_both_signed_and_never_changes(self, acme, agreed):
        *_before, july = months(acme, 5, 5, 5)
        statement = a_signed_statement(acme, july)
        shown = page(acme, statement)
        assert (shown.line.state, shown.is_intact) == (StatementState.SIGNED, True)
        assert {one.content_hash for one in shown.signatures} == {shown.content_hash}
        with pytest.raises(DatabaseError), opened(scope_for(acme)):
            Statement.objects.update(total=0)
        with pytest.raises(DatabaseError), opened(scope_for(acme)):
            Finding.objects.update(owner="")

    def test_is_signed_as_it_was_shown(self, acme, agreed):
        [close] = months(acme, 5)
        statement = draft(acme, accept_by_both(acme, open_statement(acme, close)))
        scope = scope_for(acme, proven=True)
        asked = {"statement": statement, "version": 2, "content_hash": "0" * 64}
        with pytest.raises(Stale):
            commands.sign_statement(scope, meaning=Meaning.AGREEMENT, **asked)
        with pytest.raises(MeaningDoesNotBind):
            commands.sign_statement(scope, meaning=Meaning.REVIEW, **asked)
        with pytest.raises(NotPermitted):
            commands.sign_statement(scope_for(acme), meaning=Meaning.AGREEMENT, **asked)

    def test_is_signed_once_by_each_company(self, acme, agreed):
        [close] = months(acme, 5)
        statement = draft(acme, accept_by_both(acme, open_statement(acme, close)))
        sign_statement_as(acme, statement, MANAGER)
        with pytest.raises(rules.StatementSignedAlready):
            sign_statement_as(acme, statement, Role.SITE_HEAD)

    def test_sent_back_loses_the_signatures_under_it(self, acme, agreed):
        [close] = months(acme, 5)
        statement = draft(acme, accept_by_both(acme, open_statement(acme, close)))
        sign_statement_as(acme, statement, MANAGER)
        with pytest.raises(rules.WhyMissing):
            commands.return_statement(scope_for(acme, LEAD), statement=statement, version=2)
        returning = scope_for(acme, LEAD, reason="Invoice 119 was cancelled.")
        commands.return_statement(returning, statement=statement, version=2)
        assert page(acme, statement).line.total is None
        draft(acme, statement, replace(BASE, base=Decimal("300000.00")))
        shown = page(acme, statement)
        assert (shown.signatures, shown.line.waits_for) == ((), set(Side))
        sign_statement_as(acme, statement, LEAD)
        sign_statement_as(acme, statement, MANAGER)
        assert page(acme, statement).line.state is StatementState.SIGNED


class TestEarningBack:
    def test_returns_a_credit_after_three_kept_months(self, acme, zenith):
        an_agreement_in_force(acme)
        closes = months(acme, 5, 5, 5, 0, 0, 0)
        a_signed_statement(acme, closes[2])
        september, october = (accept_by_both(acme, open_statement(acme, closes[n])) for n in (4, 5))
        draft(acme, september)
        assert page(acme, september).lines == ()
        draft(acme, october)
        [line] = page(acme, october).lines
        assert (line.kind, line.amount) == (LineKind.EARN_BACK, Decimal("-12000.00"))

    def test_happens_once(self, acme, zenith):
        an_agreement_in_force(acme, earn_back=2)
        closes = months(acme, 5, 5, 5, 0, 0, 0)
        a_signed_statement(acme, closes[2])
        september = a_signed_statement(acme, closes[4])
        assert [line.kind for line in page(acme, september).lines] == [LineKind.EARN_BACK]
        october = draft(acme, accept_by_both(acme, open_statement(acme, closes[5])))
        assert page(acme, october).lines == ()


class TestRestatement:
    def test_of_a_signed_month_is_a_line_beside_it(self, acme, zenith):
        """July was credited 12,000; corrected, it was no miss: 12,000 back, July unchanged."""
        an_agreement_in_force(acme, earn_back=0)
        closes = months(acme, 5, 5, 5, 0)
        july = a_signed_statement(acme, closes[2])
        before = page(acme, july)
        on_time_in(acme, date(2026, 7, 1), 5)
        august = open_statement(acme, closes[3])
        [finding] = findings_of(acme, august)
        assert (finding.share_then, finding.share) == (Decimal("0.03"), 0)
        assert finding.restates == before.line.period
        draft(acme, accept_by_both(acme, august))
        [line] = page(acme, august).lines
        assert (line.kind, line.amount) == (LineKind.RESTATEMENT, Decimal("-12000.00"))
        after = page(acme, july)
        assert (after.lines, after.content_hash) == (before.lines, before.content_hash)
        assert [one.id for one in after.restated_by] == [finding.id]

    def test_is_proposed_once(self, acme, zenith):
        an_agreement_in_force(acme, earn_back=0)
        closes = months(acme, 5, 5, 5, 0, 0)
        a_signed_statement(acme, closes[2])
        on_time_in(acme, date(2026, 7, 1), 5)
        a_signed_statement(acme, closes[3])
        assert findings_of(acme, open_statement(acme, closes[4])) == ()

    def test_is_looked_for_in_every_signed_month_before(self, acme, zenith):
        """May, June and July are signed; corrected, May was no miss, and July only the second."""
        an_agreement_in_force(acme, earn_back=0)
        closes = months(acme, 5, 5, 5, 0)
        for close in closes[:3]:
            a_signed_statement(acme, close)
        on_time_in(acme, date(2026, 5, 1), 5)
        [finding] = findings_of(acme, open_statement(acme, closes[3]))
        assert (finding.restates.first, finding.share) == (date(2026, 7, 1), 0)

    def test_of_an_earlier_month_moves_the_counter_of_a_later_one(self, acme, zenith):
        """Three of six made July's credit; corrected, June was no miss, and July is the second."""
        an_agreement_in_force(acme, earn_back=0)
        closes = months(acme, 5, 5, 5, 0)
        a_signed_statement(acme, closes[2])
        on_time_in(acme, date(2026, 6, 1), 5)
        statement = open_statement(acme, closes[3])
        assert findings_of(acme, statement) == ()


class TestRampUp:
    def test_shows_the_step_and_moves_no_money(self, acme, zenith):
        an_agreement_in_force(acme, ramp_up=6)
        *_before, july = months(acme, 5, 5, 5)
        statement = open_statement(acme, july)
        [finding] = findings_of(acme, statement)
        assert [step.is_suspended for step in finding.steps if step.kind is Kind.CREDIT] == [True]
        draft(acme, accept_by_both(acme, statement))
        assert page(acme, statement).line.total == 0


class TestGrace:
    def test_passes_the_first_miss_over_and_says_so(self, acme, zenith):
        an_agreement_in_force(acme, promise={"grace": 1})
        [close] = months(acme, 5)
        shown = page(acme, open_statement(acme, close))
        assert shown.findings == ()
        assert [one.count for one in shown.passed_over] == [Count.FORGIVEN]
