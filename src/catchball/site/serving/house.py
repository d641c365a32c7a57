"""The whole house: database, web server and worker, started together and stopped together."""

import fcntl
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from types import FrameType
from typing import IO

from catchball.kernel.errors import Invalid, Refused
from catchball.site import demo
from catchball.site.serving.database import (
    Database,
    give_settings_of_home,
    named_by_person,
    open_database,
    put_into_environment,
)
from catchball.site.serving.home import CHECKOUT, DEMO_MARK, Home, home_of_checkout
from catchball.site.serving.identity import began
from catchball.site.serving.supervisor import LOOK_EVERY, Part, Program, Records, Say, watch

FIRST_PORT = 8000
PORTS_TRIED = 50
WEB_PROCESSES = 2
PATIENCE = 10.0


class RunsAlready(Refused):
    """Catchball runs from this checkout already."""


class PortIsTaken(Refused):
    """Another program listens on the port that the person asked for."""


class NotPrepared(Refused):
    """The database could not be brought up to date."""


class NoSuchPort(Invalid):
    """What was given for a port is none."""


@dataclass
class DatabasePart:
    """The embedded database as a part that may stop by itself."""

    database: Database
    name: str = "PostgreSQL"

    def is_up(self) -> bool:
        """Tell whether the server's first process runs."""
        pid = self.database.server.pid()
        return pid is not None and bool(began(pid))

    def start(self) -> None:
        """Start the server again at the same port."""
        self.database.revive()

    def ended_with(self) -> str:
        """Say where its own words are."""
        return f"see {self.database.server.log}"


def run(say: Say, *, port: int | None = None) -> None:
    """Start everything, say where it is, and keep it running until interrupted.

    :raises RunsAlready: if it runs from this checkout
    :raises PortIsTaken: if a port was asked for and another program has it
    """
    home = home_of_checkout()
    with ExitStack() as stack, _interrupted_by_any_signal():
        stack.enter_context(alone(home))
        records = Records(home.file("processes.json"))
        orphans = records.end_orphans()
        if orphans:
            say(f"Ended {orphans} processes that an earlier run had left behind")
        listening = stack.enter_context(_listen(port, say))
        address = f"http://localhost:{listening.getsockname()[1]}"
        os.environ.setdefault("CATCHBALL_BASE_URL", address)
        home.file("address").write_text(address)
        parts = _database(home, stack, say)
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(stack.enter_context(_figures(home)))
        records.programs = _programs(listening)
        stack.callback(_stop, records, say)
        _prepare(records, say)
        is_demo = home.file(DEMO_MARK).exists()
        os.environ["CATCHBALL_SHOWS_DEMO"] = "1" if is_demo else "0"
        _start(records, say)
        greeting = [f"Ready: {address}  (Ctrl-C stops it)", *(_sign_ins() if is_demo else ())]
        Thread(target=_greet, args=(listening, greeting, say), daemon=True).start()
        watch([*parts, *records.programs], records, say)


@contextmanager
def _figures(home: Home) -> Iterator[Path]:
    """Give a folder for the processes' figures, in memory where there is such a disk.

    They are written as mapped memory: on a disk that is full that would end the process.
    """
    note = home.file("figures")
    with suppress(OSError):
        shutil.rmtree(note.read_text())  # of a run that was killed
    memory = Path("/dev/shm")  # noqa: S108 -- the folder below has a name of its own
    parent = memory if os.access(memory, os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="catchball-figures-", dir=parent))
    note.write_text(str(folder))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _database(home: Home, stack: ExitStack, say: Say) -> list[Part]:
    if named_by_person():
        say("Using the PostgreSQL that DATABASE_URL names")
        give_settings_of_home()
        return []
    database = open_database(home, say)
    stack.callback(database.release)
    put_into_environment(database.urls)
    return [DatabasePart(database)]


