"""The third reader: why one fact counted in a number, or why it did not."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, assert_never

from catchball.kernel.days import Period
from catchball.kernel.words import _, day_name, ngettext
from catchball.measures.basis import NONE, Basis, Ids, Outcome, side_of
from catchball.measures.evaluation import Fact, amount, as_seen, meets, outcome_of
from catchball.measures.language import (
    AtLeast,
    AtMost,
    Comparison,
    Condition,
    Every,
    Facts,
    FieldTest,
    Is,
    Known,
    Metric,
    NoLaterThan,
    Not,
    OneOf,
    Quantity,
    Some,
    WithinShare,
    Yes,
)
from catchball.measures.language.quantities import fields_of
from catchball.measures.words import plain, quantity_words


@dataclass(frozen=True)
class Verdict:
    """What became of one fact in one number, and why, in words.

    `amounts` are the quantities it brought, in the order of the form; empty for a share.
    """

    outcome: Outcome
    why: str
    amounts: tuple[Decimal | None, ...] = ()

    @property
    def counted(self) -> bool:
        """Whether it is among the n of the number."""
        return self.outcome.counted

    @property
    def good(self) -> bool | None:
        """Whether it counted as good; None where the question does not arise."""
        return {Outcome.GOOD: True, Outcome.NOT_GOOD: False}.get(self.outcome)


def explain(
    metric: Metric,
    fact: Fact,
    period: Period,
    known_on: date,
    *,
    among_events: bool = False,
    excluded: Ids = NONE,
) -> Verdict:
    """Return what became of a fact in the number of a period as known on a day, and why.

    `among_events` asks for the upper side of a rate; the other forms have one side only. Of an
    `excluded` fact it says too what it would have been.
    """
    basis = side_of(metric, among_events=among_events, excluded=excluded)
    seen = as_seen(basis.facts, fact, known_on)
    outcome = outcome_of(basis, seen, period, known_on)
    amounts = tuple(amount(quantity, seen) for quantity in basis.of)
    if outcome is not Outcome.EXCLUDED:
        return Verdict(outcome, _why(outcome, basis, seen), amounts)
    counting = replace(basis, excluded=NONE)
    otherwise = _why(outcome_of(counting, seen, period, known_on), counting, seen)
    return Verdict(outcome, _("Excluded. Without that: %(why)s", why=otherwise), amounts)


def _why(outcome: Outcome, basis: Basis, seen: Fact) -> str:
    facts = basis.facts
    match outcome:
        case Outcome.GOOD:
            return _("Good: %(reason)s.", reason=_reason(basis.good, facts, seen))
        case Outcome.NOT_GOOD:
            return _("Not good: %(reason)s.", reason=_reason(basis.good, facts, seen))
        case Outcome.COUNTED:
            return _("Counted: %(amounts)s.", amounts=_amounts(basis, seen))
        case Outcome.LEFT_OUT:
            return _("Left out: %(reason)s.", reason=_reason(basis.counted, facts, seen))
        case Outcome.WAITING | Outcome.NOT_DUE | Outcome.OUTSIDE | Outcome.EXCLUDED:
            return _why_not(outcome, basis, seen)
        case _:
            assert_never(outcome)


def _why_not(outcome: Outcome, basis: Basis, seen: Fact) -> str:
    if outcome is Outcome.WAITING:
        return _("Pending: %(reason)s.", reason=_wanting(basis, seen))
    on = _(basis.facts.field(basis.on).said)
    if seen[basis.on] is None:
        return _("Outside: its %(on)s is not known, so it is in no period.", on=on)
    if outcome is Outcome.NOT_DUE:
        due = seen[basis.on] + timedelta(days=basis.wait_days)
        return _("Not due: it is judged from %(day)s on.", day=_told(due))
    return _(
        "Outside: its %(on)s, %(day)s, is not in the period.", on=on, day=_told(seen[basis.on])
    )


def _amounts(basis: Basis, seen: Fact) -> str:
    return ", ".join(
        _(
            "%(name)s is %(amount)s",
            name=quantity_words(quantity, basis.facts),
            amount=plain(amount(quantity, seen)),
        )
        for quantity in basis.of
    )


def _wanting(basis: Basis, seen: Fact) -> str:
    if basis.judged_when is not None and not meets(basis.judged_when, seen):
        return _reason(basis.judged_when, basis.facts, seen)
    for quantity in basis.of:
        if amount(quantity, seen) is None:
            return _cannot_measure(quantity, basis.facts, seen)
    raise AssertionError("a fact waits only for something")


def _cannot_measure(quantity: Quantity, facts: Facts, seen: Fact) -> str:
    for field in fields_of(quantity):
        if seen[field] is None:
            return _("the %(field)s is not known", field=_(facts.field(field).said))
    return _(
        "%(name)s cannot be told, for it is divided by 0", name=quantity_words(quantity, facts)
    )


def _reason(condition: Condition | None, facts: Facts, seen: Fact) -> str:
    """Say what decided, as the values of the fact: of one part where one part was enough."""
    match condition:
        case None:
            return ""
        case Known() | Is() | OneOf() | Yes():
            return _values(_field_tested(condition), facts, seen)
        case NoLaterThan() | AtLeast() | AtMost() | WithinShare():
            return _compared(condition, facts, seen)
        case Not(part):
            return _reason(part, facts, seen)
        case Every(parts):
            return _decisive(parts, facts, seen, enough=False)
        case Some(parts):
            return _decisive(parts, facts, seen, enough=True)
        case _:
            assert_never(condition)


def _decisive(parts: tuple[Condition, ...], facts: Facts, seen: Fact, *, enough: bool) -> str:
    """Say the first part whose truth alone decides, or all parts where none does."""
    for part in parts:
        if meets(part, seen) is enough:
            return _reason(part, facts, seen)
    reasons = dict.fromkeys(_reason(part, facts, seen) for part in parts)
    return _(" and ").join(reasons)


def _field_tested(test: FieldTest) -> tuple[str]:
    match test:
        case Known(field) | Is(field) | OneOf(field) | Yes(field):
            return (field,)
        case _:
            assert_never(test)


def _compared(comparison: Comparison, facts: Facts, seen: Fact) -> str:
    match comparison:
        case NoLaterThan(field, other):
            if seen[field] is None or seen[other] is None:
                return _values((field, other), facts, seen)
            return _days_apart(field, other, facts, seen)
        case AtLeast(field) | AtMost(field):
            return _values((field,), facts, seen)
        case WithinShare(field, other):
            return _values((field, other), facts, seen)
        case _:
            assert_never(comparison)


def _days_apart(field: str, other: str, facts: Facts, seen: Fact) -> str:
    days = (seen[field] - seen[other]).days
    named = {
        "field": _values((field,), facts, seen),
        "other": _(facts.field(other).said),
    }
    if days > 0:
        return ngettext(
            "%(field)s, %(count)s day after the %(other)s",
            "%(field)s, %(count)s days after the %(other)s",
            days,
            **named,
        )
    if days < 0:
        return ngettext(
            "%(field)s, %(count)s day before the %(other)s",
            "%(field)s, %(count)s days before the %(other)s",
            -days,
            **named,
        )
    return _("%(field)s, the same day as the %(other)s", **named)


def _told(value: Any) -> str:
    """Return a value as the reader writes it; what is signed writes days as ISO 8601 instead."""
    return day_name(value) if isinstance(value, date) else plain(value)


def _values(fields: tuple[str, ...], facts: Facts, seen: Fact) -> str:
    return _(" and ").join(
        _("the %(field)s is %(value)s", field=_(facts.field(name).said), value=_told(seen[name]))
        for name in fields
    )
