"""The shape of what people send about risk assessments and their risks."""

from collections.abc import Iterable
from typing import Any, ClassVar, cast
from uuid import UUID

from django import forms

from catchball.kernel.words import Later, _
from catchball.trust.forms import Step, TellingForm
from catchball.trust.queries import PersonLine
from catchball.workplace.actions.rules import TITLE_LENGTH as ACTION_LENGTH
from catchball.workplace.risks.queries import RiskLine
from catchball.workplace.risks.rules import (
    DECIDE_WITHIN,
    LONGEST,
    SENTENCE,
    TITLE_LENGTH,
    Axis,
    Category,
    Decision,
    Frame,
    Matrix,
    Method,
    Phase,
    PlanTerms,
    Score,
    StarterWords,
    Statement,
    Strategy,
)

_Choices = list[tuple[str, str]]


def _choose(form: forms.Form, name: str, choices: _Choices) -> None:
    cast("forms.ChoiceField", form.fields[name]).choices = choices


def _people(people: Iterable[PersonLine]) -> _Choices:
    return [(str(one.id), f"{one.name} ({one.role.label})") for one in people]


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class Framing(TellingForm):
    """What a risk assessment is of, and by whom."""

    LABELS: ClassVar = {
        "title": Later("Title"),
        "held_on": Later("Day of the assessment"),
        "extent": Later("What it covers"),
        "team": Later("Team of both companies"),
        "decide_within": Later("Working days to decide on a yellow risk"),
    }
    HELP: ClassVar = {
        "extent": Later("Product, process steps, sites; and what is left out."),
        "decide_within": Later("Ten is a proposal of this product, and no norm."),
    }
    title = forms.CharField(max_length=TITLE_LENGTH)
    held_on = forms.DateField()
    extent = forms.CharField(max_length=LONGEST, required=False, widget=_area(3))
    team = forms.TypedMultipleChoiceField(
        coerce=UUID, required=False, widget=forms.CheckboxSelectMultiple
    )
    decide_within = forms.IntegerField(min_value=1, max_value=60, initial=DECIDE_WITHIN)

    def __init__(
        self, data: Any, *, people: Iterable[PersonLine], initial: dict[str, Any] | None = None
    ) -> None:
        """Offer the people of both companies to choose from."""
        super().__init__(data, initial=initial)
        _choose(self, "team", _people(people))

    def frame(self) -> Frame:
        """Return what the command takes."""
        sent = self.cleaned_data
        return Frame(
            title=sent["title"],
            held_on=sent["held_on"],
            extent=sent["extent"],
            team=tuple(sent["team"]),
            decide_within=sent["decide_within"],
        )


class Opening(Framing):
    """A new risk assessment: its program, and the starter risks that it begins with."""

    LABELS: ClassVar = {
        **Framing.LABELS,
        "program": Later("Program"),
        "starters": Later("Risks to begin with"),
        "method": Later("Method"),
    }
    HELP: ClassVar = {
        **Framing.HELP,
        "starters": Later("Each can be changed, and others added, at any time."),
        "method": Later("It stays with the document."),
    }
    program = forms.TypedChoiceField(coerce=UUID)
    method = forms.TypedChoiceField(
        coerce=Method, initial=Method.MATRIX.value, required=False, widget=forms.RadioSelect
    )
    starters = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(
        self,
        data: Any,
        *,
        people: Iterable[PersonLine],
        programs: _Choices,
        starters: _Choices,
        initial: dict[str, Any],
    ) -> None:
        """Offer programs, people and starter risks; all of the library to begin with."""
        every = [key for key, _title in starters]
        super().__init__(data, people=people, initial={**initial, "starters": every})
        _choose(self, "program", programs)
        _choose(self, "method", [(one.value, one.label) for one in Method])
        _choose(self, "starters", starters)


