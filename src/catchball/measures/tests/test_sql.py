"""Tests that hold the SQL of metrics equal to the same metrics measured in memory."""

from collections import Counter
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catchball.kernel.days import Grain, Period, periods_until
from catchball.measures.basis import NONE, Outcome
from catchball.measures.contributions import Sums, measures_of, readings_of
from catchball.measures.evaluation import evaluate
from catchball.measures.explanation import explain
from catchball.measures.language import Counted, Not, Rate, Share, Value
from catchball.measures.sql import (
    Asked,
    Binder,
    MayNotFilter,
    Statement,
    compile_facts,
    compile_many,
    compile_one,
    compile_outcomes,
    contributions_sql,
    readings,
)
from catchball.measures.tests.examples import (
    EVENTS,
    FIELDS,
    LATER,
    LOTS,
    MARCH,
    ON_TIME,
    ON_TIME_SHARE,
    OPEN,
    a_lot,
    a_metric,
    days,
    fact_rows,
    metrics,
    periods,
    plain_metrics,
)

OURS, THEIRS = UUID(int=1), UUID(int=2)
ONE, OTHER = UUID(int=11), UUID(int=12)
NAMES = [field.name for field in FIELDS]
COLUMNS = """(
    id uuid DEFAULT gen_random_uuid(), client_id uuid, program_id uuid, state varchar(20),
    due_on date, done_on date, asked numeric(12, 2), given numeric, spoilt boolean
) ON COMMIT DROP"""

against_postgres = settings(
    deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def tables(db):
    with connection.cursor() as cursor:
        for facts in (LOTS, EVENTS):
            cursor.execute(f"CREATE TEMPORARY TABLE {facts.table} {COLUMNS}")


def store(facts, rows, client=OURS, program=ONE):
    columns = ", ".join(["id", "client_id", "program_id", *NAMES])
    places = ", ".join(["%s"] * (3 + len(NAMES)))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {facts.table} ({columns}) VALUES ({places})",  # noqa: S608
            [
                (row.get("fact_id", uuid4()), client, program, *(row[name] for name in NAMES))
                for row in rows
            ],
        )


def numbered(rows, first):
    """Give each fact an id: those below 100 are lots, the others events."""
    return [{**row, "fact_id": UUID(int=place)} for place, row in enumerate(rows, first)]


def store_anew(lots, events=()):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM measured_lot; DELETE FROM measured_event")
    store(LOTS, lots)
    store(EVENTS, events)


def ask(statement, client=OURS):
    # Each question in a savepoint, so that one that fails leaves the others their tables.
    with transaction.atomic(), connection.cursor() as cursor:
        statement = statement.with_client(client)
        cursor.execute(statement.sql, statement.params)
        return cursor.fetchall()


def read(metric, period=MARCH, known_on=LATER, filters=None, client=OURS, excluded=NONE):
    asked = [Asked("it", metric, filters or {}, excluded)]
    rows = ask(compile_many(asked, [period], known_on), client)
    return readings(asked, [period], rows)["it", period]


