"""Forty clients with eight programs each, and five years of facts with late corrections.

Half are deliveries, half batches; one in twenty was corrected weeks later, as the journal tells.
Beside our own tables the same facts as a peer would keep them: versions with the days from and
until which they stood, for PostgreSQL with covering indexes and for DuckDB.
"""

import json
from functools import cache
from uuid import uuid4

from ground import as_owner, started, tidy

CLIENTS, PROGRAMS, DAYS = 40, 8, 1825
# Twelve promises that add up: nine for all programs, three for one.
METRICS = (
    "on-time-delivery", "on-time-in-full", "on-time-of-dispatched", "delivery-days-late-mean",
    "batch-yield", "mean-batch-yield", "right-first-time", "deviations-per-100-batches",
    "schedule-adherence",
)  # fmt: skip
OF_ONE = ("on-time-delivery", "batch-yield", "right-first-time")

DELIVERIES = """
INSERT INTO production_delivery (id, client_id, program_id, reference, client_reference, item,
  origin, destination, category, transport, unit, state, requested_on, first_promised_on,
  promised_on, delivered_on, quantity_promised, quantity_delivered, version)
SELECT gen_random_uuid(), %(client)s, (%(programs)s::uuid[])[1 + n %% 8], 'BD-' || n, '', '', '',
  '', '', '', 'packs', CASE WHEN n %% 31 = 0 THEN 'promised' ELSE 'delivered' END, day, day, day,
  CASE WHEN n %% 31 = 0 THEN NULL ELSE day + CASE WHEN n %% 7 = 0 THEN 1 + (n %% 9)::integer ELSE 0 END END,
  1000, CASE WHEN n %% 31 = 0 THEN NULL WHEN n %% 37 = 0 THEN 800 ELSE 1000 END, 1
FROM (SELECT n, %(today)s::date - 12 - (n * 1800 / %(count)s)::integer AS day
      FROM generate_series(1, %(count)s::bigint) n) facts
"""
BATCHES = """
INSERT INTO production_batch (id, client_id, program_id, product_id, reference, client_reference,
  kind, state, planned_start_on, started_on, completed_on, disposition, disposed_on, unit,
  quantity_theoretical, quantity_actual, deviations, reworked, version)
SELECT gen_random_uuid(), %(client)s, (%(programs)s::uuid[])[1 + n %% 8], NULL, 'BB-' || n, '',
  'commercial', 'completed', day - 25 - (n %% 3)::integer, day - 25, day - 15, 'released', day,
  'kg', 100, 95 + n %% 4, CASE WHEN n %% 11 = 0 THEN 1 ELSE 0 END, n %% 29 = 0, 1
FROM (SELECT n, %(today)s::date - 12 - (n * 1770 / %(count)s)::integer AS day
      FROM generate_series(1, %(count)s::bigint) n) facts
"""
ENTRIES = """
INSERT INTO trust_entry (id, client_id, actor_name, actor_side, event, audience, reason, arguments,
  happened_at)
SELECT gen_random_uuid(), %(client)s, 'Bench', 'cmo', 'production.delivery-corrected', 'shared',
  'Late papers', '{}', day + interval '12 hours'
FROM generate_series(%(today)s::date - 1900, %(today)s::date - 1, interval '1 day') day
WHERE NOT EXISTS (SELECT FROM trust_entry e WHERE e.client_id = %(client)s AND e.actor_name = 'Bench')
"""
CORRECTED = """
INSERT INTO trust_change (entry_id, client_id, audience, table_name, row_id, operation, old, new)
SELECT e.id, f.client_id, 'shared', '{table}', f.id, 'UPDATE',
  to_jsonb(f) - 'search' || '{before}', to_jsonb(f) - 'search'
FROM {table} f JOIN trust_entry e ON e.client_id = f.client_id
  AND e.happened_at = f.{day} + 20 + substr(f.reference, 4)::integer %% 40 + interval '12 hours'
WHERE f.client_id = %(client)s AND substr(f.reference, 4)::integer %% 20 = 0
"""
CORRECTIONS = (
    CORRECTED.replace("{table}", "production_delivery")
    .replace("{day}", "first_promised_on")
    .replace("{before}", '{"state": "promised", "delivered_on": null, "quantity_delivered": null}'),
    CORRECTED.replace("{table}", "production_batch")
    .replace("{day}", "completed_on")
    .replace("{before}", '{"quantity_actual": 90, "deviations": 2}'),
)
VERSIONS = """
CREATE TABLE bench_{name} AS
SELECT f.*, coalesce(c.day, date '1900-01-01') AS sys_from, date '2999-12-31' AS sys_to
FROM {table} f LEFT JOIN (
  SELECT c.row_id, (e.happened_at AT TIME ZONE 'UTC')::date AS day
  FROM trust_change c JOIN trust_entry e ON e.id = c.entry_id
  WHERE c.table_name = '{table}' AND c.operation = 'UPDATE') c ON c.row_id = f.id
UNION ALL
SELECT (jsonb_populate_record(NULL::{table}, c.old)).*, date '1900-01-01',
  (e.happened_at AT TIME ZONE 'UTC')::date
FROM trust_change c JOIN trust_entry e ON e.id = c.entry_id
WHERE c.table_name = '{table}' AND c.operation = 'UPDATE'
"""
_STOOD = "sys_from, sys_to"
COVERING = (
    (
        "delivery",
        "first_promised_on",
        "program_id, state, delivered_on, quantity_promised, quantity_delivered",
    ),
    ("delivery", "delivered_on", "first_promised_on, state"),
    (
        "batch",
        "started_on",
        "program_id, state, completed_on, quantity_theoretical, quantity_actual",
    ),
    ("batch", "completed_on", "program_id, state, disposition, disposed_on, deviations, reworked"),
    ("batch", "planned_start_on", "state, started_on"),
)


