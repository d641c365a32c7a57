"""What each side sees of calendars, and what a page says to what it cannot take."""

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from catchball.kernel.worktime import Closure, Holiday
from catchball.trust.permissions import Role
from catchball.workplace.calendars import commands, queries, rules
from catchball.workplace.programs import commands as programs
from reading import text_of
from timetables import CHRISTMAS, a_client_calendar, a_site_calendar, an_office, place_of
from world import scope_for

MANAGER, LEAD = Role.PROGRAM_MANAGER, Role.CLIENT_LEAD
PRESENT = datetime.now(UTC).date()  # noqa: TID251 -- pages live in the real present
NEXT = date(PRESENT.year + 1, 12, 25)
WEEK = {
    "mon": "09:00-12:00, 13-17",
    "tue": "22:00-06:00",
    "zone": "Asia/Kolkata",
    "business_day": "7.5",
    "from_on": date(PRESENT.year + 1, 1, 1).isoformat(),
    "edition": "0",
}


def address(place="", step="", company="acme"):
    parts = [f"/c/{company}/calendars", str(place), step]
    return "/".join(part for part in parts if part) + "/"


@pytest.fixture
def both(acme, zenith):
    """Give Acme and its site a calendar each: New York and Zurich."""
    a_client_calendar(acme)
    a_site_calendar(acme)
    return acme


class TestCalendarList:
    @pytest.mark.parametrize("role", [MANAGER, LEAD])
    def test_says_how_long_both_are_at_work_and_what_is_due(self, both, browse, role):
        said = text_of(browse(both, role).get(address()))

        # 15:00 to 17:00 in Zurich, five days; from 14:00 while the clocks change apart.
        assert re.search(r"Acme works and Acme are both at work (10|15) hours this week", said)
        assert "What is due if asked now?" in said
        assert "Both at work Acme works + Acme" in said

    def test_answers_what_is_due_across_the_change_of_clocks(self, both, browse):
        """Asked on Friday in New York; the Atlantic is one hour narrower until Sunday."""
        asked = {
            "amount": "8",
            "unit": "hours",
            "start": "2026-10-23T15:00",
            "zone": "Europe/Zurich",
        }
        said = text_of(browse(both, MANAGER).get(address(), asked))

        assert "Mon 26 Oct 2026 15:00 CET" in said  # Zurich: two hours on Friday, six on Monday
        assert "Fri 23 Oct 2026 17:00 EDT" in said  # New York: the whole Friday
        # Both: two hours on Friday 15 to 17; from Monday on, when New York opens at 14:00 in
        # Zurich, three a day.
        assert "Tue 27 Oct 2026 17:00 CET" in said
        assert "Tue 27 Oct 2026 12:00 EDT" in said

    def test_names_the_version_and_the_days_passed_over(self, both, browse):
        scope = scope_for(both)
        shutdown = Closure(date(2026, 11, 17), date(2026, 11, 18), "Shutdown")
        commands.add_closure(scope, place=both.site, closure=shutdown, edition=1)
        asked = {"amount": "20", "start": "2026-11-16T09:00", "zone": "Europe/Zurich"}

        said = text_of(browse(both, LEAD).get(address(), asked))

        assert "Tue 17 Nov 2026: Shutdown" in said
        assert "version 2, from 16 Nov 2026" in said

    @pytest.mark.parametrize(
        ("asked", "sentence"),
        [
            ({"amount": "0"}, "more than nothing"),
            ({"amount": "1.5", "unit": "working-dates"}, "counted whole"),
            ({"start": "yesterday"}, "Write a day and a time"),
            ({"zone": "Mars/Olympus"}, "not one of the available choices"),
        ],
    )
    def test_says_beside_the_field_what_cannot_be_asked(self, both, browse, asked, sentence):
        answer = browse(both, MANAGER).get(address(), asked)

        assert answer.status_code == 422
        assert sentence in text_of(answer)

    def test_says_what_to_do_where_there_is_no_calendar(self, acme, zenith, browse):
        ours = text_of(browse(acme, MANAGER).get(address()))
        theirs = text_of(browse(acme, LEAD).get(address()))

        assert "Nobody has said yet who works when" in ours
        assert "The program manager keeps this calendar: ask them." in theirs

    def test_names_the_site_with_the_least_shared_hours_where_there_are_several(self, both, browse):
        (site, *_others) = _more_sites(both)
        programs.add_program(scope_for(both), code="X", name="More", site=site)
        commands.set_site_calendar(
            scope_for(both), site=site, calendar=an_office("Asia/Tokyo"), from_on=date(2026, 1, 1)
        )

        said = text_of(browse(both, LEAD).get(address()))

        assert "Acme shares least with AA: 0 hours of work this week" in said
        assert "There is not so much working time within ten years." in said

    def test_notes_a_calendar_without_next_years_holidays(self, both, browse):
        said = text_of(browse(both, LEAD).get(address()))
        assert f"Acme has no holidays for {PRESENT.year + 1} yet" in said

    def test_answers_htmx_with_the_answer_alone(self, both, browse):
        answer = browse(both, MANAGER).get(address(), headers={"HX-Request": "true"})

        assert answer.content.decode().strip().startswith("<section")

    def test_asks_no_more_queries_for_more_calendars(
        self, both, browse, django_assert_max_num_queries
    ):
        browser = browse(both, MANAGER)
        browser.get(address())
        with django_assert_max_num_queries(40) as few:
            browser.get(address())
        for number, site in enumerate(_more_sites(both)):
            programs.add_program(scope_for(both), code=f"X-{number}", name="More", site=site)
        with django_assert_max_num_queries(len(few)):
            browser.get(address())


