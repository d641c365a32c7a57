"""FMEA: severity × occurrence × detection, severity first, by thresholds of its own."""

from dataclasses import replace
from functools import partial

import pytest
from django.urls import reverse

from assessed import (
    DUE,
    PLAN,
    RED,
    a_risk,
    act,
    approve,
    line_of,
    plan,
    score,
    version_of,
)
from blinded import LEAD, close, score_blind
from catchball.trust.permissions import Role
from catchball.workplace.risks import commands, queries
from catchball.workplace.risks.rules import (
    FMEA,
    MATRIX,
    Brought,
    Colour,
    Demand,
    Frame,
    MatrixDoesNotFit,
    Method,
    PlanDoesNotFit,
    RisksDoNotFit,
    Score,
    ScoreDoesNotFit,
    check_matrix,
    matrix_from_json,
    matrix_to_json,
    points_of,
)
from world import TODAY, scope_for


def scored(severity, occurrence, detection):
    return Score(
        probability=occurrence, quality=severity, schedule=1, cost=1, supply=1, detection=detection
    )


@pytest.fixture
def document(acme, zenith):
    return commands.open_assessment(
        scope_for(acme),
        program=acme.program,
        frame=Frame(title="FMEA", held_on=TODAY),
        method=Method.FMEA,
    )


class TestTheThresholds:
    @pytest.mark.parametrize(
        ("severity", "occurrence", "detection", "demand"),
        [
            (10, 3, 1, Demand.NEEDED),
            (9, 2, 1, Demand.CONSIDER),
            (9, 2, 7, Demand.NEEDED),
            (3, 10, 1, Demand.MONITOR),
            (5, 4, 6, Demand.NEEDED),
            (5, 4, 5, Demand.CONSIDER),
            (5, 3, 4, Demand.CONSIDER),
            (8, 7, 1, Demand.MONITOR),
        ],
    )
    def test_look_at_severity_before_points(self, severity, occurrence, detection, demand):
        assert FMEA.level(occurrence, severity, detection).demand is demand

    def test_take_equal_products_for_what_they_mean(self):
        severe, mild = scored(10, 3, 2), scored(2, 3, 10)
        assert points_of(severe) == points_of(mild) == 60
        assert FMEA.level(3, 10, 2).demand is Demand.NEEDED
        assert FMEA.level(3, 2, 10).demand is Demand.CONSIDER

    def test_take_the_worst_detection_where_none_is_given(self):
        assert FMEA.level(4, 5) == FMEA.level(4, 5, 10)

    def test_are_kept_with_their_document(self):
        stored = matrix_to_json(FMEA)
        assert matrix_from_json(stored) == FMEA
        stored["limits"]["needed_from"] = 30
        assert matrix_from_json(stored).level(3, 2, 5).demand is Demand.NEEDED

    def test_change_nothing_of_a_stored_matrix(self):
        assert not {"detection", "limits"} & set(matrix_to_json(MATRIX))

    def test_have_words_for_every_step(self):
        check_matrix(FMEA)
        assert {axis: len(words) for axis, words in FMEA.anchors.items()} == dict.fromkeys(
            FMEA.axes, 10
        )
        with pytest.raises(MatrixDoesNotFit, match="detection"):
            check_matrix(replace(FMEA, detection=("one",)))


