"""Connections to the database, in processes and threads that come and go."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections


@contextmanager
def no_connection_left() -> Iterator[None]:
    """Close what the job inside opened: the worker's threads come and go."""
    try:
        yield
    finally:
        for one in connections.all(initialized_only=True):
            if not one.in_atomic_block:
                one.close()
