"""Numbers as people and programs write them, exact from the first digit to the last."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import partial

from catchball.kernel.words import Later, _
from catchball.workplace.exchange.rules.styles import Ambiguous, Style, Unreadable, fitting, verdict

WHOLE_DIGITS = 12
"""So many the database keeps; more are no quantity of anything."""

PART_DIGITS = 12

LONGEST = 60
"""A longer text is no number, and is not looked into."""

_SPACES = " \u00a0\u2009\u202f"
_GROUPS = rf"['’{_SPACES}]"
_PLAIN = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?|[+-]?\.[0-9]+")
_DOT = re.compile(
    rf"[+-]?(?:[0-9]+|[0-9]{{1,3}}(?:(,|{_GROUPS})[0-9]{{3}})(?:\1[0-9]{{3}})*)?(?:\.[0-9]+)?"
)
_COMMA = re.compile(
    rf"[+-]?(?:[0-9]+|[0-9]{{1,3}}(?:(\.|{_GROUPS})[0-9]{{3}})(?:\1[0-9]{{3}})*)?(?:,[0-9]+)?"
)
_SCIENTIFIC = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]+")
_NUMERIC_SIGNS = re.compile(rf"[0-9.,+\-'’{_SPACES}]+")
_SAME_DIGIT = str.maketrans("012345678", "9" * 9)
_DROPPED = str.maketrans("", "", f"'’{_SPACES}")


def _cleaned(text: str) -> str:
    return text.strip().replace("\u2212", "-")


def _reason(text: str, decimal: str, example: str) -> str:
    """Say in words why a text is no number in this style."""
    if text.casefold() in {"nan", "inf", "-inf", "+inf", "infinity", "-infinity"}:
        return _("“%(text)s” is not a number that can be counted.", text=text)
    if "%" in text:
        return _("“%(text)s” has a percent sign; write the number alone.", text=text)
    if _SCIENTIFIC.fullmatch(text):
        return _(
            "“%(text)s” is shortened (scientific notation) and has lost digits; give the column "
            "a plain number format and export it again.",
            text=text,
        )
    if _NUMERIC_SIGNS.fullmatch(text):
        return _reason_of_marks(text, decimal, example)
    if any(sign in "0123456789" for sign in text):
        return _("“%(text)s” is more than a number; write the number alone.", text=text)
    return _("“%(text)s” is not a number.", text=text)


def _reason_of_marks(text: str, decimal: str, example: str) -> str:
    if text.count(decimal) < 2:
        return _("“%(text)s” is not written like %(example)s.", text=text, example=example)
    return _(
        "“%(text)s” has %(count)s decimal marks (%(mark)s) where one is possible. A spreadsheet "
        "may have put in separators of thousands: correct the number.",
        text=text,
        count=text.count(decimal),
        mark=decimal,
    )


def _read(text: str, *, pattern: re.Pattern[str], decimal: str, example: str) -> Decimal:
    written = _cleaned(text)
    if len(text) > LONGEST or not pattern.fullmatch(written) or written.strip("+-") == "":
        raise Unreadable(_reason(written[:60], decimal, example))
    grouping = "," if decimal == "." else "."
    digits = written.translate(_DROPPED).replace(grouping, "").replace(decimal, ".")
    whole, _point, part = digits.strip("+-").partition(".")
    if len(whole.lstrip("0")) > WHOLE_DIGITS or len(part.rstrip("0")) > PART_DIGITS:
        raise Unreadable(
            _(
                "“%(text)s” has more than %(whole)s digits before or %(part)s after the decimal "
                "mark.",
                text=written[:60],
                whole=WHOLE_DIGITS,
                part=PART_DIGITS,
            )
        )
    return Decimal(digits)


def _style(key: str, title: Later, pattern: re.Pattern[str], decimal: str) -> Style:
    return Style(key, title, partial(_read, pattern=pattern, decimal=decimal, example=key))


_STYLES = (
    _style("1234.56", Later("Decimal point, no separator of thousands: 1234.56"), _PLAIN, "."),
    _style("1,234.56", Later("Decimal point; thousands by comma or space: 1,234.56"), _DOT, "."),
    _style("1.234,56", Later("Decimal comma; thousands by point or space: 1.234,56"), _COMMA, ","),
)
_BY_KEY = {style.key: style for style in _STYLES} | {"1 234,56": _STYLES[2]}


def number_style(key: str) -> Style | None:
    """Return the style of this key, or None if there is none."""
    return _BY_KEY.get(key)


def evidence_of(text: str) -> str:
    """Return the shape of a number, in which all digits are alike: it alone tells the style."""
    return _cleaned(text[:LONGEST]).translate(_SAME_DIGIT)


def rough_evidence_of(texts: Sequence[str]) -> Sequence[str]:
    """Return for each cell what is alike only where the evidence is; quick, and finer than it."""
    shapes = "\n".join(texts).translate(_SAME_DIGIT).split("\n")
    return shapes if len(shapes) == len(texts) else texts


def styles_that_fit(values: Iterable[str]) -> list[Style]:
    """Return the number styles that may be meant by a column; more than one must be asked about.

    >>> [style.key for style in styles_that_fit(["1,234", "5,678"])]
    ['1,234.56', '1.234,56']
    >>> [style.key for style in styles_that_fit(["1,234", "97,5"])]
    ['1.234,56']
    """
    return fitting(values, _STYLES)


def number_verdict(column: str, values: Iterable[str]) -> Style | Ambiguous | None:
    """Return the one style of a column of numbers, the question to ask, or None if none fits."""
    return verdict(column, values, _STYLES)
