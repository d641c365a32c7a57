"""How tests try what an expert tries: numbers as a company reads them, pages as it sees them."""

from datetime import date

from catchball.workplace.scorecards.queries import read_passport
from world import NOW, scope_for

BEGUN = date(2025, 1, 1)
OCTOBER = (date(2026, 10, 1), date(2026, 11, 1))
NOVEMBER = (date(2026, 11, 1), date(2026, 12, 1))
FIFTH = date(2026, 10, 5)


def cell_of(company, promise, span=OCTOBER, *, now=NOW):
    """Return a number as the company's program manager sees it at an instant."""
    first, until = span
    scope = scope_for(company, now=now)
    return read_passport(scope, promise=promise, first=first, until=until).cell


def counted(company, promise, span=OCTOBER, *, now=NOW):
    reading = cell_of(company, promise, span, now=now).reading
    return (reading.top, reading.bottom)


def without(company, promise):
    """Return the two sides of a number of October without what both agreed to exclude."""
    reading = cell_of(company, promise).attributed.reading
    return (reading.top, reading.bottom)
