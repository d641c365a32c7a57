"""The one way to say something to a person, in their language.

Pure rooms may not import Django, so the site plugs its translator in at start-up.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
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


_name_period: Callable[[Period], str] = _period_as_written


def speak_with(
    translate: Translate, translate_many: TranslateMany, name_period: Callable[[Period], str]
) -> None:
    """Let all later sentences, and the names of periods, go through these functions."""
    global _translate, _translate_many, _name_period
    _translate, _translate_many, _name_period = translate, translate_many, name_period


def period_name(period: Period) -> str:
    """Return a month, quarter or year as the reader calls it: “Mar 2026”, “Q1 2026”."""
    return _name_period(period)


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
