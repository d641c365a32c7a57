"""One cell read as what its field takes, or refused with a sentence."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast

from catchball.kernel.words import _
from catchball.workplace.exchange.rules.dates import FIRST_YEAR, LAST_YEAR, date_style
from catchball.workplace.exchange.rules.numbers import WHOLE_DIGITS, number_style
from catchball.workplace.exchange.rules.styles import Style, Unreadable
from catchball.workplace.exchange.rules.tables import Cell, text_of
from catchball.workplace.exchange.rules.targets import Kind, Target
from catchball.workplace.programs.rules import CodeMissing, clean_code

Reader = Callable[[Cell], Any]
"""Returns the value, None for an empty cell, or raises Unreadable."""

Glance = Callable[[Sequence[Cell]], list[Any] | None]
"""Returns the values of many cells where one look at all tells them, else None."""

LARGEST_COUNT = 2_147_483_647  # an integer of PostgreSQL
LARGEST_YIELD = 200
_SHARE = Decimal("1.5")
_TOO_MUCH = 10**WHOLE_DIGITS
_EXCEL_DIGITS = 10**15  # Excel keeps fifteen digits of a number
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_SHORT = {
    ".": re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,2})?"),
    ",": re.compile(r"[0-9]{1,12}(?:,[0-9]{1,2})?"),
}
"""Most quantities, by decimal mark: they need no further look."""

_LINE_SIGNS = re.compile("[\t\n\r]")
_EXCEL_ERRORS = frozenset(
    ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!")
)
_YES = frozenset(("yes", "y", "true", "1", "x", "ja", "da", "oui", "si", "sí", "sim", "tak"))
_NO = frozenset(("no", "n", "false", "0", "nein", "ne", "non", "não", "nie"))


def _check_signs(text: str, target: Target) -> str:
    if found := _CONTROLS.search(text):
        raise Unreadable(
            _(
                "The cell holds a sign that cannot be shown (U+%(code)s). Remove it.",
                code=f"{ord(found[0]):04X}",
            )
        )
    if len(text) > target.longest:
        raise Unreadable(
            _(
                "The text has %(count)s characters; at most %(most)s fit.",
                count=len(text),
                most=target.longest,
            )
        )
    return text


def _text(target: Target) -> Reader:
    def read(cell: Cell) -> str | None:
        text = cell if isinstance(cell, str) else text_of(cell)
        return _check_signs(text, target) if text.strip() else None

    return read


def _identifier_of(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell.strip(" ")
    if isinstance(cell, date):
        raise Unreadable(
            _(
                "The spreadsheet made a date of this number. Format the column as text and write "
                "the number again."
            )
        )
    if not -_EXCEL_DIGITS < cell < _EXCEL_DIGITS:
        raise Unreadable(
            _(
                "The spreadsheet keeps only fifteen digits of this number. Format the column as "
                "text and write the number again."
            )
        )
    return text_of(cell)


def _identifier(target: Target) -> Reader:
    def read(cell: Cell) -> str | None:
        text = _identifier_of(cell)
        if not text.strip():
            return None
        if _LINE_SIGNS.search(text):
            raise Unreadable(_("The number is broken over several lines or holds a tab."))
        if text in _EXCEL_ERRORS:
            raise Unreadable(_("The cell holds an error of the spreadsheet: %(text)s.", text=text))
        return _check_signs(text, target)

    return read


def _code(target: Target) -> Reader:
    """Read the code of what is added where it is not there yet: as strict as adding it is."""
    identifier = _identifier(target)

    def read(cell: Cell) -> str | None:
        text = identifier(cell)
        if text is None:
            return None
        try:
            return clean_code(text, field=target.field, longest=target.longest)
        except CodeMissing as refusal:
            raise Unreadable(
                _("“%(text)s” cannot be a code: it holds signs that cannot be seen.", text=text)
            ) from refusal

    return read


def _existing(style: Style | None, key: str | None) -> Style:
    if style is None:
        raise LookupError(key)  # check_mapping lets no unknown style come here
    return style


def _day(style_key: str | None) -> Reader:
    style = _existing(date_style(style_key or "y-m-d"), style_key)

    def read(cell: Cell) -> date | None:
        if isinstance(cell, datetime):
            return _in_range(cell.date())
        if isinstance(cell, date):
            return _in_range(cell)
        text = text_of(cell).strip()
        if not text:
            return None
        day: date = style.read(text)
        return day

    return read


def _in_range(day: date) -> date:
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return day
    raise Unreadable(
        _(
            "The year %(year)s is not between %(first)s and %(last)s.",
            year=day.year,
            first=FIRST_YEAR,
            last=LAST_YEAR,
        )
    )


def _number(style_key: str | None) -> Callable[[Cell], Decimal | None]:
    style = _existing(number_style(style_key or "1234.56"), style_key)

    def read(cell: Cell) -> Decimal | None:
        if isinstance(cell, date):
            raise Unreadable(
                _("The spreadsheet says that this is a date; a number is needed. Correct it.")
            )
        if isinstance(cell, str):
            text = cell.strip()
            return _checked(style.read(text)) if text else None
        return _checked(Decimal(cell))

    return read


def _checked(value: Decimal) -> Decimal:
    if value < 0:
        raise Unreadable(_("The number is negative; that cannot be."))
    if value >= _TOO_MUCH:
        raise Unreadable(
            _("The number has more than %(most)s digits before the mark.", most=WHOLE_DIGITS)
        )
    return value


def _quantity(style_key: str | None) -> Reader:
    number = _number(style_key)
    mark = "," if style_key and style_key.endswith(",56") else "."
    is_short = _SHORT[mark].fullmatch

    def read(cell: Cell) -> Decimal | None:
        if isinstance(cell, str) and is_short(cell):
            return Decimal(cell.replace(",", "."))
        value = number(cell)
        return None if value is None else to_six_decimals(value)

    return read


def to_six_decimals(value: Decimal) -> Decimal:
    """Return a quantity as it is kept: half to even on the sixth decimal.

    >>> to_six_decimals(Decimal("0.0000005")), to_six_decimals(Decimal("97.727"))
    (Decimal('0.000000'), Decimal('97.727'))
    """
    kept = round(value, 6)
    return value if value == kept else kept


def _percent(style_key: str | None) -> Reader:
    number = _number(style_key)

    def read(cell: Cell) -> Decimal | None:
        value = number(cell)
        if value is None:
            return None
        if 0 < value <= _SHARE:
            raise Unreadable(
                _("%(value)s looks like a share; write it in percent.", value=text_of(value))
            )
        if value > LARGEST_YIELD:
            raise Unreadable(
                _(
                    "A yield of %(value)s %% cannot be; look for a lost decimal mark.",
                    value=text_of(value),
                )
            )
        return value

    return read


def _count(style_key: str | None) -> Reader:
    number = _number(style_key)

    def read(cell: Cell) -> int | None:
        value = number(cell)
        if value is None:
            return None
        if value != value.to_integral_value() or value > LARGEST_COUNT:
            raise Unreadable(_("“%(text)s” is not a whole number.", text=text_of(cell)[:60]))
        return int(value)

    return read


def _choice(target: Target) -> Reader:
    words = target.words

    def read(cell: Cell) -> str | None:
        text = text_of(cell).strip()
        if not text:
            return None
        value = words.get(text.casefold())
        if value is None:
            raise Unreadable(
                _(
                    "“%(text)s” is not one of: %(known)s.",
                    text=text[:60],
                    known=", ".join(choice for choice, _also in target.choices),
                )
            )
        return str(value)

    return read


def _yes_or_no(cell: Cell) -> bool | None:
    text = text_of(cell).strip().casefold()
    if not text:
        return None
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise Unreadable(_("“%(text)s” is neither yes nor no.", text=text[:60]))


def reader_for(target: Target, style_key: str | None = None) -> Reader:
    """Return the function that reads the cells of a column for this field.

    Free text comes through unchanged or is refused; without a style, days must be written
    2026-11-27 and numbers 1234.56. Quantities of more than six decimals are rounded half to even.
    """
    styled: dict[Kind, Callable[[str | None], Reader]] = {
        Kind.DAY: _day,
        Kind.NUMBER: _quantity,
        Kind.PERCENT: _percent,
        Kind.COUNT: _count,
    }
    if target.kind in styled:
        return styled[target.kind](style_key)
    if target.kind is Kind.YESNO:
        return _yes_or_no
    if target.field == "product":
        return _code(target)
    made = {Kind.IDENTIFIER: _identifier, Kind.CHOICE: _choice, Kind.TEXT: _text}
    return made[target.kind](target)


def _many_texts(target: Target) -> Glance:
    def look(cells: Sequence[Cell]) -> list[Any] | None:
        texts = _all_text(cells)
        if texts is None or max(map(len, texts)) > target.longest:
            return None
        joined = "".join(texts)
        if not joined.isprintable() and _CONTROLS.search(joined):
            return None
        return _or_nothing(texts)

    return look


def _many_identifiers(target: Target) -> Glance:
    def look(cells: Sequence[Cell]) -> list[Any] | None:
        texts = _all_text(cells)
        if texts is None:
            return None
        joined = "".join(texts)
        if "#" in joined:
            return None
        if not joined.isprintable() and (_LINE_SIGNS.search(joined) or _CONTROLS.search(joined)):
            return None
        texts = [text.strip(" ") for text in texts]
        if max(map(len, texts)) > target.longest:
            return None
        return _or_nothing(texts)

    return look


def _all_text(cells: Sequence[Cell]) -> Sequence[str] | None:
    return cast(Sequence[str], cells) if set(map(type, cells)) == {str} else None


def _or_nothing(texts: Sequence[str]) -> list[str | None]:
    """Return the texts, None for those in which nothing is written."""
    if all(texts) and not any(map(str.isspace, texts)):
        return list(texts)
    return [text if text and not text.isspace() else None for text in texts]


def _many_quantities(style_key: str | None) -> Glance:
    mark = "," if style_key and style_key.endswith(",56") else "."
    are_short = re.compile(rf"(?:{_SHORT[mark].pattern}\n)+").fullmatch

    def look(cells: Sequence[Cell]) -> list[Any] | None:
        texts = _all_text(cells)
        if texts is None:
            return _many_whole_numbers(cells)
        joined = "\n".join(texts) + "\n"
        if not are_short(joined) or joined.count("\n") != len(texts):
            return None
        return [Decimal(text) for text in joined.replace(",", ".").split()]

    return look


def _many_whole_numbers(cells: Sequence[Cell]) -> list[Any] | None:
    if set(map(type, cells)) != {int}:
        return None
    numbers = cast(Sequence[int], cells)
    return list(map(Decimal, numbers)) if min(numbers) >= 0 and max(numbers) < _TOO_MUCH else None


def glance_for(target: Target, style_key: str | None = None) -> Glance:
    """Return the function that reads many cells at once as `reader_for` reads each, or gives up."""
    if target.kind is Kind.TEXT:
        return _many_texts(target)
    if target.kind is Kind.IDENTIFIER and target.field != "product":
        return _many_identifiers(target)
    if target.kind is Kind.NUMBER:
        return _many_quantities(style_key)
    return lambda _cells: None