class Reframing(Framing, Step):
    """Another title, day, extent or team, for the version that somebody saw."""


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
        _choose(self, "category", [(one.value, one.label) for one in Category])
        _choose(self, "phase", [(one.value, one.label) for one in Phase])
        _choose(self, "owner", [("", _("nobody yet")), *_people(people)])
        others = [(str(one.id), f"{one.number} · {one.event}") for one in siblings]
        _choose(self, "arises_from", [("", _("no other risk")), *others])

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
    reason = forms.CharField(max_length=LONGEST, required=False, widget=_area(3))

    def __init__(self, data: Any, *, matrix: Matrix, initial: dict[str, Any] | None = None) -> None:
        """Offer the steps of the document's scales."""
        super().__init__(data, initial=initial)
        self.axes = matrix.axes
        if Axis.DETECTION not in self.axes:
            del self.fields[Axis.DETECTION.value]
        for axis in self.axes:
            self.fields[axis.value].label = axis.label
            steps = range(1, matrix.steps(axis) + 1)
            _choose(self, axis.value, [(str(step), str(step)) for step in steps])

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
        "review_on": Later("Next review on"),
    }
    HELP: ClassVar = {
        "trigger": Later("The sign by which anybody can tell that it is happening."),
        "contingency": Later("What is done then, all the same."),
        "residual_impact": Later("Once the actions are done: what the plan promises."),
        "delay_days": Later("Times its probability it counts into the reserve of the schedule."),
    }
    strategy = forms.TypedChoiceField(
        coerce=Strategy, required=False, empty_value=None, widget=forms.RadioSelect
    )
    trigger = forms.CharField(max_length=LONGEST, required=False, widget=_area(2))
    contingency = forms.CharField(max_length=LONGEST, required=False, widget=_area(2))
    residual_probability = forms.TypedChoiceField(coerce=int, required=False, empty_value=None)
    residual_impact = forms.TypedChoiceField(coerce=int, required=False, empty_value=None)
    residual_detection = forms.TypedChoiceField(coerce=int, required=False, empty_value=None)
    delay_days = forms.IntegerField(min_value=0, required=False)
    review_on = forms.DateField(required=False)

    def __init__(self, data: Any, *, matrix: Matrix, initial: dict[str, Any] | None = None) -> None:
        """Offer the strategies, and the steps of the document's scales."""
        super().__init__(data, initial=initial)
        strategies = [(one.value, f"{one.label}: {one.explained}") for one in Strategy]
        _choose(self, "strategy", strategies)
        _choose(self, "residual_probability", _named_steps(matrix.probability))
        _choose(self, "residual_impact", _named_steps(matrix.impact))
        if matrix.detection:
            _choose(self, "residual_detection", _named_steps(matrix.detection))
        else:
            del self.fields["residual_detection"]

    def arguments(self) -> dict[str, Any]:
        """Return what the command takes."""
        sent = dict(self.cleaned_data)
        version = sent.pop("version")
        return {"version": version, "plan": PlanTerms(**sent)}


def _named_steps(words: Iterable[str]) -> _Choices:
    steps = [(str(step), f"{step} · {_(word)}") for step, word in enumerate(words, start=1)]
    return [("", _("not said yet")), *steps]


class Acting(Step):
    """An action for a risk: what, by whom, until when."""

    LABELS: ClassVar = {
        "title": Later("What is to be done"),
        "owner": Later("Owner"),
        "due_on": Later("Due on"),
    }
    HELP: ClassVar = {
        "owner": Later("One person of either company. It is theirs once they accept it."),
        "due_on": Later("This day is kept for ever; a later one can only be forecast."),
    }
    title = forms.CharField(max_length=ACTION_LENGTH)
    owner = forms.TypedChoiceField(coerce=UUID)
    due_on = forms.DateField()

    def __init__(
        self, data: Any, *, people: Iterable[PersonLine], initial: dict[str, Any] | None = None
    ) -> None:
        """Offer the people of both companies to choose from."""
        super().__init__(data, initial=initial)
        _choose(self, "owner", [("", "–"), *_people(people)])

    def arguments(self) -> dict[str, Any]:
        """Return what the command takes; the reason is in the scope already."""
        return {name: value for name, value in self.cleaned_data.items() if name != "reason"}


