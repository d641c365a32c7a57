"""Which number is worse: by how it stands, then by how far it is from its target."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from catchball.measures.language import Better
from catchball.measures.reading import Standing

_WORST_FIRST = (
    Standing.BELOW_FLOOR,
    Standing.BELOW_TARGET,
    Standing.PROVISIONAL,
    Standing.LOW_N,
    Standing.KEPT,
    Standing.NOT_DUE,
    Standing.NO_DATA,
    Standing.NO_PROMISE,
)


_MISSED = {Standing.BELOW_TARGET, Standing.BELOW_FLOOR}


def repeated(standings: Sequence[Standing]) -> tuple[bool, ...]:
    """Tell of each period after the first whether it misses its target right after another miss.

    Two such periods in a row count as one below the floor, so that nobody lives between the two.

    Source: docs/metrics.md, “How a reading stands” (a proposed default).

    >>> repeated([Standing.KEPT, Standing.BELOW_TARGET, Standing.BELOW_TARGET])
    (False, True)
    """
    return tuple(
        now is Standing.BELOW_TARGET and before in _MISSED for before, now in pairwise(standings)
    )


def badness(
    standing: Standing, *, value: Decimal | None, target: Decimal | None, better: Better
) -> tuple[int, Decimal]:
    """Return a key by which the furthest from its target comes first.

    Numbers that stand alike are compared by their gap to the target as a share of it.

    >>> badness(Standing.BELOW_FLOOR, value=Decimal("0.8"), target=Decimal(1),
    ...     better=Better.HIGHER)
    (0, Decimal('-0.2'))
    """
    rank = _WORST_FIRST.index(standing)
    if value is None or not target:
        return rank, Decimal(0)
    gap = (value - target) / abs(target)
    return rank, gap if better is Better.HIGHER else -gap
