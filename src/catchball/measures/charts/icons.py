"""The icons of variation and assurance, and the small line of a scorecard row.

Each is whole by itself: an image with words for who cannot see it, a shape besides its colour.

Source: NHS England, Making Data Count: blue for improvement, orange for concern, grey for
common variation; P, F and ? for the target.
"""

from collections.abc import Sequence
from functools import lru_cache

from catchball.kernel.words import _
from catchball.measures.charts.markup import FONT, INK_2, INK_3, clean, element, short
from catchball.measures.charts.reading import Assurance, Variation
from catchball.measures.charts.svg import CONCERN, IMPROVEMENT
from catchball.measures.charts.wording import ASSURANCE_WORDS, VARIATION_WORDS, Wording

_GREY = ("chart-icon-common", INK_3)
_BLUE = ("chart-icon-improvement", IMPROVEMENT)
_ORANGE = ("chart-icon-concern", CONCERN)
_INK = ("chart-icon-special", INK_2)

_WAVE = "M6.5 12.5L9.5 9.5L12.5 14.5L15.5 10.5L17.5 12.5"
_UP = "M6.5 16L10 12.5L12.5 14.5L16.5 8.5"
_DOWN = "M6.5 8L10 11.5L12.5 9.5L16.5 15.5"
_BROKEN = "M8 12H8.01M12 12H12.01M16 12H16.01"

_VARIATIONS = {
    Variation.COMMON: (_GREY, _WAVE, None),
    Variation.IMPROVEMENT_HIGH: (_BLUE, _UP, 8.5),
    Variation.IMPROVEMENT_LOW: (_BLUE, _DOWN, 15.5),
    Variation.CONCERN_HIGH: (_ORANGE, _UP, 8.5),
    Variation.CONCERN_LOW: (_ORANGE, _DOWN, 15.5),
    Variation.NEITHER_HIGH: (_INK, _UP, 8.5),
    Variation.NEITHER_LOW: (_INK, _DOWN, 15.5),
    Variation.SPECIAL: (_INK, _WAVE, 12.5),
    Variation.TOO_FEW: (_GREY, _BROKEN, None),
}

_ASSURANCES = {
    Assurance.PASS: (_BLUE, "P"),
    Assurance.FAIL: (_ORANGE, "F"),
    Assurance.HIT_OR_MISS: (_GREY, "?"),
    Assurance.NOT_ASKED: (_GREY, "–"),
    Assurance.TOO_FEW: (_GREY, "…"),
}


def variation_icon(variation: Variation, *, size: float = 24.0) -> str:
    """Draw what the latest point says of the process, with its words."""
    return _variation_icon(variation, str(VARIATION_WORDS[variation]), size)


@lru_cache(maxsize=256)
def _variation_icon(variation: Variation, words: str, size: float) -> str:
    (kind, colour), path, dot = _VARIATIONS[variation]
    drawn = [
        element(
            "path", d=path, fill="none", stroke="currentColor", stroke_width=1.75,
            stroke_linecap="round", stroke_linejoin="round",
        )
    ]  # fmt: skip
    if dot is not None:
        x = 16.5 if variation is not Variation.SPECIAL else 17.5
        drawn.append(element("circle", cx=x, cy=dot, r=2, fill="currentColor"))
    faint = variation is Variation.TOO_FEW
    return _icon(words, kind, colour, size, drawn, faint=faint)


def assurance_icon(assurance: Assurance, *, size: float = 24.0) -> str:
    """Draw whether the target will be met, with its words."""
    return _assurance_icon(assurance, str(ASSURANCE_WORDS[assurance]), size)


@lru_cache(maxsize=256)
def _assurance_icon(assurance: Assurance, words: str, size: float) -> str:
    (kind, colour), letter = _ASSURANCES[assurance]
    drawn = element(
        "text", letter, x=12, y=16.25, text_anchor="middle", font_family=FONT, font_size=12,
        font_weight="700", fill="currentColor",
    )  # fmt: skip
    faint = assurance in {Assurance.NOT_ASKED, Assurance.TOO_FEW}
    return _icon(words, kind, colour, size, [drawn], faint=faint)


def _icon(
    words: str, kind: str, colour: str, size: float, drawn: Sequence[str], *, faint: bool
) -> str:
    ring = element(
        "circle", cx=12, cy=12, r=10.75, fill="none", stroke="currentColor", stroke_width=1.5,
        stroke_dasharray="2 3" if faint else None,
    )  # fmt: skip
    return element(
        "svg",
        element("title", clean(words)),
        ring,
        *drawn,
        xmlns="http://www.w3.org/2000/svg",
        class_=f"chart-icon {kind}",
        role="img",
        aria_label=words,
        viewBox="0 0 24 24",
        width=size,
        height=size,
        color=colour,
    )


def sparkline(
    values: Sequence[float | None],
    *,
    wording: Wording,
    last: str = "",
    width: float = 88.0,
    height: float = 28.0,
) -> str:
    """Draw a row's history as a small line with a dot at its latest value.

    `last` names the state of the latest value ("below-target", "below-floor", "kept"), which
    colours the dot; a gap interrupts the line. Scaled to its own range, since it shows the
    shape; the numbers stand beside it.
    """
    known = [value for value in values if value is not None]
    words = _describe(values, wording)
    pieces = _pieces(values, known, width, height)
    drawn = [
        element(
            "path", class_="chart-spark", d=f"M{'L'.join(piece)}{'' if len(piece) > 1 else 'h0'}", fill="none", stroke=INK_3,
            stroke_width=1.5, stroke_linejoin="round", stroke_linecap="round",
        )
        for piece in pieces
    ]  # fmt: skip
    if pieces and values[-1] is not None:
        x, y = pieces[-1][-1].split()
        kind = f"chart-spark-last chart-{last}" if last else "chart-spark-last"
        drawn.append(element("circle", class_=kind, cx=x, cy=y, r=3, fill=INK_2))
    return element(
        "svg",
        element("title", clean(words)),
        *drawn,
        xmlns="http://www.w3.org/2000/svg",
        class_="chart-sparkline",
        role="img",
        aria_label=words,
        viewBox=f"0 0 {short(width)} {short(height)}",
        width=width,
        height=height,
    )


def _pieces(
    values: Sequence[float | None], known: Sequence[float], width: float, height: float
) -> list[list[str]]:
    if not known:
        return []
    least, most, edge = min(known), max(known), 4.0
    room = (width - 2 * edge) / max(1, len(values) - 1)
    pieces: list[list[str]] = [[]]
    for place, value in enumerate(values):
        if value is None:
            pieces.append([])
            continue
        share = (value - least) / (most - least) if most > least else 0.5
        x, y = edge + place * room, height - edge - share * (height - 2 * edge)
        pieces[-1].append(f"{short(x)} {short(y)}")
    return [piece for piece in pieces if piece]


def _describe(values: Sequence[float | None], wording: Wording) -> str:
    known = [value for value in values if value is not None]
    if not known:
        return _("No values yet")
    return _(
        "From %(first)s to %(last)s; lowest %(least)s, highest %(most)s",
        first=wording.number(known[0]),
        last=wording.number(known[-1]),
        least=wording.number(min(known)),
        most=wording.number(max(known)),
    )
