"""One number as measured, with the counts behind it, and how it stands to a promise."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact, InvalidOperation
from enum import StrEnum
from functools import cached_property

from catchball.kernel.errors import Invalid
from catchball.kernel.words import Later, _
from catchball.measures.language import Better

PLACES = 20
N_MIN = 8
EXACT = Context(prec=400, traps=[Inexact, InvalidOperation])


class FloorBeyondTarget(Invalid):
    """The floor of a promise is harder to reach than its target."""


class Standing(StrEnum):
    """How a reading stands to its promise."""

    KEPT = "kept"
    BELOW_TARGET = "below-target"
    BELOW_FLOOR = "below-floor"
    LOW_N = "low-n"
    PROVISIONAL = "provisional"
    NOT_DUE = "not-due"
    NO_DATA = "no-data"
    NO_PROMISE = "no-promise"

    @property
    def said(self) -> str:
        """The standing in a few words, for people."""
        return str(_SAID[self])


_SAID = {
    Standing.KEPT: Later("Kept"),
    Standing.BELOW_TARGET: Later("Below target"),
    Standing.BELOW_FLOOR: Later("Below floor"),
    Standing.LOW_N: Later("Too few to judge"),
    Standing.PROVISIONAL: Later("Provisional"),
    Standing.NOT_DUE: Later("Not yet due"),
    Standing.NO_DATA: Later("No data"),
    Standing.NO_PROMISE: Later("No promise"),
}


def divided(top: Decimal, bottom: Decimal) -> Decimal | None:
    """Return the quotient, cut after 20 decimal places, or None where there is nothing below.

    Cut and not rounded, because PostgreSQL's `div` and whole-number division here then agree in
    every digit.

    >>> divided(Decimal(2), Decimal(3))
    Decimal('0.66666666666666666666')
    """
    if not bottom:
        return None
    whole = EXACT.divide_int(EXACT.scaleb(top, PLACES), bottom)
    return EXACT.scaleb(whole, -PLACES)


@dataclass(frozen=True, init=False)
class Reading:
    """A number with what it was made of; nothing in it is rounded.

    `n` facts counted; `pending` belong to the period and cannot be judged yet. The value is
    `per` × `top` ÷ `bottom`: for a percentile the bottom is 1, for a mean `n`.
    """

    top: Decimal
    bottom: Decimal
    n: int
    pending: int = 0
    per: int = 1

    def __init__(
        self, top: Decimal, bottom: Decimal, n: int, pending: int = 0, per: int = 1
    ) -> None:
        """Write the fields as they are: by a frozen class's own way it takes twice as long."""
        own = self.__dict__
        own["top"], own["bottom"], own["n"] = top, bottom, n
        own["pending"], own["per"] = pending, per

    @cached_property
    def value(self) -> Decimal | None:
        """The value, cut after 20 decimal places; None (“no data”) where nothing counted.

        >>> Reading(Decimal(17), Decimal(20), n=20).value
        Decimal('0.85000000000000000000')
        """
        return divided(EXACT.multiply(self.top, Decimal(self.per)), self.bottom)

    def compared_with(self, threshold: Decimal) -> int:
        """Return −1, 0 or 1 as the exact value is below, at or above the threshold.

        Nothing is divided, so that 19 of 20 is at 95 %, and 2 of 3 is above 66.67 % never.

        >>> Reading(Decimal(2), Decimal(3), n=3).compared_with(Decimal("0.6667"))
        -1
        """
        ahead = EXACT.subtract(
            EXACT.multiply(self.top, Decimal(self.per)), EXACT.multiply(threshold, self.bottom)
        )
        if self.bottom < 0:
            ahead = -ahead
        return (ahead > 0) - (ahead < 0)


def spelled(amount: Decimal) -> Decimal:
    """Return the amount in the one spelling it has, whatever was added up to it: a zero is 0.

    Other amounts have the decimals of the quantity they are sums of.

    >>> spelled(Decimal("0.000000")), spelled(Decimal("98.500000"))
    (Decimal('0'), Decimal('98.500000'))
    """
    return amount or Decimal(0)


def added(readings: Iterable[Reading]) -> Reading:
    """Return the number over neighbouring periods from those of each, where sums tell it.

    >>> added([Reading(Decimal(17), Decimal(20), n=20), Reading(Decimal(3), Decimal(3), n=3)]).top
    Decimal('20')
    """
    every = list(readings)
    top, bottom = Decimal(0), Decimal(0)
    for one in every:
        top, bottom = EXACT.add(top, one.top), EXACT.add(bottom, one.bottom)
    n, pending = sum(one.n for one in every), sum(one.pending for one in every)
    return Reading(spelled(top), spelled(bottom), n, pending, every[0].per)


def less(whole: Reading, out: Reading) -> Reading:
    """Return the number without some of its facts, where sums tell it: those of `out`.

    >>> less(Reading(Decimal(17), Decimal(20), n=20), Reading(Decimal(0), Decimal(1), n=1)).bottom
    Decimal('19')
    """
    top = spelled(EXACT.subtract(whole.top, out.top))
    bottom = spelled(EXACT.subtract(whole.bottom, out.bottom))
    return Reading(top, bottom, whole.n - out.n, whole.pending - out.pending, whole.per)


def check_thresholds(*, target: Decimal, floor: Decimal | None, better: Better) -> None:
    """Let a promise have a floor only where it is no harder to reach than the target.

    :raises FloorBeyondTarget: if the floor is better than the target
    """
    if floor is None or floor == target:
        return
    if (floor > target) is (better is Better.HIGHER):
        raise FloorBeyondTarget(_("The floor must not be harder to reach than the target."))


def stand_against(
    reading: Reading, *, target: Decimal, floor: Decimal | None, better: Better
) -> Standing:
    """Return kept, below target or below floor for a reading that has a value.

    At the target is kept and at the floor is below target; without a floor nothing is below it.
    For lower-is-better the mirror: at most the target is kept.

    Source: docs/metrics.md, “How a reading stands” (proposed default).

    :raises FloorBeyondTarget: if the floor is better than the target
    """
    check_thresholds(target=target, floor=floor, better=better)
    return _against(reading, target, floor, better)


def _against(reading: Reading, target: Decimal, floor: Decimal | None, better: Better) -> Standing:
    way = 1 if better is Better.HIGHER else -1
    if way * reading.compared_with(target) >= 0:
        return Standing.KEPT
    if floor is None or way * reading.compared_with(floor) >= 0:
        return Standing.BELOW_TARGET
    return Standing.BELOW_FLOOR


def judge(
    reading: Reading,
    *,
    target: Decimal | None,
    floor: Decimal | None,
    better: Better,
    n_min: int = N_MIN,
) -> Standing:
    """Return how the reading stands: the first of these that applies.

    No promise; not due (nothing counted, something pending); no data; provisional (something
    pending); low n (fewer than `n_min` facts); else kept, below target or below floor. Where the
    colour under “provisional” or “low n” matters, ask `stand_against`.

    Source: docs/metrics.md, “How a reading stands” (proposed defaults).

    :raises FloorBeyondTarget: if the floor is better than the target
    """
    if target is None:
        return Standing.NO_PROMISE
    check_thresholds(target=target, floor=floor, better=better)
    if not reading.bottom:
        return Standing.NOT_DUE if reading.pending else Standing.NO_DATA
    if reading.pending:
        return Standing.PROVISIONAL
    if reading.n < n_min:
        return Standing.LOW_N
    return _against(reading, target, floor, better)
