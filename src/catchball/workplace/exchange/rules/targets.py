"""A field that a file can fill: what it takes, and what its columns are called."""

from dataclasses import dataclass
from enum import StrEnum

from catchball.kernel.words import Later


class Kind(StrEnum):
    """What a field takes."""

    IDENTIFIER = "identifier"
    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    PERCENT = "percent"
    COUNT = "count"
    CHOICE = "choice"
    YESNO = "yes or no"

    @property
    def is_number(self) -> bool:
        """Whether a number style applies."""
        return self in {Kind.NUMBER, Kind.PERCENT, Kind.COUNT}


@dataclass(frozen=True)
class Target:
    """A field that a column, or one value for all rows, can fill."""

    field: str
    title: Later
    kind: Kind
    help: Later
    synonyms: tuple[str, ...] = ()
    required: bool = False
    may_be_constant: bool = False
    longest: int = 0
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def words(self) -> dict[str, str]:
        """The words a file may use, each with the choice that it means."""
        return {word: value for value, also in self.choices for word in (value, *also)}
