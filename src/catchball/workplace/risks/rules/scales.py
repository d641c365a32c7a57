"""The scales that a risk is scored on, and the matrix that says what a score demands."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from catchball.kernel.errors import Invalid
from catchball.kernel.words import Later, _

FEWEST, MOST = 2, 10


class MatrixDoesNotFit(Invalid):
    """A matrix has a hole, or its parts do not fit each other."""


class ScoreDoesNotFit(Invalid):
    """A score lies outside the scales of its document."""


class Axis(StrEnum):
    """What a risk is scored on: how likely it is, and what it would do to four things.

    FMEA scores detection too: how likely it is that nobody finds it in time.
    """

    PROBABILITY = "probability"
    QUALITY = "quality"
    SCHEDULE = "schedule"
    COST = "cost"
    SUPPLY = "supply"
    DETECTION = "detection"

    @property
    def label(self) -> str:
        """The scale as people call it."""
        return str(_AXES[self])


IMPACTS = (Axis.QUALITY, Axis.SCHEDULE, Axis.COST, Axis.SUPPLY)
_AXES = {
    Axis.PROBABILITY: Later("Probability"),
    Axis.QUALITY: Later("Quality and patients"),
    Axis.SCHEDULE: Later("Schedule"),
    Axis.COST: Later("Cost"),
    Axis.SUPPLY: Later("Supply and authorities"),
    Axis.DETECTION: Later("Detection"),
}


class Demand(StrEnum):
    """What the score of a risk asks for."""

    MONITOR = "monitor"
    CONSIDER = "consider"
    NEEDED = "needed"

    @property
    def rank(self) -> int:
        """How much it asks for, the least first."""
        return list(Demand).index(self)


@dataclass(frozen=True)
class Level:
    """What a cell of a matrix is called, and what it demands."""

    word: str
    demand: Demand


@dataclass(frozen=True, kw_only=True)
class Limits:
    """From which steps and points on FMEA asks for a plan; severity comes before points."""

    severe_from: int
    severe_occurs_from: int
    needed_from: int
    considered_from: int

    def demand(self, *, severity: int, occurrence: int, points: int) -> Demand:
        """Return what severity, occurrence and points together demand.

        Source: a proposal of this product, and no norm. Equal products of severity, occurrence
        and detection differ in meaning, so severity is looked at first.

        >>> limits = Limits(severe_from=9, severe_occurs_from=3, needed_from=120, considered_from=60)
        >>> limits.demand(severity=10, occurrence=3, points=30).value
        'needed'
        >>> limits.demand(severity=3, occurrence=10, points=30).value
        'monitor'
        """
        is_severe = severity >= self.severe_from
        if points >= self.needed_from or (is_severe and occurrence >= self.severe_occurs_from):
            return Demand.NEEDED
        return Demand.CONSIDER if is_severe or points >= self.considered_from else Demand.MONITOR


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """What each pair of probability and impact means; any size, symmetric or not.

    `probability` and `impact` name the steps of the scales, the lowest first; `cells[p][i]` is the
    place of a level, both counted from 0. `anchors` says in words what each step of an axis means;
    `chances` gives the probability of each step as a share, or nothing. Under FMEA, `detection`
    names the steps of its scale and `limits` stand in the place of cells.
    """

    name: str
    probability: tuple[str, ...]
    impact: tuple[str, ...]
    levels: tuple[Level, ...]
    cells: tuple[tuple[int, ...], ...]
    anchors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    chances: tuple[Decimal, ...] = ()
    detection: tuple[str, ...] = ()
    limits: Limits | None = None

    @property
    def axes(self) -> tuple[Axis, ...]:
        """What a risk is scored on by this method."""
        return tuple(axis for axis in Axis if axis is not Axis.DETECTION or self.detection)

    def level(self, probability: int, impact: int, detection: int | None = None) -> Level:
        """Return the level of steps, each counted from 1.

        Without a step of detection, FMEA takes the worst one.

        >>> MATRIX.level(2, 5).demand
        <Demand.NEEDED: 'needed'>
        """
        if self.limits:
            found = points(probability, impact, detection or len(self.detection))
            demand = self.limits.demand(severity=impact, occurrence=probability, points=found)
            return self.levels[demand.rank]
        return self.levels[self.cells[probability - 1][impact - 1]]

    def level_of(self, score: "Score") -> Level:
        """Return the level of a score."""
        return self.level(score.probability, score.impact, score.detection)

    def steps(self, axis: Axis) -> int:
        """Return how many steps the scale of an axis has."""
        return len(self.words(axis))

    def words(self, axis: Axis) -> tuple[str, ...]:
        """Return what the steps of the scale of an axis are called, the lowest first."""
        if axis is Axis.DETECTION:
            return self.detection
        return self.probability if axis is Axis.PROBABILITY else self.impact


@dataclass(frozen=True, kw_only=True)
class Score:
    """How a risk is scored, each in steps of its scale from 1."""

    probability: int
    quality: int
    schedule: int
    cost: int
    supply: int
    detection: int | None = None

    @property
    def impact(self) -> int:
        """The largest of the four impacts.

        >>> Score(probability=2, quality=1, schedule=4, cost=2, supply=1).impact
        4
        """
        return max(self.quality, self.schedule, self.cost, self.supply)


def points(probability: int, impact: int, detection: int | None = None) -> int:
    """Return the score of a risk: probability × impact, in steps; under FMEA × detection.

    Source: for FMEA, the risk priority number of IEC 60812:2018, S × O × D.

    >>> points(4, 3), points(4, 3, 5)
    (12, 60)
    """
    return probability * impact * (1 if detection is None else detection)


def points_of(score: Score) -> int:
    """Return the points of a score.

    >>> points_of(Score(probability=2, quality=1, schedule=4, cost=2, supply=1, detection=3))
    24
    """
    return points(score.probability, score.impact, score.detection)


def expected_days(matrix: Matrix, probability: int, delay_days: int | None) -> Decimal | None:
    """Return probability × delay in working days; None where either is unknown.

    Source: expected value, as used for a schedule reserve (PMI, Practice Standard for Project
    Risk Management, 2009).

    >>> expected_days(MATRIX, 3, 20)
    Decimal('7.00')
    """
    if delay_days is None or not matrix.chances:
        return None
    return matrix.chances[probability - 1] * delay_days


def demand_by_product(probability: int, impact: int) -> Demand:
    """Return what the matrix of five by five demands; see docs/metrics.md, “Risks”.

    Source: a proposal of this product, and no norm: a plan is needed from 12 points on, and for
    the largest impact unless it is of the lowest probability; considered from 6 points on, and for
    the two largest impacts.

    >>> demand_by_product(2, 5).value, demand_by_product(1, 5).value, demand_by_product(2, 2).value
    ('needed', 'consider', 'monitor')
    """
    score = points(probability, impact)
    if score >= _NEEDED_FROM or (impact == _WORST and probability > 1):
        return Demand.NEEDED
    if score >= _CONSIDERED_FROM or impact >= _WORST - 1:
        return Demand.CONSIDER
    return Demand.MONITOR


_NEEDED_FROM, _CONSIDERED_FROM, _WORST = 12, 6, 5
_LEVELS = (
    Level("monitor", Demand.MONITOR),
    Level("consider a plan", Demand.CONSIDER),
    Level("plan needed", Demand.NEEDED),
)
MATRIX = Matrix(
    name="Five by five",
    probability=("rare", "unlikely", "possible", "likely", "almost certain"),
    impact=("negligible", "minor", "serious", "major", "critical"),
    levels=_LEVELS,
    cells=tuple(
        tuple(demand_by_product(probability, impact).rank for impact in range(1, 6))
        for probability in range(1, 6)
    ),
    anchors={
        Axis.PROBABILITY: (
            "Not seen in transfers like this one; below 5 %",
            "Seen once among many transfers; 5 to 20 %",
            "Seen in some transfers; 20 to 50 %",
            "Seen in most transfers; 50 to 80 %",
            "Expected unless something is done; above 80 %",
        ),
        Axis.QUALITY: (
            "Corrected on the spot, nothing in the product",
            "A minor deviation; the product is within its limits",
            "A major deviation; a batch is in question",
            "A batch is rejected, or a finding is critical",
            "Patients could be harmed",
        ),
        Axis.SCHEDULE: (
            "Up to two days, taken up by the float",
            "Up to a week",
            "Up to a month; a milestone moves",
            "Up to three months; a gate moves",
            "More than three months, or the launch is missed",
        ),
        Axis.COST: (
            "Within the working budget",
            "Up to 2 % of the program",
            "Up to 5 % of the program",
            "Up to 15 % of the program",
            "More than 15 % of the program",
        ),
        Axis.SUPPLY: (
            "No effect on supply or filing",
            "Covered by safety stock",
            "Stock falls below its target, or an authority asks",
            "A market runs short, or a variation must be filed",
            "A market runs out, or an approval is lost",
        ),
    },
    chances=tuple(Decimal(share) for share in ("0.025", "0.125", "0.35", "0.65", "0.90")),
)


def check_matrix(matrix: Matrix) -> None:
    """Let a matrix pass that has a level for every pair of steps, and words for all it shows.

    :raises MatrixDoesNotFit: with what is missing, in words
    """
    for faults in (_faults_of_scales, _faults_of_cells, _faults_of_anchors):
        if found := faults(matrix):
            raise MatrixDoesNotFit(found)


def _faults_of_scales(matrix: Matrix) -> str:
    scales = [(_("probability"), matrix.probability), (_("impact"), matrix.impact)]
    if matrix.limits:
        scales.append((_("detection"), matrix.detection))
    for axis, steps in scales:
        if not FEWEST <= len(steps) <= MOST:
            return _(
                "The scale of %(axis)s has %(count)s steps; it may have %(fewest)s to %(most)s.",
                axis=axis,
                count=len(steps),
                fewest=FEWEST,
                most=MOST,
            )
        if not all(word.strip() for word in steps):
            return _("Every step of the scale of %(axis)s needs a word.", axis=axis)
    if not matrix.levels or not all(level.word.strip() for level in matrix.levels):
        return _("Every level of the matrix needs a word.")
    if matrix.chances and len(matrix.chances) != len(matrix.probability):
        return _("Give a chance for every step of probability, or for none.")
    return ""


def _faults_of_cells(matrix: Matrix) -> str:
    if matrix.limits:
        return ""
    for place, word in enumerate(matrix.probability):
        row = matrix.cells[place] if place < len(matrix.cells) else ()
        for other, impact in enumerate(matrix.impact):
            if other >= len(row) or not 0 <= row[other] < len(matrix.levels):
                return _(
                    "The matrix has a hole: say what “%(probability)s” and “%(impact)s” mean together.",
                    probability=word,
                    impact=impact,
                )
        if len(row) > len(matrix.impact):
            return _("The row of “%(probability)s” has a cell too many.", probability=word)
    if len(matrix.cells) > len(matrix.probability):
        return _("The matrix has a row too many.")
    return ""


def _faults_of_anchors(matrix: Matrix) -> str:
    for axis, words in matrix.anchors.items():
        if axis not in set(Axis) or len(words) != matrix.steps(Axis(axis)):
            return _("The words beside “%(axis)s” do not fit its scale.", axis=axis)
    return ""


def check_score(matrix: Matrix, score: Score) -> None:
    """Let a score pass whose every part is a step of its scale.

    :raises ScoreDoesNotFit: with a sentence for each part that is not
    """
    faults = {
        axis.value: _("Choose a step from 1 to %(last)s.", last=matrix.steps(axis))
        for axis in matrix.axes
        if not 1 <= (getattr(score, axis.value) or 0) <= matrix.steps(axis)
    }
    if score.detection is not None and not matrix.detection:
        faults[Axis.DETECTION.value] = _("This document does not score detection.")
    if faults:
        raise ScoreDoesNotFit(" ".join(faults.values()), **faults)


def matrix_to_json(matrix: Matrix) -> dict[str, Any]:
    """Return a matrix as JSON can hold it; what only FMEA has is left out of the others."""
    fmea = (
        {"detection": list(matrix.detection), "limits": asdict(matrix.limits)}
        if matrix.limits
        else {}
    )
    return {
        **fmea,
        "name": matrix.name,
        "probability": list(matrix.probability),
        "impact": list(matrix.impact),
        "levels": [[level.word, level.demand.value] for level in matrix.levels],
        "cells": [list(row) for row in matrix.cells],
        "anchors": {str(axis): list(words) for axis, words in matrix.anchors.items()},
        "chances": [str(share) for share in matrix.chances],
    }


def matrix_from_json(stored: dict[str, Any]) -> Matrix:
    """Return a stored matrix.

    >>> matrix_from_json(matrix_to_json(MATRIX)) == MATRIX
    True
    """
    return Matrix(
        name=stored["name"],
        probability=tuple(stored["probability"]),
        impact=tuple(stored["impact"]),
        levels=tuple(Level(word, Demand(demand)) for word, demand in stored["levels"]),
        cells=tuple(tuple(row) for row in stored["cells"]),
        anchors={axis: tuple(words) for axis, words in stored["anchors"].items()},
        chances=tuple(Decimal(share) for share in stored["chances"]),
        detection=tuple(stored.get("detection", ())),
        limits=Limits(**stored["limits"]) if "limits" in stored else None,
    )
