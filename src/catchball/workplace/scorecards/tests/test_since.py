"""What was restated between two days: each number, fact by fact, with its cause."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catchball.kernel.errors import Invalid
from catchball.trust.permissions import Role
from catchball.workplace.scorecards.queries import read_restated_since, read_scorecard
from closed import correct, on_time
from excluded import an_accepted_claim, misses
from measured import deliveries, month_of
from promised import a_signed_promise
from world import NOW, TODAY, scope_for

SINCE, LATER = TODAY.isoformat(), NOW + timedelta(days=9)


@pytest.fixture
def promise(acme, zenith):
    made = a_signed_promise(acme, from_on=date(2025, 1, 1))
    deliveries(acme, *month_of(date(2026, 10, 5), good=17, late=3))
    return made


def since(company, known="", role=Role.PROGRAM_MANAGER):
    scope = scope_for(company, role, now=LATER)
    return read_restated_since(scope, since=SINCE, known=known)


def test_is_nothing_where_both_days_agree(acme, promise):
    assert since(acme).numbers == ()


def test_names_the_fact_that_was_corrected_by_whom_and_why(acme, promise):
    on_time(acme, misses(acme, promise)[0], now=LATER)

    [number] = since(acme).numbers

    assert (number.then.reading.top, number.now.reading.top) == (17, 18)
    [fact] = number.facts
    assert (fact.was, fact.now) == ("late", "on time")
    assert ("delivered_on", "2026-10-08", "2026-10-05") in fact.difference.fields
    assert fact.causes[0].actor_name == "Acme quality"


def test_names_what_was_recorded_late(acme, promise):
    deliveries(acme, *month_of(date(2026, 10, 20), good=1), name="Z", now=LATER)
    [number] = since(acme).numbers
    assert [(fact.was, fact.now) for fact in number.facts] == [("not in this number", "on time")]


def test_names_an_exclusion_that_was_accepted_since(acme, promise):
    claim = an_accepted_claim(acme, promise, misses(acme, promise)[0], now=LATER)
    [number] = since(acme).numbers
    assert number.then.attributable is None
    assert number.now.attributable.bottom == 19
    assert [fact.claim.id for fact in number.facts] == [claim]


def test_is_the_difference_of_the_two_scorecards(acme, promise):
    on_time(acme, misses(acme, promise)[0], now=LATER)
    [number] = since(acme).numbers
    scope = scope_for(acme, now=LATER)
    then = read_scorecard(scope, month="2026-10", known=SINCE).rows[0].last.reading
    now = read_scorecard(scope, month="2026-10").rows[0].last.reading
    assert (number.then.reading, number.now.reading) == (then, now)


def test_sees_a_correction_that_was_taken_back_between_the_days_as_none(acme, promise):
    fact = misses(acme, promise)[0]
    on_time(acme, fact, now=NOW + timedelta(days=2))
    correct(acme, fact, now=NOW + timedelta(days=4), delivered_on=date(2026, 10, 8))
    assert since(acme).numbers == ()
    between = (TODAY + timedelta(days=3)).isoformat()
    assert len(since(acme, known=between).numbers) == 1


def test_asks_as_many_queries_for_many_numbers_as_for_one(acme, promise):
    late = misses(acme, promise)
    on_time(acme, late[0], now=LATER)

    def asked():
        with CaptureQueriesContext(connection) as captured:
            since(acme)
        return len(captured)

    one = asked()
    deliveries(acme, *month_of(date(2026, 8, 5), good=9), name="A", now=LATER)
    deliveries(acme, *month_of(date(2026, 9, 7), good=9), name="B", now=LATER)
    assert asked() == one


def test_knows_nothing_of_another_client(acme, zenith, promise):
    on_time(acme, misses(acme, promise)[0], now=LATER)
    assert since(zenith).numbers == ()
    assert since(acme, role=Role.CLIENT_EXECUTIVE).numbers == since(acme).numbers


def test_wants_the_first_day_first(acme, promise):
    with pytest.raises(Invalid):
        since(acme, known="2026-11-10")


def test_shows_it_on_a_page(acme, promise, browse):
    answer = browse(acme, Role.CLIENT_LEAD).get(f"/c/acme/scorecards/since/?since={SINCE}")
    assert "Nothing was restated since 16 Nov 2026" in answer.content.decode()
