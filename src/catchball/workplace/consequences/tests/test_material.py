"""A yield of the client's material below what was promised, and what the material was worth."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from agreed import a_draft_agreement, an_entered_value, change_part, offer, sign_by_both
from catchball.trust.permissions import Role
from catchball.workplace.agreements import queries as agreements
from catchball.workplace.agreements.commands import keep_item
from catchball.workplace.agreements.rules.amounts import NO_PRICE
from catchball.workplace.consequences import queries, rules
from catchball.workplace.consequences.rules import Due, Kind, LineKind, Loss, Lost
from closed import LATER, a_closed_month
from concluded import (
    MAY,
    SPRING,
    a_signed_statement,
    accept_by_both,
    draft,
    findings_of,
    open_statement,
    sign_statement_as,
)
from world import Company, scope_for

TERMS = rules.terms_of(
    {
        "currency": "EUR",
        "at_risk": "0.1",
        "missed_step": "0.5",
        "failed_step": "1",
        "cap": "0.1",
        "earn_back": 3,
        "gain_share": "0",
        "rounding": "half-even",
        "material_value": "250",
    }
)
PUBLISHED = Loss(Decimal("0.95"), Decimal("0.01"), Decimal(930), Decimal(1000))
PROMISED = {
    "target": "0.95",
    "floor": "0.90",
    "tolerance": "0.01",
    "n_min": 1,
    "owner": "Technical services",
}
STEP = {
    "title": "Material",
    "party": "cmo",
    "kind": "material",
    "misses": 1,
    "window": 1,
    "counts": "target",
    "note": "",
}


def add(scope, agreement, part, values, metric_key=""):
    seen = agreements.get_editing(scope, agreement, part=part, metric_key=metric_key).seen
    keep_item(
        scope,
        agreement=agreement,
        part=part,
        item="",
        seen=seen,
        values=values,
        metric_key=metric_key,
    )


def an_agreement_on_material(company: Company, **money: str) -> None:
    """Sign an agreement with a promise on the yield of active ingredient, and the step for it."""
    manager = scope_for(company, now=SPRING)
    agreement = a_draft_agreement(manager)
    change_part(manager, agreement, "terms", from_on=MAY.isoformat())
    change_part(manager, agreement, "credits", ramp_up=0, **money)
    add(manager, agreement, "promises", PROMISED, "api-yield")
    add(manager, agreement, "ladder", STEP)
    sign_by_both(company, offer(manager, agreement), now=SPRING)


def a_month(company: Company, *, dispensed: int, yielded: int, month: date = MAY):
    """Enter the yield of a month and close it; return the close."""
    an_entered_value(
        scope_for(company),
        metric_key="api-yield",
        month_on=month,
        top=Decimal(yielded),
        bottom=Decimal(dispensed),
    )
    return a_closed_month(company, month=month)


class TestTheArithmetic:
    def test_follows_the_published_example(self):
        """DOMAIN §2.3: target 95, tolerance 1, actual 93 %, 1,000 g dispensed: 10 g."""
        assert PUBLISHED.quantity == 10
        [line] = rules.draw_up(
            TERMS, Due(base=Decimal(0), lost=[Lost("API", "api", "", PUBLISHED)])
        )
        assert (line.kind, line.amount) == (LineKind.MATERIAL, Decimal("2500.00"))
        assert rules.line_from(rules.line_as_kept(line)) == line

    def test_is_never_above_its_cap(self):
        terms = replace(TERMS, price=replace(TERMS.price, cap=Decimal(1000)))
        [line] = rules.draw_up(
            terms, Due(base=Decimal(0), lost=[Lost("API", "api", "", PUBLISHED)])
        )
        assert line.amount == Decimal("1000.00")

    @pytest.mark.parametrize("top", [940, 950, 1000])
    def test_is_nothing_within_the_tolerance(self, top):
        assert replace(PUBLISHED, top=Decimal(top)).quantity == 0

    def test_is_no_line_where_no_value_is_agreed(self):
        terms = replace(TERMS, price=NO_PRICE)
        lost = [Lost("API", "api", "", PUBLISHED)]
        assert rules.draw_up(terms, Due(base=Decimal(0), lost=lost)) == ()


class TestAShortfall:
    def test_is_found_and_drawn_up_line_by_line(self, acme, zenith):
        an_agreement_on_material(acme, material_value="250")
        an_agreement_on_material(zenith, material_value="250")
        statement = open_statement(acme, a_month(acme, dispensed=1000, yielded=930))
        [finding] = findings_of(acme, statement)
        assert [step.kind for step in finding.steps] == [Kind.MATERIAL]
        draft(acme, accept_by_both(acme, statement))
        page = queries.get_statement(scope_for(acme, Role.CLIENT_LEAD), statement)
        assert [(line.kind, line.amount) for line in page.lines] == [
            (LineKind.MATERIAL, Decimal("2500.00"))
        ]
        kept = open_statement(zenith, a_month(zenith, dispensed=1000, yielded=960))
        assert findings_of(zenith, kept) == ()

    def test_says_its_arithmetic_on_the_page_and_on_paper(self, acme, zenith, browse):
        an_agreement_on_material(acme, material_value="250", material_cap="1000")
        statement = open_statement(acme, a_month(acme, dispensed=1000, yielded=930))
        lead = browse(acme, Role.CLIENT_LEAD)
        [finding] = findings_of(acme, statement)
        page = lead.get(f"/c/acme/consequences/findings/{finding.id}/").content.decode()
        assert "the worth of 10 units of material" in page
        draft(acme, accept_by_both(acme, statement))
        sign_statement_as(acme, statement, Role.PROGRAM_MANAGER)
        shown = lead.get(f"/c/acme/consequences/{statement}/").content.decode()
        said = shown.replace("\N{NO-BREAK SPACE}", " ")
        assert "(95 % − 1 %) × 1,000 dispensed − 930 yielded, at EUR 250.00" in said
        assert "at most EUR 1,000.00" in said
        paper = lead.get(f"/c/acme/consequences/{statement}/statement.pdf")
        assert paper.status_code == 200

    def test_follows_no_other_promise(self, acme, zenith):
        an_agreement_on_material(acme, material_value="250")
        an_entered_value(
            scope_for(acme),
            metric_key="api-yield",
            month_on=MAY,
            top=Decimal(96),
            bottom=Decimal(100),
        )
        from_page = open_statement(acme, a_closed_month(acme, month=MAY))
        assert findings_of(acme, from_page) == ()


class TestACorrection:
    """May was signed at 10 g; corrected, 40 g were lost, and then none."""

    @pytest.fixture
    def signed(self, acme, zenith):
        an_agreement_on_material(acme, material_value="250")
        return a_signed_statement(acme, a_month(acme, dispensed=1000, yielded=930))

    @staticmethod
    def corrected(company, yielded, *, month=date(2026, 6, 1), version=1):
        scope = scope_for(company, now=LATER, reason="Balance 4 was read anew.")
        an_entered_value(
            scope,
            metric_key="api-yield",
            month_on=MAY,
            top=Decimal(yielded),
            bottom=Decimal(1000),
            version=version,
        )
        return open_statement(company, a_month(company, dispensed=1000, yielded=960, month=month))

    def test_after_the_signature_is_restated_in_the_next_statement(self, acme, signed):
        statement = self.corrected(acme, 900)
        [finding] = findings_of(acme, statement)
        assert finding.restates.first == MAY
        assert (finding.material_then, finding.material) == (2500, 10000)
        draft(acme, accept_by_both(acme, statement))
        [line] = queries.get_statement(scope_for(acme), statement).lines
        assert (line.kind, line.amount) == (LineKind.RESTATED_MATERIAL, Decimal("7500.00"))

    def test_leaves_what_was_signed_and_stands_beside_it(self, acme, signed, browse):
        before = queries.get_statement(scope_for(acme), signed)
        statement = self.corrected(acme, 945)
        [finding] = findings_of(acme, statement)
        after = queries.get_statement(scope_for(acme), signed)
        assert (after.lines, after.content_hash) == (before.lines, before.content_hash)
        assert after.is_intact
        lead = browse(acme, Role.CLIENT_LEAD)
        shown = lead.get(f"/c/acme/consequences/{signed}/").content.decode()
        said = shown.replace("\N{NO-BREAK SPACE}", " ")
        assert "EUR 2,500.00 of material was signed; EUR 0.00 is due" in said
        page = lead.get(f"/c/acme/consequences/findings/{finding.id}/").content.decode()
        assert "Balance 4 was read anew." in page

    def test_is_reckoned_from_what_was_signed_last(self, acme, signed):
        june = self.corrected(acme, 900)
        draft(acme, accept_by_both(acme, june))
        for role in (Role.PROGRAM_MANAGER, Role.CLIENT_LEAD):
            sign_statement_as(acme, june, role)
        july = self.corrected(acme, 945, month=date(2026, 7, 1), version=2)
        draft(acme, accept_by_both(acme, july))
        [line] = queries.get_statement(scope_for(acme), july).lines
        assert line.amount == Decimal("-10000.00")

    def test_that_is_taken_back_is_restated_once_more(self, acme, signed):
        june = self.corrected(acme, 900)
        draft(acme, accept_by_both(acme, june))
        for role in (Role.PROGRAM_MANAGER, Role.CLIENT_LEAD):
            sign_statement_as(acme, june, role)
        july = self.corrected(acme, 930, month=date(2026, 7, 1), version=2)
        [finding] = findings_of(acme, july)
        assert (finding.material_then, finding.material) == (10000, 2500)

    def test_that_changes_no_amount_is_not_restated(self, acme, signed):
        assert findings_of(acme, self.corrected(acme, 930)) == ()


class TestTheRehearsal:
    def test_works_lost_material_out_as_a_statement_would(self, acme, zenith, browse):
        manager = scope_for(acme)
        agreement = a_draft_agreement(manager)
        change_part(manager, agreement, "credits", material_value="250")
        add(manager, agreement, "promises", PROMISED, "api-yield")
        add(manager, agreement, "ladder", STEP)
        for month, yielded in ((MAY, 930), (date(2026, 6, 1), 900), (date(2026, 7, 1), 945)):
            an_entered_value(
                manager,
                metric_key="api-yield",
                month_on=month,
                top=Decimal(yielded),
                bottom=Decimal(1000),
            )
        found = agreements.rehearse_agreement(manager, agreement)
        amounts = [(one.period.first.month, one.amount) for one in found.material]
        assert amounts == [(5, Decimal("2500.00")), (6, Decimal("10000.00"))]
        page = browse(acme).get(f"/c/acme/agreement/{agreement}/rehearse/").content.decode()
        said = page.replace("\N{NO-BREAK SPACE}", " ")
        assert "(95 % − 1 %) × 1,000 dispensed − 900 yielded, at EUR 250.00" in said
        assert "EUR 12,500.00" in said


class TestTheHealthCheck:
    def test_says_that_no_value_is_agreed(self, acme, zenith):
        manager = scope_for(acme)
        agreement = a_draft_agreement(manager)
        sentence = "The ladder has the worth of lost material, and no value of it is agreed."
        add(manager, agreement, "ladder", STEP)
        health = agreements.get_health(manager, agreement)
        assert sentence in [one.sentence for one in health.concerns]
        change_part(manager, agreement, "credits", material_value="250")
        health = agreements.get_health(manager, agreement)
        assert sentence not in [one.sentence for one in health.concerns]
