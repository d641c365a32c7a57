"""Gross and attributable as a passport shows them, and where an exclusion is claimed."""

from dataclasses import dataclass

from django.urls import reverse

from catchball.kernel.words import _, period_name
from catchball.measures.basis import Outcome
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.exclusions.rules import ExclusionState
from catchball.workplace.scorecards import rules
from catchball.workplace.scorecards.queries import Cell, FactLine, Passport, PromiseChart
from catchball.workplace.scorecards.views.asked import Asked
from catchball.workplace.scorecards.views.grid import attributable_of, status_of, word_of


@dataclass(frozen=True)
class ShownNumber:
    """One of the two numbers of a passport: with all facts, or without the excluded ones."""

    title: str
    value: str
    tally: str
    interval: str
    status: str
    word: str


def numbers_of(cell: Cell) -> tuple[ShownNumber, ...]:
    """Return the number with all facts and, where some are excluded, without them."""
    if cell.attributable is None:
        return (_number(_("Value"), cell),)
    return (_number(_("Gross"), cell), _number(_("Attributable"), cell.attributed))


def _number(title: str, cell: Cell) -> ShownNumber:
    metric = cell.metric
    value = "" if cell.value is None else rules.shown(cell.value, metric.unit, cell.decimals)
    return ShownNumber(
        title,
        value,
        rules.tally(metric, cell.reading),
        rules.say_interval(metric, cell.reading),
        status_of(cell.standing),
        word_of(cell),
    )


@dataclass(frozen=True)
class ShownClosed:
    """A number as both companies closed it, and what it reads now."""

    value: str
    made_of: str
    now: str


def closed_of(cell: Cell) -> ShownClosed | None:
    """Return the number as it was closed; None where no close of it is signed by both."""
    closed = cell.closed_cell
    if closed is None:
        return None
    less = attributable_of(closed) if closed.attributable is not None else ""
    parts = (rules.tally(closed.metric, closed.reading), less)
    value, now = told_apart(closed, cell) if cell.is_restated else (value_of(closed), "")
    return ShownClosed(value, "; ".join(part for part in parts if part), now)


@dataclass(frozen=True)
class ShownRestatement:
    """A period whose closed number reads otherwise now: both values, and its passport."""

    where: str
    closed: str
    now: str
    href: str


def restated_in(chart: PromiseChart, passport: str, asked: Asked) -> tuple[ShownRestatement, ...]:
    """Return the closed periods of a chart that were restated, newest first."""
    return tuple(
        ShownRestatement(
            period_name(cell.period),
            *told_apart(closed, cell),
            passport + asked.days(cell.period),
        )
        for cell in reversed(chart.cells)
        if cell.is_restated and (closed := cell.closed_cell)
    )


def told_apart(then: Cell, now: Cell) -> tuple[str, str]:
    """Return a number as it was and as it reads now, written so that one sees what differs.

    With as many decimals as that takes; of equal values, with what each is made of.
    """
    said = value_of(then), value_of(now)
    if said[0] != said[1]:
        return said
    if then.value is not None and now.value is not None and then.value != now.value:
        unit, least = now.metric.unit, now.decimals
        decimals = rules.decimals_apart(then.value, now.value, least=least)
        return rules.shown(then.value, unit, decimals), rules.shown(now.value, unit, decimals)
    return _with_tally(then), _with_tally(now)


def _with_tally(cell: Cell) -> str:
    tally = rules.tally(cell.metric, cell.reading)
    return ", ".join(part for part in (value_of(cell), tally) if part)


def value_of(cell: Cell) -> str:
    """Return a number with its unit, or how it stands where it has no value."""
    if cell.value is None:
        return word_of(cell)
    return rules.shown(cell.value, cell.metric.unit, cell.decimals)


def claim_address(passport: Passport, fact: FactLine, scope: Scope, asked: Asked) -> str:
    """Return where the exclusion of a fact is claimed; "" where it cannot be."""
    claim = passport.claims_by_fact.get(fact.id)
    is_claimed = claim is not None and claim.state is not ExclusionState.WITHDRAWN
    counts_against = fact.outcome in {Outcome.NOT_GOOD, Outcome.COUNTED}
    if is_claimed or not counts_against or asked.known:
        return ""
    if not scope.may(Permission.EXCLUSION_CLAIM):
        return ""
    kwargs = {"client": asked.client, "promise": passport.promise, "fact": fact.id}
    return reverse("exclusion-claim", kwargs=kwargs)