@cache
def clients():
    """Make the clients with their programs and promises; return an operator's scope for each."""
    started()
    from catchball.site.cli._acting import operator
    from catchball.site.ledgers import scopes_of_all
    from catchball.workplace.programs import commands

    acting = operator()
    site = commands.add_site(acting, code="B", name="Bench", zone="UTC", country="GB")
    made = {
        commands.add_client(acting, slug=f"b{number}", name=f"Bench {number}", zone="UTC")
        for number in range(CLIENTS)
    }
    # Others may have loaded the demo before, with promises and zones of its own.
    found = tuple(scope for scope in scopes_of_all(acting.now) if scope.client in made)
    for scope in found:
        product = commands.add_product(scope, code="T", name="Tablets")
        for number in range(PROGRAMS):
            commands.add_program(
                scope, code=f"P{number}", name="Supply", site=site, product=product
            )
        _promise(scope)
    return found


def programs(scope):
    """Return the ids of a client's programs, in one order."""
    from catchball.workplace.programs.queries import list_programs

    return [one.id for one in sorted(list_programs(scope), key=lambda one: one.code)]


def _promise(scope):
    """Write signed promises as if both had signed: signatures are measured elsewhere."""
    from catchball.measures.catalogue import CATALOGUE
    from catchball.measures.tree import to_json

    first = programs(scope)[0]
    with walled(scope) as owner:
        for key, program in (*((key, None) for key in METRICS), *((key, first) for key in OF_ONE)):
            owner.execute(
                "INSERT INTO agreements_promise SELECT r.* FROM jsonb_populate_record("
                "NULL::agreements_promise, %s::jsonb) r",
                [
                    json.dumps(
                        {
                            "id": str(uuid4()),
                            "client_id": str(scope.client),
                            "program_id": str(program) if program else None,
                            "audience": "shared", "party": "cmo", "state": "signed",
                            "metric_key": key, "metric": to_json(CATALOGUE.get_metric(key)),
                            "metric_hash": "", "words": "", "target": "0.95", "floor": "0.9",
                            "n_min": 8, "from_on": "2015-01-01", "client_name": "", "version": 1,
                            "program_code": "", "program_name": "", "offered_by": "",
                            "period": "month", "weight": 1, "tolerance": 0, "grace": 0,
                            "allocation": 0, "is_critical": False, "owner": "",
                        }
                    )
                ],
            )  # fmt: skip


def walled(*scopes):
    """Return the owner's connection, seeing these clients and waking no trigger."""
    owner = as_owner()
    owner.execute("SET session_replication_role = replica; SET timezone = 'UTC'")
    sees = ",".join(str(scope.client) for scope in scopes)
    settings = {"app.client_id": str(scopes[0].client), "app.sees": sees}
    for name, value in settings.items():
        owner.execute("SELECT set_config(%s, %s, false)", [name, value])
    return owner


def fill(size):
    """Have so many facts in all, evenly over clients and days, in place of those there were."""
    scopes = clients()
    with walled(*scopes) as owner:
        owner.execute("TRUNCATE production_delivery, production_batch, trust_change CASCADE")
        for name in ("delivery", "batch"):
            owner.execute(f"DROP TABLE IF EXISTS bench_{name}")
    for scope in scopes:
        values = {
            "client": scope.client,
            "programs": programs(scope),
            "today": scope.today,
            "count": size // 2 // CLIENTS,
        }
        with walled(scope) as owner:
            for statement in (DELIVERIES, BATCHES, ENTRIES, *CORRECTIONS):
                owner.execute(statement, values)
    tidy()


def keep_versions():
    """Keep the same facts as a peer would: versions, with covering indexes."""
    with walled(*clients()) as owner:
        for name in ("delivery", "batch"):
            owner.execute(VERSIONS.format(name=name, table=f"production_{name}"))
        for name, on, columns in COVERING:
            owner.execute(
                f"CREATE INDEX ON bench_{name} (client_id, {on}) INCLUDE ({columns}, {_STOOD})"
            )
    tidy()
