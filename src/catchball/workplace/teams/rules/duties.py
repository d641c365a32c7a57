"""Who answers for which work: responsible, accountable, consulted, informed."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from catchball.kernel.errors import Invalid
from catchball.kernel.words import Later, _
from catchball.trust.permissions import Side
from catchball.workplace.teams.rules.members import Function

WORK_LENGTH = 200


class Letter(StrEnum):
    """What a function of a company has to do with a piece of work."""

    RESPONSIBLE = "R"
    ACCOUNTABLE = "A"
    CONSULTED = "C"
    INFORMED = "I"

    @property
    def label(self) -> str:
        """The letter in a word."""
        return str(_LETTERS[self])


_LETTERS = {
    Letter.RESPONSIBLE: Later("Responsible"),
    Letter.ACCOUNTABLE: Later("Accountable"),
    Letter.CONSULTED: Later("Consulted"),
    Letter.INFORMED: Later("Informed"),
}


class WorkUnfit(Invalid):
    """What was said about a piece of work, or who answers for it, cannot be."""


@dataclass(frozen=True, order=True)
class Assigned:
    """What a function of a company has to do with a piece of work."""

    side: Side
    function: Function
    letter: Letter


@dataclass(frozen=True, kw_only=True)
class WorkTerms:
    """A piece of the charter's work, and who has what to do with it."""

    title: str
    duties: tuple[Assigned, ...] = ()


def clean_work(terms: WorkTerms) -> WorkTerms:
    """Return a piece of work with single spaces and its duties in order.

    One function of one company may be accountable, or nobody yet; never two.

    :raises WorkUnfit: without a title, with two accountable, or one function named twice
    """
    title = " ".join(terms.title.split())
    faults = {}
    if not title or len(title) > WORK_LENGTH:
        faults["title"] = _("Enter between 1 and %(longest)s characters.", longest=WORK_LENGTH)
    if sum(one.letter is Letter.ACCOUNTABLE for one in terms.duties) > 1:
        faults["duties"] = _("One function is accountable for a piece of work, and only one.")
    seats = Counter((one.side, one.function) for one in terms.duties)
    if any(count > 1 for count in seats.values()):
        faults["duties"] = _("A function of a company has one letter for a piece of work.")
    if faults:
        raise WorkUnfit(" ".join(faults.values()), **faults)
    return WorkTerms(title=title, duties=tuple(sorted(terms.duties)))
