"""The addresses of SCIM: each asks one query or runs one command."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict

from catchball.kernel.errors import NotFound, Refused
from catchball.kernel.words import _
from catchball.site.scim import described, said
from catchball.site.scim.asking import NotUnderstood, answered, nothing, spoken
from catchball.site.scim.filters import chosen, filtered, page_of
from catchball.site.scim.told import Group, groups_from, tell_group, tell_user
from catchball.trust.directories import commands, queries
from catchball.trust.directories.queries import DirectoryLine
from catchball.trust.directories.rules import KnownAlready, groups_of
from catchball.trust.scope import Scope

_OF_USERS: dict[str, Callable[[DirectoryLine], Any]] = {
    "username": lambda one: one.email,
    "externalid": lambda one: one.external_id,
    "id": lambda one: str(one.id),
    "displayname": lambda one: one.display_name,
    "active": lambda one: one.is_active,
    "emails": lambda one: one.email,
    "emails.value": lambda one: one.email,
    'emails[type eq "work"].value': lambda one: one.email,
}
_OF_GROUPS: dict[str, Callable[[Group], Any]] = {
    "displayname": lambda one: one.role.label,
    "id": lambda one: one.role.value,
    "members": lambda one: frozenset(str(user.id) for user in one.members),
    "members.value": lambda one: frozenset(str(user.id) for user in one.members),
}


class RoleStays(Refused):
    """A role is no group that a directory could remove."""


def _config(request: HttpRequest, scope: Scope) -> HttpResponse:
    return answered(described.config())


def _told_of(tell: Callable[[], list[dict[str, Any]]]) -> tuple[Callable[..., HttpResponse], ...]:
    """Return the views of a list of descriptions, and of one of them."""

    def every(request: HttpRequest, scope: Scope) -> HttpResponse:
        return answered(page_of(tell(), QueryDict(), lambda one: one))

    def one(request: HttpRequest, scope: Scope, name: str) -> HttpResponse:
        for found in tell():
            if found["id"].lower() == name.lower():
                return answered(found)
        return nothing(request, scope)

    return spoken(GET=every), spoken(GET=one)


def _users(request: HttpRequest, scope: Scope) -> HttpResponse:
    rows = queries.list_directory_users(scope)
    kept = filtered(rows, request.GET.get("filter", ""), _OF_USERS)
    return answered(page_of(kept, request.GET, tell_user))


def _user(request: HttpRequest, scope: Scope, user: UUID, *, status: int = 200) -> HttpResponse:
    told = tell_user(queries.get_directory_user(scope, user))
    location = told["meta"]["location"]
    return answered(chosen(told, request.GET), status=status, location=location)


def _user_add(request: HttpRequest, scope: Scope) -> HttpResponse:
    made = commands.add_directory_user(scope, said=said.user_of(said.body_of(request)))
    return _user(request, scope, made, status=201)


def _user_replace(request: HttpRequest, scope: Scope, user: UUID) -> HttpResponse:
    commands.change_directory_user(scope, user=user, said=said.user_of(said.body_of(request)))
    return _user(request, scope, user)


def _user_change(request: HttpRequest, scope: Scope, user: UUID) -> HttpResponse:
    changed = said.change_of_user(said.body_of(request))
    commands.change_directory_user(scope, user=user, said=changed)
    return _user(request, scope, user)


def _user_remove(request: HttpRequest, scope: Scope, user: UUID) -> HttpResponse:
    commands.remove_directory_user(scope, user=user)
    return HttpResponse(status=204)


def _all_groups(scope: Scope) -> list[Group]:
    return groups_from(groups_of(scope.side), queries.list_directory_users(scope))


def _groups(request: HttpRequest, scope: Scope) -> HttpResponse:
    kept = filtered(_all_groups(scope), request.GET.get("filter", ""), _OF_GROUPS)
    return answered(page_of(kept, request.GET, tell_group))


def _the_group(scope: Scope, name: str) -> Group:
    for group in _all_groups(scope):
        if group.role.value == name:
            return group
    raise NotFound(_("There is no such group: the groups here are the roles of your company."))


def _group(request: HttpRequest, scope: Scope, name: str) -> HttpResponse:
    told = tell_group(_the_group(scope, name))
    return answered(chosen(told, request.GET), location=told["meta"]["location"])


def _group_add(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Refuse it, and tell which groups there are."""
    wanted = str(said.body_of(request).get("displayName", "")).casefold()
    labels = [role.label for role in groups_of(scope.side)]
    if wanted in {label.casefold() for label in labels}:
        raise KnownAlready(_("This group is here already: find it by its displayName."))
    sentence = _("Groups are the roles of your company: %(names)s.", names=", ".join(labels))
    raise NotUnderstood(sentence, kind="invalidValue")


def _group_replace(request: HttpRequest, scope: Scope, name: str) -> HttpResponse:
    group, sent = _the_group(scope, name), said.body_of(request)
    said.check_name(sent, name=group.role.label)
    return _regrouped(request, scope, group, said.group_of(sent))


def _group_change(request: HttpRequest, scope: Scope, name: str) -> HttpResponse:
    group = _the_group(scope, name)
    moved = said.change_of_group(said.body_of(request), name=group.role.label)
    return _regrouped(request, scope, group, moved)


def _regrouped(
    request: HttpRequest, scope: Scope, group: Group, moved: said.Membership
) -> HttpResponse:
    """Change who is in a group, and return it; whoever is in it already stays as they are."""
    now = {one.id for one in group.members}
    removed = now - moved.added if moved.is_all else moved.removed & now
    added = moved.added - now
    if added or removed:
        commands.change_directory_group(scope, role=group.role, added=added, removed=removed)
    return _group(request, scope, group.role.value)


def _group_remove(request: HttpRequest, scope: Scope, name: str) -> HttpResponse:
    _the_group(scope, name)
    raise RoleStays(_("This group is a role: it stays. Remove its members instead."))


config = spoken(GET=_config)
resource_types, resource_type = _told_of(described.resource_types)
schemas, schema = _told_of(described.schemas)
users = spoken(GET=_users, POST=_user_add)
user = spoken(GET=_user, PUT=_user_replace, PATCH=_user_change, DELETE=_user_remove)
groups = spoken(GET=_groups, POST=_group_add)
group = spoken(GET=_group, PUT=_group_replace, PATCH=_group_change, DELETE=_group_remove)
nowhere = spoken(GET=nothing, POST=nothing, PUT=nothing, PATCH=nothing, DELETE=nothing)
