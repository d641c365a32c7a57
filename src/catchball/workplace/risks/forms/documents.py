"""The shape of what people send about whole documents."""

from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID

from django import forms

from catchball.kernel.words import Later, _
from catchball.trust.forms import Step, TellingForm
from catchball.trust.queries import PersonLine
from catchball.workplace.risks.forms.parts import Choices, area, choose, people_of
from catchball.workplace.risks.rules import (
    DECIDE_WITHIN,
    LONGEST,
    MATRIX,
    TITLE_LENGTH,
    Frame,
    Method,
)


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
    extent = forms.CharField(max_length=LONGEST, required=False, widget=area(3))
    team = forms.TypedMultipleChoiceField(
        coerce=UUID, required=False, widget=forms.CheckboxSelectMultiple
    )
    decide_within = forms.IntegerField(min_value=1, max_value=60, initial=DECIDE_WITHIN)

    def __init__(
        self, data: Any, *, people: Iterable[PersonLine], initial: dict[str, Any] | None = None
    ) -> None:
        """Offer the people of both companies to choose from."""
        super().__init__(data, initial=initial)
        choose(self, "team", people_of(people))

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
        "matrix": Later("Matrix"),
    }
    HELP: ClassVar = {
        **Framing.HELP,
        "starters": Later("Each can be changed, and others added, at any time."),
        "method": Later("It stays with the document."),
        "matrix": Later("As it stands today: it stays with the document. FMEA needs none."),
    }
    program = forms.TypedChoiceField(coerce=UUID)
    method = forms.TypedChoiceField(
        coerce=Method, initial=Method.MATRIX.value, required=False, widget=forms.RadioSelect
    )
    matrix = forms.TypedChoiceField(coerce=UUID, required=False, empty_value=None)
    starters = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(
        self,
        data: Any,
        *,
        people: Iterable[PersonLine],
        programs: Choices,
        starters: Choices,
        matrices: Choices,
        initial: dict[str, Any],
    ) -> None:
        """Offer programs, people, matrices and starter risks; all of the library to begin with."""
        every = [key for key, _title in starters]
        super().__init__(data, people=people, initial={**initial, "starters": every})
        choose(self, "program", programs)
        choose(self, "method", [(one.value, one.label) for one in Method])
        choose(self, "starters", starters)
        choose(self, "matrix", [("", _(MATRIX.name)), *matrices])


class Reframing(Framing, Step):
    """Another title, day, extent or team, for the version that somebody saw."""


class Reviewing(Step):
    """What the team noted at a review."""

    LABELS: ClassVar = {"reason": Later("What was noted")}
    HELP: ClassVar = {"reason": Later("Who took part, what was decided; both companies see it.")}
    reason = forms.CharField(max_length=LONGEST, required=False, widget=area(4))
