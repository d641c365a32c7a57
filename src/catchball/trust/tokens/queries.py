"""Everything that may be asked about tokens and services."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from catchball.trust.door import query
from catchball.trust.models import Person
from catchball.trust.permissions import Permission, Role
from catchball.trust.scope import Scope
from catchball.trust.tokens.models import ApiToken
from catchball.trust.tokens.rules import SERVICE_DOMAIN, Access, ended_at, known_permissions


@dataclass(frozen=True, kw_only=True)
class TokenLine:
    """A token in a list; `last_used_at` is true to the minute, None before the first use."""

    id: UUID
    name: str
    prefix: str
    owner_id: UUID
    owner: str
    access: Access
    permissions: tuple[Permission, ...] | None
    clients: tuple[UUID, ...] | None
    made_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    last_used_at: datetime | None
    is_live: bool


@dataclass(frozen=True, kw_only=True)
class ServiceLine:
    """A service, and its tokens that still open something."""

    id: UUID
    slug: str
    name: str
    role: Role
    clients: tuple[UUID, ...]
    tokens: tuple[TokenLine, ...]


@query(may=Permission.TOKEN_OWN)
def list_own_tokens(scope: Scope) -> tuple[TokenLine, ...]:
    """Return the actor's tokens, the newest first (one SQL query)."""
    return _lines(scope, ApiToken.objects.filter(person_id=scope.actor))


@query(may=Permission.SERVICE_ADMINISTER)
def list_services(scope: Scope) -> tuple[ServiceLine, ...]:
    """Return all services with their live tokens, by short name (three SQL queries)."""
    services = list(
        Person.objects.filter(email__endswith=f"@{SERVICE_DOMAIN}", is_active=True)
        .prefetch_related("assignments")
        .order_by("email")
    )
    living = ApiToken.objects.filter(
        person__in=services, revoked_at__isnull=True, expires_at__gt=scope.now
    )
    tokens = _lines(scope, living)
    return tuple(
        ServiceLine(
            id=one.pk,
            slug=one.email.partition("@")[0],
            name=one.name,
            role=Role(one.role),
            clients=tuple(sorted(row.client_id for row in one.assignments.all())),
            tokens=tuple(line for line in tokens if line.owner_id == one.pk and line.is_live),
        )
        for one in services
    )


def _lines(scope: Scope, rows: QuerySet[ApiToken]) -> tuple[TokenLine, ...]:
    found = rows.select_related("person", "use").order_by("-made_at", "-id")
    return tuple(_line(row, scope.now) for row in found)


def _line(row: ApiToken, now: datetime) -> TokenLine:
    use = getattr(row, "use", None)
    ended = ended_at(made_at=row.made_at, revoked_at=row.revoked_at, left_at=row.person.left_at)
    return TokenLine(
        id=row.pk,
        name=row.name,
        prefix=row.prefix,
        owner_id=row.person_id,
        owner=row.person.name,
        access=Access(row.access),
        permissions=None if row.permissions is None else known_permissions(row.permissions),
        clients=None if row.clients is None else tuple(row.clients),
        made_at=row.made_at,
        expires_at=row.expires_at,
        revoked_at=ended,
        last_used_at=use.minute if use else None,
        is_live=ended is None and row.expires_at > now,
    )
