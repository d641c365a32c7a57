"""What the worker sends to people."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app

from catchball.site.people import mail, misuse, resetting
from catchball.trust.identity import MISUSE
from catchball.trust.invitations import Invited, find_invited
from catchball.trust.scope import Scope
from catchball.workplace.programs.queries import get_client


@app.task(name="catchball.reset")
def send_reset(email: str) -> None:
    """Send a link for a new password to this address, if somebody signs in with it.

    The page that asks for it does the same for every address, and answers as quickly.
    """
    link = resetting.link_for(email)
    if link:
        mail.send(email, mail.reset(link))


@app.task(name="catchball.changed")
def tell_change(email: str, what: str) -> None:
    """Tell somebody that the way they sign in was changed, so that they notice if it was not them."""
    mail.send(email, mail.changed(what))


@app.task(name=MISUSE)
def tell_misuse(subject: str) -> None:
    """Tell administrators at once that somebody keeps failing to prove who they are.

    Of a client's person the leads of that client are told too. Source: 21 CFR 11.300(d).
    """
    for address in misuse.who_to_tell(subject, now=timezone.now()):  # noqa: TID251 -- a job reads the clock
        mail.send(address, mail.misuse(subject))


def send_invitation(scope: Scope, *, invitation: str) -> None:
    """Send the letter of an invitation, unless it was withdrawn before the worker came to it.

    Whoever signs in with the address already, for another company, reads that instead.
    """
    invited = find_invited(UUID(invitation), now=scope.now)
    if invited is None:
        return
    company = get_client(scope).name
    if invited.standing == "taken":
        letter = mail.invited_elsewhere(company=company, by=invited.invited_by_name)
    else:
        letter = mail.invited(link_of(invited), company=company, invited=invited)
    mail.send(invited.email, letter)


def link_of(invited: Invited) -> str:
    """Return the address that the letter names."""
    kwargs = {"invitation": invited.id, "key": invited.key}
    return settings.BASE_URL + reverse("invitation-accept", kwargs=kwargs)
