"""A running Catchball to be broken, and the people who write to it meanwhile."""

import http.client
import itertools
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlencode

import psycopg

from catchball.site.serving.home import CHECKOUT, Home
from catchball.site.serving.identity import Identity, wait_until
from catchball.site.serving.postgres import free_port

OURS = ("DATABASE_URL", "OWNER_DATABASE_URL", "CATCHBALL_SECRET_KEY", "CATCHBALL_UPLOADS")
SMALL_DISK = 400  # MiB
PASSWORD = "a long enough password"  # noqa: S105
EMAIL = "maya@cmo.example"

FURNISH = f"""
from catchball.site.serving.opening import open_catchball
open_catchball()
from dataclasses import replace
from catchball.site.cli._acting import operator, operator_for
from catchball.trust import commands
from catchball.trust.permissions import Role
from catchball.workplace.programs import commands as programs
site = programs.add_site(operator(), code="HB", name="Harbour", zone="Europe/London", country="GB")
programs.add_client(operator(), slug="acme", name="Acme", zone="Europe/London")
inside = operator_for("acme")
person = commands.add_person(operator(), email="{EMAIL}", name="Maya", role=Role.PROGRAM_MANAGER,
                             password="{PASSWORD}", zone="UTC")
commands.assign_person(inside, person=person)
product = programs.add_product(inside, code="A", name="Tablets")
print(programs.add_program(inside, code="P", name="Supply", site=site, product=product))
"""


class House:
    """`./catchball run` in a home of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "home"
        self.folder.mkdir(mode=0o711)
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK}m,mode=711", "none", self.folder],
            check=False, capture_output=True,
        )  # fmt: skip
        self.has_small_disk = mounted.returncode == 0
        self.port = free_port()
        self.home = Home(self.folder)
        self.environment = {name: value for name, value in os.environ.items() if name not in OURS}
        self.environment |= {
            "CATCHBALL_HOME": str(self.folder),
            "CATCHBALL_DEMO": "0",
            "PYTHONPATH": str(CHECKOUT / "src"),
            "DJANGO_SETTINGS_MODULE": "catchball.site.settings",
        }
        self.said = folder / "said"
        self.process = None
        self.program = ""

    def open(self) -> None:
        with self.said.open("w") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "catchball.site.cli", "run", "--port", str(self.port)],
                env=self.environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said,
            )  # fmt: skip
        if not wait_until(lambda: "Ready: " in self.said.read_text(), 240):
            raise RuntimeError(self.said.read_text())
        self.program = self.python(FURNISH).strip()

    def close(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait()
        if self.has_small_disk:
            subprocess.run(["umount", self.folder], check=False)

    def python(self, text: str) -> str:
        return self._run("-c", text).stdout

    def _run(self, *words: str, check: bool = True) -> "subprocess.CompletedProcess[str]":
        done = subprocess.run(
            [sys.executable, *words], env=self.environment, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        if check and done.returncode:
            raise RuntimeError(done.stderr)
        return done

    def verify(self) -> str:
        return self._run("-m", "catchball.site.cli", "verify", check=False).stdout.split("\n")[0]

    def check(self) -> str:
        return self._run("-m", "catchball.site.cli", "check", check=False).stdout

    def programs(self) -> list[Identity]:
        noted = json.loads((self.folder / "run" / "processes.json").read_text())
        return [Identity(pid, began) for pid, began in noted]

    def strike(self, name: str) -> None:
        """Kill one part without a warning, or let PostgreSQL go down in its own way."""
        if name in {"web", "worker"}:
            who = self.programs()[0 if name == "web" else -1]
            os.kill(who.pid, signal.SIGKILL)
            return
        lock = (self.folder / "postgres" / "postmaster.pid").read_text()
        number = signal.SIGKILL if name == "postgres" else signal.SIGINT
        os.kill(int(lock.split("\n")[0]), number)

    def fill_disk(self) -> Path:
        ballast = self.folder / "ballast"
        with ballast.open("wb") as file:
            try:
                while True:
                    file.write(bytes(1024 * 1024))
            except OSError:
                return ballast

    def probe(self) -> str:
        try:
            status, body = self.get("/readyz")
        except (OSError, http.client.HTTPException) as error:
            return f"no answer ({type(error).__name__})"
        return f"{status} {body[:40]}"

    def fallen(self) -> list[str]:
        """Return which parts stopped by themselves so far, and how."""
        return re.findall(r"(\S[^\n]*) stopped by itself \(([^)]*)\)", self.said.read_text())

    def get(self, path: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers={"Host": "localhost"})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()

    def wait_ready(self) -> None:
        def is_ready() -> bool:
            try:
                return self.get("/readyz") == (200, "ready")
            except (OSError, http.client.HTTPException):
                return False

        wait_until(is_ready, 60)

    def _superuser(self) -> "psycopg.Connection":
        port = int((self.folder / "run" / "database.port").read_text())
        return psycopg.connect(
            host="127.0.0.1", port=port, user="postgres", dbname="catchball",
            password=self.home.secret("postgres"),
        )  # fmt: skip

    def sql(self, *statements: str) -> None:
        with self._superuser() as connection:
            for statement in statements:
                connection.execute(statement)

    def one(self, question: str, *values: object) -> int:
        with self._superuser() as connection:
            return connection.execute(question, values).fetchone()[0]

    def kept(self, prefix: str) -> tuple[list[str], int]:
        """Return the references in the database, and how many entries promised them."""
        with self._superuser() as connection:
            rows = connection.execute(
                "SELECT reference FROM production_delivery WHERE reference LIKE %s", [f"{prefix}-%"]
            ).fetchall()
            entries = connection.execute(
                "SELECT count(DISTINCT entry_id) FROM trust_change WHERE operation = 'INSERT' AND "
                "table_name = 'production_delivery' AND new ->> 'reference' LIKE %s",
                [f"{prefix}-%"],
            ).fetchone()[0]
        return [reference for (reference,) in rows], entries

    def versions(self, prefix: str) -> dict[int, int]:
        with self._superuser() as connection:
            rows = connection.execute(
                "SELECT version, count(*) FROM production_delivery WHERE reference LIKE %s "
                "GROUP BY 1",
                [f"{prefix}-%"],
            )
            return dict(rows.fetchall())


@dataclass(frozen=True)
class Outcome:
    """What came of one submission, and when (seconds since the writers began)."""

    WORDS: ClassVar = ("yes", "there already", "refused", "told to wait", "broken off", "bug")

    reference: str
    word: str
    at: float

    @property
    def is_yes(self) -> bool:
        return self.word == "yes"


class Page:
    """A signed-in person's browser."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.cookies: dict[str, str] = {}
        self._ask("GET", "/sign-in/")
        form = {"email": EMAIL, "login": EMAIL, "password": PASSWORD}
        status, _body, _to = self.post("/sign-in/", form)
        if status != 302:
            raise RuntimeError(f"The door answers {status}")

    def _ask(self, method: str, path: str, body: str = "") -> tuple[int, str, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.house.port, timeout=30)
        try:
            cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            headers = {"Host": "localhost", "Cookie": cookies}
            if body:
                headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request(method, path, body or None, headers)
            answer = connection.getresponse()
            said = answer.read().decode()
            for name, value in re.findall(
                r"(catchball_session|csrftoken)=([^;]+)", str(answer.msg)
            ):
                self.cookies[name] = value
            return answer.status, said, answer.getheader("Location", "")
        finally:
            connection.close()

    def post(self, path: str, form: dict[str, str]) -> tuple[int, str, str]:
        token = {"csrfmiddlewaretoken": self.cookies.get("csrftoken", "")}
        return self._ask("POST", path, urlencode(form | token))

    def promise(self, reference: str) -> tuple[str, dict[str, str]]:
        form = {"reference": reference, "program": self.house.program, "item": "Tablets"}
        form |= {"first_promised_on": "2027-01-15", "quantity_promised": "1000", "unit": "packs"}
        return "/c/acme/production/deliveries/promise/", form

    def send(self, address: str, form: dict[str, str]) -> tuple[str, str, str]:
        """Send a form; return a word for the answer, the page, and where it leads."""
        try:
            status, said, to = self.post(address, form)
        except (OSError, http.client.HTTPException):
            return "broken off", "", ""
        return _word(status, said), said, to

    def at_once(self, forms: list[tuple[str, dict[str, str]]]) -> list[str]:
        start = threading.Barrier(len(forms))
        words: list[str] = []

        def send(address: str, form: dict[str, str]) -> None:
            start.wait()
            words.append(self.send(address, form)[0])

        threads = [threading.Thread(target=send, args=one) for one in forms]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return words

    def both_redate(self, reference: str) -> list[tuple[str, dict[str, str]]]:
        _answer, _said, to = self.send(*self.promise(reference))
        moved = {"version": "1", "asked_by": "cmo", "cause": "Line stopped", "promised_on": ""}
        address = f"{to.partition('?')[0]}redate/"
        return [(address, moved | {"promised_on": day}) for day in ("2027-02-01", "2027-02-02")]


