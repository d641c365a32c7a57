"""The fixtures of the small world: acme, zenith, and browsers of their people."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client as Browser
from world import PASSWORD, Company, a_company

from catchball.trust.permissions import Role


def pytest_configure() -> None:
    # Hashing slowly is the product's business, not that of a thousand tests.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def acme(db: None) -> Company:
    return a_company("acme", "Acme")


@pytest.fixture
def zenith(db: None) -> Company:
    return a_company("zenith", "Zenith")


@pytest.fixture
def browse() -> Callable[[Company, Role], Browser]:
    """Return a signed-in test browser for a company's person of a role."""

    def signed_in(company: Company, role: Role = Role.PROGRAM_MANAGER) -> Browser:
        browser = Browser()
        answer = browser.post("/sign-in/", {"email": company.email(role), "password": PASSWORD})
        assert answer.status_code == 302, answer.content
        return browser

    return signed_in
