"""Invitations as tests arrange them."""

from catchball.site.people.jobs import link_of
from catchball.trust import commands
from catchball.trust.invitations import find_invited, scope_of_invited
from catchball.trust.permissions import Role
from world import NOW, PASSWORD, scope_for

NEWCOMER = "newcomer@mail.example"


def an_invitation(company, *, email=NEWCOMER, role=Role.CLIENT_QUALITY, by=Role.ADMINISTRATOR):
    """Invite somebody to the company's workplace; return the invitation's id."""
    return commands.invite_person(
        scope_for(company, by), email=email, name="Acme client", role=role
    )


def link_to(invitation, *, now=NOW):
    """Return the path that the letter of an invitation names."""
    return "/" + link_of(find_invited(invitation, now=now)).split("/", 3)[3]


def a_review(company, *, by=Role.ADMINISTRATOR):
    """Begin a review of who may see what; return its id."""
    return commands.begin_access_review(scope_for(company, by))


def come_back(company, role, *, by=Role.ADMINISTRATOR, as_role=None):
    """Let the company's person of a role, who left, come back by an invitation."""
    invitation = an_invitation(company, email=company.email(role), role=as_role or role, by=by)
    invited = find_invited(invitation, now=NOW)
    scope = scope_of_invited(invited, name=invited.name, zone="UTC", now=NOW)
    commands.join(scope, invitation=invitation, name=invited.name, zone="UTC", password=PASSWORD)
