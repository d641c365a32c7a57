"""Holidays from the library and from iCalendar files, honest and hostile."""

from datetime import date

import pytest

from catchball.kernel.worktime import Holiday, known_countries, public_holidays, read_holidays
from catchball.kernel.worktime.problems import CountryUnknown, HolidayFileUnreadable
from shared import shared_data


def file_of(*events, **more):
    body = "\r\n".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{body}\r\nEND:VCALENDAR\r\n".encode()


def days(content, first=2024, last=2026):
    return [holiday.on.isoformat() for holiday in read_holidays(content, first, last).holidays]


def test_a_region_adds_its_own_holidays_to_the_country():
    germany = {each.on for each in public_holidays("DE", None, 2026, 2026)}
    bavaria = {each.on for each in public_holidays("DE", "BY", 2026, 2026)}
    assert date(2026, 10, 3) in germany
    assert bavaria - germany >= {date(2026, 1, 6), date(2026, 6, 4), date(2026, 11, 1)}
    assert "BY" in known_countries()["DE"]


def test_years_run_from_first_to_last_in_order():
    found = public_holidays("US", None, 2025, 2026)
    assert list(found) == sorted(found)
    assert {each.on.year for each in found} == {2025, 2026}
    assert Holiday(date(2026, 12, 25), "Christmas Day") in found


@pytest.mark.parametrize(("country", "region"), [("XX", None), ("DE", "XX"), ("", None)])
def test_an_unknown_country_or_region_is_refused_by_name(country, region):
    with pytest.raises(CountryUnknown, match="by hand"):
        public_holidays(country, region, 2026, 2026)


def test_the_example_file_is_read():
    read = read_holidays(shared_data("ical", "example.ics").read_bytes(), 2020, 2030)
    assert read.holidays == (
        Holiday(date(2022, 1, 1), "New Year's Day"),
        Holiday(date(2022, 1, 7), "Orthodox Christmas"),
        Holiday(date(2022, 3, 8), "International Women's Day"),
    )
    assert read.left_out == ()


def test_events_in_other_calendar_systems_are_left_out_with_the_reason():
    read = read_holidays(shared_data("ical", "rfc_7529.ics").read_bytes(), 2010, 2020)
    assert [holiday.on for holiday in read.holidays] == [
        date(2012, 2, 29),
        date(2016, 2, 29),
        date(2020, 2, 29),
    ]
    assert len(read.left_out) == 3
    assert all("not simply yearly" in said for said in read.left_out)


@pytest.mark.parametrize("name", ["timezoned.ics", "america_new_york.ics"])
def test_events_with_a_time_of_day_are_left_out_with_the_reason(name):
    read = read_holidays(shared_data("ical", name).read_bytes(), 2010, 2020)
    assert read.holidays == ()
    assert len(read.left_out) == 1
    assert "whole days" in read.left_out[0]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (
            "DTSTART;VALUE=DATE:20241224\r\nDTEND;VALUE=DATE:20241227",
            ["2024-12-24", "2024-12-25", "2024-12-26"],
        ),
        ("DTSTART;VALUE=DATE:20241231\r\nDURATION:P2D", ["2024-12-31", "2025-01-01"]),
        (
            "DTSTART;VALUE=DATE:20100501\r\nRRULE:FREQ=YEARLY",
            ["2024-05-01", "2025-05-01", "2026-05-01"],
        ),
        (
            "DTSTART;VALUE=DATE:20101125\r\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
            ["2024-11-28", "2025-11-27", "2026-11-26"],
        ),
        (
            "DTSTART;VALUE=DATE:20100531\r\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO",
            ["2024-05-27", "2025-05-26", "2026-05-25"],
        ),
        (
            "DTSTART;VALUE=DATE:20100228\r\nRRULE:FREQ=YEARLY;BYMONTH=2,12;BYMONTHDAY=-1",
            ["2024-02-29", "2024-12-31", "2025-02-28", "2025-12-31", "2026-02-28", "2026-12-31"],
        ),
        ("DTSTART;VALUE=DATE:20230501\r\nRRULE:FREQ=YEARLY;COUNT=2", ["2024-05-01"]),
        (
            "DTSTART;VALUE=DATE:20230501\r\nRRULE:FREQ=YEARLY;UNTIL=20250501",
            ["2024-05-01", "2025-05-01"],
        ),
        ("DTSTART;VALUE=DATE:20230501\r\nRRULE:FREQ=YEARLY;INTERVAL=2", ["2025-05-01"]),
        (
            "DTSTART;VALUE=DATE:20230501\r\nRRULE:FREQ=YEARLY\r\nEXDATE;VALUE=DATE:20250501",
            ["2024-05-01", "2026-05-01"],
        ),
        ("DTSTART;VALUE=DATE:20240229\r\nRRULE:FREQ=YEARLY", ["2024-02-29"]),
        (
            "DTSTART;VALUE=DATE:20240501\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
            ["2024-05-01"],
        ),
    ],
)
def test_whole_days_and_yearly_rules_are_read(event, expected):
    assert days(file_of(event)) == expected


