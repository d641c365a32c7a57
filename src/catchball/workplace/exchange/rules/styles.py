"""How a column writes its days or numbers: seen from all its values, asked where unclear."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from catchball.kernel.errors import Invalid
from catchball.kernel.words import Later


class Unreadable(Invalid):
    """A cell cannot be read as what its column holds.

    Why may be put into words only when it is read: styles are tried on thousands of cells, and
    most of them fit none but one.
    """

    def __init__(self, why: str | Later) -> None:
        super().__init__()
        self._why = why

    def __str__(self) -> str:
        return str(self._why)


@dataclass(frozen=True)
class Style:
    """One way of writing a value; `read` returns it or raises Unreadable with a sentence."""

    key: str
    title: Later
    read: Callable[[str], Any]


@dataclass(frozen=True)
class Candidate:
    """One style that might be meant, with a cell of the column and how it would be read."""

    style: Style
    written: str
    read_as: str


@dataclass(frozen=True)
class Ambiguous:
    """More than one style may be meant, with different results: the person must say which."""

    column: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True)
class _Trial:
    style: Style
    read: dict[str, Any]

    def yields_to(self, other: "_Trial") -> bool:
        return self.read.keys() < other.read.keys()

    def agrees_with(self, other: "_Trial") -> bool:
        return self.read == other.read


def _tried(style: Style, values: Sequence[str]) -> _Trial:
    read = {}
    for value in values:
        try:
            read[value] = style.read(value)
        except Unreadable:
            continue
    return _Trial(style, read)


def _best(values: Iterable[str], styles: Iterable[Style]) -> list[_Trial]:
    distinct = list(dict.fromkeys(values))
    trials = [trial for style in styles if (trial := _tried(style, distinct)).read]
    best: list[_Trial] = []
    for trial in trials:
        if any(trial.yields_to(other) for other in trials):
            continue
        if not any(trial.agrees_with(other) for other in best):
            best.append(trial)
    return best


def fitting(values: Iterable[str], styles: Iterable[Style]) -> list[Style]:
    """Return the styles that may be meant by a column; more than one must be asked about.

    A style drops out if another reads all that it reads and more, or the same with the same
    results. Values that no style reads decide nothing: they become errors of their rows.
    """
    return [trial.style for trial in _best(values, styles)]


def verdict(
    column: str, values: Iterable[str], styles: Iterable[Style]
) -> Style | Ambiguous | None:
    """Return the one style that a column is written in, the question to ask, or None.

    None means that no style reads any of the values, or that there are no values.
    """
    best = _best(values, styles)
    if len(best) > 1:
        return Ambiguous(column, tuple(_candidate(trial, best) for trial in best))
    return best[0].style if best else None


def _candidate(trial: _Trial, best: list[_Trial]) -> Candidate:
    """Show the candidate by a cell that another one reads differently or cannot read."""
    missing = object()
    for written, value in trial.read.items():
        if any(other.read.get(written, missing) != value for other in best):
            return Candidate(trial.style, written, str(value))
    written, value = next(iter(trial.read.items()))
    return Candidate(trial.style, written, str(value))
