"""The log: one JSON object a line, with the ids to follow and nothing of a person in it.

What others write into a message cannot be known, so of their messages only the template is kept;
of an error its kind and where it came from, never what it says: PostgreSQL quotes the row.
"""

import json
import logging
import re
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from traceback import walk_tb
from types import TracebackType
from typing import Any

from catchball.trust.wall import current_entry

request_id: ContextVar[str] = ContextVar("request_id", default="")

OURS = "catchball."
FRAMES = 12  # of an error's way, the nearest
CAUSES = 5
LONGEST = 500
_PACKAGES = Path(__file__).resolve().parents[3]

_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"
_SECRETS = (
    (re.compile(r"[^\s@<>'\"]+@[^\s@<>'\"]+\.[^\s@<>'\"]+"), "(e-mail)"),
    (re.compile(r"(?i)\b(\w*(?:password|token|secret|cookie|session)\w*)\s*[=:]\s*\S+"), r"\1=(…)"),
    (re.compile(r"(?i)\b(bearer|basic)\s+\S+"), r"\1 (…)"),
    (re.compile(r"://[^\s/@]+@"), "://(…)@"),
    (re.compile(r"\?\S+"), "?(…)"),
    (re.compile(rf"\b(?!{_UUID})[A-Za-z0-9_-]{{32,}}\b"), "(…)"),
)


def scrubbed(text: str) -> str:
    """Return a text without what looks like an address of a person, a secret or a query.

    >>> scrubbed("maya@cmo.example asked for /c/acme/?q=Ann with Bearer abc")
    '(e-mail) asked for /c/acme/?(…) with Bearer (…)'
    """
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    return text[:LONGEST]


class JsonLines(logging.Formatter):
    """Writes each record as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "said": _said(record),
            "process": record.process,
        }
        if request_id.get():
            line["request"] = request_id.get()
        entry = current_entry()
        if entry:
            line["entry"] = str(entry)
        line |= getattr(record, "facts", {})
        if record.exc_info and record.exc_info[1]:
            line["errors"] = list(_errors(record.exc_info[1]))
        return json.dumps(line, ensure_ascii=False, default=str)


def _said(record: logging.LogRecord) -> str:
    if record.name.startswith(OURS):
        return scrubbed(record.getMessage())
    if record.name.startswith("procrastinate"):
        # Its messages hold the arguments of a job; what it does is told apart.
        return f"{getattr(record, 'action', 'said')} {_job(record)}".strip()
    if record.name.startswith("django.security"):
        return "refused as suspicious"
    return scrubbed(str(record.msg))


def _job(record: logging.LogRecord) -> str:
    job = getattr(record, "job", None)
    return f"job {job.get('id')} {job.get('task_name')}" if isinstance(job, dict) else ""


def _errors(error: BaseException) -> Iterator[dict[str, Any]]:
    """Tell an error and what it came from, the last first."""
    cause: BaseException | None = error
    for _number in range(CAUSES):
        if cause is None:
            return
        yield _error(cause)
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)


def _error(error: BaseException) -> dict[str, Any]:
    kind = type(error)
    told: dict[str, Any] = {"kind": f"{kind.__module__}.{kind.__qualname__}"}
    state = getattr(error, "sqlstate", None)
    if state:
        # PostgreSQL's own code and the broken rule: names of ours, nothing of the row.
        broken = getattr(getattr(error, "diag", None), "constraint_name", None)
        told |= {"sqlstate": state} | ({"constraint": broken} if broken else {})
    return told | {"from": _way(error.__traceback__)}


def _way(trace: TracebackType | None) -> list[str]:
    steps = [(frame.f_code, number) for frame, number in walk_tb(trace)][-FRAMES:]
    return [f"{_short(code.co_filename)}:{number} {code.co_name}" for code, number in steps]


def _short(file: str) -> str:
    path = Path(file)
    if path.is_relative_to(_PACKAGES):
        return str(path.relative_to(_PACKAGES))
    return file.rpartition("site-packages/")[2]
