"""Who acts on the command line: a named person, or the operator with the machine in hand."""

import getpass
from dataclasses import replace

from django.utils import timezone

from catchball.kernel.errors import NotFound
from catchball.site.sight import Sighted
from catchball.trust.models import Person
from catchball.trust.scope import Scope, operator_scope
from catchball.trust.wall import signing_in_as
from catchball.workplace.programs.queries import list_all_clients


def operator() -> Scope:
    """Return the scope of whoever has the shell of this machine, named by their account."""
    # Here the clock of a command is read, and nowhere below.
    now = timezone.now()  # noqa: TID251
    return operator_scope(f"command line: {getpass.getuser()}", now=now)


def operator_for(slug: str) -> Scope:
    """Return the operator's scope working for one client.

    :raises NotFound: if no client has this short name
    """
    scope = operator()
    for client in list_all_clients(scope):
        if client.slug == slug:
            seen = replace(scope, sees=frozenset({client.id}))
            return seen.working_on(client.id, zone=client.zone)
    raise NotFound(f"There is no client with the short name {slug}. See: ./catchball client list")


def acting_as(email: str, slug: str) -> Scope:
    """Return what a person may do for a client, as if they sat at the screen.

    :raises NotFound: if nobody active has this address, or they are not assigned to the client
    """
    address = email.strip().lower()
    with signing_in_as(address):
        person = Person.objects.filter(email=address, is_active=True).first()
    if person is None:
        raise NotFound(f"Nobody signs in as {address}. See: ./catchball user list")
    now = timezone.now()  # noqa: TID251
    try:
        return Sighted(person, now).for_client(slug)
    except NotFound as error:
        raise NotFound(f"{address} is not assigned to a client called {slug}.") from error
