"""Limits and the eight Nelson tests for thousands of series of single values at once.

The same answers as `read_chart` with the Nelson rules, by arithmetic on whole arrays. Time runs
down the rows, so that one row is one instant of many series; the comparisons of eight series
share a byte, and a rule is a few logical operations on such bytes. Blocks of series fit the
processor's cache. numpy is imported on first use: a page that draws one chart never loads it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from catchball.kernel.errors import Invalid
from catchball.kernel.words import _
from catchball.measures.charts.checks import MOST_POINTS, NotANumber, TooManyPoints
from catchball.measures.charts.limits import ROUNDING, SCREEN
from catchball.measures.charts.reading import Rule
from catchball.measures.charts.series import (
    Conventions,
    Marking,
    OnTheLimit,
    OnTheLine,
    Screening,
    TrendCount,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Bits = NDArray[np.uint8]

BLOCK = 1024  # series in one block: 60 points of them are half a megabyte

# The bit of each test in a flag: bit 0 is Nelson's test 1.
TESTS = (
    Rule.BEYOND,
    Rule.SHIFT,
    Rule.TREND,
    Rule.ALTERNATING,
    Rule.TWO_IN_THREE,
    Rule.FOUR_IN_FIVE,
    Rule.HUGGING,
    Rule.AVOIDING,
)


class NotATable(Invalid):
    """The values are not rows of series with the same number of points."""


class OneAtATime(Invalid):
    """A convention that only `read_chart` knows was asked for."""


@dataclass(frozen=True)
class ManyCharts:
    """Centre and reach (3 sigma) of each series, and a byte of flags for each of its points."""

    centre: "Floats"
    reach: "Floats"
    flags: "Bits"

    def of_rule(self, rule: Rule) -> "NDArray[np.bool_]":
        """Return which points of which series a test marks."""
        found: NDArray[np.bool_] = (self.flags >> TESTS.index(rule)) & 1 != 0
        return found


def read_many(values: Any, how: Conventions | None = None) -> ManyCharts:
    """Return XmR limits and the eight Nelson tests of many series, one in each row of `values`.

    All series have the same number of points, no gaps and no phases; a single point has no
    limits, so nothing is beyond them.

    Source: as `read_chart`; L. S. Nelson, Journal of Quality Technology 16 (1984) 237.

    :raises NotATable: if the values are not rows of equal length
    :raises NotANumber: for an infinity or NaN
    :raises TooManyPoints: beyond 10,000 points a series
    :raises OneAtATime: if points on the line are to be skipped, or screening repeated
    """
    import numpy as np  # noqa: PLC0415 -- only who asks for many pays for the import

    how = how or Conventions()
    table = np.asarray(values, dtype=np.float64)
    _check(table, how)
    series, points = table.shape
    read = ManyCharts(np.empty(series), np.empty(series), np.empty((series, points), np.uint8))
    for first in range(0, series, BLOCK):
        block = slice(first, first + BLOCK)
        rows = np.ascontiguousarray(table[block].T)
        read.centre[block], read.reach[block] = _limits(rows, how)
        flags = _flags(rows, read.centre[block], read.reach[block], how)
        read.flags[block] = flags.T
    return read


def _check(table: "Floats", how: Conventions) -> None:
    import numpy as np  # noqa: PLC0415

    if table.ndim != 2 or not table.shape[1]:
        raise NotATable(_("Give the values of each series as a row of one table."))
    if table.shape[1] > MOST_POINTS:
        raise TooManyPoints(_("A series may have %(most)s points.", most=MOST_POINTS))
    if not np.isfinite(table).all():
        raise NotANumber(_("A value is not a number. Read series with gaps one at a time."))
    if how.on_the_line is OnTheLine.SKIPPED or how.screening is Screening.UNTIL_NONE_IS_LEFT:
        raise OneAtATime(_("Read these series one at a time: the convention needs it."))


def _limits(rows: "Floats", how: Conventions) -> "tuple[Floats, Floats]":
    """Return the mean and 2.66 mean moving ranges of each column, screened once if asked."""
    import numpy as np  # noqa: PLC0415

    centre = rows.mean(axis=0)
    if len(rows) < 2:
        return centre, np.full(rows.shape[1], np.nan)
    ranges = np.abs(rows[1:] - rows[:-1])
    mean = ranges.mean(axis=0)
    if how.screening is Screening.ONCE:
        kept = ranges < SCREEN * mean
        count = kept.sum(axis=0, dtype=np.int32)
        screened = (ranges * kept).sum(axis=0) / np.maximum(count, 1)
        mean = np.where(count > 0, screened, mean)
    return centre, how.range_factor * mean


def _flags(rows: "Floats", centre: "Floats", reach: "Floats", how: Conventions) -> "Bits":
    """Return one byte of flags for each point, instants by series."""
    import numpy as np  # noqa: PLC0415

    series = rows.shape[1]
    flags = np.zeros((len(rows), (series + 7) // 8 * 8), np.uint8)
    for test, marked in enumerate(_tests(rows, centre, reach, how)):
        if marked.any():
            flags |= np.unpackbits(marked, axis=1) << np.uint8(test)
    return flags[:, :series]


def _tests(rows: "Floats", centre: "Floats", reach: "Floats", how: Conventions) -> "Iterator[Bits]":
    """Yield the points that each test marks, eight series to a byte."""
    import numpy as np  # noqa: PLC0415

    slack = ROUNDING * (2 * np.abs(centre) + np.nan_to_num(reach))
    outer = -slack if how.on_the_limit is OnTheLimit.BEYOND else slack
    up = [_packed(rows > centre + (reach * (k / 3.0) + (outer if k == 3 else slack))) for k in
          (1, 2, 3)]  # fmt: skip
    down = [_packed(rows < centre - (reach * (k / 3.0) + (outer if k == 3 else slack))) for k in
            (1, 2, 3)]  # fmt: skip
    above, below = _packed(rows > centre + slack), _packed(rows < centre - slack)
    if how.on_the_limit is OnTheLimit.BEYOND:
        up[2], down[2] = up[2] & above, down[2] & below
    rise, fall = _packed(rows[1:] > rows[:-1]), _packed(rows[1:] < rows[:-1])
    whole = how.marking is Marking.ALL_INVOLVED
    steps = 5 + (how.trend_count is TrendCount.RISES)
    turn = (rise[1:] & fall[:-1]) | (fall[1:] & rise[:-1])
    limited = np.packbits(reach > 0)
    yield up[2] | down[2]
    yield _run(above, 9, whole=whole) | _run(below, 9, whole=whole)
    yield _later(rise, steps, 1, whole=whole) | _later(fall, steps, 1, whole=whole)
    yield _later(turn, 12, 2, whole=whole)
    yield _two_of_three(up[1], whole=whole) | _two_of_three(down[1], whole=whole)
    yield _four_of_five(up[0], whole=whole) | _four_of_five(down[0], whole=whole)
    yield _run(~(up[0] | down[0]) & limited, 15, whole=whole)
    yield _run(up[0] | down[0], 8, whole=whole)


def _packed(marked: "NDArray[np.bool_]") -> "Bits":
    import numpy as np  # noqa: PLC0415

    return np.packbits(marked, axis=1)


def _ended(marked: "Bits", length: int) -> "Bits":
    """Return where so many marked instants in a row end, by doubling: 9 = 1 + 1 + 2 + 4 + 1."""
    import numpy as np  # noqa: PLC0415

    found = np.zeros_like(marked)
    if len(marked) < length:
        return found
    have, done = marked, 1
    while done < length:
        step = min(done, length - done)
        have = have[step:] & have[:-step]
        done += step
    found[length - 1 :] = have
    return found


def _spread(ended: "Bits", length: int) -> "Bits":
    """Return every instant of the stretches that end where marked."""
    have, done = ended, 1
    while done < length:
        step = min(done, length - done)
        more = have.copy()
        more[:-step] |= have[step:]
        have, done = more, done + step
    return have


def _run(marked: "Bits", length: int, *, whole: bool) -> "Bits":
    ended = _ended(marked, length)
    return _spread(ended, length) if whole and ended.any() else ended


def _later(steps: "Bits", length: int, later: int, *, whole: bool) -> "Bits":
    """Return a run of steps between instants as a stretch of instants."""
    import numpy as np  # noqa: PLC0415

    ended = np.zeros((len(steps) + later, steps.shape[1]), np.uint8)
    ended[later:] = _ended(steps, length)
    return _spread(ended, length + later) if whole and ended.any() else ended


def _back(marked: "Bits", by: int) -> "Bits":
    """Return the marks of so many instants before."""
    import numpy as np  # noqa: PLC0415

    moved = np.zeros_like(marked)
    moved[by:] = marked[:-by]
    return moved


def _two_of_three(marked: "Bits", *, whole: bool) -> "Bits":
    ended = marked & (_back(marked, 1) | _back(marked, 2))
    return marked & _spread(ended, 3) if whole else ended


def _four_of_five(marked: "Bits", *, whole: bool) -> "Bits":
    """Return where a marked instant has three more among the four before it."""
    first, second, third, fourth = (_back(marked, by) for by in (1, 2, 3, 4))
    three = (first & second & (third | fourth)) | (third & fourth & (first | second))
    ended = marked & three
    return marked & _spread(ended, 5) if whole else ended
