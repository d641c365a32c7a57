"""The small world: acme and zenith, browsers of their people, and one of everything of acme's."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction
from django.test import Client as Browser
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker
from things import things_of

from catchball.trust.permissions import Role
from world import PASSWORD, Company, a_company

# Hashing slowly is the product's business, not that of a thousand tests.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


WORLD: dict[str, Company] = {}


def _make_world() -> None:
    WORLD.update(acme=a_company("acme", "Acme"), zenith=a_company("zenith", "Zenith"))


@pytest.fixture(scope="session")
def standing_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Make both companies once; each test's own changes are rolled back."""
    with django_db_blocker.unblock():
        _make_world()


# What Django says of the models; it would make both anew after every clearing.
KEPT = {"django_content_type", "auth_permission"}


def _clear_as_owner(_case: TransactionTestCase) -> None:
    """Clear the tables after a test that commits: only the owner may, and past the triggers.

    The companies stand again at once: made within a later test, they would go with that test.
    """
    tables = set(connection.introspection.django_table_names(only_existing=True)) - KEPT
    with connection.cursor() as cursor:
        # RESET ROLE would go back to the application role, with which the session began.
        cursor.execute("SET ROLE NONE")
        cursor.execute("SET session_replication_role = replica")
    try:
        connection.ops.execute_sql_flush(connection.ops.sql_flush(no_style(), tables))
    finally:
        connection.close()
    if WORLD:
        _make_world()


TransactionTestCase._fixture_teardown = _clear_as_owner


@pytest.fixture
def acme(standing_world: None, db: None) -> Company:
    return WORLD["acme"]


@pytest.fixture
def zenith(standing_world: None, db: None) -> Company:
    return WORLD["zenith"]


@pytest.fixture(scope="module")
def acme_things(
    standing_world: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[dict[str, Any]]:
    """Make one of everything of acme's once for a module, whose tests each go back to that."""
    with django_db_blocker.unblock():
        around = transaction.atomic()
        around.__enter__()
        things = things_of(WORLD["acme"])
    yield things
    with django_db_blocker.unblock():
        transaction.set_rollback(rollback=True)
        around.__exit__(None, None, None)


@pytest.fixture
def browse() -> Callable[[Company, Role], Browser]:
    """Return a signed-in test browser for a company's person of a role."""

    def signed_in(company: Company, role: Role = Role.PROGRAM_MANAGER) -> Browser:
        browser = Browser()
        answer = browser.post("/sign-in/", {"email": company.email(role), "password": PASSWORD})
        assert answer.status_code == 302, answer.content
        return browser

    return signed_in
