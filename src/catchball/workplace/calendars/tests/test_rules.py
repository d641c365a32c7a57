"""Hours as people write them, who changes what, and what a calendar lacks."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catchball.kernel.worktime import (
    Holiday,
    Hours,
    Weekday,
)
from catchball.kernel.worktime.problems import HoursUnreadable
from catchball.trust.permissions import Side
from catchball.workplace.calendars import rules
from catchball.workplace.calendars.rules import (
    PlaceKind,
    Timetable,
)
from hours import ZURICH, at, office, versions


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