def _programs(listening: socket.socket) -> list[Program]:
    descriptor = listening.fileno()
    count = int(os.environ.get("WEB_PROCESSES", WEB_PROCESSES))
    web = [
        Program(
            f"Web server {number}",
            ["catchball.site.serving.web", str(descriptor)],
            (descriptor,),
            can_wait=number == 1,  # one is enough for the first page
        )
        for number in range(1, count + 1)
    ]
    return [*web, Program("Worker", ["catchball.site.serving.worker"])]


def _prepare(records: Records, say: Say) -> None:
    """Bring the database up to date; while the demo is loaded, the web server loads its code."""
    process = subprocess.Popen(
        [sys.executable, "-m", "catchball.site.serving.preparing"],
        cwd=CHECKOUT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        for line in process.stdout or ():
            say(line.rstrip())
            if line.startswith(demo.LOADING):
                _start_held(records)
    finally:
        # Interrupted: the terminal told it too, and a transaction of its own ends cleanly.
        status = process.wait()
    if status:
        raise NotPrepared("The database could not be prepared; what went wrong stands above.")


def _start_held(records: Records) -> None:
    os.environ["CATCHBALL_SHOWS_DEMO"] = "1"
    for program in records.programs:
        if program.can_wait and not program.is_up():
            program.start(held=True)
    records.write()


def _start(records: Records, say: Say) -> None:
    say("Starting the web server and the worker")
    for program in records.programs:
        if program.is_up():
            program.let_go()
        else:
            program.start()
    records.write()


def _sign_ins() -> list[str]:
    """Return the demo's most telling sign-ins, to be said below the address."""
    known = demo.accounts()
    lines = [f"{address:32} {word}" for address, word, _password in known]
    return ["Sign in to the demo as", *lines, f"with the password: {demo.PASSWORD}"]


def _greet(listening: socket.socket, greeting: list[str], say: Say) -> None:
    """Say where it is once the first page comes; the socket queues us until then."""
    connection = http.client.HTTPConnection(*listening.getsockname()[:2])
    while True:
        with suppress(OSError, http.client.HTTPException):
            connection.request("GET", "/healthz", headers={"Host": "localhost"})
            connection.getresponse().read()
            break
        connection.close()
        time.sleep(LOOK_EVERY)
    connection.close()
    for line in greeting:
        say(line)


def _stop(records: Records, say: Say) -> None:
    say("Stopping")
    # Asked together, so that the slowest alone is waited for.
    for program in records.programs:
        if program.process and program.is_up():
            program.process.terminate()
    for program in records.programs:
        program.stop(PATIENCE)
    records.write()


@contextmanager
def alone(home: Home) -> Iterator[IO[str]]:
    """Hold the home for this program, so that nobody else runs from it.

    :raises RunsAlready: if somebody does
    """
    with home.file("run.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            note = home.file("address")
            where = note.read_text() if note.exists() else str(home.path)
            raise RunsAlready(f"Catchball runs from this checkout already: {where}") from None
        yield lock


def _listen(wished: int | None, say: Say) -> socket.socket:
    host = os.environ.get("HOST", "127.0.0.1")
    candidates = [wished] if wished is not None else range(FIRST_PORT, FIRST_PORT + PORTS_TRIED)
    for port in candidates:
        try:
            listening = socket.create_server((host, port), backlog=2048)
        except OverflowError:
            raise NoSuchPort(f"{port} is no port; choose one from 1 to 65535.") from None
        except OSError as error:
            reason = os.strerror(error.errno or 0)
            say(f"Port {port} cannot be used ({reason.lower()})")
        else:
            return listening
    raise PortIsTaken("Choose another port, as in: make run PORT=8100")


@contextmanager
def _interrupted_by_any_signal() -> Iterator[None]:
    """Let a closed terminal or a polite kill end the run as Ctrl-C does, once."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def interrupt(number: int, frame: FrameType | None) -> None:
        for each in numbers:
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = {number: signal.signal(number, interrupt) for number in numbers}
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
