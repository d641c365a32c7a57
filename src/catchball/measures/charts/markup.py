"""Elements of SVG as text: escaped, without style attributes, with measured words.

Presentation attributes carry the light palette, so that a drawing is whole without a
stylesheet (PDF); the classes let `chart.css` put the tokens of the page in their place.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from html import escape

FONT = "Inter, system-ui, sans-serif"
SMALL = 12.0
INK, INK_2, INK_3, EDGE, PANEL = "#16202b", "#52606f", "#6b7785", "#e3e6ea", "#ffffff"
ACCENT = "#0b6e69"
_WIDTHS = {**dict.fromkeys("ijl.,:;'|!·", 0.27), **dict.fromkeys("frt ()-\u00a0–", 0.36)}
_WIDTHS |= dict.fromkeys("0123456789", 0.63) | dict.fromkeys("mwMW%…", 0.92)


def element(name: str, *children: str, **attributes: str | float | None) -> str:
    """Return an element; `_` in a name is `-`, a trailing one is dropped, None is left out.

    >>> element("text", clean("Yield < 90"), x=1.5, class_="chart-label")
    '<text x="1.5" class="chart-label">Yield &lt; 90</text>'
    """
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_attribute(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>{''.join(children)}</{name}>" if children else f"<{name}{said}/>"


def drawing(
    pieces: Iterable[str],
    *,
    kind: str,
    key: str,
    title: str,
    description: str,
    width: float,
    height: float,
) -> str:
    """Return a whole drawing of a size in pixels, which a screen reader reads by its words.

    `kind` are its classes; `key` makes the ids unique on a page.
    """
    return element(
        "svg",
        element("title", clean(title), id=f"{key}-title"),
        element("desc", clean(description), id=f"{key}-desc"),
        *pieces,
        xmlns="http://www.w3.org/2000/svg",
        class_=kind,
        role="img",
        aria_labelledby=f"{key}-title {key}-desc",
        viewBox=f"0 0 {short(width)} {short(height)}",
        width=width,
        height=height,
        font_family=FONT,
        font_size=SMALL,
    )


def _attribute(value: str | float) -> str:
    return clean(value) if isinstance(value, str) else short(value)


def short(number: float) -> str:
    """Return a coordinate with at most two decimals.

    >>> short(12.0), short(-0.001), short(3.14159)
    ('12', '0', '3.14')
    """
    said = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if said == "-0" else said


def clean(words: str) -> str:
    """Return words escaped for text and attributes, without what XML cannot hold."""
    return escape(words if words.isprintable() else _holdable(words), quote=True)


def _holdable(words: str) -> str:
    return "".join(
        letter for letter in words if letter in "\n\t" or unicodedata.category(letter) not in
        {"Cc", "Cs", "Cn"}
    )  # fmt: skip


def width_of(words: str, size: float = 12.0) -> float:
    """Return about how wide words in Inter are, in pixels, a little on the wide side."""
    return size * sum(
        _WIDTHS.get(letter, 0.7 if letter.isupper() else 0.57) for letter in words
    )  # fmt: skip


def wrapped(words: str, room: float, size: float, *, most: int) -> list[str]:
    """Return words broken into at most so many lines, the last one cut with an ellipsis."""
    lines: list[str] = []
    for word in words.split():
        if lines and width_of(f"{lines[-1]} {word}", size) <= room:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [cut(line, room, size) for line in lines]


def cut(words: str, room: float, size: float = 12.0) -> str:
    """Return words, shortened with an ellipsis where they do not fit."""
    if width_of(words, size) <= room:
        return words
    while words and width_of(f"{words}…", size) > room:
        words = words[:-1]
    return f"{words.rstrip()}…" if words else ""


def spread(wanted: Sequence[float], apart: float, least: float, most: float) -> list[float]:
    """Return places near the wanted ones, in their order, so that none lie closer than `apart`.

    All stay between `least` and `most` as long as there is room for them.

    >>> spread([10, 12, 40], 14, 0, 100)
    [4.0, 18.0, 40.0]
    """
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    groups: list[tuple[float, int]] = []  # middle and number of the labels that touch
    for at in order:
        middle, count = min(max(wanted[at], least), most), 1
        while groups and middle - apart * (count - 1) / 2 < _end(groups[-1], apart) + apart:
            before, others = groups.pop()
            middle = (before * others + middle * count) / (others + count)
            count += others
            half = apart * (count - 1) / 2
            middle = max(least + half, min(most - half, middle))
        groups.append((middle, count))
    placed = [
        middle + apart * (number - (count - 1) / 2)
        for middle, count in groups
        for number in range(count)
    ]
    found = [0.0] * len(wanted)
    for at, place in zip(order, placed, strict=True):
        found[at] = float(place)
    return found


def _end(group: tuple[float, int], apart: float) -> float:
    return group[0] + apart * (group[1] - 1) / 2
