"""The chart of one promise: its whole history, with limits and what stands out."""

from dataclasses import replace
from uuid import UUID

from catchball.kernel.days import Period, each_period
from catchball.measures.charts import specify
from catchball.measures.words import words
from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.scorecards import rules
from catchball.workplace.scorecards.queries.chains import get_chain
from catchball.workplace.scorecards.queries.closed import list_closed
from catchball.workplace.scorecards.queries.phases import phases_of, read_phases
from catchball.workplace.scorecards.queries.reading import (
    a_cell,
    as_known,
    facts_between,
    read_all,
)
from catchball.workplace.scorecards.queries.shapes import PromiseChart
from catchball.workplace.scorecards.rules import Span, chart_of, wording_of

MOST_POINTS = 120


@query(may=Permission.SCORECARD_READ)
def read_promise_chart(
    scope: Scope,
    *,
    promise: UUID,
    grain: str = "",
    program: UUID | None = None,
    known: str = "",
) -> PromiseChart:
    """Return the history of a signed promise from its first fact on.

    As known at the end of the day `known` ("2026-11-30"), or now. At most 120 periods, the
    newest. Six SQL queries.

    :raises NotFound: if no signed promise of the client has this id
    :raises NoSuchSpan: if the grain or the day of the cut-off mean nothing
    """
    scope = as_known(scope, known)
    chain = get_chain(scope, promise)
    span = rules.span_from(month="", grain=grain, otherwise=scope.today)
    between = facts_between(scope, [chain])
    first, last = between or (scope.today, scope.today)
    periods = tuple(each_period(first, last, span.grain))
    shown = periods[-MOST_POINTS:]
    whole = Period(shown[0].first, shown[-1].until)
    found = read_all(scope, [chain], (*shown, whole), program=program)
    found = replace(found, closed=list_closed(scope, shown, program=program))
    metric, terms = chain.metric, chain.last
    cells = tuple(a_cell(chain, found, period, scope.today) for period in shown)
    phases = phases_of(read_phases(scope), chain)
    chart = chart_of(metric, [(one.period, one.reading, one.target) for one in cells], phases)
    wording = wording_of(metric)
    return PromiseChart(
        promise=terms.id,
        title=terms.title,
        program=terms.program if terms.program_id else "",
        party=terms.party,
        words=words(metric),
        target=terms.target,
        floor=terms.floor,
        unit=metric.unit,
        better=metric.better,
        from_on=terms.from_on,
        span=Span(shown[-1].first, span.grain),
        cells=cells,
        whole=a_cell(chain, found, whole, scope.today),
        spec=specify(chart, wording),
        chart=chart,
        wording=wording,
        known_at=scope.now,
        cut_short=len(shown) < len(periods),
        phases=phases,
    )
