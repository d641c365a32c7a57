"""What the present says: variation by the latest point, assurance by target against limits."""

from collections.abc import Sequence

from catchball.measures.charts.reading import (
    Assurance,
    PhaseSummary,
    Reading,
    Side,
    SpecialCause,
    Standing,
    Variation,
)
from catchball.measures.charts.series import AfterPhase, Better, Kind, Series

_GOOD_SIDE = {Better.HIGHER: Side.HIGH, Better.LOWER: Side.LOW}


def standing(causes: Sequence[SpecialCause], better: Better) -> Standing:
    """Return what a counted point says, by the first cause that marks it.

    A directed cause goes before one without direction.
    """
    if not causes:
        return Standing.COMMON
    side = next((cause.side for cause in causes if cause.side), Side.NEITHER)
    if side is Side.NEITHER:
        return Standing.SPECIAL
    if better is Better.NEITHER:
        return Standing.HIGH if side is Side.HIGH else Standing.LOW
    return Standing.IMPROVEMENT if side is _GOOD_SIDE[better] else Standing.CONCERN


def variation(
    series: Series, readings: Sequence[Reading], phases: Sequence[PhaseSummary]
) -> Variation:
    """Return the variation of the latest point that counts.

    Source: NHS England, Making Data Count: the icon shows the type of the latest point. With
    fewer points behind it than `speaks_from` the answer is that there are too few to say.
    """
    counted = [each for each in readings if each.standing not in {Standing.EXCLUDED, Standing.GAP}]
    present = phases[-1] if phases else None
    if (
        present is None
        or not counted
        or _spoken_for(readings, present) < series.conventions.speaks_from
    ):
        return Variation.TOO_FEW
    latest = counted[-1]
    side = next((cause.side for cause in latest.causes if cause.side), Side.NEITHER)
    if latest.standing in {Standing.COMMON, Standing.SPECIAL}:
        return Variation(latest.standing.value)
    word = "neither" if series.better is Better.NEITHER else latest.standing.value
    return Variation(f"{word}-{'high' if side is Side.HIGH else 'low'}")


def _spoken_for(readings: Sequence[Reading], phase: PhaseSummary) -> int:
    """Return how many points of a phase count, those after its limits were fixed included."""
    own = readings[phase.first : phase.last + 1]
    return sum(each.standing not in {Standing.EXCLUDED, Standing.GAP} for each in own)


def assurance(
    series: Series, readings: Sequence[Reading], phases: Sequence[PhaseSummary]
) -> Assurance:
    """Return whether the target in force now lies outside the limits in force now.

    A target exactly on a limit is hit or miss. Without direction or target there is nothing to
    assure. While a new phase has too few points the answer waits, or, if so agreed, comes from
    the phase before it.

    Source: NHS England, Making Data Count; as computed by NHSRplotthedots (050b07d).
    """
    how, better = series.conventions, series.better
    target = readings[-1].target if readings else None
    if better is Better.NEITHER or target is None or series.kind is Kind.RUN:
        return Assurance.NOT_ASKED
    choices = [phases[-1]]
    if how.after_phase is AfterPhase.PREVIOUS_PHASE:
        choices = list(reversed(phases))
    for phase in choices:
        limits = _latest_limits(readings, phase)
        if limits is not None and _spoken_for(readings, phase) >= how.speaks_from:
            return _assured(target, limits, better)
    return Assurance.TOO_FEW


def _latest_limits(readings: Sequence[Reading], phase: PhaseSummary) -> tuple[float, float] | None:
    for each in reversed(readings[phase.first : phase.last + 1]):
        if each.lower is not None and each.upper is not None:
            return each.lower, each.upper
    return None


def _assured(target: float, limits: tuple[float, float], better: Better) -> Assurance:
    lower, upper = limits
    if lower <= target <= upper:
        return Assurance.HIT_OR_MISS
    met = (target < lower) is (better is Better.HIGHER)
    return Assurance.PASS if met else Assurance.FAIL
