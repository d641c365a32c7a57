"""What the pages about people show, ready to be rendered."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.conf import settings

from catchball.kernel.words import _, ngettext
from catchball.trust import queries
from catchball.trust.permissions import Permission, Side
from catchball.trust.queries import ColleagueLine, InvitationLine
from catchball.trust.scope import Scope
from catchball.workplace.programs.queries import ClientLine


@dataclass(frozen=True)
class PeopleTold:
    """The people of one client, on both sides."""

    headline: str
    ours: tuple[ColleagueLine, ...]
    theirs: tuple[ColleagueLine, ...]
    gone: tuple[ColleagueLine, ...]
    invitations: tuple[InvitationLine, ...]
    may_invite: bool
    may_admit: bool
    letters_lie_in: str = ""


@dataclass(frozen=True)
class PersonTold:
    """One person, and what the reader may do about them."""

    line: ColleagueLine
    may_manage: bool
    may_release: bool


@dataclass(frozen=True)
class Somebody:
    """A person with all the clients that they see."""

    line: ColleagueLine
    clients: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FloorPeople:
    """Who sees which client."""

    headline: str
    ours: tuple[Somebody, ...] = field(default_factory=tuple)
    theirs: tuple[Somebody, ...] = field(default_factory=tuple)


def read_people(scope: Scope) -> PeopleTold:
    """Return the people of one client, the reader's own company first."""
    found = queries.list_colleagues(scope)
    active = [one for one in found if one.is_active]
    ours = tuple(one for one in active if one.side is scope.side)
    theirs = tuple(one for one in active if one.side is not scope.side)
    may_invite = scope.may(Permission.PERSON_MANAGE)
    return PeopleTold(
        headline=_headline(ours, theirs),
        ours=ours,
        theirs=theirs,
        gone=tuple(one for one in found if not one.is_active),
        invitations=queries.list_invitations(scope) if may_invite else (),
        may_invite=may_invite,
        may_admit=scope.may(Permission.PERSON_ADMINISTER),
        letters_lie_in=settings.LETTERS_LIE_IN,
    )


def _headline(ours: tuple[ColleagueLine, ...], theirs: tuple[ColleagueLine, ...]) -> str:
    own = ngettext("One of your company", "%(count)s of your company", len(ours))
    other = ngettext("one of the other", "%(count)s of the other", len(theirs))
    return _("%(ours)s and %(theirs)s work here together", ours=own, theirs=other)


def read_person(scope: Scope, person: UUID) -> PersonTold:
    """Return one person who sees the client worked for."""
    line = queries.get_colleague(scope, person)
    own = scope.side is Side.CMO or line.side is Side.CLIENT
    is_self = line.id == scope.actor_id
    return PersonTold(
        line=line,
        may_manage=scope.may(Permission.PERSON_MANAGE) and own and not is_self,
        may_release=scope.may(Permission.PERSON_ADMINISTER) and line.side is Side.CMO,
    )


def read_floor_people(scope: Scope, clients: Iterable[ClientLine]) -> FloorPeople:
    """Return who sees which of the clients that the reader sees."""
    names = {client.id: (client.name, client.slug) for client in clients}
    seen: dict[UUID, list[ColleagueLine]] = {}
    for line in queries.list_colleagues(scope):
        if line.is_active:
            seen.setdefault(line.id, []).append(line)
    people = [
        Somebody(_earliest(lines), tuple(sorted(names[one.client_id] for one in lines)))
        for lines in seen.values()
    ]
    ours = tuple(one for one in people if one.line.side is Side.CMO)
    theirs = tuple(one for one in people if one.line.side is Side.CLIENT)
    return FloorPeople(_floor_headline(people), ours, theirs)


def _floor_headline(people: list[Somebody]) -> str:
    if not people:
        return _("Nobody sees a client of yours yet")
    never = sum(one.line.last_used_at is None for one in people)
    found = ngettext("One person sees", "%(count)s people see", len(people))
    if not never:
        return _("%(people)s your clients, and all have been here", people=found)
    return ngettext(
        "%(people)s your clients; one of them has never been here",
        "%(people)s your clients; %(count)s of them have never been here",
        never,
        people=found,
    )


def _earliest(lines: list[ColleagueLine]) -> ColleagueLine:
    first: datetime = min(line.since for line in lines)
    return next(line for line in lines if line.since == first)