@pytest.mark.parametrize(
    ("event", "why"),
    [
        ("DTSTART;VALUE=DATE:20240501\r\nRRULE:FREQ=SECONDLY", "yearly"),
        ("DTSTART;VALUE=DATE:20240501\r\nRRULE:FREQ=YEARLY;BYWEEKNO=5", "yearly"),
        ("DTSTART;VALUE=DATE:20240501\r\nRRULE:FREQ=YEARLY;BYDAY=MO", "read"),
        ("DTSTART;VALUE=DATE:20240501\r\nRRULE:FREQ=YEARLY;BYDAY=1MO", "yearly"),
        ("DTSTART;VALUE=DATE:20240501\r\nRRULE:FREQ=YEARLY;INTERVAL=0", "yearly"),
        ("DTSTART;VALUE=DATE:20240501\r\nRRULE:FREQ=NEVERLY", "read"),
        ("DTSTART;VALUE=DATE:20240501\r\nRRULE:FREQ=YEARLY\r\nRRULE:FREQ=YEARLY", "read"),
        ("DTSTART;VALUE=DATE:20240501\r\nRDATE;VALUE=DATE:20240601", "read"),
        ("DTSTART;VALUE=DATE:20240501\r\nDTEND;VALUE=DATE:20240401", "ends before"),
        ("DTSTART;VALUE=DATE:20240501\r\nDTEND;VALUE=DATE:99990401", "month"),
        ("DTSTART;VALUE=DATE:20240501\r\nSTATUS:CANCELLED", "cancelled"),
        ("DTSTART;VALUE=DATE:2024", "whole days"),
        ("DTSTART:20240501T090000Z", "whole days"),
        ("SUMMARY:Nothing", "whole days"),
    ],
)
def test_what_is_no_plain_holiday_is_left_out_with_the_reason(event, why):
    read = read_holidays(file_of(event), 2024, 2026)
    assert read.holidays == ()
    assert len(read.left_out) == 1
    assert why in read.left_out[0]


def test_two_names_on_one_date_are_joined_and_the_same_name_said_once():
    one = "DTSTART;VALUE=DATE:20240501\r\nSUMMARY:May Day"
    read = read_holidays(file_of(one, one, one.replace("May Day", "Labour Day")), 2024, 2024)
    assert read.holidays == (Holiday(date(2024, 5, 1), "May Day / Labour Day"),)


def test_a_name_is_made_printable_and_short_and_never_empty():
    long = file_of("DTSTART;VALUE=DATE:20240501\r\nSUMMARY:" + "a\\n\u202eb " * 300)
    (holiday,) = read_holidays(long, 2024, 2024).holidays
    assert holiday.name.startswith("a b a b")
    assert len(holiday.name) <= 200
    (unnamed,) = read_holidays(file_of("DTSTART;VALUE=DATE:20240501"), 2024, 2024).holidays
    assert unnamed.name == "Holiday"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   \r\n",
        b"hello",
        b"\xff\xfe\x00B",
        b"%PDF-1.7 \x80\x81",
        b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\n",
        b"END:VCALENDAR\r\n",
        b"BEGIN:VEVENT\r\n" * 60_000,
        b"BEGIN:VCALENDAR\r\n" + b"X" * 1_000_000,
        file_of(*["DTSTART;VALUE=DATE:20240501"] * 2_001),
    ],
    ids=range(11),
)
def test_a_file_that_is_empty_foreign_broken_or_huge_is_refused_by_name(content):
    with pytest.raises(HolidayFileUnreadable):
        read_holidays(content, 2024, 2026)


@pytest.mark.parametrize("years", [(2026, 2025), (1, 9999)])
def test_too_many_or_no_years_are_refused(years):
    with pytest.raises(HolidayFileUnreadable, match="years"):
        read_holidays(file_of("DTSTART;VALUE=DATE:20240501"), *years)


def test_a_day_at_the_end_of_time_is_read_without_overflow():
    event = "DTSTART;VALUE=DATE:99991231\r\nDURATION:P3D"
    assert days(file_of(event), 9990, 9999) == ["9999-12-31"]
    late = "DTSTART;VALUE=DATE:99901231\r\nRRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"
    assert len(days(file_of(late), 9990, 9999)) == 10
