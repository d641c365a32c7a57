"""What all tests share: a database of their own, used with the powers of the application role."""

import hypothesis
import pytest
from django.db import connection

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


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Begin each worker's share with what takes long: the contracts, and all that commits.

    Workers take from the end of each other's shares, so nothing long may wait there. The shares
    are cut as pytest-xdist cuts them; what stood together, or was shuffled, stays so.
    """
    long = [item for item in items if _takes_long(item)]
    short = [item for item in items if not _takes_long(item)]
    items.clear()
    for left in range(getattr(config, "workerinput", {}).get("workercount", 1), 0, -1):
        first, all_of_it = len(long) // left, (len(long) + len(short)) // left
        items += [*long[:first], *short[: all_of_it - first]]
        del long[:first], short[: all_of_it - first]


def _takes_long(item):
    marker = item.get_closest_marker("django_db")
    return (
        item.path.is_relative_to(item.config.rootpath / "tests")
        or not {"transactional_db", "live_server"}.isdisjoint(item.fixturenames)
        or (marker is not None and marker.kwargs.get("transaction", False))
    )