def _more_sites(company):
    scope = scope_for(company, Role.ADMINISTRATOR)
    for code in ("AA", "BB"):
        yield programs.add_site(scope, code=code, name=code, zone="Asia/Tokyo", country="JP")


class TestCalendarPage:
    def test_shows_a_year_by_name_and_not_by_colour_alone(self, both, browse):
        holiday = Holiday(NEXT, "Christmas Day")
        commands.add_holidays(scope_for(both), place=both.id, holidays=[holiday], edition=1)

        page = browse(both, LEAD).get(address(both.id), {"year": str(NEXT.year)})

        assert f'href="#entry-{NEXT}" title="holiday, Christmas Day"' in page.content.decode()
        assert f"next off is Christmas Day, 25 Dec {NEXT.year}" in text_of(page)
        assert "Version 2 in force" in text_of(page)

    @pytest.mark.parametrize("year", ["", "0000", "9999", "20x6", "²⁰²⁶"])
    def test_shows_this_year_for_one_that_is_none(self, both, browse, year):
        page = browse(both, LEAD).get(address(both.id), {"year": year})
        assert "Dec 20" in text_of(page)
        assert page.status_code == 200

    def test_lets_the_client_change_its_own_calendar_only(self, both, browse):
        browser = browse(both, LEAD)

        assert "Change the week" in text_of(browser.get(address(both.id)))
        assert "Change the week" not in text_of(browser.get(address(both.site)))
        for step in ("set", "days", "holidays/propose"):
            assert browser.get(address(both.id, step)).status_code == 200
            assert browser.get(address(both.site, step)).status_code == 403

    def test_is_nobodys_of_another_company(self, both, zenith, browse):
        browser = browse(zenith, LEAD)

        assert browser.get(address(both.id)).status_code == 404
        for place in (both.id, both.site):
            assert browser.get(address(place, company="zenith")).status_code == 404
            answer = browser.post(address(place, "set", company="zenith"), WEEK)
            assert answer.status_code == 404


