"""Keeping a ledger up: what waits is taken in once, by the operator alone, for one client."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from catchball.measures.catalogue import CATALOGUE
from catchball.trust.wall import opened
from catchball.workplace.ledger.commands import keep_up, rebuild
from catchball.workplace.ledger.queries import list_wanted
from kept import keeper_of
from measured import batches, deliveries, month_of
from promised import a_signed_promise
from world import scope_for

TABLES = ("ledger_measure", "ledger_total", "ledger_contribution", "ledger_waiting")


def count(company, table):
    with opened(scope_for(company)), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608
        return cursor.fetchone()[0]


@pytest.fixture
def both(acme, zenith):
    for company in (acme, zenith):
        a_signed_promise(company, from_on=date(2025, 1, 1))
        deliveries(company, *month_of(date(2026, 10, 5), good=2, late=1))
    return acme, zenith


class TestKeepUp:
    def test_takes_in_what_waits_and_then_has_nothing_to_do(self, both):
        acme, _zenith = both
        assert count(acme, "ledger_waiting") == 1
        assert keep_up(keeper_of(acme))
        assert count(acme, "ledger_waiting") == 0
        assert not keep_up(keeper_of(acme))

    def test_touches_one_client(self, both):
        acme, zenith = both
        keep_up(keeper_of(acme))
        assert [count(zenith, table) for table in TABLES] == [0, 0, 0, 1]

    def test_begins_what_a_new_promise_asks_for(self, both):
        acme, _zenith = both
        keep_up(keeper_of(acme))
        batches(acme, [(date(2026, 9, 1), Decimal(10), Decimal(9))])
        a_signed_promise(acme, metric_key="batch-yield", from_on=date(2025, 1, 1))
        keep_up(keeper_of(acme))
        assert count(acme, "ledger_measure") == 2
        assert count(acme, "ledger_total") == 2

    def test_makes_all_anew_where_the_zone_has_changed(self, both):
        acme, _zenith = both
        keep_up(keeper_of(acme))
        with opened(keeper_of(acme)), connection.cursor() as cursor:
            cursor.execute("UPDATE ledger_measure SET zone = 'Asia/Tokyo'")
        assert keep_up(keeper_of(acme))

    def test_makes_the_same_of_it_anew(self, both):
        acme, _zenith = both
        keep_up(keeper_of(acme))
        before = rows(acme)
        rebuild(keeper_of(acme))
        assert rows(acme) == before

    def test_is_refused_to_a_person(self, both):
        acme, _zenith = both
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            keep_up(scope_for(acme))


def rows(company):
    with opened(scope_for(company)), connection.cursor() as cursor:
        cursor.execute(
            "SELECT measure, month_on, known_on::text, n, good, pending FROM ledger_contribution "
            "ORDER BY 1, 2, 3"
        )
        return cursor.fetchall()


class TestTables:
    def test_show_nothing_to_another_client(self, both):
        acme, zenith = both
        keep_up(keeper_of(acme))
        with opened(scope_for(zenith)), connection.cursor() as cursor:
            for table in TABLES:
                cursor.execute(
                    f"SELECT count(*) FROM {table} WHERE client_id = %s",  # noqa: S608
                    [acme.id],
                )
                assert cursor.fetchone() == (0,)

    def test_let_nobody_write_that_something_waits(self, both):
        acme, _zenith = both
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            opened(keeper_of(acme)),
            connection.cursor() as cursor,
        ):
            cursor.execute("INSERT INTO ledger_waiting SELECT * FROM ledger_waiting")

    @pytest.mark.usefixtures("db")
    def test_hear_of_every_change_of_facts(self):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'waits_for_ledger'"
            )
            told = {table for (table,) in cursor.fetchall()}
        assert told == {
            one.table for metric in CATALOGUE.list_metrics() for one in metric.facts_used
        }


def test_wants_nothing_of_a_client_without_promises(zenith):
    assert list_wanted(keeper_of(zenith)) == []
    assert not keep_up(keeper_of(zenith))
