"""The parts that Catchball runs on start, come back after a kill, and leave nothing behind."""

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from catchball.site.serving.binaries import find_binaries
from catchball.site.serving.database import (
    OwnDatabaseIsHalfNamed,
    give_settings_of_home,
    named_by_person,
    open_database,
)
from catchball.site.serving.home import CHECKOUT, Home
from catchball.site.serving.identity import Identity, identity, wait_until
from catchball.site.serving.postgres import HOST, OtherVersion, Postgres, free_port
from catchball.site.serving.roles import APP, OWNER
from catchball.site.serving.supervisor import Program, Records, Watched
from catchball.site.serving.throwaway import name_throwaway
from working import LONG

SLEEP = ["timeit", "-n1", "-r1", "import time; time.sleep(600)"]
END_AT_ONCE = ["this"]
# timeit runs each of its words as a line, the last one that a held program is given too.
HELD_BACK = """
from catchball.site.serving.supervisor import wait_to_be_let_go
held = wait_to_be_let_go()
open({!r}, 'w').write(str(held))
"""
HOLD = """
import sys, time
from catchball.site.serving.throwaway import Throwaway
keeper = Throwaway(int(sys.argv[1]), "owner", "app").start()
print(keeper.pid, flush=True)
time.sleep(600)
"""


@pytest.fixture(scope="module")
def home():
    # Not pytest's own folder: root's PostgreSQL runs as an account that cannot reach it.
    home = Home(Path(tempfile.mkdtemp(prefix="catchball-serving-"))).open()
    yield home
    shutil.rmtree(home.path)


@pytest.fixture(scope="module")
def server(home):
    server = Postgres(home.cluster, find_binaries(), home.secret("postgres"))
    server.make(careless=True)
    yield server
    server.stop(clean=False)


@pytest.fixture
def port(server):
    return server.start(port=free_port())


def ask(url, question):
    with psycopg.connect(url, connect_timeout=LONG) as connection:
        return connection.execute(question).fetchone()


class TestPostgres:
    def test_comes_back_after_a_kill_with_every_committed_row(self, server, port):
        with server.connect(port) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS kept AS SELECT 1 AS one")
        killed = identity(server.pid())
        os.kill(killed.pid, signal.SIGKILL)
        assert wait_until(lambda: not killed.is_alive(), LONG)

        again = server.start(port=port, or_another=False)

        with server.connect(again) as connection:
            assert connection.execute("SELECT one FROM kept").fetchone() == (1,)

    def test_is_found_running_and_not_started_twice(self, server, port):
        running = server.pid()
        assert server.start(port=free_port()) == port
        assert server.pid() == running

    def test_leaves_nothing_running_when_it_stops(self, server, port):
        running = identity(server.pid())
        server.stop()
        assert not running.is_alive()
        assert server.port() is None

    def test_takes_another_port_when_the_wished_one_is_taken(self, server):
        server.stop()
        with socket.create_server((HOST, 0)) as taken:
            wished = taken.getsockname()[1]
            assert server.start(port=wished) != wished

    def test_starts_although_its_old_number_now_belongs_to_another_program(self, server, port):
        lock = server.folder / "postmaster.pid"
        left_behind = lock.read_text().split("\n")
        server.stop()
        lock.write_text("\n".join([str(os.getpid()), *left_behind[1:]]))
        shutil.chown(lock, server.folder.stat().st_uid, server.folder.stat().st_gid)

        assert server.start(port=port)

    def test_says_so_when_the_cluster_is_of_another_version(self, server):
        other = replace(server, binaries=replace(server.binaries, major=server.binaries.major + 1))
        with pytest.raises(OtherVersion, match="pg_upgrade"):
            other.make()

    def test_lets_nobody_in_without_the_password(self, server, port):
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(host=HOST, port=port, user="postgres", dbname="postgres", password="x")

    def test_listens_on_this_machine_alone(self, server, port):
        with server.connect(port) as connection:
            assert connection.execute("SHOW listen_addresses").fetchone() == (HOST,)
            assert connection.execute("SHOW unix_socket_directories").fetchone() == ("",)


class TestFreePort:
    def test_is_none_that_the_system_lends_to_whoever_connects(self):
        ports = {free_port() for _each in range(50)}
        assert max(ports) < 32_768
        assert len(ports) > 1


class TestHome:
    def test_keeps_secrets_from_all_but_their_owner(self, home):
        word = home.secret("a-secret")
        file = home.path / "secrets" / "a-secret"
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
        assert len(word) >= 32

    def test_makes_each_secret_once(self, home):
        assert home.secret("same") == home.secret("same") != home.secret("other")

    def test_can_be_listed_by_nobody_else(self, home):
        assert stat.S_IMODE(home.path.stat().st_mode) & 0o044 == 0


