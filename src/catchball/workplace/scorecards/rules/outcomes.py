"""What became of a fact in a number, in words."""

from catchball.kernel.words import Later
from catchball.measures.basis import Outcome
from catchball.measures.language import Metric
from catchball.workplace.scorecards.rules.showing import good_word, miss_word

_SAID = {
    Outcome.COUNTED: Later("counted"),
    Outcome.WAITING: Later("waiting"),
    Outcome.NOT_DUE: Later("not yet due"),
    Outcome.EXCLUDED: Later("excluded"),
    Outcome.LEFT_OUT: Later("left out"),
    Outcome.OUTSIDE: Later("outside"),
}


def outcome_word(outcome: Outcome, metric: Metric) -> str:
    """Return what became of a fact: "on time" or "late", and the like for other metrics."""
    match outcome:
        case Outcome.GOOD:
            return good_word(metric)
        case Outcome.NOT_GOOD:
            return miss_word(metric)
        case _:
            return str(_SAID[outcome])
