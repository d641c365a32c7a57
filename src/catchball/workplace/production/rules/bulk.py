"""What an import hands over, and what became of it; pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from catchball.kernel.errors import Refused
from catchball.kernel.words import _
from catchball.workplace.production.rules.batches import BatchFacts
from catchball.workplace.production.rules.deliveries import DeliveryFacts
from catchball.workplace.production.rules.states import BatchState, DeliveryState, Disposition


class MayNotUpdate(Refused):
    """A line of a file would take back what is recorded."""


class CannotUndo(Refused):
    """An import cannot be rolled back, because its rows were changed since."""

    references: tuple[str, ...] = ()


@dataclass(frozen=True)
class DeliveryRow:
    """One line of a file, read as a delivery."""

    line: int
    facts: DeliveryFacts


@dataclass(frozen=True)
class BatchRow:
    """One line of a file, read as a batch."""

    line: int
    facts: BatchFacts


@dataclass(frozen=True)
class Block:
    """Many lines of a file by column: a list for each fact it speaks of, None where it is empty.

    States, kinds and dispositions may be given by their keys.
    """

    lines: Sequence[int]
    columns: Mapping[str, Sequence[Any]]


class Kept:
    """The good lines of a file as a preview judged and kept them, and how many it had read.

    Whoever hands them back vouches that they are unchanged, and that the day, the programs and
    the products of the client are those by which they were judged.
    """

    def __init__(self, chunks: Iterable[bytes], *, read: int, good: int) -> None:
        self.chunks, self.read, self.good = chunks, read, good


@dataclass(frozen=True)
class RowRefused:
    """One line that was not taken, and the sentence that says why."""

    line: int
    reference: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class BulkOutcome:
    """What became of the lines of a file; `entry` of the journal, None for a preview."""

    entry: UUID | None
    read: int
    created: int
    updated: int
    unchanged: int
    refused: Sequence[RowRefused]


@dataclass(frozen=True, kw_only=True)
class UndoOutcome:
    """What a roll-back took away and what it put back."""

    removed: int
    restored: int


def delivery_state(before: DeliveryState, *, delivered_on: date | None) -> DeliveryState:
    """Return the state that follows from the day in a file without a column of states."""
    if delivered_on is not None:
        return DeliveryState.DELIVERED
    return DeliveryState.CANCELLED if before is DeliveryState.CANCELLED else DeliveryState.PROMISED


def batch_state(
    before: BatchState, *, started_on: date | None, completed_on: date | None
) -> BatchState:
    """Return the state that follows from the days in a file without a column of states."""
    if completed_on is not None:
        return BatchState.COMPLETED
    if started_on is not None:
        return BatchState.STARTED
    return BatchState.CANCELLED if before is BatchState.CANCELLED else BatchState.PLANNED


def check_may_update_delivery(*, before: DeliveryFacts, after: DeliveryFacts) -> None:
    """Let a file bring what became of a delivery, but neither move its baseline nor undo it.

    :raises MayNotUpdate: if the first confirmed day differs, or a delivery or cancellation would
        be taken back
    """
    if before.first_promised_on != after.first_promised_on:
        raise MayNotUpdate(
            _(
                "The first confirmed day is recorded as %(day)s and stays. If that was recorded "
                "wrongly, correct it on the delivery's page.",
                day=before.first_promised_on.isoformat(),
            )
        )
    if before.state is not DeliveryState.PROMISED and after.state is not before.state:
        raise MayNotUpdate(
            _(
                "It is recorded as %(state)s. If that is wrong, correct it on the delivery's page.",
                state=before.state.label,
            )
        )


_ORDER = (BatchState.PLANNED, BatchState.STARTED, BatchState.COMPLETED)


def check_may_update_batch(*, before: BatchFacts, after: BatchFacts) -> None:
    """Let a file bring what became of a batch, but take no step and no decision back.

    :raises MayNotUpdate: otherwise
    """
    decided = before.disposition is not Disposition.PENDING
    if decided and after.disposition is not before.disposition:
        raise MayNotUpdate(
            _(
                "It is recorded as %(decision)s. If that is wrong, correct it on the batch's page.",
                decision=before.disposition.label,
            )
        )
    if before.state is after.state:
        return
    is_step = before.state in _ORDER and after.state in _ORDER
    if not is_step or _ORDER.index(after.state) < _ORDER.index(before.state):
        raise MayNotUpdate(
            _(
                "It is recorded as %(state)s. If that is wrong, correct it on the batch's page.",
                state=before.state.label,
            )
        )
