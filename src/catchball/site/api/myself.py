"""Who a token acts for, and what is theirs."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from catchball.site.api.answering import told
from catchball.site.api.asking import admitted
from catchball.site.api.operations import Door, Operation
from catchball.trust import commands
from catchball.trust.permissions import Permission, Role, Side
from catchball.trust.tokens import commands as tokens
from catchball.trust.tokens import queries as tokens_of
from catchball.trust.tokens.rules import Access
from catchball.workplace.programs.queries import ClientLine


@dataclass(frozen=True, kw_only=True)
class Myself:
    """Who the token acts for, and what it opens."""

    id: UUID
    name: str
    side: Side
    role: Role
    access: Access
    permissions: tuple[Permission, ...]
    clients: tuple[ClientLine, ...]


def me(request: HttpRequest) -> HttpResponse:
    """Return who the token acts for, what it may, and which clients it opens."""
    asked = admitted(request)
    person, scope = asked.sighted.person, asked.scope
    found = Myself(
        id=person.pk,
        name=person.name,
        side=scope.side,
        role=Role(person.role),
        access=Access.READ if scope.is_read_only else Access.WRITE,
        permissions=tuple(sorted(scope.permissions)),
        clients=asked.sighted.clients,
    )
    return told(request, found)


DOOR = Door("me", "Myself", base="me/")
DOOR.gives(
    Operation(name="me", method="GET", path="me/", runs=me, may=None, answers=Myself), me, []
)
DOOR.asks("tokens/", tokens_of.list_own_tokens)
DOOR.does("tokens/{token}/revoke/", tokens.revoke_token)
DOOR.does("settings/", commands.change_settings)
