"""The shape of what people send about promises and agreements."""

from catchball.trust.forms import SignContent, SignVersion, Step
from catchball.workplace.agreements.forms.entering import Enter
from catchball.workplace.agreements.forms.parts import Answer, Offer, PartForm, Seen
from catchball.workplace.agreements.forms.promises import (
    ChangeDraft,
    Draft,
    Withdraw,
)

__all__ = [
    "Answer",
    "ChangeDraft",
    "Draft",
    "Enter",
    "Offer",
    "PartForm",
    "Seen",
    "SignContent",
    "SignVersion",
    "Step",
    "Withdraw",
]
