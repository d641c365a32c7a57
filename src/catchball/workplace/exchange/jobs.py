"""What the worker does with an import."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from uuid import UUID

from django.conf import settings

from catchball.kernel.words import _
from catchball.trust.queue import NotYet
from catchball.trust.scope import Scope
from catchball.workplace.exchange import commands
from catchball.workplace.exchange.rules.steps import InOtherHands, NotNow


def judge(scope: Scope, *, import_id: str) -> None:
    """Check the file of an import."""
    with _told(scope, UUID(import_id)):
        commands.judge_import(scope, import_id=UUID(import_id), root=settings.UPLOAD_ROOT)


def write(scope: Scope, *, import_id: str) -> None:
    """Write the good rows of an import."""
    with _told(scope, UUID(import_id)):
        commands.write_import(scope, import_id=UUID(import_id), root=settings.UPLOAD_ROOT)


def undo(scope: Scope, *, import_id: str) -> None:
    """Roll an import back."""
    with _told(scope, UUID(import_id)):
        commands.roll_back_import(scope, import_id=UUID(import_id), root=settings.UPLOAD_ROOT)


def give_up(scope: Scope, *, import_id: str, why: str) -> None:
    """Tell whoever waits for an import that it will not be done, unless it has been meanwhile."""
    with suppress(NotNow):
        commands.fail_import(scope, import_id=UUID(import_id), why=why)


@contextmanager
def _told(scope: Scope, import_id: UUID) -> Iterator[None]:
    """Tell a bug of ours to the person who waits, and leave it to be logged like any other.

    :raises NotYet: if another worker has the import in hand
    """
    try:
        yield
    except InOtherHands as held:
        raise NotYet(str(held)) from held
    except MemoryError:
        raise  # whoever set the limit tells
    except Exception:
        why = _(
            "Something broke on our side while this was being worked on. Nothing was changed. It "
            "has been logged for whoever runs Catchball. Try again; if it breaks again, tell "
            "them."
        )
        give_up(scope, import_id=str(import_id), why=why)
        raise
