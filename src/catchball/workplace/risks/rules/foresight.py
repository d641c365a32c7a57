"""How much of what happened a risk assessment had foreseen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from catchball.kernel.errors import Refused
from catchball.kernel.words import _
from catchball.workplace.incidents.rules import Foresight as Judged


class MayNotForesee(Refused):
    """The risk cannot have foreseen the incident."""


@dataclass(frozen=True, kw_only=True)
class Happened:
    """An incident as foresight counts it; `document` is the one whose risk foresaw it."""

    happened_on: date
    judged: Judged
    document: UUID | None


@dataclass(frozen=True, kw_only=True)
class Foresight:
    """Of so many incidents since a document was held, how many it foresaw, and how many wait."""

    incidents: int
    foreseen: int
    unjudged: int


def foresight_of(
    incidents: Iterable[Happened], *, document: UUID, held_on: date
) -> Foresight | None:
    """Return the foresight of a document: incidents foreseen ÷ incidents; None without any.

    Counted is what happened in its program from the day of the assessment on, but what a risk of
    another document foresaw. An incident that nobody has judged counts, and is not foreseen.

    Source: recall of a list of predictions (true positives ÷ all that happened).

    >>> this, other = UUID(int=1), UUID(int=2)
    >>> day = date(2026, 3, 2)
    >>> foresight_of(
    ...     [
    ...         Happened(happened_on=day, judged=Judged.FORESEEN, document=this),
    ...         Happened(happened_on=day, judged=Judged.UNFORESEEN, document=None),
    ...         Happened(happened_on=day, judged=Judged.OPEN, document=None),
    ...         Happened(happened_on=day, judged=Judged.FORESEEN, document=other),
    ...     ],
    ...     document=this,
    ...     held_on=date(2026, 3, 1),
    ... )
    Foresight(incidents=3, foreseen=1, unjudged=1)
    """
    counted = [
        one for one in incidents if one.happened_on >= held_on and one.document in {None, document}
    ]
    if not counted:
        return None
    return Foresight(
        incidents=len(counted),
        foreseen=sum(one.document == document for one in counted),
        unjudged=sum(one.judged is Judged.OPEN for one in counted),
    )


def check_foresaw(*, first_scored_on: date | None, happened_on: date, is_of_program: bool) -> None:
    """Let a risk have foreseen an incident of its program that happened after it was scored.

    :raises MayNotForesee: otherwise: hindsight is no foresight
    """
    if not is_of_program:
        raise MayNotForesee(_("This risk is of another program."))
    if first_scored_on is None or first_scored_on > happened_on:
        raise MayNotForesee(
            _("This risk had not been scored when it happened: hindsight is no foresight.")
        )