class TestSettingsOfHome:
    @pytest.fixture(autouse=True)
    def nothing_named(self, monkeypatch, tmp_path):
        for name in ("CATCHBALL_UPLOADS", "CATCHBALL_SECRET_KEY", "CATCHBALL_SEAL_KEY_FILE"):
            monkeypatch.setenv(name, "")
            monkeypatch.delenv(name)
        monkeypatch.setenv("CATCHBALL_HOME", str(tmp_path / "elsewhere"))

    def test_keep_secrets_and_uploads_in_the_home_that_was_named(self, tmp_path):
        give_settings_of_home()
        home = tmp_path / "elsewhere"
        assert os.environ["CATCHBALL_UPLOADS"] == str(home / "uploads")
        assert os.environ["CATCHBALL_SECRET_KEY"] == (home / "secrets" / "key").read_text()
        assert os.environ["CATCHBALL_SEAL_KEY_FILE"] == str(home / "secrets" / "seal")

    def test_leave_alone_what_the_person_named(self, monkeypatch, tmp_path):
        monkeypatch.setenv("CATCHBALL_UPLOADS", str(tmp_path / "large-disk"))
        give_settings_of_home()
        assert os.environ["CATCHBALL_UPLOADS"] == str(tmp_path / "large-disk")


class TestOpenDatabase:
    def test_is_stopped_by_its_last_user_alone(self, home, server):
        server.stop()
        first, second = open_database(home), open_database(home)
        try:
            assert ask(first.urls.app, "SELECT current_user") == (APP,)
            assert ask(second.urls.owner, "SELECT current_user") == (OWNER,)
            first.release()
            assert server.port() == second.port
        finally:
            first.release()
            second.release()
        assert server.port() is None

    def test_gives_neither_role_the_power_to_pass_the_walls(self, home):
        database = open_database(home)
        try:
            powers = "SELECT rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
            assert ask(database.urls.app, powers) == ask(database.urls.owner, powers) == (False,)
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                ask(database.urls.app, "CREATE TABLE mine ()")
        finally:
            database.release()


class TestNamedByPerson:
    def test_takes_addresses_from_files_too(self, tmp_path, monkeypatch):
        for name in ("DATABASE_URL", "OWNER_DATABASE_URL"):
            monkeypatch.delenv(name)
            (tmp_path / name).write_text(f"postgresql://{name.lower()}\n")
            monkeypatch.setenv(f"{name}_FILE", str(tmp_path / name))
        assert named_by_person().app == "postgresql://database_url"

    def test_asks_for_both_roles(self, monkeypatch):
        monkeypatch.delenv("OWNER_DATABASE_URL")
        with pytest.raises(OwnDatabaseIsHalfNamed, match="both"):
            named_by_person()


class TestThrowaway:
    def test_ends_with_the_program_that_holds_it_even_when_that_is_killed(self):
        named = name_throwaway()
        holder = subprocess.Popen(
            [
                sys.executable,
                "-c",
                HOLD,
                str(named.port),
            ],
            cwd=CHECKOUT / "src",
            stdout=subprocess.PIPE,
            text=True,
        )
        keeper = identity(int(holder.stdout.readline()))
        holder.kill()
        holder.wait()
        holder.stdout.close()
        assert wait_until(lambda: not keeper.is_alive(), LONG)
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((HOST, named.port), timeout=1)


class TestWatched:
    def test_starts_a_killed_program_again_and_says_so(self):
        program, said = Program("Sleeper", SLEEP), []
        program.start()
        first = program.who
        try:
            watched = Watched(program, up_since=time.monotonic())
            assert not watched.look(time.monotonic(), said.append)
            os.kill(first.pid, signal.SIGKILL)
            program.process.wait()
            assert watched.look(time.monotonic(), said.append)
            assert program.is_up()
            assert program.who != first
            assert said == [
                "Sleeper stopped by itself (killed by signal 9); starting it again at once"
            ]
        finally:
            program.stop(5)
        assert not program.who.is_alive()

    def test_waits_longer_each_time_for_a_program_that_keeps_ending(self):
        program, said = Program("Ender", END_AT_ONCE), []
        watched, now, pauses = Watched(program), 0.0, []
        for _ in range(5):
            watched.look(now, said.append)
            pauses.append((watched.again_at or now) - now)
            now = watched.again_at or now
            watched.look(now, said.append)
            if program.process:
                program.process.wait()
        assert pauses == sorted(pauses)
        assert pauses[-1] > pauses[1]


class TestHeldProgram:
    @pytest.mark.parametrize(("let", "went"), [("go", "True"), ("end", "False")])
    def test_begins_when_it_is_let_go_and_not_when_its_parent_ends(self, tmp_path, let, went):
        note = tmp_path / "went"
        program = Program("Waiter", ["timeit", "-n1", "-r1", HELD_BACK.format(str(note))])
        program.start(held=True)
        try:
            assert program.is_up()
            program.let_go() if let == "go" else program.process.stdin.close()
            assert program.process.wait(LONG) == 0
        finally:
            program.stop(5)
        assert note.read_text() == went


class TestRecords:
    def test_let_a_later_start_end_what_was_left_behind(self, tmp_path):
        program = Program("Sleeper", SLEEP)
        program.start()
        Records(tmp_path / "processes.json", [program]).write()

        assert Records(tmp_path / "processes.json").end_orphans() == 1
        program.process.wait()
        assert Records(tmp_path / "processes.json").end_orphans() == 0

    def test_spare_a_stranger_with_a_number_given_again(self):
        program = Program("Sleeper", SLEEP)
        program.start()
        try:
            Identity(program.who.pid, "long ago").end()
            assert program.is_up()
        finally:
            program.stop(5)
