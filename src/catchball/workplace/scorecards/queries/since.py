"""What was restated between two days: each number that reads otherwise, fact by fact."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from catchball.kernel.days import Period
from catchball.kernel.errors import Invalid
from catchball.kernel.words import _
from catchball.measures.basis import NONE, Ids, Outcome
from catchball.measures.language import Metric, Rate
from catchball.measures.sql import Statement, compile_facts
from catchball.trust.door import query
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.workplace.exclusions.queries import list_excluded
from catchball.workplace.programs.queries import get_client
from catchball.workplace.scorecards import rules
from catchball.workplace.scorecards.queries.closed import explain_all
from catchball.workplace.scorecards.queries.freezing import MOST_KEPT, text_of
from catchball.workplace.scorecards.queries.numbers import fetch
from catchball.workplace.scorecards.queries.reading import (
    Chain,
    Numbers,
    a_cell,
    as_known,
    list_chains,
    read_all,
)
from catchball.workplace.scorecards.queries.shapes import Cell, Restated
from catchball.workplace.scorecards.rules import KeptFact, Span

MOST_NUMBERS = 40


class DaysDoNotFollow(Invalid):
    """Of the two days, the first is not before the second."""


@dataclass(frozen=True)
class ChangedNumber:
    """A number as known on one day and on a later one, and the facts that made the difference."""

    promise: UUID
    title: str
    program: str
    party: Side
    then: Cell
    now: Cell
    facts: tuple[Restated, ...]


@dataclass(frozen=True)
class RestatedSince:
    """What two scorecards of different days do not agree on, newest period first."""

    client_name: str
    since_at: datetime
    known_at: datetime
    since_on: date
    numbers: tuple[ChangedNumber, ...]
    left_out: int


@dataclass(frozen=True)
class _Pair:
    """A number as read on both days, and what its facts are asked by."""

    chain: Chain
    period: Period
    then: Cell
    now: Cell


@query(may=Permission.SCORECARD_READ)
def read_restated_since(scope: Scope, *, since: str, known: str = "") -> RestatedSince:
    """Return what changed in the numbers of past months between the ends of two days.

    Months of the last two years that had ended by `since` ("2026-10-31"); as known at the end of
    `known`, or now. At most 40 numbers, the newest. Eleven SQL queries, however many they are.

    :raises NoSuchSpan: if a day means nothing or has not come
    :raises DaysDoNotFollow: if `since` is not before `known`
    """
    before, after = as_known(scope, since), as_known(scope, known)
    if not since or before.now >= after.now:
        raise DaysDoNotFollow(_("Choose a day that comes before the other."))
    periods = [one for one in Span(after.today).charted if one.until <= before.today]
    pairs = _changed(before, after, periods)
    shown = pairs[:MOST_NUMBERS]
    told = explain_all(after, _differences(before, after, shown), since=before.now)
    return RestatedSince(
        client_name=get_client(scope).name,
        since_at=before.now,
        known_at=after.now,
        since_on=before.today,
        numbers=tuple(
            ChangedNumber(
                promise=pair.now.promise,
                title=pair.chain.last.title,
                program=pair.chain.last.program,
                party=pair.chain.last.party,
                then=pair.then,
                now=pair.now,
                facts=facts,
            )
            for pair, facts in zip(shown, told, strict=True)
        ),
        left_out=len(pairs) - len(shown),
    )


def _changed(before: Scope, after: Scope, periods: Sequence[Period]) -> list[_Pair]:
    chains = list_chains(after, until=after.today)
    if not chains or not periods:
        return []
    then = read_all(before, chains, periods, program=None)
    now = read_all(after, chains, periods, program=None)
    pairs = [
        _Pair(chain, period, _cell(chain, then, period, after), _cell(chain, now, period, after))
        for period in reversed(periods)
        for chain in chains
    ]
    return [one for one in pairs if _reads(one.then) != _reads(one.now)]


def _cell(chain: Chain, numbers: Numbers, period: Period, scope: Scope) -> Cell:
    return a_cell(chain, numbers, period, scope.today)


def _reads(cell: Cell) -> tuple[object, ...]:
    return cell.reading, cell.attributable


def _differences(
    before: Scope, after: Scope, pairs: Sequence[_Pair]
) -> list[tuple[Metric, tuple[rules.FactDifference, ...]]]:
    if not pairs:
        return []
    then, now = _facts(before, pairs), _facts(after, pairs)
    return [
        (pair.now.metric, rules.differences(then[place], now[place], pair.now.metric))
        for place, pair in enumerate(pairs)
    ]


def _facts(scope: Scope, pairs: Sequence[_Pair]) -> list[list[KeptFact]]:
    """Return the facts of each number as known at the scope's instant (two SQL queries)."""
    excluded = list_excluded(scope)
    parts: list[str] = []
    params: dict[str, Any] = {}
    found: list[list[KeptFact]] = [[] for _pair in pairs]
    for place, pair in enumerate(pairs):
        for among_events in _sides(pair.now.metric):
            listing = _listing(scope, pair, among_events=among_events).renamed(f"s{len(parts)}_")
            side = "true" if among_events else "false"
            parts.append(
                f"SELECT {place:d} AS place, {side} AS events, to_jsonb(one) FROM "  # noqa: S608
                f"(\n{listing.sql}\n) one"
            )
            params |= listing.params
    for place, events, row in fetch(scope, Statement("\nUNION ALL\n".join(parts), params)):
        out = excluded.get(pairs[place].chain.last.metric_key, NONE)
        found[place].append(_kept(json.loads(row, parse_float=Decimal), out, among_events=events))
    return found


def _sides(metric: Metric) -> tuple[bool, ...]:
    form = metric.form
    has_events = isinstance(form, Rate) and form.events.facts != metric.facts
    return (False, True) if has_events else (False,)


def _listing(scope: Scope, pair: _Pair, *, among_events: bool) -> Statement:
    program = pair.chain.last.program_id
    return compile_facts(
        pair.now.metric,
        pair.period,
        scope.today,
        filters={"program_id": program} if program else {},
        among_events=among_events,
        limit=MOST_KEPT,
    ).with_client(scope.client)


def _kept(row: dict[str, Any], excluded: Ids, *, among_events: bool) -> KeptFact:
    ident, outcome = UUID(row.pop("fact_id")), Outcome(row.pop("outcome"))
    values = {name: text_of(value) for name, value in row.items()}
    return KeptFact(
        id=ident,
        version=0,
        reference=values.get("reference") or str(ident),
        outcome=outcome,
        is_excluded=ident in excluded and (outcome.counted or outcome.pending),
        values=values,
        among_events=among_events,
    )
