"""Who is of a team: function, core or extended, how to reach them, and for how long."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from uuid import UUID

from catchball.kernel.errors import Invalid, Refused
from catchball.kernel.texts import faults_of_length
from catchball.kernel.words import Later, _
from catchball.trust.permissions import Side
from catchball.trust.rules import NoSuchZone, check_zone

NAME_LENGTH = 160
CONTACT_LENGTH = 200


class Function(StrEnum):
    """What somebody stands for in a team."""

    PROJECT_MANAGEMENT = "project-management"
    MANUFACTURING = "manufacturing"
    TECHNICAL_SERVICES = "technical-services"
    QUALITY = "quality"
    SUPPLY = "supply"
    REGULATORY = "regulatory"

    @property
    def label(self) -> str:
        """The function as people call it."""
        return str(_FUNCTIONS[self])


_FUNCTIONS = {
    Function.PROJECT_MANAGEMENT: Later("Project management"),
    Function.MANUFACTURING: Later("Manufacturing"),
    Function.TECHNICAL_SERVICES: Later("Technical services"),
    Function.QUALITY: Later("Quality"),
    Function.SUPPLY: Later("Supply"),
    Function.REGULATORY: Later("Regulatory"),
}


class MemberUnfit(Invalid):
    """What was said about a member of a team cannot be."""


class MayNotName(Refused):
    """The member is the other company's, or has left."""


@dataclass(frozen=True, kw_only=True)
class Seat:
    """A place in a team: who, as what, since when, and after whom.

    `person` is somebody who signs in; `name` somebody who does not. `follows` is the member of
    the same company whose place they take over.
    """

    function: Function
    is_core: bool
    since_on: date
    person: UUID | None = None
    name: str = ""
    follows: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Reach:
    """How and when a member is reached, who stands in, and how much of their time is promised.

    The hours are of a working day, in the zone, one of IANA's; `share_percent` is of their time.
    """

    zone: str
    contact: str = ""
    deputy: str = ""
    hours_from: time | None = None
    hours_to: time | None = None
    share_percent: int | None = None


def clean_seat(seat: Seat, *, today: date) -> str:
    """Return the name of somebody who does not sign in, empty where a person is named.

    :raises MemberUnfit: without a person or a name, with both, or on a day to come
    """
    name = " ".join(seat.name.split())
    faults = {}
    if bool(name) == bool(seat.person):
        faults["name"] = (
            _("Choose a person or write a name, not both.")
            if name
            else _("Choose a person, or write the name of somebody who does not sign in.")
        )
    elif len(name) > NAME_LENGTH:
        faults["name"] = _("Say it in %(count)s characters at most.", count=NAME_LENGTH)
    if seat.since_on > today:
        faults["since_on"] = _("Enter the day they joined: today or earlier.")
    if faults:
        raise MemberUnfit(" ".join(faults.values()), **faults)
    return name


def clean_reach(reach: Reach) -> Reach:
    """Return how a member is reached, without blanks around the words.

    :raises MemberUnfit: with a sentence for each part that does not do
    """
    contact, deputy = " ".join(reach.contact.split()), " ".join(reach.deputy.split())
    faults = faults_of_length({"contact": contact}, CONTACT_LENGTH)
    faults |= faults_of_length({"deputy": deputy}, NAME_LENGTH)
    faults |= _faults_of_hours(reach.hours_from, reach.hours_to)
    try:
        check_zone(reach.zone)
    except NoSuchZone as error:
        faults["zone"] = str(error)
    if reach.share_percent is not None and not 1 <= reach.share_percent <= 100:
        faults["share_percent"] = _("Enter 1 to 100, or nothing.")
    if faults:
        raise MemberUnfit(" ".join(faults.values()), **faults)
    return Reach(
        zone=reach.zone,
        contact=contact,
        deputy=deputy,
        hours_from=reach.hours_from,
        hours_to=reach.hours_to,
        share_percent=reach.share_percent,
    )


def _faults_of_hours(first: time | None, last: time | None) -> dict[str, str]:
    if (first is None) != (last is None):
        return {"hours_to": _("Enter both hours, or neither.")}
    if first and last and first >= last:
        return {"hours_to": _("Enter an hour after the first.")}
    return {}


def check_may_name(side: Side, *, own: Side, has_left: bool) -> None:
    """Let a company change its own members who are still of the team.

    :raises MayNotName: otherwise
    """
    if side is not own:
        raise MayNotName(_("Each company names its own people. Ask the other company."))
    if has_left:
        raise MayNotName(_("They have left the team, and stay in its history as they were."))


def check_leaving(left_on: date, *, since_on: date, today: date, reason: str) -> None:
    """Let somebody leave on a day from their first until today, for a reason.

    :raises MemberUnfit: otherwise
    """
    faults = {}
    if not since_on <= left_on <= today:
        faults["left_on"] = _("Enter a day from the one they joined on until today.")
    if not reason.strip():
        faults["reason"] = _("Say why they leave.")
    if faults:
        raise MemberUnfit(" ".join(faults.values()), **faults)
