"""What a series must be like before anything is computed from it."""

from collections.abc import Iterable
from math import isfinite

from catchball.kernel.errors import Invalid
from catchball.kernel.words import _
from catchball.measures.charts.series import Kind, Phase, Point, Series, TargetStep

MOST_POINTS = 10_000


class TooManyPoints(Invalid):
    """The series is longer than a chart can say anything about."""


class NotANumber(Invalid):
    """A value is infinite or no number at all."""


class ImpossibleCount(Invalid):
    """A count or value cannot occur on this kind of chart."""


class UnknownPoint(Invalid):
    """A phase or target begins at a point that the series does not have."""


class PhaseWithoutReason(Invalid):
    """Limits start anew only by a decision that says why."""


class ImpossibleOption(Invalid):
    """An option of the chart has no meaning."""


def check_series(series: Series) -> None:
    """Refuse a series that has no defined answer, naming the point and what to do.

    Missing values, zero denominators without a count, equal and zero values are no errors: they
    have defined answers.

    :raises TooManyPoints: beyond 10,000 points
    :raises NotANumber: for an infinity or NaN, in a point, target or bound
    :raises ImpossibleCount: for a negative count or gap, or a share above the whole
    :raises UnknownPoint: if a phase or target begins at no point, or labels are not unique there
    :raises PhaseWithoutReason: if a phase does not say why
    :raises ImpossibleOption: for a multiplier, number of points or factor that is not positive
    """
    if len(series.points) > MOST_POINTS:
        raise TooManyPoints(
            _(
                "This chart has %(count)s points and can show %(most)s. "
                "Choose a longer period for each point, or a shorter span.",
                count=len(series.points),
                most=MOST_POINTS,
            )
        )
    _check_options(series)
    for point in series.points:
        _check_point(series.kind, point)
    _check_starts(series)


def _check_options(series: Series) -> None:
    positive = (series.multiplier, series.conventions.range_factor)
    if not all(isfinite(number) and number > 0 for number in positive):
        raise ImpossibleOption(_("A chart's multiplier and range factor must be above zero."))
    if series.frozen_after is not None and series.frozen_after < 1:
        raise ImpossibleOption(_("Limits can be fixed after one point at the earliest."))
    bounds = [bound for bound in series.bounds or () if bound is not None]
    _check_finite(_("A bound of the chart"), bounds)
    _check_finite(_("A target"), [step.value for step in series.targets])


def _are_finite(numbers: Iterable[float | None]) -> bool:
    return all(number is None or isfinite(number) for number in numbers)


def _check_finite(what: str, numbers: Iterable[float | None]) -> None:
    if not _are_finite(numbers):
        raise NotANumber(
            _("%(what)s is not a number. Correct it, or leave it empty if unknown.", what=what)
        )


def _check_point(kind: Kind, point: Point) -> None:
    numbers = (point.value, point.count, point.denominator)
    if not _are_finite(numbers):
        _check_finite(_("The value of %(label)s", label=point.label), numbers)
    if kind.counts:
        _check_count(kind, point)
    elif kind in {Kind.G, Kind.T} and point.value is not None and point.value < 0:
        raise ImpossibleCount(
            _("The gap that ends at %(label)s is negative; events must be in time order.",
              label=point.label)
        )  # fmt: skip


def _check_count(kind: Kind, point: Point) -> None:
    count, of = point.count or 0.0, point.denominator
    if count < 0 or (of is not None and of < 0):
        raise ImpossibleCount(_("%(label)s counts fewer than none.", label=point.label))
    if not kind.needs_denominator or point.count is None:
        return
    if count > 0 and not of:
        raise ImpossibleCount(
            _("%(label)s counts %(count)g of none. Give the number that it was counted out of.",
              label=point.label, count=count)
        )  # fmt: skip
    if kind.is_share and of is not None and count > of:
        raise ImpossibleCount(
            _("%(label)s counts %(count)g of only %(of)g.", label=point.label, count=count, of=of)
        )


def _check_starts(series: Series) -> None:
    labels = [point.label for point in series.points]
    starts: list[Phase | TargetStep] = [*series.phases, *series.targets]
    for start in starts:
        if labels.count(start.starts_at) != 1:
            raise UnknownPoint(
                _("No single point of this chart is called %(label)s.", label=start.starts_at)
            )
    for phase in series.phases:
        if not phase.reason.strip():
            raise PhaseWithoutReason(
                _("Say why the limits start anew at %(label)s.", label=phase.starts_at)
            )
