"""The shape of what people send about a blind round."""

from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID

from django import forms

from catchball.kernel.words import Later
from catchball.trust.forms import TellingForm
from catchball.workplace.risks.forms.parts import area, choose
from catchball.workplace.risks.queries import RiskLine
from catchball.workplace.risks.rules import (
    LONGEST,
)


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
        choose(self, "risks", [(str(one.id), f"{one.number} · {one.event}") for one in offered])


class Ending(TellingForm):
    """The end of a round for one's company, or for both; it is owed a reason where called off."""

    LABELS: ClassVar = {"reason": Later("Reason")}
    HELP: ClassVar = {"reason": Later("Both companies see it.")}
    reason = forms.CharField(max_length=LONGEST, required=False, widget=area(3))
