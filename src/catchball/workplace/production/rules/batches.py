"""What may be done with a batch, and what came out of it; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from catchball.kernel.errors import Invalid, Refused
from catchball.kernel.words import Later, _, ngettext
from catchball.workplace.production.rules.states import BatchKind, BatchState, Disposition
from catchball.workplace.production.rules.values import (
    NothingCorrected,
    amended,
    are_clean_texts,
    are_plain_quantities,
    check_day,
    check_has_come,
    check_order,
    check_quantity,
    check_reason,
    clean_text,
    clean_texts,
)

BATCH_TEXTS = {"reference": 40, "client_reference": 60, "unit": 20}
MOST_DEVIATIONS = 10_000
BATCH_WORDS = {
    "reference": Later("reference"),
    "client_reference": Later("client's reference"),
    "program_id": Later("program"),
    "product_id": Later("product"),
    "kind": Later("kind"),
    "state": Later("state"),
    "planned_start_on": Later("planned start"),
    "started_on": Later("started on"),
    "completed_on": Later("completed on"),
    "disposition": Later("disposition"),
    "disposed_on": Later("decided on"),
    "unit": Later("unit"),
    "quantity_theoretical": Later("theoretical quantity"),
    "quantity_actual": Later("actual quantity"),
    "deviations": Later("deviations"),
    "reworked": Later("reworked"),
}

_COMPLETED_BEFORE_START = Later("A batch is completed after it was started.")
_DECIDED_BEFORE_COMPLETION = Later("A batch is decided about after it was completed.")


class MayNotStart(Refused):
    """The batch cannot be started."""


class MayNotComplete(Refused):
    """The batch cannot be completed."""


class MayNotDispose(Refused):
    """Nothing can be decided about the batch."""


class MayNotCancelBatch(Refused):
    """The batch cannot be cancelled."""


class BatchFactsDisagree(Invalid):
    """Two recorded facts of a batch contradict each other."""


@dataclass(frozen=True, kw_only=True)
class BatchFacts:
    """All that is recorded of a batch."""

    reference: str
    program: UUID
    product: UUID | None = None
    client_reference: str = ""
    kind: BatchKind = BatchKind.COMMERCIAL
    state: BatchState = BatchState.PLANNED
    planned_start_on: date | None = None
    started_on: date | None = None
    completed_on: date | None = None
    disposition: Disposition = Disposition.PENDING
    disposed_on: date | None = None
    unit: str = ""
    quantity_theoretical: Decimal | None = None
    quantity_actual: Decimal | None = None
    deviations: int | None = None
    reworked: bool | None = None


def clean_batch(facts: BatchFacts, *, today: date) -> BatchFacts:
    """Return the facts as they may be kept; `today` in the zone of the relationship.

    A yield over 100 % passes: it is real, and a signal to look at (see `yield_share`).

    :raises TextRefused, DayRefused, QuantityRefused: if a value cannot be kept
    :raises BatchFactsDisagree: if state, days and disposition contradict each other
    """
    changed: dict[str, Any] = {**clean_texts(facts, BATCH_TEXTS)}
    for name in ("planned_start_on", "started_on", "completed_on", "disposed_on"):
        check_day(getattr(facts, name), field=name, today=today)
    for name in ("started_on", "completed_on", "disposed_on"):
        check_has_come(getattr(facts, name), field=name, today=today)
    _check_days_in_order(facts.started_on, facts.completed_on, facts.disposed_on)
    check_quantity(facts.quantity_theoretical, field="quantity_theoretical")
    check_quantity(facts.quantity_actual, field="quantity_actual", zero=True)
    _check_deviations(facts.deviations)
    _check_agreement(facts)
    return amended(facts, changed) if changed else facts


_DAYS = ("planned_start_on", "started_on", "completed_on", "disposed_on")
_COME = _DAYS[1:]
_QUANTITIES = ("quantity_theoretical", "quantity_actual")


def clean_batch_fact(name: str, value: Any, today: date) -> Any:
    """Return one fact as `clean_batch` keeps it, as far as it alone can tell.

    :raises TextRefused, DayRefused, QuantityRefused, BatchFactsDisagree: if it cannot be kept
    """
    if name in BATCH_TEXTS:
        required = name == "reference"
        return clean_text(value, field=name, longest=BATCH_TEXTS[name], required=required)
    if name in _DAYS:
        check_day(value, field=name, today=today)
    if name in _COME:
        check_has_come(value, field=name, today=today)
    if name in _QUANTITIES:
        check_quantity(value, field=name, zero=name == "quantity_actual")
    if name == "deviations":
        _check_deviations(value)
    return value


def are_clean_batch_facts(name: str, written: Sequence[str]) -> bool:
    """Answer whether `clean_batch_fact` would keep all values that are written so, unchanged.

    It looks at all at once, so a no may only mean that each needs a look.
    """
    if name in BATCH_TEXTS:
        required = name == "reference"
        return are_clean_texts(written, longest=BATCH_TEXTS[name], required=required)
    if name in _QUANTITIES:
        return are_plain_quantities(written, zero=name == "quantity_actual")
    return False


def check_batch_agrees(facts: Any) -> None:
    """Let only facts pass in which state, days and disposition agree.

    :raises DayRefused: if the days are not in order
    :raises BatchFactsDisagree: if something is said of a state that the batch has not reached
    """
    _check_days_in_order(facts.started_on, facts.completed_on, facts.disposed_on)
    _check_agreement(facts)


def _check_days_in_order(
    started_on: date | None, completed_on: date | None, disposed_on: date | None
) -> None:
    check_order(
        started_on,
        completed_on,
        field="completed_on",
        sentence=_COMPLETED_BEFORE_START,
    )
    check_order(
        completed_on,
        disposed_on,
        field="disposed_on",
        sentence=_DECIDED_BEFORE_COMPLETION,
    )


def _check_deviations(deviations: int | None) -> None:
    if deviations is not None and not 0 <= deviations <= MOST_DEVIATIONS:
        sentence = _("Enter a number of deviations from 0 to 10,000.")
        raise BatchFactsDisagree(sentence, deviations=sentence)


def _check_agreement(facts: Any) -> None:
    is_completed = facts.state is BatchState.COMPLETED
    if is_completed and facts.completed_on is None:
        sentence = _("Enter the day on which it was completed.")
        raise BatchFactsDisagree(sentence, completed_on=sentence)
    if not is_completed and facts.completed_on is not None:
        sentence = _("Only a completed batch has a day of completion.")
        raise BatchFactsDisagree(sentence, completed_on=sentence)
    if facts.disposition is not Disposition.PENDING and not is_completed:
        sentence = _("Only a completed batch is released or rejected.")
        raise BatchFactsDisagree(sentence, disposition=sentence)
    if facts.disposition is Disposition.PENDING and facts.disposed_on is not None:
        sentence = _("Say whether the batch was released or rejected on that day.")
        raise BatchFactsDisagree(sentence, disposition=sentence)
    _check_start(facts)


def _check_start(facts: Any) -> None:
    if facts.state is BatchState.STARTED and facts.started_on is None:
        sentence = _("Enter the day on which it was started.")
        raise BatchFactsDisagree(sentence, started_on=sentence)
    if facts.state in (BatchState.PLANNED, BatchState.CANCELLED) and facts.started_on is not None:
        sentence = _("Only a started or completed batch has a day of start.")
        raise BatchFactsDisagree(sentence, started_on=sentence)


def check_is_plan(facts: BatchFacts) -> None:
    """Let a new batch begin as a plan.

    :raises BatchFactsDisagree: if something has become of it already
    """
    if facts.state is not BatchState.PLANNED:
        raise BatchFactsDisagree(_("A new batch begins as a plan; record what became of it next."))


def check_may_start(*, state: BatchState, started_on: date, today: date) -> None:
    """Let a planned batch be started, on a day that has come.

    :raises MayNotStart: if it is not planned
    :raises DayRefused: if the day has not come
    """
    if state is not BatchState.PLANNED:
        raise MayNotStart(_("This batch is already %(state)s.", state=state.label))
    check_day(started_on, field="started_on", today=today)
    check_has_come(started_on, field="started_on", today=today)


def check_may_complete(*, state: BatchState) -> None:
    """Let a started batch be completed.

    :raises MayNotComplete: if it was not started, or ended before
    """
    if state is BatchState.PLANNED:
        raise MayNotComplete(_("This batch has not been started. Record its start first."))
    if state is not BatchState.STARTED:
        raise MayNotComplete(_("This batch is already %(state)s.", state=state.label))


def check_may_dispose(
    *, state: BatchState, disposition: Disposition, decision: Disposition, reason: str
) -> None:
    """Let the quality unit decide once about a completed batch; a rejection has a reason.

    :raises MayNotDispose: if it is not completed or decided before, or nothing is decided
    :raises ReasonMissing: for a rejection without a reason
    """
    if state is not BatchState.COMPLETED:
        raise MayNotDispose(_("Only a completed batch is released or rejected."))
    if disposition is not Disposition.PENDING:
        raise MayNotDispose(
            _(
                "This batch was already %(decision)s. A wrong record is put right by a correction.",
                decision=disposition.label,
            )
        )
    if decision is Disposition.PENDING:
        sentence = _("Choose released or rejected.")
        raise MayNotDispose(sentence, disposition=sentence)
    if decision is Disposition.REJECTED:
        check_reason(reason)


def check_may_cancel_batch(*, state: BatchState, reason: str) -> None:
    """Let a plan be cancelled, with a reason; what was started is decided about, not cancelled.

    :raises MayNotCancelBatch: once it was started or cancelled
    :raises ReasonMissing: without a reason
    """
    if state is BatchState.CANCELLED:
        raise MayNotCancelBatch(_("This batch is already cancelled."))
    if state is not BatchState.PLANNED:
        raise MayNotCancelBatch(
            _(
                "This batch was started, so it counts. Complete it with what came out, then the "
                "quality unit rejects it."
            )
        )
    check_reason(reason)


def check_may_correct_batch(*, before: BatchFacts, after: BatchFacts, reason: str) -> None:
    """Let recorded facts be put right, with a reason.

    :raises ReasonMissing: without a reason
    :raises NothingCorrected: if nothing differs
    """
    check_reason(reason)
    if before == after:
        raise NothingCorrected(_("Nothing differs from what is recorded."))


def yield_share(*, actual: Decimal | None, theoretical: Decimal | None) -> Decimal | None:
    """Return actual ÷ theoretical as a share of 1, or None where one is unknown.

    Source: 21 CFR 211.103, calculation of yield.

    >>> yield_share(actual=Decimal(96), theoretical=Decimal(100))
    Decimal('0.96')
    """
    return None if actual is None or not theoretical else actual / theoretical


def is_over_full(share: Decimal | None) -> bool:
    """Answer whether more came out than theory allows: a weighing or recording to look at.

    Source: 21 CFR 211.192, investigation of unexplained discrepancies of yield.
    """
    return share is not None and share > 1


def batch_headline(
    *,
    reference: str,
    state: BatchState,
    disposition: Disposition,
    waiting: int,
    clean: bool | None,
) -> str:
    """Return the finding about a batch in one sentence.

    `waiting`: days since its completion; `clean`: neither deviation nor rework, None if unknown.
    """
    if disposition is Disposition.REJECTED:
        return _("Batch %(reference)s was rejected", reference=reference)
    if disposition is Disposition.RELEASED:
        return _released(reference, clean=clean)
    if state is BatchState.COMPLETED:
        return ngettext(
            "Batch %(reference)s has waited %(count)s day for a decision",
            "Batch %(reference)s has waited %(count)s days for a decision",
            waiting,
            reference=reference,
        )
    return {
        BatchState.PLANNED: _("Batch %(reference)s is planned", reference=reference),
        BatchState.STARTED: _("Batch %(reference)s is being made", reference=reference),
        BatchState.CANCELLED: _("Batch %(reference)s was cancelled", reference=reference),
    }[state]


def _released(reference: str, *, clean: bool | None) -> str:
    if clean is None:
        return _("Batch %(reference)s was released", reference=reference)
    if clean:
        return _("Batch %(reference)s was released, right first time", reference=reference)
    return _("Batch %(reference)s was released after a deviation or rework", reference=reference)
