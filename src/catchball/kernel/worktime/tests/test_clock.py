"""The clock: the days when the wall clock jumps, and bad input."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from catchball.kernel.worktime import (
    Hours,
    Landing,
    WeekInForce,
    WorkCalendar,
    clock_of,
    office_week,
    week_of,
)
from catchball.kernel.worktime.problems import (
    AmountNegative,
    BeyondTheCalendar,
    BusinessDayNotStated,
    InstantHasNoZone,
    NeverOpenAgain,
    PausedForGood,
    PauseUnreadable,
)

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NIGHTS = week_of(**dict.fromkeys(DAYS, (Hours.read("22:00", "06:00"),)))
ALWAYS = week_of(**dict.fromkeys(DAYS, (Hours.read("00:00", "24:00"),)))
LUNCH = week_of(mon=[Hours.read("08:30", "12:00"), Hours.read("13:00", "17:30")])


def at(text, zone="Etc/UTC"):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def clock(zone="Etc/UTC", week=None, **more):
    return clock_of(WorkCalendar(zone, (WeekInForce(None, week or office_week()),), **more))


def hours(count):
    return timedelta(hours=count)


@pytest.mark.parametrize(
    ("zone", "first", "last", "expected"),
    [
        ("Europe/Berlin", "2024-03-30T12:00", "2024-03-31T12:00", 7),
        ("Europe/Berlin", "2024-10-26T12:00", "2024-10-27T12:00", 9),
        ("America/New_York", "2024-03-09T12:00", "2024-03-10T12:00", 7),
        ("America/New_York", "2024-11-02T12:00", "2024-11-03T12:00", 9),
        ("Australia/Lord_Howe", "2024-04-06T12:00", "2024-04-07T12:00", 8.5),
        ("Australia/Lord_Howe", "2024-10-05T12:00", "2024-10-06T12:00", 7.5),
        ("Asia/Kolkata", "2024-03-30T12:00", "2024-03-31T12:00", 8),
        ("America/Havana", "2024-03-09T12:00", "2024-03-10T12:00", 7),
    ],
)
def test_a_night_shift_lasts_what_the_clock_change_makes_of_it(zone, first, last, expected):
    night = clock(zone, NIGHTS)
    assert night.elapsed(at(first, zone), at(last, zone)) == hours(expected)


def test_a_time_that_the_clock_reads_twice_is_open_twice():
    zone = "America/New_York"
    early = clock(zone, week_of(sun=[Hours.read("01:15", "01:45")]))
    assert early.opened(at("2024-11-03T00:00", zone), at("2024-11-04T00:00", zone)) == (
        (at("2024-11-03T05:15"), at("2024-11-03T05:45")),
        (at("2024-11-03T06:15"), at("2024-11-03T06:45")),
    )


def test_a_time_that_the_clock_skips_is_never_open():
    zone = "America/New_York"
    early = clock(zone, week_of(sun=[Hours.read("02:15", "02:45")]))
    assert early.opened(at("2024-03-10T00:00", zone), at("2024-03-11T00:00", zone)) == ()
    assert date(2024, 3, 10) not in early.working_dates(date(2024, 3, 4), date(2024, 3, 18))


def test_samoa_had_no_30_december_2011():
    apia = clock("Pacific/Apia")
    days = apia.working_dates(date(2011, 12, 28), date(2012, 1, 4))
    assert [day.day for day in days] == [28, 29, 2, 3]
    start = at("2011-12-29T16:00", "Pacific/Apia")
    assert apia.after(start, hours(2)) == at("2012-01-02T10:00", "Pacific/Apia")
    whole = clock("Pacific/Apia", ALWAYS)
    assert whole.working_dates(date(2011, 12, 29), date(2012, 1, 1)) == (
        date(2011, 12, 29),
        date(2011, 12, 31),
    )


def test_a_date_whose_time_of_day_is_skipped_is_read_with_the_offset_before_the_gap():
    zone = "Europe/Berlin"
    night = clock(
        zone,
        week_of(sat=[Hours.read("02:00", "04:00")], sun=[Hours.read("01:00", "05:00")]),
    )
    assert night.after_days(at("2024-03-30T02:30", zone), 1) == at("2024-03-31T01:30")


def test_a_deadline_at_the_end_of_the_day_is_closing_time_unless_asked_otherwise():
    friday = at("2024-05-03T09:00")
    office = clock()
    assert office.after(friday, hours(8)) == at("2024-05-03T17:00")
    assert office.after(friday, hours(8), (), Landing.NEXT_OPENING) == at("2024-05-06T09:00")
    assert office.before(at("2024-05-03T17:00"), hours(8)) == friday


def test_a_deadline_reached_as_the_pause_begins_is_not_put_off():
    start = at("2024-05-02T09:00")
    pause = (at("2024-05-02T11:00"), at("2024-05-02T15:00"))
    assert clock().after(start, hours(2), [pause]) == at("2024-05-02T11:00")
    assert clock().after(start, hours(3), [pause]) == at("2024-05-02T16:00")


def test_pauses_that_overlap_or_lie_outside_count_once_and_only_inside():
    start, end = at("2024-05-02T09:00"), at("2024-05-02T17:00")
    pauses = [
        (at("2024-05-02T12:00"), at("2024-05-02T14:00")),
        (at("2024-05-02T11:00"), at("2024-05-02T13:00")),
        (at("2024-05-02T16:00"), at("2024-05-09T16:00")),
        (at("2024-04-01T00:00"), at("2024-04-02T00:00")),
        (at("2024-05-02T10:00"), at("2024-05-02T10:00")),
    ]
    assert clock().elapsed(start, end, pauses) == hours(4)


def test_a_pause_without_an_end_stops_the_clock_and_moves_no_deadline_before_it():
    start = at("2024-05-02T09:00")
    waiting = [(at("2024-05-02T12:00"), None)]
    assert clock().elapsed(start, at("2024-05-08T12:00"), waiting) == hours(3)
    assert clock().after(start, hours(3), waiting) == at("2024-05-02T12:00")
    assert clock().before(at("2024-05-08T12:00"), hours(3), waiting) == start
    with pytest.raises(PausedForGood, match="no end"):
        clock().after(start, hours(4), waiting)
    with pytest.raises(PausedForGood):
        clock().next_open(at("2024-05-03T12:00"), waiting)


def test_a_pause_is_left_when_it_ends_in_open_time():
    pause = [(at("2024-05-02T12:00"), at("2024-05-04T12:00"))]
    assert clock().next_open(at("2024-05-02T13:00"), pause) == at("2024-05-06T09:00")
    assert clock().previous_open(at("2024-05-06T08:00"), pause) == at("2024-05-02T12:00")


def test_a_pause_that_ends_before_it_begins_is_refused():
    start, end = at("2024-05-02T09:00"), at("2024-05-02T17:00")
    with pytest.raises(PauseUnreadable, match="Swap"):
        clock().elapsed(start, end, [(end, start)])


def test_a_span_that_runs_backwards_holds_nothing():
    assert clock().elapsed(at("2024-05-03T17:00"), at("2024-05-02T09:00")) == timedelta(0)


@pytest.mark.parametrize("question", ["after", "before", "after_days", "before_days"])
def test_a_negative_amount_is_refused(question):
    amount = -1 if question.endswith("days") else hours(-1)
    with pytest.raises(AmountNegative):
        getattr(clock(), question)(at("2024-05-02T09:00"), amount)


def test_an_instant_without_a_zone_is_refused():
    naive = datetime(2024, 5, 2, 9)  # noqa: DTZ001 -- the point of the test
    for ask in (
        lambda: clock().elapsed(naive, at("2024-05-02T09:00")),
        lambda: clock().after(naive, hours(1)),
        lambda: clock().is_open(naive),
        lambda: clock().elapsed(at("2024-05-01T09:00"), at("2024-05-02T09:00"), [(naive, None)]),
    ):
        with pytest.raises(InstantHasNoZone, match="zone"):
            ask()


@pytest.mark.parametrize("year", [1, 1899, 2200, 9999])
def test_years_that_calendars_do_not_reckon_with_are_refused(year):
    with pytest.raises(BeyondTheCalendar, match="1900 to 2199"):
        clock().is_open(datetime(year, 6, 1, tzinfo=UTC))


def test_an_instant_that_has_no_year_in_utc_is_refused():
    first, last = datetime.min, datetime.max  # noqa: DTZ901 -- a zone follows
    for edge, east in ((first, 14), (last, -11)):
        with pytest.raises(BeyondTheCalendar):
            clock().is_open(edge.replace(tzinfo=timezone(hours(east))))
    with pytest.raises(BeyondTheCalendar):
        clock().working_dates(date.min, date.max)


def test_the_first_and_last_days_that_calendars_reckon_with_are_answered():
    assert clock().working_dates(date(1900, 1, 8), date(1900, 1, 10)) == (
        date(1900, 1, 8),
        date(1900, 1, 9),
    )
    assert clock().is_open(at("2199-12-31T16:59"))
    with pytest.raises(NeverOpenAgain):
        clock().next_open(at("2199-12-31T17:00"))


def test_a_calendar_that_is_never_open_says_so_instead_of_searching_for_ever():
    closed = clock(week=week_of())
    start = at("2024-05-02T09:00")
    assert closed.elapsed(start, at("2034-05-02T09:00")) == timedelta(0)
    assert not closed.is_open(start)
    assert closed.working_dates(date(2024, 1, 1), date(2025, 1, 1)) == ()
    for ask in (closed.next_open, closed.previous_open):
        with pytest.raises(NeverOpenAgain, match="open time"):
            ask(start)
    with pytest.raises(NeverOpenAgain):
        closed.after(start, hours(1))
    with pytest.raises(NeverOpenAgain):
        closed.before_days(start, 1)


def test_two_parties_who_never_work_together_are_never_open():
    early, late = (
        week_of(mon=[Hours.read(*pair)]) for pair in (("08:00", "12:00"), ("13:00", "17:00"))
    )
    both = clock(week=early) & clock(week=late)
    with pytest.raises(NeverOpenAgain):
        both.next_open(at("2024-05-02T09:00"))


def test_both_at_work_is_one_expression_over_two_zones():
    both = clock("Europe/Berlin") & clock("America/New_York")
    assert both.opened(at("2024-05-02T00:00"), at("2024-05-03T00:00")) == (
        (at("2024-05-02T13:00"), at("2024-05-02T15:00")),
    )
    assert both.after(at("2024-05-03T14:00"), hours(2)) == at("2024-05-06T14:00")
    assert both.after_days(at("2024-05-03T14:00"), 2) == at("2024-05-07T14:00")


def test_an_amount_that_takes_decades_is_found_and_one_that_takes_centuries_is_not():
    one_hour_a_week = clock(week=week_of(mon=[Hours.read("09:00", "10:00")]))
    start = at("2024-05-02T09:00")
    due = one_hour_a_week.after(start, hours(52 * 60))
    assert due.year == 2084
    assert one_hour_a_week.elapsed(start, due) == hours(52 * 60)
    with pytest.raises(NeverOpenAgain):
        one_hour_a_week.after(start, hours(52 * 600))
    with pytest.raises(NeverOpenAgain):
        one_hour_a_week.after_days(start, 1_000_000_000)


def test_answers_do_not_depend_on_what_was_asked_before():
    spans = [
        (at(f"{year}-02-27T03:00"), at(f"{year + 1}-03-02T11:30")) for year in range(1950, 2100, 30)
    ]
    fresh = [
        clock("America/New_York", LUNCH, business_day=timedelta(seconds=1 + place)).elapsed(*span)
        for place, span in enumerate(spans)
    ]
    ticking = clock("America/New_York", LUNCH)
    assert [ticking.elapsed(*span) for span in reversed(spans)] == fresh[::-1]


def test_a_working_date_is_one_on_which_work_begins_or_lasts_all_day():
    monday_to_friday = {day: [Hours.read("22:00", "06:00")] for day in DAYS[:5]}
    night = clock(week=week_of(**monday_to_friday))
    week = date(2024, 5, 6), date(2024, 5, 13)
    assert [day.weekday() for day in night.working_dates(*week)] == [0, 1, 2, 3, 4]
    assert len(clock(week=ALWAYS).working_dates(*week)) == 7
    assert night.working_dates(week[1], week[0]) == ()


def test_days_are_dates_while_business_days_are_stated_amounts():
    calendar = WorkCalendar(
        "Etc/UTC", (WeekInForce(None, office_week()),), business_day=timedelta(hours=7, minutes=45)
    )
    ticking = clock_of(calendar)
    start = at("2024-05-03T10:00")
    assert ticking.after_days(start, 2) == at("2024-05-07T10:00")
    assert ticking.after(start, calendar.business_days(2)) == at("2024-05-07T09:30")
    with pytest.raises(BusinessDayNotStated, match="State it"):
        WorkCalendar("Etc/UTC", calendar.weeks).business_days(2)


def test_an_instant_with_a_fixed_offset_is_as_good_as_one_with_a_zone():
    east = timezone(timedelta(hours=5, minutes=30))
    assert clock("Asia/Kolkata").is_open(datetime(2024, 5, 2, 9, 0, tzinfo=east))
    assert not clock("Asia/Kolkata").is_open(datetime(2024, 5, 2, 17, 0, tzinfo=east))
