"""Which numbers are closed, and how far they have been restated since."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from catchball.kernel.days import Period
from catchball.kernel.words import _
from catchball.measures.basis import NONE
from catchball.measures.language import Metric
from catchball.trust.queries import list_entries_since
from catchball.trust.scope import Scope
from catchball.workplace.exclusions.queries import list_claims, list_excluded
from catchball.workplace.scorecards import rules
from catchball.workplace.scorecards.models import ClosedNumber
from catchball.workplace.scorecards.queries.freezing import read_kept_facts
from catchball.workplace.scorecards.queries.shapes import Closed, Restated
from catchball.workplace.scorecards.rules import CloseState, FactDifference, fact_from


def list_closed(
    scope: Scope, periods: Sequence[Period], *, program: UUID | None
) -> dict[tuple[UUID, Period], Closed]:
    """Return the closed numbers of these periods by promise and period (one SQL query).

    Those whose close both had signed by the scope's instant; of closes for the same choice of
    program as asked for.
    """
    if not periods:
        return {}
    wanted = Q(close__program__isnull=True) if program is None else Q(close__program_id=program)
    rows = ClosedNumber.objects.filter(
        wanted,
        client_id=scope.client,
        close__state=CloseState.CLOSED,
        close__closed_at__lte=scope.now,
        close__first_on__gte=min(period.first for period in periods),
        close__until_on__lte=max(period.until for period in periods),
    ).select_related("close")
    rows = rows.defer("facts", "exclusions")
    found = {}
    for row in rows:
        gross = rules.as_read(row.gross)
        assert gross is not None and row.close.closed_at  # noqa: PT018, S101 -- it is closed
        found[row.promise_id, Period(row.close.first_on, row.close.until_on)] = Closed(
            row.close_id,
            row.pk,
            row.close.closed_at,
            row.close.known_at,
            gross,
            rules.as_read(row.attributable),
        )
    return found


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
    found = rules.differences(before, after)
    return explain_differences(scope, found, metric, since=closed.known_at)


def explain_differences(
    scope: Scope, found: Iterable[FactDifference], metric: Metric, *, since: datetime
) -> tuple[Restated, ...]:
    """Return each difference in words, with what the journal says since an instant."""
    found = tuple(found)
    ids = [one.id for one in found]
    if not ids:
        return ()
    causes = list_entries_since(scope, rows=ids, since=since)
    claims = {
        claim.fact_id: claim for claim in list_claims(scope, metric_key=metric.key, facts=ids)
    }
    return tuple(
        Restated(
            one,
            _word(one.before, metric),
            _word(one.after, metric),
            causes.get(one.id, ()),
            claims.get(one.id) if _moved_by_claim(one) else None,
        )
        for one in found
    )


def _moved_by_claim(one: FactDifference) -> bool:
    was = one.before is not None and one.before.is_excluded
    now = one.after is not None and one.after.is_excluded
    return was is not now


def _word(fact: rules.KeptFact | None, metric: Metric) -> str:
    if fact is None:
        return _("not in this number")
    word = rules.outcome_word(fact.outcome, metric)
    return _("%(word)s, excluded", word=word) if fact.is_excluded else word
