"""The short form of `make faults`: what was answered with yes is there, and is there once."""

import os
import shutil
import signal
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import psycopg
import pytest

from arranged import a_delivery, promise_facts
from at_once import at_once
from catchball.kernel.errors import Expected, Stale
from catchball.site.serving.binaries import find_binaries
from catchball.site.serving.home import Home
from catchball.site.serving.postgres import Postgres, free_port
from catchball.trust.models import Change, Entry
from catchball.trust.permissions import Side
from catchball.trust.seals import key_from, seal_waiting
from catchball.trust.wall import opened
from catchball.workplace.production import commands
from catchball.workplace.production.models import Delivery
from world import NOW, scope_for


@pytest.fixture
def server():
    # Not pytest's own folder: root's PostgreSQL runs as an account that cannot reach it.
    home = Home(Path(tempfile.mkdtemp(prefix="catchball-faults-"))).open()
    server = Postgres(home.cluster, find_binaries(), home.secret("postgres"))
    server.make(careless=True)
    yield server
    server.stop(clean=False)
    shutil.rmtree(home.path)


def _write(server, port, number, answered, is_over):
    """Commit one row after the other, as long as the server lets one, and note each yes."""
    with suppress(psycopg.OperationalError), server.connect(port) as connection:
        for row in range(1_000_000):
            if is_over.is_set():
                return
            connection.execute("INSERT INTO kept VALUES (%s, %s)", [number, row])
            answered.append((number, row))


class TestPostgresKilledUnderWriters:
    def test_loses_nothing_that_it_said_yes_to(self, server):
        port = server.start(port=free_port())
        with server.connect(port) as connection:
            connection.execute("CREATE TABLE kept (writer int, row int, UNIQUE (writer, row))")
        answered, is_over = [], threading.Event()
        for _blow in range(2):
            writers = [
                threading.Thread(target=_write, args=(server, port, number, answered, is_over))
                for number in range(len(answered) + 1, len(answered) + 21)
            ]
            for writer in writers:
                writer.start()
            before = len(answered)
            while len(answered) < before + 100:
                time.sleep(0.01)
            os.kill(server.pid(), signal.SIGKILL)
            for writer in writers:
                writer.join()
            server.start(port=port, or_another=False)
        with server.connect(port) as connection:
            kept = connection.execute("SELECT writer, row FROM kept").fetchall()
        assert len(answered) >= 200
        assert set(answered) <= set(kept)
        # A commit whose answer got lost may be there as well: one for each writer and blow.
        assert len(kept) - len(answered) <= 40


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_the_same_submission_counts_once(self, acme):
        facts = promise_facts(acme, "TWICE")
        send = [lambda: commands.record_promise(scope_for(acme), facts=facts)] * 8
        refused = at_once(*send)
        assert len(refused) == 7
        assert all(isinstance(error, Expected) for error in refused)
        with opened(scope_for(acme)):
            assert Delivery.objects.filter(reference="TWICE").count() == 1
            assert Change.objects.filter(new__reference="TWICE").count() == 1

    def test_of_two_people_on_one_record_the_slower_is_told(self, acme):
        made = a_delivery(acme, "PAIR")

        def move(day):
            return lambda: commands.redate_delivery(
                scope_for(acme, reason="Line stopped"),
                delivery=made,
                promised_on=day,
                asked_by=Side.CMO,
                cause="Line stopped",
                version=1,
            )

        raised = at_once(move(date(2026, 12, 1)), move(date(2026, 12, 2)))
        assert [isinstance(error, Stale) for error in raised] == [True]
        with opened(scope_for(acme)):
            assert Delivery.objects.get(pk=made).version == 2


class TestClockSetBack:
    def test_neither_order_nor_seals_break(self, acme):
        key = key_from("a secret of the tests, long enough")
        later = replace(scope_for(acme), now=NOW + timedelta(days=1))
        commands.record_promise(later, facts=promise_facts(acme, "LATER"))
        first = seal_waiting(key, now=later.now)[-1]
        commands.record_promise(scope_for(acme), facts=promise_facts(acme, "EARLIER"))
        second = seal_waiting(key, now=NOW)[-1]
        assert (second.number, second.previous) == (first.number + 1, first.hash)
        with opened(scope_for(acme)):
            told = Entry.objects.filter(event="production.delivery-promised")
            assert [one.happened_at for one in told.order_by("happened_at")] == [NOW, later.now]
