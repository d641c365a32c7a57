"""What the worker does with an import."""

from uuid import UUID

from django.conf import settings

from catchball.trust.scope import Scope
from catchball.workplace.exchange import commands


def judge(scope: Scope, *, import_id: str) -> None:
    """Check the file of an import."""
    commands.judge_import(scope, import_id=UUID(import_id), root=settings.UPLOAD_ROOT)


def write(scope: Scope, *, import_id: str) -> None:
    """Write the good rows of an import."""
    commands.write_import(scope, import_id=UUID(import_id), root=settings.UPLOAD_ROOT)
