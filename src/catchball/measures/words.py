"""The second reader: a metric as the plain sentences that both parties sign."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, assert_never

from catchball.kernel.words import _, ngettext
from catchball.measures.basis import Basis, basis_of, events_of
from catchball.measures.language import (
    AtLeast,
    AtMost,
    Better,
    Combination,
    Comparison,
    Condition,
    Count,
    DaysBetween,
    Every,
    Facts,
    FieldTest,
    Is,
    Kind,
    Known,
    Mean,
    Metric,
    NoLaterThan,
    Not,
    OneOf,
    Percentile,
    Quantity,
    Rate,
    Ratio,
    RatioOfSums,
    Share,
    Some,
    Value,
    WithinShare,
    Yes,
)
from catchball.measures.language.quantities import fields_of


def words(metric: Metric, *, attributable: bool = False) -> str:
    """Return the definition of a metric in plain sentences, exact enough to be signed.

    The `attributable` number leaves out the facts that both companies agreed to exclude.
    """
    sentences = [_what(metric), *_sides(metric)]
    if attributable:
        sentences.append(
            _("A fact that both companies agreed to exclude, or whose exclusion was ruled, is out.")
        )
    sentences.append(_("A value that is not known meets no condition."))
    sentences.append(_("Where nothing is counted there is no number."))
    sentences.append(_BETTER[metric.better]())
    return " ".join(sentences)


def _sides(metric: Metric) -> list[str]:
    below = list(_which(basis_of(metric)))
    events = events_of(metric)
    above = below if events is None else list(_which(events))
    if above == below:
        return below
    return [
        *(_("Above the line: %(sentence)s", sentence=each) for each in above),
        *(_("Below the line: %(sentence)s", sentence=each) for each in below),
    ]


_BETTER = {
    Better.HIGHER: lambda: _("Higher is better."),
    Better.LOWER: lambda: _("Lower is better."),
}


def _what(metric: Metric) -> str:
    facts, form = metric.facts, metric.form
    match form:
        case Share(_counted, good):
            return _(
                "The number of counted %(many)s for which %(good)s, "
                "divided by the number of counted %(many)s.",
                many=_(facts.many),
                good=condition_words(good, facts),
            )
        case Rate(events, exposure, per):
            return _(
                "%(per)s times %(events)s, divided by %(exposure)s.",
                per=per,
                events=_sum(events.of, events.facts),
                exposure=_sum(exposure.of, exposure.facts),
            )
        case RatioOfSums(_counted, top, bottom):
            return _(
                "%(top)s, divided by %(bottom)s.",
                top=_first_upper(_sum(top, facts)),
                bottom=_sum(bottom, facts),
            )
        case Percentile(_counted, of, at):
            return _(
                "The smallest value of %(of)s that at least %(at)s %% of the counted %(many)s do "
                "not exceed (nearest rank).",
                at=at,
                many=_(facts.many),
                of=quantity_words(of, facts),
            )
        case Mean(_counted, of):
            return _(
                "%(sum)s, divided by the number of counted %(many)s.",
                sum=_first_upper(_sum(of, facts)),
                many=_(facts.many),
            )
        case _:
            assert_never(form)


def _which(basis: Basis) -> Iterable[str]:
    facts = basis.facts
    one, many = _(facts.one), _(facts.many)
    yield _(
        "Counted are the %(many)s for which %(counted)s, each in the period in which its "
        "%(on)s falls.",
        many=many,
        counted=condition_words(basis.counted, facts),
        on=_(facts.field(basis.on).said),
    )
    if basis.wait_days:
        yield ngettext(
            "A %(fact)s is counted once %(count)s calendar day has passed since its %(on)s.",
            "A %(fact)s is counted once %(count)s calendar days have passed since its %(on)s.",
            basis.wait_days,
            fact=one,
            on=_(facts.field(basis.on).said),
        )
    yield from _waits(basis, one)


def _waits(basis: Basis, one: str) -> Iterable[str]:
    until = [] if basis.judged_when is None else [condition_words(basis.judged_when, basis.facts)]
    for quantity in basis.of:
        until.extend(_is_known(name, basis.facts) for name in fields_of(quantity))
        if isinstance(quantity, Ratio):
            other = _said(quantity.other, basis.facts)
            until.append(_("the %(field)s is not 0", field=other))
    until = list(dict.fromkeys(until))
    if until:
        yield _(
            "A %(one)s is pending, and not counted, until %(until)s.",
            one=one,
            until=_(" and ").join(until),
        )


def _sum(quantity: Quantity, facts: Facts) -> str:
    if isinstance(quantity, Count):
        return _("the number of counted %(many)s", many=_(facts.many))
    return _(
        "the sum of %(amount)s over the counted %(many)s",
        amount=quantity_words(quantity, facts),
        many=_(facts.many),
    )


def quantity_words(quantity: Quantity, facts: Facts) -> str:
    """Return the name of a quantity, to stand inside a sentence."""
    match quantity:
        case Count():
            return _("the number of %(many)s", many=_(facts.many))
        case Value(field):
            return _("the %(field)s", field=_said(field, facts))
        case DaysBetween(start, end):
            return _(
                "the calendar days from the %(start)s to the %(end)s",
                start=_said(start, facts),
                end=_said(end, facts),
            )
        case Ratio(field, other):
            return _(
                "the %(field)s divided by the %(other)s",
                field=_said(field, facts),
                other=_said(other, facts),
            )
        case _:
            assert_never(quantity)


def condition_words(condition: Condition, facts: Facts) -> str:
    """Return what a condition asks, to stand after “for which”.

    Combinations inside another are put in brackets, so that there is one way to read them.
    """
    match condition:
        case Known() | Is() | OneOf() | Yes():
            return _field_test_words(condition, facts)
        case NoLaterThan() | AtLeast() | AtMost() | WithinShare():
            return _comparison_words(condition, facts)
        case Not() | Every() | Some():
            return _combination_words(condition, facts)
        case _:
            assert_never(condition)


def _field_test_words(test: FieldTest, facts: Facts) -> str:
    match test:
        case Known(field):
            return _is_known(field, facts)
        case Is(field, value):
            return _("the %(field)s is “%(value)s”", field=_said(field, facts), value=value)
        case OneOf(field, values):
            return _(
                "the %(field)s is %(values)s",
                field=_said(field, facts),
                values=_(" or ").join(f"“{value}”" for value in values),
            )
        case Yes(flag):
            return _("“%(field)s” is marked yes", field=_said(flag, facts))
        case _:
            assert_never(test)


def _is_known(field: str, facts: Facts) -> str:
    if facts.field(field).kind is Kind.FLAG:
        return _("“%(field)s” is marked yes or no", field=_said(field, facts))
    return _("the %(field)s is known", field=_said(field, facts))


def _comparison_words(comparison: Comparison, facts: Facts) -> str:
    field = _said(comparison.field, facts)
    match comparison:
        case NoLaterThan(other=other, grace_days=0):
            return _(
                "the %(field)s is no later than the %(other)s",
                field=field,
                other=_said(other, facts),
            )
        case NoLaterThan(other=other, grace_days=grace):
            return ngettext(
                "the %(field)s is at most %(count)s calendar day after the %(other)s",
                "the %(field)s is at most %(count)s calendar days after the %(other)s",
                grace,
                field=field,
                other=_said(other, facts),
            )
        case AtLeast(number=number):
            return _("the %(field)s is at least %(number)s", field=field, number=plain(number))
        case AtMost(number=number):
            return _("the %(field)s is at most %(number)s", field=field, number=plain(number))
        case WithinShare(other=other, tolerance=tolerance):
            return _(
                "the %(field)s differs from the %(other)s by at most %(percent)s %% of the latter",
                field=field,
                other=_said(other, facts),
                percent=plain(tolerance * 100),
            )
        case _:
            assert_never(comparison)


def _combination_words(combination: Combination, facts: Facts) -> str:
    match combination:
        case Not(Is(field, value)):
            return _("the %(field)s is not “%(value)s”", field=_said(field, facts), value=value)
        case Not(Known(field)):
            return _("the %(field)s is not known", field=_said(field, facts))
        case Not(Yes(flag)):
            return _("“%(field)s” is not marked yes", field=_said(flag, facts))
        case Not(part):
            return _("it is not so that %(part)s", part=_bracketed(part, facts))
        case Every(parts):
            return _(" and ").join(_bracketed(part, facts) for part in parts)
        case Some(parts):
            return _(" or ").join(_bracketed(part, facts) for part in parts)
        case _:
            assert_never(combination)


def _bracketed(part: Condition, facts: Facts) -> str:
    said = condition_words(part, facts)
    is_plain = not isinstance(part, Every | Some) or len(part.parts) == 1
    return said if is_plain else f"({said})"


def plain(value: Any) -> str:
    """Return a value as it is written in a sentence: days as ISO 8601, numbers unrounded.

    >>> plain(Decimal("5.00")), plain(date(2026, 3, 2))
    ('5', '2026-03-02')
    """
    match value:
        case None:
            return _("not known")
        case bool():
            return _("yes") if value else _("no")
        case date():
            return value.isoformat()
        case int() | Decimal():
            return f"{Decimal(value).normalize():f}"
        case _:
            return f"“{value}”"


def _said(field: str, facts: Facts) -> str:
    return _(facts.field(field).said)


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]