class TestCalendarSet:
    def test_sets_a_week_with_several_spans_and_a_night_shift(self, acme, zenith, browse):
        answer = browse(acme, LEAD).post(address(acme.id, "set"), {**WEEK, "reason": "Agreed"})

        assert answer.status_code == 302
        calendar = place_of(acme, acme.id).timetable.versions[0].calendar
        hours = [rules.write_hours(each) for each in calendar.weeks[0].week[:3]]
        assert hours == ["09:00–12:00, 13:00–17:00", "22:00–06:00", ""]
        assert calendar.zone == "Asia/Kolkata"

    @pytest.mark.parametrize(
        ("sent", "sentence"),
        [
            ({"mon": "nine to five"}, "“nine to five” is no span of hours"),
            ({"mon": "09:00-12:00, 11:00-13:00"}, "On Monday the hours"),
            ({"mon": "22:00-23:00", "tue": "22:00-06:00", "wed": "05:00-09:00"}, "On Tuesday"),
            ({"mon": "25:00-26:00"}, "not a time of day"),
            ({"zone": "Europe/Nowhere"}, "not one of the available choices"),
            ({"zone": "US/Eastern"}, "not one of the available choices"),  # a name of old
            ({"business_day": ""}, "required"),
            ({"business_day": "25"}, "less than or equal to 24"),
            ({"from_on": "2206-01-01"}, "Check the year"),
            ({"from_on": date(PRESENT.year + 12, 1, 1).isoformat()}, "more than ten years away"),
        ],
    )
    def test_says_what_is_wrong_and_loses_nothing(self, acme, zenith, browse, sent, sentence):
        answer = browse(acme, LEAD).post(address(acme.id, "set"), {**WEEK, **sent})

        page = unescape(answer.content.decode())
        assert answer.status_code == 422
        assert sentence in page
        assert 'value="22:00-06:00"' in page

    def test_lets_a_zone_of_old_stay_where_it_holds(self, acme, zenith, browse):
        a_client_calendar(acme, calendar=an_office("US/Eastern"))

        mine, theirs = (
            browse(company, LEAD).get(address(company.id, "set", company.slug)).content
            for company in (acme, zenith)
        )
        assert b'value="US/Eastern" selected' in mine
        assert b"US/Eastern" not in theirs

    def test_keeps_what_was_typed_when_somebody_was_faster(self, both, browse):
        browser = browse(both, MANAGER)
        early = {**WEEK, "from_on": NEXT.isoformat()}

        answer = browser.post(address(both.site, "set"), early)

        page = unescape(answer.content.decode())
        assert "changed while you had it open" in page
        assert 'value="09:00-12:00, 13-17"' in page
        again = {**early, "edition": re.search(r'name="edition" value="(\d+)"', page)[1]}
        assert browser.post(address(both.site, "set"), again).status_code == 302

    def test_keeps_holidays_when_the_week_changes(self, both, browse):
        commands.add_holidays(scope_for(both), place=both.id, holidays=[CHRISTMAS], edition=1)
        edition = place_of(both, both.id).edition

        browse(both, LEAD).post(
            address(both.id, "set"), {**WEEK, "from_on": NEXT.isoformat(), "edition": edition}
        )

        planned = place_of(both, both.id).timetable.versions[-1]
        assert planned.from_on == NEXT
        assert planned.calendar.holidays == (CHRISTMAS,)


class TestDays:
    def send(self, browser, company, step, **sent):
        edition = place_of(company, company.id).edition
        return browser.post(address(company.id, step), {"edition": edition, **sent})

    def test_adds_and_removes_each_kind(self, both, browse):
        browser = browse(both, LEAD)
        closure = {
            "first": date(NEXT.year, 8, 1).isoformat(),
            "last": date(NEXT.year, 8, 9).isoformat(),
            "name": "Shutdown",
            "hours": "",
        }
        steps = [
            ("holiday/add", {"on": NEXT.isoformat(), "name": "Christmas Day"}),
            ("closure/add", closure),
            ("special/set", {"on": (NEXT - timedelta(days=1)).isoformat(), "hours": "09:00-12:00"}),
        ]
        for step, sent in steps:
            assert self.send(browser, both, step, **sent).status_code == 302
        said = text_of(browser.get(address(both.id, "days")))
        assert "3 entries at Acme are still to come" in said

        for step, sent in (
            ("holiday/remove", {"on": NEXT.isoformat()}),
            ("closure/remove", closure),
            ("special/remove", {"on": (NEXT - timedelta(days=1)).isoformat()}),
        ):
            assert self.send(browser, both, step, **sent).status_code == 302
        assert "no holiday or closure ahead" in text_of(browser.get(address(both.id, "days")))

    @pytest.mark.parametrize(
        ("step", "sent", "sentence"),
        [
            ("holiday/add", {"on": "2020-12-25", "name": "Past"}, "has passed"),
            ("holiday/add", {"on": NEXT.isoformat(), "name": " "}, "required"),
            ("holiday/add", {"on": "soon", "name": "X"}, "valid date"),
            (
                "closure/add",
                {"first": NEXT.isoformat(), "last": PRESENT.isoformat(), "name": "X"},
                "ends on",
            ),
            ("closure/add", {"first": "2020-02-02", "last": "2020-02-03", "name": "X"}, "passed"),
            ("special/set", {"on": NEXT.isoformat(), "hours": "9-12, 11-13"}, "overlap"),
        ],
    )
    def test_says_what_is_wrong(self, both, browse, step, sent, sentence):
        answer = self.send(browse(both, LEAD), both, step, **sent)

        assert answer.status_code == 422
        assert sentence in text_of(answer)

    def test_needs_weekly_hours_first(self, acme, zenith, browse):
        answer = self.send(browse(acme, LEAD), acme, "holiday/add", on=NEXT.isoformat(), name="X")
        assert "Set the weekly hours first" in text_of(answer)


