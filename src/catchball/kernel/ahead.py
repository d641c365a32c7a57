"""Making the next thing while the one before is being used."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def made_ahead(items: Iterable[T]) -> Iterator[T]:
    """Yield the items; each is made in a thread of its own while the one before is being used.

    Worth it where making is Python's work and using is somebody else's, such as the database's.
    The thread has the caller's context, so that what it says is in the same language; a database
    connection it has not, so that making may not ask for anything.

    >>> list(made_ahead(range(3)))
    [0, 1, 2]
    """
    made, context = iter(items), copy_context()

    def the_next() -> list[T]:
        return context.run(list, islice(made, 1))

    with ThreadPoolExecutor(1, thread_name_prefix="ahead") as thread:
        coming = thread.submit(the_next)
        while one := coming.result():
            coming = thread.submit(the_next)
            yield one[0]
