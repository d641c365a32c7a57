"""The scorecard of the demo over a million facts, and over a tenth of them.

Five clients share the facts evenly over five years; the scorecard of one is read: twelve months
shown, and the twelve before them for the limits of its charts. Beside it the statement alone, as
sent to PostgreSQL, and a single scan of the same facts: the least that reading them can cost.
"""

from datetime import timedelta
from time import perf_counter, process_time

from catchball.site.demo.company import MANAGER
from ground import as_owner, demo, middle, near_worst, scope_of, tidy

SIZES = (100_000, 1_000_000)
ROUNDS = 15
DELIVERIES = """
INSERT INTO production_delivery (id, client_id, program_id, reference, client_reference, item,
  origin, destination, category, transport, unit, state, requested_on, first_promised_on,
  promised_on, delivered_on, quantity_promised, quantity_delivered, version)
SELECT gen_random_uuid(), %(client)s, %(program)s, 'BD-' || n, '', 'Tablets', '', 'Rotterdam', '',
  'road', 'packs', 'delivered', day, day, day, day + CASE WHEN n %% 23 = 0 THEN 3 ELSE 0 END,
  1000, CASE WHEN n %% 37 = 0 THEN 800 ELSE 1000 END, 1
FROM (SELECT n, %(today)s::date - 1 - (n * 1825 / %(count)s)::integer AS day
      FROM generate_series(1, %(count)s::bigint) n) facts WHERE n > %(have)s
"""
BATCHES = """
INSERT INTO production_batch (id, client_id, program_id, product_id, reference, client_reference,
  kind, state, planned_start_on, started_on, completed_on, disposition, disposed_on, unit,
  quantity_theoretical, quantity_actual, deviations, reworked, version)
SELECT gen_random_uuid(), %(client)s, %(program)s, NULL, 'BB-' || n, '', 'commercial', 'completed',
  day - 20, day - 20, day - 15, 'released', day, 'kg', 100, 95 + n %% 4,
  CASE WHEN n %% 11 = 0 THEN 1 ELSE 0 END, false, 1
FROM (SELECT n, %(today)s::date - 1 - (n * 1825 / %(count)s)::integer AS day
      FROM generate_series(1, %(count)s::bigint) n) facts WHERE n > %(have)s
"""


def main():
    demo()
    print("  facts      ms: median, p95; CPU ms of Python; statement; one scan of the facts read")
    for size in SIZES:
        with_facts(size)
        scope = scope_of(MANAGER.email, "acme")
        times = _times(lambda scope=scope: _read(scope))
        statement = _times(lambda scope=scope: _statement(scope))
        scan = _times(lambda scope=scope: _scan(scope))
        print(
            f"  {size:>9,}  {middle(times[0]):6.0f} {near_worst(times[0]):6.0f}"
            f"  {middle(times[1]):6.0f}  {middle(statement[0]):6.0f}  {middle(scan[0]):6.0f}"
        )
    _explain(scope_of(MANAGER.email, "acme"))


def with_facts(size):
    """Fill up to so many facts: half deliveries, half batches, the same for each client."""
    from catchball.site.cli._acting import operator_for
    from catchball.site.demo.company import SPONSORS
    from catchball.workplace.programs.queries import list_programs

    for sponsor in SPONSORS:
        scope = operator_for(sponsor.slug)
        with as_owner() as owner:
            owner.execute("SET session_replication_role = replica")
            owner.execute("SELECT set_config('app.client_id', %s, false)", [str(scope.client)])
            owner.execute("SELECT set_config('app.sees', %s, false)", [str(scope.client)])
            count = size // 2 // len(SPONSORS)
            values = {
                "client": scope.client,
                "program": list_programs(scope)[0].id,
                "today": scope.today,
                "count": count,
                "have": 0,
            }
            for table, statement in (
                ("production_delivery", DELIVERIES),
                ("production_batch", BATCHES),
            ):
                # Begun anew at each size, so that the days are spread evenly again.
                owner.execute(f"DELETE FROM {table} WHERE reference LIKE 'B_-%%'")
                owner.execute(statement, values)
    tidy()


def _times(run):
    run()
    wall, cpu = [], []
    for _round in range(ROUNDS):
        began, busy = perf_counter(), process_time()
        run()
        wall.append((perf_counter() - began) * 1000)
        cpu.append((process_time() - busy) * 1000)
    return wall, cpu


def _read(scope):
    from catchball.workplace.scorecards.queries import read_scorecard

    card = read_scorecard(scope)
    assert card.rows
    return card


def _asked(scope):
    from catchball.measures.sql import Asked, compile_many
    from catchball.workplace.scorecards.queries.reading import list_chains
    from catchball.workplace.scorecards.rules import Span

    span = Span(scope.today)
    asked = [
        Asked(str(terms.id), chain.metrics[terms.id])
        for chain in list_chains(scope, until=scope.today + timedelta(days=1))
        for terms in chain.terms
    ]
    return compile_many(asked, sorted({*span.read, span.whole}), scope.today)


def _statement(scope):
    from catchball.trust.wall import opened
    from catchball.workplace.scorecards.queries.reading import fetch

    with opened(scope):
        fetch(scope, _asked(scope))


def _scan(scope):
    from django.db import connection

    from catchball.trust.wall import opened

    with opened(scope), connection.cursor() as cursor:
        for table, on in (
            ("production_delivery", "first_promised_on"),
            ("production_batch", "started_on"),
            ("production_batch", "completed_on"),
        ):
            cursor.execute(
                f"SELECT count(*), count(state) FROM {table}"
                f" WHERE client_id = %s AND {on} >= %s AND {on} <= %s",
                [scope.client, scope.today - timedelta(days=730), scope.today],
            )
            cursor.fetchall()


def _explain(scope):
    """Print where PostgreSQL's time goes, scan by scan."""
    from django.db import connection

    from catchball.trust.wall import opened

    statement = _asked(scope).with_client(scope.client)
    with opened(scope), connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) " + statement.sql, statement.params)
        plan = [line for (line,) in cursor.fetchall()]
    print("\n  where PostgreSQL's time goes: each scan, then planning and execution")
    for line in plan:
        if ("Scan" in line and "production" in line) or "Time:" in line:
            print(f"  {line.strip()}")


if __name__ == "__main__":
    main()
