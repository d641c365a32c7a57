"""Numbers from the ledger equal those counted from the facts, whatever happened to these."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from catchball.kernel.days import Period
from catchball.kernel.errors import Expected
from catchball.measures.language import Unit
from catchball.measures.sql import compile_outcomes
from catchball.trust.permissions import Role
from catchball.trust.wall import opened
from catchball.workplace.agreements.commands import enter_value
from catchball.workplace.agreements.metrics import ENTRIES
from catchball.workplace.ledger.commands import keep_up, rebuild
from catchball.workplace.ledger.queries import list_wanted, read_held
from catchball.workplace.production import commands as production
from catchball.workplace.production.rules import (
    BatchFacts,
    BatchRow,
    BatchState,
    DeliveryFacts,
    DeliveryRow,
    DeliveryState,
    Disposition,
)
from catchball.workplace.scorecards.queries import (
    check_ledger,
    read_passport,
    read_portfolio,
    read_scorecard,
)
from catchball.workplace.scorecards.queries.numbers import fetch
from catchball.workplace.scorecards.queries.reading import list_chains, read_all
from catchball.workplace.scorecards.rules import Span
from excluded import an_accepted_claim
from kept import keeper_of
from measured import deliveries, month_of
from promised import a_signed_promise
from world import NOW, TODAY, floor_scope_for, scope_for

ENTERED = next(key for key, one in ENTRIES.items() if one.metric.unit is Unit.SHARE)
LONG_AGO = date(2024, 1, 1)
PROMISES = {
    "on-time-delivery": ("0.95", "0.90"),
    "on-time-in-full": ("0.95", "0.90"),
    "delivery-days-late-mean": ("2", "5"),
    "delivery-days-late-p90": ("2", "5"),
    "batch-yield": ("0.95", "0.90"),
    "mean-batch-yield": ("0.95", "0.90"),
    "right-first-time": ("0.95", "0.90"),
    "deviations-per-100-batches": ("2", "5"),
    "schedule-adherence": ("0.95", "0.90"),
    ENTERED: ("0.95", "0.90"),
}


def promise(company, key, now=NOW, **more):
    target, floor = map(Decimal, PROMISES[key])
    terms = {"metric_key": key, "target": target, "floor": floor, "from_on": LONG_AGO}
    return a_signed_promise(company, now=now, **terms, **more)


class Story:
    """What happens to the facts of a company, by lot: the same lot, the same story."""

    def __init__(self, company, lot):
        self.company, self.lot = company, Random(lot)  # noqa: S311 -- a story, no secret
        self.now = NOW - timedelta(days=200)
        self.imports = []
        self.entered = {}
        self.happened = set()

    def goes_on(self):
        self.now += timedelta(days=self.lot.randint(0, 9), minutes=self.lot.randint(1, 900))
        steps = [self.delivers, self.makes, self.undoes, self.excludes, self.enters]
        step = self.lot.choice(steps)
        with suppress(Expected), transaction.atomic():
            step()

    def scope(self, role=Role.PROGRAM_MANAGER):
        return scope_for(self.company, role, now=self.now, reason="The papers came in late.")

    def day(self, first, last):
        return self.now.date() + timedelta(days=self.lot.randint(first, last))

    def delivers(self):
        rows = [DeliveryRow(line, self.a_delivery()) for line in range(1, 25)]
        self.bring(production.bulk_record_deliveries, rows)

    def makes(self):
        rows = [BatchRow(line, self.a_batch()) for line in range(1, 25)]
        self.bring(production.bulk_record_batches, rows)

    def bring(self, act, rows):
        by_reference = {row.facts.reference: row for row in rows}
        outcome = act(self.scope(), rows=by_reference.values(), import_id="story", update=True)
        self.imports.append(outcome.entry)
        self.happened |= {"corrected"} if outcome.updated else set()

    def undoes(self):
        production.undo_bulk(self.scope(), entry=self.imports.pop())
        self.happened.add("undone")

    def excludes(self):
        until = self.now.date().replace(day=1)
        month = {"first": (until - timedelta(days=1)).replace(day=1), "until": until}
        for chain in self.lot.sample(list_promises(self.scope()), 4):
            found = read_passport(self.scope(), promise=chain.last.id, **month)
            for fact in found.facts.items[:1]:
                an_accepted_claim(self.company, chain.last.id, fact.id, now=self.now)
                self.happened.add("excluded")

    def enters(self):
        month = self.day(-90, -31).replace(day=1)
        version = self.entered.get(month, 0)
        enter_value(
            self.scope(),
            metric_key=ENTERED,
            version=version,
            program=None,
            month_on=month,
            top=Decimal(self.lot.randint(0, 20)),
            bottom=Decimal(20),
            source="Survey",
            note="By letter",
        )
        self.entered[month] = version + 1
        self.happened.add("entered")

    def a_delivery(self):
        state = self.lot.choice(list(DeliveryState))
        done = state is DeliveryState.DELIVERED
        return DeliveryFacts(
            reference=f"D-{self.lot.randint(1, 150)}",
            program=self.company.program,
            first_promised_on=self.day(-60, 25),
            state=state,
            delivered_on=self.day(-60, 0) if done else None,
            quantity_promised=self.lot.choice([None, Decimal("10.5")]),
            quantity_delivered=self.lot.choice([Decimal("10.5"), Decimal(8)]) if done else None,
        )

    def a_batch(self):
        started = self.day(-70, -40)
        disposition = self.lot.choice(list(Disposition))
        is_open = disposition is Disposition.PENDING
        return BatchFacts(
            reference=f"B-{self.lot.randint(1, 120)}",
            program=self.company.program,
            state=BatchState.COMPLETED,
            planned_start_on=started + timedelta(days=self.lot.randint(-2, 2)),
            started_on=started,
            completed_on=started + timedelta(days=self.lot.randint(0, 15)),
            disposition=disposition,
            disposed_on=None if is_open else self.day(-20, 0),
            unit="kg",
            quantity_theoretical=Decimal(100),
            quantity_actual=self.lot.choice([None, Decimal("98.123456"), Decimal(91)]),
            deviations=self.lot.choice([None, 0, 0, 1, 3]),
            reworked=self.lot.choice([None, False, False, True]),
        )


def list_promises(scope):
    with opened(scope):
        return list_chains(scope, until=scope.today)


def checked(company, days):
    found = check_ledger(scope_for(company), days=days)
    assert found.differences == ()
    return found.numbers


def a_story_of(company, lot):
    """Tell a story whose ledger is kept up now and then, and which ends with something waiting."""
    for key in PROMISES:
        if key != "batch-yield":
            promise(company, key, program=company.program if key == "on-time-in-full" else None)
    story = Story(company, lot)
    story.delivers()
    for chapter in range(36):
        story.goes_on()
        if chapter == 15:
            promise(company, "batch-yield")
        if chapter % 4 == 0:
            keep_up(keeper_of(company))
    assert story.happened == {"corrected", "undone", "excluded", "entered"}
    assert story.now < NOW
    return story


def is_held(company):
    """Answer whether the ledger holds all that can be added up for a company."""
    scope = scope_for(company)
    with opened(scope):
        measures = list_wanted(scope)
        return bool(measures) and read_held(scope, measures, Period(LONG_AGO, TODAY)).has(measures)


def test_every_number_of_any_day_is_what_the_facts_give(acme, zenith):
    for lot, company in enumerate((acme, zenith), 11):
        a_story_of(company, lot)
    days = [TODAY - timedelta(days=back) for back in range(0, 235, 9)]
    assert is_held(acme)
    assert is_held(zenith)
    assert sum(checked(company, days) for company in (acme, zenith)) >= 10_000
    for company in (acme, zenith):
        keep_up(keeper_of(company))
        checked(company, days[:6])
        rebuild(keeper_of(company))
        checked(company, days[::5])


def test_every_count_is_the_length_of_its_list(acme, zenith):
    a_story_of(acme, 5)
    scope = scope_for(acme)
    with opened(scope):
        chains = list_chains(scope, until=TODAY)
        periods = Span(TODAY).read
        numbers = read_all(scope, chains, periods, program=None)
        for chain in chains:
            for period in periods:
                listed = dict(
                    fetch(
                        scope,
                        compile_outcomes(
                            chain.metric,
                            period,
                            TODAY,
                            filters=(
                                {"program_id": chain.last.program_id}
                                if chain.last.program_id
                                else {}
                            ),
                        ),
                    )
                )
                reading = numbers.gross[chain.last.id, period]
                assert reading.n == sum(
                    listed.get(one, 0) for one in ("good", "not-good", "counted")
                )
                assert reading.pending == sum(listed.get(one, 0) for one in ("waiting", "not-due"))


@pytest.fixture
def kept(acme, zenith):
    """Both companies with a promise and October's deliveries, and acme's ledger kept up."""
    for company in (acme, zenith):
        promise(company, "on-time-delivery")
        deliveries(company, *month_of(date(2026, 10, 5), good=17, late=3))
    keep_up(keeper_of(acme))
    return acme


def october(company, now=NOW, **asked):
    card = read_scorecard(scope_for(company, now=now), month="2026-10", **asked)
    return card.rows[0].last.reading


def spoil(company):
    with opened(keeper_of(company)), connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_total SET good = good + 1 WHERE month_on = '2026-10-01'")
        assert cursor.rowcount


class TestReading:
    def test_takes_numbers_from_the_ledger_where_it_holds_them(self, kept):
        spoil(kept)
        assert october(kept).top == 18

    def test_counts_the_facts_where_the_ledger_holds_nothing(self, kept, zenith):
        assert october(zenith).top == 17

    def test_adds_what_waits(self, kept):
        deliveries(kept, *month_of(date(2026, 10, 9), good=2), name="E")
        assert october(kept).top == 19
        spoil(kept)
        assert october(kept).top == 20

    def test_counts_the_facts_where_too_much_waits(self, kept):
        spoil(kept)
        deliveries(kept, *month_of(date(2026, 10, 9), good=1001), name="E")
        assert october(kept).top == 17 + 1001

    def test_counts_the_facts_where_the_ledger_knows_of_a_later_day(self, kept):
        later = NOW + timedelta(days=3)
        deliveries(kept, *month_of(date(2026, 10, 9), good=1), name="E", now=later)
        assert october(kept).top == 18
        keep_up(keeper_of(kept, now=later))
        assert october(kept).top == 18
        assert october(kept, now=later, known=TODAY.isoformat()).top == 17

    def test_counts_the_facts_of_a_client_in_another_zone(self, kept):
        spoil(kept)
        elsewhere = replace(scope_for(kept), zone="Asia/Tokyo")
        card = read_scorecard(elsewhere, month="2026-10")
        assert card.rows[0].last.reading.top == 17

    def test_lists_all_clients_the_same(self, kept, zenith):
        spoil(kept)
        rows = {row.client.slug: row for row in read_portfolio(floor_scope_for(kept, zenith)).rows}
        tops = {slug: row.cells[0].cell.reading.top for slug, row in rows.items()}
        assert tops == {"acme": 18, "zenith": 17}

    def test_asks_no_more_than_before_where_all_is_held(self, kept, zenith):
        assert asked(kept) == asked(zenith) - 1


def asked(company):
    with CaptureQueriesContext(connection) as captured:
        october(company)
    return len(captured)


class TestCheckLedger:
    def test_names_a_number_that_is_wrong(self, kept):
        spoil(kept)
        found = check_ledger(scope_for(kept), days=[TODAY])
        [wrong] = found.differences
        assert (wrong.period.first, wrong.ledger.top, wrong.facts.top) == (
            date(2026, 10, 1),
            18,
            17,
        )
        rebuild(keeper_of(kept))
        assert check_ledger(scope_for(kept), days=[TODAY]).differences == ()

    def test_knows_no_other_client(self, kept, zenith):
        spoil(kept)
        assert check_ledger(scope_for(zenith), days=[TODAY]).differences == ()
