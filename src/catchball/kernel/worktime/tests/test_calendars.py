"""Calendars: what they refuse, how versions follow each other, and how they are stored."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from catchball.kernel.canonical import fingerprint
from catchball.kernel.worktime import (
    Closure,
    Holiday,
    Hours,
    SpecialHours,
    WeekInForce,
    WorkCalendar,
    as_json,
    clock_of,
    closure_at,
    from_json,
    holiday_at,
    office_week,
    week_of,
)
from catchball.kernel.worktime.problems import (
    CalendarUnreadable,
    DatesContradict,
    HoursOverlap,
    HoursUnreadable,
    ZoneUnknown,
)

ALWAYS = (WeekInForce(None, office_week()),)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def span(opens, closes):
    return Hours.read(opens, closes)


def hours_open(calendar, day):
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return clock_of(calendar).elapsed(start, start + timedelta(days=1)) / timedelta(hours=1)


FULL = WorkCalendar(
    zone="Europe/Berlin",
    weeks=(
        WeekInForce(date(2025, 3, 1), office_week("08:00", "16:30")),
        WeekInForce(None, week_of(fri=[span("22:00", "06:00"), span("06:00", "24:00")][:1])),
    ),
    holidays=(Holiday(date(2025, 12, 25), "Christmas"), Holiday(date(2025, 1, 1), "New Year")),
    closures=(
        Closure(date(2025, 8, 4), date(2025, 8, 15), "Summer shutdown"),
        Closure(date(2025, 6, 2), date(2025, 6, 2), "Fire drill", (span("10:00", "11:00"),)),
    ),
    special_hours=(SpecialHours(date(2025, 12, 24), (span("08:00", "12:00"),)),),
    business_day=timedelta(hours=8),
)


def test_a_calendar_comes_back_from_json_as_it_went_whatever_the_order_of_its_entries():
    stored = json.loads(json.dumps(as_json(FULL)))
    assert from_json(stored) == FULL
    stored["holidays"] = dict(reversed(stored["holidays"].items()))
    stored["weeks"].reverse()
    assert fingerprint(as_json(from_json(stored))) == fingerprint(as_json(FULL))
    assert hash(from_json(stored)) == hash(FULL)


@pytest.mark.parametrize(
    "broken",
    [
        None,
        [],
        {},
        {"zone": 1, "weeks": []},
        {"zone": "Etc/UTC", "weeks": []},
        {"zone": "Etc/UTC", "weeks": "mon"},
        {"zone": "Etc/UTC", "weeks": [{"since": "soon", "hours": {}}]},
        {"zone": "Etc/UTC", "weeks": [{"hours": {"funday": []}}]},
        {"zone": "Etc/UTC", "weeks": [{"hours": {"mon": [["09:00"]]}}]},
        {"zone": "Etc/UTC", "weeks": [{"hours": {"mon": [[9, 17]]}}]},
        {"zone": "Etc/UTC", "weeks": [{"hours": {}}], "holidays": {"2025-02-30": "No"}},
        {"zone": "Etc/UTC", "weeks": [{"hours": {}}], "holidays": {"2025-02-03": None}},
        {"zone": "Etc/UTC", "weeks": [{"hours": {}}], "closures": [{"first": "2025-02-03"}]},
        {"zone": "Etc/UTC", "weeks": [{"hours": {}}], "business_day_seconds": "8h"},
        {"zone": "Etc/UTC", "weeks": [{"hours": {}}], "business_day_seconds": True},
        {"zone": "Etc/UTC", "weeks": [{"hours": {}}], "business_day_seconds": 10**30},
        {"zone": "Etc/UTC", "weeks": [{"hours": {}}], "colour": "blue"},
    ],
)
def test_a_calendar_of_the_wrong_shape_is_refused_by_name(broken):
    with pytest.raises(CalendarUnreadable):
        from_json(broken)


@pytest.mark.parametrize(
    "zone",
    ["US/Pacific-New", "Mars/Olympus", "", "Europe", "../etc/passwd", "right/UTC", "localtime"],
)
def test_a_zone_that_was_abolished_or_never_was_is_refused_by_name(zone):
    with pytest.raises(ZoneUnknown, match="Europe/Berlin"):
        WorkCalendar(zone, ALWAYS)


def test_an_old_name_that_iana_keeps_as_a_link_still_works():
    old, new = WorkCalendar("Asia/Calcutta", ALWAYS), WorkCalendar("Asia/Kolkata", ALWAYS)
    span_asked = at("2024-01-01T00:00"), at("2025-01-01T00:00")
    assert clock_of(old).elapsed(*span_asked) == clock_of(new).elapsed(*span_asked)


@pytest.mark.parametrize(
    "pair",
    [
        ("9:00", "17:00"),
        ("09:00", "24:01"),
        ("09:60", "17:00"),
        ("nine", "five"),
        ("٠٩:00", "17:00"),
    ],
)
def test_times_that_are_not_hh_mm_are_refused(pair):
    with pytest.raises(HoursUnreadable, match="HH:MM"):
        span(*pair)


@pytest.mark.parametrize("pair", [("09:00", "09:00"), ("00:00", "00:00")])
def test_hours_that_end_as_they_begin_are_refused_with_the_way_to_write_a_whole_day(pair):
    with pytest.raises(HoursUnreadable, match="00:00 to 24:00"):
        span(*pair)


@pytest.mark.parametrize("pair", [(-1, 60), (1440, 1500), (60, 60), (60, 1500), (0, 1441)])
def test_hours_out_of_the_day_are_refused(pair):
    with pytest.raises(HoursUnreadable, match="24 hours"):
        Hours(*pair)


@pytest.mark.parametrize(
    "week",
    [
        {"mon": [("09:00", "12:00"), ("11:59", "17:00")]},
        {"mon": [("22:00", "06:00")], "tue": [("05:00", "13:00")]},
        {"sun": [("22:00", "06:00")], "mon": [("05:00", "13:00")]},
        {"mon": [("12:00", "11:00"), ("13:00", "14:00")]},
    ],
)
def test_hours_that_overlap_are_refused_also_over_midnight(week):
    with pytest.raises(HoursOverlap, match="overlap"):
        WeekInForce(
            None, week_of(**{day: [span(*pair) for pair in of] for day, of in week.items()})
        )


def test_hours_that_touch_are_one_stretch_of_work():
    week = week_of(mon=[span("09:00", "12:00"), span("12:00", "17:00")])
    opened = clock_of(WorkCalendar("Etc/UTC", (WeekInForce(None, week),))).opened(
        at("2024-05-06T00:00"), at("2024-05-07T00:00")
    )
    assert opened == ((at("2024-05-06T09:00"), at("2024-05-06T17:00")),)


def test_overlapping_hours_of_a_closure_or_a_special_date_are_refused():
    twice = (span("09:00", "12:00"), span("10:00", "11:00"))
    with pytest.raises(HoursOverlap):
        Closure(date(2024, 5, 6), date(2024, 5, 6), "", twice)
    with pytest.raises(HoursOverlap):
        SpecialHours(date(2024, 5, 6), twice)


@pytest.mark.parametrize(
    "twice",
    [
        {"holidays": (Holiday(date(2024, 5, 1), "a"), Holiday(date(2024, 5, 1), "b"))},
        {"special_hours": (SpecialHours(date(2024, 5, 1)), SpecialHours(date(2024, 5, 1)))},
        {"weeks": (*ALWAYS, *ALWAYS)},
    ],
)
def test_a_date_given_twice_is_refused(twice):
    with pytest.raises(DatesContradict, match="twice"):
        WorkCalendar(**{"zone": "Etc/UTC", "weeks": ALWAYS, **twice})


def test_a_closure_that_ends_before_it_begins_is_refused():
    with pytest.raises(DatesContradict, match="before it begins"):
        Closure(date(2024, 5, 2), date(2024, 5, 1), "Backwards")


@pytest.mark.parametrize("stated", [timedelta(0), timedelta(hours=-8), timedelta(hours=25)])
def test_a_business_day_longer_than_a_day_or_not_longer_than_nothing_is_refused(stated):
    with pytest.raises(CalendarUnreadable, match="business day"):
        WorkCalendar("Etc/UTC", ALWAYS, business_day=stated)


def test_a_week_of_six_days_is_refused():
    with pytest.raises(CalendarUnreadable, match="seven"):
        WeekInForce(None, office_week()[:6])


def test_weeks_follow_each_other_on_their_dates_of_force():
    calendar = WorkCalendar(
        "Etc/UTC",
        (
            WeekInForce(date(2024, 5, 8), office_week("09:00", "13:00")),
            WeekInForce(date(2024, 5, 6), office_week()),
            WeekInForce(date(2024, 5, 10), week_of()),
        ),
    )
    found = [hours_open(calendar, date(2024, 5, day)) for day in range(1, 13)]
    assert found == [0, 0, 0, 0, 0, 8, 8, 4, 4, 0, 0, 0]
    assert calendar.week_on(date(2024, 5, 5)) == week_of()
    assert calendar.week_on(date(2024, 5, 9)) == office_week("09:00", "13:00")


def test_holidays_and_closures_take_away_from_special_hours():
    day = date(2024, 5, 6)
    special = SpecialHours(day, (span("10:00", "20:00"),))
    calendars = {
        "special": WorkCalendar("Etc/UTC", ALWAYS, special_hours=(special,)),
        "closed": WorkCalendar("Etc/UTC", ALWAYS, special_hours=(SpecialHours(day),)),
        "holiday": WorkCalendar("Etc/UTC", ALWAYS, (Holiday(day, "Off"),), (), (special,)),
        "drill": WorkCalendar(
            "Etc/UTC", ALWAYS, (), (Closure(day, day, "", (span("11:00", "12:00"),)),), (special,)
        ),
    }
    found = {name: hours_open(calendar, day) for name, calendar in calendars.items()}
    assert found == {"special": 10, "closed": 0, "holiday": 0, "drill": 9}


def test_a_holiday_ends_the_shift_of_the_eve_at_midnight():
    night = week_of(wed=[span("22:00", "06:00")], thu=[span("22:00", "06:00")])
    calendar = WorkCalendar(
        "Etc/UTC", (WeekInForce(None, night),), (Holiday(date(2024, 5, 2), "Thursday off"),)
    )
    assert clock_of(calendar).opened(at("2024-05-01T00:00"), at("2024-05-04T00:00")) == (
        (at("2024-05-01T22:00"), at("2024-05-02T00:00")),
        (at("2024-05-03T00:00"), at("2024-05-03T06:00")),
    )


def test_special_hours_that_meet_the_shift_of_the_eve_count_no_minute_twice():
    night = week_of(wed=[span("22:00", "06:00")], thu=[span("22:00", "06:00")])
    special = SpecialHours(date(2024, 5, 2), (span("04:00", "10:00"),))
    calendar = WorkCalendar("Etc/UTC", (WeekInForce(None, night),), special_hours=(special,))
    assert clock_of(calendar).opened(at("2024-05-01T00:00"), at("2024-05-04T00:00")) == (
        (at("2024-05-01T22:00"), at("2024-05-02T10:00")),
    )


def test_a_week_that_gives_way_to_another_finishes_its_last_shift_and_counts_no_minute_twice():
    night = WeekInForce(None, week_of(wed=[span("22:00", "06:00")], thu=[span("22:00", "06:00")]))
    early = WeekInForce(date(2024, 5, 2), week_of(thu=[span("05:00", "09:00")]))
    calendar = WorkCalendar("Etc/UTC", (night, early))
    assert clock_of(calendar).opened(at("2024-05-01T00:00"), at("2024-05-04T00:00")) == (
        (at("2024-05-01T22:00"), at("2024-05-02T09:00")),
    )


def test_a_closure_of_many_centuries_costs_nothing():
    for hours in ((), (span("09:00", "10:00"),)):
        calendar = WorkCalendar("Etc/UTC", ALWAYS, (), (Closure(date.min, date.max, "", hours),))
        assert hours_open(calendar, date(2024, 5, 6)) == (7 if hours else 0)


def test_an_instant_tells_its_holiday_and_closure_by_the_wall_clock():
    assert holiday_at(FULL, at("2025-12-24T23:30")) == Holiday(date(2025, 12, 25), "Christmas")
    assert holiday_at(FULL, at("2025-12-25T23:30")) is None
    assert closure_at(FULL, at("2025-06-02T08:59")).name == "Fire drill"
    assert closure_at(FULL, at("2025-06-02T09:00")) is None
    assert closure_at(FULL, at("2025-08-10T12:00")).name == "Summer shutdown"
