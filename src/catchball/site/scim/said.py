"""What a directory sends: users, groups and changes of them, as our commands take it.

Directories differ: Entra ID writes `Replace` and the text "False", and names of parts as dotted
keys; Okta sends changes without a path. What is not kept here is passed over.

Source: RFC 7643, 4.1 and 4.2 (User, Group); RFC 7644, 3.5.2 (PATCH).
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from catchball.kernel.words import _
from catchball.site.scim.asking import NotUnderstood
from catchball.site.scim.filters import plain_path
from catchball.trust.directories.rules import Said

_MOST = 1000
_FIELDS = {
    "username": "email",
    "externalid": "external_id",
    "displayname": "display_name",
    "name.givenname": "given_name",
    "name.familyname": "family_name",
}
_ONE_MEMBER = re.compile(r'members\[\s*value\s+eq\s+"([^"]*)"\s*\]')


@dataclass(frozen=True)
class Membership:
    """Who comes into a group and who goes; `is_all` says that `added` are all who stay."""

    added: frozenset[UUID] = frozenset()
    removed: frozenset[UUID] = frozenset()
    is_all: bool = False


def body_of(request: HttpRequest) -> dict[str, Any]:
    """Return what was sent.

    :raises NotUnderstood: if it is no JSON object
    """
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError):
        sent = None
    if not isinstance(sent, dict):
        raise NotUnderstood(_("What was sent is no JSON object."), kind="invalidSyntax")
    return sent


def user_of(sent: dict[str, Any]) -> Said:
    """Return a whole user; what is not told of is empty, and somebody not told to be is active.

    :raises NotUnderstood: if there is no userName, or a value has another shape
    """
    whole = Said(external_id="", display_name="", given_name="", family_name="", is_active=True)
    said = _with(whole, sent)
    if not said.email:
        raise NotUnderstood(
            _("A user has a userName: the address of their mail."), kind="invalidValue"
        )
    return said


def change_of_user(sent: dict[str, Any]) -> Said:
    """Return what a PATCH changes of a user.

    :raises NotUnderstood: if it is none
    """
    said = Said()
    for verb, path, value in _operations(sent):
        if not path and isinstance(value, dict):
            said = _with(said, value)
        elif not path:
            raise NotUnderstood(_("A change without a path holds its attributes."), kind="noTarget")
        elif verb == "remove":
            said = _with(said, {path: ""}) if path in _FIELDS and path != "username" else said
        else:
            said = _with(said, {path: value})
    return said


def _with(said: Said, sent: dict[str, Any]) -> Said:
    """Return what was said, with what was sent; a formatted name stands in for a missing one."""
    flat = dict(_flat(sent))
    changed: dict[str, Any] = {
        field: _text(flat[path], path) for path, field in _FIELDS.items() if path in flat
    }
    if "name.formatted" in flat and not (changed.get("display_name") or said.display_name):
        changed["display_name"] = _text(flat["name.formatted"], "name.formatted")
    if "active" in flat:
        changed["is_active"] = _truth(flat["active"])
    return replace(said, **changed)


def _flat(sent: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give each attribute by its path, and the parts of a name by theirs."""
    for name, value in sent.items():
        path = plain_path(name)
        if path == "name" and isinstance(value, dict):
            yield from ((f"name.{plain_path(part)}", inner) for part, inner in value.items())
        else:
            yield path, value


def _text(value: Any, path: str) -> str:
    if value is None:
        return ""
    if (
        not isinstance(value, str)
        or "\0" in value
        or any("\ud800" <= one <= "\udfff" for one in value)
    ):
        raise NotUnderstood(_("%(path)s is a text.", path=path), kind="invalidValue")
    return value


def _truth(value: Any) -> bool:
    known = {"true": True, "false": False}
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in known:
        return known[value.lower()]
    raise NotUnderstood(_("active is true or false."), kind="invalidValue")


def group_of(sent: dict[str, Any]) -> Membership:
    """Return the members that a whole group has.

    :raises NotUnderstood: if they have another shape
    """
    return Membership(added=_members(sent.get("members") or []), is_all=True)


def change_of_group(sent: dict[str, Any], *, name: str) -> Membership:
    """Return what a PATCH changes of a group of this name.

    :raises NotUnderstood: if it is none, or would give the group another name
    """
    now = Membership()
    for verb, path, value in _operations(sent):
        one = _ONE_MEMBER.fullmatch(path)
        if one:
            now = _without(now, _ids([one[1]]))
        elif path == "members" and verb == "remove" and value is None:
            now = Membership(is_all=True)
        elif path == "members":
            now = _moved(now, verb, _members(value))
        else:
            told = value if not path and isinstance(value, dict) else {path: value}
            check_name(told, name=name)
            for key, members in told.items():
                if plain_path(key) == "members":
                    now = _moved(now, verb, _members(members))
    return now


def check_name(sent: dict[str, Any], *, name: str) -> None:
    """Let a group keep its name, which is that of a role.

    :raises NotUnderstood: if it would have another
    """
    told = {plain_path(key): value for key, value in sent.items()}.get("displayname", name)
    if not isinstance(told, str) or told.casefold() != name.casefold():
        sentence = _("This group is a role: its name stays %(name)s.", name=name)
        raise NotUnderstood(sentence, kind="mutability")


def _moved(now: Membership, verb: str, members: frozenset[UUID]) -> Membership:
    if verb == "remove":
        return _without(now, members)
    if verb == "replace":
        return Membership(added=members, is_all=True)
    return replace(now, added=now.added | members, removed=now.removed - members)


def _without(now: Membership, members: frozenset[UUID]) -> Membership:
    return replace(now, added=now.added - members, removed=now.removed | members)


def _members(value: Any) -> frozenset[UUID]:
    rows = value if isinstance(value, list) else [value]
    if len(rows) > _MOST or any(not isinstance(row, dict) for row in rows):
        sentence = _('Members are a list such as [{"value": "id of a user"}], of 1,000 at most.')
        raise NotUnderstood(sentence, kind="invalidValue")
    return _ids(row.get("value") for row in rows)


def _ids(texts: Iterable[Any]) -> frozenset[UUID]:
    try:
        return frozenset(UUID(str(text)) for text in texts)
    except ValueError as error:
        sentence = _("A member is named by the id of a user of this directory.")
        raise NotUnderstood(sentence, kind="invalidValue") from error


def _operations(sent: dict[str, Any]) -> list[tuple[str, str, Any]]:
    """Return verb, path and value of each change.

    :raises NotUnderstood: if it is no PATCH
    """
    told = {key.lower(): value for key, value in sent.items()}.get("operations")
    if not isinstance(told, list) or not 0 < len(told) <= _MOST:
        sentence = _("A change holds Operations, a list of 1 to 1,000.")
        raise NotUnderstood(sentence, kind="invalidSyntax")
    return [_operation(one) for one in told]


def _operation(one: Any) -> tuple[str, str, Any]:
    verb = str(one.get("op", "")).lower() if isinstance(one, dict) else ""
    path = one.get("path") or "" if verb else None
    if verb not in {"add", "remove", "replace"} or not isinstance(path, str):
        sentence = _("An operation adds, removes or replaces what its path names.")
        raise NotUnderstood(sentence, kind="invalidSyntax")
    if verb == "remove" and not path:
        raise NotUnderstood(_("Say by a path what to remove."), kind="noTarget")
    return verb, plain_path(path), one.get("value")
