"""The named sets of rules, each a row of shapes with their numbers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import comb, log2

from catchball.measures.charts import patterns
from catchball.measures.charts.limits import Line
from catchball.measures.charts.patterns import Window
from catchball.measures.charts.reading import Rule, Runs, Side, SpecialCause
from catchball.measures.charts.series import (
    Conventions,
    Marking,
    OnTheLimit,
    OnTheLine,
    RuleSet,
    TrendCount,
)


@dataclass(frozen=True)
class Row:
    """Neighbouring points of one phase with the line of each."""

    values: Sequence[float]
    lines: Sequence[Line]
    how: Conventions
    _beyond: dict[float, list[int]] = field(default_factory=dict)  # by sigmas, as asked for

    @cached_property
    def slacks(self) -> list[float]:
        """The rounding error of each line."""
        return [line.slack for line in self.lines]

    @cached_property
    def sides(self) -> list[int]:
        """1 above the centre line, −1 below, 0 on it."""
        return [
            (value > line.centre + slack) - (value < line.centre - slack)
            for value, line, slack in zip(self.values, self.lines, self.slacks, strict=True)
        ]

    def beyond(self, sigmas: float) -> list[int]:
        """Return 1 above the line so many sigma up, −1 below its mirror image, else 0."""
        if sigmas not in self._beyond:
            closed = sigmas == 3 and self.how.on_the_limit is OnTheLimit.BEYOND
            self._beyond[sigmas] = [
                _side(value, line, sigmas, slack, -slack if closed else slack)
                for value, line, slack in zip(self.values, self.lines, self.slacks, strict=True)
            ]
        return self._beyond[sigmas]

    def close(self) -> list[int]:
        """Return 1 or −1 for points past two thirds of the way to the limit but not beyond it."""
        return [
            0 if out else near
            for near, out in zip(self.beyond(2), self.beyond(3), strict=True)
        ]  # fmt: skip


def _side(value: float, line: Line, sigmas: float, slack: float, outer: float) -> int:
    lines = line.at(sigmas)
    # With the limit itself beyond, one that falls on the origin would mark what lies on both.
    if lines is None or abs(value - line.origin) <= slack:
        return 0
    lower, upper = lines
    return (value > upper + outer) - (value < lower - outer)


Finder = Callable[[Row], Iterator[Window]]


def _beyond_limits(row: Row) -> Iterator[Window]:
    return patterns.single(row.beyond(3))


def _shift(length: int) -> Finder:
    def find(row: Row) -> Iterator[Window]:
        skips = row.how.on_the_line is OnTheLine.SKIPPED
        return patterns.one_side(row.sides, length, skips_line=skips)

    return find


def _trend(length: int) -> Finder:
    def find(row: Row) -> Iterator[Window]:
        more = 1 if row.how.trend_count is TrendCount.RISES else 0
        return patterns.trend(row.values, length + more)

    return find


def _several(needed: int, of: int, sigmas: float) -> Finder:
    def find(row: Row) -> Iterator[Window]:
        return patterns.several_beyond(row.beyond(sigmas), needed, of)

    return find


def _nhs_two_in_three(row: Row) -> Iterator[Window]:
    return patterns.two_close_of_three(row.close(), row.sides)


def _alternating(row: Row) -> Iterator[Window]:
    return patterns.alternating(row.values, 14)


def _hugging(row: Row) -> Iterator[Window]:
    if any(not line.reach for line in row.lines):
        return iter(())
    return patterns.all_within(row.beyond(1), 15)


def _avoiding(row: Row) -> Iterator[Window]:
    return patterns.all_outside(row.beyond(1), 8)


# In each set the first rule that marks a point decides which way the point is shown.
# Sources: NHS England, Making Data Count (four rules, seven points); Western Electric (1956),
# pp. 25-28; L. S. Nelson (1984), tests 1 to 8.
FINDERS: dict[RuleSet, tuple[tuple[Rule, Finder], ...]] = {
    RuleSet.NHS: (
        (Rule.BEYOND, _beyond_limits),
        (Rule.TREND, _trend(7)),
        (Rule.TWO_IN_THREE, _nhs_two_in_three),
        (Rule.SHIFT, _shift(7)),
    ),
    RuleSet.WESTERN_ELECTRIC: (
        (Rule.BEYOND, _beyond_limits),
        (Rule.TWO_IN_THREE, _several(2, 3, 2)),
        (Rule.FOUR_IN_FIVE, _several(4, 5, 1)),
        (Rule.SHIFT, _shift(8)),
    ),
    RuleSet.NELSON: (
        (Rule.BEYOND, _beyond_limits),
        (Rule.SHIFT, _shift(9)),
        (Rule.TREND, _trend(6)),
        (Rule.ALTERNATING, _alternating),
        (Rule.TWO_IN_THREE, _several(2, 3, 2)),
        (Rule.FOUR_IN_FIVE, _several(4, 5, 1)),
        (Rule.HUGGING, _hugging),
        (Rule.AVOIDING, _avoiding),
    ),
    RuleSet.ANHOJ: ((Rule.BEYOND, _beyond_limits),),
}


def find_causes(rules: RuleSet, row: Row) -> list[SpecialCause]:
    """Return what the rules of a set find in one row, by position, rule by rule.

    Overlapping windows of one rule and side are one special cause.
    """
    return [
        cause
        for rule, finder in FINDERS[rules]
        for cause in _joined(rule, list(finder(row)), row.how.marking)
    ]


def _joined(rule: Rule, windows: Sequence[Window], marking: Marking) -> Iterator[SpecialCause]:
    groups: list[list[Window]] = []
    for side in Side:
        last: set[int] = set()
        for window in (each for each in windows if each.side is side):
            if last.isdisjoint(window.points):
                groups.append([])
            groups[-1].append(window)
            last = set(window.points)
    for group in sorted(groups, key=lambda each: each[0].points):
        completes = tuple(window.points[-1] for window in group)
        marks = {at for window in group for at in window.marks}
        if marking is Marking.COMPLETING:
            marks = set(completes)
        points = {at for window in group for at in window.points}
        yield SpecialCause(
            rule, group[0].side, tuple(sorted(points)), completes, tuple(sorted(marks))
        )


def fewest_crossings(useful: int) -> int:
    """Return the lower 5 % point of crossings of a median by chance among `useful` points.

    Source: Z. Chen, Journal of Statistical Computation (2010) via J. Anhøj, PLoS ONE 9 (2014)
    e113825: the 5 % quantile of a binomial of useful − 1 trials at one half.

    >>> fewest_crossings(24)
    8
    """
    trials = max(0, useful - 1)
    enough = 2**trials
    total = 0
    for crossings in range(trials + 1):
        total += comb(trials, crossings)
        if total * 20 >= enough:
            return crossings
    return trials


def longest_allowed(useful: int) -> int:
    """Return the longest run that chance explains among `useful` points: log2 of them, plus 3.

    Source: M. F. Schilling, Mathematics Magazine 85 (2012) 141 via J. Anhøj (2014).

    >>> longest_allowed(24)
    8
    """
    return round(log2(useful)) + 3 if useful else 0


def read_runs(sides: Sequence[int]) -> tuple[Runs, tuple[Window, ...]]:
    """Return the runs about the centre line and the longest runs as windows, by position.

    Points on the line are not useful and are passed over, by definition of the test.

    Source: J. Anhøj and A. V. Olesen, PLoS ONE 9 (2014) e113825.
    """
    runs: list[list[int]] = []
    for place, side in enumerate(sides):
        if side and runs and sides[runs[-1][0]] == side:
            runs[-1].append(place)
        elif side:
            runs.append([place])
    useful = sum(len(run) for run in runs)
    longest = max((len(run) for run in runs), default=0)
    windows = tuple(
        Window(tuple(run), Side(sides[run[0]]), tuple(run)) for run in runs if len(run) == longest
    )
    read = Runs(
        useful=useful,
        longest=longest,
        longest_allowed=longest_allowed(useful),
        crossings=max(0, len(runs) - 1),
        crossings_needed=fewest_crossings(useful),
    )
    return read, windows


def find_run_causes(read: Runs, windows: Sequence[Window], how: Conventions) -> list[SpecialCause]:
    """Return an unusually long run, and too few crossings, as special causes by position."""
    found: list[SpecialCause] = []
    if read.longest > read.longest_allowed:
        found += _joined(Rule.LONG_RUN, windows, how.marking)
    if read.crossings < read.crossings_needed:
        every = tuple(range(windows[0].points[0], windows[-1].points[-1] + 1))
        whole = Window(every, Side.NEITHER, ())
        found += _joined(Rule.FEW_CROSSINGS, [whole], Marking.ALL_INVOLVED)
    return found
