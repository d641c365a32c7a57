"""What can happen to invitations: sent, sent again, withdrawn, accepted."""

from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError

from catchball.kernel.errors import NotFound, Refused
from catchball.kernel.words import _
from catchball.trust import rules
from catchball.trust.commands.people import common_passwords
from catchball.trust.door import command
from catchball.trust.models import Assignment, Invitation, Person
from catchball.trust.permissions import Permission, Role, Side
from catchball.trust.queue import defer
from catchball.trust.scope import Scope

LETTER = "people.invite"


class HereAlready(Refused):
    """The person signs in already, and is seen by whoever invites them."""


class InvitedMeanwhile(Refused):
    """Two people invited the same address at once; one of the letters goes out."""


class NoLongerOpen(NotFound):
    """The invitation was accepted, withdrawn or has expired."""


@command(may=Permission.PERSON_MANAGE, event="people.person-invited")
def invite_person(scope: Scope, *, email: str, name: str, role: Role) -> UUID:
    """Invite somebody to the client worked for by a letter with a link; return the invitation.

    Whether the address is known for another client makes no difference here: only the letter,
    which goes to whoever owns the address, can tell. A second invitation of the same address
    takes the place of the first.

    :raises NotAnAddress, NameMissing: if a value does not do
    :raises NotYourCompany: if a client would invite for the manufacturer, or in the place of an
        invitation of the manufacturer's
    :raises InvitedMeanwhile: if a colleague invites the same address at the same moment
    :raises HereAlready: if they can see the person: assigned to this client, or a colleague
    """
    rules.check_may_manage(side=scope.side, role=role)
    email, name = rules.clean_email(email), rules.clean_name(name)
    _check_not_here(scope, email, role)
    invitation = (
        Invitation.objects.select_for_update()
        .filter(
            client_id=scope.client,
            email=email,
            accepted_at__isnull=True,
            withdrawn_at__isnull=True,
        )
        .first()
    )
    if invitation is None:
        invitation = Invitation(client_id=scope.client, email=email, role=role, issue=0)
    rules.check_may_manage(side=scope.side, role=Role(invitation.role))
    invitation.name, invitation.role = name, role
    try:
        _issue(scope, invitation)
    except IntegrityError as error:
        sentence = _("Somebody else is inviting this address at this moment. Look at the list.")
        raise InvitedMeanwhile(sentence, email=sentence) from error
    return invitation.pk


@command(may=Permission.PERSON_MANAGE, event="people.invitation-repeated")
def invite_again(scope: Scope, *, invitation: UUID) -> None:
    """Send a new letter; the link of the one before works no more.

    :raises NotFound: if there is no such open invitation
    :raises NotYourCompany: if a client would invite for the manufacturer
    """
    row = _get_open_for_change(scope, invitation)
    rules.check_may_manage(side=scope.side, role=Role(row.role))
    _issue(scope, row)


@command(may=Permission.PERSON_MANAGE, event="people.invitation-withdrawn")
def withdraw_invitation(scope: Scope, *, invitation: UUID) -> None:
    """Let the link of an invitation work no more.

    :raises NotFound: if there is no such open invitation
    :raises NotYourCompany: if a client would withdraw one of the manufacturer's
    """
    row = _get_open_for_change(scope, invitation)
    rules.check_may_manage(side=scope.side, role=Role(row.role))
    row.withdrawn_at = scope.now
    row.save(update_fields=["withdrawn_at"])


@command(may=Permission.INVITATION_ACCEPT, event="people.person-joined")
def join(scope: Scope, *, invitation: UUID, name: str, zone: str, password: str) -> UUID:
    """Come in by an invitation; return the person's id, which is the actor's.

    Somebody who left comes back as who they were: their history is still theirs. What they could
    see they are given anew: this client, and no other.

    :raises NoLongerOpen: if the invitation was used meanwhile
    :raises NameMissing, PasswordTooWeak, NoSuchZone: if a value does not do
    """
    row = _get_open_for_change(scope, invitation)
    if row.expires_at <= scope.now:
        raise NoLongerOpen(_("This invitation has expired. Ask for a new one."))
    name = rules.clean_name(name)
    rules.check_password_strength(password, email=row.email, common=common_passwords())
    rules.check_zone(zone)
    person = Person.objects.select_for_update().filter(pk=scope.actor).first()
    fresh = person is None
    person = person or Person(pk=scope.actor, email=row.email)
    person.name, person.role, person.zone = name, row.role, zone
    person.password, person.is_active = make_password(password), True
    try:
        person.save(force_insert=fresh)
    except IntegrityError as error:
        raise NoLongerOpen(_("This address signs in already. Sign in with it.")) from error
    Assignment.objects.filter(person=person).delete()
    Assignment.objects.create(
        client_id=scope.client, person=person, side=person.side, since=scope.now
    )
    row.accepted_at = scope.now
    row.save(update_fields=["accepted_at"])
    return person.pk


def _issue(scope: Scope, row: Invitation) -> None:
    """Count a new letter, and let it be sent once this is kept."""
    row.issue += 1
    row.invited_by_id, row.invited_by_name = scope.actor, scope.actor_name
    row.invited_at, row.expires_at = scope.now, scope.now + rules.INVITED_FOR
    row.save()
    defer(scope, LETTER, invitation=str(row.pk))


def _check_not_here(scope: Scope, email: str, role: Role) -> None:
    person = Person.objects.filter(email=email, is_active=True).first()
    if person is None:
        return
    here = Assignment.objects.filter(client_id=scope.client, person=person).exists()
    colleague = scope.side is Side.CMO and role.side is Side.CMO is person.side
    if here or colleague:
        sentence = (
            _("Somebody with this address is here already.")
            if here
            else _("A colleague signs in with this address: give them access instead.")
        )
        raise HereAlready(sentence, email=sentence)


def _get_open_for_change(scope: Scope, invitation: UUID) -> Invitation:
    row = (
        Invitation.objects.select_for_update()
        .filter(
            pk=invitation,
            client_id=scope.client,
            accepted_at__isnull=True,
            withdrawn_at__isnull=True,
        )
        .first()
    )
    if row is None:
        raise NoLongerOpen(_("This invitation is not open any more."))
    return row
