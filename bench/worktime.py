"""Business time beside its peers: the same questions, the same calendar, the same run.

Rates are per second of CPU time, so that a busy machine does not decide.

Monday to Friday 9 to 17 in New York with the federal holidays; spans up to 80 business hours.
Every answer of a peer that knows the question is compared before anything is timed.
"""

import warnings
from datetime import UTC, date, datetime, time, timedelta
from time import process_time
from zoneinfo import ZoneInfo

import businesstimedelta
import numba
import numpy as np
import pandas as pd
import pytz
from business_duration import businessDuration
from workalendar.core import Calendar

from catchball.kernel.worktime import (
    WeekInForce,
    WorkCalendar,
    after_many,
    clock_of,
    elapsed_many,
    office_week,
    public_holidays,
)

ZONE = "America/New_York"
HOLIDAYS = public_holidays("US", None, 2014, 2027)
DAYS_OFF = {holiday.on: holiday.name for holiday in HOLIDAYS}
OPENS, CLOSES = time(9), time(17)
CHECKED = 150
TIMES = 20
MANY = 1_000_000
PANDAS = 2_000
ROUNDS = 5

clock = clock_of(WorkCalendar(ZONE, (WeekInForce(None, office_week()),), holidays=HOLIDAYS))


class Federal(Calendar):
    """The same holidays for workalendar."""

    def get_calendar_holidays(self, year):
        return [(day, name) for day, name in DAYS_OFF.items() if day.year == year]

    def get_weekend_days(self):
        return (5, 6)


