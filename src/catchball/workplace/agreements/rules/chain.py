"""Promises on one metric and program, one after the other: thresholds change ahead, never back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Protocol, TypeVar
from uuid import UUID

from catchball.kernel.errors import Refused
from catchball.kernel.words import _
from catchball.trust.permissions import Side


class WouldChangeThePast(Refused):
    """A promise would change by what earlier days were judged."""


class PromisedByTheOther(Refused):
    """The other company already promises this metric."""


@dataclass(frozen=True)
class Link:
    """A signed promise, as those beside it need to know it."""

    id: UUID
    from_on: date
    party: Side


class Spanned(Protocol):
    """Anything that holds from a day until another, or without end."""

    @property
    def from_on(self) -> date: ...
    @property
    def until_on(self) -> date | None: ...


S = TypeVar("S", bound=Spanned)


def check_place(
    *,
    party: Side,
    from_on: date,
    today: date,
    signed: Sequence[Link],
    wider: Sequence[Link] = (),
) -> None:
    """Let a promise stand behind those already signed on the same metric and program.

    The first one may begin on any day, since before it there was no threshold at all. A later one
    begins neither before `today`, the day of the act in the relationship's zone, nor on or before
    the first day of the one it follows. `wider` are those signed for all programs, by which the
    facts of one program were judged until it has a promise of its own.

    Source: docs/metrics.md, “Promises”.

    :raises PromisedByTheOther: if the metric is promised by the other company
    :raises WouldChangeThePast: if days that were judged already would be judged anew
    """
    before = [*signed, *wider]
    if not before:
        return
    if any(link.party is not party for link in before):
        sentence = _("The other company already promises this. Choose the same company.")
        raise PromisedByTheOther(sentence, party=sentence)
    if from_on < today:
        sentence = _(
            "A signed promise is in force on this metric, so the new one cannot begin in the past: "
            "days that were judged already would be judged anew. Choose today or a later day."
        )
        raise WouldChangeThePast(sentence, from_on=sentence)
    if any(from_on <= link.from_on for link in signed):
        sentence = _(
            "A signed promise on this metric begins on that day or later. "
            "Choose a day after its first one."
        )
        raise WouldChangeThePast(sentence, from_on=sentence)


def list_ends(days: Iterable[date]) -> dict[date, date | None]:
    """Return for the first day of each signed promise the first day of the one that follows.

    >>> list_ends([date(2026, 7, 1), date(2026, 1, 1)])[date(2026, 1, 1)]
    datetime.date(2026, 7, 1)
    """
    ordered = sorted(days)
    return {**dict.fromkeys(ordered), **dict(pairwise(ordered))}


def find_in_force(terms: Iterable[S], day: date) -> S | None:
    """Return the promise by which a fact of that day is judged, of those on one metric."""
    return next(
        (
            one
            for one in terms
            if one.from_on <= day and (one.until_on is None or day < one.until_on)
        ),
        None,
    )
