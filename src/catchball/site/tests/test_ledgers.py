"""The ledgers' jobs: each client's is kept up, and one that differs raises an alarm and is mended."""

import logging
from datetime import date, timedelta

import pytest
from django.db import connection

from catchball.site.cli.__main__ import parser
from catchball.site.ledgers import LedgerDiffered, check_all, check_and_mend, keep_all_up
from catchball.trust.wall import opened
from catchball.workplace.scorecards.queries import check_ledger
from kept import keeper_of
from measured import deliveries, month_of
from promised import a_signed_promise
from world import NOW, TODAY, scope_for


@pytest.fixture
def kept(acme, zenith):
    """Both companies with a promise and deliveries of October, and their ledgers kept up."""
    for company in (acme, zenith):
        a_signed_promise(company, from_on=date(2024, 1, 1))
        deliveries(company, *month_of(date(2026, 10, 5), good=17, late=3))
    keep_all_up(NOW)
    return acme


def spoil(company, on):
    """Change a ledger behind the product's back: whatever it tells of the month, it tells wrongly."""
    with opened(keeper_of(company)), connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_total SET n = n + 1 WHERE month_on = %s", [on])
        assert cursor.rowcount


def test_finds_nothing_wrong_with_what_the_product_keeps(kept):
    check_all(NOW)


def test_raises_an_alarm_and_makes_a_ledger_anew_that_differs(kept, caplog):
    spoil(kept, date(2026, 10, 1))
    with caplog.at_level(logging.ERROR), pytest.raises(LedgerDiffered):
        check_all(NOW)
    [record] = [one for one in caplog.records if one.name == "catchball.site.ledgers"]
    assert record.facts["client"] == str(kept.id)
    assert record.facts["differences"]
    check_all(NOW)


def test_leaves_the_ledgers_of_others_alone(kept, zenith):
    spoil(kept, date(2026, 10, 1))
    checked = check_and_mend(keeper_of(zenith), [timedelta(0)])
    assert checked.numbers
    assert checked.differences == ()
    assert check_ledger(scope_for(kept), days=[TODAY]).differences


def test_is_checked_and_made_anew_by_hand():
    given = parser().parse_args(["ledger", "check", "acme", "--back", "1", "90"])
    assert (given.what, given.client, given.back) == ("check", "acme", [1, 90])
