"""How rows of deliveries or batches are handed out: a page, a step of a walk, all for a file."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from catchball.kernel.errors import Refused
from catchball.kernel.paging import PAGE_ROWS, Page, last_page, page_of
from catchball.kernel.words import _, written
from catchball.trust.scope import Scope
from catchball.workplace.production.queries.days import today_of_clients

EXPORT_ROWS = 100_000
_AT_ONCE = 2_000

Line = TypeVar("Line")
# Makes what is shown of a row, on the day that it is for its client.
Shown = Callable[[Any, date], Line]


class TooMuchToExport(Refused):
    """The list is too long for one file."""


def one_page(
    scope: Scope, rows: QuerySet[Any], shown: Shown[Line], *, number: int, count: int
) -> Page[Line]:
    """Return one page of rows in their order, of which there are `count`; the last one beyond it."""
    number = min(number, last_page(count))
    first = (number - 1) * PAGE_ROWS
    lines = _shown(scope, rows[first : first + PAGE_ROWS], shown)
    return page_of(tuple(lines), number=number, rows=count)


def one_step(
    scope: Scope, rows: QuerySet[Any], shown: Shown[Line], *, after: UUID | None, limit: int
) -> tuple[Line, ...]:
    """Return some rows in the order of their ids, beginning after one of them."""
    if after is not None:
        rows = rows.filter(pk__gt=after)
    return tuple(_shown(scope, rows.order_by("pk")[:limit], shown))


def hand_all(
    scope: Scope,
    rows: QuerySet[Any],
    shown: Shown[Line],
    *,
    take: Callable[[Iterator[Line]], None],
    limit: int,
) -> None:
    """Hand all rows in their order to `take`, which must use them up; some are in memory at a time.

    :raises TooMuchToExport: if there are more than `limit`
    """
    if rows.order_by()[: limit + 1].count() > limit:
        raise TooMuchToExport(
            _(
                "This is more than %(limit)s rows. Filter the list, then export it.",
                limit=written(limit),
            )
        )
    take(_shown(scope, rows.iterator(chunk_size=_AT_ONCE), shown))


def _shown(scope: Scope, rows: Any, shown: Shown[Line]) -> Iterator[Line]:
    todays = today_of_clients(scope)
    return (shown(row, todays[row.client_id]) for row in rows)
