"""Numbers against promises: what both companies see, and nobody else."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreed import a_signed_agreement
from catchball.kernel.errors import NotFound
from catchball.measures.basis import Outcome
from catchball.measures.reading import Standing
from catchball.trust.permissions import Role, Side
from catchball.workplace.production.commands import cancel_delivery
from catchball.workplace.scorecards.queries import (
    TooManyFacts,
    passports,
    read_passport,
    read_promise_chart,
    read_scorecard,
    read_whole_passport,
)
from closed import on_time
from excluded import misses
from measured import batches, deliveries, month_of
from promised import a_signed_promise
from world import NOW, TODAY, scope_for


@pytest.fixture
def promised(acme):
    return a_signed_promise(acme, from_on=date(2025, 1, 1))


def test_is_the_same_for_both_companies(acme, zenith, promised):
    deliveries(acme, *month_of(date(2026, 10, 5), good=9, late=1))
    deliveries(zenith, *month_of(date(2026, 10, 5), good=1, late=9))

    ours = read_scorecard(scope_for(acme))
    theirs = read_scorecard(scope_for(acme, Role.CLIENT_EXECUTIVE))

    assert ours.rows == theirs.rows
    assert ours.content_hash == theirs.content_hash
    whole = ours.rows[0].whole
    assert (whole.reading.top, whole.reading.bottom) == (9, 10)
    assert whole.standing is Standing.BELOW_TARGET


def test_shows_twelve_months_up_to_the_newest_fact(acme, promised):
    deliveries(acme, *month_of(date(2025, 3, 3), good=8))
    card = read_scorecard(scope_for(acme))
    assert card.span.periods[-1].first == date(2025, 3, 1)
    assert len(card.rows[0].cells) == 12
    assert card.rows[0].last.standing is Standing.KEPT


def test_counts_a_second_miss_in_a_row_as_below_the_floor(acme, promised):
    for month, late in ((8, 1), (9, 1), (10, 1), (11, 0)):
        deliveries(acme, *month_of(date(2026, month, 5), good=10 - late, late=late))
    [row] = read_scorecard(scope_for(acme)).rows
    *_before, august, september, october, november = row.cells
    below, floor, kept = Standing.BELOW_TARGET, Standing.BELOW_FLOOR, Standing.KEPT
    assert [one.counts_as for one in (august, september, october, november)] == [
        below, floor, floor, kept,
    ]  # fmt: skip
    assert october.standing is below


def test_puts_critical_promises_first_then_those_of_more_weight(acme, zenith):
    a_signed_agreement(acme, from_on="2026-12-01")
    rows = [one for one in read_scorecard(scope_for(acme)).rows if one.party is Side.CMO]
    assert rows[0].is_critical
    assert not rows[-1].is_critical
    order = [(not one.is_critical, -one.weight, one.title) for one in rows]
    assert order == sorted(order)


@pytest.mark.parametrize("grain", ["quarter", "year"])
def test_judges_the_first_period_shown_beside_the_one_before(acme, promised, grain):
    deliveries(acme, *month_of(date(2025, 3, 3), good=8))
    assert len(read_scorecard(scope_for(acme), grain=grain).rows[0].cells) == 12


def test_says_in_one_sentence_what_is_failing(acme, promised):
    deliveries(acme, *month_of(date(2026, 10, 5), good=4, late=6))
    card = read_scorecard(scope_for(acme))
    assert card.headline == "On-time delivery is below its floor"
    assert card.lead == ("On-time delivery fell below 95\N{NO-BREAK SPACE}% in Oct 2026.",)


def test_counts_what_is_overdue_and_undelivered_as_a_miss(acme, promised):
    deliveries(acme, *month_of(date(2026, 10, 5), good=9), (date(2026, 10, 6), None))
    card = read_scorecard(scope_for(acme))
    assert card.rows[0].whole.reading.bottom == 10
    assert card.rows[0].whole.reading.top == 9


def test_does_not_count_what_is_not_due(acme, promised):
    deliveries(acme, *month_of(date(2026, 10, 5), good=9), (TODAY + timedelta(days=5), None))
    card = read_scorecard(scope_for(acme), month="2026-11")
    assert card.rows[0].last.standing is Standing.NOT_DUE
    assert card.rows[0].whole.reading.bottom == 9


def test_gives_few_facts_no_verdict(acme, promised):
    deliveries(acme, *month_of(date(2026, 10, 5), good=1))
    assert read_scorecard(scope_for(acme)).rows[0].last.standing is Standing.LOW_N


def test_judges_each_month_by_the_promise_then_in_force(acme, promised):
    a_signed_promise(acme, target=Decimal("0.80"), floor=Decimal("0.70"), from_on=date(2026, 12, 1))
    days = month_of(date(2026, 11, 5), good=9, late=1), month_of(date(2026, 12, 7), good=9, late=1)
    later = NOW + timedelta(days=40)
    deliveries(acme, *days[0], *days[1], now=later)
    row = read_scorecard(scope_for(acme, now=later), month="2026-12").rows[0]
    november, december = row.cells[-2:]
    assert november.standing is Standing.BELOW_TARGET
    assert december.standing is Standing.KEPT
    assert (november.target, december.target) == (Decimal("0.95"), Decimal("0.80"))


def test_shows_months_before_the_first_promise_without_a_verdict(acme):
    a_signed_promise(acme, from_on=date(2026, 9, 1))
    deliveries(acme, *month_of(date(2026, 8, 3), good=9), *month_of(date(2026, 9, 7), good=9))
    cells = read_scorecard(scope_for(acme)).rows[0].cells
    assert [cell.standing for cell in cells[-2:]] == [Standing.NO_PROMISE, Standing.KEPT]
    assert cells[-2].reading.n == 9


def test_asks_as_many_queries_for_many_promises_as_for_one(acme, promised):
    deliveries(acme, *month_of(date(2026, 10, 5), good=9))

    def asked():
        with CaptureQueriesContext(connection) as captured:
            read_scorecard(scope_for(acme))
        return len(captured)

    one = asked()
    a_signed_promise(acme, metric_key="on-time-in-full", from_on=date(2025, 1, 1))
    a_signed_promise(
        acme,
        metric_key="batch-yield",
        target=Decimal("0.97"),
        floor=Decimal("0.95"),
        from_on=date(2025, 1, 1),
    )
    assert asked() == one


def test_charts_the_whole_history_and_says_what_stands_out(acme, promised):
    for month in range(1, 11):
        late = 12 if month == 6 else 1
        deliveries(acme, *month_of(date(2026, month, 5), good=40 - late, late=late))
    chart = read_promise_chart(scope_for(acme, Role.CLIENT_LEAD), promise=promised)
    assert len(chart.cells) == 10
    assert chart.whole.reading.bottom == 400
    assert "Jun 2026" in chart.spec.title


def test_traces_a_number_to_every_fact(acme, zenith, promised):
    deliveries(
        acme,
        *month_of(date(2026, 10, 5), good=3, late=2),
        (date(2026, 10, 9), None),
    )
    deliveries(zenith, *month_of(date(2026, 10, 5), good=5))
    passport = read_passport(
        scope_for(acme), promise=promised, first=date(2026, 10, 1), until=date(2026, 11, 1)
    )
    assert passport.counts == {Outcome.NOT_GOOD: 3, Outcome.GOOD: 3}
    assert passport.cell.reading.bottom == len(passport.facts.items) == 6
    assert passport.facts.items[0].outcome is Outcome.NOT_GOOD
    assert passport.party is Side.CMO
    assert all(fact.why for fact in passport.facts.items)


def test_lists_one_outcome_page_by_page(acme, promised):
    deliveries(acme, *month_of(date(2026, 10, 5), good=7, late=2))
    asked = {"promise": promised, "first": date(2026, 10, 1), "until": date(2026, 11, 1)}
    passport = read_passport(scope_for(acme), **asked, outcome="good", page=2, rows=5)
    assert (passport.facts.number, passport.facts.last, len(passport.facts.items)) == (2, 2, 2)


@pytest.mark.parametrize("role", [Role.PROGRAM_MANAGER, Role.CLIENT_LEAD])
def test_knows_no_promise_of_another_client(acme, zenith, promised, role):
    stranger = scope_for(zenith, role)
    with pytest.raises(NotFound):
        read_promise_chart(stranger, promise=promised)
    with pytest.raises(NotFound):
        read_passport(stranger, promise=promised, first=date(2026, 10, 1), until=date(2026, 11, 1))
    assert read_scorecard(stranger).rows == ()


def test_shows_what_was_known_at_the_end_of_a_day(acme, promised):
    """Due on the 5th and delivered on the 8th: a miss as of the 6th, and as of today."""
    begun = datetime(2026, 10, 9, 9, tzinfo=UTC)
    deliveries(acme, *month_of(date(2026, 10, 5), good=8, late=2), now=begun)
    deliveries(acme, *[(date(2026, 10, 20), None)] * 4, name="E", now=begun)
    then = read_scorecard(scope_for(acme), month="2026-10", known="2026-10-19")
    assert (then.rows[0].whole.reading.top, then.rows[0].whole.reading.bottom) == (8, 10)
    assert then.rows[0].last.reading.pending == 4
    assert f"{then.known_at:%Y-%m-%d %H:%M}" == "2026-10-19 23:59"
    passport = read_passport(
        scope_for(acme),
        promise=promised,
        first=date(2026, 10, 1),
        until=date(2026, 11, 1),
        known="2026-10-19",
    )
    assert passport.counts[Outcome.NOT_DUE] == 4


class TestAsKnownOn:
    """Each fact as it was recorded at the end of the day, exactly."""

    THEN, LATER = "2026-11-16", NOW + timedelta(days=9)

    def october(self, acme, known=""):
        scope = scope_for(acme, now=self.LATER)
        return read_scorecard(scope, month="2026-10", known=known).rows[0].last.reading

    def test_keeps_a_date_that_was_moved_since(self, acme, promised):
        """Move a date and see on-time delivery improve: as known before, it does not."""
        deliveries(acme, *month_of(date(2026, 10, 5), good=8, late=2))
        late = misses(acme, promised)[0]
        on_time(acme, late, now=self.LATER)
        assert (self.october(acme).top, self.october(acme, self.THEN).top) == (9, 8)

    def test_knows_nothing_of_what_was_recorded_later(self, acme, promised):
        deliveries(acme, *month_of(date(2026, 10, 5), good=8, late=2))
        deliveries(acme, *month_of(date(2026, 10, 5), good=3), name="Z", now=self.LATER)
        assert (self.october(acme).n, self.october(acme, self.THEN).n) == (13, 10)

    def test_keeps_what_was_cancelled_since(self, acme, promised):
        deliveries(acme, *month_of(date(2026, 10, 5), good=8), (date(2026, 10, 6), None))
        [open_one] = misses(acme, promised)
        manager = scope_for(acme, now=self.LATER, reason="The order was withdrawn.")
        cancel_delivery(manager, delivery=open_one, version=1)
        assert (self.october(acme).n, self.october(acme, self.THEN).n) == (8, 9)

    def test_lists_the_facts_that_made_the_number(self, acme, promised):
        deliveries(acme, *month_of(date(2026, 10, 5), good=8, late=2))
        late = misses(acme, promised)[0]
        on_time(acme, late, now=self.LATER)
        found = read_passport(
            scope_for(acme, now=self.LATER),
            promise=promised,
            first=date(2026, 10, 1),
            until=date(2026, 11, 1),
            known=self.THEN,
        )
        assert found.counts == {Outcome.NOT_GOOD: 2, Outcome.GOOD: 8}
        assert found.cell.reading.top == 8
        assert late in {fact.id for fact in found.facts.items if fact.outcome == "not-good"}

    def test_reads_for_each_client_its_own_journal(self, acme, zenith, promised):
        a_signed_promise(zenith, from_on=date(2025, 1, 1))
        for company in (acme, zenith):
            deliveries(company, *month_of(date(2026, 10, 5), good=8, late=2))
        on_time(acme, misses(acme, promised)[0], now=self.LATER)
        assert self.october(zenith, self.THEN) == self.october(zenith)


def test_narrows_a_number_to_one_program(acme, promised):
    deliveries(acme, *month_of(date(2026, 10, 5), good=9))
    card = read_scorecard(scope_for(acme), program=acme.program)
    assert card.program.startswith("P-1")
    assert card.rows[0].whole.reading.n == 9
    with pytest.raises(NotFound):
        read_scorecard(scope_for(acme), program=promised)


def test_lists_the_events_of_a_rate_beside_its_exposure(acme, zenith):
    promise = a_signed_promise(
        acme,
        metric_key="deviations-per-100-batches",
        target=Decimal(10),
        floor=Decimal(20),
        from_on=date(2025, 1, 1),
    )
    batches(acme, [(date(2026, 10, day), Decimal(100), Decimal(97)) for day in range(1, 9)])
    asked = {"promise": promise, "first": date(2026, 10, 1), "until": date(2026, 11, 1)}
    passport = read_passport(scope_for(acme), **asked, events=True)
    assert passport.has_events
    assert passport.cell.reading.value == 50
    assert "number of deviations" in passport.facts.items[0].why
    assert read_passport(scope_for(acme), **asked).content_hash == passport.content_hash


def test_hands_out_no_more_facts_than_a_file_holds(acme, promised, monkeypatch):
    monkeypatch.setattr(passports, "MOST_FACTS", 5)
    deliveries(acme, *month_of(date(2026, 10, 5), good=6))
    asked = {"promise": promised, "first": date(2026, 10, 1), "until": date(2026, 11, 1)}
    with pytest.raises(TooManyFacts, match="6 facts"):
        read_whole_passport(scope_for(acme), **asked)
    assert read_whole_passport(scope_for(acme), **asked, outcome="not-good").total == 6


def test_refuses_a_period_that_is_none(acme, promised):
    with pytest.raises(NotFound):
        read_passport(
            scope_for(acme), promise=promised, first=date(2026, 11, 1), until=date(2026, 10, 1)
        )


def test_does_not_hide_a_failing_promise_behind_what_is_still_open(acme, promised):
    deliveries(
        acme, *month_of(date(2026, 10, 5), good=4, late=8), (TODAY + timedelta(days=5), None)
    )
    card = read_scorecard(scope_for(acme), month="2026-11")
    whole = card.rows[0].whole
    assert whole.leaning is Standing.BELOW_FLOOR
    assert "below its floor" in card.headline
