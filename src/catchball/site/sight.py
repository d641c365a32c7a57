"""What a signed-in person may open: the clients they are assigned to, and a scope for each."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.models import Person
from catchball.trust.permissions import Role
from catchball.trust.scope import Scope, scope_of_role
from catchball.trust.tokens.presenting import Bearer
from catchball.trust.wall import identified_as
from catchball.workplace.programs.queries import ClientLine, list_clients_of_actor


@dataclass
class Sighted:
    """A person at an instant, and the scopes that they may open; read once.

    Where they come with a token, it narrows all of this.
    """

    person: Person
    now: datetime
    reason: str = ""
    bearer: Bearer | None = None

    @cached_property
    def clients(self) -> tuple[ClientLine, ...]:
        """The clients that the person is assigned to."""
        with identified_as(self.person.pk):
            clients = list_clients_of_actor()
        return tuple(one for one in clients if self.bearer is None or self.bearer.is_for(one.id))

    def for_floor(self) -> Scope:
        """Return the scope of all assigned clients, writing to none."""
        scope = scope_of_role(
            Role(self.person.role),
            actor_id=self.person.pk,
            actor_name=self.person.name,
            sees=[client.id for client in self.clients],
            now=self.now,
            zone=self.person.zone,
        ).because(self.reason)
        return self.bearer.narrow(scope) if self.bearer else scope

    def for_client(self, slug: str) -> Scope:
        """Return the scope of one client; another's and an unknown one are the same 404.

        :raises NotFound: if the person is not assigned to it
        """
        return self._within(next((one for one in self.clients if one.slug == slug), None))

    def for_client_id(self, client: UUID) -> Scope:
        """Return the scope of one client by its id.

        :raises NotFound: if the person is not assigned to it
        """
        return self._within(next((one for one in self.clients if one.id == client), None))

    def _within(self, client: ClientLine | None) -> Scope:
        if client is None:
            raise NotFound(_("There is no such page."))
        return self.for_floor().working_on(client.id, zone=client.zone)


def sighted_of(request: HttpRequest) -> Sighted:
    """Return who asks, on a page that only signed-in people reach."""
    sighted: Sighted = request.sighted  # type: ignore[attr-defined] # set by the middleware Reading
    return sighted


def sight_of(request: HttpRequest, now: datetime) -> Sighted | None:
    """Return who asks and what they may open, read in one transaction; None for nobody known."""
    known = request.session.get(SESSION_KEY)
    if known is None:
        return None
    with identified_as(UUID(known)):
        person = request.user
        if not isinstance(person, Person):
            return None
        sighted = Sighted(person, now)
        sighted.clients  # noqa: B018 -- read here, in the transaction of the person
        return sighted
