"""A database for one run of tests: quick, careless, and gone with the process that asked for it.

It runs as a program of its own. Its standard input is a leash: the first line says what to make,
and when the other end is gone, even killed, the server is stopped and its folder removed.
"""

import json
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from catchball.kernel.errors import Refused
from catchball.site.serving.binaries import find_binaries
from catchball.site.serving.home import CHECKOUT, Home
from catchball.site.serving.postgres import CARELESS, Postgres, free_port
from catchball.site.serving.roles import Passwords, Urls, prepare, urls

READY = "ready"


class NoThrowawayDatabase(Refused):
    """The database for the tests could not be started."""


@dataclass(frozen=True)
class Throwaway:
    """A throw-away database that is named before it is started."""

    port: int
    owner: str
    app: str

    @property
    def urls(self) -> Urls:
        """Return the addresses at which it will be, once it is started."""
        return urls(self.port, Passwords(owner=self.owner, app=self.app))

    def start(self) -> "subprocess.Popen[str]":
        """Start it and wait until it answers; whoever holds the result keeps it alive.

        :raises NoThrowawayDatabase: with what went wrong
        """
        keeper = subprocess.Popen(
            [sys.executable, "-m", __name__],
            cwd=CHECKOUT / "src",
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        if keeper.stdin is None or keeper.stdout is None:
            raise NoThrowawayDatabase("The keeper of the test database has no leash.")
        keeper.stdin.write(json.dumps(asdict(self)) + "\n")
        keeper.stdin.flush()
        said = keeper.stdout.readline().strip()
        keeper.stdout.close()
        if said != READY:
            keeper.stdin.close()
            raise NoThrowawayDatabase(said or "The database for the tests did not start.")
        return keeper


def name_throwaway() -> Throwaway:
    """Choose the port and the passwords of a throw-away database, and start nothing."""
    return Throwaway(free_port(), secrets.token_urlsafe(16), secrets.token_urlsafe(16))


def keep(wanted: Throwaway) -> None:
    """Run the database until standard input ends."""
    home = Home(Path(tempfile.mkdtemp(prefix="catchball-test-"))).open()
    settings = {**CARELESS, "autovacuum": "off"}
    server = Postgres(home.cluster, find_binaries(), secrets.token_urlsafe(16), settings)
    try:
        server.make(careless=True)
        port = server.start(port=wanted.port)
        prepare(server, port, Passwords(owner=wanted.owner, app=wanted.app), tests=True)
        said = READY if port == wanted.port else f"Somebody took port {wanted.port}; try again."
        sys.stdout.write(f"{said}\n")
        sys.stdout.flush()
        sys.stdin.read()
    finally:
        server.stop(clean=False)
        shutil.rmtree(home.path)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    keep(Throwaway(**json.loads(sys.stdin.readline())))
