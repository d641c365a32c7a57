"""Whether the ledger tells what the facts tell: numbers read both ways, and what differs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from catchball.kernel.days import Period
from catchball.measures.reading import Reading
from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.exclusions.queries import list_excluded
from catchball.workplace.scorecards.queries.numbers import count_numbers, read_numbers
from catchball.workplace.scorecards.queries.reading import as_known, asked_of, list_chains
from catchball.workplace.scorecards.rules import Span


@dataclass(frozen=True)
class LedgerDifference:
    """A number that reads otherwise from the ledger than from the facts, as of one day."""

    title: str
    period: Period
    known_on: date
    ledger: Reading
    facts: Reading


@dataclass(frozen=True)
class LedgerCheck:
    """How many numbers were read both ways, and those that differ."""

    numbers: int
    differences: tuple[LedgerDifference, ...]


@query(may=Permission.SCORECARD_READ)
def check_ledger(scope: Scope, *, days: Iterable[date]) -> LedgerCheck:
    """Return how the numbers of the client's promises compare, as known at the end of some days.

    Each promise for each month of the two years up to a day, with and without what is excluded.
    """
    count = 0
    differences: list[LedgerDifference] = []
    for day in days:
        then = as_known(scope, day.isoformat())
        chains = list_chains(scope, until=scope.today)
        asked = asked_of(chains, list_excluded(then), program=None)
        periods = Span(day).charted
        titles = {str(terms.id): terms.title for chain in chains for terms in chain.terms}
        if not asked:
            continue
        ledger, facts = (read(then, asked, periods) for read in (read_numbers, count_numbers))
        count += len(facts)
        differences += [
            LedgerDifference(titles[key.split(" ")[-1]], period, day, ledger[key, period], fact)
            for (key, period), fact in facts.items()
            if _told(ledger[key, period]) != _told(fact)
        ]
    return LedgerCheck(count, tuple(differences))


def _told(reading: Reading) -> tuple[str, str, int, int, int]:
    """Return a reading as its hash takes it: also two spellings of one amount would differ."""
    return f"{reading.top:f}", f"{reading.bottom:f}", reading.n, reading.pending, reading.per
