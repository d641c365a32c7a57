"""The two roles of the database: one owns the tables, the other serves people and has no power."""

from dataclasses import dataclass, field
from typing import Any

from psycopg import Connection, sql
from psycopg.errors import FeatureNotSupported, UndefinedFile

from catchball.site.serving.postgres import HOST, Postgres

DATABASE = "catchball"
OWNER = "catchball_owner"
APP = "catchball_app"
POWERLESS = "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION"

# Text search inside the walls: PostgreSQL runs an operator before a row policy, and so from an
# index, only if its function is declared to leak nothing of the rows that it sees. These could
# tell by the text of an error alone, and none of them raises one that quotes a row.
SEARCHING = ("textlike(text, text)", "texticlike(text, text)", "ts_match_vq(tsvector, tsquery)")


@dataclass(frozen=True)
class Passwords:
    """What the two roles sign in with."""

    owner: str = field(repr=False)
    app: str = field(repr=False)


@dataclass(frozen=True)
class Urls:
    """The addresses of the database: for the role that serves, and for the one that migrates."""

    app: str = field(repr=False)
    owner: str = field(repr=False)


def urls(port: int, passwords: Passwords) -> Urls:
    """Return the addresses of the database on a port of this machine."""
    at = f"{HOST}:{port}/{DATABASE}"
    return Urls(
        app=f"postgresql://{APP}:{passwords.app}@{at}",
        owner=f"postgresql://{OWNER}:{passwords.owner}@{at}",
    )


def prepare(server: Postgres, port: int, passwords: Passwords, *, tests: bool = False) -> None:
    """Make the roles and the database, or bring them up to date; again changes nothing.

    With `tests` the owner may also make databases, act as the application role, and lift
    triggers while a test's rows are cleared away.
    """
    with server.connect(port) as connection:
        _role(connection, OWNER, passwords.owner, "CREATEDB" if tests else "NOCREATEDB")
        _role(connection, APP, passwords.app, "NOCREATEDB")
        if tests:
            _run(connection, "GRANT {} TO {}", APP, OWNER)
            _run(connection, "GRANT SET ON PARAMETER session_replication_role TO {}", OWNER)
        _searchable(server, port, "template1")
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if not found.fetchone():
            _run(connection, "CREATE DATABASE {} OWNER {}", DATABASE, OWNER)
        _run(connection, "REVOKE ALL ON DATABASE {} FROM PUBLIC", DATABASE)
        _run(connection, "GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}", DATABASE, APP)
    _searchable(server, port, DATABASE)


def _role(connection: Connection[Any], name: str, password: str, powers: str) -> None:
    found = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
    verb = "ALTER" if found else "CREATE"
    statement = sql.SQL(f"{verb} ROLE {{}} {POWERLESS} {powers} PASSWORD {{}}")
    connection.execute(statement.format(sql.Identifier(name), sql.Literal(password)))


def _searchable(server: Postgres, port: int, database: str) -> None:
    """Let text be searched from an index: trigrams, and operators trusted inside the walls."""
    with server.connect(port, database) as connection:
        try:
            connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        except (FeatureNotSupported, UndefinedFile):
            return  # a PostgreSQL without its contributed modules: search works, only slower
        for function in SEARCHING:
            connection.execute(sql.SQL(f"ALTER FUNCTION pg_catalog.{function} LEAKPROOF"))


def _run(connection: Connection[Any], statement: Any, *names: str) -> None:
    connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
