"""A chart and a passport as their templates show them: sentences, addresses, drawings."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from catchball.kernel.days import Grain, Period, period_of
from catchball.kernel.words import Later, _, ngettext, period_name, written
from catchball.measures.basis import Outcome
from catchball.measures.charts import Standing, Twin, draw, table
from catchball.measures.language import Share
from catchball.trust.addresses import address
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.exclusions.queries import ExclusionLine
from catchball.workplace.scorecards import rules
from catchball.workplace.scorecards.queries import Cell, Passport, PromiseChart
from catchball.workplace.scorecards.views.asked import Asked
from catchball.workplace.scorecards.views.attributing import (
    ShownClosed,
    ShownNumber,
    ShownRestatement,
    claim_address,
    closed_of,
    numbers_of,
    restated_in,
)
from catchball.workplace.scorecards.views.choosing import grain_word
from catchball.workplace.scorecards.views.grid import (
    attributable_of,
    cell_interval,
    status_of,
    word_of,
)
from catchball.workplace.scorecards.views.phasing import (
    ShownPhase,
    begin_href,
    phase_words,
    phases_shown,
)
from catchball.workplace.scorecards.views.signals import ShownOdds, icons_of, odds_shown
from catchball.workplace.scorecards.views.standings import ShownStanding, headline_of, standings_of


@dataclass(frozen=True)
class FactPage:
    """The pages on which facts of one kind are: the address's name and argument, who may."""

    name: str
    argument: str
    may: Permission


FACT_PAGES = {
    "deliveries": FactPage("delivery-page", "delivery", Permission.DELIVERY_READ),
    "entered-values": FactPage("value-page", "value", Permission.PROMISE_READ),
    "batches": FactPage("batch-page", "batch", Permission.BATCH_READ),
}
OUTCOME_MARKS = {
    Outcome.GOOD: ("kept", "kept"),
    Outcome.NOT_GOOD: ("below-floor", "below-floor"),
    Outcome.COUNTED: ("kept", "plain"),
    Outcome.WAITING: ("waiting", "plain"),
    Outcome.NOT_DUE: ("not-due", "plain"),
    Outcome.EXCLUDED: ("cancelled", "accent"),
    Outcome.LEFT_OUT: ("cancelled", "plain"),
}
_BY_GRAIN = {
    Grain.MONTH: Later("%(title)s by month"),
    Grain.QUARTER: Later("%(title)s by quarter"),
    Grain.YEAR: Later("%(title)s by year"),
}
MOST_STANDOUTS = 8
_SIGNS = {
    Standing.IMPROVEMENT: "improvement",
    Standing.CONCERN: "concern",
}


@dataclass(frozen=True)
class Signal:
    """What the chart says of the process: a small drawing, what it is about, its words."""

    icon: str
    about: str
    words: str


@dataclass(frozen=True)
class ShownStandout:
    """Something that stands out: where, what, how it was there, and its passport."""

    where: str
    said: str
    value: str
    tone: str
    href: str


@dataclass(frozen=True, kw_only=True)
class ShownChart:
    """A promise's chart as shown."""

    title: str
    headline: str
    standings: tuple[ShownStanding, ...]
    wide: str
    middle: str
    narrow: str
    notes: tuple[str, ...]
    twin: Twin
    summary: str
    how: str
    why: str
    ongoing: str
    signals: tuple[Signal, ...]
    odds: ShownOdds | None
    standouts: tuple[ShownStandout, ...]
    restated: tuple[ShownRestatement, ...]
    target: str
    floor: str
    whole_status: str
    whole_word: str
    whole_href: str
    phases: tuple[ShownPhase, ...]
    begin_href: str
    grain_word: str
    grains: tuple[tuple[str, str, bool], ...]
    most: int = MOST_STANDOUTS


