"""Everything that can happen to tokens and services."""

from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError
from django.db.models import QuerySet

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.commands import AddressTaken
from catchball.trust.door import command
from catchball.trust.models import Person
from catchball.trust.permissions import ROLE_PERMISSIONS, Permission, Role
from catchball.trust.rules import check_zone, clean_name
from catchball.trust.scope import Scope
from catchball.trust.tokens import rules
from catchball.trust.tokens.models import ApiToken
from catchball.trust.tokens.rules import TokenBounds


@command(may=Permission.TOKEN_OWN, event="tokens.token-made", signs=True)
def make_token(scope: Scope, *, bounds: TokenBounds, prefix: str, token_hash: str) -> UUID:
    """Let whoever holds a secret act as the actor from now on, within bounds; return its id.

    :raises TokenNameMissing, TokenTooLong, NothingToDo: if a value does not do
    :raises TooManyTokens: if the actor holds 25 already
    :raises NotFound: if one of the clients is not the actor's
    """
    owner = Person.objects.get(pk=scope.actor)
    return _keep(scope, owner, bounds=bounds, prefix=prefix, token_hash=token_hash)


@command(may=Permission.SERVICE_ADMINISTER, event="tokens.service-added")
def add_service(scope: Scope, *, slug: str, name: str, role: Role, zone: str) -> UUID:
    """Add a service: it stands among people, acts by tokens alone and can never sign in.

    It sees the clients that it is assigned to, as a person does.

    :raises NotAService, NameMissing, NoSuchZone: if a value does not do
    :raises AddressTaken: if there is a service of this short name
    """
    email, name = rules.service_email(slug), clean_name(name)
    check_zone(zone)
    person = Person(email=email, name=name, role=role, zone=zone, password=make_password(None))
    try:
        person.save(force_insert=True)
    except IntegrityError as error:
        sentence = _("There is a service of this name already.")
        raise AddressTaken(sentence, slug=sentence) from error
    return person.pk


@command(may=Permission.SERVICE_ADMINISTER, event="tokens.service-token-made", signs=True)
def make_service_token(
    scope: Scope, *, service: UUID, bounds: TokenBounds, prefix: str, token_hash: str
) -> UUID:
    """Let whoever holds a secret act as a service from now on; return the token's id.

    :raises TokenNameMissing, TokenTooLong, NothingToDo: if a value does not do
    :raises TooManyTokens: if the service holds 25 already
    :raises NotFound: if there is no such service, or one of the clients is not seen
    """
    owner = Person.objects.filter(pk=service, is_active=True).first()
    if owner is None or not rules.is_service(owner.email):
        raise NotFound(_("There is no such service here."))
    return _keep(scope, owner, bounds=bounds, prefix=prefix, token_hash=token_hash)


@command(may=Permission.TOKEN_OWN, event="tokens.token-revoked")
def revoke_token(scope: Scope, *, token: UUID) -> None:
    """End one of the actor's own tokens at once; revoking twice changes nothing.

    :raises NotFound: if the actor has no such token
    """
    _revoke(scope, ApiToken.objects.filter(person_id=scope.actor, pk=token))


@command(may=Permission.SERVICE_ADMINISTER, event="tokens.service-token-revoked")
def revoke_service_token(scope: Scope, *, token: UUID) -> None:
    """End a token at once, a service's or one that a person left behind.

    :raises NotFound: if there is no such token
    """
    _revoke(scope, ApiToken.objects.filter(pk=token))


def _keep(
    scope: Scope, owner: Person, *, bounds: TokenBounds, prefix: str, token_hash: str
) -> UUID:
    name = rules.clean_token_name(bounds.name)
    rules.check_ends(bounds.expires_at, now=scope.now)
    held = ROLE_PERMISSIONS[Role(owner.role)]
    permissions = rules.check_permissions(bounds.permissions, held=held)
    if bounds.clients is not None and not bounds.clients <= scope.sees:
        raise NotFound(_("There is no such client here."))
    living = ApiToken.objects.filter(
        person=owner, revoked_at__isnull=True, expires_at__gt=scope.now
    )
    if living.count() >= rules.MOST_TOKENS:
        raise rules.TooManyTokens(
            _("There are %(count)s tokens already. Revoke one first.", count=rules.MOST_TOKENS)
        )
    return ApiToken.objects.create(
        person=owner,
        name=name,
        prefix=prefix,
        token_hash=token_hash,
        access=bounds.access,
        permissions=permissions,
        clients=None if bounds.clients is None else sorted(bounds.clients),
        made_at=scope.now,
        made_by_id=scope.actor_id,
        expires_at=bounds.expires_at,
    ).pk


def _revoke(scope: Scope, wanted: QuerySet[ApiToken]) -> None:
    row = wanted.select_for_update().first()
    if row is None:
        raise NotFound(_("There is no such token here."))
    if row.revoked_at is None:
        row.revoked_at = scope.now
        row.save(update_fields=["revoked_at"])
