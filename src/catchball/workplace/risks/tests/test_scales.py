"""The scales and the matrix: published cases, and what does not fit."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from catchball.workplace.risks import rules
from catchball.workplace.risks.rules import MATRIX, Demand, Level, Matrix, Score
from shared import shared_data

PUBLISHED = ("risk-matrix-3x3-mult", "risk-matrix-4x4-ebios-rm")


def published(name):
    """Return a published matrix as the product holds one, and the cells as they were published."""
    found = json.loads(shared_data("risk", "risk_matrices.json").read_text("utf-8"))
    one = next(one for one in found if one["id"] == name)
    demands = list(Demand)
    last = len(one["risk_levels"]) - 1
    levels = tuple(
        Level(level["name"], demands[place * (len(demands) - 1) // last])
        for place, level in enumerate(one["risk_levels"])
    )
    place_of = {(c["probability"], c["impact"]): c["risk_index"] for c in one["cells"]}
    matrix = Matrix(
        name=one["name"],
        probability=tuple(one["probability_levels"]),
        impact=tuple(one["impact_levels"]),
        levels=levels,
        cells=tuple(
            tuple(place_of[(p, i)] for i in range(len(one["impact_levels"])))
            for p in range(len(one["probability_levels"]))
        ),
    )
    return matrix, one["cells"]


class TestAPublishedMatrix:
    @pytest.mark.parametrize("name", PUBLISHED)
    def test_reads_in_every_cell_as_published(self, name):
        matrix, cells = published(name)
        rules.check_matrix(matrix)
        read = [matrix.level(one["probability"] + 1, one["impact"] + 1).word for one in cells]
        assert read == [one["risk"] for one in cells]

    @pytest.mark.parametrize("name", PUBLISHED)
    def test_is_kept_and_read_again(self, name):
        matrix, _cells = published(name)
        assert (
            rules.matrix_from_json(json.loads(json.dumps(rules.matrix_to_json(matrix)))) == matrix
        )

    def test_may_be_asymmetric(self):
        matrix, _cells = published("risk-matrix-4x4-ebios-rm")
        assert matrix.level(4, 1) != matrix.level(1, 4) or matrix.level(3, 1) != matrix.level(1, 3)

    @pytest.mark.parametrize("name", PUBLISHED)
    def test_with_a_hole_is_refused_by_the_words_of_the_pair(self, name):
        matrix, _cells = published(name)
        holed = (*matrix.cells[:-1], matrix.cells[-1][:-1])
        with pytest.raises(rules.MatrixDoesNotFit, match="has a hole") as raised:
            rules.check_matrix(replace(matrix, cells=holed))
        assert matrix.probability[-1] in str(raised.value)
        assert matrix.impact[-1] in str(raised.value)


class TestTheMatrixOfFiveByFive:
    def test_fits(self):
        rules.check_matrix(MATRIX)

    @pytest.mark.parametrize(
        ("probability", "impact", "demand"),
        [
            (3, 4, "needed"),
            (4, 3, "needed"),
            (2, 5, "needed"),
            (1, 5, "consider"),
            (1, 4, "consider"),
            (5, 2, "consider"),
            (3, 2, "consider"),
            (3, 3, "consider"),
            (5, 1, "monitor"),
            (1, 3, "monitor"),
            (2, 2, "monitor"),
        ],
    )
    def test_demands_as_agreed(self, probability, impact, demand):
        assert MATRIX.level(probability, impact).demand == demand

    def test_demands_by_points_and_by_impact_in_all_cells(self):
        for probability in range(1, 6):
            for impact in range(1, 6):
                score = probability * impact
                red = score >= 12 or (impact == 5 and probability >= 2)
                yellow = 6 <= score <= 11 or impact >= 4
                wanted = "needed" if red else "consider" if yellow else "monitor"
                assert MATRIX.level(probability, impact).demand == wanted

    def test_says_every_step_in_words(self):
        assert {axis: len(MATRIX.anchors[axis]) for axis in MATRIX.axes} == dict.fromkeys(
            MATRIX.axes, 5
        )


class TestAMatrixThatDoesNotFit:
    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"probability": ("only",)}, "2 to 10"),
            ({"impact": tuple("abcdefghijk")}, "2 to 10"),
            ({"impact": ("a", " ", "c", "d", "e")}, "needs a word"),
            ({"levels": ()}, "level"),
            ({"cells": MATRIX.cells[:4]}, "hole"),
            ({"cells": (*MATRIX.cells, (0, 0, 0, 0, 0))}, "row too many"),
            ({"cells": (*MATRIX.cells[:4], (0, 0, 0, 0, 0, 0))}, "cell too many"),
            ({"cells": (*MATRIX.cells[:4], (0, 0, 0, 0, 7))}, "hole"),
            ({"cells": (*MATRIX.cells[:4], (0, 0, 0, 0, -1))}, "hole"),
            ({"chances": (Decimal("0.5"),)}, "chance"),
            ({"anchors": {"cost": ("a",)}}, "cost"),
            ({"anchors": {"weather": ("a",)}}, "weather"),
        ],
    )
    def test_is_refused_with_what_is_missing(self, change, said):
        with pytest.raises(rules.MatrixDoesNotFit, match=said):
            rules.check_matrix(replace(MATRIX, **change))


class TestAScore:
    def test_takes_the_largest_of_four_impacts(self):
        assert Score(probability=1, quality=1, schedule=2, cost=5, supply=3).impact == 5

    def test_outside_the_scales_is_told_by_each_scale(self):
        wrong = Score(probability=0, quality=6, schedule=1, cost=1, supply=1)
        with pytest.raises(rules.ScoreDoesNotFit) as raised:
            rules.check_score(MATRIX, wrong)
        assert set(raised.value.fields) == {"probability", "quality"}

    def test_gives_no_expected_days_without_chances(self):
        assert rules.expected_days(replace(MATRIX, chances=()), 3, 20) is None
        assert rules.expected_days(MATRIX, 3, None) is None
