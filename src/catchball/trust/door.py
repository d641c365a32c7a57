"""The one way to write (commands), and the one way to ask (queries).

A command checks the permission, opens the wall, writes the journal entry and runs its body, all
in one transaction; the database copies each changed row under that entry and refuses a change
without one. So no body holds a line for permission, audit or notice, and none can forget it.
"""

import functools
from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

from catchball.kernel.errors import NotPermitted
from catchball.kernel.ids import new_id
from catchball.trust.events import note_security_event
from catchball.trust.models import Audience, Entry, EntryAudience
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.trust.wall import current_entry, opened, opened_for

P = ParamSpec("P")
R = TypeVar("R")
Act = Callable[Concatenate[Scope, P], R]

# Every event that a command of the product can leave in the journal.
EVENTS: set[str] = set()
# The path of an address may be a key in itself.
_SECRET = ("password", "secret", "token", "credential", "url")
_LONGEST = 2_000


def _storable(text: str) -> str:
    """Return the text as PostgreSQL can hold it: without NUL and lone halves of a sign."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace").decode()


def _plain(value: Any) -> Any:
    """Return an argument as JSON can hold it, for the journal."""
    match value:
        case str() if not isinstance(value, Enum):
            plain: Any = _storable(value[:_LONGEST])
        case None | bool() | int():
            plain = value
        case dict():
            plain = {str(key): _plain(part) for key, part in value.items()}
        case list() | tuple() | set() | frozenset():
            plain = [_plain(part) for part in value]
        case _ if is_dataclass(value) and not isinstance(value, type):
            plain = _plain(asdict(value))
        case _:
            plain = _plain_scalar(value)
    return plain


def _plain_scalar(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case timedelta():
            return value.total_seconds()
        case UUID() | Decimal() | float():
            return str(value)
        case _:
            return f"({type(value).__name__})"


def _arguments(kwargs: dict[str, Any]) -> dict[str, Any]:
    return {
        name: "(not kept)" if any(word in name for word in _SECRET) else _plain(value)
        for name, value in kwargs.items()
    }


def command(
    *,
    may: Permission,
    event: str,
    audience: Audience | Callable[[Scope], Audience | EntryAudience] = Audience.SHARED,
    signs: bool = False,
) -> Callable[[Act[P, R]], Act[P, R]]:
    """Turn a function into a command: all of it happens and is journalled, or none of it.

    `audience` says who sees the entry, or how that follows from who acts.
    With `signs`, it demands that the person proved themself again in the same submission.
    """

    def decorate(function: Act[P, R]) -> Act[P, R]:
        @functools.wraps(function)
        def run(scope: Scope, /, *args: P.args, **kwargs: P.kwargs) -> R:
            try:
                scope.require(may)
                scope.require_writing()
                if signs:
                    scope.require_proof()
            except NotPermitted as error:
                note_security_event(scope, kind="refused", detail=f"{event}: {error}")
                raise
            parent, entry_id = current_entry(), new_id()
            with opened_for(scope, entry_id):
                Entry.objects.create(
                    id=entry_id,
                    client_id=scope.client_id,
                    parent_id=parent,
                    actor_id=scope.actor_id,
                    actor_name=scope.actor_name,
                    actor_side=scope.side,
                    event=event,
                    audience=audience if isinstance(audience, Audience) else audience(scope),
                    reason=_storable(scope.reason),
                    arguments=_arguments(kwargs),
                    happened_at=scope.now,
                )
                return function(scope, *args, **kwargs)

        EVENTS.add(event)
        # Read by the contracts, and by the API.
        run.may, run.event, run.signs = may, event, signs  # type: ignore[attr-defined]
        return run

    return decorate


def query(*, may: Permission) -> Callable[[Act[P, R]], Act[P, R]]:
    """Turn a function into a query: permission checked, read behind the wall."""

    def decorate(function: Act[P, R]) -> Act[P, R]:
        @functools.wraps(function)
        def run(scope: Scope, /, *args: P.args, **kwargs: P.kwargs) -> R:
            scope.require(may)
            with opened(scope):
                return function(scope, *args, **kwargs)

        run.may = may  # type: ignore[attr-defined] # read by the contracts
        return run

    return decorate
