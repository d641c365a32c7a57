"""Which numbers are closed, and how far they have been restated since."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from catchball.kernel.days import Grain, Period, each_period
from catchball.kernel.keeping import kept
from catchball.kernel.words import _
from catchball.measures.basis import NONE
from catchball.measures.language import Metric
from catchball.trust.asking import rows_of
from catchball.trust.queries import list_entries_since
from catchball.trust.scope import Scope
from catchball.workplace.exclusions.queries import list_claims, list_excluded
from catchball.workplace.scorecards import rules
from catchball.workplace.scorecards.models import ClosedNumber
from catchball.workplace.scorecards.queries.chains import get_chain
from catchball.workplace.scorecards.queries.freezing import read_kept_facts
from catchball.workplace.scorecards.queries.shapes import Closed, Restated
from catchball.workplace.scorecards.rules import FactDifference, fact_from

# Asked by each page of numbers, hence written as SQL; without the facts, which are many. One text,
# so that what was read from it once is found again by it.
_CLOSED = """
    SELECT coalesce(json_agg(json_build_array(n.promise_id, c.first_on, c.until_on, c.id, n.id,
      c.closed_at, c.known_at, n.gross, n.attributable) ORDER BY n.id), '[]')::text
    FROM scorecards_closednumber n
      JOIN scorecards_close c ON c.client_id = n.client_id AND c.id = n.close_id
    WHERE n.client_id = %(client)s AND c.state = 'closed' AND c.closed_at <= %(now)s
      AND c.first_on >= %(first)s AND c.until_on <= %(until)s
      AND c.program_id IS NOT DISTINCT FROM %(program)s::uuid"""


def list_closed(
    scope: Scope, periods: Sequence[Period], *, program: UUID | None
) -> Mapping[tuple[UUID, Period], Closed]:
    """Return the closed numbers of these periods by promise and period (one SQL query).

    Those whose close both had signed by the scope's instant; of closes for the same choice of
    program as asked for.
    """
    return closed_of(ask_closed(scope, periods, program=program)) if periods else {}


def ask_closed(scope: Scope, periods: Sequence[Period], *, program: UUID | None) -> str:
    """Return what `list_closed` reads from, as `closed_of` takes it (one SQL query)."""
    ((told,),) = rows_of(
        _CLOSED,
        client=scope.client,
        program=program,
        now=scope.now,
        first=min(period.first for period in periods),
        until=max(period.until for period in periods),
    )
    return str(told)


@kept(128)
def closed_of(told: str) -> Mapping[tuple[UUID, Period], Closed]:
    """Return the closed numbers that `ask_closed` was told."""
    return dict(map(_closed, json.loads(told)))


def _closed(told: Sequence[Any]) -> tuple[tuple[UUID, Period], Closed]:
    promise, first, until, close, number, closed_at, known_at, gross, attributable = told
    read = rules.as_read(gross)
    assert read is not None  # noqa: S101 -- a closed number has always one
    closed = Closed(
        UUID(close),
        UUID(number),
        datetime.fromisoformat(closed_at),
        datetime.fromisoformat(known_at),
        read,
        rules.as_read(attributable),
    )
    period = Period(date.fromisoformat(first), date.fromisoformat(until))
    return (UUID(promise), period), closed


def list_restated(
    scope: Scope, closed: Closed, metric: Metric, period: Period, *, program: UUID | None
) -> tuple[Restated, ...]:
    """Return what changed in a closed number since, fact by fact, with its causes.

    A cause is what the journal holds of the fact after the cut-off of the close, or the claim
    that was decided since. At most eight SQL queries.
    """
    row = ClosedNumber.objects.get(client_id=scope.client, pk=closed.number)
    excluded = list_excluded(scope).get(metric.key, NONE)
    before = [fact_from(fact) for fact in row.facts]
    after = read_kept_facts(scope, metric, period, program=program, excluded=excluded)
    found = rules.differences(before, after, metric)
    return explain_differences(scope, found, metric, since=closed.known_at)


def list_restated_within(
    scope: Scope, promise: UUID, period: Period, *, program: UUID | None
) -> tuple[Restated, ...]:
    """Return what changed since in the months of a period that both companies closed.

    Of the chain that a promise belongs to, fact by fact, with its causes. Two SQL queries, and at
    most eight a month.

    :raises NotFound: if no signed promise of the client has this id
    """
    chain = get_chain(scope, promise)
    months = tuple(each_period(period.first, period.last, Grain.MONTH))
    closed = list_closed(scope, months, program=program)
    own = chain.last.program_id or program
    return tuple(
        restated
        for month in months
        for terms, metric in chain.metrics.items()
        if (one := closed.get((terms, month)))
        for restated in list_restated(scope, one, metric, month, program=own)
    )


def explain_differences(
    scope: Scope, found: Iterable[FactDifference], metric: Metric, *, since: datetime
) -> tuple[Restated, ...]:
    """Return each difference in words, with what the journal says since an instant."""
    [told] = explain_all(scope, [(metric, tuple(found))], since=since)
    return told


def explain_all(
    scope: Scope,
    found: Sequence[tuple[Metric, Sequence[FactDifference]]],
    *,
    since: datetime,
) -> list[tuple[Restated, ...]]:
    """Return the differences of many numbers in words (three SQL queries, however many)."""
    ids = {one.id for _metric, differences in found for one in differences}
    causes = list_entries_since(scope, rows=ids, since=since) if ids else {}
    claims = {
        (claim.metric_key, claim.fact_id): claim
        for claim in (list_claims(scope, facts=ids) if ids else ())
    }
    return [
        tuple(
            Restated(
                one,
                _word(one.before, metric),
                _word(one.after, metric),
                causes.get(one.id, ()),
                claims.get((metric.key, one.id)) if _moved_by_claim(one) else None,
            )
            for one in differences
        )
        for metric, differences in found
    ]


def _moved_by_claim(one: FactDifference) -> bool:
    was = one.before is not None and one.before.is_excluded
    now = one.after is not None and one.after.is_excluded
    return was is not now


def _word(fact: rules.KeptFact | None, metric: Metric) -> str:
    if fact is None:
        return _("not in this number")
    word = rules.outcome_word(fact.outcome, metric)
    return _("%(word)s, excluded", word=word) if fact.is_excluded else word
