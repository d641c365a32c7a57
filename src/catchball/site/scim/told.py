"""Users and groups as SCIM tells of them.

Source: RFC 7643, 3.1 (what every resource has), 4.1 (User), 4.2 (Group).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from catchball.trust.directories.queries import DirectoryLine
from catchball.trust.permissions import Role

USER = "urn:ietf:params:scim:schemas:core:2.0:User"
GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"


@dataclass(frozen=True)
class Group:
    """A role of the company, with whoever has it or is to come in with it."""

    role: Role
    members: tuple[DirectoryLine, ...]


def address_of(kind: str, name: object = "") -> str:
    """Return the address of a resource, or of all of its kind."""
    return f"{settings.BASE_URL}/scim/v2/{kind}" + (f"/{name}" if name else "")


def groups_from(roles: Iterable[Role], users: Iterable[DirectoryLine]) -> list[Group]:
    """Return each role with its people; whoever left is in none."""
    found = [one for one in users if one.is_active]
    return [Group(role, tuple(one for one in found if one.role is role)) for role in roles]


def tell_user(one: DirectoryLine) -> dict[str, Any]:
    """Return a user."""
    told: dict[str, Any] = {
        "schemas": [USER],
        "id": str(one.id),
        "externalId": one.external_id,
        "userName": one.email,
        "name": {
            "formatted": f"{one.given_name} {one.family_name}".strip() or one.display_name,
            "givenName": one.given_name,
            "familyName": one.family_name,
        },
        "displayName": one.display_name,
        "active": one.is_active,
        "emails": [{"value": one.email, "type": "work", "primary": True}],
        "groups": [_group_named(one.role)] if one.role and one.is_active else [],
        "meta": {
            "resourceType": "User",
            "created": one.added_at.isoformat(),
            "lastModified": one.changed_at.isoformat(),
            "location": address_of("Users", one.id),
        },
    }
    told["name"] = {part: text for part, text in told["name"].items() if text}
    return {name: value for name, value in told.items() if value not in ("", {})}


def _group_named(role: Role) -> dict[str, Any]:
    return {
        "value": role.value,
        "display": role.label,
        "type": "direct",
        "$ref": address_of("Groups", role.value),
    }


def tell_group(group: Group) -> dict[str, Any]:
    """Return a group."""
    return {
        "schemas": [GROUP],
        "id": group.role.value,
        "displayName": group.role.label,
        "members": [
            {
                "value": str(one.id),
                "display": one.display_name or one.email,
                "type": "User",
                "$ref": address_of("Users", one.id),
            }
            for one in group.members
        ],
        "meta": {"resourceType": "Group", "location": address_of("Groups", group.role.value)},
    }
