"""The terms of a promise: what its numbers may be, and how people write them."""

from datetime import date, timedelta
from decimal import Decimal
from typing import TypedDict
from uuid import UUID

from catchball.kernel.errors import Invalid
from catchball.kernel.words import _
from catchball.measures.language import Better, Unit
from catchball.measures.reading import FloorBeyondTarget, check_thresholds
from catchball.trust.permissions import Side

PLACES = 6
_STEP = Decimal(1).scaleb(-PLACES)
_LARGEST = Decimal(1_000_000_000)
_N_LARGEST = 10_000
_FIRST_DAY = date(1990, 1, 1)
_AHEAD = timedelta(days=5 * 366)


class Terms(TypedDict):
    """What people choose in a draft; shares are between 0 and 1, no program means all of them."""

    party: Side
    program: UUID | None
    target: Decimal
    floor: Decimal
    n_min: int
    from_on: date


class TermsDoNotFit(Invalid):
    """The numbers or the day of a promise make no sense."""


def check_terms(terms: Terms, *, unit: Unit, better: Better, today: date) -> None:
    """Let terms pass that both companies could live by; a share is between 0 and 1.

    The floor is never harder to reach than the target; where they are equal, nothing lies between
    kept and below floor. `from_on` lies between 1990 and five years from today.

    :raises TermsDoNotFit: with a sentence for each term that does not fit
    """
    found = {
        "target": fault_of_amount(terms["target"], unit),
        "floor": fault_of_amount(terms["floor"], unit),
        "n_min": _fault_of_n_min(terms["n_min"]),
        "from_on": _fault_of_day(terms["from_on"], today),
    }
    if not found["target"] and not found["floor"]:
        found["floor"] = fault_of_pair(terms["target"], terms["floor"], better)
    faults = {name: sentence for name, sentence in found.items() if sentence}
    if faults:
        raise TermsDoNotFit(" ".join(dict.fromkeys(faults.values())), **faults)


def fault_of_amount(value: Decimal, unit: Unit) -> str:
    """Return what is wrong with a target or floor of that unit, or nothing."""
    if not value.is_finite() or abs(value) >= _LARGEST:
        return _("Enter a number below a thousand million.")
    if unit is Unit.SHARE and not 0 <= value <= 1:
        return _("Enter a share between 0 and 100 %.")
    if unit is Unit.RATE and value < 0:
        return _("Enter a rate of 0 or more.")
    if value != value.quantize(_STEP):
        return _("Enter at most %(count)s decimals.", count=decimals_kept(unit))
    return ""


def fault_of_pair(target: Decimal, floor: Decimal, better: Better) -> str:
    """Return what is wrong with a floor beside its target, or nothing."""
    try:
        check_thresholds(target=target, floor=floor, better=better)
    except FloorBeyondTarget:
        if better is Better.HIGHER:
            return _("Higher is better here, so the floor must not be above the target.")
        return _("Lower is better here, so the floor must not be below the target.")
    return ""


def _fault_of_n_min(n_min: int) -> str:
    if not 1 <= n_min <= _N_LARGEST:
        return _("Enter a number between 1 and %(most)s.", most=_N_LARGEST)
    return ""


def _fault_of_day(from_on: date, today: date) -> str:
    if not _FIRST_DAY <= from_on <= today + _AHEAD:
        return _("Enter a day between 1990 and five years from now.")
    return ""


def decimals_kept(unit: Unit) -> int:
    """Return how many decimals a number of this unit keeps, as people write it."""
    return PLACES - 2 if unit is Unit.SHARE else PLACES


def as_written(value: Decimal, unit: Unit) -> Decimal:
    """Return a stored number as people write it: a share in per cent, no needless zeros.

    >>> as_written(Decimal("0.950000"), Unit.SHARE), as_written(Decimal("30.000000"), Unit.DAYS)
    (Decimal('95'), Decimal('30'))
    """
    return Decimal(f"{(value.scaleb(2) if unit is Unit.SHARE else value).normalize():f}")


def as_stored(written: Decimal, unit: Unit) -> Decimal:
    """Return a number that people wrote as it is stored: a share between 0 and 1.

    >>> as_stored(Decimal("97.5"), Unit.SHARE)
    Decimal('0.975')
    """
    return written.scaleb(-2) if unit is Unit.SHARE else written


def decimals_of(value: Decimal, unit: Unit) -> int:
    """Return how many decimals show the whole number, as people write it.

    >>> decimals_of(Decimal("0.975000"), Unit.SHARE)
    1
    """
    exponent = as_written(value, unit).as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
