"""Everything that can happen to one batch."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from catchball.trust.door import command
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.production import queries, rules
from catchball.workplace.production.commands.deliveries import keep_once
from catchball.workplace.production.models import Batch
from catchball.workplace.production.rules import BatchFacts, BatchState, Disposition


def _fill(row: Batch, facts: BatchFacts) -> None:
    for name, value in vars(facts).items():
        setattr(row, f"{name}_id" if name in ("program", "product") else name, value)


def _load(scope: Scope, batch: UUID, version: int) -> Batch:
    """Return the locked row, if it still is as it was shown."""
    row = queries.get_batch_for_change(scope, batch)
    rules.check_version(shown=version, now=row.version)
    return row


@command(may=Permission.BATCH_RECORD, event="production.batch-planned")
def plan_batch(scope: Scope, *, facts: BatchFacts) -> UUID:
    """Record a batch that is going to be made; return its id.

    :raises TextRefused, DayRefused, QuantityRefused, BatchFactsDisagree: if a value does not do
    :raises ReferenceTaken: if the client has a batch of this reference
    :raises NotFound: if the program or the product is not there
    """
    facts = rules.clean_batch(facts, today=scope.today)
    rules.check_is_plan(facts)
    queries.check_place(scope, program=facts.program, product=facts.product)
    row = Batch(client_id=scope.client)
    _fill(row, facts)
    keep_once(lambda: row.save(force_insert=True), "batch_reference")
    return row.pk


@command(may=Permission.BATCH_RECORD, event="production.batch-started")
def start_batch(scope: Scope, *, batch: UUID, started_on: date, version: int) -> None:
    """Record the day on which the making of a planned batch began.

    :raises MayNotStart: if it is not planned
    :raises DayRefused: if the day has not come
    :raises ChangedMeanwhile: if someone changed the batch since `version` was shown
    """
    row = _load(scope, batch, version)
    rules.check_may_start(state=BatchState(row.state), started_on=started_on, today=scope.today)
    row.state, row.started_on, row.version = BatchState.STARTED, started_on, version + 1
    row.save(update_fields=["state", "started_on", "version"])


@command(may=Permission.BATCH_RECORD, event="production.batch-completed")
def complete_batch(
    scope: Scope,
    *,
    batch: UUID,
    completed_on: date,
    quantity_actual: Decimal,
    deviations: int,
    reworked: bool,
    version: int,
) -> None:
    """Record what came out of a started batch, and how often it departed from its instructions.

    A quantity above the theoretical one is recorded as it is, and shows as a signal.

    :raises MayNotComplete: if it was not started, or ended before
    :raises DayRefused: if the day has not come, or lies before the start
    :raises QuantityRefused, BatchFactsDisagree: if a number does not do
    :raises ChangedMeanwhile: if someone changed the batch since `version` was shown
    """
    row = _load(scope, batch, version)
    rules.check_may_complete(state=BatchState(row.state))
    after = replace(
        queries.facts_of_batch(row),
        state=BatchState.COMPLETED,
        completed_on=completed_on,
        quantity_actual=quantity_actual,
        deviations=deviations,
        reworked=reworked,
    )
    _fill(row, rules.clean_batch(after, today=scope.today))
    row.version = version + 1
    row.save()


@command(may=Permission.BATCH_DISPOSE, event="production.batch-disposed")
def dispose_batch(
    scope: Scope, *, batch: UUID, disposition: Disposition, disposed_on: date, version: int
) -> None:
    """Release or reject a completed batch, once; a rejection for the reason in the scope.

    :raises MayNotDispose: if it is not completed, or was decided before
    :raises ReasonMissing: for a rejection without a reason
    :raises DayRefused: if the day has not come, or lies before the completion
    :raises ChangedMeanwhile: if someone changed the batch since `version` was shown
    """
    row = _load(scope, batch, version)
    before = queries.facts_of_batch(row)
    rules.check_may_dispose(
        state=before.state,
        disposition=before.disposition,
        decision=disposition,
        reason=scope.reason,
    )
    after = replace(before, disposition=disposition, disposed_on=disposed_on)
    _fill(row, rules.clean_batch(after, today=scope.today))
    row.version = version + 1
    row.save(update_fields=["disposition", "disposed_on", "version"])


@command(may=Permission.BATCH_RECORD, event="production.batch-cancelled")
def cancel_batch(scope: Scope, *, batch: UUID, version: int) -> None:
    """Cancel a plan, for the reason in the scope.

    :raises MayNotCancelBatch: once it was started or cancelled
    :raises ReasonMissing: without a reason
    :raises ChangedMeanwhile: if someone changed the batch since `version` was shown
    """
    row = _load(scope, batch, version)
    rules.check_may_cancel_batch(state=BatchState(row.state), reason=scope.reason)
    row.state, row.version = BatchState.CANCELLED, version + 1
    row.save(update_fields=["state", "version"])


@command(may=Permission.BATCH_CORRECT, event="production.batch-corrected")
def correct_batch(scope: Scope, *, batch: UUID, facts: BatchFacts, version: int) -> None:
    """Put right what was recorded wrongly, for the reason in the scope.

    Whoever changes the disposition needs the permission to decide about batches as well.

    :raises ReasonMissing, NothingCorrected: as `rules.check_may_correct_batch` says
    :raises TextRefused, DayRefused, QuantityRefused, BatchFactsDisagree: if a value does not do
    :raises ReferenceTaken: if the client has another batch of the corrected reference
    :raises NotFound: if the batch, the program or the product is not there
    :raises ChangedMeanwhile: if someone changed the batch since `version` was shown
    """
    row = _load(scope, batch, version)
    before = queries.facts_of_batch(row)
    after = rules.clean_batch(facts, today=scope.today)
    rules.check_may_correct_batch(before=before, after=after, reason=scope.reason)
    if (before.disposition, before.disposed_on) != (after.disposition, after.disposed_on):
        scope.require(Permission.BATCH_DISPOSE)
    queries.check_place(scope, program=after.program, product=after.product)
    _fill(row, after)
    row.version = version + 1
    keep_once(row.save, "batch_reference")
