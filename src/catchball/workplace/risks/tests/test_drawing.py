"""A matrix is drawn whole or not at all: holes, sizes, names, and never a step down."""

from dataclasses import replace
from decimal import Decimal

import pytest

from assessed import ASYMMETRIC
from catchball.workplace.risks.rules import (
    ANCHOR,
    MATRIX,
    STEP_WORD,
    Axis,
    Demand,
    Drawing,
    MatrixDoesNotFit,
    check_may_open_with,
    check_redrawn,
    check_why,
    clean_drawing,
    drawing_of,
)
from catchball.workplace.risks.rules.steps import AssessmentIncomplete
from catchball.workplace.risks.rules.words import Method
from catchball.workplace.risks.tests.test_scales import PUBLISHED, published

CHANCES = (Decimal("0.1"), Decimal("0.4"), Decimal("0.8"))


def refused(**changed):
    """Return what is told by each field of the asymmetric drawing once it is changed so."""
    with pytest.raises(MatrixDoesNotFit) as raised:
        clean_drawing(replace(ASYMMETRIC, **changed), names=["Acme"])
    return raised.value.fields


def with_cell(probability, impact, demand):
    """Return the cells of the asymmetric drawing with another one, counted from 1."""
    rows = [list(row) for row in ASYMMETRIC.cells]
    rows[probability - 1][impact - 1] = demand
    return tuple(tuple(row) for row in rows)


def words(count):
    return tuple(f"step {one}" for one in range(count))


def every(demand, rows, columns):
    return tuple((demand,) * columns for _row in range(rows))


class TestAWholeDrawing:
    def test_becomes_a_matrix_that_need_not_be_square(self):
        matrix = clean_drawing(ASYMMETRIC, names=[])
        assert matrix.level(1, 4).demand is Demand.NEEDED
        assert matrix.level(3, 1).demand is Demand.CONSIDER
        assert (len(matrix.probability), len(matrix.impact)) == (3, 4)

    def test_of_the_shipped_matrix_is_that_matrix(self):
        assert clean_drawing(drawing_of(MATRIX), names=[]) == MATRIX

    @pytest.mark.parametrize("name", PUBLISHED)
    def test_can_be_a_published_one(self, name):
        matrix, cells = published(name)
        drawn = clean_drawing(drawing_of(matrix), names=[])
        for one in cells:
            pair = (one["probability"] + 1, one["impact"] + 1)
            assert drawn.level(*pair).demand is matrix.level(*pair).demand

    @pytest.mark.parametrize(("rows", "columns"), [(2, 2), (2, 10), (10, 3), (10, 10)])
    def test_has_any_size_from_two_to_ten(self, rows, columns):
        drawing = replace(
            ASYMMETRIC,
            probability=words(rows),
            impact=words(columns),
            cells=every(Demand.NEEDED, rows, columns),
        )
        matrix = clean_drawing(drawing, names=[])
        assert (len(matrix.cells), len(matrix.cells[0])) == (rows, columns)

    def test_is_kept_without_blanks_around_its_words(self):
        said = replace(ASYMMETRIC, name="  Tablets ", probability=(" rare", "possible", "likely "))
        matrix = clean_drawing(said, names=[])
        assert (matrix.name, matrix.probability[0], matrix.probability[2]) == (
            "Tablets",
            "rare",
            "likely",
        )

    def test_keeps_chances_and_the_words_of_its_steps(self):
        told = {Axis.PROBABILITY: ("a", "b", "c"), Axis.COST: ("", "", "", "")}
        matrix = clean_drawing(replace(ASYMMETRIC, chances=CHANCES, anchors=told), names=[])
        assert (matrix.chances, dict(matrix.anchors)) == (CHANCES, {"probability": ("a", "b", "c")})


class Unread(Drawing):
    """A drawing whose pairs nobody may go through."""

    @property
    def pairs(self):
        raise AssertionError("Somebody looked at every pair.")


class TestADrawingBeyondAllSizes:
    def test_is_told_so_before_anybody_looks_at_its_pairs(self):
        many = replace(ASYMMETRIC, probability=words(1000), impact=words(1000))
        unread = Unread(**vars(many))
        with pytest.raises(MatrixDoesNotFit, match="2 to 10 steps") as raised:
            clean_drawing(unread, names=["Acme"])
        assert set(raised.value.fields) == {"probability", "impact"}

    def test_is_not_searched_for_names(self):
        long = f"{'x' * ANCHOR} Acme"
        assert "characters at most" in refused(name=long)["name"]
        told = {Axis.COST: (*words(1000), "Acme")}
        assert set(refused(anchors=told)) == {"anchors"}


