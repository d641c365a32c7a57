"""A year at a glance, and a week as bars and hours."""

from datetime import date

import pytest

from catchball.kernel.worktime import (
    Closure,
    Holiday,
    Hours,
    SpecialHours,
)
from catchball.workplace.calendars import rules
from catchball.workplace.calendars.rules import (
    DayKind,
)
from hours import ALWAYS, NEW_YORK, NIGHT, ZURICH, at, every_day, office, versions


class TestYear:
    CALENDAR = office(
        "UTC",
        holidays=(Holiday(date(2026, 12, 25), "Christmas Day"),),
        closures=(
            Closure(date(2026, 12, 24), date(2026, 12, 31), "Shutdown"),
            Closure(date(2026, 12, 1), date(2026, 12, 1), "Stocktaking", (Hours(720, 1020),)),
        ),
        special_hours=(SpecialHours(date(2026, 12, 5), (Hours(540, 720),)),),
    )

    @pytest.mark.parametrize(
        ("day", "kind", "name"),
        [
            (1, DayKind.SPECIAL, "Stocktaking"),
            (2, DayKind.WORKING, ""),
            (5, DayKind.SPECIAL, ""),
            (6, DayKind.OFF, ""),
            (24, DayKind.CLOSED, "Shutdown"),
            (25, DayKind.HOLIDAY, "Christmas Day"),
        ],
    )
    def test_tells_what_each_day_is(self, day, kind, name):
        timetable = versions(("2026-11-10", self.CALENDAR))
        found = rules.day_of(timetable, date(2026, 12, day))
        assert (found.kind, found.name) == (kind, name)

    def test_has_twelve_months_and_each_day_once(self):
        year = rules.year_of(versions(("2026-11-10", self.CALENDAR)), 2026)
        days = [day for month in year.months for week in month.weeks for day in week if day]
        assert (len(year.months), len({day.on for day in days}), len(days)) == (12, 365, 365)
        assert all(len(week) == 7 for month in year.months for week in month.weeks)
        assert sum(year.counts.values()) == 365
        assert year.counts[DayKind.UNKNOWN] == 313
        begins = [day.on for day in days if day.begins_version]
        assert begins == [date(2026, 11, 10)]


class TestWeek:
    def test_is_that_of_the_zone(self):
        sunday_night = at("2026-11-15T23:30")
        assert rules.week_around(sunday_night, "Europe/Zurich")[0] == date(2026, 11, 16)
        assert rules.week_around(sunday_night, "America/New_York")[0] == date(2026, 11, 9)

    def test_shows_bars_on_the_readers_clock(self):
        days = rules.week_around(at("2026-11-16T12:00"), "America/New_York")
        opened = rules.opened_in(ZURICH, days, "America/New_York")
        (bar,) = rules.bars_of(opened, days[0], "America/New_York")
        assert (bar.begins, bar.ends) == (0.125, 0.4583)  # 03:00 to 11:00

    def test_cuts_bars_at_midnight(self):
        nights = versions(("2026-01-01", every_day(NIGHT)))
        days = rules.week_around(at("2026-11-16T12:00"), "UTC")
        bars = rules.bars_of(rules.opened_in(nights, days, "UTC"), days[1], "UTC")
        assert [(bar.begins, bar.ends) for bar in bars] == [(0.0, 0.25), (0.9167, 1.0)]

    def test_shows_a_night_shift_under_the_day_on_which_it_opens(self):
        nights = versions(("2026-01-01", every_day(NIGHT)))
        days = rules.week_around(at("2026-11-16T12:00"), "UTC")
        by_day = rules.spans_by_day(rules.opened_in(nights, days, "UTC"), days, "UTC")
        assert (at("2026-11-17T22:00"), at("2026-11-18T06:00")) in by_day[1].spans

    def test_cuts_work_around_the_clock_at_each_midnight(self):
        always = versions(("2026-01-01", every_day(ALWAYS)))
        days = rules.week_around(at("2026-11-16T12:00"), "UTC")
        by_day = rules.spans_by_day(rules.opened_in(always, days, "UTC"), days, "UTC")
        assert [len(day.spans) for day in by_day] == [1] * 7
        assert rules.moment_of(always, at("2026-11-16T12:00")) == rules.Moment(
            is_open=True, changes_at=None
        )

    @pytest.mark.parametrize(
        ("now", "is_open", "changes"),
        [
            ("2026-11-16T08:00", True, "2026-11-16T16:00"),
            ("2026-11-16T16:00", False, "2026-11-17T08:00"),
            ("2026-11-20T20:00", False, "2026-11-23T08:00"),
        ],
    )
    def test_says_until_when_it_is_open_or_closed(self, now, is_open, changes):
        assert rules.moment_of(ZURICH, at(now)) == rules.Moment(
            is_open=is_open, changes_at=at(changes)
        )

    def test_says_when_both_are_at_work(self):
        shared = rules.shared_moment(ZURICH, NEW_YORK, at("2026-11-16T10:00"))
        assert shared == rules.Moment(is_open=False, changes_at=at("2026-11-16T14:00"))

    def test_says_nothing_of_what_is_weeks_away(self):
        shut = versions(
            ("2026-01-01", office(closures=(Closure(date(2026, 11, 1), date(2026, 12, 31), "x"),)))
        )
        assert rules.moment_of(shut, at("2026-11-16T10:00")) == rules.Moment(
            is_open=False, changes_at=None
        )
