"""What may be done with a delivery."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catchball.workplace.production import rules
from catchball.workplace.production.rules import DeliveryFacts, DeliveryState

TODAY = date(2026, 11, 16)
PROGRAM = UUID(int=1)
PROMISED, DELIVERED, CANCELLED = (
    DeliveryState.PROMISED,
    DeliveryState.DELIVERED,
    DeliveryState.CANCELLED,
)
DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))


def facts(**named):
    usual = {"reference": "D-1", "program": PROGRAM, "first_promised_on": date(2026, 11, 20)}
    return DeliveryFacts(**{**usual, **named})


class TestCleanText:
    def test_takes_white_space_away_around_it_and_leaves_the_inside(self):
        assert rules.clean_text("  a  b ", field="item", longest=10) == "a  b"

    @pytest.mark.parametrize("text", ["a\nb", "a\x00b", "a\x1bb", "a\x85b", "a\u2028b", "a\ud800"])
    def test_refuses_what_does_not_fit_on_one_line(self, text):
        with pytest.raises(rules.TextRefused) as error:
            rules.clean_text(text, field="item", longest=10)
        assert "item" in error.value.fields

    def test_refuses_what_is_too_long_and_says_how_long(self):
        with pytest.raises(rules.TextRefused, match="40 characters"):
            rules.clean_text("x" * 41, field="reference", longest=40)

    def test_refuses_nothing_where_something_is_needed(self):
        assert rules.clean_text("  ", field="item", longest=10) == ""
        with pytest.raises(rules.TextRefused):
            rules.clean_text("  ", field="reference", longest=10, required=True)

    @given(st.text(max_size=30))
    def test_gives_back_what_it_takes(self, text):
        try:
            clean = rules.clean_text(text, field="item", longest=30)
        except rules.TextRefused:
            return
        assert clean == text.strip()
        assert rules.clean_text(clean, field="item", longest=30) == clean


class TestCleanDelivery:
    def test_lets_the_first_day_be_the_last_one_at_first(self):
        assert rules.clean_delivery(facts(), today=TODAY).promised_on == date(2026, 11, 20)

    @pytest.mark.parametrize("day", [date(202, 11, 3), date(1979, 12, 31), date(2037, 1, 1)])
    def test_refuses_a_mistyped_century(self, day):
        with pytest.raises(rules.DayRefused, match="year"):
            rules.clean_delivery(facts(first_promised_on=day), today=TODAY)

    def test_refuses_a_delivery_from_the_future(self):
        late = facts(state=DELIVERED, delivered_on=TODAY + timedelta(days=1))
        with pytest.raises(rules.DayRefused, match="not come"):
            rules.clean_delivery(late, today=TODAY)

    @pytest.mark.parametrize(
        "quantity", ["0", "-1", "NaN", "Infinity", "1000000000000", "0.0000001", "1E+400"]
    )
    def test_refuses_a_quantity_that_cannot_be_kept(self, quantity):
        with pytest.raises(rules.QuantityRefused):
            rules.clean_delivery(facts(quantity_promised=Decimal(quantity)), today=TODAY)

    @pytest.mark.parametrize(
        "named",
        [
            {"state": DELIVERED},
            {"delivered_on": TODAY},
            {"state": CANCELLED, "delivered_on": TODAY},
            {"quantity_delivered": Decimal(5)},
        ],
    )
    def test_refuses_facts_that_contradict_each_other(self, named):
        with pytest.raises(rules.FactsDisagree):
            rules.clean_delivery(facts(**named), today=TODAY)


class TestMayRedate:
    def test_an_open_promise_be_to_a_day_to_come(self):
        rules.check_may_redate(
            state=PROMISED, promised_on=TODAY - timedelta(days=3), new_day=TODAY, today=TODAY
        )

    @pytest.mark.parametrize("state", [DELIVERED, CANCELLED])
    def test_not_what_is_over(self, state):
        with pytest.raises(rules.MayNotRedate, match=state.label):
            rules.check_may_redate(
                state=state, promised_on=TODAY, new_day=TODAY + timedelta(1), today=TODAY
            )

    @pytest.mark.parametrize("plus", [0, -1])
    def test_not_to_the_same_day_or_one_that_has_passed(self, plus):
        with pytest.raises(rules.MayNotRedate):
            rules.check_may_redate(
                state=PROMISED, promised_on=TODAY, new_day=TODAY + timedelta(plus), today=TODAY
            )


class TestMayRecord:
    def record(self, **named):
        usual = {
            "state": PROMISED,
            "delivered_on": TODAY,
            "today": TODAY,
            "quantity_promised": Decimal(10),
            "quantity_delivered": Decimal(4),
        }
        rules.check_may_record(**{**usual, **named})

    def test_half_of_it_as_half(self):
        self.record()

    def test_without_a_quantity_only_where_none_was_promised(self):
        self.record(quantity_promised=None, quantity_delivered=None)
        with pytest.raises(rules.QuantityRefused, match="a part does not pass for the whole"):
            self.record(quantity_delivered=None)

    @pytest.mark.parametrize("state", [DELIVERED, CANCELLED])
    def test_once_only(self, state):
        with pytest.raises(rules.MayNotRecord):
            self.record(state=state)

    def test_not_before_it_happened(self):
        with pytest.raises(rules.DayRefused):
            self.record(delivered_on=TODAY + timedelta(days=1))


class TestMayCancel:
    def test_with_a_reason_only(self):
        rules.check_may_cancel(state=PROMISED, reason="Order withdrawn")
        with pytest.raises(rules.ReasonMissing):
            rules.check_may_cancel(state=PROMISED, reason="  ")

    @pytest.mark.parametrize("state", [DELIVERED, CANCELLED])
    def test_not_what_is_over(self, state):
        with pytest.raises(rules.MayNotCancel):
            rules.check_may_cancel(state=state, reason="Order withdrawn")


class TestMayCorrect:
    def correct(self, after, *, reason="Typing slip", is_recording_error=False):
        rules.check_may_correct(
            before=facts(), after=after, reason=reason, is_recording_error=is_recording_error
        )

    def test_a_slip_with_a_reason(self):
        self.correct(facts(item="Tablets"))
        with pytest.raises(rules.ReasonMissing):
            self.correct(facts(item="Tablets"), reason="")

    def test_not_when_nothing_differs(self):
        with pytest.raises(rules.NothingCorrected):
            self.correct(facts())

    def test_the_first_day_only_as_a_recording_error(self):
        moved = facts(first_promised_on=date(2026, 11, 27))
        with pytest.raises(rules.FirstDayStays):
            self.correct(moved)
        self.correct(moved, is_recording_error=True)

    def test_a_first_day_takes_the_last_one_along_until_that_was_moved(self):
        before = facts(promised_on=date(2026, 11, 20))
        after = facts(first_promised_on=date(2026, 11, 27))
        assert rules.with_last_day(before=before, after=after).promised_on == date(2026, 11, 27)
        moved = replace(before, promised_on=date(2026, 12, 4))
        assert rules.with_last_day(before=moved, after=after).promised_on == date(2026, 12, 4)


class TestDaysLate:
    def late(self, state, first, delivered=None):
        return rules.days_late(
            state=state, first_promised_on=first, delivered_on=delivered, today=TODAY
        )

    def test_count_the_undelivered_from_the_day_after_its_first_day(self):
        assert self.late(PROMISED, TODAY) == 0
        assert self.late(PROMISED, TODAY - timedelta(days=1)) == 1

    def test_are_unknown_of_a_cancelled_delivery(self):
        assert self.late(CANCELLED, date(2020, 1, 1)) is None

    @given(DAYS, DAYS, DAYS)
    def test_never_depend_on_a_moved_day(self, first, moved, delivered):
        before = facts(first_promised_on=first, promised_on=first)
        after = replace(before, promised_on=moved)
        assert self.late(DELIVERED, before.first_promised_on, delivered) == self.late(
            DELIVERED, after.first_promised_on, delivered
        )
        assert self.late(DELIVERED, first, delivered) == (delivered - first).days


class TestHeadline:
    @pytest.mark.parametrize(
        ("state", "late", "due_in", "moved", "sentence"),
        [
            (DELIVERED, 3, -40, False, "Delivery D-118 left 3 days after its first confirmed day"),
            (DELIVERED, 1, -40, True, "Delivery D-118 left 1 day after its first confirmed day"),
            (DELIVERED, 0, -40, False, "Delivery D-118 left on its first confirmed day"),
            (DELIVERED, -2, 1, False, "Delivery D-118 left 2 days before its first confirmed day"),
            (PROMISED, 5, -5, False, "Delivery D-118 is 5 days late and has not left"),
            (
                PROMISED,
                5,
                4,
                True,
                "Delivery D-118 is 5 days past its first confirmed day and was moved",
            ),
            (PROMISED, 0, 0, False, "Delivery D-118 is due today"),
            (PROMISED, -6, 6, False, "Delivery D-118 is due in 6 days"),
            (PROMISED, -6, 9, True, "Delivery D-118 was moved and is due in 9 days"),
            (PROMISED, -6, -1, True, "Delivery D-118 has passed its moved day"),
            (CANCELLED, None, 3, False, "Delivery D-118 was cancelled"),
        ],
    )
    def test_says_the_finding(self, state, late, due_in, moved, sentence):
        said = rules.delivery_headline(
            reference="D-118", state=state, late=late, due_in=due_in, moved=moved
        )
        assert said == sentence


class TestShortness:
    def test_is_known_only_with_both_quantities(self):
        assert rules.is_short(promised=Decimal(10), delivered=Decimal(9))
        assert not rules.is_short(promised=Decimal(10), delivered=Decimal(10))
        assert not rules.is_short(promised=None, delivered=Decimal(9))
