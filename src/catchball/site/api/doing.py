"""Running a command for a machine: once, for the version it was meant for, told as it stands."""

import inspect
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from catchball.kernel.errors import Invalid, Stale
from catchball.kernel.words import _
from catchball.site.api.answering import limited, told
from catchball.site.api.asking import Admitted, admitted
from catchball.site.api.conditions import version_meant
from catchball.site.api.telling import plain, written
from catchball.site.errors import problem
from catchball.trust.identity import prove
from catchball.trust.scope import Scope
from catchball.trust.tokens.answers import LONGEST_KEY, Answer, answer_before, keep_answer
from catchball.trust.wall import opened

KEY = "^[!-~]([ -~]*[!-~])?$"
_KEPT_HEADERS = ("ETag", "Content-Type")
Runs = Callable[..., Any]


class NotAKey(Invalid):
    """The idempotency key is not one."""

    status = 400


@dataclass(frozen=True)
class Doing:
    """A command, and what is told of the record afterwards."""

    name: str
    runs: Runs
    then: Runs | None
    made: str
    changes: Runs | None
    versioned: str
    signs: bool
    status: int
    told_once: str = ""


def do(
    request: HttpRequest,
    doing: Doing,
    in_path: dict[str, Any],
    given: dict[str, Any],
    extra: dict[str, Any],
) -> HttpResponse:
    """Run the command with what was given, and answer how the record stands; or as before.

    :raises VersionMissing: where a version is needed and If-Match holds none
    """
    asked = admitted(request)
    scope = asked.scope.because(extra.get("reason", ""))
    if doing.versioned:
        given[doing.versioned] = version_meant(request)
    if doing.signs:
        scope = prove(scope, password=extra["password"])

    def run() -> HttpResponse:
        found = doing.runs(scope, **given)
        if doing.then is None:
            return _bare(request, found)
        asks = inspect.signature(doing.then).parameters
        which = {name: part for name, part in in_path.items() if name in asks}
        if doing.made:
            which = {doing.made: found}
        return told(request, doing.then(scope, **which), status=doing.status)

    try:
        return once(request, asked, scope, run, of=plain(given), told_once=doing.told_once)
    except Stale as error:
        return _stale(asked, doing, in_path, given, error)


def _bare(request: HttpRequest, found: Any) -> HttpResponse:
    if found is None:
        return limited(admitted(request), HttpResponse(status=204))
    return told(request, {"id": found}, status=201)


def _stale(
    asked: Admitted,
    doing: Doing,
    in_path: dict[str, Any],
    given: dict[str, Any],
    error: Stale,
) -> HttpResponse:
    """Say that the record moved on, and where it can be told, what happened to it since."""
    if not doing.versioned:
        raise error
    more = {}
    if doing.changes is not None:
        version = given[doing.versioned]
        more["changes"] = plain(doing.changes(asked.scope, **in_path, since_version=version))
    return limited(asked, problem(error, status=412, **more))


def once(
    request: HttpRequest,
    asked: Admitted,
    scope: Scope,
    run: Callable[[], HttpResponse],
    *,
    of: Any,
    told_once: str = "",
) -> HttpResponse:
    """Run, and with an Idempotency-Key only once: the same request is answered as it was before.

    The part of the answer named by `told_once` is kept nowhere; a repeated answer holds null.

    :raises NotAKey: if the key is empty, too long or not printable
    :raises AnotherRequest: if the key was used for another request within a day
    """
    key = request.headers.get("Idempotency-Key")
    if key is None:
        with opened(scope):
            return run()
    if len(key) > LONGEST_KEY or not re.fullmatch(KEY, key):
        raise NotAKey(
            _("An Idempotency-Key has up to %(most)s printable signs of ASCII.", most=LONGEST_KEY)
        )
    told_of = json.dumps([request.method, request.path, of], sort_keys=True)
    # Keyed, because what was sent may hold a password.
    request_hash = salted_hmac("idempotency", told_of, algorithm="sha256").hexdigest()
    with opened(scope):
        before = answer_before(scope, key=key, request_hash=request_hash)
        if before is not None:
            return _replayed(asked, before)
        answer = run()
        kept = {name: answer[name] for name in _KEPT_HEADERS if answer.has_header(name)}
        body = _without(answer.content, told_once)
        keep_answer(scope, key=key, answer=Answer(answer.status_code, kept, body))
    return answer


def _without(body: bytes, told_once: str) -> str:
    if not told_once:
        return body.decode()
    return written(json.loads(body) | {told_once: None}).decode()


def _replayed(asked: Admitted, before: Answer) -> HttpResponse:
    answer = HttpResponse(before.body, status=before.status, headers=before.headers)
    answer.headers["Idempotency-Replayed"] = "true"
    return limited(asked, answer)
