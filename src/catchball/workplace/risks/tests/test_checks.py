"""What does not fit in a document: each kind, said until it is put right."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from assessed import (
    LOW,
    PLAN,
    YELLOW,
    a_completed_plan,
    a_document,
    a_risk,
    act,
    line_of,
    plan,
    score,
)
from catchball.workplace.risks import queries, rules
from catchball.workplace.risks.rules import (
    Colour,
    Consideration,
    Demand,
    Exposure,
    Misfit,
    PlanPart,
    Situation,
    Stated,
    Strategy,
)
from world import scope_for

TODAY = date(2026, 11, 16)
HIGH = Exposure(points=16, demand=Demand.NEEDED)
SMALL = Exposure(points=4, demand=Demand.MONITOR)
FITS = Stated(
    now=Situation(
        current=HIGH,
        residual=SMALL,
        missing=frozenset(),
        approved_at=datetime(2026, 11, 2, tzinfo=UTC),
        is_as_approved=True,
        overdue=0,
        fired_at=None,
        scored_at=None,
        review_on=TODAY,
        unassessed=0,
        today=TODAY,
    ),
    colour=Colour.GREY,
    strategy=Strategy.MITIGATE,
    has_actions=True,
    standing=None,
)


def stated(*, now=None, **change):
    return replace(FITS, now=replace(FITS.now, **(now or {})), **change)


class TestMisfits:
    def test_are_none_where_all_fits(self):
        assert rules.misfits_of(FITS) == ()

    @pytest.mark.parametrize(
        ("one", "misfit"),
        [
            (
                stated(colour=Colour.RED, now={"missing": frozenset({PlanPart.ACTION})}),
                Misfit.RED_WITHOUT_PLAN,
            ),
            (stated(now={"current": SMALL, "residual": HIGH}), Misfit.RESIDUAL_ABOVE),
            (stated(now={"missing": frozenset({PlanPart.TRIGGER})}), Misfit.NO_TRIGGER),
            (stated(now={"review_on": TODAY - timedelta(days=1)}), Misfit.REVIEW_OVERDUE),
            (
                stated(strategy=Strategy.ACCEPT, now={"approved_at": None}),
                Misfit.ACCEPTED_UNAPPROVED,
            ),
            (stated(standing=Consideration.LAPSED), Misfit.ACCEPTANCE_PAST),
            (stated(standing=Consideration.OVERDUE), Misfit.DECISION_OVERDUE),
        ],
    )
    def test_say_each_thing_by_itself(self, one, misfit):
        assert rules.misfits_of(one) == (misfit,)
        assert misfit.label

    def test_ask_no_trigger_of_a_plan_that_nobody_began(self):
        missing = frozenset({PlanPart.TRIGGER})
        one = stated(strategy=None, has_actions=False, now={"missing": missing})
        assert rules.misfits_of(one) == ()


class TestADocument:
    def test_lists_what_does_not_fit_worst_first(self, acme, zenith):
        document = a_document(acme)
        fits = score(acme, a_risk(acme, document), LOW)
        yellow = plan(acme, score(acme, a_risk(acme, document), YELLOW), replace(PLAN, trigger=""))
        red = score(acme, a_risk(acme, document))
        page = queries.get_assessment(scope_for(acme), document)
        assert [one.id for one in page.misfits] == [red, yellow]
        assert fits not in {one.id for one in page.misfits}

    def test_shows_where_its_risks_lie(self, acme, zenith):
        risk = a_completed_plan(acme)
        document = line_of(acme, risk).assessment
        unscored = a_risk(acme, document)
        page = queries.get_assessment(scope_for(acme), document)
        assert [row.probability for row in page.heat] == [5, 4, 3, 2, 1]
        found = {
            (row.probability, cell.impact): [one.id for one in cell.risks]
            for row in page.heat
            for cell in row.cells
            if cell.risks
        }
        assert found == {(4, 4): [risk]}
        assert unscored not in found[(4, 4)]
        assert page.heat[0].cells[4].demand is Demand.NEEDED

    def test_leaves_a_plan_carried_out_and_approved_in_peace(self, acme, zenith):
        risk = a_completed_plan(acme)
        act(acme, risk)
        assert line_of(acme, risk).misfits == ()
