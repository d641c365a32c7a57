"""The role that may read all rows and make tables: what backing up and restoring needs."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from catchball.kernel.errors import Refused
from catchball.site.serving.binaries import Binaries, find_binaries
from catchball.site.serving.database import (
    give_settings_of_home,
    named_by_person,
    open_database,
    put_into_environment,
    read_variable,
)
from catchball.site.serving.home import home_of_checkout
from catchball.site.serving.postgres import HOST, SUPERUSER
from catchball.site.serving.roles import DATABASE

ADMIN = "ADMIN_DATABASE_URL"


class AdminNeeded(Refused):
    """The walls hide rows from the two usual roles, so neither can back up or restore."""


@dataclass(frozen=True)
class Access:
    """How to reach the database past its walls, and its owner's address."""

    conninfo: dict[str, str] = field(repr=False)
    owner: str = field(repr=False)
    binaries: Binaries

    def connect(self, *, autocommit: bool = False) -> psycopg.Connection[Any]:
        """Open a connection that no wall stops."""
        parameters: dict[str, Any] = dict(self.conninfo)
        return psycopg.connect(**parameters, autocommit=autocommit, connect_timeout=10)

    def environment(self) -> dict[str, str]:
        """Return what PostgreSQL's programs read to find the database; no password in a command."""
        names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD"}
        names |= {"dbname": "PGDATABASE", "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT"}
        told = {names[key]: value for key, value in self.conninfo.items() if key in names}
        return {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC", **told}


def _parts(conninfo: str) -> dict[str, str]:
    return {key: str(value) for key, value in conninfo_to_dict(conninfo).items()}


@contextmanager
def opened_for_all() -> Iterator[Access]:
    """Reach the database past its walls, starting the embedded one if it is not up.

    :raises AdminNeeded: for a server of one's own, if ADMIN_DATABASE_URL does not name such a role
    """
    named = named_by_person()
    if named:
        give_settings_of_home()
        admin = read_variable(ADMIN)
        if not admin:
            raise AdminNeeded(
                f"Set {ADMIN} to a superuser of your PostgreSQL: the walls between clients hide "
                "rows from the two usual roles. docs/operations.md says more."
            )
        yield Access(_parts(admin), named.owner, find_binaries())
        return
    database = open_database(home_of_checkout())
    try:
        put_into_environment(database.urls)
        server = database.server
        conninfo = {
            "host": HOST,
            "port": str(database.port),
            "user": SUPERUSER,
            "password": server.password,
            "dbname": DATABASE,
        }
        yield Access(conninfo, database.urls.owner, server.binaries)
    finally:
        database.release()
