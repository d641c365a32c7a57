"""The promises of a relationship over its closed months, as consequences are counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from catchball.kernel.days import Grain, Period, month_start
from catchball.measures.language import Percentile
from catchball.measures.tree import from_json
from catchball.trust.scope import Scope
from catchball.workplace.agreements.queries import (
    AgreementInForce,
    PromiseTerms,
    list_promises_in_force,
)
from catchball.workplace.agreements.rules import parts
from catchball.workplace.consequences import rules
from catchball.workplace.consequences.rules import Judged, Promised
from catchball.workplace.scorecards.queries import (
    ClosedMonth,
    SignedNumber,
    get_close,
    list_closed_months,
)

# Counters look at twelve periods at most, of which a year is the longest.
MONTHS_BACK = 12 * Grain.YEAR.months


@dataclass(frozen=True)
class Series:
    """One promise over its closed periods without gaps, oldest first, and the newest terms of it.

    `numbers` are the closed ones by the period that they complete.
    """

    about: str
    title: str
    terms: PromiseTerms
    judged: tuple[Judged, ...]
    numbers: Mapping[Period, SignedNumber]

    def until(self, period: Period) -> tuple[Judged, ...]:
        """Return the periods up to this one."""
        return tuple(one for one in self.judged if one.period <= period)


@dataclass(frozen=True)
class Standings:
    """A number of a closed month, as it stands for consequences."""

    number: SignedNumber
    terms: PromiseTerms


def read_months(
    scope: Scope, month: ClosedMonth, agreement: AgreementInForce
) -> tuple[ClosedMonth, ...]:
    """Return the months closed under the agreement up to this one, of the same programs."""
    first = max(agreement.begun_on, month_start(month.period.first, -MONTHS_BACK))
    return list_closed_months(scope, program=month.program, first=first, until=month.period.until)


def read_series(scope: Scope, months: Iterable[ClosedMonth]) -> dict[str, Series]:
    """Return each promise over these months by what it is about (one SQL query)."""
    months = list(months)
    if not months:
        return {}
    terms = {one.id: one for one in list_promises_in_force(scope, until=months[-1].period.until)}
    held: dict[str, list[tuple[Period, Standings]]] = {}
    for month in months:
        for number in month.numbers:
            one = terms[number.promise]
            if month.program in {None, one.program_id}:
                held.setdefault(about(one), []).append((month.period, Standings(number, one)))
    return {key: _series(key, known) for key, known in held.items()}


def read_as_known_now(scope: Scope, months: Iterable[ClosedMonth]) -> tuple[ClosedMonth, ...]:
    """Return closed months with their numbers as they read now (ten SQL queries a month)."""
    return tuple(_now(scope, month) for month in months)


def _now(scope: Scope, month: ClosedMonth) -> ClosedMonth:
    cells = {one.id: one.now for one in get_close(scope, month.close).numbers}
    numbers = []
    for one in month.numbers:
        cell = cells[one.id]
        if cell is not None:
            reading = cell.attributable or cell.reading
            standing = cell.attributable_standing or cell.standing
            numbers.append(replace(one, reading=reading, standing=standing))
    return replace(month, numbers=tuple(numbers))


def about(terms: PromiseTerms) -> str:
    """Return what a promise is about, whatever its version: its metric, and its program."""
    return f"{terms.metric_key}@{terms.program_id or ''}"


def _series(key: str, known: list[tuple[Period, Standings]]) -> Series:
    newest = known[-1][1]
    months = [
        Judged(period, one.number.standing, one.number.reading, _promised(one.terms))
        for period, one in known
    ]
    numbers = {period: one.number for period, one in known}
    grain = Grain(newest.terms.period)
    judged = tuple(months)
    if grain is not Grain.MONTH:
        judged = rules.by_grain(months, grain)
        closing = {month_start(one.period.until, -1): one.period for one in judged}
        numbers = {
            closing[period.first]: number
            for period, number in numbers.items()
            if period.first in closing
        }
    if judged:
        judged = rules.without_gaps(judged, grain, judged[0].period.first)
    return Series(key, newest.number.title, newest.terms, judged, numbers)


def _promised(terms: PromiseTerms) -> Promised:
    return Promised(
        party=terms.party,
        better=terms.better,
        is_summed=not isinstance(from_json(terms.metric).form, Percentile),
        target=terms.target,
        floor=terms.floor,
        n_min=terms.n_min,
        tolerance=terms.tolerance,
        grace=terms.grace,
        allocation=terms.allocation,
        grain=Grain(terms.period),
        is_of_material=terms.metric_key in parts.OF_MATERIAL,
    )
