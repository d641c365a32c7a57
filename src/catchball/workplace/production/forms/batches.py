"""The shape of what people send about batches."""

from datetime import date
from typing import Any

from django import forms

from catchball.kernel.words import Later
from catchball.workplace.production.forms import parts
from catchball.workplace.production.forms.parts import (
    ChoiceOfId,
    Step,
    check,
    choice,
    count,
    day,
    quantity,
    text,
)
from catchball.workplace.production.queries import BatchLine
from catchball.workplace.production.rules import (
    BATCH_TEXTS,
    MOST_DEVIATIONS,
    BatchFacts,
    BatchKind,
    BatchState,
    Disposition,
)

_KINDS = [
    (BatchKind.COMMERCIAL.value, Later("commercial")),
    (BatchKind.PPQ.value, Later("process performance qualification")),
    (BatchKind.ENGINEERING.value, Later("engineering")),
    (BatchKind.CLINICAL.value, Later("clinical")),
]
_STATES = [
    (BatchState.PLANNED.value, Later("planned")),
    (BatchState.STARTED.value, Later("started")),
    (BatchState.COMPLETED.value, Later("completed")),
    (BatchState.CANCELLED.value, Later("cancelled")),
]
_DECISIONS = [
    (Disposition.RELEASED.value, Later("released")),
    (Disposition.REJECTED.value, Later("rejected")),
]
_REWORKED = [("", Later("not recorded")), ("no", Later("no")), ("yes", Later("yes"))]


class PlanBatch(Step):
    """A batch that is going to be made."""

    headline = Later("Plan a batch")
    verb = Later("Plan batch")
    done = Later("The batch is planned.")

    version = None  # type: ignore[assignment] # nothing was shown yet
    reference = text(Later("Reference"), BATCH_TEXTS["reference"], required=True)
    client_reference = text(Later("Client's reference"), BATCH_TEXTS["client_reference"])
    program = ChoiceOfId(Later("Program"))
    product = ChoiceOfId(Later("Product"), required=False)
    kind = choice(Later("Made for"), _KINDS, BatchKind)
    planned_start_on = day(Later("Planned start"), required=False)
    quantity_theoretical = quantity(
        Later("Theoretical quantity"),
        help_text=Later("What would come out with no loss at all; the yield is measured by it."),
    )
    unit = text(Later("Unit"), BATCH_TEXTS["unit"])

    def arguments(self) -> dict[str, Any]:
        return {"facts": BatchFacts(**self.cleaned_data)}


class StartBatch(Step):
    """That the making began."""

    headline = Later("Record the start")
    verb = Later("Record start")
    done = Later("The start is recorded.")

    started_on = day(Later("Started on"))

    def initial_of(self, line: BatchLine, today: date | None) -> dict[str, Any]:
        return {"started_on": today}


class CompleteBatch(Step):
    """What came out, and how often it departed from its instructions."""

    headline = Later("Record the completion")
    verb = Later("Record completion")
    done = Later("The completion is recorded.")

    completed_on = day(Later("Completed on"))
    quantity_actual = quantity(
        Later("Actual quantity"),
        required=True,
        help_text=Later(
            "As weighed. More than theory is recorded too, and marked to be looked at."
        ),
    )
    deviations = count(Later("Deviations"), MOST_DEVIATIONS, required=True)
    reworked = check(Later("It was reworked"))

    def initial_of(self, line: BatchLine, today: date | None) -> dict[str, Any]:
        return {"completed_on": today}


class DisposeBatch(Step):
    """What the quality unit decided."""

    headline = Later("Decide about the batch")
    verb = Later("Record decision")
    done = Later("The decision is recorded.")

    disposition = choice(Later("Decision"), _DECISIONS, Disposition, widget=forms.RadioSelect)
    disposed_on = day(Later("Decided on"))
    reason = parts.reason(
        required=False,
        help_text=Later("Needed for a rejection. Both companies can read it, for ever."),
    )

    def initial_of(self, line: BatchLine, today: date | None) -> dict[str, Any]:
        return {"disposed_on": today}


class CancelBatch(Step):
    """That the batch will not be made, and why."""

    headline = Later("Cancel the batch")
    verb = Later("Cancel batch")
    done = Later("The batch is cancelled.")
    danger = True

    reason = parts.reason()


class CorrectBatch(Step):
    """All recorded facts, to be put right."""

    headline = Later("Correct what was recorded")
    verb = Later("Correct record")
    done = Later("The record is corrected; the history shows what it was.")

    reference = text(Later("Reference"), BATCH_TEXTS["reference"], required=True)
    client_reference = text(Later("Client's reference"), BATCH_TEXTS["client_reference"])
    program = ChoiceOfId(Later("Program"))
    product = ChoiceOfId(Later("Product"), required=False)
    kind = choice(Later("Made for"), _KINDS, BatchKind)
    state = choice(Later("State"), _STATES, BatchState)
    planned_start_on = day(Later("Planned start"), required=False)
    started_on = day(Later("Started on"), required=False)
    completed_on = day(Later("Completed on"), required=False)
    quantity_theoretical = quantity(Later("Theoretical quantity"))
    quantity_actual = quantity(Later("Actual quantity"))
    unit = text(Later("Unit"), BATCH_TEXTS["unit"])
    deviations = count(Later("Deviations"), MOST_DEVIATIONS)
    reworked = choice(
        Later("Reworked"),
        _REWORKED,
        lambda value: value == "yes",
        required=False,
        empty_value=None,
    )
    disposition = choice(
        Later("Decision"),
        [(Disposition.PENDING.value, Later("not decided")), *_DECISIONS],
        Disposition,
        help_text=Later("Only the quality unit changes a decision."),
    )
    disposed_on = day(Later("Decided on"), required=False)
    reason = parts.reason()

    def initial_of(self, line: BatchLine, today: date | None) -> dict[str, Any]:
        named = {name: getattr(line, name, None) for name in self.base_fields}
        return {
            **named,
            "program": str(line.program_id),
            "product": str(line.product_id or ""),
            "kind": line.kind.value,
            "state": line.state.value,
            "disposition": line.disposition.value,
            "reworked": {None: "", True: "yes", False: "no"}[line.reworked],
        }

    def arguments(self) -> dict[str, Any]:
        named = super().arguments()
        version = named.pop("version")
        return {"facts": BatchFacts(**named), "version": version}