class Firing(Acting):
    """What was seen of a trigger, and the action that follows."""

    LABELS: ClassVar = {**Acting.LABELS, "reason": Later("What was seen")}
    HELP: ClassVar = {**Acting.HELP, "reason": Later("When and where, so that both can check it.")}
    reason = forms.CharField(max_length=LONGEST, widget=_area(3))
    field_order = ("version", "reason", "title", "owner", "due_on")


class Deciding(Step):
    """A decision on a yellow risk."""

    LABELS: ClassVar = {
        "decision": Later("What is decided"),
        "reason": Later("Reason"),
        "accepted_until": Later("Accepted until"),
    }
    HELP: ClassVar = {
        "reason": Later("Both companies see it. Owed where the risk is accepted."),
        "accepted_until": Later("Only where it is accepted: then it is to be decided anew."),
    }
    decision = forms.TypedChoiceField(coerce=Decision, widget=forms.RadioSelect)
    reason = forms.CharField(max_length=LONGEST, required=False, widget=_area(3))
    accepted_until = forms.DateField(required=False)

    def __init__(self, data: Any) -> None:
        """Say what can be decided in the reader's language."""
        super().__init__(data)
        _choose(
            self,
            "decision",
            [
                (Decision.PLAN.value, _("It gets a plan")),
                (Decision.ACCEPT.value, _("It is accepted for a while, with a reason")),
            ],
        )

    def arguments(self) -> dict[str, Any]:
        """Return what the command takes; the reason is in the scope already."""
        return {name: value for name, value in self.cleaned_data.items() if name != "reason"}


class Reviewing(Step):
    """What the team noted at a review."""

    LABELS: ClassVar = {"reason": Later("What was noted")}
    HELP: ClassVar = {"reason": Later("Who took part, what was decided; both companies see it.")}
    reason = forms.CharField(max_length=LONGEST, required=False, widget=_area(4))


class Beginning(TellingForm):
    """Which risks both companies score apart."""

    LABELS: ClassVar = {"risks": Later("Risks to score")}
    HELP: ClassVar = {"risks": Later("A risk that is chosen is scored only here until the reveal.")}
    risks = forms.TypedMultipleChoiceField(
        coerce=UUID, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any, *, risks: Iterable[RiskLine]) -> None:
        """Offer the open risks by number, all of them chosen to begin with."""
        offered = sorted(risks, key=lambda one: one.number)
        super().__init__(data, initial={"risks": [str(one.id) for one in offered]})
        _choose(self, "risks", [(str(one.id), f"{one.number} · {one.event}") for one in offered])


class Ending(TellingForm):
    """The end of a round for one's company, or for both; it is owed a reason where called off."""

    LABELS: ClassVar = {"reason": Later("Reason")}
    HELP: ClassVar = {"reason": Later("Both companies see it.")}
    reason = forms.CharField(max_length=LONGEST, required=False, widget=_area(3))


class Keeping(TellingForm):
    """A starter risk for the library of a site."""

    LABELS: ClassVar = {
        **{
            name: Wording.LABELS[name] for name in ("cause", "event", "effect", "category", "phase")
        },
        "response": Later("What answers it"),
        "contingency": Later("What is done if it happens all the same"),
    }
    HELP: ClassVar = {"event": Later("Name no client, program or product: every client sees it.")}
    cause = forms.CharField(max_length=SENTENCE, required=False)
    event = forms.CharField(max_length=SENTENCE)
    effect = forms.CharField(max_length=SENTENCE, required=False)
    response = forms.CharField(max_length=SENTENCE, required=False)
    contingency = forms.CharField(max_length=SENTENCE, required=False)
    category = forms.TypedChoiceField(coerce=Category)
    phase = forms.TypedChoiceField(coerce=Phase)

    def __init__(self, data: Any, *, initial: dict[str, Any] | None = None) -> None:
        """Offer the categories and phases."""
        super().__init__(data, initial=initial)
        _choose(self, "category", [(one.value, one.label) for one in Category])
        _choose(self, "phase", [(one.value, one.label) for one in Phase])

    def words(self) -> StarterWords:
        """Return what the command takes."""
        sent = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return StarterWords(**sent)


class Rekeeping(Keeping, Step):
    """Other words of a starter risk, for the version that somebody saw."""
