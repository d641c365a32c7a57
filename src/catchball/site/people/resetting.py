"""Links with which people choose a new password: bound to the old one, so they work once."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse

from catchball.trust.models import Person
from catchball.trust.permissions import Role
from catchball.trust.scope import Scope, scope_of_role
from catchball.trust.wall import identified_as, signing_in_as


def link_for(email: str) -> str | None:
    """Return the link for the active person with this address, if there is one."""
    with signing_in_as(email):
        person = Person.objects.filter(email=email, is_active=True).first()
    if person is None:
        return None
    key = default_token_generator.make_token(person)
    return settings.BASE_URL + reverse("password-reset", kwargs={"person": person.pk, "key": key})


def scope_of_link(person: UUID, key: str, *, now: datetime) -> Scope | None:
    """Return the scope of whoever holds this link, or None for one that was used or is too old."""
    with identified_as(person):
        row = Person.objects.filter(pk=person, is_active=True).first()
    if row is None or not default_token_generator.check_token(row, key):
        return None
    return scope_of_role(
        Role(row.role), actor_id=row.pk, actor_name=row.name, sees=(), now=now, zone=row.zone
    )
