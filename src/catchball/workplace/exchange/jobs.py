"""What the worker does with an import."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from uuid import UUID

from django.conf import settings

from catchball.kernel.words import _
from catchball.trust.scope import Scope
from catchball.workplace.exchange import commands
from catchball.workplace.exchange.rules.steps import NotNow


def judge(scope: Scope, *, import_id: str) -> None:
    """Check the file of an import."""
    with _told(scope, UUID(import_id)):
        commands.judge_import(scope, import_id=UUID(import_id), root=settings.UPLOAD_ROOT)


def write(scope: Scope, *, import_id: str) -> None:
    """Write the good rows of an import."""
    with _told(scope, UUID(import_id)):
        commands.write_import(scope, import_id=UUID(import_id), root=settings.UPLOAD_ROOT)


@contextmanager
def _told(scope: Scope, import_id: UUID) -> Iterator[None]:
    """Tell a bug of ours to the person who waits, and leave it to be logged like any other."""
    try:
        yield
    except Exception:
        why = _(
            "Something broke on our side while this was being worked on. Nothing was written. It "
            "has been logged for whoever runs Catchball. Check the file again; if it breaks "
            "again, tell them."
        )
        with suppress(NotNow):
            commands.fail_import(scope, import_id=import_id, why=why)
        raise