@pytest.mark.usefixtures("tables")
class TestCompileMany:
    @against_postgres
    @given(
        st.lists(metrics, min_size=1, max_size=3),
        st.lists(fact_rows, max_size=8),
        st.lists(fact_rows, max_size=4),
        st.lists(periods(), min_size=1, max_size=4),
        days,
    )
    def test_reads_what_the_facts_in_memory_give(self, tried, lots, events, spans, known_on):
        store_anew(lots, events)
        asked = [Asked(str(place), metric) for place, metric in enumerate(tried)]

        rows = ask(compile_many(asked, spans, known_on))

        found = readings(asked, spans, rows)
        facts = {"lots": lots, "events": events}
        assert found == {
            (each.key, span): evaluate(each.metric, facts, span, known_on)
            for each in asked
            for span in spans
        }
        assert [row[-1] for row in rows] == [found[row[0], Period(*row[1:3])].value for row in rows]

    @against_postgres
    @given(
        st.lists(metrics, min_size=1, max_size=2),
        st.lists(fact_rows, max_size=8),
        st.lists(fact_rows, max_size=4),
        periods(),
        days,
        st.frozensets(st.sampled_from([*range(1, 9), *range(100, 104)]), min_size=1, max_size=5),
    )
    def test_leaves_the_same_facts_out_as_memory_does(
        self, tried, lots, events, span, known_on, chosen
    ):
        lots, events = numbered(lots, 1), numbered(events, 100)
        store_anew(lots, events)
        excluded = frozenset(UUID(int=one) for one in chosen)
        asked = [
            Asked(f"{place} {bool(ids)}", metric, {}, ids)
            for place, metric in enumerate(tried)
            for ids in (frozenset(), excluded)
        ]

        found = readings(asked, [span], ask(compile_many(asked, [span], known_on)))

        facts = {"lots": lots, "events": events}
        kept = {
            source: [row for row in rows if row["fact_id"] not in excluded]
            for source, rows in facts.items()
        }
        for each in asked:
            in_memory = evaluate(each.metric, facts, span, known_on, each.excluded)
            assert found[each.key, span] == in_memory
            if each.excluded:
                # An excluded fact is as if it had not been: out of top, bottom, n and pending.
                assert in_memory == evaluate(each.metric, kept, span, known_on)

    def test_reads_a_year_of_months_at_once_also_where_nothing_happened(self):
        store(LOTS, [a_lot(due_on=date(2026, month, 1)) for month in (1, 3, 3, 12)])
        months = periods_until(date(2026, 12, 31), Grain.MONTH, 12)
        asked = [Asked("a", ON_TIME_SHARE)]

        found = readings(asked, months, ask(compile_many(asked, months, LATER)))

        assert [found["a", month].n for month in months] == [1, 0, 2] + [0] * 8 + [1]
        assert found["a", months[1]].value is None

    def test_reads_periods_that_overlap_or_leave_a_gap(self):
        store(LOTS, [a_lot(due_on=date(2026, 3, day)) for day in (1, 10, 20, 31)])
        spans = [
            MARCH,
            Period(date(2026, 3, 1), date(2026, 3, 11)),
            Period(date(2026, 3, 20), date(2026, 3, 21)),
        ]
        asked = [Asked("a", ON_TIME_SHARE)]

        found = readings(asked, spans, ask(compile_many(asked, spans, LATER)))

        assert [found["a", span].n for span in spans] == [4, 2, 1]

    @against_postgres
    @given(metrics, st.lists(fact_rows, max_size=8), st.lists(fact_rows, max_size=4), days)
    def test_adds_months_up_to_the_year_that_facts_in_memory_give(self, tried, lots, events, on):
        store_anew(lots, events)
        months = periods_until(date(2026, 12, 31), Grain.MONTH, 12)
        year = Period(months[0].first, months[-1].until)
        asked = [Asked("a", tried)]

        found = readings(asked, [*months, year], ask(compile_many(asked, [*months, year], on)))

        facts = {"lots": lots, "events": events}
        assert found["a", year] == evaluate(tried, facts, year, on)

    def test_asks_for_no_year_that_its_months_add_up_to(self):
        months = periods_until(date(2026, 12, 31), Grain.MONTH, 12)
        year, short = Period(months[0].first, months[-1].until), months[:5] + months[6:]
        asked = [Asked("a", ON_TIME_SHARE)]

        assert len(ask(compile_many(asked, [*months, year], LATER))) == 12
        assert len(ask(compile_many(asked, [*short, year], LATER))) == 12

    def test_asks_one_question_of_each_table_for_all_periods(self):
        months = periods_until(date(2026, 12, 31), Grain.MONTH, 12)

        other = Share(counted=Not(OPEN), good=ON_TIME)
        asked = [
            Asked("a", ON_TIME_SHARE),
            Asked("b", ON_TIME_SHARE),
            Asked("c", a_metric(other)),
            Asked("d", ON_TIME_SHARE, {"program_id": ONE}),
        ]

        sql = compile_many(asked, [*months, Period(months[0].first, months[-1].until)], LATER).sql

        assert sql.count(f'"{LOTS.table}" f') == 2

    def test_of_nothing_asked_gives_nothing(self):
        assert ask(compile_many([], [MARCH], LATER)) == []
        assert ask(compile_many([Asked("a", ON_TIME_SHARE)], [], LATER)) == []

    def test_sees_one_client_and_one_program(self):
        store(LOTS, [a_lot()] * 3)
        store(LOTS, [a_lot()] * 2, program=OTHER)
        store(LOTS, [a_lot()], client=THEIRS)

        assert read(ON_TIME_SHARE).n == 5
        assert read(ON_TIME_SHARE, filters={"program_id": OTHER}).n == 2
        assert read(ON_TIME_SHARE, client=THEIRS).n == 1

    def test_narrows_both_sides_of_a_rate(self):
        rate = a_metric(Rate(Counted(EVENTS, "due_on", OPEN), Counted(LOTS, "due_on", OPEN)))
        for program in (ONE, OTHER):
            store(LOTS, [a_lot()] * 4, program=program)
        store(EVENTS, [a_lot()], program=OTHER)

        assert read(rate).value == Decimal("12.5")
        assert read(rate, filters={"program_id": OTHER}).value == 25

    def test_refuses_to_narrow_by_a_column_that_is_not_offered(self):
        with pytest.raises(MayNotFilter):
            compile_many([Asked("a", ON_TIME_SHARE, {"1=1; --": "x"})], [MARCH], LATER)

    def test_takes_no_text_of_people_into_the_statement(self):
        hostile = "'; DROP TABLE x; -- %(p1)s"
        asked = [Asked(hostile, a_metric(Share(OPEN, Not(ON_TIME))))]

        statement = compile_many(asked, [MARCH], LATER)

        assert hostile not in statement.sql
        assert readings(asked, [MARCH], ask(statement))[hostile, MARCH].n == 0

    def test_serves_one_number_too(self):
        store(LOTS, [a_lot()])

        [row] = ask(compile_one(ON_TIME_SHARE, MARCH, LATER))

        assert row == ("tried", MARCH.first, MARCH.until, 0, 1, 1, 0, 0)


