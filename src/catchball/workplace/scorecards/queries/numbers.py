"""Numbers for a scorecard: from the ledger where it holds them, else counted from the facts.

Both ways lead to the same number. The ledger holds what can be added up, over whole months, as of
the end of a day or now; facts that do not count are subtracted by their ids.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from catchball.kernel.days import Period
from catchball.measures.basis import NONE
from catchball.measures.contributions import Measure, measures_of, readings_of
from catchball.measures.reading import Reading, less
from catchball.measures.sql import Asked, Statement, compile_many, joined, readings
from catchball.trust.asking import rows_of, rows_of_long
from catchball.trust.scope import Scope
from catchball.workplace.ledger.queries import (
    Held,
    Wanted,
    months_of,
    read_held,
    read_held_of_all,
)
from catchball.workplace.scorecards.queries.asof import as_of

Found = dict[tuple[str, Period], Reading]


@dataclass
class Split:
    """What is asked for, by where it is read: from the ledger, and the rest from the facts."""

    held: list[tuple[Asked, tuple[Measure, ...]]] = field(default_factory=list)
    counted: list[Asked] = field(default_factory=list)

    @classmethod
    def of(cls, asked: Sequence[Asked], held: Held) -> "Split":
        """Part what the ledger holds from what it does not.

        Of a number without some facts, those facts alone are counted.
        """
        split = cls()
        for one in asked:
            measures = _measures(one)
            if not measures or not held.has(measures):
                split.counted.append(one)
                continue
            split.held.append((one, measures))
            if one.excluded:
                split.counted.append(replace(one, excluded=NONE, only=one.excluded))
        return split

    def readings(self, held: Held, counted: Found, periods: Sequence[Period]) -> Found:
        """Return all that was asked for, given what the ledger holds and what was counted."""
        found = dict(counted)
        spans = tuple(months_of(period) for period in periods)
        for one, measures in self.held:
            sums = [held.sums(measure, spans) for measure in measures]
            wholes = zip(periods, readings_of(one.metric, sums), strict=True)
            if not one.excluded:
                found.update({(one.key, period): whole for period, whole in wholes})
                continue
            for period, whole in wholes:
                out = counted.get((one.key, period))
                found[one.key, period] = less(whole, out) if out else whole
        return found


@dataclass(frozen=True)
class Told:
    """What PostgreSQL told of some numbers for some periods; what follows may be kept by it."""

    asked: tuple[Asked, ...]
    periods: tuple[Period, ...]
    held: Held
    counted: tuple[tuple[Any, ...], ...]

    def __hash__(self) -> int:
        """Return the hash of what the ledger holds, which is nearly all of it."""
        return hash(self.held)

    def found(self) -> Found:
        """Return each number for each period."""
        split = Split.of(self.asked, self.held)
        counted = readings(split.counted, self.periods, self.counted) if split.counted else {}
        return split.readings(self.held, counted, self.periods)


def read_numbers(scope: Scope, asked: Sequence[Asked], periods: Sequence[Period]) -> Found:
    """Return each number for each period, as `ask_numbers` was told."""
    return ask_numbers(scope, asked, periods).found()


def ask_numbers(scope: Scope, asked: Sequence[Asked], periods: Sequence[Period]) -> Told:
    """Return what is told of each number for each period, as known at the scope's instant.

    One SQL query where the ledger holds all, or two where something waits for it; one more where
    facts have to be counted.
    """
    held = Held()
    if asked and may_be_held(scope, periods):
        held = read_held(scope, measures_asked(asked), whole_of(periods))
    split = Split.of(asked, held)
    rows = []
    if split.counted:
        rows = fetch(scope, compile_many(split.counted, periods, scope.today))
    return Told(tuple(asked), tuple(periods), held, tuple(rows))


def read_numbers_of_all(
    inside: Mapping[UUID, Scope],
    asked: Mapping[UUID, Sequence[Asked]],
    periods: Mapping[UUID, Sequence[Period]],
) -> dict[UUID, Found]:
    """Return the numbers of several clients as known now, each asked in its own scope.

    One SQL query where the ledger holds all, else two, however many clients.
    """
    if not asked:
        return {}
    wanted = [
        Wanted(client, inside[client].zone, inside[client].today, measures_asked(mine))
        for client, mine in asked.items()
    ]
    within = whole_of([period for mine in periods.values() for period in mine])
    held = read_held_of_all(wanted, within)
    split = {client: Split.of(mine, held[client]) for client, mine in asked.items()}
    counted = _count_all(inside, split, periods)
    return {
        client: one.readings(held[client], counted.get(client, {}), periods[client])
        for client, one in split.items()
    }


def _count_all(
    inside: Mapping[UUID, Scope],
    split: Mapping[UUID, Split],
    periods: Mapping[UUID, Sequence[Period]],
) -> dict[UUID, Found]:
    """Return what has to be counted from the facts (one SQL query for all clients, or none)."""
    clients = [client for client, one in split.items() if one.counted]
    if not clients:
        return {}
    statement = joined(
        compile_many(split[one].counted, periods[one], inside[one].today).with_client(one)
        for one in clients
    )
    rows: dict[int, list[tuple[Any, ...]]] = {place: [] for place in range(len(clients))}
    for *row, place in rows_of(statement.sql, **statement.params):
        rows[place].append(tuple(row))
    return {
        client: readings(split[client].counted, periods[client], rows[place])
        for place, client in enumerate(clients)
    }


def count_numbers(scope: Scope, asked: Sequence[Asked], periods: Sequence[Period]) -> Found:
    """Return what `read_numbers` returns, all of it counted from the facts (one SQL query)."""
    return readings(asked, periods, fetch(scope, compile_many(asked, periods, scope.today)))


def may_be_held(scope: Scope, periods: Sequence[Period]) -> bool:
    """Answer whether the ledger knows such periods and such an instant."""
    ends_a_day = scope.day_of(scope.now + timedelta(microseconds=1)) > scope.today
    months = all(one.first.day == 1 == one.until.day for one in periods)
    return months and (ends_a_day or not scope.looks_back)


def measures_asked(asked: Sequence[Asked]) -> tuple[Measure, ...]:
    """Return the measures of all that is asked for, each once."""
    return tuple(dict.fromkeys(measure for one in asked for measure in _measures(one)))


def whole_of(periods: Sequence[Period]) -> Period:
    """Return the days from the first of all periods to the last."""
    return Period(min(one.first for one in periods), max(one.until for one in periods))


def _measures(asked: Asked) -> tuple[Measure, ...]:
    program = asked.filters.get("program_id")
    return measures_of(asked.metric, program)


def fetch(scope: Scope, statement: Statement) -> list[tuple[Any, ...]]:
    """Return the rows of a statement for the client worked for, as of its instant."""
    ready = statement.with_client(scope.client)
    if scope.looks_back:
        ready = as_of(scope, ready)
    return rows_of_long(ready.sql, **ready.params)
