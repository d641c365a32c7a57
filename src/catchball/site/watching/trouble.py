"""What a person is told when something broke: also whether what they sent may have been kept."""

import errno
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import InterfaceError, OperationalError

_DISK_FULL = "53100"  # PostgreSQL's code of it


@dataclass(frozen=True)
class Trouble:
    """A status, a headline and a sentence; in `again` seconds it may be over."""

    status: int
    headline: str
    sentence: str
    again: int | None = None


BUG = Trouble(
    500,
    "Something broke on our side",
    "Nothing that you sent was kept. Go back and try again.",
)
FULL = Trouble(
    503,
    "There is no room to write",
    "The disk is full, and nothing that you sent was kept. Whoever runs Catchball has to make "
    "room; then go back and send it again.",
    again=60,
)
# An answer that gets lost on its way may have been a yes: only looking tells.
GONE = Trouble(
    503,
    "The database cannot be reached",
    "It is started again by itself, mostly within seconds. What you sent may have been kept or "
    "not: go back, look, and send it again only if it is not there.",
    again=5,
)


def trouble_of(error: BaseException | None) -> Trouble:
    """Return what to tell of an error that nobody expected."""
    chain = list(_chain(error))
    if any(_is_full(one) for one in chain):
        return FULL
    if any(isinstance(one, OperationalError | InterfaceError) for one in chain):
        return GONE
    return BUG


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _is_full(error: BaseException) -> bool:
    is_file = isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}
    return is_file or getattr(error, "sqlstate", None) == _DISK_FULL
