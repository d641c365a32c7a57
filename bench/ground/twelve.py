"""The twelve numbers by month as one statement of plain SQL, for PostgreSQL and DuckDB alike.

It reads versions that stood at the end of a day. Its rows are client, place of the group, month,
and what is above and below the line of up to four numbers.
"""

_ON_TIME = "delivered_on <= {known} AND delivered_on <= first_promised_on"
_LATE = "delivered_on <= {known} AND delivered_on > first_promised_on"
_RIGHT = "disposed_on <= {known} AND deviations = 0 AND NOT reworked AND disposition = 'released'"
_IN_FULL = "abs(quantity_delivered - quantity_promised) <= 0.05 * quantity_promised"
_ONE = "program_id IN ({one})"


def _many(condition="true"):
    return f"count(*) FILTER (WHERE due AND {condition})"


def _sum(amount, condition="true"):
    return f"coalesce(sum({amount}) FILTER (WHERE due AND {condition}), 0)"


# By the day that places a fact: the table, and the numbers with their two sides.
GROUPS = {
    "first_promised_on": (
        "bench_delivery",
        {
            "on-time-delivery": (_many(_ON_TIME), _many()),
            "on-time-in-full": (_many(f"{_ON_TIME} AND {_IN_FULL}"), _many()),
            "delivery-days-late-mean": (
                _sum("delivered_on - first_promised_on", _LATE),
                _many(_LATE),
            ),
            "one on-time-delivery": (_many(f"{_ON_TIME} AND {_ONE}"), _many(_ONE)),
        },
    ),
    "delivered_on": ("bench_delivery", {"on-time-of-dispatched": (_many(_ON_TIME), _many())}),
    "started_on": (
        "bench_batch",
        {
            "batch-yield": tuple(
                _sum(amount, "completed_on <= {known}")
                for amount in ("quantity_actual", "quantity_theoretical")
            ),
            "mean-batch-yield": (
                _sum("quantity_actual / quantity_theoretical", "completed_on <= {known}"),
                _many("completed_on <= {known}"),
            ),
            "one batch-yield": tuple(
                _sum(amount, f"completed_on <= {{known}} AND {_ONE}")
                for amount in ("quantity_actual", "quantity_theoretical")
            ),
        },
    ),
    "completed_on": (
        "bench_batch",
        {
            "right-first-time": (_many(_RIGHT), _many("disposed_on <= {known}")),
            "deviations-per-100-batches": (_sum("deviations"), _many()),
            "one right-first-time": (
                _many(f"{_RIGHT} AND {_ONE}"),
                _many(f"disposed_on <= {{known}} AND {_ONE}"),
            ),
        },
    ),
    "planned_start_on": (
        "bench_batch",
        {
            "schedule-adherence": (
                _many(
                    "planned_start_on < {known} AND started_on <= {known} "
                    "AND abs(started_on - planned_start_on) <= 1"
                ),
                _many("planned_start_on < {known}"),
            )
        },
    ),
}
MOST = max(len(numbers) for _table, numbers in GROUPS.values())


def statement(*, known, first, until, one, client=None):
    """Return the SQL for one client or for all; `one` holds the programs promised alone."""
    parts = []
    for place, (on, (table, numbers)) in enumerate(GROUPS.items()):
        sides = [side for both in numbers.values() for side in both]
        sides += ["NULL"] * (2 * MOST - len(sides))
        columns = ", ".join(f"{side} AS side_{number}" for number, side in enumerate(sides))
        columns = columns.replace("due", f"state <> 'cancelled' AND {on} <= {{known}}")
        whose = f"AND client_id = '{client}'" if client else ""
        parts.append(
            f"SELECT client_id, {place} AS place, date_trunc('month', {on}) AS month, {columns} "
            f"FROM {table} WHERE {on} >= {{first}} AND {on} < {{until}} {whose} "
            "AND sys_from <= {known} AND sys_to > {known} GROUP BY 1, 2, 3"
        )
    sql = "\nUNION ALL\n".join(parts).replace("{one}", ", ".join(f"'{each}'" for each in one))
    for name, day in {"known": known, "first": first, "until": until}.items():
        sql = sql.replace(f"{{{name}}}", f"date '{day}'")
    return sql


def numbers_of(rows):
    """Return what is above and below the line by client, number and month."""
    names = [list(numbers) for _table, numbers in GROUPS.values()]
    found = {}
    for client, place, month, *sides in rows:
        for number, name in enumerate(names[place]):
            day = month.date() if hasattr(month, "date") else month
            key = (str(client), name, day)
            found[key] = tuple(float(side) for side in sides[2 * number : 2 * number + 2])
    return found
