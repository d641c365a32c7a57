"""The shape of what people send about a risk: its words, its score, its plan."""

from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID

from django import forms

from catchball.kernel.words import Later, _
from catchball.trust.forms import Step, TellingForm
from catchball.trust.queries import PersonLine
from catchball.workplace.plans.queries import TaskChoice
from catchball.workplace.risks.forms.parts import area, choose, named_steps, people_of
from catchball.workplace.risks.queries import RiskLine
from catchball.workplace.risks.rules import (
    LONGEST,
    SENTENCE,
    Axis,
    Category,
    Matrix,
    Phase,
    PlanTerms,
    Score,
    Statement,
    Strategy,
)


class Wording(TellingForm):
    """A risk in words: cause, event, effect, where it belongs, who watches it."""

    LABELS: ClassVar = {
        "cause": Later("Because"),
        "event": Later("it could happen that"),
        "effect": Later("which would lead to"),
        "category": Later("About"),
        "phase": Later("In the phase"),
        "owner": Later("Who watches it"),
        "arises_from": Later("Follows from"),
    }
    HELP: ClassVar = {
        "event": Later("One thing that may or may not happen."),
        "owner": Later("One person of either company."),
        "arises_from": Later("Where the answer to another risk of this document brings it about."),
    }
    cause = forms.CharField(max_length=SENTENCE, required=False)
    event = forms.CharField(max_length=SENTENCE)
    effect = forms.CharField(max_length=SENTENCE, required=False)
    category = forms.TypedChoiceField(coerce=Category)
    phase = forms.TypedChoiceField(coerce=Phase)
    owner = forms.TypedChoiceField(coerce=UUID, required=False, empty_value=None)
    arises_from = forms.TypedChoiceField(coerce=UUID, required=False, empty_value=None)

    def __init__(
        self,
        data: Any,
        *,
        people: Iterable[PersonLine],
        siblings: Iterable[RiskLine],
        initial: dict[str, Any] | None = None,
    ) -> None:
        """Offer people, and the other risks of the document."""
        super().__init__(data, initial=initial)
        choose(self, "category", [(one.value, one.label) for one in Category])
        choose(self, "phase", [(one.value, one.label) for one in Phase])
        choose(self, "owner", [("", _("nobody yet")), *people_of(people)])
        others = [(str(one.id), f"{one.number} · {one.event}") for one in siblings]
        choose(self, "arises_from", [("", _("no other risk")), *others])

    def statement(self) -> Statement:
        """Return what the command takes."""
        sent = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return Statement(**sent)


class Rewording(Wording, Step):
    """Other words, for the version that somebody saw."""


class Scored(Step):
    """A step on each scale."""

    LABELS: ClassVar = {"reason": Later("Why so")}
    HELP: ClassVar = {"reason": Later("What the score is based on; both companies see it.")}
    probability = forms.TypedChoiceField(coerce=int, widget=forms.RadioSelect)
    quality = forms.TypedChoiceField(coerce=int, widget=forms.RadioSelect)
    schedule = forms.TypedChoiceField(coerce=int, widget=forms.RadioSelect)
    cost = forms.TypedChoiceField(coerce=int, widget=forms.RadioSelect)
    supply = forms.TypedChoiceField(coerce=int, widget=forms.RadioSelect)
    detection = forms.TypedChoiceField(coerce=int, widget=forms.RadioSelect)
    reason = forms.CharField(max_length=LONGEST, required=False, widget=area(3))

    def __init__(self, data: Any, *, matrix: Matrix, initial: dict[str, Any] | None = None) -> None:
        """Offer the steps of the document's scales."""
        super().__init__(data, initial=initial)
        self.axes = matrix.axes
        if Axis.DETECTION not in self.axes:
            del self.fields[Axis.DETECTION.value]
        for axis in self.axes:
            self.fields[axis.value].label = axis.label
            steps = range(1, matrix.steps(axis) + 1)
            choose(self, axis.value, [(str(step), str(step)) for step in steps])

    def arguments(self) -> dict[str, Any]:
        """Return what the command takes."""
        sent = self.cleaned_data
        score = Score(**{axis.value: sent[axis.value] for axis in self.axes})
        return {"version": sent["version"], "score": score}


class Planning(Step):
    """The plan of a risk, as far as it is known."""

    LABELS: ClassVar = {
        "strategy": Later("Strategy"),
        "trigger": Later("Trigger"),
        "contingency": Later("Contingency"),
        "residual_probability": Later("Probability that is left"),
        "residual_impact": Later("Impact that is left"),
        "residual_detection": Later("Detection that is left"),
        "delay_days": Later("Delay if it happens, in working days"),
        "task": Later("What it delays"),
        "strikes_from": Later("May happen from"),
        "strikes_until": Later("May happen until"),
        "review_on": Later("Next review on"),
    }
    HELP: ClassVar = {
        "trigger": Later("The sign by which anybody can tell that it is happening."),
        "contingency": Later("What is done then, all the same."),
        "residual_impact": Later("Once the actions are done: what the plan promises."),
        "delay_days": Later("Times its probability it counts into the reserve of the schedule."),
        "task": Later(
            "A task, and all that waits for it. Without one it delays the end of the plan; if it may happen only between two days, all work that is not done by then."
        ),
        "strikes_until": Later(
            "Leave both days empty if it may happen at any time. What is done before is not delayed."
        ),
    }
    strategy = forms.TypedChoiceField(
        coerce=Strategy, required=False, empty_value=None, widget=forms.RadioSelect
    )
    trigger = forms.CharField(max_length=LONGEST, required=False, widget=area(2))
    contingency = forms.CharField(max_length=LONGEST, required=False, widget=area(2))
    residual_probability = forms.TypedChoiceField(coerce=int, required=False, empty_value=None)
    residual_impact = forms.TypedChoiceField(coerce=int, required=False, empty_value=None)
    residual_detection = forms.TypedChoiceField(coerce=int, required=False, empty_value=None)
    delay_days = forms.IntegerField(min_value=0, required=False)
    task = forms.TypedChoiceField(coerce=UUID, required=False, empty_value=None)
    strikes_from = forms.DateField(required=False)
    strikes_until = forms.DateField(required=False)
    review_on = forms.DateField(required=False)

    def __init__(
        self,
        data: Any,
        *,
        matrix: Matrix,
        tasks: Iterable[TaskChoice],
        initial: dict[str, Any] | None = None,
    ) -> None:
        """Offer the strategies, the steps of the document's scales, and the plan's tasks."""
        super().__init__(data, initial=initial)
        named = [(str(one.id), f"{one.number} {one.name}") for one in tasks]
        choose(self, "task", [("", _("no task in particular")), *named])
        strategies = [(one.value, f"{one.label}: {one.explained}") for one in Strategy]
        choose(self, "strategy", strategies)
        choose(self, "residual_probability", named_steps(matrix.probability))
        choose(self, "residual_impact", named_steps(matrix.impact))
        if matrix.detection:
            choose(self, "residual_detection", named_steps(matrix.detection))
        else:
            del self.fields["residual_detection"]

    def arguments(self) -> dict[str, Any]:
        """Return what the command takes."""
        sent = dict(self.cleaned_data)
        version = sent.pop("version")
        return {"version": version, "plan": PlanTerms(**sent)}
