"""What happens to the team of a program: people join it, are reached otherwise, leave it."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from catchball.kernel.errors import NotFound, Stale
from catchball.kernel.words import _
from catchball.trust.door import command
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.workplace.programs.queries import program_of
from catchball.workplace.teams import queries, rules
from catchball.workplace.teams.models import Member
from catchball.workplace.teams.rules import MemberUnfit, Reach, Seat


@command(may=Permission.TEAM_MANAGE, event="teams.member-joined")
def join_team(scope: Scope, *, program: UUID, seat: Seat, reach: Reach) -> UUID:
    """Name somebody of the actor's company for the team of a program; return the member's id.

    :raises NotFound: if there is no such program, person of this company, or predecessor
    :raises MemberUnfit: if something said does not do, or they hold this function already
    """
    program_of(scope, program)
    name = rules.clean_seat(seat, today=scope.today)
    row = Member(
        client_id=scope.client,
        program_id=program,
        side=scope.side,
        function=seat.function,
        is_core=seat.is_core,
        person_id=seat.person,
        name=_name_of(scope, seat.person) if seat.person else name,
        since_on=seat.since_on,
        follows_id=_predecessor(scope, program, seat.follows),
    )
    _reach(row, reach)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if "member_once" not in str(error):
            raise
        sentence = _("They hold this function in the team already.")
        raise MemberUnfit(sentence, function=sentence) from error
    return row.pk


def _name_of(scope: Scope, person: UUID) -> str:
    own = queries.list_own_people(scope)
    found = next((one.name for one in own if one.id == person), None)
    if found is None:
        raise NotFound(_("There is no such person of your company here."))
    return found


def _predecessor(scope: Scope, program: UUID, member: UUID | None) -> UUID | None:
    """Return whose place somebody takes over: of the same team and company."""
    if member is None:
        return None
    rows = Member.objects.filter(client_id=scope.client, program_id=program, side=scope.side)
    if not rows.filter(pk=member).exists():
        raise NotFound(_("There is no such member of your company in this team."))
    return member


@command(may=Permission.TEAM_MANAGE, event="teams.member-changed")
def change_member(scope: Scope, *, member: UUID, version: int, reach: Reach) -> None:
    """Change how a member of the actor's company is reached, and who stands in.

    :raises NotFound: if there is no such member of a team of the client
    :raises MayNotName: if they are the other company's, or have left
    :raises MemberUnfit: if something said does not do
    :raises Stale: if somebody changed it since `version` was shown
    """
    row = _shown(scope, member, version)
    _reach(row, reach)
    row.save()


@command(may=Permission.TEAM_MANAGE, event="teams.member-left")
def leave_team(scope: Scope, *, member: UUID, version: int, left_on: date) -> None:
    """Let a member of the actor's company leave the team, for the reason in the scope.

    `left_on` is the first day on which they are not of it any more; the history keeps them.

    :raises NotFound: if there is no such member of a team of the client
    :raises MayNotName: if they are the other company's, or have left
    :raises MemberUnfit: without a reason, or on a day before they joined or to come
    :raises Stale: if somebody changed it since `version` was shown
    """
    row = _shown(scope, member, version)
    rules.check_leaving(left_on, since_on=row.since_on, today=scope.today, reason=scope.reason)
    row.left_on, row.left_why, row.left_name = left_on, scope.reason, scope.actor_name
    row.save()


def _shown(scope: Scope, member: UUID, version: int) -> Member:
    """Return the locked row, its version moved on, if it is the one that was shown."""
    row = queries.get_member_for_change(scope, member)
    rules.check_may_name(Side(row.side), own=scope.side, has_left=row.left_on is not None)
    if row.version != version:
        raise Stale(_("This member was changed while you had it open. Load the page again."))
    row.version = version + 1
    return row


def _reach(row: Member, reach: Reach) -> None:
    kept = rules.clean_reach(reach)
    row.zone, row.contact, row.deputy = kept.zone, kept.contact, kept.deputy
    row.hours_from, row.hours_to = kept.hours_from, kept.hours_to
    row.share_percent = kept.share_percent
