"""The tabular twin of a chart: the same specification as rows of words."""

from dataclasses import dataclass

from catchball.kernel.words import _
from catchball.measures.charts.reading import Standing
from catchball.measures.charts.spec import ChartSpec, Mark
from catchball.measures.charts.wording import STANDING_WORDS, Wording

NOTHING = "–"


@dataclass(frozen=True)
class Twin:
    """A header and rows of the same length."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def table(spec: ChartSpec, wording: Wording) -> Twin:
    """Return every point of a chart with its lines and what it says, in words.

    A limit that nothing can lie beyond reads as absent, as it is drawn.
    """
    counts = (_("Count"), _("Of")) if spec.has_counts else ()
    has_floor = any(mark.floor is not None for mark in spec.marks)
    header = (
        _("Point"),
        *counts,
        _("Value"),
        _("Centre"),
        _("Lower limit"),
        _("Upper limit"),
        _("Target"),
        *([_("Floor")] if has_floor else []),
        _("What it says"),
    )
    begun = {one.at: one.words for one in spec.annotations if one.begins_phase}
    return Twin(
        header,
        tuple(
            _row(spec, mark, wording, begun.get(place, ""), has_floor=has_floor)
            for place, mark in enumerate(spec.marks)
        ),
    )


def _row(
    spec: ChartSpec, mark: Mark, wording: Wording, begun: str, *, has_floor: bool
) -> tuple[str, ...]:
    counts = (_whole(mark.count), _whole(mark.denominator)) if spec.has_counts else ()
    lines = [mark.centre, mark.lower, mark.upper, mark.target]
    lines += [mark.floor] if has_floor else []
    said = [NOTHING if line is None else wording.number(line) for line in lines]
    says = _says(mark)
    if begun:
        says = _("%(says)s; the limits begin anew: %(reason)s", says=says, reason=begun)
    return (mark.label, *counts, mark.words, *said, says)


def _whole(number: float | None) -> str:
    return NOTHING if number is None else f"{number:g}"


def _says(mark: Mark) -> str:
    word = str(STANDING_WORDS[mark.standing])
    word = word[:1].upper() + word[1:]
    if not mark.says or mark.standing is Standing.GAP:
        return word
    return f"{word}: {', '.join(mark.says)}"
