"""Hours as people write them, versions through time, and what is due by them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catchball.kernel.worktime import (
    Closure,
    Holiday,
    Hours,
    SpecialHours,
    Weekday,
    WeekInForce,
    WorkCalendar,
    office_week,
    week_of,
)
from catchball.kernel.worktime.problems import HoursUnreadable
from catchball.trust.permissions import Side
from catchball.workplace.calendars import rules
from catchball.workplace.calendars.rules import (
    CalendarVersion,
    DayKind,
    PlaceKind,
    Question,
    Timetable,
    Unit,
    VersionState,
)

NIGHT = (Hours.read("22:00", "06:00"),)
ALWAYS = (Hours(0, 1440),)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def office(zone="Europe/Zurich", opens="09:00", closes="17:00", **more):
    more.setdefault("business_day", timedelta(hours=8))
    return WorkCalendar(zone, (WeekInForce(None, office_week(opens, closes)),), **more)


def every_day(hours, zone="UTC", **more):
    week = week_of(**{day.key: hours for day in Weekday})
    return WorkCalendar(zone, (WeekInForce(None, week),), **more)


def versions(*pairs):
    return Timetable.of(
        [
            CalendarVersion(number, date.fromisoformat(day), calendar)
            for number, (day, calendar) in enumerate(pairs, 1)
        ]
    )


ZURICH = versions(("2026-01-01", office()))
NEW_YORK = versions(("2026-01-01", office("America/New_York")))


class TestHours:
    @pytest.mark.parametrize(
        ("text", "hours"),
        [
            ("", ()),
            ("09:00-17:00", ((540, 1020),)),
            ("9-17", ((540, 1020),)),
            (" 13:00 – 17:30 ; 8 — 12 ", ((480, 720), (780, 1050))),
            ("22:00-06:00", ((1320, 1800),)),
            ("0-24", ((0, 1440),)),
        ],
    )
    def test_are_read_as_people_write_them(self, text, hours):
        assert rules.read_hours(text) == tuple(Hours(*pair) for pair in hours)

    @pytest.mark.parametrize(
        "text", ["nine", "9", "9-", "09:00-09:00", "24:30-25:00", "9:5-10", "9-17-18", "٩-١٧", "-"]
    )
    def test_that_are_none_are_refused(self, text):
        with pytest.raises(HoursUnreadable):
            rules.read_hours(text)

    def test_are_refused_by_the_dozen(self):
        with pytest.raises(HoursUnreadable, match="at most 12"):
            rules.read_hours(",".join(f"{hour}-{hour + 1}" for hour in range(13)))

    @given(
        st.lists(st.integers(0, 95), min_size=2, max_size=12, unique=True).map(
            lambda marks: sorted(marks)[: len(marks) // 2 * 2]
        )
    )
    def test_are_written_so_that_they_read_the_same(self, quarters):
        hours = tuple(
            Hours(opens * 15, closes * 15)
            for opens, closes in zip(quarters[::2], quarters[1::2], strict=True)
        )
        assert rules.read_hours(rules.write_hours(hours)) == hours

    def test_of_a_week_tell_of_each_day_what_is_wrong(self):
        week, wrong = rules.read_week(["9-12, 11-13", "x", "", "", "", "", ""])
        assert week is None
        assert set(wrong) == {Weekday.MON, Weekday.TUE}

    def test_of_a_night_shift_clash_beside_the_later_day(self):
        week, wrong = rules.read_week(["5-9", "", "", "", "", "", "22:00-06:00"])
        assert (week, set(wrong)) == (None, {Weekday.MON})


class TestPlaces:
    @pytest.mark.parametrize(
        ("kind", "side", "may"),
        [
            (PlaceKind.SITE, Side.CMO, True),
            (PlaceKind.CLIENT, Side.CMO, True),
            (PlaceKind.CLIENT, Side.CLIENT, True),
            (PlaceKind.SITE, Side.CLIENT, False),
        ],
    )
    def test_are_changed_by_both_sides_save_the_site(self, kind, side, may):
        assert rules.may_change(kind, side) is may
        if not may:
            with pytest.raises(rules.SiteIsTheManufacturers):
                rules.check_may_change(kind, side)


class TestVersions:
    def test_begin_at_the_midnight_of_their_own_zone(self):
        timetable = versions(
            ("2026-01-01", office("Asia/Kolkata")), ("2026-11-16", office("Asia/Kolkata", "10:00"))
        )
        before, after = at("2026-11-15T18:29"), at("2026-11-15T18:30")
        assert [timetable.in_force(instant).number for instant in (before, after)] == [1, 2]
        first, second = timetable.versions
        assert timetable.state_of(second, before) is VersionState.PLANNED
        assert timetable.state_of(first, after) is VersionState.SUPERSEDED
        assert timetable.state_of(second, after) is VersionState.IN_FORCE

    def test_hold_nothing_before_the_first_one(self):
        assert ZURICH.in_force(at("2025-12-31T12:00")) is None
        assert not ZURICH.opened(at("2025-12-01T00:00"), at("2025-12-31T00:00"))
        assert (
            Timetable()
            .clock(at("2026-01-01T00:00"))
            .opened(at("2026-01-01T00:00"), at("2026-02-01T00:00"))
            == ()
        )

    def test_run_on_one_clock(self):
        """Wednesday by the old hours, Thursday and Friday by the new ones."""
        timetable = versions(
            ("2026-01-01", office("UTC")), ("2026-11-19", office("UTC", "12:00", "16:00"))
        )
        clock = timetable.clock(at("2026-11-18T00:00"))
        assert clock.elapsed(at("2026-11-18T00:00"), at("2026-11-21T00:00")) == timedelta(hours=16)
        assert clock.after(at("2026-11-18T16:00"), timedelta(hours=2)) == at("2026-11-19T13:00")

    def test_give_a_night_shift_to_the_day_on_which_it_opens(self):
        timetable = versions(
            ("2026-01-01", every_day(NIGHT)),
            ("2026-11-19", every_day((Hours.read("12:00", "13:00"),))),
        )
        opened = timetable.clock(at("2026-11-18T00:00")).opened(
            at("2026-11-18T12:00"), at("2026-11-20T00:00")
        )
        assert opened == (
            (at("2026-11-18T22:00"), at("2026-11-19T06:00")),
            (at("2026-11-19T12:00"), at("2026-11-19T13:00")),
        )

    def test_hold_each_date_by_its_own_version(self):
        old = office(
            "UTC", holidays=(Holiday(date(2026, 11, 18), "A"), Holiday(date(2026, 11, 20), "B"))
        )
        new = office(
            "UTC", holidays=(Holiday(date(2026, 11, 18), "C"), Holiday(date(2026, 11, 19), "D"))
        )
        timetable = versions(("2026-01-01", old), ("2026-11-19", new))
        assert [one.name for one in rules.holidays_of(timetable)] == ["A", "D"]
        clock = timetable.clock(at("2026-11-18T00:00"))
        assert clock.working_dates(date(2026, 11, 17), date(2026, 11, 21)) == (
            date(2026, 11, 17),
            date(2026, 11, 20),
        )

    def test_cut_a_closure_where_they_give_way(self):
        closed = office("UTC", closures=(Closure(date(2026, 11, 16), date(2026, 11, 20), "X"),))
        timetable = versions(("2026-01-01", closed), ("2026-11-18", office("UTC")))
        clock = timetable.clock(at("2026-11-16T00:00"))
        assert clock.working_dates(date(2026, 11, 16), date(2026, 11, 21)) == tuple(
            date(2026, 11, day) for day in (18, 19, 20)
        )

    def test_may_move_to_another_zone(self):
        timetable = versions(
            ("2026-01-01", office("America/New_York")), ("2026-11-18", office("Asia/Tokyo"))
        )
        opened = timetable.clock(at("2026-11-20T00:00")).opened(
            at("2026-11-17T12:00"), at("2026-11-18T12:00")
        )
        assert opened == (
            (at("2026-11-17T14:00"), at("2026-11-17T22:00")),
            (at("2026-11-18T00:00"), at("2026-11-18T08:00")),
        )

    def test_of_one_day_leave_the_later_one_in_force(self):
        timetable = versions(
            ("2026-01-01", office("UTC")),
            ("2026-11-16", office("UTC", "10:00")),
            ("2026-11-16", office("UTC", "11:00")),
        )
        assert timetable.ruling(date(2026, 11, 16)).number == 3
        first = timetable.clock(at("2026-11-16T00:00")).next_open(at("2026-11-16T00:00"))
        assert first == at("2026-11-16T11:00")

    def test_may_begin_neither_yesterday_nor_in_another_age(self):
        now = at("2026-11-16T23:30")  # the 17th in Zurich
        rules.check_begins(ZURICH, "Europe/Zurich", date(2026, 11, 17), now)
        with pytest.raises(rules.BeginsTooEarly):
            rules.check_begins(ZURICH, "Europe/Zurich", date(2026, 11, 16), now)
        with pytest.raises(rules.BeginsTooLate):
            rules.check_begins(Timetable(), "Europe/Zurich", date(1999, 1, 1), now)

    def test_hold_no_more_dates_than_a_person_looks_through(self):
        many = tuple(Holiday(date(2026, 1, 1) + timedelta(days=n), "x") for n in range(1001))
        with pytest.raises(rules.TooManyDates):
            rules.check_content(office(holidays=many))


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


class TestGaps:
    NOW = at("2026-11-16T10:00")

    def lacks(self, timetable):
        return [(one.lack.value, one.year) for one in rules.gaps_of(timetable, self.NOW)]

    def test_are_none_where_this_year_and_the_next_are_known(self):
        known = tuple(Holiday(date(year, 12, 25), "Christmas") for year in (2026, 2027))
        assert self.lacks(versions(("2026-01-01", office(holidays=known)))) == []

    def test_name_the_years_without_holidays(self):
        assert self.lacks(ZURICH) == [("holidays", 2026), ("holidays", 2027)]

    def test_name_a_missing_calendar_and_a_missing_business_day(self):
        assert self.lacks(Timetable()) == [("calendar", None)]
        known = tuple(Holiday(date(year, 12, 25), "Christmas") for year in (2026, 2027))
        silent = office(holidays=known, business_day=None)
        assert self.lacks(versions(("2026-01-01", silent))) == [("business-day", None)]

    def test_see_holidays_only_in_the_version_of_their_date(self):
        known = tuple(Holiday(date(year, 12, 25), "Christmas") for year in (2026, 2027))
        timetable = versions(
            ("2026-01-01", office(holidays=known)), ("2027-01-01", office(holidays=known[:1]))
        )
        assert self.lacks(timetable) == [("holidays", 2027)]


class TestSortHolidays:
    TODAY = date(2026, 11, 16)

    def test_tells_what_is_new_and_why_the_rest_is_not(self):
        held = office(holidays=(Holiday(date(2026, 12, 25), "Christmas"),))
        proposed = [
            Holiday(date(2026, 12, 26), " Boxing  Day "),
            Holiday(date(2026, 12, 26), "Second"),
            Holiday(date(2026, 12, 25), "Christmas"),
            Holiday(date(2026, 11, 15), "Yesterday"),
        ]
        sorting = rules.sort_holidays(proposed, [held], today=self.TODAY)
        assert sorting.added == (Holiday(date(2026, 12, 26), "Boxing Day"),)
        assert len(sorting.left_out) == 3
        assert all(one.why for one in sorting.left_out)

    def test_takes_a_date_that_only_a_plan_lacks(self):
        with_it = office(holidays=(Holiday(date(2026, 12, 25), "Christmas"),))
        proposed = [Holiday(date(2026, 12, 25), "Christmas")]
        sorting = rules.sort_holidays(proposed, [with_it, office()], today=self.TODAY)
        assert len(sorting.added) == 1


class TestDifferences:
    def test_name_what_changed_and_from_what(self):
        old = office("UTC", holidays=(Holiday(date(2026, 12, 25), "Christmas"),))
        new = office("Asia/Tokyo", "10:00", business_day=timedelta(hours=7, minutes=30))
        found = {one.what: (one.old, one.new, one.days) for one in rules.differences(old, new)}
        assert found["Time zone"] == ("UTC", "Asia/Tokyo", ())
        assert found["Business day in hours"] == ("8", "7.5", ())
        assert found["Monday"] == ("09:00–17:00", "10:00–17:00", ())
        assert found["Holidays removed"] == ("", "", (date(2026, 12, 25),))

    def test_of_the_first_one_name_its_zone_and_its_hours(self):
        found = [one.what for one in rules.differences(None, office())]
        assert found[:3] == ["Time zone", "Business day in hours", "Monday"]
        assert len(found) == 7
