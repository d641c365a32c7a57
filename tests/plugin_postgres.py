"""Names the database of this test run before Django reads its settings; starts it when needed.

Loaded by `-p` in pyproject.toml, because pytest-django reads the settings before any conftest.
A database that the environment names is never touched: it may be somebody's.
"""

import os
from tempfile import TemporaryDirectory

import pytest

from catchball.site.serving.throwaway import Throwaway, name_throwaway

UPLOADS = TemporaryDirectory(prefix="catchball-uploads-")
NAMED = pytest.StashKey[Throwaway]()


def pytest_addoption(parser):
    for name in ("DATABASE_URL", "OWNER_DATABASE_URL", "CATCHBALL_SECRET_KEY", "CATCHBALL_DEBUG"):
        os.environ.pop(f"{name}_FILE", None)
    named = name_throwaway()
    # The owner makes and migrates the test database; conftest.py then drops to the powerless role.
    os.environ["DATABASE_URL"] = os.environ["OWNER_DATABASE_URL"] = named.urls.owner
    os.environ["CATCHBALL_SECRET_KEY"] = "for tests only " * 4
    os.environ["CATCHBALL_DEBUG"] = "0"
    os.environ["CATCHBALL_UPLOADS"] = UPLOADS.name
    parser.extra_info["throwaway"] = named


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    config.stash[NAMED] = config._parser.extra_info.pop("throwaway")


@pytest.fixture(scope="session")
def throwaway_postgres(request):
    """A PostgreSQL for this run alone; it ends with this process, however that ends."""
    named = request.config.stash[NAMED]
    keeper = named.start()
    yield named
    keeper.stdin.close()
    keeper.wait()


def pytest_unconfigure():
    UPLOADS.cleanup()
