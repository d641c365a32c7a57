"""What is due if asked now, by one calendar and by both at work."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catchball.kernel.worktime import (
    Holiday,
    Hours,
    SpecialHours,
)
from catchball.workplace.calendars import rules
from catchball.workplace.calendars.rules import (
    Question,
    Timetable,
    Unit,
)
from hours import NEW_YORK, ZURICH, at, office, versions


def ask(amount, unit=Unit.HOURS, start="2026-11-16T08:00"):
    return Question(Decimal(amount), unit, at(start))


class TestDue:
    def test_lands_on_closing_time_and_not_on_the_next_opening(self):
        assert rules.due_by(ZURICH, ask(8)).due_at == at("2026-11-16T16:00")

    @pytest.mark.parametrize(
        ("start", "due"),
        [
            ("2026-10-23T13:00", "2026-10-26T14:00"),  # clocks go back on the 25th
            ("2026-03-27T14:00", "2026-03-30T13:00"),  # and forward on 29 March
        ],
    )
    def test_keeps_the_wall_clock_over_a_change_of_clocks(self, start, due):
        """From 15:00 on Friday, eight hours, to 15:00 on Monday."""
        assert rules.due_by(ZURICH, ask(8, start=start)).due_at == at(due)

    def test_counts_for_both_only_what_both_work(self):
        """On 23 October 2026 New York opens at 15:00 in Zurich, on the 26th at 14:00."""
        question = ask(5, start="2026-10-23T06:00")
        assert rules.due_by_both(ZURICH, NEW_YORK, question).due_at == at("2026-10-26T16:00")

    def test_counts_working_dates_in_the_zone_of_the_first(self):
        due = rules.due_by_both(ZURICH, NEW_YORK, ask(3, Unit.WORKING_DATES, "2026-11-16T15:00"))
        assert due.due_at == at("2026-11-19T15:00")

    def test_takes_a_business_day_as_stated(self):
        assert rules.due_by(ZURICH, ask("1.5", Unit.BUSINESS_DAYS)).due_at == at("2026-11-17T12:00")

    def test_says_so_where_business_days_differ_or_are_not_stated(self):
        short = versions(("2026-01-01", office(business_day=timedelta(hours=7))))
        silent = versions(("2026-01-01", office(business_day=None)))
        assert (
            "different lengths"
            in rules.due_by_both(ZURICH, short, ask(1, Unit.BUSINESS_DAYS)).why_not
        )
        assert "does not say" in rules.due_by(silent, ask(1, Unit.BUSINESS_DAYS)).why_not

    def test_says_so_where_two_are_never_at_work_together(self):
        auckland = versions(("2026-01-01", office("Pacific/Auckland")))
        answer = rules.due_by_both(ZURICH, auckland, ask(1))
        assert (answer.due_at, answer.why_not) == (
            None,
            "There is not so much working time within ten years.",
        )

    def test_says_so_where_there_is_no_calendar(self):
        assert rules.due_by(Timetable(), ask(1)).why_not == "There is no calendar yet."
        assert "no calendar yet" in rules.due_by_both(ZURICH, Timetable(), ask(1)).why_not

    def test_names_the_versions_and_days_that_it_went_by(self):
        old = office("UTC", holidays=(Holiday(date(2026, 11, 17), "Day off"),))
        new = office("UTC", special_hours=(SpecialHours(date(2026, 11, 19), (Hours(540, 600),)),))
        timetable = versions(("2026-01-01", old), ("2026-11-18", new))

        (told,) = rules.due_by(timetable, ask(20, start="2026-11-16T09:00")).rulings

        assert [(one.version, one.days) for one in told] == [
            (1, ((date(2026, 11, 17), "Day off"),)),
            (2, ((date(2026, 11, 19), "special hours"),)),
        ]

    @pytest.mark.parametrize(
        ("amount", "unit"),
        [
            ("0", Unit.HOURS),
            ("-1", Unit.HOURS),
            ("5001", Unit.HOURS),
            ("0.5", Unit.WORKING_DATES),
            ("501", Unit.BUSINESS_DAYS),
        ],
    )
    def test_refuses_amounts_that_nobody_means(self, amount, unit):
        with pytest.raises(rules.AmountOutOfRange) as caught:
            rules.check_amount(Decimal(amount), unit)
        assert caught.value.fields["amount"]

    @given(hours=st.integers(1, 400), later=st.integers(0, 200))
    def test_is_never_earlier_for_more_or_for_both(self, hours, later):
        question = ask(hours)
        alone = rules.due_by(ZURICH, question).due_at
        assert (
            rules.due_by(ZURICH, replace(question, amount=Decimal(hours + later))).due_at >= alone
        )
        assert rules.due_by_both(ZURICH, NEW_YORK, question).due_at >= alone
