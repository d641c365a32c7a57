"""Making, starting, recovering and stopping a PostgreSQL cluster of our own."""

import os
import re
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from catchball.kernel.errors import Refused
from catchball.site.serving.binaries import Binaries
from catchball.site.serving.home import account_for_postgres
from catchball.site.serving.identity import began, command_of

HOST = "127.0.0.1"
SUPERUSER = "postgres"
STEADY = {"timezone": "UTC", "log_timezone": "UTC", "unix_socket_directories": ""}
# For data that may be lost at any moment: what tests use.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
LOG_MAY_GROW_TO = 10_000_000
# What a server says while orphans of a killed one still hold its folder.
LOCKED = re.compile(r'lock file "[^"]*" already exists|pre-existing shared memory block')
_NOT_LENT = range(20_000, 32_768)  # Linux lends from 32,768 on, macOS and Windows from 49,152
NUMBER_OF_NO_PROCESS = 4_194_999  # above the highest that Linux and macOS give


class OtherVersion(Refused):
    """The cluster was made by another version of PostgreSQL than the one found."""


class PostgresDoesNotStart(Refused):
    """The database server cannot be started, with the last lines of its log."""


@dataclass(frozen=True)
class Postgres:
    """One PostgreSQL cluster in a folder, reached over loopback with a password."""

    folder: Path
    binaries: Binaries
    password: str = field(repr=False)
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def log(self) -> Path:
        """Return the file that the server writes its messages to."""
        return self.folder.with_name(self.folder.name + ".log")

    def make(self, *, careless: bool = False) -> None:
        """Make the cluster if there is none; an interrupted attempt leaves nothing behind.

        :raises OtherVersion: if there is one that these programs cannot run
        """
        if self.folder.exists():
            self._check_version()
            return
        unfinished = self.folder.with_name(self.folder.name + ".new")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        word = self._owned(self.folder.with_name(self.folder.name + ".word"))
        self._owned(self.log)
        _give(unfinished)
        try:
            word.write_text(self.password)
            self._run("initdb", "-D", str(unfinished), f"--pwfile={word}", *self._style(careless))
        finally:
            word.unlink()
        unfinished.rename(self.folder)

    def start(self, *, port: int, or_another: bool = True, patience: float = 120.0) -> int:
        """Start the server, or find it running, and return its port.

        If somebody else holds the port, another free one may be taken. After a kill
        the server recovers by itself, but its orphans hold the lock for a second or two: hence
        the patience, in seconds.

        :raises PostgresDoesNotStart: with what the server said
        """
        end = time.monotonic() + patience
        self._shorten_log()
        while True:
            running = self.port()
            if running:
                return running
            known = self.log.stat().st_size
            if self._start(port, patience) == 0:
                return port
            with self.log.open() as log:
                log.seek(known)
                said = log.read()
            may_come = time.monotonic() < end
            if may_come and or_another and "Address already in use" in said:
                port = free_port()
            elif may_come and LOCKED.search(said):
                self._forget_stranger()
                time.sleep(0.5)
            else:
                raise PostgresDoesNotStart(f"PostgreSQL does not start. {self.log} ends:\n{said}")

    def port(self) -> int | None:
        """Return the port at which this very cluster answers now, or None."""
        lines = self._pid_file()
        if len(lines) < 4 or not lines[3].isdigit():
            return None
        port = int(lines[3])
        try:
            with self.connect(port) as connection:
                row = connection.execute("SHOW data_directory").fetchone()
        except psycopg.OperationalError:
            return None
        return port if row and Path(row[0]).resolve() == self.folder.resolve() else None

    def wait_writable(self, port: int, patience: float = 3600.0) -> None:
        """Wait, at most so many seconds, until a recovery to a point in time has come to its end.

        :raises PostgresDoesNotStart: if it has not; it may be a replica
        """
        end = time.monotonic() + patience
        with self.connect(port) as connection:
            while connection.execute("SELECT pg_is_in_recovery()").fetchone() != (False,):
                if time.monotonic() > end:
                    raise PostgresDoesNotStart(f"PostgreSQL is still recovering; see {self.log}.")
                time.sleep(0.2)

    def pid(self) -> int | None:
        """Return the number of the server's first process as its lock file has it, or None."""
        lines = self._pid_file()
        return int(lines[0]) if lines and lines[0].isdigit() else None

    def connect(self, port: int, database: str = "postgres") -> psycopg.Connection[tuple[Any, ...]]:
        """Open a connection as the superuser of the cluster."""
        return psycopg.connect(
            host=HOST,
            port=port,
            dbname=database,
            user=SUPERUSER,
            password=self.password,
            autocommit=True,
            connect_timeout=10,
        )

    def stop(self, *, clean: bool = True, patience: int = 60) -> None:
        """Stop the server cleanly, and without asking once patience (seconds) is at an end."""
        if self.pid() is None:
            return
        where = ["-D", str(self.folder), "-w", "-t", str(patience)]
        for mode in ("fast", "immediate") if clean else ("immediate",):
            with suppress(subprocess.CalledProcessError):
                self._run("pg_ctl", *where, "-m", mode, "stop")
                return

    def _check_version(self) -> None:
        made_by = (self.folder / "PG_VERSION").read_text().strip()
        if made_by != str(self.binaries.major):
            raise OtherVersion(
                f"The database in {self.folder} was made by PostgreSQL {made_by}, and "
                f"{self.binaries.folder} holds version {self.binaries.major}. Set PG_BINDIR to the "
                f"programs of version {made_by}, or bring the database over with pg_upgrade."
            )

    def _start(self, port: int, patience: float) -> int:
        settings = {**STEADY, "listen_addresses": HOST, "port": str(port), **self.settings}
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        # A session of its own, or Ctrl-C in our terminal would reach the server too.
        command = ["-D", str(self.folder), "-l", str(self.log), "-w", "-t", str(int(patience))]
        try:
            self._run("pg_ctl", *command, "-o", options, "start")
        except subprocess.CalledProcessError as error:
            return error.returncode
        return 0

    def _run(self, program: str, *arguments: str) -> None:
        account = account_for_postgres()
        dropped: dict[str, Any] = {}
        if account:
            dropped = {"user": account.uid, "group": account.gid, "extra_groups": []}
        with self.log.open("ab") as log:
            subprocess.run(
                [self.binaries.program(program), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                cwd="/",
                env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
                start_new_session=True,
                check=True,
                **dropped,
            )

    def _style(self, careless: bool) -> list[str]:
        # Sorting by code point never changes with the C library, so no index goes stale.
        style = ["-U", SUPERUSER, "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8"]
        if self.binaries.major >= 17:
            style += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"]
        return [*style, "--no-sync"] if careless else style

    def _owned(self, file: Path) -> Path:
        file.unlink(missing_ok=True)
        file.touch(mode=0o600)
        _give(file)
        return file

    def _pid_file(self) -> list[str]:
        try:
            return (self.folder / "postmaster.pid").read_text().split("\n")
        except OSError:
            return []

    def _forget_stranger(self) -> None:
        """Make the lock file point at nobody if its number now belongs to another program.

        After a reboot the number of the killed server may be anybody's, and in a container
        without a proper first process the dead keep their numbers. The rest of the file stays,
        because by it PostgreSQL finds orphans that still hold the data.
        """
        pid = self.pid()
        if pid and not (began(pid) and "postgres" in command_of(pid)):
            lines = self._pid_file()
            text = "\n".join([str(NUMBER_OF_NO_PROCESS), *lines[1:]])
            (self.folder / "postmaster.pid").write_text(text)

    def _shorten_log(self) -> None:
        if not self.log.exists():
            self._owned(self.log)
        elif self.log.stat().st_size > LOG_MAY_GROW_TO:
            self.log.replace(self.log.with_suffix(".log.1"))
            self._owned(self.log)


def free_port() -> int:
    """Return a loopback port that nobody listens on now.

    Below those that systems lend to whoever connects somewhere: one of these may be lent away
    between this answer and its use. By chance that no seed repeats, for others choose as well.
    """
    for port in secrets.SystemRandom().sample(_NOT_LENT, 100):
        with socket.socket() as probe, suppress(OSError):
            probe.bind((HOST, port))
            return port
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _give(path: Path) -> None:
    account = account_for_postgres()
    if account:
        os.chown(path, account.uid, account.gid)