def chart_shown(chart: PromiseChart, scope: Scope, asked: Asked) -> ShownChart:
    """Return everything that the page of a chart shows."""
    passport = address("passport", {"client": asked.client, "promise": chart.promise})
    grain = chart.span.grain
    rare = chart.rare
    return ShownChart(
        title=rare.wording.subject if rare else _(_BY_GRAIN[grain].message, title=chart.title),
        headline=headline_of(chart),
        standings=standings_of(chart),
        wide=draw(chart.spec, key="wide", width=1160, height=380, headed=False),
        middle=draw(chart.spec, key="middle", width=720, height=340, headed=False),
        narrow=draw(chart.spec, key="narrow", width=330, headed=False),
        notes=chart.spec.notes,
        twin=table(chart.spec, chart.wording),
        summary=summary_of(chart),
        how=rules.say_limits(chart.chart),
        why=rare.why if rare else "",
        ongoing=rare.ongoing if rare else "",
        signals=_signals(chart),
        odds=odds_shown(chart, grain),
        standouts=tuple(_standout(one, passport, asked, chart) for one in chart.standouts),
        restated=restated_in(chart, passport, asked),
        target=rules.kept_from(chart.target, chart.unit, chart.better),
        floor=rules.threshold(chart.floor, chart.unit),
        whole_status=status_of(chart.whole.leaning),
        whole_word=word_of(chart.whole, chart.whole.leaning),
        whole_href=passport + asked.days(chart.whole.period),
        phases=phases_shown(chart, scope, asked),
        begin_href=begin_href(chart, scope, asked),
        grain_word=grain_word(grain),
        grains=tuple((grain_word(one), asked.here(grain=one.value), one is grain) for one in Grain),
    )


def summary_of(chart: PromiseChart) -> str:
    """Return the whole history in a sentence: "2,965 of 3,036 on time since May 2006, 97.66 %"."""
    cell = chart.whole
    if cell.value is None:
        return _("No fact has been counted yet.")
    metric = cell.metric
    said = {
        "tally": rules.tally(metric, cell.reading),
        "since": period_name(chart.cells[0].period),
        "value": rules.shown(cell.value, metric.unit, cell.decimals),
    }
    if not isinstance(metric.form, Share):
        return _("%(value)s from %(tally)s since %(since)s.", **said)
    missed = written(cell.reading.bottom - cell.reading.top)
    return _(
        "%(tally)s since %(since)s, %(value)s; %(missed)s %(what)s.",
        missed=missed,
        what=rules.miss_word(metric),
        **said,
    )


def _signals(chart: PromiseChart) -> tuple[Signal, ...]:
    about = (_("Latest point"), _("Target"))
    icons = icons_of(chart.chart)
    return tuple(Signal(one.svg, word, one.words) for one, word in zip(icons, about, strict=True))


def _count_words(count: int, grain: Grain) -> str:
    match grain:
        case Grain.MONTH:
            return ngettext("%(count)s month", "%(count)s months", count)
        case Grain.QUARTER:
            return ngettext("%(count)s quarter", "%(count)s quarters", count)
        case Grain.YEAR:
            return ngettext("%(count)s year", "%(count)s years", count)


def _standout(
    one: rules.Standout, passport: str, asked: Asked, chart: PromiseChart
) -> ShownStandout:
    where = period_name(one.period)
    if one.count > 1:
        where = _("%(first)s – %(last)s", first=one.first, last=one.last)
    counted = rules.say_gaps if chart.rare else partial(_count_words, grain=chart.span.grain)
    value = one.value or counted(one.count)
    tone = _SIGNS.get(one.standing, "special")
    return ShownStandout(where, one.said, value, tone, passport + asked.days(one.period))


@dataclass(frozen=True)
class OutcomeFilter:
    """The facts of one outcome as a choice: how many there are, and where they are listed."""

    word: str
    count: str
    mark: str
    tone: str
    href: str
    current: bool


@dataclass(frozen=True)
class ShownFact:
    """A fact as listed in a passport."""

    id: UUID
    reference: str
    on: object
    word: str
    mark: str
    tone: str
    why: str
    href: str
    claim: ExclusionLine | None = None
    claim_href: str = ""


@dataclass(frozen=True, kw_only=True)
class ShownPassport:
    """A number's passport as shown."""

    finding: str
    status: str
    word: str
    value: str
    made_of: str
    numbers: tuple[ShownNumber, ...]
    closed: ShownClosed | None
    thresholds: str
    phase: str
    hash: str
    facts_word: str
    on_word: str
    filters: tuple[OutcomeFilter, ...]
    sides: tuple[OutcomeFilter, ...]
    facts: tuple[ShownFact, ...]
    chart_href: str
    csv_href: str
    xlsx_href: str


