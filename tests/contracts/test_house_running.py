"""The whole house starts from an empty folder, outlives a kill, and goes when told."""

import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from catchball.site.serving.home import CHECKOUT
from catchball.site.serving.identity import Identity, identity, wait_until
from catchball.site.serving.postgres import free_port

OURS = ("DATABASE_URL", "OWNER_DATABASE_URL", "CATCHBALL_SECRET_KEY")


class House:
    """`./catchball run` in a folder of its own, and what it said so far."""

    def __init__(self, folder):
        self.folder, self.said = folder, folder / "said"
        self.process = None

    def run(self, *words):
        environment = {name: value for name, value in os.environ.items() if name not in OURS}
        environment |= {"CATCHBALL_HOME": str(self.folder), "PYTHONPATH": str(CHECKOUT / "src")}
        with self.said.open("w") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "catchball.site.cli", "run", *words],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
            )

    def says(self, pattern, seconds=600):
        assert wait_until(lambda: re.search(pattern, self.said.read_text()), seconds), (
            self.said.read_text()
        )
        return re.search(pattern, self.said.read_text())

    def programs(self):
        noted = json.loads((self.folder / "run" / "processes.json").read_text())
        return [Identity(pid, began) for pid, began in noted]

    def postgres(self):
        lock = self.folder / "postgres" / "postmaster.pid"
        return identity(int(lock.read_text().split("\n")[0]))


@pytest.fixture
def house():
    # Not pytest's own folder: root's PostgreSQL runs as an account that cannot reach it.
    house = House(Path(tempfile.mkdtemp(prefix="catchball-house-")))
    yield house
    if house.process.poll() is None:
        house.process.terminate()
        house.process.wait()
    shutil.rmtree(house.folder)


def get(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers={"Host": "localhost"})
    answer = connection.getresponse()
    page = answer.read().decode()
    connection.close()
    return answer.status, page


class TestRun:
    def test_serves_outlives_kills_and_leaves_nothing_behind(self, house):
        port = free_port()
        house.run("--port", str(port))
        house.says(f"Ready: http://localhost:{port} ")
        house.says("with the password: ")
        found, page = get(port, "/sign-in/")
        assert found == 200
        assert "maya.novak@cmo.example" in page

        first = house.programs()
        os.kill(first[0].pid, signal.SIGKILL)
        os.kill(house.postgres().pid, signal.SIGKILL)
        house.says("Web server 1 stopped by itself")
        house.says("PostgreSQL stopped by itself")
        assert wait_until(lambda: len(house.programs()) == len(first), 600)
        assert house.programs() != first
        assert get(port, "/sign-in/")[0] == 200

        left, database = house.programs(), house.postgres()
        house.process.kill()
        house.process.wait()
        assert all(program.is_alive() for program in left)
        house.run("--port", str(port))
        house.says("Ended 3 processes that an earlier run had left behind")
        house.says("Ready: ")
        assert "Loading the demo" not in house.said.read_text()
        assert not any(program.is_alive() for program in left)
        assert database.is_alive()

        last = house.programs()
        house.process.send_signal(signal.SIGINT)
        assert house.process.wait(600) == 0
        assert not any(program.is_alive() for program in [*last, database])
