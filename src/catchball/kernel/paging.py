"""One page of a long list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

PAGE_ROWS = 50


@dataclass(frozen=True)
class Page(Generic[T]):
    """The lines of one page, and where it lies: pages and rows are counted from 1."""

    items: tuple[T, ...]
    number: int
    last: int
    first_row: int
    last_row: int
    rows: int


def last_page(rows: int, per_page: int = PAGE_ROWS) -> int:
    """Return the number of the last page; an empty list has one page.

    >>> last_page(0), last_page(50), last_page(51)
    (1, 1, 2)
    """
    return max(1, -(-rows // per_page))


def page_of(items: Sequence[T], *, number: int, rows: int, per_page: int = PAGE_ROWS) -> Page[T]:
    """Return the page with these items, which are those of page `number` among `rows`."""
    first = (number - 1) * per_page
    return Page(
        items=tuple(items),
        number=number,
        last=last_page(rows, per_page),
        first_row=first + 1 if items else 0,
        last_row=first + len(items),
        rows=rows,
    )