def passport_shown(passport: Passport, scope: Scope, asked: Asked) -> ShownPassport:
    """Return everything that the page of a passport shows."""
    cell = passport.cell
    metric = cell.metric
    kwargs = {"client": asked.client, "promise": passport.promise}
    outcome = passport.shown.value if passport.shown else ""
    side = "events" if passport.events else ""
    tail = asked.days(cell.period, outcome=outcome, side=side)
    value = "" if cell.value is None else rules.shown(cell.value, metric.unit, cell.decimals)
    on_word = _(passport.facts_source.field(passport.on).said)
    return ShownPassport(
        finding=finding_of(passport),
        status=status_of(cell.standing),
        word=word_of(cell),
        value=value,
        made_of=_made_of(cell),
        numbers=numbers_of(cell),
        closed=closed_of(cell),
        thresholds=_thresholds(cell),
        phase=phase_words(passport),
        hash=passport.content_hash,
        facts_word=_(passport.facts_source.title),
        on_word=on_word[:1].upper() + on_word[1:],
        filters=_filters(passport, asked, side),
        sides=_sides(passport, asked),
        facts=tuple(_facts(passport, scope, asked)),
        chart_href=address("promise-chart", kwargs) + asked.tail(),
        csv_href=address("passport-csv", kwargs) + tail,
        xlsx_href=address("passport-xlsx", kwargs) + tail,
    )


def finding_of(passport: Passport) -> str:
    """Return what the number says in one sentence: "30 of 32 on time in Oct 2026"."""
    cell = passport.cell
    said = {"title": passport.title, "period": period_name(cell.period)}
    if cell.value is None:
        return _("%(title)s, %(period)s: %(word)s", word=word_of(cell), **said)
    value = rules.shown(cell.value, cell.metric.unit, cell.decimals)
    if _is_named(cell.period):
        return _("%(title)s was %(value)s in %(period)s", value=value, **said)
    return _("%(title)s was %(value)s over %(period)s", value=value, **said)


def _is_named(period: Period) -> bool:
    """Tell whether the days are a month, a quarter or a year, which have a name of their own."""
    return any(period == period_of(period.first, grain) for grain in Grain)


def _made_of(cell: Cell) -> str:
    less = attributable_of(cell) if cell.attributable is not None else ""
    parts = (rules.tally(cell.metric, cell.reading), cell_interval(cell), less)
    return "; ".join(part for part in parts if part) or _("nothing was counted")


def _thresholds(cell: Cell) -> str:
    if cell.target is None or cell.floor is None:
        return _("none: no promise was in force")
    unit, better = cell.metric.unit, cell.metric.better
    return _(
        "%(target)s, floor %(floor)s",
        target=rules.kept_from(cell.target, unit, better),
        floor=rules.threshold(cell.floor, unit),
    )


def _filters(passport: Passport, asked: Asked, side: str) -> tuple[OutcomeFilter, ...]:
    period, metric = passport.cell.period, passport.cell.metric
    every = OutcomeFilter(
        _("All"),
        written(passport.total),
        "",
        "plain",
        asked.days(period, side=side),
        passport.shown is None,
    )
    each = (
        OutcomeFilter(
            rules.outcome_word(outcome, metric),
            written(count),
            *OUTCOME_MARKS[outcome],
            asked.days(period, side=side, outcome=outcome.value),
            passport.shown is outcome,
        )
        for outcome, count in passport.counts.items()
    )
    return (every, *each)


def _sides(passport: Passport, asked: Asked) -> tuple[OutcomeFilter, ...]:
    if not passport.has_events:
        return ()
    period = passport.cell.period
    return (
        OutcomeFilter(
            _("What was counted against"), "", "", "plain", asked.days(period),
            not passport.events,
        ),
        OutcomeFilter(
            _("Events"), "", "", "plain", asked.days(period, side="events"), passport.events
        ),
    )  # fmt: skip


def _fact_address(passport: Passport, scope: Scope, asked: Asked) -> str:
    """Return the address of a fact's page with no fact in it; "" where the reader may not look."""
    page = FACT_PAGES[passport.facts_source.key]
    if not scope.may(page.may):
        return ""
    return address(page.name, {"client": asked.client, page.argument: UUID(int=0)})


def _facts(passport: Passport, scope: Scope, asked: Asked) -> list[ShownFact]:
    base = _fact_address(passport, scope, asked)
    metric, claims = passport.cell.metric, passport.claims_by_fact
    return [
        ShownFact(
            fact.id,
            fact.reference or "–",
            fact.on,
            rules.outcome_word(fact.outcome, metric),
            *OUTCOME_MARKS[fact.outcome],
            fact.why,
            base.replace(str(UUID(int=0)), str(fact.id)),
            claims.get(fact.id),
            claim_address(passport, fact, scope, asked),
        )
        for fact in passport.facts.items
    ]
