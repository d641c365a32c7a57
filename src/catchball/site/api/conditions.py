"""Conditional requests: which version a change is meant for, and whether a reader has it already.

Source: RFC 9110, 13 (conditional requests); RFC 6585, 3 (428 Precondition Required).
"""

import re

from django.http import HttpRequest

from catchball.kernel.errors import Invalid
from catchball.kernel.words import _

TAG = r'^(W/)?"([0-9]{1,9})(-[0-9a-f]{16})?"$'
_VERSION = re.compile(TAG)


class VersionMissing(Invalid):
    """A change does not say which version of the record it is meant for."""

    status = 428


class NotAVersion(Invalid):
    """If-Match holds no tag that an answer of ours had."""

    status = 400


def version_meant(request: HttpRequest) -> int:
    """Return the version that a change is meant for: the tag under which the record was read.

    :raises VersionMissing: without If-Match, or with one that fits everything
    :raises NotAVersion: if it holds anything but one tag of ours
    """
    sent = request.headers.get("If-Match", "").strip()
    if sent in ("", "*"):
        raise VersionMissing(_("Say which version you change: If-Match with the ETag you read."))
    found = _VERSION.fullmatch(sent)
    if found is None:
        raise NotAVersion(_('If-Match takes one ETag as it was read, such as "3".'))
    return int(found[2])


def is_known(request: HttpRequest, etag: str) -> bool:
    """Answer whether the reader says that they have the answer with this tag already.

    >>> from django.test import RequestFactory
    >>> is_known(RequestFactory().get("/", headers={"If-None-Match": 'W/"3-ab", "7"'}), '"7"')
    True
    """
    sent = request.headers.get("If-None-Match", "")
    tags = {one.strip().removeprefix("W/") for one in sent.split(",")}
    return "*" in tags or etag in tags