def some_spans(count):
    """Return random spans to the minute; every third begins near a change of the clocks."""
    chance = np.random.default_rng(20261127)
    minutes = chance.integers(0, 11 * 365 * 1_440, count)
    changes = (date(2023, 3, 12), date(2023, 11, 5), date(2024, 3, 10), date(2024, 11, 3))
    spans = []
    for place in range(count):
        start = datetime(2015, 1, 5, tzinfo=UTC) + timedelta(minutes=int(minutes[place]))
        if place % 3 == 0:
            near = datetime.combine(changes[place // 3 % 4], time(12), tzinfo=UTC)
            start = near - timedelta(minutes=int(minutes[place] % 4_320))
        amount = timedelta(hours=int(chance.integers(1, 81)))
        spans.append((start, clock.after(start, amount) + timedelta(minutes=7), amount))
    return spans


def race(**contenders):
    """Return how many a second of CPU time each did in its best round, the rounds in turn."""
    best = dict.fromkeys(contenders, float("inf"))
    for _round in range(ROUNDS):
        for name, (work, _count) in contenders.items():
            began = process_time()
            work()
            best[name] = min(best[name], process_time() - began)
    return {name: count / best[name] for name, (_work, count) in contenders.items()}


def wrong(mine, theirs):
    return sum(one != other for one, other in zip(mine, theirs, strict=True))


def ours(what, speed):
    print(f"  {what:<56}{speed:>14,.0f}/s")
    return speed


def peer(what, speed, beside):
    print(f"  {what:<56}{speed:>14,.0f}/s   ours is {beside / speed:,.1f} ×")


def elapsed_one_by_one(spans):
    """Print elapsed time, one call a span."""
    zone = pytz.timezone(ZONE)
    local = [[end.astimezone(zone) for end in span[:2]] for span in spans]
    naive = [[end.replace(tzinfo=None) for end in pair] for pair in local]
    here = [[end.astimezone(ZoneInfo(ZONE)) for end in span[:2]] for span in spans]
    rules, off = peer_rules(zone), list(DAYS_OFF)

    def mine():
        return [clock.elapsed(start, end) for start, end, _ in spans]

    def zoned():
        return [clock.elapsed(*pair) for pair in here]

    def delta():
        return [rules.difference(*pair).timedelta for pair in local]

    def duration():
        found = [businessDuration(*pair, OPENS, CLOSES, [5, 6], off, "sec") for pair in naive]
        return [timedelta(seconds=each) for each in found]

    print(f"Elapsed business time, one call a span ({len(spans)} spans up to 80 h)")
    print(f"  different from businesstimedelta: {wrong(mine(), delta())}")
    print(f"  different from business-duration: {wrong(mine(), duration())}")
    count = len(spans)
    speed = race(
        ours=(lambda: repeat(mine), TIMES * count),
        zoned=(lambda: repeat(zoned), TIMES * count),
        delta=(delta, count),
        duration=(duration, count),
    )
    ours("catchball", speed["ours"])
    ours("catchball, instants with a zone other than UTC", speed["zoned"])
    peer("businesstimedelta 1.0.1", speed["delta"], speed["ours"])
    peer("business-duration 0.68 (knows no zones)", speed["duration"], speed["ours"])


def deadlines_one_by_one(spans):
    """Print deadlines after business time and after working dates, one call each."""
    zone = pytz.timezone(ZONE)
    rules = peer_rules(zone)
    asked = [
        (start.astimezone(zone), businesstimedelta.BusinessTimeDelta(rules, timedelta=amount))
        for start, _, amount in spans
    ]
    opened = [(clock.next_open(start), amount) for start, _, amount in spans]
    days = [(start, amount.seconds // 3600 + 1) for start, amount in opened]
    dates = [start.astimezone(ZoneInfo(ZONE)).date() for start, _ in days]
    federal = Federal()

    def mine():
        return [clock.after(start, amount) for start, _, amount in spans]

    def delta():
        return [start + amount for start, amount in asked]

    def my_days():
        return [clock.after_days(*each) for each in days]

    def their_days():
        pairs = zip(dates, days, strict=True)
        return [federal.add_working_days(day, count) for day, (_, count) in pairs]

    landed = [each.astimezone(ZoneInfo(ZONE)).date() for each in my_days()]
    print("Deadline after business hours, one call each")
    print(f"  different from businesstimedelta: {wrong(mine(), delta())}")
    speed = race(ours=(lambda: repeat(mine), TIMES * len(spans)), peer=(delta, len(spans)))
    ours("catchball", speed["ours"])
    peer("businesstimedelta 1.0.1", speed["peer"], speed["ours"])
    print("Deadline after working dates, one call each")
    print(f"  different from workalendar: {wrong(landed, their_days())}")
    count = TIMES * len(spans)
    speed = race(ours=(lambda: repeat(my_days), count), peer=(lambda: repeat(their_days), count))
    ours("catchball", speed["ours"])
    peer("workalendar 17 (dates only)", speed["peer"], speed["ours"])


def peer_rules(zone):
    work = businesstimedelta.WorkDayRule(start_time=OPENS, end_time=CLOSES, tz=zone)
    return businesstimedelta.Rules([work, businesstimedelta.HolidayRule(DAYS_OFF, tz=zone)])


def repeat(work):
    for _time in range(TIMES):
        work()


@numba.njit
def compiled(starts, ends, sums, first, found):
    """One pass over the same grid of quarter hours: the fastest way known here."""
    for place in range(starts.size):
        one, other = starts[place] - first, ends[place] - first
        low, high = one // 900, other // 900
        begun = min(sums[low] + one - low * 900, sums[low + 1])
        ended = min(sums[high] + other - high * 900, sums[high + 1])
        found[place] = max(0, ended - begun)


def in_bulk():
    """Print a million spans in one call, beside pandas and beside a compiled pass."""
    chance = np.random.default_rng(3)
    begins = int(datetime(2015, 1, 5, tzinfo=UTC).timestamp())
    seconds = begins + chance.integers(0, 10 * 365 * 86_400, MANY)
    lasts = chance.integers(0, 14 * 86_400, MANY)
    starts, ends = seconds.view("M8[s]"), (seconds + lasts).view("M8[s]")
    found = elapsed_many(clock, starts, ends)

    marks = np.arange(begins - 86_400, int(ends.max().view("i8")) + 2 * 900, 900)
    first = marks[0] - marks[0] % 900
    marks = marks - marks[0] % 900
    since = np.full(marks.size, first).view("M8[s]")
    sums = elapsed_many(clock, since, marks.view("M8[s]")).view("i8")
    limit = np.empty(MANY, np.int64)
    compiled(seconds, seconds + lasts, sums, first, limit)

    some = slice(0, 200)
    one_by_one = [
        clock.elapsed(start.replace(tzinfo=UTC), end.replace(tzinfo=UTC))
        for start, end in zip(starts[some].tolist(), ends[some].tolist(), strict=True)
    ]
    print(f"Elapsed business time of {MANY:,} spans in one call")
    print(f"  different from one call a span: {wrong(found[some].tolist(), one_by_one)}")
    print(f"  different from the compiled pass: {int((found.view('i8') != limit).sum())}")
    eight = np.full(MANY, 8 * 3600).view("m8[s]")
    hours = pd.offsets.CustomBusinessHour(8, start=OPENS, end=CLOSES, holidays=list(DAYS_OFF))
    few = pd.Series(starts[:PANDAS]).dt.tz_localize("UTC").dt.tz_convert(ZONE)

    def pandas():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return few + hours

    speed = race(
        elapsed=(lambda: elapsed_many(clock, starts, ends), MANY),
        limit=(lambda: compiled(seconds, seconds + lasts, sums, first, limit), MANY),
        after=(lambda: after_many(clock, starts, eight), MANY),
        pandas=(pandas, PANDAS),
    )
    said = f"pandas {pd.__version__}, Series + CustomBusinessHour(8)"
    ours("catchball", speed["elapsed"])
    print("  (pandas cannot measure business time; its deadlines stand in here)")
    peer(said, speed["pandas"], speed["elapsed"])
    share = speed["elapsed"] / speed["limit"]
    print(
        f"  {'limit: compiled by numba':<56}{speed['limit']:>14,.0f}/s   ours is {share:.2f} of it"
    )

    due = after_many(clock, starts[:PANDAS], eight[:PANDAS])
    theirs = pandas().dt.tz_convert("UTC").dt.tz_localize(None).to_numpy().astype("M8[s]")
    between = elapsed_many(clock, np.minimum(due, theirs), np.maximum(due, theirs))
    print(f"Deadlines 8 business hours after {MANY:,} instants in one call")
    print(f"  business time between ours and pandas' answers: {int(between.view('i8').sum())} s")
    ours("catchball", speed["after"])
    peer(said, speed["pandas"], speed["after"])


def main():
    """Print every figure with its peer."""
    spans = some_spans(CHECKED)
    elapsed_one_by_one(spans)
    deadlines_one_by_one(spans)
    in_bulk()


if __name__ == "__main__":
    main()
