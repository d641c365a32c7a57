"""The shape of what people send about risks."""

from catchball.workplace.risks.forms.documents import Framing, Opening, Reframing, Reviewing
from catchball.workplace.risks.forms.library import Keeping, Rekeeping
from catchball.workplace.risks.forms.matrices import Drawn, NewlyDrawn, Redrawn, as_typed
from catchball.workplace.risks.forms.risks import Planning, Rewording, Scored, Wording
from catchball.workplace.risks.forms.rounds import Beginning, Ending
from catchball.workplace.risks.forms.steps import Acting, Deciding, Firing, Foreseeing

__all__ = [
    "Acting",
    "Beginning",
    "Deciding",
    "Drawn",
    "Ending",
    "Firing",
    "Foreseeing",
    "Framing",
    "Keeping",
    "NewlyDrawn",
    "Opening",
    "Planning",
    "Redrawn",
    "Reframing",
    "Rekeeping",
    "Reviewing",
    "Rewording",
    "Scored",
    "Wording",
    "as_typed",
]
