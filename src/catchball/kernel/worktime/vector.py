"""The same questions for whole arrays of instants at once, with numpy.

Instants are `datetime64` arrays in UTC, as numpy has no zones. Units finer than a second are
reckoned in whole microseconds, all others in whole seconds. Answers come in the same unit.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from weakref import WeakKeyDictionary

from catchball.kernel.words import _
from catchball.kernel.worktime.clock import Clock
from catchball.kernel.worktime.problems import (
    AmountNegative,
    InstantMissing,
    InstantsDoNotMatch,
    PauseUnreadable,
)
from catchball.kernel.worktime.table import Table
from catchball.kernel.worktime.zones import (
    EARLIEST,
    LATEST,
    check_within_reach,
    instant_at,
)

MILLION = 1_000_000

Read = Callable[[Any], Any]

QUARTER = 900
WORTH_A_GRID = 20_000
_BLOCK = 32_768
_INT32_ENDS = 2**31


@dataclass(frozen=True, eq=False)
class Pauses:
    """Pauses of many spans: `of[i]` is the place of the span that pause `i` interrupts.

    An end of NaT means that the pause still lasts.
    """

    of: Any
    starts: Any
    ends: Any


def elapsed_many(clock: Clock, starts: Any, ends: Any, pauses: Pauses | None = None) -> Any:
    """Measure the business time of each span, as `Clock.elapsed` does of one.

    The answer is an array of timedelta64. From some thousands of instants on, a calendar whose
    hours begin and end on quarter hours is read from a grid instead of by binary search.

    :raises InstantMissing: an instant is NaT.
    :raises InstantsDoNotMatch: the arrays are of different lengths or hold no instants.
    :raises PauseUnreadable: a pause ends before it begins.
    """
    import numpy as np  # noqa: PLC0415 -- heavy, and only arrays need it

    scale = _scale_of(starts, ends)
    first, last = _numbers(starts, scale), _numbers(ends, scale)
    _check_lengths(first, last)
    if not first.size:
        return np.zeros(0, _span_type(scale))
    table = _covering(clock, scale, first, last)
    read = _reader(table, scale, first.size)
    gone = np.empty(first.size, np.int64)
    for at in range(0, first.size, _BLOCK):
        block = slice(at, at + _BLOCK)
        np.subtract(read(last[block]), read(first[block]), out=gone[block])
    np.maximum(gone, 0, out=gone)
    if pauses is not None:
        of, begin, stop = _merged(pauses, first, last, scale)
        np.subtract.at(gone, of, read(stop) - read(begin))
    return gone.view(_span_type(scale))


def after_many(clock: Clock, starts: Any, amounts: Any) -> Any:
    """Find the instant by which each amount has passed, as `Clock.after` does for one.

    Amounts are a timedelta64 array of the same length.

    :raises InstantMissing: an instant or an amount is NaT.
    :raises InstantsDoNotMatch: the arrays are of different lengths or of other types.
    :raises AmountNegative: an amount is less than nothing.
    :raises NeverOpenAgain: the calendar has no such amount of open time left.
    """
    import numpy as np  # noqa: PLC0415 -- heavy, and only arrays need it

    scale = max(_scale_of(starts), _scale_of(amounts))
    first, need = _numbers(starts, scale), _numbers(amounts, scale, kind="m")
    _check_lengths(first, need)
    if not first.size:
        return np.zeros(0, _instant_type(scale))
    if need.min() < 0:
        raise AmountNegative(_("Business time to add cannot be negative."))
    table = _covering(clock, scale, first, first)
    # More than all the years would overflow, and is too much anyway.
    need = np.minimum(need, (LATEST - EARLIEST) * scale)
    wanted = _reader(table, scale, first.size)(first) + need
    table = clock.longer(table, timedelta(seconds=int(wanted.max()) // scale + 1))
    opens, closes, before = _edges(table, scale)
    place = np.searchsorted(before, wanted, side="left") - 1
    found = opens[place] + wanted - before[place]
    following = np.maximum(first, opens[np.searchsorted(closes, first, side="right")])
    return np.where(need == 0, following, found).view(_instant_type(scale))


def _span_type(scale: int) -> str:
    return "timedelta64[s]" if scale == 1 else "timedelta64[us]"


def _instant_type(scale: int) -> str:
    return "datetime64[s]" if scale == 1 else "datetime64[us]"


def _scale_of(*arrays: Any) -> int:
    """Return how many units of the answer make a second: 1 or a million."""
    import numpy as np  # noqa: PLC0415 -- heavy, and only arrays need it

    coarse = {"Y", "M", "W", "D", "h", "m", "s"}
    units = set()
    for array in arrays:
        if getattr(array, "dtype", None) is None or array.dtype.kind not in "mM":
            raise InstantsDoNotMatch(_("Instants must come as an array of datetime64 in UTC."))
        units.add(np.datetime_data(array.dtype)[0])
    return 1 if units <= coarse else MILLION


def _numbers(array: Any, scale: int, kind: str = "M", *, gaps: bool = False) -> Any:
    """Return the array as whole numbers of seconds or microseconds."""
    import numpy as np  # noqa: PLC0415 -- heavy, and only arrays need it

    if array.dtype.kind != kind or array.ndim != 1:
        raise InstantsDoNotMatch(_("Instants must come as an array of datetime64 in UTC."))
    unit = _instant_type(scale) if kind == "M" else _span_type(scale)
    numbers = np.ascontiguousarray(array.astype(unit, copy=False)).view(np.int64)
    if not gaps and numbers.size and numbers.min() == np.iinfo(np.int64).min:
        raise InstantMissing(
            _("An instant is missing (NaT). Leave such rows out or give them an instant.")
        )
    return numbers


def _check_lengths(*arrays: Any) -> None:
    if len({array.size for array in arrays}) > 1:
        raise InstantsDoNotMatch(_("Starts and ends must be equally many."))


def _covering(clock: Clock, scale: int, first: Any, last: Any) -> Table:
    low = min(int(first.min()), int(last.min())) // scale
    high = -(-max(int(first.max()), int(last.max())) // scale)
    # Checked here because such years may not fit a datetime.
    check_within_reach(low)
    check_within_reach(high)
    return clock.table_covering(instant_at(low), instant_at(high))


def _edges(table: Table, scale: int) -> tuple[Any, Any, Any]:
    """Return openings, closings and the open time before each, led by an empty span."""
    import numpy as np  # noqa: PLC0415 -- heavy, and only arrays need it

    spans = np.array([(table.first, table.first), *table.spans], dtype=np.int64) * scale
    before = np.cumsum(spans[:, 1] - spans[:, 0]) - (spans[:, 1] - spans[:, 0])
    return np.ascontiguousarray(spans[:, 0]), np.ascontiguousarray(spans[:, 1]), before


_READERS: WeakKeyDictionary[Table, dict[tuple[int, bool], Read]] = WeakKeyDictionary()


def _reader(table: Table, scale: int, size: int) -> Read:
    """Return what reads the open time before each instant, kept as long as the table is."""
    gridded = size >= WORTH_A_GRID and _has_a_grid(table)
    kept = _READERS.setdefault(table, {})
    read = kept.get((scale, gridded))
    if read is None:
        read = kept[scale, gridded] = (_by_grid if gridded else _by_search)(table, scale)
    return read


def _has_a_grid(table: Table) -> bool:
    """Tell whether all edges fall on quarter hours and the grid stays small."""
    on_quarters = all(start % QUARTER == 0 and end % QUARTER == 0 for start, end in table.spans)
    return on_quarters and table.until - table.first < _INT32_ENDS


def _by_search(table: Table, scale: int) -> Read:
    import numpy as np  # noqa: PLC0415 -- heavy, and only arrays need it

    opens, closes, before = _edges(table, scale)

    def read(at: Any) -> Any:
        place = np.searchsorted(opens, at, side="right") - 1
        return before[place] + np.minimum(at, closes[place]) - opens[place]

    return read


def _by_grid(table: Table, scale: int) -> Read:
    """Return a reader of a table of open time before each quarter hour.

    Within a quarter the sum grows by the time gone or not at all, so it is the smaller of the
    sum grown and the sum of the next quarter. Seconds fit 32 bits, which keeps it in the cache.
    """
    import numpy as np  # noqa: PLC0415 -- heavy, and only arrays need it

    kind = np.int32 if scale == 1 else np.int64
    quarter, origin = kind(QUARTER * scale), table.first * scale
    marks = np.arange(table.first, table.until + 2 * QUARTER, QUARTER) * scale
    sums = _by_search(table, scale)(marks).astype(kind)

    def read(at: Any) -> Any:
        gone = (at - origin).astype(kind)
        place = gone // quarter
        grown = sums[place] + (gone - place * quarter)
        return np.minimum(grown, sums[place + 1])

    return read


def _merged(pauses: Pauses, first: Any, last: Any, scale: int) -> tuple[Any, Any, Any]:
    """Return the pauses cut to their spans, without what an earlier one already covers.

    Ranks stand in for instants, so that span and instant fit one sortable number.
    """
    import numpy as np  # noqa: PLC0415 -- heavy, and only arrays need it

    of = np.asarray(pauses.of, dtype=np.int64)
    begin = _numbers(pauses.starts, scale)
    stop = _numbers(pauses.ends, scale, gaps=True)
    _check_lengths(of, begin, stop)
    if of.size and not 0 <= of.min() <= of.max() < first.size:
        raise InstantsDoNotMatch(_("A pause belongs to a span that is not there."))
    lasting = stop == np.iinfo(np.int64).min
    if (~lasting & (stop < begin)).any():
        raise PauseUnreadable(_("A pause ends before it begins. Swap the two."))
    begin = np.maximum(begin, first[of])
    stop = np.where(lasting, last[of], np.minimum(stop, last[of]))
    order = np.lexsort((begin, of))
    order = order[stop[order] > begin[order]]
    of, begin, stop = of[order], begin[order], stop[order]
    values, ranks = np.unique(np.concatenate((begin, stop)), return_inverse=True)
    base = of * (values.size + 1)
    covered = np.maximum.accumulate(base + ranks[of.size :])
    begins = base + ranks[: of.size]
    begins[1:] = np.maximum(begins[1:], covered[:-1])
    begin = values[np.minimum(begins - base, ranks[of.size :])]
    return of, begin, stop
