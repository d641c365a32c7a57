"""What the worker sends to people."""

from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from catchball.site.people import mail, misuse, resetting
from catchball.site.serving.connections import no_connection_left
from catchball.site.watching.watched import job_watched
from catchball.trust.identity import MISUSE
from catchball.trust.invitations import Invited, find_invited
from catchball.trust.scope import Scope
from catchball.workplace.programs.queries import get_client

# A letter that no server takes is tried again after 5 seconds, 25, …: six times within 5.4 hours.
AGAIN = RetryStrategy(max_attempts=6, exponential_wait=5)


@app.task(name="catchball.reset", retry=AGAIN)
def send_reset(email: str) -> None:
    """Send a link for a new password to this address, if somebody signs in with it.

    The page that asks for it does the same for every address, and answers as quickly.
    """
    with no_connection_left(), job_watched("reset"):
        link = resetting.link_for(email)
        if link:
            mail.send(email, mail.reset(link))


@app.task(name="catchball.changed", retry=AGAIN)
def tell_change(email: str, what: str) -> None:
    """Tell somebody that the way they sign in was changed, so that they notice if it was not them."""
    with no_connection_left(), job_watched("changed"):
        mail.send(email, mail.changed(what))


@app.task(name=MISUSE, retry=AGAIN)
def tell_misuse(subject: str) -> None:
    """Tell administrators at once that somebody keeps failing to prove who they are.

    Of a client's person the leads of that client are told too, each by a job of their own, so that
    one address which takes no mail keeps none of the others. Source: 21 CFR 11.300(d).
    """
    with no_connection_left(), job_watched("misuse"), transaction.atomic():
        for address in misuse.who_to_tell(subject, now=timezone.now()):  # noqa: TID251 -- a job reads the clock
            tell_of_misuse.defer(email=address, subject=subject)


@app.task(name="catchball.misuse-told", retry=AGAIN)
def tell_of_misuse(email: str, subject: str) -> None:
    """Tell one of those who must know."""
    with no_connection_left(), job_watched("misuse-told"):
        mail.send(email, mail.misuse(subject))


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
