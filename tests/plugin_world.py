"""The fixtures of the small world: acme, zenith, and browsers of their people."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client as Browser
from pytest_django import DjangoDbBlocker

from catchball.trust.permissions import Role
from catchball.trust.scope import operator_scope
from catchball.trust.wall import opened
from catchball.workplace.programs.models import Client
from world import NOW, PASSWORD, Company, a_company

# Hashing slowly is the product's business, not that of a thousand tests.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def standing_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, Company]:
    """Make both companies once; each test's own changes are rolled back."""
    with django_db_blocker.unblock():
        return {"acme": a_company("acme", "Acme"), "zenith": a_company("zenith", "Zenith")}


def _standing(world: dict[str, Company], slug: str, name: str) -> Company:
    """Return the company, made anew where a test that commits has cleared the tables."""
    with opened(operator_scope("the tests", now=NOW)):
        stands = Client.objects.filter(pk=world[slug].id).exists()
    if not stands:
        world[slug] = a_company(slug, name)
    return world[slug]


@pytest.fixture
def acme(standing_world: dict[str, Company], db: None) -> Company:
    return _standing(standing_world, "acme", "Acme")


@pytest.fixture
def zenith(standing_world: dict[str, Company], db: None) -> Company:
    return _standing(standing_world, "zenith", "Zenith")


@pytest.fixture
def browse() -> Callable[[Company, Role], Browser]:
    """Return a signed-in test browser for a company's person of a role."""

    def signed_in(company: Company, role: Role = Role.PROGRAM_MANAGER) -> Browser:
        browser = Browser()
        answer = browser.post("/sign-in/", {"email": company.email(role), "password": PASSWORD})
        assert answer.status_code == 302, answer.content
        return browser

    return signed_in
