"""Business time as three other implementations answer it, and an incident log as published."""

import csv
import gzip
import json
import statistics
from datetime import UTC, date, datetime, timedelta

import pytest

from catchball.kernel.worktime import (
    Closure,
    Holiday,
    Hours,
    Landing,
    SpecialHours,
    WeekInForce,
    WorkCalendar,
    clock_of,
    closure_at,
    holiday_at,
    office_week,
    week_of,
)
from shared import shared_data


def cases(name):
    text = shared_data("business-time", name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def hours(pairs):
    return tuple(Hours.read(*pair) for pair in pairs)


def calendar_of(given):
    week = {day: hours(pairs) for day, pairs in given["weekly_hours"].items()}
    return WorkCalendar(
        zone=given["timezone"],
        weeks=(WeekInForce(None, week_of(**week)),),
        holidays=tuple(Holiday(date.fromisoformat(day), "off") for day in given["holidays"]),
        closures=tuple(
            Closure(date.fromisoformat(day), date.fromisoformat(day), "", hours(pairs))
            for day, pairs in given.get("closures", {}).items()
        ),
        special_hours=tuple(
            SpecialHours(date.fromisoformat(day), hours(pairs))
            for day, pairs in given.get("date_hours", {}).items()
        ),
    )


def instant(text):
    return datetime.fromisoformat(text)


ANSWERS = {
    "is_open": lambda calendar, case: clock_of(calendar).is_open(instant(case["at"])),
    "is_on_holiday": lambda calendar, case: holiday_at(calendar, instant(case["at"])) is not None,
    "is_on_closure": lambda calendar, case: closure_at(calendar, instant(case["at"])) is not None,
    "deadline_backwards": lambda calendar, case: clock_of(calendar).before(
        instant(case["start"]), timedelta(seconds=case["amount_seconds"])
    ),
    "elapsed_seconds": lambda calendar, case: (
        clock_of(calendar)
        .elapsed(instant(case["start"]), instant(case["end"]), pauses(case))
        .total_seconds()
    ),
    "add_business_days": lambda calendar, case: clock_of(calendar).after_days(
        instant(case["start"]), case["amount_days"]
    ),
    "subtract_business_days": lambda calendar, case: clock_of(calendar).before_days(
        instant(case["start"]), case["amount_days"]
    ),
}


def pauses(case):
    return [(instant(start), instant(end)) for start, end in case.get("pauses", ())]


def answered(calendar, case, landing):
    if case["op"] != "deadline":
        return ANSWERS[case["op"]](calendar, case)
    amount = timedelta(seconds=case["amount_seconds"])
    return clock_of(calendar).after(instant(case["start"]), amount, pauses(case), landing)


def differing(found, landing, calendars=None, expects="expected"):
    wrong = []
    for case in found:
        given = calendars[case["calendar"]] if calendars else case["calendar"]
        answer = answered(calendar_of(given), case, landing)
        expected = case[expects]
        if answer != (instant(expected) if isinstance(expected, str) else expected):
            wrong.append((case["id"], answer, expected))
    return wrong


def test_every_case_of_zendesk_biz_is_answered_alike():
    found = cases("zendesk_biz_spec.jsonl")
    assert len(found) == 65
    assert differing(found, Landing.NEXT_OPENING) == []


def test_one_case_of_zendesk_biz_differs_where_we_land_on_closing_time():
    wrong = differing(cases("zendesk_biz_spec.jsonl"), Landing.CLOSING)
    assert wrong == [("BIZ-005", instant("2006-01-08T12:00:00Z"), "2006-01-15T11:00:00Z")]


def test_every_case_of_the_three_oracles_is_answered_alike_closing_time_included():
    calendars = json.loads(shared_data("business-time", "calendars.json").read_text("utf-8"))
    found = cases("oracle_cases.jsonl")
    assert len(found) == 336
    assert differing(found, Landing.CLOSING, calendars) == []


def test_landing_on_the_next_opening_gives_the_other_answer_that_the_oracles_accept():
    calendars = json.loads(shared_data("business-time", "calendars.json").read_text("utf-8"))
    both = [case for case in cases("oracle_cases.jsonl") if "also_acceptable" in case]
    assert len(both) == 20
    assert differing(both, Landing.NEXT_OPENING, calendars, "also_acceptable") == []


def published(value):
    return None if value == "?" else datetime.strptime(value, "%d-%m-%Y %H:%M").replace(tzinfo=UTC)


def incidents():
    """Yield priority, opening, resolution and pauses of each incident of the log."""
    path = shared_data("incidents", "servicenow_events_sample.csv.gz")
    logs = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for event in csv.DictReader(lines):
            logs.setdefault(event["number"], []).append(event)
    for log in logs.values():
        changes = [published(event["sys_updated_at"]) for event in log]
        waits = [
            (start, end)
            for event, start, end in zip(log, changes, [*changes[1:], None], strict=True)
            if event["incident_state"].startswith("Awaiting")
        ]
        opened, resolved = published(log[0]["opened_at"]), published(log[-1]["resolved_at"])
        yield log[-1]["priority"][0], opened, resolved, waits


@pytest.fixture(scope="module")
def office():
    return clock_of(WorkCalendar("Etc/UTC", (WeekInForce(None, office_week()),)))


@pytest.fixture(scope="module")
def always():
    whole = [Hours(0, 1440)]
    days = dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), whole)
    return clock_of(WorkCalendar("Etc/UTC", (WeekInForce(None, week_of(**days)),)))


@pytest.mark.parametrize(
    ("name", "around_the_clock", "net"),
    [
        ("calendar", True, False),
        ("calendar_net_of_awaiting", True, True),
        ("business_mon_fri_09_17_utc", False, False),
        ("business_net_of_awaiting", False, True),
    ],
)
def test_the_incident_log_is_measured_as_published(office, always, name, around_the_clock, net):
    expected = json.loads(shared_data("incidents", "servicenow_sample_expected.json").read_text())
    told = expected["time_open_to_resolved (incidents with resolved_at >= opened_at)"][name]
    clock = always if around_the_clock else office
    took = sorted(
        clock.elapsed(opened, resolved, waits if net else ()).total_seconds() / 3600
        for _, opened, resolved, waits in incidents()
        if resolved is not None
    )
    assert len(took) == told["n"]
    assert round(statistics.fmean(took), 4) == told["mean_h"]
    assert round(statistics.median(took), 4) == told["median_h"]
    assert any(
        round(share, 4) == told["p90_h"]
        for share in (took[int(0.9 * len(took))], statistics.quantiles(took, n=10)[-1])
    )


def test_the_incident_log_breaches_its_targets_as_often_as_published(office):
    expected = json.loads(shared_data("incidents", "servicenow_sample_expected.json").read_text())
    told = expected["breaches_business_net (targets P1 4h, P2 8h, P3 40h, P4 80h business)"]
    within = {"1": 4, "2": 8, "3": 40, "4": 80}
    breaches = dict.fromkeys(within, 0)
    for priority, opened, resolved, waits in incidents():
        if resolved is not None:
            late = office.elapsed(opened, resolved, waits) > timedelta(hours=within[priority])
            breaches[priority] += late
    assert breaches == told
