"""Filters and pages of lists: as much of them as directories send.

Source: RFC 7644, 3.4.2.2 (filters), 3.4.2.4 (pages), 3.4.2.5 (attributes).
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from django.http import QueryDict

from catchball.kernel.words import _
from catchball.site.scim.asking import NotUnderstood

T = TypeVar("T")
LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse"
USUAL, MOST = 100, 200
LONGEST = 2000
# A comparison: a path, possibly with a filter of its own, and what it equals.
_EQUALS = re.compile(
    r"\s*(?P<path>[\w.:$-]+(?:\[[^\]]*\](?:\.\w+)?)?)\s+(?P<op>\w+)\s+"
    r'(?P<value>"(?:[^"\\]|\\.)*"|true|false)\s*(?P<rest>and\s.*)?',
    re.IGNORECASE | re.DOTALL,
)
_OF_SCHEMA = re.compile(r"urn:ietf:params:scim:schemas:core:2\.0:(user|group):", re.IGNORECASE)
Reads = Mapping[str, Callable[[T], Any]]


def plain_path(path: str) -> str:
    """Return a path as it is compared: in small letters, without the schema it belongs to.

    >>> plain_path("urn:ietf:params:scim:schemas:core:2.0:User:userName")
    'username'
    """
    return " ".join(_OF_SCHEMA.sub("", path.strip()).lower().split())


def conditions(text: str) -> list[tuple[str, Any]]:
    """Return the paths of a filter with what each must equal.

    >>> conditions('userName eq "Ann@acme.example" and active eq true')
    [('username', 'Ann@acme.example'), ('active', True)]

    :raises NotUnderstood: for any other operator than `eq`, joined by `and`
    """
    found, rest = [], text
    while rest:
        match = _EQUALS.fullmatch(rest) if len(text) <= LONGEST else None
        if match is None or match["op"].lower() != "eq":
            sentence = _(
                'Filters compare by eq, joined by and, such as: userName eq "a@b.example".'
            )
            raise NotUnderstood(sentence, kind="invalidFilter")
        found.append((plain_path(match["path"]), _value(match["value"])))
        rest = (match["rest"] or "")[len("and") :]
    return found


def _value(text: str) -> Any:
    try:
        return json.loads(text if text.startswith('"') else text.lower())
    except ValueError as error:
        sentence = _("What a filter compares with is a text in quotes, true or false.")
        raise NotUnderstood(sentence, kind="invalidFilter") from error


def filtered(rows: Sequence[T], text: str, reads: Reads[T]) -> list[T]:
    """Return the rows that a filter lets pass; texts are compared without regard to case.

    :raises NotUnderstood: if it asks for something that no row has
    """
    kept = list(rows)
    for path, value in conditions(text):
        if path not in reads:
            sentence = _("Nothing is filtered by %(path)s here.", path=path)
            raise NotUnderstood(sentence, kind="invalidFilter")
        kept = [row for row in kept if _is(reads[path](row), value)]
    return kept


def _is(found: Any, value: Any) -> bool:
    if isinstance(found, frozenset):
        return value in found
    if isinstance(found, str) and isinstance(value, str):
        return found.casefold() == value.casefold()
    return bool(found == value) and isinstance(found, bool) == isinstance(value, bool)


def page_of(rows: Sequence[T], asked: QueryDict, tell: Callable[[T], dict[str, Any]]) -> Any:
    """Return one page of a list, counted from 1; what is out of bounds is brought within.

    :raises NotUnderstood: if it does not begin at a number, or is not so long as one
    """
    start = max(1, _number(asked, "startIndex", 1))
    count = min(MOST, max(0, _number(asked, "count", USUAL)))
    shown = [chosen(tell(row), asked) for row in rows[start - 1 : start - 1 + count]]
    return {
        "schemas": [LIST],
        "totalResults": len(rows),
        "startIndex": start,
        "itemsPerPage": len(shown),
        "Resources": shown,
    }


def _number(asked: QueryDict, name: str, usual: int) -> int:
    text = asked.get(name, "").strip()
    if not text:
        return usual
    if not re.fullmatch(r"-?[0-9]{1,9}", text):
        raise NotUnderstood(_("%(name)s is a number.", name=name), kind="invalidValue")
    return int(text)


def chosen(resource: dict[str, Any], asked: QueryDict) -> dict[str, Any]:
    """Return of a resource the attributes asked for, and those that every answer has."""
    wanted, unwanted = (_names(asked.get(one, "")) for one in ("attributes", "excludedAttributes"))
    always = {"schemas", "id"}
    return {
        name: value
        for name, value in resource.items()
        if name in always
        or ((not wanted or name.lower() in wanted) and name.lower() not in unwanted)
    }


def _names(text: str) -> set[str]:
    """Return the attributes that a list of paths names; a part stands for the whole of it."""
    return {plain_path(one).partition(".")[0] for one in text.split(",") if one.strip()}
