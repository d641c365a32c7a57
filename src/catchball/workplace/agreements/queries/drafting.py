"""What somebody who drafts a promise is shown: metrics to choose from, and terms to start from."""

from uuid import UUID

from catchball.kernel.days import month_start
from catchball.kernel.words import _
from catchball.measures.catalogue import CATALOGUE
from catchball.measures.language import Metric
from catchball.measures.words import words
from catchball.trust.door import query
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.workplace.agreements import rules
from catchball.workplace.agreements.models import Promise
from catchball.workplace.agreements.queries.reading import get_row
from catchball.workplace.agreements.queries.shapes import Drafting, DraftTerms, MetricLine
from catchball.workplace.agreements.rules import PromiseState
from catchball.workplace.programs.queries import list_programs


@query(may=Permission.PROMISE_DRAFT)
def list_metrics_to_promise(scope: Scope) -> tuple[MetricLine, ...]:
    """Return every metric of the catalogue by title, with what is proposed (one SQL query)."""
    promised = set(
        Promise.objects.filter(client_id=scope.client)
        .exclude(state=PromiseState.WITHDRAWN)
        .values_list("metric_key", flat=True)
    )
    lines = [
        _metric(metric, is_promised=metric.key in promised) for metric in CATALOGUE.list_metrics()
    ]
    return tuple(sorted(lines, key=lambda line: (line.is_promised, line.title)))


@query(may=Permission.PROMISE_DRAFT)
def get_drafting(scope: Scope, *, metric_key: str, after: UUID | None = None) -> Drafting:
    """Return what the form of a new draft starts with: proposals, or the terms of one before.

    It begins next month unless that is changed, so that nothing is judged by it unawares.

    :raises MetricIsUnknown: if the catalogue has no such metric
    :raises NotFound: if the scope does not see the one before
    """
    metric = CATALOGUE.get_metric(metric_key)
    from_on = month_start(scope.today, 1)
    if after is None:
        proposal = rules.propose(metric_key)
        terms = DraftTerms(
            program=None,
            party=proposal.party,
            target=proposal.target,
            floor=proposal.floor,
            n_min=proposal.n_min,
            from_on=from_on,
        )
    else:
        row = get_row(scope, after)
        terms = DraftTerms(
            program=row.program_id,
            party=Side(row.party),
            target=row.target,
            floor=row.floor,
            n_min=row.n_min,
            from_on=from_on,
        )
    return Drafting(_metric(metric), _programs(scope), terms)


@query(may=Permission.PROMISE_DRAFT)
def get_draft_to_change(scope: Scope, promise: UUID) -> Drafting:
    """Return what stands in a draft.

    :raises NotFound: if the scope does not see it
    :raises MayNotChange: once it was offered
    """
    row = get_row(scope, promise)
    rules.check_may_change(PromiseState(row.state))
    terms = DraftTerms(
        program=row.program_id,
        party=Side(row.party),
        target=row.target,
        floor=row.floor,
        n_min=row.n_min,
        from_on=row.from_on,
    )
    metric = CATALOGUE.get_metric(row.metric_key)
    return Drafting(_metric(metric), _programs(scope), terms, row.version)


def _programs(scope: Scope) -> tuple[tuple[UUID, str], ...]:
    return tuple((one.id, f"{one.code} {one.name}") for one in list_programs(scope))


def _metric(metric: Metric, *, is_promised: bool = False) -> MetricLine:
    proposal = rules.propose(metric.key)
    return MetricLine(
        key=metric.key,
        title=_(metric.title),
        label=_(metric.label) if metric.label else "",
        purpose=_(metric.purpose),
        words=words(metric),
        source=_(metric.source),
        traps=tuple(_(trap) for trap in metric.traps),
        unit=metric.unit,
        better=metric.better,
        target=proposal.target,
        floor=proposal.floor,
        note=rules.say_note(proposal),
        is_promised=is_promised,
    )
