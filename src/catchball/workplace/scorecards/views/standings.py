"""How a promise stands in its newest periods, for the head of its chart."""

from dataclasses import dataclass

from catchball.kernel.words import _, period_name
from catchball.measures.reading import Standing
from catchball.workplace.scorecards import rules
from catchball.workplace.scorecards.queries import Cell, PromiseChart
from catchball.workplace.scorecards.views.grid import status_of, word_of

_MISSED = {Standing.BELOW_TARGET, Standing.BELOW_FLOOR}
_JUDGED = {*_MISSED, Standing.KEPT}


@dataclass(frozen=True)
class ShownStanding:
    """A period, its value and how it stands there."""

    where: str
    value: str
    status: str
    word: str


def headline_of(chart: PromiseChart) -> str:
    """Return what the chart finds, and that the newest period judged missed where it did."""
    newest = _newest(chart)
    if newest is None or newest.counts_as not in _MISSED:
        return chart.spec.title
    return _(
        "%(finding)s; %(word)s in %(period)s",
        finding=chart.spec.title,
        word=word_of(newest, newest.counts_as),
        period=period_name(newest.period),
    )


def standings_of(chart: PromiseChart) -> tuple[ShownStanding, ...]:
    """Return how the last period stands, and before it the newest that could be judged."""
    last, newest = chart.cells[-1], _newest(chart)
    shown = [last] if newest is None or newest is last else [newest, last]
    return tuple(
        ShownStanding(
            period_name(one.period),
            _value(one),
            status_of(one.counts_as),
            word_of(one, one.counts_as),
        )
        for one in shown
    )


def _newest(chart: PromiseChart) -> Cell | None:
    return next((one for one in reversed(chart.cells) if one.counts_as in _JUDGED), None)


def _value(cell: Cell) -> str:
    if cell.value is None:
        return ""
    return rules.shown(cell.value, cell.metric.unit, cell.decimals)