@pytest.mark.usefixtures("tables")
class TestCompileFacts:
    @against_postgres
    @given(
        plain_metrics,
        st.lists(fact_rows, max_size=8),
        periods(),
        days,
        st.frozensets(st.integers(1, 8).map(lambda one: UUID(int=one)), max_size=3),
    )
    def test_lists_what_the_explanation_says(self, metric, lots, period, known_on, excluded):
        lots = numbered(lots, 1)
        store_anew(lots)

        def told_of(fact):
            return explain(metric, fact, period, known_on, excluded=excluded).outcome

        rows = ask(compile_facts(metric, period, known_on, excluded=excluded))

        told = [dict(zip(["fact_id", "outcome", *NAMES], row, strict=True)) for row in rows]
        for row in told:
            assert told_of(row) == row["outcome"]
        outcomes = Counter(told_of(lot) for lot in lots)
        del outcomes[Outcome.OUTSIDE]
        assert Counter(row["outcome"] for row in told) == outcomes
        counts = ask(compile_outcomes(metric, period, known_on, excluded=excluded))
        assert Counter(dict(counts)) == outcomes
        number = read(metric, period, known_on, excluded=excluded)
        assert number.n == sum(Outcome(word).counted * count for word, count in counts)
        assert number.pending == sum(Outcome(word).pending * count for word, count in counts)

    def test_shows_what_was_not_good_first_and_goes_page_by_page(self):
        on_time = [a_lot(due_on=date(2026, 3, day), done_on=date(2026, 3, 1)) for day in (5, 7)]
        store(LOTS, [*on_time, a_lot(state="cancelled"), a_lot()])

        rows = ask(compile_facts(ON_TIME_SHARE, MARCH, LATER))
        second = ask(compile_facts(ON_TIME_SHARE, MARCH, LATER, limit=2, offset=1))

        assert [row[1] for row in rows] == ["not-good", "good", "good", "left-out"]
        assert [row[3] for row in rows][1:3] == [date(2026, 3, 7), date(2026, 3, 5)]
        assert second == rows[1:3]

    def test_lists_only_the_facts_asked_for(self):
        lots = numbered([a_lot(), a_lot(), a_lot(state="cancelled")], 1)
        store(LOTS, lots)
        asked = frozenset({UUID(int=1), UUID(int=3), UUID(int=77)})

        rows = ask(compile_facts(ON_TIME_SHARE, MARCH, LATER, only=asked, excluded=asked))

        assert [row[:2] for row in rows] == [
            (UUID(int=1), "excluded"),
            (UUID(int=3), "left-out"),
        ]

    def test_shows_some_outcomes_of_one_program_only(self):
        store(LOTS, [a_lot(), a_lot(state="cancelled")])
        store(LOTS, [a_lot()], program=OTHER)
        chosen = {"filters": {"program_id": ONE}}

        rows = ask(
            compile_facts(ON_TIME_SHARE, MARCH, LATER, outcomes=[Outcome.LEFT_OUT], **chosen)
        )

        assert [row[1] for row in rows] == ["left-out"]
        assert dict(ask(compile_outcomes(ON_TIME_SHARE, MARCH, LATER, **chosen))) == {
            "not-good": 1,
            "left-out": 1,
        }

    def test_lists_either_side_of_a_rate(self):
        rate = a_metric(
            Rate(Counted(EVENTS, "due_on", OPEN, of=Value("asked")), Counted(LOTS, "due_on", OPEN))
        )
        store(LOTS, [a_lot()])
        store(EVENTS, [a_lot(asked=Decimal(3)), a_lot()])

        below = ask(compile_facts(rate, MARCH, LATER))
        above = ask(compile_facts(rate, MARCH, LATER, among_events=True))

        assert [row[1] for row in below] == ["counted"]
        assert [row[1] for row in above] == ["counted", "waiting"]


