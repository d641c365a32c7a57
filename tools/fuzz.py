"""Asks the running API what nobody would ask, and prints what it answers wrongly.

`make fuzz` starts a PostgreSQL and a web server of its own, fills them with the records of two
companies, and lets Schemathesis go through the API's own description: first as a person, then as a
service, last as an administrator. tools/fuzz.toml says which checks apply. Beside it nothing runs:
no worker, so no webhook is called and no letter is sent. It leaves with status 1 upon a finding.
"""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory

from catchball.site.serving.identity import wait_until
from catchball.site.serving.throwaway import name_throwaway

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = ROOT / ".venv-fuzz" / "bin" / "schemathesis"
SETTINGS = ROOT / "tools" / "fuzz.toml"
# What ends the very access that the run is made with: tried last, by an administrator.
ENDING = (
    "me-revoke-token|people-(close-person|change-role|unassign-person)|floor-people-set-password"
)


EVERY_PHASE = "examples,coverage,fuzzing,stateful"


@dataclass(frozen=True)
class Turn:
    """One run: who asks, and which operations, by their ids."""

    who: str
    token: str
    chosen: tuple[str, ...]
    phases: str
    examples: int


def main() -> int:
    """Ask in turns, print what came of each, and return how the program ends."""
    began = time.monotonic()
    with TemporaryDirectory(prefix="catchball-fuzz-") as name, _database():
        folder = Path(name)
        _environment(folder)
        turns, dictionaries = _furnish()
        with _server(folder) as address:
            failed = [turn.who for turn in turns if not _ask(turn, dictionaries, address, folder)]
        told = _errors(folder / "said")
    print(f"\nAsked for {time.monotonic() - began:.0f} s.")
    for line in told:
        print(line)
    print(f"Findings as: {', '.join(failed)}." if failed else "No findings.")
    return 1 if failed or told else 0


@contextmanager
def _database() -> Iterator[None]:
    named = name_throwaway()
    os.environ["DATABASE_URL"], os.environ["OWNER_DATABASE_URL"] = named.urls.app, named.urls.owner
    keeper = named.start()
    try:
        yield
    finally:
        keeper.stdin.close()
        keeper.wait()


def _environment(folder: Path) -> None:
    os.environ |= {
        "CATCHBALL_SECRET_KEY": "for fuzzing only " * 3,
        "CATCHBALL_UPLOADS": str(folder / "uploads"),
        "CATCHBALL_MAIL_FOLDER": str(folder / "mail"),
        # As often as the machine can answer; the limit itself has tests of its own.
        "CATCHBALL_API_PER_MINUTE": "1000000",
        "CATCHBALL_LOG": "ERROR",
    }


def _furnish() -> tuple[list[Turn], dict[str, list[str]]]:
    """Make both companies and one of everything; return who asks, and the ids that are there."""
    from catchball.site.serving.opening import set_up_django

    set_up_django()
    from django.core.management import call_command

    call_command("migrate", database="owner", interactive=False, verbosity=0)
    from api_reach import FIXED, names_of
    from things import things_of

    from catchball.trust.permissions import Role
    from machines import a_service_token, a_token
    from world import PASSWORD, a_company

    acme, zenith = a_company("acme", "Acme"), a_company("zenith", "Zenith")
    names = [names_of(company, things_of(company)) for company in (acme, zenith)]
    known = {key: [str(one[key]) for one in names] for key in names[0] if key not in FIXED}
    known |= {"client": ["acme", "zenith"], "password": [PASSWORD], "if-match": ['"1"', '"2"']}
    known |= {key: [value] for key, value in FIXED.items() if key != "number"}
    everything = ("--exclude-operation-id-regex", ENDING)
    administered = ("--include-operation-id-regex", f"floor-|people-|programs-|webhooks-|{ENDING}")
    service = a_service_token(acme, names[0]["service"])
    administrator = a_token(acme, Role.ADMINISTRATOR)
    return [
        Turn("a program manager", a_token(acme), everything, EVERY_PHASE, 10),
        Turn("a service", service, everything, "examples,fuzzing", 3),
        Turn("an administrator", administrator, administered, EVERY_PHASE, 5),
    ], known


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    with (
        socket.create_server(("127.0.0.1", 0), backlog=2048) as listening,
        (folder / "said").open("w") as said,
    ):
        descriptor, port = listening.fileno(), listening.getsockname()[1]
        server = subprocess.Popen(
            [sys.executable, "-m", "catchball.site.serving.web", str(descriptor)],
            pass_fds=[descriptor], stdout=said, stderr=said,
        )  # fmt: skip
        try:
            if not wait_until(lambda: _is_up(port), 180):
                raise RuntimeError((folder / "said").read_text())
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait()


def _is_up(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _ask(turn: Turn, known: Mapping[str, Iterable[str]], address: str, folder: Path) -> bool:
    """Let Schemathesis ask in one turn; return whether all was well."""
    print(f"\nAs {turn.who}", flush=True)
    settings = folder / "schemathesis.toml"
    settings.write_text(SETTINGS.read_text("utf-8") + _bound(known), "utf-8")
    done = subprocess.run(
        [
            PROGRAM, "--config-file", settings, "run", f"{address}/api/v1/openapi.json",
            "--phases", turn.phases, "--max-examples", str(turn.examples), *turn.chosen,
        ],
        cwd=folder, env=os.environ | {"CATCHBALL_TOKEN": turn.token}, check=False,
    )  # fmt: skip
    return done.returncode == 0


def _bound(known: Mapping[str, Iterable[str]]) -> str:
    """Return, as TOML, from which values a part of an address or of a body is mostly taken."""
    lines = []
    for name, values in known.items():
        key = name.replace(" ", "-")
        lines += [f"[dictionaries.{key}]", f"values = {json.dumps(list(values))}"]
    lines.append("[parameters]")
    for name in known:
        key = name.replace(" ", "-")
        if " " not in name:
            bound = f'{{ dictionary = "{key}", probability = 0.8 }}'
            lines += [f'"{place}.{name}" = {bound}' for place in ("path", "body", "header")]
    return "\n".join(["", *lines, ""])


def _errors(said: Path) -> list[str]:
    """Return what the server logged as errors, each once."""
    return sorted(set(said.read_text("utf-8").splitlines()))[:20]


if __name__ == "__main__":
    sys.exit(main())