class TestADocument:
    def test_scores_detection_where_it_is_its_method(self, acme, document):
        risk = score(acme, a_risk(acme, document), scored(9, 4, 5))
        line = line_of(acme, risk)
        assert (line.points, line.colour) == (180, Colour.RED)
        with pytest.raises(ScoreDoesNotFit) as refused:
            score(acme, a_risk(acme, document), RED)
        assert set(refused.value.fields) == {"detection"}

    def test_scores_no_detection_where_it_is_not(self, acme, zenith):
        with pytest.raises(ScoreDoesNotFit, match="does not score detection"):
            score(acme, a_risk(acme), scored(2, 2, 2))

    def test_orders_by_severity_within_a_colour(self, acme, document):
        mild = score(acme, a_risk(acme, document), scored(5, 8, 9))
        severe = score(acme, a_risk(acme, document), scored(10, 3, 1))
        page = queries.get_assessment(scope_for(acme), document)
        assert [one.id for one in page.risks] == [severe, mild]
        assert page.risks[0].points < page.risks[1].points

    def test_completes_a_plan_with_a_residual_on_all_three(self, acme, document):
        risk = score(acme, a_risk(acme, document), scored(9, 4, 5))
        with pytest.raises(PlanDoesNotFit) as refused:
            plan(acme, risk)
        assert set(refused.value.fields) == {"residual_detection"}
        plan(acme, risk, replace(PLAN, residual_detection=2))
        act(acme, risk, due_on=DUE)
        for role in (Role.PROGRAM_MANAGER, LEAD):
            approve(acme, risk, role)
        line = line_of(acme, risk)
        assert (line.colour, line.residual_points) == (Colour.GREY, 12)

    def test_is_scored_blind_like_any_other(self, acme, document):
        risk = a_risk(acme, document)
        commands.begin_round(scope_for(acme), assessment=document, risks=[risk])
        score_blind(acme, risk, scored(5, 2, 3))
        score_blind(acme, risk, scored(5, 2, 9), LEAD)
        close(acme, document)
        [item] = queries.get_round(scope_for(acme), document).items
        assert (item.gap.points, item.gap.steps) == (60, 6)
        commands.reconcile_score(
            scope_for(acme), risk=risk, version=version_of(acme, risk), score=scored(5, 2, 9)
        )
        assert line_of(acme, risk).points == 90

    def test_takes_risks_brought_in_with_detection(self, acme, document):
        clogs = Brought(
            event="Clogs", probability=4, quality=9, schedule=1, cost=1, supply=1, detection=5
        )
        bring = partial(commands.bring_risks, scope_for(acme), assessment=document, version=1)
        with pytest.raises(RisksDoNotFit, match="step"):
            bring(risks=(replace(clogs, detection=None),))
        bring(risks=(clogs,))
        [line] = queries.get_assessment(scope_for(acme), document).risks
        assert line.points == 180

    def test_is_frozen_in_an_edition_with_detection(self, acme, document):
        score(acme, a_risk(acme, document), scored(9, 4, 5))
        edition = commands.issue_edition(scope_for(acme), assessment=document, version=1)
        [said] = queries.get_edition(scope_for(acme), edition).risks
        assert (said.points, said.detection) == (180, 5)


class TestThePages:
    def test_ask_for_detection_and_show_it(self, acme, browse, document):
        browser, risk = browse(acme), a_risk(acme, document)
        at = reverse("risk-score", kwargs={"client": acme.slug, "risk": risk})
        text = browser.get(at).content.decode()
        assert text.count('name="detection"') == 10
        assert "No check would find it" in text
        steps = dict.fromkeys(("probability", "quality", "schedule", "cost", "supply"), "4")
        assert browser.post(at, {"version": "1", **steps}).status_code == 422
        assert browser.post(at, {"version": "1", **steps, "detection": "8"}).status_code == 302
        text = browser.get(
            reverse("assessment-page", kwargs={"client": acme.slug, "assessment": document})
        ).content.decode()
        assert "4 × 4 × 8" in text
        assert "if nothing detects them" in text

    def test_let_whoever_opens_a_document_choose_its_method(self, acme, zenith, browse):
        browser = browse(acme)
        at = reverse("assessment-open", kwargs={"client": acme.slug})
        sent = {
            "program": str(acme.program),
            "title": "FMEA",
            "held_on": "2026-01-05",
            "decide_within": "10",
            "method": "fmea",
        }
        page = browser.post(at, sent).headers["Location"]
        assert "FMEA" in browser.get(page).content.decode()
        assert browser.post(at, {**sent, "title": "B", "method": "none"}).status_code == 422
