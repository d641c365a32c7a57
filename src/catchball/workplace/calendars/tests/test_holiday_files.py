"""Holidays out of files that others wrote, well and badly."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from catchball.kernel.worktime.ical import LARGEST_FILE
from catchball.workplace.calendars import forms
from shared import shared_data


def sent(content: bytes, first: int, last: int) -> forms.ProposeFromFile:
    """Return the form as it arrives with a file."""
    file = SimpleUploadedFile("holidays.ics", content, "text/calendar")
    years = {"first_year": first, "last_year": last}
    form = forms.ProposeFromFile(years, {"file": file}, year=first)
    form.is_valid()
    return form


def event(*lines: str) -> bytes:
    """Return a file with one event of these lines."""
    return "\r\n".join(
        ["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", ""]
    ).encode()


@pytest.mark.parametrize(
    ("name", "year", "taken", "left_out"),
    [
        (
            "example.ics",
            2022,
            ["New Year's Day", "Orthodox Christmas", "International Women's Day"],
            0,
        ),
        ("timezoned.ics", 2012, [], 1),
        ("america_new_york.ics", 2014, [], 1),
        ("rfc_7529.ics", 2012, ["Anniversary"], 3),
    ],
)
def test_published_files_are_read_whole(name, year, taken, left_out):
    form = sent(shared_data("ical", name).read_bytes(), year, year + 4)

    assert form.errors == {}
    found = form.cleaned_data["proposed"]
    first = min((one.on.year for one in found), default=year)
    assert [one.name for one in found if one.on.year == first] == taken
    assert len(form.cleaned_data["not_read"]) == left_out


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff\xfe" * 50,
        b"%PDF-1.7",
        b"BEGIN:VCALENDAR\nEND:VCALENDAR\n",
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n",
        b"BEGIN:VEVENT\n" * 300,
        b"BEGIN:VEVENT\n" * 2_001,
        b"x" * (LARGEST_FILE + 1),
        b"BEGIN:VCALENDAR\n" + b" folded" * 40_000,
    ],
)
def test_files_that_are_no_calendar_are_refused_in_words(content):
    form = sent(content, 2027, 2028)

    assert list(form.errors) == ["file"]
    assert str(form.errors["file"][0]).endswith((".", "again."))


@pytest.mark.parametrize(
    "lines",
    [
        ("DTSTART;VALUE=DATE:20270101", "RRULE:FREQ=SECONDLY"),
        ("DTSTART;VALUE=DATE:20270101", "RRULE:FREQ=YEARLY;INTERVAL=0"),
        ("DTSTART;VALUE=DATE:20270101", "RRULE:FREQ=YEARLY;COUNT=99999999999999999999;BYDAY=MO"),
        ("DTSTART;VALUE=DATE:20270101", "DTEND;VALUE=DATE:99990101"),
        ("DTSTART;VALUE=DATE:20270101", "DTEND;VALUE=DATE:20260101"),
        ("DTSTART:20270101T000000Z",),
        ("DTSTART;VALUE=DATE:99999999",),
        ("SUMMARY:No day at all",),
    ],
)
def test_hostile_events_are_left_out_with_the_reason(lines):
    form = sent(event("SUMMARY:Trap", *lines), 2027, 2028)

    assert form.errors == {}
    assert form.cleaned_data["proposed"] == ()
    (sentence,) = form.cleaned_data["not_read"]
    assert sentence.endswith(".")


def test_a_yearly_day_comes_in_each_year_asked_for_and_no_other():
    form = sent(
        event("SUMMARY:Eve", "DTSTART;VALUE=DATE:19001224", "RRULE:FREQ=YEARLY"), 2027, 2029
    )

    assert [one.on.year for one in form.cleaned_data["proposed"]] == [2027, 2028, 2029]


def test_a_name_is_one_line_of_printable_text():
    form = sent(
        event(r"SUMMARY:A\nB" + "\t" + "\u202e" + "x" * 900, "DTSTART;VALUE=DATE:20270101"),
        2027,
        2027,
    )

    (holiday,) = form.cleaned_data["proposed"]
    assert holiday.name.isprintable()
    assert len(holiday.name) <= 200
