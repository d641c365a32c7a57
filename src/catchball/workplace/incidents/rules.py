"""The words of incidents, and what may be done with one."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from catchball.kernel.errors import Invalid, Refused
from catchball.kernel.texts import faults_of_length
from catchball.kernel.words import Later, _

TITLE_LENGTH = 200
PLACE_LENGTH = 120
LONGEST = 4_000


class IncidentIncomplete(Invalid):
    """Something that an incident needs is missing, or cannot be."""


class MayNotChange(Refused):
    """The incident does not allow this step now."""


class Severity(StrEnum):
    """How bad an incident is."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"

    @property
    def label(self) -> str:
        """The severity as people call it."""
        return str(_SEVERITIES[self][0])

    @property
    def explained(self) -> str:
        """What the severity means."""
        return str(_SEVERITIES[self][1])


# A proposal of this product; classes of deviations are agreed by each client.
_SEVERITIES = {
    Severity.CRITICAL: (Later("critical"), Later("patients could be harmed, or a batch is lost")),
    Severity.MAJOR: (Later("major"), Later("a batch or a milestone is in question")),
    Severity.MINOR: (Later("minor"), Later("put right on the spot, within the limits")),
}


class Foresight(StrEnum):
    """Whether a risk assessment foresaw an incident."""

    OPEN = "open"
    FORESEEN = "foreseen"
    UNFORESEEN = "unforeseen"

    @property
    def label(self) -> str:
        """The judgement in words."""
        return str(_FORESIGHTS[self])


_FORESIGHTS = {
    Foresight.OPEN: Later("not judged yet"),
    Foresight.FORESEEN: Later("foreseen"),
    Foresight.UNFORESEEN: Later("not foreseen"),
}


@dataclass(frozen=True, kw_only=True)
class IncidentTerms:
    """What happened, when and where, and how bad it is."""

    title: str
    happened_on: date
    severity: Severity
    what: str = ""
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class Foreseen:
    """The risk that foresaw an incident: its id and name, its document, its key in the library."""

    risk: UUID
    name: str
    document: UUID
    starter: str = ""


def clean_terms(terms: IncidentTerms, *, today: date) -> IncidentTerms:
    """Return what happened without blanks around its words.

    :raises IncidentIncomplete: with a sentence for each thing that is missing or cannot be
    """
    title, what, place = terms.title.strip(), terms.what.strip(), terms.place.strip()
    faults = {}
    if not title:
        faults["title"] = _("Say what happened.")
    for name, text, most in (
        ("title", title, TITLE_LENGTH),
        ("what", what, LONGEST),
        ("place", place, PLACE_LENGTH),
    ):
        faults |= faults_of_length({name: text}, most)
    if terms.happened_on > today:
        faults["happened_on"] = _("Enter the day on which it happened: today or earlier.")
    if faults:
        raise IncidentIncomplete(" ".join(faults.values()), **faults)
    return IncidentTerms(
        title=title,
        what=what,
        place=place,
        happened_on=terms.happened_on,
        severity=terms.severity,
    )


def check_is_open(*, closed_on: date | None) -> None:
    """Let nothing be said anew of an incident that is closed, but whether it was foreseen.

    :raises MayNotChange: if it is
    """
    if closed_on:
        raise MayNotChange(_("This incident is closed: it stays as it was told."))


def check_reason(reason: str, sentence: str) -> None:
    """Let a step pass that says why.

    :raises IncidentIncomplete: with the sentence, if it does not
    """
    if not reason.strip():
        raise IncidentIncomplete(sentence, reason=sentence)


def check_closing(closed_on: date, *, happened_on: date, today: date) -> None:
    """Let an incident be closed on a day between its own and today.

    :raises IncidentIncomplete: otherwise
    """
    if not happened_on <= closed_on <= today:
        sentence = _("Enter a day from the incident's own to today.")
        raise IncidentIncomplete(sentence, closed_on=sentence)
