"""From what a query returned to an answer in JSON: tagged, paged, and short if it is known."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Sequence
from dataclasses import is_dataclass, replace
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from catchball.kernel.words import _
from catchball.site.api.asking import Admitted, admitted
from catchball.site.api.conditions import is_known
from catchball.site.api.shapes import NotAsAsked
from catchball.site.api.telling import etag_of, plain, version_of, written

USUAL_ROWS, MOST_ROWS = 50, 200


def told(
    request: HttpRequest, value: Any, *, status: int = 200, tagged: Any = None
) -> HttpResponse:
    """Return a value as the answer, with its tag; 304 where the reader has it already."""
    version = version_of(value if tagged is None else tagged)
    etag = etag_of(written(_lasting(value)), version)
    return tagged_by(request, etag, written(value), status=status)


def told_as(request: HttpRequest, body: bytes, *, media: str) -> HttpResponse:
    """Return a file as the answer, with its tag; 304 where the reader has it already."""
    return tagged_by(request, etag_of(body, None), body, media=media)


def tagged_by(
    request: HttpRequest,
    etag: str,
    body: bytes,
    *,
    media: str = "application/json",
    status: int = 200,
) -> HttpResponse:
    """Return an answer under a tag; 304 and nothing else where the reader has it already."""
    if request.method == "GET" and is_known(request, etag):
        answer = HttpResponse(status=304)
    else:
        answer = HttpResponse(body, content_type=media, status=status)
    answer.headers["ETag"] = etag
    return limited(admitted(request), answer)


def _lasting(value: Any) -> Any:
    """Return an answer without the instant for which it was read: another one changes nothing."""
    is_dated = is_dataclass(value) and hasattr(value, "known_at")
    return replace(value, known_at=None) if is_dated else value


def limited(asked: Admitted, answer: HttpResponse) -> HttpResponse:
    """Tell with the answer how often the token may ask again within this minute."""
    answer.headers["RateLimit-Policy"] = f'"minute";q={settings.API_PER_MINUTE};w=60'
    answer.headers["RateLimit"] = f'"minute";r={asked.left}'
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Vary"] = "Authorization"
    return answer


def cursor_of(ident: Any) -> str:
    """Return where a page ends, in a form that nobody takes for more than that."""
    return urlsafe_b64encode(json.dumps(plain(ident)).encode()).decode().rstrip("=")


def place_of(cursor: str) -> Any:
    """Return where the page before ended.

    :raises NotAsAsked: if the cursor is none of ours

    >>> place_of(cursor_of("a")), place_of(cursor_of(7))
    ('a', 7)
    """
    try:
        return json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (NotBase64, ValueError) as error:
        raise _no_cursor() from error


def id_at(cursor: str) -> UUID | None:
    """Return the id at which the page before ended, None at the beginning.

    :raises NotAsAsked: if the cursor is none of ours
    """
    if not cursor:
        return None
    try:
        return UUID(str(place_of(cursor)))
    except ValueError as error:
        raise _no_cursor() from error


def _no_cursor() -> NotAsAsked:
    sentence = _("This cursor is none of ours, or its row is gone. Begin without one.")
    return NotAsAsked(sentence, cursor=sentence)


def page_after(rows: Sequence[Any], *, limit: int) -> dict[str, Any]:
    """Return a page of rows that were read one beyond the limit, and the cursor of the next."""
    shown = list(rows[:limit])
    more = len(rows) > limit
    return {"items": shown, "next": cursor_of(_name(shown[-1])) if more else None}


def page_within(rows: Sequence[Any], *, cursor: str, limit: int) -> dict[str, Any]:
    """Return a page of a list that is read as a whole, after the row that the cursor names.

    :raises NotAsAsked: if no row of that name is there any more
    """
    start = 0
    if cursor:
        names = [plain(_name(one)) for one in rows]
        place = place_of(cursor)
        if place not in names:
            raise _no_cursor()
        start = names.index(place) + 1
    return page_after(rows[start : start + limit + 1], limit=limit)


def _name(row: Any) -> Any:
    """Return what tells a row from all others of its list."""
    for part in (row, getattr(row, "line", None), getattr(row, "place", None)):
        for name in ("id", "key"):
            if hasattr(part, name):
                return getattr(part, name)
    return sha256(written(row)).hexdigest()[:16]