class TestADrawingWithAHole:
    def test_is_told_by_its_cell(self):
        assert refused(cells=with_cell(2, 3, None)) == {"cell-2-3": "Choose a level."}

    def test_is_told_in_the_words_of_the_pair(self):
        with pytest.raises(MatrixDoesNotFit, match=r"hole.*“possible” and “major”"):
            clean_drawing(replace(ASYMMETRIC, cells=with_cell(2, 3, None)), names=[])

    def test_is_told_as_one_sentence_where_there_are_many(self):
        nothing = replace(ASYMMETRIC, cells=())
        with pytest.raises(MatrixDoesNotFit, match="12 holes, the first at “rare”") as raised:
            clean_drawing(nothing, names=[])
        assert len(raised.value.fields) == 12

    def test_is_one_in_a_row_that_is_too_short(self):
        cells = (*ASYMMETRIC.cells[:2], ASYMMETRIC.cells[2][:3])
        assert set(refused(cells=cells)) == {"cell-3-4"}

    @pytest.mark.parametrize(
        ("cells", "said"),
        [
            ((*ASYMMETRIC.cells, ASYMMETRIC.cells[2]), "row too many"),
            ((*ASYMMETRIC.cells[:2], (*ASYMMETRIC.cells[2], Demand.NEEDED)), "cell too many"),
        ],
        ids=["row", "cell"],
    )
    def test_is_no_more_than_it_is_less(self, cells, said):
        assert said in refused(cells=cells)["cells"]


class TestADrawingThatStepsDown:
    def test_is_refused_where_what_is_likelier_demands_less(self):
        found = refused(cells=with_cell(3, 4, Demand.CONSIDER))
        assert found == {"cell-3-4": "It asks for less than probability 2 with impact 4."}

    def test_is_refused_where_what_is_worse_demands_less(self):
        found = refused(cells=with_cell(1, 4, Demand.MONITOR))
        assert found == {"cell-1-4": "It asks for less than probability 1 with impact 3."}

    def test_is_refused_where_nothing_ever_needs_a_plan(self):
        found = refused(cells=every(Demand.CONSIDER, 3, 4))
        assert set(found) == {"cell-3-4"}
        assert "No pair needs a plan" in found["cell-3-4"]


class TestADrawingThatDoesNotFit:
    @pytest.mark.parametrize(
        ("changed", "field", "said"),
        [
            ({"name": " "}, "name", "a name"),
            ({"name": "x" * 61}, "name", "60 characters"),
            ({"name": "The Acme scale"}, "name", "Leave “Acme” out"),
            ({"probability": ("only",)}, "probability", "2 to 10"),
            ({"impact": words(11)}, "impact", "2 to 10"),
            ({"impact": ()}, "impact", "2 to 10"),
            ({"probability": ("rare", " ", "likely")}, "probability-2", "Name this step"),
            ({"probability": ("rare", "likely", "RARE")}, "probability-3", "Step 1 is called so"),
            ({"impact": ("x" * (STEP_WORD + 1), "b", "c", "d")}, "impact-1", "40 characters"),
            ({"impact": ("Acme stops", "b", "c", "d")}, "impact-1", "Leave “Acme” out"),
            ({"anchors": {Axis.COST: ("a", "", "c", "d")}}, "anchor-cost-2", "Say what"),
            ({"anchors": {Axis.COST: ("a", "b", "c")}}, "anchor-cost-4", "Say what"),
            ({"anchors": {Axis.COST: tuple("abcde")}}, "anchors", "do not fit"),
            ({"anchors": {Axis.DETECTION: ("a", "b")}}, "anchors", "do not fit"),
            (
                {"anchors": {Axis.COST: ("a", "b", "c", "x" * (ANCHOR + 1))}},
                "anchor-cost-4",
                "160 characters",
            ),
            ({"chances": (Decimal("0.1"), None, Decimal("0.5"))}, "chance-2", "or of none"),
            ({"chances": CHANCES[:2]}, "chance-3", "or of none"),
            ({"chances": (*CHANCES, Decimal(1))}, "chances", "more chances"),
            ({"chances": (*CHANCES[:2], Decimal("1.01"))}, "chance-3", "between 0 and 100"),
            ({"chances": (Decimal("-0.1"), *CHANCES[1:])}, "chance-1", "between 0 and 100"),
            ({"chances": (*CHANCES[1:], CHANCES[0])}, "chance-3", "no smaller chance"),
        ],
        ids=lambda one: one if isinstance(one, str) and len(one) < 20 else "",
    )
    def test_is_told_by_the_field(self, changed, field, said):
        assert said in refused(**changed)[field]

    def test_is_told_of_all_at_once(self):
        found = refused(name="", impact=("a", "a", "", "d"), cells=with_cell(1, 1, None))
        assert set(found) == {"name", "impact-2", "impact-3", "cell-1-1"}


class TestDrawingAnew:
    def test_asks_for_a_change_and_for_its_reason(self):
        matrix = clean_drawing(ASYMMETRIC, names=[])
        with pytest.raises(MatrixDoesNotFit, match="Nothing has changed"):
            check_redrawn(matrix, matrix)
        for why, said in ((" ", "what has changed"), ("As Acme asked", "Leave “Acme” out")):
            with pytest.raises(MatrixDoesNotFit, match=said) as raised:
                check_why(why, names=["Acme"])
            assert set(raised.value.fields) == {"reason"}


class TestOpeningWithAMatrix:
    @pytest.mark.parametrize(
        ("changed", "said"),
        [
            ({"is_retired": True}, "retired"),
            ({"is_of_site": False}, "another site"),
            ({"method": Method.FMEA}, "FMEA"),
        ],
        ids=["retired", "elsewhere", "fmea"],
    )
    def test_takes_one_that_the_site_offers_now(self, changed, said):
        fits = {"is_retired": False, "is_of_site": True, "method": Method.MATRIX}
        check_may_open_with(**fits)
        with pytest.raises(AssessmentIncomplete, match=said):
            check_may_open_with(**(fits | changed))
