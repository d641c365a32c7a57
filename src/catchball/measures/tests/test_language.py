"""Tests that a metric which means nothing cannot be written, and of how the others are said."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given

from catchball.measures.language import (
    AtLeast,
    AtMost,
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
    NameIsNoName,
    NameIsTaken,
    NoLaterThan,
    Not,
    OneOf,
    Percentile,
    Rate,
    Ratio,
    RatioOfSums,
    Share,
    Some,
    UnknownField,
    Value,
    WithinShare,
    WrongKind,
    Yes,
)
from catchball.measures.language.conditions import NotANumber, NotAText, NothingInside
from catchball.measures.language.metric import OutOfRange, SourcesDisagree
from catchball.measures.tests.examples import (
    EVENTS,
    LOTS,
    ON_TIME,
    ON_TIME_SHARE,
    OPEN,
    a_metric,
    metrics,
)
from catchball.measures.words import condition_words, words

DAY = Field("seen_on", Kind.DAY, "seen day")


def facts_of(*fields, table="measured", filters=()):
    return Facts("tried", "Tried", table, fields, one="it", many="them", filters=filters)


class TestFacts:
    @pytest.mark.parametrize("name", ["", "a b", 'a"b', "A", "1a", "a;--", "a" * 64, "outcome"])
    def test_have_names_that_are_names(self, name):
        with pytest.raises(NameIsNoName):
            facts_of(DAY, table=name)
        with pytest.raises(NameIsNoName):
            facts_of(Field(name, Kind.DAY, "x"))
        with pytest.raises(NameIsNoName):
            facts_of(DAY, filters=(name,))

    def test_have_no_name_twice(self):
        with pytest.raises(NameIsTaken):
            facts_of(DAY, DAY)

    def test_are_known_since_a_day(self):
        with pytest.raises(WrongKind):
            facts_of(Field("a", Kind.TEXT, "a"), Field("b", Kind.TEXT, "b", since="a"))
        with pytest.raises(UnknownField):
            facts_of(Field("b", Kind.TEXT, "b", since="a"))


class TestMetric:
    @pytest.mark.parametrize(
        "condition",
        [
            Known("nothing"),
            Every((OPEN, Not(Some((Known("nothing"),))))),
            NoLaterThan("due_on", "nothing"),
            WithinShare("asked", "nothing", Decimal(1)),
        ],
    )
    def test_speaks_of_fields_that_its_facts_have(self, condition):
        for form in (Share(condition, OPEN), Share(OPEN, condition), Share(OPEN, OPEN, condition)):
            with pytest.raises(UnknownField):
                a_metric(form)

    @pytest.mark.parametrize(
        "condition",
        [
            Is("due_on", "x"),
            OneOf("asked", ("x",)),
            Yes("state"),
            NoLaterThan("due_on", "asked"),
            AtLeast("due_on", Decimal(1)),
            AtMost("state", Decimal(1)),
            WithinShare("asked", "state", Decimal(1)),
        ],
    )
    def test_compares_only_what_is_of_the_kind(self, condition):
        with pytest.raises(WrongKind):
            a_metric(Share(OPEN, condition))

    @pytest.mark.parametrize(
        "quantity", [Value("due_on"), DaysBetween("due_on", "asked"), Ratio("asked", "state")]
    )
    def test_measures_only_what_is_of_the_kind(self, quantity):
        for form in (
            Mean(OPEN, quantity),
            Percentile(OPEN, quantity, 50),
            RatioOfSums(OPEN, Count(), quantity),
        ):
            with pytest.raises(WrongKind):
                a_metric(form)
        with pytest.raises(WrongKind):
            Counted(LOTS, "due_on", OPEN, of=quantity)

    def test_is_placed_in_time_by_a_day_and_a_rate_by_its_exposure(self):
        events, exposure = Counted(EVENTS, "done_on", OPEN), Counted(LOTS, "due_on", OPEN)

        with pytest.raises(WrongKind):
            a_metric(Share(OPEN, OPEN), on="state")
        with pytest.raises(SourcesDisagree):
            a_metric(Rate(events, exposure), facts=EVENTS)
        with pytest.raises(SourcesDisagree):
            a_metric(Rate(events, exposure), on="done_on")
        assert a_metric(Rate(events, exposure)).facts_used == (LOTS, EVENTS)
        assert a_metric(Rate(exposure, exposure)).facts_used == (LOTS,)

    def test_has_numbers_within_their_range(self):
        side = Counted(LOTS, "due_on", OPEN)
        for build in (
            lambda: Percentile(OPEN, Count(), 0),
            lambda: Percentile(OPEN, Count(), 101),
            lambda: Rate(side, side, per=0),
            lambda: replace(ON_TIME_SHARE, version=0),
            lambda: replace(ON_TIME_SHARE, wait_days=-1),
        ):
            with pytest.raises(OutOfRange):
                build()


class TestCondition:
    def test_has_parts_and_numbers_that_are_numbers(self):
        for combination in (Every, Some):
            with pytest.raises(NothingInside):
                combination(())
        with pytest.raises(NothingInside):
            OneOf("state", ())
        for build in (
            lambda: AtLeast("asked", Decimal("NaN")),
            lambda: AtMost("asked", Decimal("Infinity")),
            lambda: WithinShare("given", "asked", Decimal("-0.1")),
            lambda: NoLaterThan("due_on", "done_on", grace_days=-1),
        ):
            with pytest.raises(NotANumber):
                build()
        with pytest.raises(NotAText):
            Is("state", "a\x00b")

    @pytest.mark.parametrize(
        ("condition", "said"),
        [
            (Known("due_on"), "the due day is known"),
            (Known("spoilt"), "“spoilt” is marked yes or no"),
            (Not(Known("due_on")), "the due day is not known"),
            (OneOf("state", ("open", "done")), "the state is “open” or “done”"),
            (Yes("spoilt"), "“spoilt” is marked yes"),
            (Not(Yes("spoilt")), "“spoilt” is not marked yes"),
            (
                NoLaterThan("done_on", "due_on", 2),
                "the done day is at most 2 calendar days after the due day",
            ),
            (AtLeast("asked", Decimal("1.50")), "the asked number is at least 1.5"),
            (AtMost("asked", Decimal(100)), "the asked number is at most 100"),
            (
                WithinShare("given", "asked", Decimal("0.05")),
                "the given number differs from the asked number by at most 5 % of the latter",
            ),
            (
                Every((OPEN, Some((ON_TIME, Yes("spoilt"))))),
                (
                    "the state is not “cancelled” and (the done day is no later than the due day "
                    "or “spoilt” is marked yes)"
                ),
            ),
            (
                Not(Every((OPEN, ON_TIME))),
                (
                    "it is not so that (the state is not “cancelled” and the done day is no later "
                    "than the due day)"
                ),
            ),
        ],
    )
    def test_is_said_in_one_way_only(self, condition, said):
        assert condition_words(condition, LOTS) == said


class TestWords:
    def test_are_sentences_that_can_be_signed(self):
        assert words(replace(ON_TIME_SHARE, wait_days=1)) == (
            "The number of counted lots for which the done day is no later than the due day, "
            "divided by the number of counted lots. "
            "Counted are the lots for which the state is not “cancelled”, each in the period in "
            "which its due day falls. "
            "A lot is counted once 1 calendar day has passed since its due day. "
            "A value that is not known meets no condition. "
            "Where nothing is counted there is no number. "
            "Higher is better."
        )

    def test_tell_the_sides_of_a_rate_apart(self):
        rate = a_metric(Rate(Counted(EVENTS, "done_on", OPEN), Counted(LOTS, "due_on", OPEN)))

        assert words(rate).startswith(
            "100 times the number of counted events, divided by the number of counted lots. "
            "Above the line: Counted are the events for which"
        )
        assert "Below the line: Counted are the lots for which" in words(rate)

    @given(metrics)
    def test_leave_no_placeholder_open(self, metric):
        said = words(metric)

        assert "%(" not in said
        assert said.endswith("is better.")

    def test_differ_where_the_meaning_differs(self):
        forms = [
            Share(OPEN, ON_TIME),
            Share(ON_TIME, OPEN),
            Share(OPEN, ON_TIME, judged_when=Known("spoilt")),
            Share(OPEN, NoLaterThan("done_on", "due_on", 1)),
            Share(OPEN, NoLaterThan("due_on", "done_on")),
            Mean(OPEN, Value("asked")),
            Mean(OPEN, Ratio("asked", "given")),
            RatioOfSums(OPEN, Value("asked"), Value("given")),
            Percentile(OPEN, Value("asked"), 50),
            Percentile(OPEN, Value("asked"), 90),
        ]

        assert len({words(a_metric(form)) for form in forms}) == len(forms)
