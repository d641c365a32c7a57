"""The clock: its laws over random calendars."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from catchball.kernel.worktime import (
    Closure,
    Holiday,
    Hours,
    Landing,
    SpecialHours,
    WeekInForce,
    WorkCalendar,
    clock_of,
    office_week,
    week_of,
)

ZONES = (
    "Etc/UTC",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "America/Havana",
    "Africa/Casablanca",
    "Pacific/Chatham",
)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKS = (
    office_week(),
    week_of(**dict.fromkeys(DAYS, (Hours.read("22:00", "06:00"),))),
    week_of(**dict.fromkeys(DAYS, (Hours.read("00:00", "24:00"),))),
    week_of(mon=[Hours.read("08:30", "12:00"), Hours.read("13:00", "17:30")]),
    week_of(sat=[Hours.read("00:00", "03:00")], sun=[Hours.read("01:15", "02:45")]),
)


def at(text, zone="Etc/UTC"):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def clock(zone="Etc/UTC", week=None, **more):
    return clock_of(WorkCalendar(zone, (WeekInForce(None, week or office_week()),), **more))


def hours(count):
    return timedelta(hours=count)


calendars = st.builds(
    WorkCalendar,
    zone=st.sampled_from(ZONES),
    weeks=st.sampled_from(WEEKS).map(lambda week: (WeekInForce(None, week),)),
    holidays=st.sampled_from(
        ((), tuple(Holiday(date(2011, 12, day), "off") for day in (26, 28, 30, 31)))
    ),
    special_hours=st.sampled_from(
        ((), (SpecialHours(date(2024, 3, 30), (Hours.read("20:00", "04:00"),)),))
    ),
    closures=st.sampled_from(((), (Closure(date(2024, 10, 26), date(2024, 10, 28)),))),
)
instants = st.sampled_from(
    (at("2011-12-28"), at("2024-03-09"), at("2024-03-30"), at("2024-10-25"), at("2024-11-02"))
).flatmap(
    lambda near: st.integers(0, 6 * 86_400_000_000).map(
        lambda micro: near + timedelta(microseconds=micro)
    )
)
amounts = st.integers(0, 200 * 3_600_000_000).map(lambda micro: timedelta(microseconds=micro))
spans = st.tuples(instants, instants).map(sorted)
several_pauses = st.lists(spans.map(tuple), max_size=4)
ours = settings(deadline=None, max_examples=30)


@ours
@given(calendars, instants, amounts, several_pauses)
def test_adding_then_measuring_gives_back_the_amount(calendar, start, amount, pauses):
    ticking = clock_of(calendar)
    assert ticking.elapsed(start, ticking.after(start, amount, pauses), pauses) == amount


@ours
@given(calendars, instants, amounts, several_pauses)
def test_taking_away_then_measuring_gives_back_the_amount(calendar, end, amount, pauses):
    ticking = clock_of(calendar)
    assert ticking.elapsed(ticking.before(end, amount, pauses), end, pauses) == amount


@ours
@given(calendars, instants, amounts, several_pauses)
def test_no_earlier_instant_would_do_and_the_other_landing_is_worth_the_same(
    calendar, start, amount, pauses
):
    assume(amount)
    ticking = clock_of(calendar)
    due = ticking.after(start, amount, pauses)
    tick = timedelta(microseconds=1)
    assert ticking.elapsed(start, due - tick, pauses) == amount - tick
    later = ticking.after(start, amount, pauses, Landing.NEXT_OPENING)
    assert later >= due
    assert ticking.is_open(later)
    assert ticking.elapsed(start, later, pauses) == amount


@ours
@given(calendars, instants, instants, instants, several_pauses)
def test_measuring_is_additive(calendar, one, two, three, pauses):
    first, middle, last = sorted((one, two, three))
    ticking = clock_of(calendar)
    whole = ticking.elapsed(first, last, pauses)
    parts = ticking.elapsed(first, middle, pauses), ticking.elapsed(middle, last, pauses)
    assert sum(parts, timedelta()) == whole


@ours
@given(calendars, spans, amounts, st.sampled_from(ZONES))
def test_saying_the_same_instants_in_another_zone_changes_nothing(calendar, span, amount, zone):
    start, end = span
    there = [instant.astimezone(ZoneInfo(zone)) for instant in span]
    ticking = clock_of(calendar)
    assert ticking.elapsed(*there) == ticking.elapsed(start, end)
    assert ticking.after(there[0], amount) == ticking.after(start, amount)
    assert ticking.before_days(there[1], 2) == ticking.before_days(end, 2)


@ours
@given(st.sampled_from(WEEKS), spans, amounts, st.integers(-11, 12))
def test_moving_calendar_and_instants_by_the_same_hours_changes_nothing(week, span, amount, east):
    here, there = clock("Etc/UTC", week), clock(f"Etc/GMT{-east:+d}" if east else "Etc/GMT", week)
    start, end = span
    moved = hours(-east)
    assert there.elapsed(start + moved, end + moved) == here.elapsed(start, end)
    assert there.after(start + moved, amount) == here.after(start, amount) + moved


@ours
@given(calendars, instants, st.integers(30, 300))
def test_elapsed_is_what_counting_minutes_on_the_wall_gives(calendar, start, minutes):
    start = start.replace(second=0, microsecond=0)
    ticking = clock_of(calendar)
    first = start.astimezone(ZoneInfo(calendar.zone)).date() - timedelta(days=2)
    wall = calendar.on_the_wall(first, first + timedelta(days=5))
    counted = 0
    for minute in range(minutes):
        shown = (start + timedelta(minutes=minute)).astimezone(ZoneInfo(calendar.zone))
        since = shown.replace(tzinfo=None) - datetime(1970, 1, 1)  # noqa: DTZ001 -- the wall
        counted += int(since.total_seconds()) in wall
    assert ticking.elapsed(start, start + timedelta(minutes=minutes)) == timedelta(minutes=counted)


@ours
@given(calendars, calendars, spans)
def test_both_and_either_at_work_add_up_to_one_and_the_other(one, other, span):
    mine, theirs = clock_of(one), clock_of(other)
    both, either, alone = mine & theirs, mine | theirs, mine - theirs
    apart = mine.elapsed(*span) + theirs.elapsed(*span)
    assert both.elapsed(*span) + either.elapsed(*span) == apart
    assert alone.elapsed(*span) + both.elapsed(*span) == mine.elapsed(*span)


@ours
@given(calendars, instants)
def test_next_and_previous_open_touch_open_time(calendar, now):
    ticking = clock_of(calendar)
    following, previous = ticking.next_open(now), ticking.previous_open(now)
    assert ticking.is_open(following)
    assert ticking.is_open(previous - timedelta(microseconds=1))
    assert ticking.elapsed(previous, following) == timedelta(0) or previous == now == following
    assert (following == now) == ticking.is_open(now)