def _word(status: int, said: str) -> str:
    if status == 302:
        return "yes"
    if status == 503:
        return "told to wait"
    if status in {409, 422}:
        return "there already" if re.search(r"already|exists|taken", said) else "refused"
    return "bug"


class Writers:
    """People who promise deliveries one after the other, and press again when unanswered."""

    def __init__(self, house: House, count: int, prefix: str) -> None:
        self.count, self.prefix = count, prefix
        self.page = Page(house)
        self.outcomes: list[Outcome] = []
        self.found_again = self.mute = 0
        self.is_over = threading.Event()
        self.lock = threading.Lock()
        self.began = 0.0

    def start(self) -> None:
        self.began = time.monotonic()
        self.threads = [
            threading.Thread(target=self._write, args=(number,)) for number in range(self.count)
        ]
        for thread in self.threads:
            thread.start()

    def _write(self, number: int) -> None:
        turn = 0
        while not self.is_over.is_set():
            turn += 1
            self._submit(f"{self.prefix}-{number}-{turn}")

    def _submit(self, reference: str) -> None:
        """Send until there is an answer that a person can act on."""
        for again in range(60):
            word, said, _to = self.page.send(*self.page.promise(reference))
            with self.lock:
                at = time.monotonic() - self.began
                self.outcomes.append(Outcome(reference, word, at))
                self.found_again += word == "there already" and again > 0
                self.mute += word in {"told to wait", "bug"} and "<h1>" not in said
            if word in {"yes", "there already", "refused"}:
                return
            time.sleep(0.5)

    def until(self, seconds: float) -> None:
        time.sleep(max(0.0, self.began + seconds - time.monotonic()))

    def stop(self) -> None:
        self.is_over.set()
        for thread in self.threads:
            thread.join()

    def longest_silence(self) -> float:
        instants = sorted(one.at for one in self.outcomes if one.is_yes)
        return max((b - a for a, b in itertools.pairwise(instants)), default=0.0)
