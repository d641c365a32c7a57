"""Values that people enter: what makes sense, and what has to stand beside them."""

from datetime import date
from decimal import Decimal
from typing import TypedDict
from uuid import UUID

from catchball.kernel.days import month_start
from catchball.kernel.errors import Invalid
from catchball.kernel.words import _
from catchball.measures.language import Unit

_LARGEST = Decimal(1_000_000_000)
_STEP = Decimal("0.000001")
_FIRST = date(1990, 1, 1)
LONGEST_SOURCE = 200
LONGEST_NOTE = 2_000


class ValueDoesNotFit(Invalid):
    """What was entered makes no sense, or nobody could tell where it comes from."""


class NotEntered(Invalid):
    """The product counts this metric itself."""


class Entered(TypedDict):
    """A month of a metric as people enter it; no program means all of them."""

    program: UUID | None
    month_on: date
    top: Decimal
    bottom: Decimal
    source: str
    note: str


def check_entered(entered: Entered, *, unit: Unit, today: date) -> None:
    """Let a value pass that is of a month over or running, with note and source.

    Of a share the upper number is no larger than the lower one.

    :raises ValueDoesNotFit: with a sentence for each thing that does not fit
    """
    found = {
        "month_on": _fault_of_month(entered["month_on"], today),
        "top": _fault_of_number(entered["top"]),
        "bottom": _fault_of_number(entered["bottom"]),
        "source": _fault_of_text(entered["source"], LONGEST_SOURCE),
        "note": _fault_of_text(entered["note"], LONGEST_NOTE),
    }
    if not found["bottom"] and not entered["bottom"]:
        found["bottom"] = _("Without anything to count there is no number. Enter nothing at all.")
    if not found["top"] and unit is Unit.SHARE and entered["top"] > entered["bottom"]:
        found["top"] = _("A part cannot be larger than the whole.")
    faults = {name: sentence for name, sentence in found.items() if sentence}
    if faults:
        raise ValueDoesNotFit(" ".join(dict.fromkeys(faults.values())), **faults)


def check_month(month_on: date, *, today: date) -> None:
    """Let a month pass for which a value may be entered: one that is over or running.

    Whoever reckons with it asks this first: before the first year of all there is none.

    :raises ValueDoesNotFit: otherwise
    """
    if fault := _fault_of_month(month_on, today):
        raise ValueDoesNotFit(fault, month_on=fault)


def _fault_of_month(month_on: date, today: date) -> str:
    if month_on != month_start(month_on) or month_on < _FIRST:
        return _("Choose a month, from 1990 on.")
    return _("This month has not begun yet.") if month_on > today else ""


def _fault_of_number(value: Decimal) -> str:
    if not value.is_finite() or not 0 <= value < _LARGEST or value != value.quantize(_STEP):
        return _("Enter a number of 0 or more with at most six decimals.")
    return ""


def _fault_of_text(text: str, longest: int) -> str:
    if not text.strip():
        return _("Fill this in: an entered value counts only with it.")
    return _("Write at most %(most)s signs.", most=longest) if len(text) > longest else ""
