"""What a number is made of where it can be added up: measures, their sums, and the way back.

A measure is what the facts of one source contribute to numbers: how many count, are good or wait,
and what their quantities add up to. Of sums for each month follow the readings of all forms but
the percentile, whose rank no sum tells.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import repeat
from typing import NamedTuple, assert_never
from uuid import UUID

from catchball.kernel.canonical import fingerprint
from catchball.measures.basis import Basis, basis_of, events_of
from catchball.measures.language import Mean, Metric, Percentile, Rate, RatioOfSums, Share
from catchball.measures.reading import Reading, spelled
from catchball.measures.tree import written

# Part of each key, so that sums which an earlier release wrote otherwise are made anew.
_WAY = 1


@dataclass(frozen=True)
class Measure:
    """What the facts of one basis contribute, of all programs or of one."""

    basis: Basis
    program: UUID | None = None

    @cached_property
    def key(self) -> UUID:
        """The name of the measure: the first half of the SHA-256 of its whole definition."""
        basis = {
            field.name: written(getattr(self.basis, field.name))
            for field in fields(Basis)
            if field.name != "excluded"
        }
        program = str(self.program) if self.program else None
        whole = fingerprint({"way": _WAY, "basis": basis, "program": program})
        return UUID(whole[:32])

    def __hash__(self) -> int:
        """Return the hash of the key, which is reckoned once; that of the definition is dear."""
        return hash(self.key)


@lru_cache(maxsize=4096)
def measures_of(metric: Metric, program: UUID | None = None) -> tuple[Measure, ...]:
    """Return the measures that a metric is read from, for a rate those of its events second.

    None where its number does not follow from sums.
    """
    if isinstance(metric.form, Percentile):
        return ()
    bases = (basis_of(metric), events_of(metric))
    return tuple(Measure(basis, program) for basis in bases if basis is not None)


class Sums(NamedTuple):
    """What the facts of a measure add up to in each of some periods: columns of one length."""

    n: Sequence[int]
    good: Sequence[int]
    pending: Sequence[int]
    first: Sequence[Decimal]
    second: Sequence[Decimal]


def readings_of(metric: Metric, sums: Sequence[Sums]) -> list[Reading]:
    """Return the numbers of several periods, given the sums of each measure in each of them.

    Measures come in the order of `measures_of`.
    The twin of `evaluation.evaluate`, for the forms that can be added up.

    :raises ValueError: for a percentile
    """
    own, *others = sums
    events = others[0] if others else own
    pending = own.pending
    match metric.form:
        case Share():
            tops, bottoms = map(Decimal, own.good), map(Decimal, own.n)
        case Rate(events=counted):
            tops, bottoms = map(spelled, events.first), map(spelled, own.first)
            if counted.facts != metric.facts:
                pending = [sum(both) for both in zip(pending, events.pending, strict=True)]
        case RatioOfSums():
            tops, bottoms = map(spelled, own.first), map(spelled, own.second)
        case Mean():
            tops, bottoms = map(spelled, own.first), map(Decimal, own.n)
        case Percentile():
            raise ValueError("No sum tells a rank.")
        case _:
            assert_never(metric.form)
    return list(map(Reading, tops, bottoms, own.n, pending, repeat(metric.per)))
