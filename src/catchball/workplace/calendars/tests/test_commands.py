"""Who sets which calendar, what a version keeps, and what the wall hides."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError

from catchball.kernel.errors import NotFound, NotPermitted
from catchball.kernel.worktime import (
    Closure,
    Holiday,
    Hours,
    SpecialHours,
    WeekInForce,
    WorkCalendar,
    office_week,
)
from catchball.trust.models import Change, Entry
from catchball.trust.permissions import Role
from catchball.trust.scope import operator_scope
from catchball.trust.wall import opened
from catchball.workplace.calendars import commands, queries, rules
from catchball.workplace.calendars.models import ClientCalendar, SiteCalendar
from timetables import CHRISTMAS, a_client_calendar, a_site_calendar, an_office, place_of
from world import NOW, TODAY, scope_for

NEW_YEAR = date(2027, 1, 1)


def edition(company, place):
    return place_of(company, place).edition


def add(company, place, *holidays, role=Role.PROGRAM_MANAGER, now=NOW):
    return commands.add_holidays(
        scope_for(company, role, now=now),
        place=place,
        holidays=holidays,
        edition=edition(company, place),
    )


class TestSetClientCalendar:
    @pytest.mark.parametrize("role", [Role.PROGRAM_MANAGER, Role.CLIENT_LEAD, Role.CLIENT_SUPPLY])
    def test_is_open_to_both_sides(self, acme, zenith, role):
        made = a_client_calendar(acme, role=role)

        with opened(scope_for(acme)):
            row = ClientCalendar.objects.get(pk=made)
        assert (row.number, row.from_on, row.client_id) == (1, date(2026, 1, 1), acme.id)

    @pytest.mark.parametrize("role", [Role.CLIENT_QUALITY, Role.CLIENT_EXECUTIVE, Role.SUPERVISOR])
    def test_is_closed_to_those_who_only_read(self, acme, role):
        with pytest.raises(NotPermitted):
            a_client_calendar(acme, role=role)

    def test_tells_the_journal_who_set_what_and_why(self, acme):
        scope = scope_for(acme, Role.CLIENT_LEAD, reason="New shift plan")
        made = commands.set_client_calendar(scope, calendar=an_office(), from_on=TODAY)

        with opened(scope):
            entry = Entry.objects.get(
                event="calendars.client-calendar-set", reason="New shift plan"
            )
            change = entry.changes.get()
        assert (change.row_id, change.client_id) == (made, acme.id)
        assert change.new["content"]["zone"] == "America/New_York"

    def test_stays_behind_the_wall(self, acme, zenith):
        a_client_calendar(acme)

        with pytest.raises(NotFound):
            queries.get_calendar_page(scope_for(zenith), place=acme.id, year=None)
        with opened(scope_for(zenith)):
            assert not ClientCalendar.objects.filter(client_id=acme.id).exists()

    def test_lets_the_first_one_begin_in_the_past_and_a_change_today_at_the_earliest(self, acme):
        a_client_calendar(acme)

        with pytest.raises(rules.BeginsTooEarly) as caught:
            a_client_calendar(acme, from_on=TODAY - timedelta(days=1))
        assert caught.value.fields["from_on"]

    def test_counts_today_in_the_zone_of_the_calendar(self, acme):
        """At 03:00 in London it is still yesterday in New York."""
        a_client_calendar(acme)
        early = NOW.replace(hour=3)

        made = a_client_calendar(acme, from_on=TODAY - timedelta(days=1), now=early)

        assert made is not None

    def test_notices_that_somebody_was_faster(self, acme):
        a_client_calendar(acme)

        with pytest.raises(rules.CalendarChanged):
            commands.set_client_calendar(
                scope_for(acme), calendar=an_office(), from_on=TODAY, edition=0
            )

    def test_refuses_several_weeks_in_one_version(self, acme):
        both = WorkCalendar(
            "UTC", (WeekInForce(None, office_week()), WeekInForce(NEW_YEAR, office_week()))
        )

        with pytest.raises(rules.WeeksComeByVersions):
            a_client_calendar(acme, calendar=both)

    def test_refuses_a_year_that_is_a_slip_of_the_pen(self, acme):
        with pytest.raises(rules.BeginsTooLate):
            a_client_calendar(acme, from_on=date(2206, 1, 1))


class TestSetSiteCalendar:
    def test_is_seen_by_each_client_that_the_site_works_for(self, acme, zenith):
        a_site_calendar(acme)
        in_common(acme, zenith)

        for company in (acme, zenith):
            page = queries.get_calendar_page(
                scope_for(company, Role.CLIENT_LEAD), place=acme.site, year=None
            )
            assert (page.zone, page.may_change) == ("Europe/Zurich", False)

    def test_is_not_there_for_a_client_that_the_site_does_not_work_for(self, acme, zenith):
        a_site_calendar(acme)

        with pytest.raises(NotFound):
            queries.get_calendar_page(scope_for(zenith), place=acme.site, year=None)

    def test_is_closed_to_the_clients_side(self, acme):
        with pytest.raises(rules.SiteIsTheManufacturers):
            a_site_calendar(acme, role=Role.CLIENT_LEAD)
        a_site_calendar(acme)
        with pytest.raises(rules.SiteIsTheManufacturers):
            add(acme, acme.site, CHRISTMAS, role=Role.CLIENT_LEAD)

    def test_is_closed_to_the_clients_side_by_the_database_too(self, acme):
        a_site_calendar(acme)
        with opened(scope_for(acme, Role.CLIENT_LEAD)):
            assert SiteCalendar.objects.filter(site_id=acme.site).update(number=7) == 0

    def test_may_be_set_by_the_operator_before_any_program_is_there(self, acme):
        made = commands.set_site_calendar(
            operator_scope("the tests", now=NOW),
            site=acme.site,
            calendar=an_office("Europe/Zurich"),
            from_on=date(2026, 1, 1),
        )

        assert made is not None

    def test_is_told_to_no_client_by_the_journal(self, acme):
        made = a_site_calendar(acme)

        with opened(scope_for(acme, Role.CLIENT_LEAD)):
            assert not Change.objects.filter(row_id=made).exists()
        with opened(scope_for(acme)):
            assert Change.objects.get(row_id=made).client_id is None


def in_common(acme, zenith):
    """Let the site of the first company work for the second one too."""
    from catchball.workplace.programs import commands as programs  # noqa: PLC0415

    programs.add_program(scope_for(zenith), code="P-2", name="Second supply", site=acme.site)


class TestVersions:
    def test_keep_earlier_days_as_they_were(self, acme):
        a_client_calendar(acme)
        late = an_office(opens="12:00", closes="20:00")
        a_client_calendar(acme, calendar=late, from_on=TODAY)

        timetable = place_of(acme, acme.id).timetable

        hours = [timetable.ruling(day).week[0] for day in (TODAY - timedelta(days=1), TODAY)]
        assert hours == [(Hours(540, 1020),), (Hours(720, 1200),)]
        assert [one.number for one in timetable.versions] == [1, 2]

    def test_are_never_edited_once_in_force(self, acme):
        made = a_client_calendar(acme)
        with opened(scope_for(acme)):
            before = ClientCalendar.objects.values().get(pk=made)

        add(acme, acme.id, CHRISTMAS)

        with opened(scope_for(acme)):
            assert ClientCalendar.objects.values().get(pk=made) == before
            latest = ClientCalendar.objects.get(client_id=acme.id, number=2)
        assert (latest.from_on, list(latest.content["holidays"])) == (TODAY, ["2026-12-25"])

    def test_are_corrected_while_still_to_come(self, acme):
        a_client_calendar(acme)
        planned = a_client_calendar(acme, from_on=NEW_YEAR)
        late = an_office(opens="12:00", closes="20:00")

        again = a_client_calendar(acme, calendar=late, from_on=NEW_YEAR)

        assert again == planned
        timetable = place_of(acme, acme.id).timetable
        assert [one.from_on for one in timetable.versions] == [date(2026, 1, 1), NEW_YEAR]
        assert timetable.ruling(NEW_YEAR).week[4] == (Hours(720, 1200),)

    def test_can_be_given_up_while_still_to_come(self, acme):
        a_client_calendar(acme)
        a_client_calendar(acme, from_on=NEW_YEAR)

        commands.discard_plan(
            scope_for(acme), place=acme.id, number=2, edition=edition(acme, acme.id)
        )

        assert [one.number for one in place_of(acme, acme.id).timetable.versions] == [1]
        page = queries.get_calendar_page(scope_for(acme), place=acme.id, year=None)
        assert [(one.number, one.is_discarded) for one in page.versions] == [(2, True), (1, False)]

    def test_cannot_be_given_up_once_begun(self, acme):
        a_client_calendar(acme)

        with pytest.raises(rules.HasBegun):
            commands.discard_plan(
                scope_for(acme), place=acme.id, number=1, edition=edition(acme, acme.id)
            )

    def test_may_change_twice_a_day_and_the_later_one_holds(self, acme):
        a_client_calendar(acme)
        add(acme, acme.id, CHRISTMAS)
        add(acme, acme.id, Holiday(NEW_YEAR, "New Year"))

        timetable = place_of(acme, acme.id).timetable

        assert [reign.is_empty for reign in timetable.reigns] == [False, True, False]
        assert [one.on for one in rules.holidays_of(timetable)] == [CHRISTMAS.on, NEW_YEAR]


class TestAddHolidays:
    def test_reach_the_version_in_force_and_every_planned_one(self, acme):
        a_client_calendar(acme)
        a_client_calendar(acme, from_on=NEW_YEAR)

        added = add(acme, acme.id, CHRISTMAS, Holiday(date(2027, 12, 25), "Christmas Day"))

        versions = place_of(acme, acme.id).timetable.versions
        assert added == 2
        assert [len(one.calendar.holidays) for one in versions] == [0, 2, 2]

    def test_leave_out_what_has_passed_and_what_is_there(self, acme):
        a_client_calendar(acme)
        add(acme, acme.id, CHRISTMAS)

        past = Holiday(TODAY - timedelta(days=3), "Past")
        with pytest.raises(rules.NothingToAdd):
            add(acme, acme.id, past, CHRISTMAS)
        with pytest.raises(rules.NothingToAdd, match="already"):
            add(acme, acme.id, CHRISTMAS)

    def test_need_weekly_hours_first(self, acme):
        with pytest.raises(rules.NoCalendarYet):
            add(acme, acme.id, CHRISTMAS)

    def test_know_nothing_of_another_client(self, acme, zenith):
        a_client_calendar(acme)

        with pytest.raises(NotFound):
            commands.add_holidays(scope_for(zenith), place=acme.id, holidays=[CHRISTMAS], edition=1)


class TestRemoveHoliday:
    def test_makes_the_date_a_day_like_others(self, acme):
        a_client_calendar(acme)
        add(acme, acme.id, CHRISTMAS)

        commands.remove_holiday(
            scope_for(acme), place=acme.id, on=CHRISTMAS.on, edition=edition(acme, acme.id)
        )

        assert rules.holidays_of(place_of(acme, acme.id).timetable) == ()

    def test_leaves_days_that_have_passed(self, acme):
        a_client_calendar(acme)
        with pytest.raises(rules.DayHasPassed):
            commands.remove_holiday(
                scope_for(acme), place=acme.id, on=TODAY - timedelta(days=1), edition=1
            )

    def test_says_when_there_is_none(self, acme):
        a_client_calendar(acme)
        with pytest.raises(rules.NoSuchEntry):
            commands.remove_holiday(scope_for(acme), place=acme.id, on=CHRISTMAS.on, edition=1)


class TestClosures:
    SHUTDOWN = Closure(TODAY - timedelta(days=1), TODAY + timedelta(days=2), "Shutdown")

    def close(self, company):
        commands.add_closure(
            scope_for(company),
            place=company.id,
            closure=self.SHUTDOWN,
            edition=edition(company, company.id),
        )

    def test_close_from_today_on_and_leave_yesterday_as_it_was(self, acme):
        a_client_calendar(acme)
        self.close(acme)

        timetable = place_of(acme, acme.id).timetable
        kinds = [rules.day_of(timetable, TODAY + timedelta(days=plus)).kind for plus in (-3, 0)]
        assert kinds == [rules.DayKind.WORKING, rules.DayKind.CLOSED]

    def test_are_not_added_twice(self, acme):
        a_client_calendar(acme)
        self.close(acme)
        with pytest.raises(rules.DayIsTaken):
            self.close(acme)

    def test_can_be_removed(self, acme):
        a_client_calendar(acme)
        self.close(acme)

        commands.remove_closure(
            scope_for(acme),
            place=acme.id,
            closure=self.SHUTDOWN,
            edition=edition(acme, acme.id),
        )

        assert rules.day_of(place_of(acme, acme.id).timetable, TODAY).kind is rules.DayKind.WORKING

    def test_need_a_name(self, acme):
        a_client_calendar(acme)
        with pytest.raises(rules.NameMissing):
            commands.add_closure(
                scope_for(acme),
                place=acme.id,
                closure=replace(self.SHUTDOWN, name="  "),
                edition=1,
            )


class TestSpecialHours:
    def set(self, company, *hours, on=TODAY):
        commands.set_special_hours(
            scope_for(company),
            place=company.id,
            special=SpecialHours(on, hours),
            edition=edition(company, company.id),
        )

    def test_hold_on_their_date_in_place_of_the_weeks(self, acme):
        a_client_calendar(acme)
        self.set(acme, Hours(600, 720))
        self.set(acme, Hours(600, 660))

        day = rules.day_of(place_of(acme, acme.id).timetable, TODAY)
        assert (day.kind, day.hours) == (rules.DayKind.SPECIAL, (Hours(600, 660),))

    def test_are_taken_away_again(self, acme):
        a_client_calendar(acme)
        self.set(acme, Hours(600, 720))

        commands.remove_special_hours(
            scope_for(acme), place=acme.id, on=TODAY, edition=edition(acme, acme.id)
        )

        assert rules.day_of(place_of(acme, acme.id).timetable, TODAY).kind is rules.DayKind.WORKING


class TestCalendarGaps:
    def test_name_what_each_place_lacks(self, acme, zenith):
        a_client_calendar(acme)
        add(acme, acme.id, CHRISTMAS)

        found = queries.list_calendar_gaps(scope_for(acme, Role.CLIENT_LEAD))

        told = [(one.place.id, one.gap.lack.value, one.gap.year) for one in found]
        assert told == [(acme.id, "holidays", 2027), (acme.site, "calendar", None)]


def test_a_change_outside_a_command_is_refused(acme):
    a_client_calendar(acme)
    with opened(scope_for(acme)), pytest.raises(DatabaseError, match="outside a command"):
        ClientCalendar.objects.filter(client_id=acme.id).update(number=9)


def test_nothing_is_kept_when_a_name_cannot_be(acme):
    a_client_calendar(acme)
    with pytest.raises(rules.NameMissing):
        add(acme, acme.id, CHRISTMAS, Holiday(date(2026, 12, 26), "x" * 201))
    assert edition(acme, acme.id) == 1


def test_the_instant_is_that_of_the_scope(acme):
    made = a_client_calendar(acme, now=NOW.replace(hour=11))
    with opened(scope_for(acme)):
        row = ClientCalendar.objects.get(pk=made)
    assert row.recorded_at == datetime.fromisoformat("2026-11-16T11:30:00+00:00")
