"""What somebody who drafts a promise is shown: metrics to choose from, and terms to start from."""

from dataclasses import replace
from uuid import UUID

from catchball.kernel.days import month_start
from catchball.kernel.words import _
from catchball.measures.catalogue import CATALOGUE
from catchball.measures.language import Metric
from catchball.measures.words import words
from catchball.trust.door import query
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.workplace.agreements import metrics, rules
from catchball.workplace.agreements.models import Promise
from catchball.workplace.agreements.queries.reading import get_row
from catchball.workplace.agreements.queries.shapes import Drafting, DraftTerms, MetricLine
from catchball.workplace.agreements.rules import PromiseState
from catchball.workplace.programs.queries import get_client, list_programs


@query(may=Permission.PROMISE_DRAFT)
def list_metrics_to_promise(scope: Scope) -> tuple[MetricLine, ...]:
    """Return every metric of the catalogue by title, with what is proposed (one SQL query)."""
    promised = set(
        Promise.objects.filter(client_id=scope.client)
        .exclude(state=PromiseState.WITHDRAWN)
        .values_list("metric_key", flat=True)
    )
    lines = [
        metric_line(metric, is_promised=metric.key in promised)
        for metric in CATALOGUE.list_metrics()
    ]
    return tuple(sorted(lines, key=lambda line: (line.is_promised, line.title)))


@query(may=Permission.PROMISE_DRAFT)
def get_drafting(scope: Scope, *, metric_key: str) -> Drafting:
    """Return what the form of a new draft starts with: what is proposed for the metric.

    It begins next month unless that is changed, so that nothing is judged by it unawares.

    :raises MetricIsUnknown: if the catalogue has no such metric
    """
    metric, proposal = CATALOGUE.get_metric(metric_key), metrics.propose(metric_key)
    terms = DraftTerms(
        program=None,
        party=proposal.party,
        target=proposal.target,
        floor=proposal.floor,
        n_min=proposal.n_min,
        from_on=month_start(scope.today, 1),
    )
    return _drafting(scope, metric, terms)


@query(may=Permission.PROMISE_DRAFT)
def get_following(scope: Scope, promise: UUID) -> Drafting:
    """Return the terms of a promise, to begin next month, for a draft that follows it.

    :raises NotFound: if the scope does not see it
    :raises MetricIsUnknown: if the catalogue no longer has its metric
    """
    row = get_row(scope, promise)
    terms = replace(_terms(row), from_on=max(month_start(scope.today, 1), row.from_on))
    return _drafting(scope, CATALOGUE.get_metric(row.metric_key), terms)


@query(may=Permission.PROMISE_DRAFT)
def get_draft_to_change(scope: Scope, promise: UUID) -> Drafting:
    """Return what stands in a draft.

    :raises NotFound: if the scope does not see it
    :raises MayNotChange: once it was offered
    """
    row = get_row(scope, promise)
    rules.check_may_change(PromiseState(row.state))
    return replace(
        _drafting(scope, CATALOGUE.get_metric(row.metric_key), _terms(row)), version=row.version
    )


def _drafting(scope: Scope, metric: Metric, terms: DraftTerms) -> Drafting:
    programs = tuple((one.id, f"{one.code} {one.name}") for one in list_programs(scope))
    return Drafting(metric_line(metric), get_client(scope).name, programs, terms)


def _terms(row: Promise) -> DraftTerms:
    return DraftTerms(
        program=row.program_id,
        party=Side(row.party),
        target=row.target,
        floor=row.floor,
        n_min=row.n_min,
        from_on=row.from_on,
    )


def metric_line(metric: Metric, *, is_promised: bool = False) -> MetricLine:
    """Return a metric in words, with what is proposed for it."""
    proposal = metrics.propose(metric.key)
    return MetricLine(
        key=metric.key,
        title=_(metric.title),
        label=_(metric.label) if metric.label else "",
        purpose=_(metric.purpose),
        words=words(metric),
        source=_(metric.source),
        traps=tuple(_(trap) for trap in metric.traps),
        unit=metric.unit,
        per=metric.per,
        better=metric.better,
        target=proposal.target,
        floor=proposal.floor,
        note=rules.say_note(proposal),
        is_promised=is_promised,
    )