def months_until(day):
    return periods_until(day, Grain.MONTH, 5)


NOTHING = Sums(n=(0,), good=(0,), pending=(0,), first=(Decimal(0),), second=(Decimal(0),))


@pytest.mark.usefixtures("tables")
class TestContributions:
    @against_postgres
    @given(
        metrics.filter(measures_of),
        st.lists(fact_rows, max_size=8),
        st.lists(fact_rows, max_size=4),
        days,
    )
    def test_add_up_to_what_the_facts_give_as_of_any_day(self, metric, lots, events, known_on):
        store_anew(lots, events)
        measures = measures_of(metric)
        sums = added_up(measures, known_on)
        for month in months_until(date(2026, 5, 1)):
            own = [sums.get((one.key, month.first), NOTHING) for one in measures]
            assert readings_of(metric, own) == [read(metric, month, known_on)]

    def test_of_a_version_that_ended_cancel_what_it_gave(self):
        store_anew([a_lot()])
        rows = "(SELECT unnest(ARRAY[1, -1]) AS sign, date '2026-03-01' AS written_on, l.* FROM measured_lot l)"
        binder = Binder()
        sql = contributions_sql(measures_of(ON_TIME_SHARE)[0], rows, binder)
        assert ask(Statement(sql, binder.params)) == []


def added_up(measures, known_on):
    """Return the sums of all deltas known by a day, by measure and month."""
    binder = Binder()
    binder.known_on(known_on)
    rows = "(SELECT 1 AS sign, '-infinity'::date AS written_on, t.* FROM {} t)"
    deltas = " UNION ALL ".join(
        contributions_sql(one, rows.format(one.basis.facts.table), binder)
        for one in dict.fromkeys(measures)  # a rate of itself wants one measure twice
    )
    sql = f"""SELECT measure, month_on, sum(n)::bigint, sum(good)::bigint, sum(pending)::bigint,
        sum(first), sum(second) FROM ({deltas}) d WHERE known_on <= %(known_on)s GROUP BY 1, 2"""  # noqa: S608
    return {
        (measure, month): Sums(*((one,) for one in sums))
        for measure, month, *sums in ask(Statement(sql, binder.params))
    }
