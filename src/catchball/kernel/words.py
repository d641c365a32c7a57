"""The one way to say something to a person, in their language.

Pure rooms may not import Django, so the site plugs its translator in at start-up.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from catchball.kernel.days import Period

Translate = Callable[[str], str]
TranslateMany = Callable[[str, str, int], str]


def _as_written(message: str) -> str:
    return message


def _as_written_many(one: str, many: str, count: int) -> str:
    return one if count == 1 else many


_translate: Translate = _as_written
_translate_many: TranslateMany = _as_written_many


def _period_as_written(period: Period) -> str:
    return f"{period.first.isoformat()} – {period.last.isoformat()}"


def _number_as_written(value: Decimal, decimals: int) -> str:
    return f"{value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):,f}"


def _one_for_all() -> str:
    return ""


_name_period: Callable[[Period], str] = _period_as_written
_name_day: Callable[[date], str] = date.isoformat
_write_number: Callable[[Decimal, int], str] = _number_as_written
_name_tongue: Callable[[], str] = _one_for_all


def speak_with(
    translate: Translate,
    translate_many: TranslateMany,
    name_period: Callable[[Period], str],
    name_day: Callable[[date], str],
    write_number: Callable[[Decimal, int], str],
    name_tongue: Callable[[], str],
) -> None:
    """Let all later sentences, days, periods and numbers go through these functions.

    `name_tongue` tells apart what all the others may follow: the reader's language and habits.
    """
    global _translate, _translate_many, _name_period, _name_day, _write_number, _name_tongue
    _translate, _translate_many, _name_tongue = translate, translate_many, name_tongue
    _name_period, _name_day, _write_number = name_period, name_day, write_number


def tongue() -> str:
    """Return what tells readers apart for whom the same is said in other words."""
    return _name_tongue()


def period_name(period: Period) -> str:
    """Return a month, quarter or year as the reader calls it: “Mar 2026”, “Q1 2026”."""
    return _name_period(period)


def day_name(day: date) -> str:
    """Return a day as the reader calls it: “3 Mar 2026”."""
    return _name_day(day)


def written(value: Decimal | int, decimals: int = 0) -> str:
    """Return a number as the reader writes it, with exactly so many decimals.

    >>> written(3036), written(Decimal("97.6614"), 2)
    ('3,036', '97.66')
    """
    return _write_number(Decimal(value), decimals)


def _(message: str, **values: Any) -> str:
    """Return the sentence in the reader's language, with `%(name)s` filled in.

    >>> _("Due on %(day)s", day="3 March")
    'Due on 3 March'
    """
    said = _translate(message)
    return said % values if values else said


def ngettext(one: str, many: str, count: int, **values: Any) -> str:
    """Return the sentence in the form that fits `count`, with `%(count)s` filled in.

    >>> ngettext("%(count)s delivery", "%(count)s deliveries", 3)
    '3 deliveries'
    """
    return _translate_many(one, many, count) % {"count": count, **values}


def marked(message: str) -> str:
    """Return the message as written: it is stored in English and translated where it is read."""
    return message


@dataclass(frozen=True)
class Later:
    """A sentence chosen now and translated when it is read: for class bodies and tables."""

    message: str
    values: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return _(self.message, **self.values)
