"""A calendar through its versions."""

from datetime import date, timedelta

import pytest

from catchball.kernel.worktime import (
    Closure,
    Holiday,
    Hours,
)
from catchball.kernel.worktime.problems import CalendarUnreadable
from catchball.workplace.calendars import rules
from catchball.workplace.calendars.rules import (
    Timetable,
    VersionState,
)
from hours import NIGHT, ZURICH, at, every_day, office, versions


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

    @pytest.mark.parametrize("name", ["x" * 201, "New\x0byear"])
    def test_name_their_dates_so_that_people_can_read_it(self, name):
        day = date(2027, 1, 1)
        for dates in (
            {"holidays": (Holiday(day, name),)},
            {"closures": (Closure(day, day, name),)},
        ):
            with pytest.raises(CalendarUnreadable, match="200 characters"):
                rules.check_content(office(**dates))