class TestPlanDiscard:
    def test_gives_up_what_has_not_begun(self, both, browse):
        a_client_calendar(both, calendar=an_office(opens="08:00"), from_on=NEXT)
        browser = browse(both, LEAD)
        assert "Give up this plan" in text_of(browser.get(address(both.id)))

        browser.post(address(both.id, "discard"), {"number": 2, "edition": 2})

        assert "given up" in text_of(browser.get(address(both.id)))

    def test_leaves_what_is_in_force(self, both, browse):
        answer = browse(both, LEAD).post(address(both.id, "discard"), {"number": 1, "edition": 1})
        assert answer.status_code == 409


ICS = b"""BEGIN:VCALENDAR
BEGIN:VEVENT
DTSTART;VALUE=DATE:20200101
RRULE:FREQ=YEARLY
SUMMARY:New Year <script>
END:VEVENT
BEGIN:VEVENT
DTSTART:20270105T100000Z
SUMMARY:Meeting
END:VEVENT
END:VCALENDAR
"""


class TestHolidays:
    def propose(self, browser, place, **sent):
        years = {"first_year": NEXT.year, "last_year": NEXT.year + 1}
        return browser.post(address(place, "holidays/propose"), {**years, **sent})

    def test_of_a_country_are_shown_first_and_added_when_chosen(self, both, browse):
        browser = browse(both, MANAGER)
        shown = self.propose(browser, both.site, source="country", country="CH", region="bs")
        boxes = re.findall(r'name="holidays" value="([^"]+)"', unescape(shown.content.decode()))
        assert place_of(both, both.site).edition == 1
        assert len(boxes) > 10

        answer = browser.post(
            address(both.site, "holidays/add"), {"holidays": boxes[:3], "edition": 1}, follow=True
        )

        assert "3 holidays were added." in text_of(answer)
        assert len(rules.holidays_of(place_of(both, both.site).timetable)) == 3

    def test_of_a_file_are_shown_with_what_is_left_out_and_why(self, both, browse):
        file = SimpleUploadedFile("days.ics", ICS, "text/calendar")
        shown = self.propose(browse(both, LEAD), both.id, source="file", file=file)

        assert "2 holidays would be added" in text_of(shown)
        assert "Meeting: it does not last whole days." in text_of(shown)
        assert b"New Year <script>" not in shown.content

    @pytest.mark.parametrize(
        ("sent", "sentence"),
        [
            ({"source": "country", "country": "CH", "region": "ZZ"}, "Known are: AG"),
            ({"source": "country", "country": ""}, "required"),
            ({"source": "country", "country": "AQ!"}, "not one of the available"),
            ({"source": "country", "country": "CH", "last_year": "2100"}, "Ask for 1 to 5 years"),
            ({"source": "country", "country": "CH", "first_year": "1900"}, "Begin this year"),
            ({"source": "file"}, "required"),
        ],
    )
    def test_says_what_cannot_be_proposed(self, both, browse, sent, sentence):
        answer = self.propose(browse(both, LEAD), both.id, **sent)

        assert answer.status_code == 422
        assert sentence in text_of(answer)

    def test_of_which_none_is_chosen_change_nothing(self, both, browse):
        browser = browse(both, LEAD)
        answer = browser.post(address(both.id, "holidays/add"), {"edition": 1}, follow=True)

        assert "nothing was added" in text_of(answer)
        assert place_of(both, both.id).edition == 1

    @pytest.mark.parametrize("value", ["2027-13-01|X", "|", NEXT.isoformat(), "x|y"])
    def test_sent_in_a_shape_of_ones_own_change_nothing(self, both, browse, value):
        browser = browse(both, LEAD)
        answer = browser.post(address(both.id, "holidays/add"), {"holidays": value, "edition": 1})

        assert answer.status_code in {302, 422}
        assert place_of(both, both.id).edition == 1


def test_the_page_of_days_is_asked_behind_the_wall(both, zenith):
    page = queries.get_days_page(scope_for(both), place=both.id)
    assert (page.place.id, page.entries) == (both.id, ())
