"""Arrays of instants: the same answers as one by one, and named errors for bad arrays."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from catchball.kernel.worktime import (
    Hours,
    Pauses,
    WeekInForce,
    WorkCalendar,
    after_many,
    clock_of,
    elapsed_many,
    office_week,
    week_of,
)
from catchball.kernel.worktime.problems import (
    AmountNegative,
    BeyondTheCalendar,
    InstantMissing,
    InstantsDoNotMatch,
    NeverOpenAgain,
    PauseUnreadable,
)
from catchball.kernel.worktime.vector import WORTH_A_GRID

OFFICE = WorkCalendar("America/New_York", (WeekInForce(None, office_week()),))
ODD_MINUTES = WorkCalendar(
    "Australia/Lord_Howe", (WeekInForce(None, week_of(mon=[Hours.read("22:07", "05:59")])),)
)
FIRST = int(datetime(2023, 1, 1, tzinfo=UTC).timestamp())


def some_spans(count, unit):
    chance = np.random.default_rng(20261127)
    scale = {"s": 1, "us": 1_000_000}[unit]
    starts = (FIRST * scale) + chance.integers(0, 700 * 86_400 * scale, count)
    ends = starts + chance.integers(-2 * 86_400 * scale, 20 * 86_400 * scale, count)
    return starts.view(f"datetime64[{unit}]"), ends.view(f"datetime64[{unit}]")


def plain(instants):
    return [each.replace(tzinfo=UTC) for each in instants.astype("datetime64[us]").tolist()]


@pytest.mark.parametrize("calendar", [OFFICE, ODD_MINUTES], ids=["quarters", "odd minutes"])
@pytest.mark.parametrize("unit", ["s", "us"])
@pytest.mark.parametrize("count", [400, WORTH_A_GRID])
def test_arrays_are_measured_as_one_by_one(calendar, unit, count):
    clock = clock_of(calendar)
    starts, ends = some_spans(count, unit)
    found = elapsed_many(clock, starts, ends)
    assert found.dtype == f"timedelta64[{unit}]"
    some = slice(0, None, max(1, count // 400))
    asked = zip(plain(starts[some]), plain(ends[some]), strict=True)
    assert found[some].tolist() == [clock.elapsed(*span) for span in asked]


@pytest.mark.parametrize("calendar", [OFFICE, ODD_MINUTES], ids=["quarters", "odd minutes"])
@pytest.mark.parametrize("unit", ["s", "us"])
def test_deadlines_of_arrays_are_those_of_one_by_one(calendar, unit):
    clock = clock_of(calendar)
    starts, _ = some_spans(300, unit)
    amounts = (np.arange(300) * 1_800 % 200_000).astype("timedelta64[s]")
    found = plain(after_many(clock, starts, amounts))
    asked = zip(plain(starts), amounts.tolist(), strict=True)
    assert found == [clock.after(start, amount) for start, amount in asked]


@pytest.mark.parametrize("unit", ["s", "us"])
def test_pauses_of_arrays_are_taken_away_as_one_by_one(unit):
    clock = clock_of(OFFICE)
    starts, ends = some_spans(200, unit)
    chance = np.random.default_rng(5)
    of = chance.integers(0, 200, 700)
    begins = starts[of] + chance.integers(-3 * 86_400, 9 * 86_400, 700).astype("timedelta64[s]")
    stops = begins + chance.integers(0, 6 * 86_400, 700).astype("timedelta64[s]")
    stops[::50] = np.datetime64("NaT")
    found = elapsed_many(clock, starts, ends, Pauses(of, begins, stops)).tolist()
    said = [None if np.isnat(stop) else plain(stop[None])[0] for stop in stops]
    mine = list(zip(of.tolist(), plain(begins), said, strict=True))
    expected = [
        clock.elapsed(start, end, [(a, b) for place, a, b in mine if place == row])
        for row, (start, end) in enumerate(zip(plain(starts), plain(ends), strict=True))
    ]
    assert found == expected


def test_no_spans_have_no_answers():
    none = np.zeros(0, "datetime64[s]")
    assert elapsed_many(clock_of(OFFICE), none, none).size == 0
    assert after_many(clock_of(OFFICE), none, np.zeros(0, "timedelta64[s]")).size == 0


def test_no_pauses_take_nothing_away():
    starts, ends = some_spans(10, "s")
    none = Pauses(np.zeros(0, int), starts[:0], starts[:0])
    clock = clock_of(OFFICE)
    assert (elapsed_many(clock, starts, ends, none) == elapsed_many(clock, starts, ends)).all()


def test_nanoseconds_are_reckoned_in_microseconds_and_days_in_seconds():
    day = np.array(["2024-05-06"], "datetime64[D]")
    clock = clock_of(OFFICE)
    assert elapsed_many(clock, day, day + 1).tolist() == [timedelta(hours=8)]
    fine = day.astype("datetime64[ns]")
    found = elapsed_many(clock, fine, fine + np.timedelta64(86_400, "s"))
    assert found.dtype == "timedelta64[us]"
    assert found.tolist() == [timedelta(hours=8)]


def test_a_missing_instant_is_named_and_never_becomes_a_silent_answer():
    starts, ends = some_spans(10, "s")
    ends[3] = np.datetime64("NaT")
    with pytest.raises(InstantMissing, match="NaT"):
        elapsed_many(clock_of(OFFICE), starts, ends)


def test_arrays_that_do_not_match_are_refused():
    clock = clock_of(OFFICE)
    starts, ends = some_spans(10, "s")
    for wrong in (
        lambda: elapsed_many(clock, starts, ends[:9]),
        lambda: elapsed_many(clock, starts, ends.view("int64")),
        lambda: elapsed_many(clock, starts.reshape(2, 5), ends.reshape(2, 5)),
        lambda: elapsed_many(clock, list(starts), ends),
        lambda: after_many(clock, starts, ends),
        lambda: elapsed_many(clock, starts, ends, Pauses([10], starts[:1], ends[:1])),
        lambda: elapsed_many(clock, starts, ends, Pauses([1, 2], starts[:1], ends[:1])),
    ):
        with pytest.raises(InstantsDoNotMatch):
            wrong()


def test_a_pause_that_ends_before_it_begins_is_refused():
    starts, ends = some_spans(10, "s")
    with pytest.raises(PauseUnreadable):
        elapsed_many(clock_of(OFFICE), starts, ends, Pauses([1], starts[1:2] + 60, starts[1:2]))


def test_amounts_that_cannot_be_are_refused():
    starts, _ = some_spans(1, "s")
    with pytest.raises(AmountNegative):
        after_many(clock_of(OFFICE), starts, np.array([-1], "timedelta64[s]"))
    with pytest.raises(NeverOpenAgain):
        after_many(clock_of(OFFICE), starts, np.array([10**10], "timedelta64[s]"))
    with pytest.raises(NeverOpenAgain):
        after_many(clock_of(OFFICE), starts, np.array([2**62], "timedelta64[s]"))
    closed = clock_of(WorkCalendar("Etc/UTC", (WeekInForce(None, week_of()),)))
    with pytest.raises(NeverOpenAgain):
        after_many(closed, starts, np.array([0], "timedelta64[s]"))


def test_years_that_calendars_do_not_reckon_with_are_refused():
    far = np.array(["2500-01-01"], "datetime64[s]")
    with pytest.raises(BeyondTheCalendar):
        elapsed_many(clock_of(OFFICE), far, far)
