"""Control charts of 10,000 series of 60 points: limits and the eight Nelson tests.

Ours beside the package `shewhart` and beside the same arithmetic compiled by numba in one pass,
the fastest way known here. The flags of ours and of the compiled pass are compared point by
point, so neither is fast by doing less.
"""

from math import nan
from time import perf_counter

import numba
import numpy as np
import shewhart

from catchball.measures.charts import Conventions, Marking, Screening
from catchball.measures.charts.many import read_many

SERIES, POINTS, PEER_SERIES, ROUNDS = 10_000, 60, 200, 7


@numba.njit
def compiled(table, factor, flags, centre, reach):  # noqa: C901, PLR0912, PLR0915 -- one pass
    """One pass a series: mean, moving ranges, then every test by counters that run along."""
    series, points = table.shape
    for row in range(series):
        values = table[row]
        total = 0.0
        ranged = 0.0
        for at in range(points):
            total += values[at]
            if at:
                ranged += abs(values[at] - values[at - 1])
        middle = total / points
        far = factor * ranged / (points - 1)
        centre[row] = middle
        reach[row] = far
        slack = 1e-12 * (2 * abs(middle) + far)
        one, two = far * (1 / 3.0) + slack, far * (2 / 3.0) + slack
        three = far + slack
        above = below = rises = falls = turns = near = away = 0
        high1 = high2 = low1 = low2 = 0
        before = 0
        for at in range(points):
            value = values[at]
            off = value - middle
            flag = 0
            if off > three or off < -three:
                flag |= 1
            above = above + 1 if off > slack else 0
            below = below + 1 if off < -slack else 0
            if above >= 9 or below >= 9:
                flag |= 2
            if at:
                step = (value > values[at - 1]) - (value < values[at - 1])
                rises = rises + 1 if step > 0 else 0
                falls = falls + 1 if step < 0 else 0
                turns = turns + 1 if step * before < 0 else 0
                before = step
                if rises >= 5 or falls >= 5:
                    flag |= 4
                if turns >= 12:
                    flag |= 8
            up1, down1 = off > one, off < -one
            up2, down2 = off > two, off < -two
            high2 = ((high2 << 1) | up2) & 7
            low2 = ((low2 << 1) | down2) & 7
            high1 = ((high1 << 1) | up1) & 31
            low1 = ((low1 << 1) | down1) & 31
            if (up2 and (high2 & 6)) or (down2 and (low2 & 6)):
                flag |= 16
            if (up1 and bits(high1) >= 4) or (down1 and bits(low1) >= 4):
                flag |= 32
            outside = up1 or down1
            near = 0 if outside else near + 1
            away = away + 1 if outside else 0
            if near >= 15 and far > 0:
                flag |= 64
            if away >= 8:
                flag |= 128
            flags[row, at] = flag


@numba.njit
def bits(mask):
    return (mask & 1) + (mask >> 1 & 1) + (mask >> 2 & 1) + (mask >> 3 & 1) + (mask >> 4 & 1)


def a_table():
    """Return series of every temper: steady, shifted, drifting and wandering."""
    rng = np.random.default_rng(20261127)
    table = rng.normal(50.0, 2.0, size=(SERIES, POINTS))
    table[:2_000, 40:] += 3.0
    table[2_000:3_000] += np.linspace(0.0, 6.0, POINTS)
    table[3_000:3_500] = 50.0 + rng.normal(size=(500, POINTS)).cumsum(axis=1)
    return table


def best_times(works):
    """Return the best time of each work; rounds alternate, so that all meet the same machine."""
    times = [[] for _work in works]
    for _round in range(1 + ROUNDS):
        for taken, work in zip(times, works, strict=True):
            begun = perf_counter()
            work()
            taken.append(perf_counter() - begun)
    return [min(taken[1:]) for taken in times]


def main():
    table = a_table()
    how = Conventions(screening=Screening.NONE, marking=Marking.COMPLETING)
    flags = np.empty(table.shape, np.uint8)
    centre, reach = np.full(SERIES, nan), np.full(SERIES, nan)

    times = best_times(
        [
            lambda: read_many(table, how),
            lambda: read_many(table),
            lambda: compiled(table, how.range_factor, flags, centre, reach),
            lambda: [shewhart.imr(values, rules="nelson") for values in table[:PEER_SERIES]],
        ]
    )
    ours, whole, limit = (SERIES / time for time in times[:3])
    peer = PEER_SERIES / times[3]
    different = int((np.bitwise_count(read_many(table, how).flags ^ flags)).sum())

    print(f"Control charts: {SERIES:,} series of {POINTS} points, limits and 8 Nelson tests")
    print(f"  ours, completing points      {ours:>10,.0f} series/s")
    print(f"  ours, screened, whole runs   {whole:>10,.0f} series/s")
    print(f"  shewhart {shewhart.__version__}               {peer:>10,.0f} series/s")
    print(f"  compiled by numba (limit)    {limit:>10,.0f} series/s")
    print(f"  ours ÷ shewhart              {ours / peer:>10,.0f} ×    (goal 150)")
    print(f"  ours ÷ limit                 {ours / limit:>10.2f}      (goal 0.3)")
    print(f"  different flags              {different:>10,} of {flags.size * 8:,}")


if __name__ == "__main__":
    main()
