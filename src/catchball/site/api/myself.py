"""Who a token acts for."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from catchball.site.api.asking import who_asks
from catchball.trust.permissions import Permission, Role, Side
from catchball.trust.tokens.rules import Access
from catchball.workplace.programs.queries import ClientLine

ROUTER = Router(tags=["Myself"])


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


@ROUTER.get("me/", response=Myself)
def me(request: HttpRequest) -> Myself:
    """Return who the token acts for, what it may, and which clients it opens."""
    asking = who_asks(request)
    person, scope = asking.sighted.person, asking.sighted.for_floor()
    return Myself(
        id=person.pk,
        name=person.name,
        side=scope.side,
        role=Role(person.role),
        access=Access.READ if scope.is_read_only else Access.WRITE,
        permissions=tuple(sorted(scope.permissions)),
        clients=asking.sighted.clients,
    )
