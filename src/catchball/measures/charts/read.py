"""The one door: a series goes in, a chart comes out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from catchball.measures.charts import limits, rules, verdicts
from catchball.measures.charts.checks import check_series
from catchball.measures.charts.limits import Basis, Line, Measured
from catchball.measures.charts.reading import (
    Assurance,
    Chart,
    PhaseSummary,
    Reading,
    Runs,
    SpecialCause,
    Standing,
    Variation,
)
from catchball.measures.charts.series import Kind, Phase, RuleSet, Series


def read_chart(series: Series) -> Chart:
    """Read a series by its rules: lines, special causes, phases, variation and assurance.

    An empty series is a chart without readings that has too few points to say anything. A phase
    whose points are all gaps or excluded has no lines.

    :raises Invalid: one of the errors of `checks.check_series`, naming the point

    >>> from catchball.measures.charts.series import Point
    >>> values = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
    >>> points = [Point(str(number), value) for number, value in enumerate(values, start=1)]
    >>> chart = read_chart(Series(Kind.XMR, points))
    >>> [round(line, 2) for line in (chart.phases[0].lower, chart.phases[0].upper)]
    [45.82, 55.8]
    """
    check_series(series)
    if not series.points:
        return Chart(series, (), (), (), (), Variation.TOO_FEW, Assurance.NOT_ASKED)
    measured = [limits.measure(series.kind, point) for point in series.points]
    targets = _targets(series)
    read = [_read_phase(series, measured, span, targets) for span in _spans(series)]
    readings = _with_causes(
        series, [r for phase in read for r in phase.readings], [c for p in read for c in p.causes]
    )
    phases = tuple(phase.summary for phase in read)
    return Chart(
        series=series,
        readings=readings,
        causes=tuple(cause for phase in read for cause in phase.causes),
        phases=phases,
        runs=tuple(phase.runs for phase in read),
        variation=verdicts.variation(series, readings, phases),
        assurance=verdicts.assurance(series, readings, phases),
    )


def is_settled(series: Series, used: int) -> bool:
    """Tell whether limits rest on enough points that the next one hardly moves them.

    Source: NHS England's tools call limits of fewer than twelve points trial limits.
    """
    return used >= series.conventions.settled_from


@dataclass(frozen=True)
class _Span:
    """The places of one phase, and the decision that began it."""

    number: int
    first: int
    last: int
    phase: Phase | None

    @property
    def places(self) -> range:
        return range(self.first, self.last + 1)


@dataclass(frozen=True)
class _Read:
    summary: PhaseSummary
    readings: list[Reading]
    causes: list[SpecialCause]
    runs: Runs


def _spans(series: Series) -> list[_Span]:
    places = {point.label: place for place, point in enumerate(series.points)}
    starts: dict[int, Phase | None] = {0: None}
    starts |= {places[phase.starts_at]: phase for phase in series.phases}
    firsts = sorted(starts)
    lasts = [first - 1 for first in firsts[1:]] + [len(series.points) - 1]
    return [
        _Span(number, first, last, starts[first])
        for number, (first, last) in enumerate(zip(firsts, lasts, strict=True))
    ]


def _read_phase(
    series: Series,
    measured: Sequence[Measured],
    span: _Span,
    targets: Sequence[float | None],
) -> _Read:
    counted = [
        None if point.excluded else at
        for point, at in zip(series.points, measured, strict=True)
    ]  # fmt: skip
    rows = limits.stretches_of(counted, span.places, series.conventions.across_gaps)
    found = _basis(series, counted, rows)
    lines = _lines(measured, found, span)
    causes, runs = _find_causes(series, counted, rows, lines)
    readings = [
        _reading(series, place, measured[place], lines.get(place), span.number, targets)
        for place in span.places
    ]
    return _Read(_summary(series, span, rows, found, readings), readings, causes, runs)


def _basis(
    series: Series, measured: Sequence[Measured | None], rows: Sequence[Sequence[int]]
) -> Basis | None:
    left = series.frozen_after or len(series.points)
    base: list[list[Measured]] = []
    for row in rows:
        counted = [found for place in row[:left] if (found := measured[place]) is not None]
        left = max(0, left - len(row))
        base.append(counted)
    return limits.basis(series.kind, base, series.conventions)


def _lines(measured: Sequence[Measured], found: Basis | None, span: _Span) -> dict[int, Line]:
    """Return the line at every place of a phase that can have one.

    Where limits vary with the denominator, a gap has none.
    """
    if found is None:
        return {}
    sizes = ((place, measured[place].denominator) for place in span.places)
    return {place: found.line(of) for place, of in sizes if of}


def _find_causes(
    series: Series,
    measured: Sequence[Measured | None],
    rows: Sequence[Sequence[int]],
    lines: dict[int, Line],
) -> tuple[list[SpecialCause], Runs]:
    causes: list[SpecialCause] = []
    every_side: list[int] = []
    for row in rows:
        values = [at.value for place in row if (at := measured[place]) and at.value is not None]
        points = rules.Row(values, [lines[place] for place in row], series.conventions)
        every_side += points.sides
        causes += [_placed(cause, row) for cause in rules.find_causes(series.rules, points)]
    runs, windows = rules.read_runs(every_side)
    if series.rules is RuleSet.ANHOJ:
        places = [place for row in rows for place in row]
        found = rules.find_run_causes(runs, windows, series.conventions)
        causes += [_placed(cause, places) for cause in found]
    return causes, runs


def _placed(cause: SpecialCause, places: Sequence[int]) -> SpecialCause:
    """Return a cause found by position within a row as one of places in the series."""
    return replace(
        cause,
        points=tuple(places[at] for at in cause.points),
        completes=tuple(places[at] for at in cause.completes),
        marked=tuple(places[at] for at in cause.marked),
    )


def _reading(
    series: Series,
    place: int,
    at: Measured,
    line: Line | None,
    phase: int,
    targets: Sequence[float | None],
) -> Reading:
    point, kind, scale = series.points[place], series.kind, series.multiplier
    centre, reach = (line.centre, line.reach) if line else (None, None)
    lower, upper = (line.at(3) if line else None) or (None, None)
    value, centre, lower, upper = [
        None if each is None else limits.shown(kind, each) * scale
        for each in (at.value, centre, lower, upper)
    ]
    sigma = None if reach is None else reach / 3.0 * scale
    return Reading(
        point=point,
        value=value,
        centre=centre,
        lower=lower,
        upper=upper,
        sigma=None if kind is Kind.T else sigma,
        phase=phase,
        target=targets[place],
        bounds=_bounds(series, at.denominator),
        standing=_unjudged(at, excluded=bool(point.excluded)),
    )


def _unjudged(at: Measured, *, excluded: bool) -> Standing:
    if excluded:
        return Standing.EXCLUDED
    return Standing.GAP if at.value is None else Standing.COMMON


def _targets(series: Series) -> list[float | None]:
    """Return the target in force at each point."""
    steps = {step.starts_at: step.value for step in series.targets}
    now: float | None = None
    return [now := steps.get(point.label, now) for point in series.points]


def _bounds(series: Series, denominator: float) -> tuple[float | None, float | None]:
    """Return the least and the most that is possible at all, in the unit shown."""
    if series.bounds is not None:
        return series.bounds
    if series.kind in {Kind.P, Kind.P_PRIME}:
        return 0.0, series.multiplier
    if series.kind is Kind.NP:
        return 0.0, denominator * series.multiplier
    return (None, None) if series.kind in {Kind.XMR, Kind.RUN} else (0.0, None)


def _with_causes(
    series: Series, readings: Sequence[Reading], causes: Sequence[SpecialCause]
) -> tuple[Reading, ...]:
    marked: dict[int, list[SpecialCause]] = {}
    for cause in causes:
        for place in cause.marked:
            marked.setdefault(place, []).append(cause)
    return tuple(
        replace(
            reading,
            causes=tuple(marked[place]),
            standing=verdicts.standing(marked[place], series.better),
        )
        if place in marked
        else reading
        for place, reading in enumerate(readings)
    )


def _summary(
    series: Series,
    span: _Span,
    rows: Sequence[Sequence[int]],
    found: Basis | None,
    readings: Sequence[Reading],
) -> PhaseSummary:
    counted = sum(len(row) for row in rows)
    used = min(counted, series.frozen_after or counted)
    known = [each for each in readings if each.centre is not None]
    alike = {(each.centre, each.lower, each.upper) for each in known}
    centre, lower, upper = next(iter(alike)) if len(alike) == 1 else (None, None, None)
    if centre is None and known and series.kind is not Kind.NP:
        centre = known[-1].centre
    return PhaseSummary(
        first=span.first,
        last=span.last,
        reason=span.phase.reason if span.phase else "",
        decided_by=span.phase.decided_by if span.phase else "",
        decided_on=span.phase.decided_on if span.phase else None,
        used=used,
        frozen=series.frozen_after is not None and counted >= series.frozen_after,
        trial=not is_settled(series, used),
        centre=centre,
        lower=lower,
        upper=upper,
        moving_range=_range_shown(series, found),
        sigma_z=found.sigma_z if found else None,
    )


def _range_shown(series: Series, found: Basis | None) -> float | None:
    if found is None or found.moving_range is None:
        return None
    return found.moving_range * (series.multiplier if series.kind is Kind.XMR else 1.0)
