"""A yield of the client's material below what was promised, and what the material was worth."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from agreed import a_draft_agreement, an_entered_value, change_part, offer, sign_by_both
from catchball.trust.permissions import Role
from catchball.workplace.agreements import queries as agreements
from catchball.workplace.agreements.commands import keep_item
from catchball.workplace.consequences import queries, rules
from catchball.workplace.consequences.rules import Due, Kind, LineKind, Loss, Lost
from closed import a_closed_month
from concluded import (
    MAY,
    SPRING,
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
        terms = replace(TERMS, material_cap=Decimal(1000))
        [line] = rules.draw_up(
            terms, Due(base=Decimal(0), lost=[Lost("API", "api", "", PUBLISHED)])
        )
        assert line.amount == Decimal("1000.00")

    @pytest.mark.parametrize("top", [940, 950, 1000])
    def test_is_nothing_within_the_tolerance(self, top):
        assert replace(PUBLISHED, top=Decimal(top)).quantity == 0

    def test_is_no_line_where_no_value_is_agreed(self):
        terms = replace(TERMS, material_value=Decimal(0))
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
