"""The wall: a transaction in which PostgreSQL knows who is asking and what they may see.

The policies of `operations.py` read these settings. They are transaction-local (`SET LOCAL`), so
a pooled connection never carries one person's sight into another's request.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction

from catchball.trust.scope import Scope


@dataclass(frozen=True)
class Sight:
    """The settings that row-level security reads; empty sees nothing and writes nothing."""

    actor_id: str = ""
    client_id: str = ""
    sees: str = ""
    side: str = ""
    entry_id: str = ""
    signing_in: str = ""
    presenting: str = ""
    operator: str = ""


NOTHING = Sight()
_NAMES = tuple(Sight.__dataclass_fields__)
_sight: ContextVar[Sight] = ContextVar("sight", default=NOTHING)
_noted: ContextVar[list[UUID] | None] = ContextVar("noted", default=None)


def _text(value: UUID | None) -> str:
    return "" if value is None else str(value)


def _sight_of(scope: Scope, *, entry_id: str) -> Sight:
    return Sight(
        actor_id=_text(scope.actor_id),
        client_id=_text(scope.client_id),
        sees=",".join(sorted(map(str, scope.sees))),
        side=scope.side.value,
        entry_id=entry_id,
        operator="on" if scope.is_operator else "",
    )


def _tell(before: Sight, after: Sight) -> None:
    """Send what differs, in one round trip; the driver writes the values in, quoted."""
    changed = [name for name in _NAMES if getattr(before, name) != getattr(after, name)]
    if changed:
        sql = "; ".join(f"SET LOCAL app.{name} = %s" for name in changed)
        with connection.cursor() as cursor:
            cursor.execute(sql, [getattr(after, name) for name in changed])


@contextmanager
def _seeing(sight: Sight) -> Iterator[None]:
    """Run in one transaction with this sight, and give the outer sight back afterwards.

    On an exception PostgreSQL's own rollback restores the settings; setting them back then
    would only mask the real error.
    """
    outer = _sight.get()
    if sight == outer and connection.in_atomic_block:
        yield  # the same eyes in the same transaction
        return
    outermost = outer == NOTHING
    token = _sight.set(sight)
    try:
        with transaction.atomic(savepoint=outermost):
            _tell(outer, sight)
            yield
            if not outermost:
                _tell(sight, outer)
        if outermost and connection.in_atomic_block:
            _tell(sight, outer)
    finally:
        _sight.reset(token)


@contextmanager
def opened(scope: Scope) -> Iterator[Scope]:
    """Open a transaction behind the wall for this scope; nested scopes share it."""
    with _seeing(_sight_of(scope, entry_id=_sight.get().entry_id)):
        yield scope


@contextmanager
def opened_for(scope: Scope, entry_id: UUID) -> Iterator[Scope]:
    """Open it for this scope and the entry that its changes are journalled under, at once.

    The entry itself must be the first thing that is written inside.
    """
    _note(entry_id)
    with _seeing(_sight_of(scope, entry_id=str(entry_id))):
        yield scope


def _note(entry_id: UUID) -> None:
    noted = _noted.get()
    if noted is not None:
        noted.append(entry_id)


@contextmanager
def entries_noted() -> Iterator[list[UUID]]:
    """Give a list that grows by each entry written inside: what a log may point to."""
    noted: list[UUID] = []
    token = _noted.set(noted)
    try:
        yield noted
    finally:
        _noted.reset(token)


def current_entry() -> UUID | None:
    """Return the entry that changes are journalled under at this moment, if any."""
    entry = _sight.get().entry_id
    return UUID(entry) if entry else None


@contextmanager
def identified_as(person_id: UUID) -> Iterator[None]:
    """See only oneself: for reading the person behind a session."""
    with _seeing(Sight(actor_id=str(person_id))):
        yield


@contextmanager
def signing_in_as(email: str) -> Iterator[None]:
    """See only the person with this address: for checking a password."""
    with _seeing(Sight(signing_in=email)):
        yield


@contextmanager
def presenting(token_hash: str) -> Iterator[None]:
    """See only the token of this hash: for finding out whose it is."""
    with _seeing(Sight(presenting=token_hash)):
        yield
