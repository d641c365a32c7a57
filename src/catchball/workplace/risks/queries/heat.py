"""The heat map of a document: how many risks each pair of probability and impact holds."""

from collections.abc import Sequence

from catchball.workplace.risks.queries.shapes import HeatCell, HeatRow, RiskLine
from catchball.workplace.risks.rules import Matrix


def heat_of(matrix: Matrix, lines: Sequence[RiskLine]) -> tuple[HeatRow, ...]:
    """Return the heat map of open risks, the most likely on top."""
    rows = []
    for probability in range(len(matrix.probability), 0, -1):
        cells = tuple(
            _cell(matrix, lines, probability, impact) for impact in range(1, len(matrix.impact) + 1)
        )
        rows.append(HeatRow(probability, matrix.probability[probability - 1], cells))
    return tuple(rows)


def _cell(matrix: Matrix, lines: Sequence[RiskLine], probability: int, impact: int) -> HeatCell:
    level = matrix.level(probability, impact)
    scored = tuple(
        line
        for line in lines
        if line.score and (line.score.probability, line.score.impact) == (probability, impact)
    )
    return HeatCell(impact, level.word, level.demand, scored)
