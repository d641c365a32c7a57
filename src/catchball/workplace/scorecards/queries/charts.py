"""The chart of one promise: its whole history, with limits and what stands out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from catchball.kernel.days import Period, each_period
from catchball.measures.charts import specify
from catchball.measures.gaps import Event, between_of, is_rare
from catchball.measures.sql import compile_events
from catchball.measures.words import words
from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.agreements.rules import find_in_force
from catchball.workplace.scorecards import rules
from catchball.workplace.scorecards.queries.chains import get_chain
from catchball.workplace.scorecards.queries.closed import list_closed
from catchball.workplace.scorecards.queries.numbers import fetch
from catchball.workplace.scorecards.queries.phases import phases_of, read_phases
from catchball.workplace.scorecards.queries.reading import (
    Chain,
    a_cell,
    as_known,
    facts_between,
    read_all,
)
from catchball.workplace.scorecards.queries.shapes import Cell, PromiseChart
from catchball.workplace.scorecards.rules import (
    FEWEST_EVENTS,
    Rare,
    Span,
    chart_of,
    gap_chart_of,
    wording_of,
)

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
    newest. Where its unwanted events are rare, the chart shows the gaps between them instead, by
    the definition that holds last. Six SQL queries, or seven.

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
    numbers = _Numbers(scope, chain, cells, program)
    rare = numbers.rare(whole)
    drawn, wording = chart, wording_of(metric)
    if rare is not None:
        wording = rare.wording
        drawn = gap_chart_of(rare, numbers.targets(rare), phases, per_day=numbers.per_day)
    floors = () if rare else rules.floors_of(metric, [one.floor for one in cells])
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
        spec=specify(drawn, wording, floors=floors),
        chart=drawn,
        by_period=chart,
        rare=rare,
        wording=wording,
        known_at=scope.now,
        cut_short=len(shown) < len(periods),
        phases=phases,
    )


@dataclass(frozen=True)
class _Numbers:
    """The numbers of a promise by period, from which its chart is made."""

    scope: Scope
    chain: Chain
    cells: Sequence[Cell]
    program: UUID | None

    @property
    def per_day(self) -> float:
        """How much was exposed on a day, over the days so far."""
        exposed = sum(float(one.reading.bottom) for one in self.cells)
        until = min(self.cells[-1].period.last, self.scope.today)
        return exposed / max(1, (until - self.cells[0].period.first).days + 1)

    def rare(self, within: Period) -> Rare | None:
        """Return the unwanted events where they are rare, and enough to make a chart of.

        The newest of them (one SQL query, or none where events are common).
        """
        metric, between = self.chain.metric, between_of(self.chain.metric)
        if between is None or not is_rare(metric, [one.reading for one in self.cells]):
            return None
        wanted = self.chain.last.program_id or self.program
        statement = compile_events(
            metric,
            between,
            within,
            self.scope.today,
            filters={"program_id": wanted} if wanted else {},
            most=MOST_POINTS + 1,
        )
        rows = fetch(self.scope, statement)
        if len(rows) < FEWEST_EVENTS:
            return None
        events = tuple(Event(day, place) for day, place, _whole in reversed(rows))
        return Rare(metric, between, events, since=rows[0][2] - events[-1].place)

    def targets(self, rare: Rare) -> list[Decimal | None]:
        """Return the target in force on the day on which each gap ends."""
        terms = (find_in_force(self.chain.terms, gap.on) for gap in rare.gaps)
        return [one.target if one else None for one in terms]
