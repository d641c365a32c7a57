"""One specification of a chart, from which every drawing and its table are made."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import floor, isclose, log10

from catchball.kernel.words import _, ngettext
from catchball.measures.charts.reading import Chart, Reading, Standing
from catchball.measures.charts.wording import (
    ASSURANCE_WORDS,
    VARIATION_WORDS,
    Wording,
    centre_word,
    say_finding,
    say_rule,
)


class Role(StrEnum):
    """Which line a direct label names."""

    CENTRE = "centre"
    LOWER = "lower"
    UPPER = "upper"
    TARGET = "target"
    FLOOR = "floor"


@dataclass(frozen=True)
class Mark:
    """One point as drawn: its value, its lines where they can be drawn, and what it says."""

    label: str
    value: float | None
    words: str
    centre: float | None
    lower: float | None
    upper: float | None
    target: float | None
    standing: Standing
    says: tuple[str, ...]
    phase: int
    count: float | None = None
    denominator: float | None = None
    floor: float | None = None


@dataclass(frozen=True)
class LineLabel:
    """The words at the end of a line, in full and for narrow places."""

    role: Role
    value: float
    words: str
    short: str


@dataclass(frozen=True)
class Annotation:
    """A remark at a point: what happened there, or why the limits begin anew."""

    at: int
    words: str
    begins_phase: bool = False


@dataclass(frozen=True)
class Axis:
    """The vertical axis: its ends and where its numbers stand."""

    least: float
    most: float
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class ChartSpec:
    """Everything a drawing needs, without a decision left to it."""

    title: str
    subject: str
    description: str
    marks: tuple[Mark, ...]
    axis: Axis
    labels: tuple[LineLabel, ...]
    annotations: tuple[Annotation, ...]
    notes: tuple[str, ...]
    has_counts: bool


def specify(
    chart: Chart,
    wording: Wording,
    *,
    remarks: Sequence[tuple[str, str]] = (),
    title: str | None = None,
    floors: Sequence[float | None] = (),
) -> ChartSpec:
    """Specify the drawing of a chart: the title is its finding unless one is given.

    `floors` are, point by point, what a value may not pass: drawn where given, and no rule reads
    them.

    `remarks` are pairs of a point's label and what happened there; one for a point outside the
    chart is left out, so that a chart may show part of a longer story.
    """
    floors = tuple(floors) or (None,) * len(chart.readings)
    marks = tuple(_mark(each, wording, at) for each, at in zip(chart.readings, floors, strict=True))
    axis = _axis(chart, wording, [one for one in floors if one is not None])
    labels = _line_labels(chart, wording, floors[-1] if floors else None)
    return ChartSpec(
        title=title or say_finding(chart, wording),
        subject=wording.subject,
        description=_describe(chart, wording, labels),
        marks=marks,
        axis=axis,
        labels=labels,
        annotations=_annotations(chart, remarks),
        notes=_notes(chart, axis, wording),
        has_counts=chart.series.kind.needs_denominator,
    )


def _mark(reading: Reading, wording: Wording, floor_at: float | None) -> Mark:
    point = reading.point
    says = tuple(dict.fromkeys(say_rule(cause) for cause in reading.causes))
    if point.excluded:
        says = (point.excluded,)
    return Mark(
        label=point.label,
        value=reading.value,
        words=_("no data") if reading.value is None else wording.number(reading.value),
        centre=reading.centre,
        lower=reading.drawn_lower,
        upper=reading.drawn_upper,
        target=reading.target,
        standing=reading.standing,
        says=says,
        phase=reading.phase,
        count=point.count,
        denominator=point.denominator,
        floor=floor_at,
    )


def _axis(chart: Chart, wording: Wording, floors: Sequence[float]) -> Axis:
    """Return an axis that begins near the data, and at zero where zero is near.

    Limits of very small denominators may lie so far out that they would flatten everything
    else; the widest quarter of varying limits does not stretch the axis.
    """
    seen = [each.value for each in chart.readings if each.value is not None]
    seen += [each.target for each in chart.readings if each.target is not None]
    seen += floors
    seen += [each.centre for each in chart.readings if each.centre is not None]
    uppers = sorted(up for each in chart.readings if (up := each.drawn_upper) is not None)
    lowers = sorted(low for each in chart.readings if (low := each.drawn_lower) is not None)
    seen += uppers[: 1 + len(uppers) * 3 // 4] + lowers[len(lowers) // 4 :]
    if not seen:
        return Axis(0.0, 1.0, ())
    least, most = min(seen), max(seen)
    if isclose(least, most, rel_tol=1e-9, abs_tol=1e-9):
        least, most = least - (abs(least) * 0.1 or 0.5), most + (abs(most) * 0.1 or 0.5)
    floor_at, ceiling = chart.readings[-1].bounds
    if floor_at == 0 and least < 0.4 * most:
        least = 0.0
    step = _step((most - least) / 4)
    first, last = floor(least / step + 1e-9), -floor(-most / step + 1e-9)
    if ceiling is not None and last * step > ceiling >= most:
        last = -floor(-ceiling / step + 1e-9)
    places = [number * step for number in range(first, last + 1)]
    return Axis(places[0], places[-1], tuple((at, _tick(at, step, wording)) for at in places))


def _step(rough: float) -> float:
    size = 10.0 ** floor(log10(rough))
    return next(size * nice for nice in (1, 2, 2.5, 5, 10) if rough <= size * nice * (1 + 1e-9))


def _tick(value: float, step: float, wording: Wording) -> str:
    exact = (places for places in range(12) if isclose(round(step, places), step, rel_tol=1e-6))
    decimals = next(exact, 12)
    return replace(wording, decimals=decimals).short(value)


def _line_labels(chart: Chart, wording: Wording, floor_at: float | None) -> tuple[LineLabel, ...]:
    last = next((each for each in reversed(chart.readings) if each.centre is not None), None)
    if last is None:
        return ()
    centre = centre_word(chart.series.kind)
    found = [
        (Role.UPPER, last.drawn_upper, _("Upper limit"), _("Upper")),
        (Role.CENTRE, last.centre, centre.capitalize(), centre.capitalize()),
        (Role.LOWER, last.drawn_lower, _("Lower limit"), _("Lower")),
        (Role.TARGET, chart.readings[-1].target, _("Target"), _("Target")),
        (Role.FLOOR, floor_at, _("Floor"), _("Floor")),
    ]
    return tuple(
        LineLabel(role, value, f"{full} {wording.number(value)}", f"{short} {wording.short(value)}")
        for role, value, full, short in found
        if value is not None
    )


def _annotations(chart: Chart, remarks: Sequence[tuple[str, str]]) -> tuple[Annotation, ...]:
    places = {each.point.label: place for place, each in enumerate(chart.readings)}
    begun = [
        Annotation(phase.first, phase.reason, begins_phase=True)
        for phase in chart.phases
        if phase.reason
    ]
    remarked = [Annotation(places[label], words) for label, words in remarks if label in places]
    return tuple(sorted([*begun, *remarked], key=lambda each: each.at))


def _notes(chart: Chart, axis: Axis, wording: Wording) -> tuple[str, ...]:
    notes = []
    if chart.trial and chart.readings[-1].upper is not None:
        used = chart.phases[-1].used
        settled = chart.series.conventions.settled_from
        notes.append(
            ngettext(
                "Trial limits from %(count)s point: they move with each new one until %(settled)s.",
                "Trial limits from %(count)s points: they move with each new one until "
                "%(settled)s.",
                used,
                settled=settled,
            )
        )
    if axis.ticks and axis.least > 0:
        notes.append(
            _("The axis begins at %(least)s, not at zero.", least=axis.ticks[0][1])
        )  # fmt: skip
    hidden = sum(_beyond_axis(each, axis) for each in chart.readings)
    if hidden:
        notes.append(
            ngettext(
                "%(count)s point has a limit beyond the axis.",
                "%(count)s points have a limit beyond the axis.",
                hidden,
            )
        )
    missing = sum(each.standing is Standing.GAP for each in chart.readings)
    if missing:
        notes.append(ngettext("%(count)s point has no data.", "%(count)s points have no data.",
                              missing))  # fmt: skip
    left_out = sum(each.standing is Standing.EXCLUDED for each in chart.readings)
    if left_out:
        notes.append(
            ngettext(
                "%(count)s point is left out of the limits.",
                "%(count)s points are left out of the limits.",
                left_out,
            )
        )
    return tuple(notes)


def _beyond_axis(reading: Reading, axis: Axis) -> bool:
    limits = (reading.drawn_lower, reading.drawn_upper)
    return any(limit is not None and not axis.least <= limit <= axis.most for limit in limits)


def _describe(chart: Chart, wording: Wording, labels: Sequence[LineLabel]) -> str:
    """Return the chart as a person would read it aloud."""
    if not chart.readings:
        return _("%(subject)s: no points yet.", subject=wording.subject)
    first, last = chart.readings[0], chart.readings[-1]
    sentences = [
        _("%(subject)s, %(first)s to %(last)s.",
          subject=wording.subject, first=first.point.label, last=last.point.label),
        _("Latest: %(value)s.", value=wording.value(last)),
    ]  # fmt: skip
    sentences += [f"{label.words}." for label in labels]
    special = [each for each in chart.readings if each.causes]
    if special:
        names = ", ".join(
            f"{each.point.label} ({say_rule(each.causes[0])})" for each in special[-8:]
        )
        sentences.append(
            ngettext("%(count)s point stands out: %(names)s.",
                     "%(count)s points stand out, latest: %(names)s.",
                     len(special), names=names)
        )  # fmt: skip
    sentences += [f"{VARIATION_WORDS[chart.variation]}.", f"{ASSURANCE_WORDS[chart.assurance]}."]
    return " ".join(sentences)
