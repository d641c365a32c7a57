"""A small source of facts, and random facts and metrics over it, for the tests of all readers."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from catchball.kernel.days import Period
from catchball.measures.language import (
    AtLeast,
    AtMost,
    Better,
    Count,
    Counted,
    DaysBetween,
    Every,
    Facts,
    Field,
    Is,
    Kind,
    Known,
    Mean,
    Metric,
    NoLaterThan,
    Not,
    OneOf,
    Percentile,
    Rate,
    Ratio,
    RatioOfSums,
    Share,
    Some,
    Unit,
    Value,
    WithinShare,
    Yes,
)

FIELDS = (
    Field("state", Kind.TEXT, "state"),
    Field("due_on", Kind.DAY, "due day"),
    Field("done_on", Kind.DAY, "done day", since="done_on"),
    Field("asked", Kind.NUMBER, "asked number"),
    Field("given", Kind.NUMBER, "given number", since="done_on"),
    Field("spoilt", Kind.FLAG, "spoilt"),
)
LOTS = Facts("lots", "Lots", "measured_lot", FIELDS, one="lot", many="lots")
EVENTS = Facts("events", "Events", "measured_event", FIELDS, one="event", many="events")

MARCH = Period(date(2026, 3, 1), date(2026, 4, 1))
LATER = date(2027, 1, 1)


def a_lot(**values):
    blank = dict.fromkeys(field.name for field in FIELDS)
    return {**blank, "state": "open", "due_on": date(2026, 3, 10), **values}


def a_metric(form, *, facts=LOTS, on="due_on", **more):
    about = {
        "key": "tried",
        "version": 1,
        "title": "Tried",
        "purpose": "To try",
        "unit": Unit.NUMBER,
        "better": Better.HIGHER,
        "source": "None",
    }
    return Metric(facts=facts, on=on, form=form, **{**about, **more})


ON_TIME = NoLaterThan("done_on", "due_on")
OPEN = Not(Is("state", "cancelled"))
ON_TIME_SHARE = a_metric(Share(OPEN, ON_TIME), unit=Unit.SHARE)

days = st.dates(date(2026, 2, 20), date(2026, 4, 10))
numbers = st.decimals(-20, 20, places=2) | st.integers(-3, 3).map(Decimal)
texts = st.sampled_from(["open", "done", "cancelled", "it's 100 %s"])
day_fields = st.sampled_from(["due_on", "done_on"])
number_fields = st.sampled_from(["asked", "given"])

fact_rows = st.fixed_dictionaries(
    {
        "state": st.none() | texts,
        "due_on": st.none() | days,
        "done_on": st.none() | days,
        "asked": st.none() | numbers,
        "given": st.none() | numbers,
        "spoilt": st.none() | st.booleans(),
    }
)

leaves = st.one_of(
    st.builds(Known, st.sampled_from([field.name for field in FIELDS])),
    st.builds(Is, st.just("state"), texts),
    st.builds(OneOf, st.just("state"), st.lists(texts, min_size=1, max_size=2).map(tuple)),
    st.builds(Yes, st.just("spoilt")),
    st.builds(NoLaterThan, day_fields, day_fields, st.integers(0, 5)),
    st.builds(AtLeast, number_fields, numbers),
    st.builds(AtMost, number_fields, numbers),
    st.builds(
        WithinShare, number_fields, number_fields, st.decimals(0, 2, places=2, allow_nan=False)
    ),
)


def _combined(conditions):
    several = st.lists(conditions, min_size=1, max_size=3).map(tuple)
    return st.builds(Not, conditions) | st.builds(Every, several) | st.builds(Some, several)


conditions = st.recursive(leaves, _combined, max_leaves=5)
quantities = st.one_of(
    st.just(Count()),
    st.builds(Value, number_fields),
    st.builds(DaysBetween, day_fields, day_fields),
    st.builds(Ratio, number_fields, number_fields),
)
# Random metrics would often count nothing: half of them leave out little.
counted = conditions | st.just(Not(Is("state", "cancelled")))


def _counted(facts):
    return st.builds(
        Counted,
        st.just(facts),
        day_fields,
        counted,
        of=quantities,
        judged_when=st.none() | conditions,
    )


forms = st.one_of(
    st.builds(Share, counted, conditions, st.none() | conditions),
    st.builds(RatioOfSums, counted, quantities, quantities),
    st.builds(Percentile, counted, quantities, st.integers(1, 100)),
    st.builds(Mean, counted, quantities),
)
plain_metrics = st.builds(
    lambda form, on, wait_days: a_metric(form, on=on, wait_days=wait_days),
    forms,
    day_fields,
    st.integers(0, 3),
)
rates = st.builds(
    lambda events, exposure, per: a_metric(
        Rate(events, exposure, per), facts=exposure.facts, on=exposure.on
    ),
    _counted(EVENTS) | _counted(LOTS),
    _counted(LOTS),
    st.sampled_from([1, 100, 1000]),
)
metrics = plain_metrics | rates


@st.composite
def periods(draw):
    first = draw(days)
    return Period(first, first + timedelta(days=draw(st.integers(1, 40))))
