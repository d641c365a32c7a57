"""One database for all programs of a checkout: the first to need it starts it, the last stops it."""

import atexit
import fcntl
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from catchball.kernel.errors import Refused
from catchball.site.serving.binaries import find_binaries
from catchball.site.serving.home import Home, home_of_checkout
from catchball.site.serving.postgres import Postgres, free_port
from catchball.site.serving.roles import Passwords, Urls, prepare, urls

Say = Callable[[str], None]


class OwnDatabaseIsHalfNamed(Refused):
    """The person named a database server but not both of its roles."""


@dataclass
class Database:
    """The embedded database while this process uses it."""

    server: Postgres
    port: int
    urls: Urls
    using: IO[str]

    def revive(self) -> bool:
        """Start the server again at its port if it died; return whether it had."""
        if self.server.port():
            return False
        self.server.start(port=self.port, or_another=False)
        return True

    def release(self) -> None:
        """Stop the server unless another program of this checkout uses it."""
        if self.using.closed:
            return
        with suppress(BlockingIOError):
            fcntl.flock(self.using, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self.server.stop()
        self.using.close()


def open_database(home: Home, say: Say = lambda _: None) -> Database:
    """Start the embedded database, or join the programs that use it already.

    Each user holds a shared lock, which the operating system drops even when a program is
    killed: so whoever gets it alone is the last.
    """
    using = home.file("database.users").open("w")
    fcntl.flock(using, fcntl.LOCK_SH)
    server = Postgres(home.cluster, find_binaries(), home.secret("postgres"))
    passwords = Passwords(owner=home.secret("owner"), app=home.secret("app"))
    note = home.file("database.port")
    with home.file("database.start").open("w") as starting:
        fcntl.flock(starting, fcntl.LOCK_EX)
        if not server.folder.exists():
            say("Making the database")
        server.make()
        port = server.port()
        if not port:
            say("Starting PostgreSQL")
            port = server.start(port=_last_port(note) or free_port())
        note.write_text(str(port))
        server.wait_writable(port)
        prepare(server, port, passwords)
    return Database(server, port, urls(port, passwords), using)


def ensure(say: Say = lambda _: None) -> Urls:
    """Return the addresses of the database, starting the embedded one if it is not up.

    It is put into the environment for Django and for child processes. What this process
    started it stops at its end, unless another program uses it by then. A server that the
    person named in DATABASE_URL is used as it is.

    :raises OwnDatabaseIsHalfNamed: if DATABASE_URL comes without OWNER_DATABASE_URL
    """
    named = named_by_person()
    if named:
        give_settings_of_home()
        return named
    database = open_database(home_of_checkout(), say)
    atexit.register(database.release)
    put_into_environment(database.urls)
    return database.urls


def named_by_person() -> Urls | None:
    """Return the addresses that the environment names, or None if it names none."""
    app, owner = read_variable("DATABASE_URL"), read_variable("OWNER_DATABASE_URL")
    if app and owner:
        return Urls(app=app, owner=owner)
    if app or owner:
        raise OwnDatabaseIsHalfNamed(
            "To use a PostgreSQL of your own, set both DATABASE_URL (the role that serves people) "
            "and OWNER_DATABASE_URL (the role that owns the tables); docs/operations.md shows how."
        )
    return None


def put_into_environment(addresses: Urls) -> None:
    """Let Django and child processes find the database, and what lies in the home."""
    os.environ["DATABASE_URL"] = addresses.app
    os.environ["OWNER_DATABASE_URL"] = addresses.owner
    give_settings_of_home()


def give_settings_of_home() -> None:
    """Put what lies in the home into the environment, unless the person named something else.

    That is the key that signs sessions, the key that seals the journal (told by its file: it is
    nothing for an environment), and the folders of uploads and of mail that no server takes.
    """
    home = home_of_checkout()
    if not read_variable("CATCHBALL_SECRET_KEY"):
        os.environ["CATCHBALL_SECRET_KEY"] = home.secret("key")
    if not read_variable("CATCHBALL_METRICS_TOKEN"):
        os.environ["CATCHBALL_METRICS_TOKEN_FILE"] = str(home.secret_file("metrics"))
    if not read_variable("CATCHBALL_SEAL_KEY"):
        os.environ["CATCHBALL_SEAL_KEY_FILE"] = str(home.secret_file("seal"))
    if not read_variable("CATCHBALL_UPLOADS"):
        os.environ["CATCHBALL_UPLOADS"] = str(home.uploads)
    if not read_variable("CATCHBALL_MAIL_FOLDER"):
        os.environ["CATCHBALL_MAIL_FOLDER"] = str(home.path / "mail")


def read_variable(name: str) -> str:
    """Return a variable of the environment, or the content of the file that NAME_FILE names."""
    file = os.environ.get(f"{name}_FILE")
    return Path(file).read_text().strip() if file else os.environ.get(name, "")


def _last_port(note: Path) -> int | None:
    with suppress(OSError, ValueError):
        return int(note.read_text())
    return None
