"""What all tests share: a database of their own, used with the powers of the application role."""

import hypothesis
import pytest
from django.db import connection
from django.test import TransactionTestCase

# A busy machine is no reason to fail: random cases may take their time.
hypothesis.settings.register_profile(
    "house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("house")

pytest_plugins = ["plugin_browser", "plugin_world"]


@pytest.fixture(scope="session")
def django_db_keepdb():
    """Leave the test database: it goes with its whole server, whoever is still connected."""
    return True


@pytest.fixture(scope="session")
def django_db_setup(throwaway_postgres, django_db_setup, django_db_blocker):
    """Migrate as the owner, then run every test as the role that serves people.

    The server is started here, so that tests without a database do not wait for it.
    """
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict.setdefault("OPTIONS", {})["options"] = "-c role=catchball_app"
    yield
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["OPTIONS"].pop("options")


def _clear_as_owner(case: TransactionTestCase) -> None:
    """Clear the tables after a test that commits: only the owner may, and past the triggers."""
    with connection.cursor() as cursor:
        # RESET ROLE would go back to the application role, with which the session began.
        cursor.execute("SET ROLE NONE")
        cursor.execute("SET session_replication_role = replica")
    try:
        _clear(case)
    finally:
        connection.close()


_clear = TransactionTestCase._fixture_teardown
TransactionTestCase._fixture_teardown = _clear_as_owner
