"""Connecting the directory of a client: a service that does nothing else, and its token."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.site.scim.told import address_of
from catchball.trust.commands import assign_person
from catchball.trust.identity import prove
from catchball.trust.permissions import OF_SERVICES, Role
from catchball.trust.scope import Scope
from catchball.trust.tokens import commands, queries, rules
from catchball.trust.tokens.queries import ServiceLine
from catchball.trust.tokens.rules import Access, TokenBounds
from catchball.trust.wall import opened

LASTS = timedelta(days=365)


@dataclass(frozen=True)
class Connection:
    """What is entered in the directory, and until when it works."""

    address: str
    token: str
    until: datetime


def connect(scope: Scope, *, client: str, password: str) -> Connection:
    """Let the client's directory in by a new token; the one before ends.

    :raises NotProven: if the password is not the administrator's
    :raises MayNot: if the actor does not administer services
    """
    proven = prove(scope, password=password)
    until, new = scope.now + LASTS, rules.new_token()
    with opened(proven):
        service = _find(proven, client)
        for token in service.tokens if service else ():
            commands.revoke_service_token(proven, token=token.id)
        made = service.id if service else _add(proven, client)
        bounds = TokenBounds(
            name=_("Directory"),
            access=Access.WRITE,
            expires_at=until,
            permissions=OF_SERVICES,
            clients=frozenset({scope.client}),
        )
        commands.make_service_token(
            proven, service=made, bounds=bounds, prefix=new.prefix, token_hash=new.token_hash
        )
    return Connection(address_of("").rstrip("/"), new.text, until)


def end(scope: Scope, *, client: str) -> None:
    """End every token of the client's directory.

    :raises NotFound: if it was never connected
    :raises MayNot: if the actor does not administer services
    """
    service = _find(scope, client)
    if service is None:
        raise NotFound(_("No directory of this client is connected."))
    with opened(scope):
        for token in service.tokens:
            commands.revoke_service_token(scope, token=token.id)


def _slug(client: str) -> str:
    return f"directory-of-{client}"


def _find(scope: Scope, client: str) -> ServiceLine | None:
    services = queries.list_services(scope)
    return next((one for one in services if one.slug == _slug(client)), None)


def _add(scope: Scope, client: str) -> UUID:
    made = commands.add_service(
        scope,
        slug=_slug(client),
        name=_("Directory of %(client)s", client=client),
        role=Role.CLIENT_LEAD,
        zone=scope.zone,
    )
    assign_person(scope, person=made)
    return made
