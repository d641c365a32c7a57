"""Tells the lives of one client's deliveries and batches to the real commands, day after day."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from catchball.kernel.days import month_start
from catchball.site.demo.chances import BY_HAND_DAYS, Line, batches_of, deliveries_of
from catchball.site.demo.company import MANAGER, QUALITY, SUPERVISOR, Somebody
from catchball.site.demo.lives import BatchLife, DeliveryLife
from catchball.site.demo.promises import As
from catchball.site.demo.stories import Story
from catchball.trust.scope import Scope
from catchball.workplace.production import commands, queries
from catchball.workplace.production.queries import BatchFilters, DeliveryFilters
from catchball.workplace.production.rules import (
    BatchRow,
    BatchState,
    BulkOutcome,
    DeliveryRow,
    DeliveryState,
    Disposition,
)

# How far ahead of the next file plans are known: always before the first thing happens to them.
KNOWN_AHEAD = timedelta(days=30)
MONTHLY = 3
# Before this, files alone tell that a promised day was moved or a delivery cancelled.
ONE_BY_ONE = timedelta(days=18 * 30)
FIRST_FILE_AHEAD = timedelta(days=14)


class RulesRefused(Exception):  # noqa: N818 -- reads as a sentence
    """The rules refused a line of the demo, so the demo is wrong."""


@dataclass(frozen=True)
class Happening:
    """One thing that a person records: on which day, about which record, and how."""

    on: date
    reference: str
    who: Somebody
    step: Callable[[Scope, UUID, int], None]
    reason: str = ""


@dataclass(frozen=True)
class Book:
    """The lives of one kind of record, and how they are told: in files, or one by one.

    `always` is told one by one whenever it happens, `lately` only since the last file.
    """

    lives: Sequence[Any]
    send: Callable[[Scope, list[Any], str], BulkOutcome]
    find_open: Callable[[Scope, bool], dict[str, tuple[UUID, int]]]
    always: Callable[[Any], Iterator[Happening]]
    lately: Callable[[Any], Iterator[Happening]]


def file_days(story: Story, today: date) -> list[date]:
    """Return the days on which a file comes: quarterly at first, monthly in the last months."""
    months = [
        ago
        for ago in range(story.months, -1, -1)
        if ago <= MONTHLY or (story.months - ago) % 3 == 0
    ]
    days = [month_start(today, -ago) - FIRST_FILE_AHEAD for ago in months]
    return [*days, today - timedelta(days=BY_HAND_DAYS)]


def tell(story: Story, lines: tuple[Line, ...], as_: As, today: date) -> None:
    """Tell everything that happened until yesterday, as it happened."""
    deliveries = Book(
        deliveries_of(story, lines, today),
        _send_deliveries,
        _open_deliveries,
        partial(_delivery_changes, today - ONE_BY_ONE),
        _delivery_ends,
    )
    batches = Book(
        batches_of(story, lines, today), _send_batches, _open_batches, _batch_changes, _batch_steps
    )
    for book in (deliveries, batches):
        _tell_book(book, file_days(story, today), as_, today)


def _tell_book(book: Book, days: list[date], as_: As, today: date) -> None:
    """Tell in turns what a file brings, and what people record until the next one comes."""
    yesterday = today - timedelta(days=1)
    untold, open_ = deque(book.lives), dict[str, Any]()
    for day, until in zip(days, [*days[1:], yesterday], strict=True):
        while untold and untold[0].planned_on <= until + KNOWN_AHEAD:
            open_[untold[0].plan.reference] = [untold.popleft(), None]
        _send_file(book, open_, as_(MANAGER, day), day)
        is_last = until == yesterday
        tellers = (book.always, book.lately) if is_last else (book.always,)
        found = [one for life, _ in open_.values() for tell in tellers for one in tell(life)]
        _tell_each([one for one in found if day < one.on <= until], book, as_, is_last=is_last)


def _send_file(book: Book, open_: dict[str, Any], scope: Scope, day: date) -> None:
    """Send what changed since the last file, and lay aside what has come to its end."""
    rows = []
    for reference, (life, told) in list(open_.items()):
        facts = life.facts_on(day)
        if facts != told:
            rows.append(facts)
            open_[reference][1] = facts
        if life.ended_on and life.ended_on <= day:
            del open_[reference]
    outcome = book.send(scope, rows, f"{day:%Y-%m-%d}")
    if outcome.refused:
        raise RulesRefused(outcome.refused[0].reason)


def _tell_each(happened: list[Happening], book: Book, as_: As, *, is_last: bool) -> None:
    if not happened:
        return
    found = book.find_open(as_(MANAGER, happened[0].on), is_last)
    for one in sorted(happened, key=lambda one: (one.on, one.reference)):
        row, version = found[one.reference]
        one.step(as_(one.who, one.on).because(one.reason), row, version)
        found[one.reference] = row, version + 1


def _send_deliveries(scope: Scope, rows: list[Any], name: str) -> BulkOutcome:
    return commands.bulk_record_deliveries(
        scope.because(f"Order book of {scope.today:%B %Y}"),
        rows=[DeliveryRow(line, facts) for line, facts in enumerate(rows, start=2)],
        import_id=f"demo-deliveries-{name}",
        update=True,
    )


def _send_batches(scope: Scope, rows: list[Any], name: str) -> BulkOutcome:
    return commands.bulk_record_batches(
        scope.because(f"Batch list of {scope.today:%B %Y}"),
        rows=[BatchRow(line, facts) for line, facts in enumerate(rows, start=2)],
        import_id=f"demo-batches-{name}",
        update=True,
    )


def _open_deliveries(scope: Scope, is_last: bool) -> dict[str, tuple[UUID, int]]:
    filters = DeliveryFilters(state=DeliveryState.PROMISED)
    rows = queries.list_all_deliveries(scope, filters=filters)
    return {row.reference: (row.id, row.version) for row in rows}


def _open_batches(scope: Scope, is_last: bool) -> dict[str, tuple[UUID, int]]:
    """Return the plans, which may be cancelled, and lately all that is not decided."""
    wanted = [BatchFilters(state=BatchState.PLANNED)]
    if is_last:
        wanted += [BatchFilters(state=BatchState.STARTED), BatchFilters(awaiting_only=True)]
    return {
        row.reference: (row.id, row.version)
        for filters in wanted
        for row in queries.list_all_batches(scope, filters=filters)
    }


def _delivery_changes(since: date, life: DeliveryLife) -> Iterator[Happening]:
    reference = life.plan.reference
    if life.planned_on < since:
        return
    if life.move:
        yield Happening(life.move.on, reference, MANAGER, partial(_redate, life))
    if life.cancelled_on:
        yield Happening(life.cancelled_on, reference, MANAGER, _cancel_delivery, life.why_cancelled)


def _delivery_ends(life: DeliveryLife) -> Iterator[Happening]:
    if life.delivered_on:
        yield Happening(life.delivered_on, life.plan.reference, SUPERVISOR, partial(_record, life))


def _redate(life: DeliveryLife, scope: Scope, row: UUID, version: int) -> None:
    if life.move:
        commands.redate_delivery(
            scope,
            delivery=row,
            promised_on=life.move.to,
            asked_by=life.move.asked_by,
            cause=life.move.cause,
            version=version,
        )


def _cancel_delivery(scope: Scope, row: UUID, version: int) -> None:
    commands.cancel_delivery(scope, delivery=row, version=version)


def _record(life: DeliveryLife, scope: Scope, row: UUID, version: int) -> None:
    if life.delivered_on:
        commands.record_delivery(
            scope,
            delivery=row,
            delivered_on=life.delivered_on,
            quantity_delivered=life.quantity,
            version=version,
        )


def _batch_changes(life: BatchLife) -> Iterator[Happening]:
    if life.cancelled_on:
        yield Happening(
            life.cancelled_on, life.plan.reference, MANAGER, _cancel_batch, life.why_cancelled
        )


def _batch_steps(life: BatchLife) -> Iterator[Happening]:
    reference = life.plan.reference
    if life.started_on:
        yield Happening(life.started_on, reference, SUPERVISOR, partial(_start, life))
    if life.completed_on:
        yield Happening(life.completed_on, reference, SUPERVISOR, partial(_complete, life))
    if life.disposed_on:
        yield Happening(
            life.disposed_on, reference, QUALITY, partial(_dispose, life), life.why_rejected
        )


def _cancel_batch(scope: Scope, row: UUID, version: int) -> None:
    commands.cancel_batch(scope, batch=row, version=version)


def _start(life: BatchLife, scope: Scope, row: UUID, version: int) -> None:
    if life.started_on:
        commands.start_batch(scope, batch=row, started_on=life.started_on, version=version)


def _complete(life: BatchLife, scope: Scope, row: UUID, version: int) -> None:
    if life.completed_on and life.quantity is not None:
        commands.complete_batch(
            scope,
            batch=row,
            completed_on=life.completed_on,
            quantity_actual=life.quantity,
            deviations=life.deviations or 0,
            reworked=bool(life.reworked),
            version=version,
        )


def _dispose(life: BatchLife, scope: Scope, row: UUID, version: int) -> None:
    if life.disposed_on and life.disposition is not Disposition.PENDING:
        commands.dispose_batch(
            scope,
            batch=row,
            disposition=life.disposition,
            disposed_on=life.disposed_on,
            version=version,
        )
