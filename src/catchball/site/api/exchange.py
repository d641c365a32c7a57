"""Imports: a file in, judged row by row, written as one command, taken back."""

from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja.files import UploadedFile as Uploaded
from ninja.params.models import File, Form
from pydantic import Field as Shape

from catchball.site.api.answering import told, told_as
from catchball.site.api.asking import admitted
from catchball.site.api.doing import once
from catchball.site.api.operations import Door, Operation, parameter
from catchball.site.errors import TooMuchSent
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.exchange import commands, queries
from catchball.workplace.exchange.queries import ImportPage

DOOR = Door("exchange", "Imports")


def _root() -> Path:
    root: Path = settings.UPLOAD_ROOT
    return root


def import_now(scope: Scope, *, import_id: UUID) -> ImportPage:
    """Return how an import stands, and how far the worker is with it."""
    return queries.get_import(scope, import_id=import_id, root=_root())


def upload(request: HttpRequest, *, what: str, file: Uploaded) -> HttpResponse:
    """Keep a file and begin its import; nothing is written yet.

    Then match its columns, wait until it is judged, answer what is asked, and confirm.

    :raises CannotRead: if it is no table, in words that say what to do
    :raises TooMuchSent: if it is larger than any file may be
    """
    asked = admitted(request)
    refused = getattr(request, "upload_refused", "")
    if refused:
        raise TooMuchSent(refused)

    def run() -> HttpResponse:
        made = commands.receive_file(
            asked.scope, what=what, name=file.name or "", chunks=file.chunks(), root=_root()
        )
        return told(request, import_now(asked.scope, import_id=made), status=201)

    content = _hash_of(file) if request.headers.get("Idempotency-Key") else ""
    return once(request, asked, asked.scope, run, of=[what, file.name, content])


def _hash_of(file: Uploaded) -> str:
    digest = sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def refused_rows(request: HttpRequest, *, import_id: UUID) -> HttpResponse:
    """Return the refused rows as they stood in the file, each with its line and reasons.

    :raises NotFound: if there is no such import, or nothing in it was refused
    """
    asked = admitted(request)
    rows = queries.get_error_rows(asked.scope, import_id=import_id, root=_root())
    return told_as(request, rows.path.read_bytes(), media="text/csv; charset=utf-8")


_WITH_ROOT: dict[str, Any] = {"root": _root}
_HIDDEN = ("in_background",)

DOOR.asks("imports/", queries.list_imports)
DOOR.gives(
    Operation(
        name="exchange-upload",
        method="POST",
        path="{client}/exchange/imports/upload/",
        runs=upload,
        may=Permission.IMPORT_RUN,
        answers=ImportPage,
        status=201,
    ),
    upload,
    [
        parameter("what", Annotated[str, Shape(max_length=20)], Form(...)),
        parameter("file", Uploaded, File(...)),
    ],
)
DOOR.asks("imports/{import_id}/", queries.get_import, fixed=_WITH_ROOT)
DOOR.asks(
    "imports/{import_id}/matching/", queries.get_matching, fixed=_WITH_ROOT, hides=("choices",)
)
DOOR.gives(
    Operation(
        name="exchange-get-error-rows",
        method="GET",
        path="{client}/exchange/imports/{import_id}/errors/",
        runs=queries.get_error_rows,
        may=Permission.IMPORT_RUN,
        media="text/csv",
    ),
    refused_rows,
    [],
)
DOOR.does("imports/{import_id}/match/", commands.match_columns, then=import_now, hides=_HIDDEN)
DOOR.does("imports/{import_id}/answer/", commands.answer_styles, then=import_now, hides=_HIDDEN)
DOOR.does("imports/{import_id}/confirm/", commands.confirm_import, then=import_now, hides=_HIDDEN)
DOOR.does("imports/{import_id}/resume/", commands.resume_import, then=import_now)
DOOR.does(
    "imports/{import_id}/discard/",
    commands.discard_import,
    fixed=_WITH_ROOT,
    may=Permission.IMPORT_RUN,
)
DOOR.does("imports/{import_id}/undo/", commands.undo_import, then=import_now, hides=_HIDDEN)
