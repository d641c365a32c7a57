"""The calendars of a relationship side by side, and what is due if asked now."""

from dataclasses import replace
from datetime import date

from catchball.kernel.words import _
from catchball.kernel.worktime import Holiday, Segments
from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.calendars import rules
from catchball.workplace.calendars.queries.reading import list_place_calendars
from catchball.workplace.calendars.queries.shapes import (
    Card,
    DueLine,
    Lane,
    Overview,
    Pair,
    PlaceCalendar,
    SharedDay,
    WorkDay,
)

UPCOMING = 3


@query(may=Permission.CALENDAR_READ)
def get_overview(scope: Scope, *, zone: str, question: rules.Question | None) -> Overview:
    """Return this week at each place and at both, in the reader's `zone`; and what is due.

    Four SQL queries, however many calendars.
    """
    calendars = list_place_calendars(scope)
    client = next(one for one in calendars if one.place.id == scope.client)
    sites = [one for one in calendars if one.place.kind is rules.PlaceKind.SITE]
    pairs = [(site, client) for site in sites if site.timetable and client.timetable]
    return Overview(
        client_name=client.place.name,
        zone=zone,
        cards=tuple(_card(scope, one) for one in (*sites, client)),
        pairs=tuple(_pair(scope, site, client, zone) for site, client in pairs),
        due=_due(scope, (*sites, client), pairs, question) if question else (),
    )


def _card(scope: Scope, calendar: PlaceCalendar) -> Card:
    timetable, zone = calendar.timetable, calendar.zone_at(scope.now)
    standing = timetable.standing(scope.now)
    today = rules.today_of(zone, scope.now)
    return Card(
        place=calendar.place,
        zone=zone,
        version=standing,
        planned=timetable.planned(scope.now),
        business_day=rules.written_day(standing.calendar) if standing else "",
        moment=rules.moment_of(timetable, scope.now),
        week=_week(scope, calendar, zone) if timetable else (),
        upcoming=_upcoming(timetable, today),
        gaps=rules.gaps_of(timetable, scope.now),
        may_change=calendar.may_change,
    )


def _upcoming(timetable: rules.Timetable, today: date) -> tuple[Holiday, ...]:
    return tuple(one for one in rules.holidays_of(timetable) if one.on >= today)[:UPCOMING]


def _week(scope: Scope, calendar: PlaceCalendar, zone: str) -> tuple[WorkDay, ...]:
    days = rules.week_around(scope.now, zone)
    opened = rules.opened_in(calendar.timetable, days, zone)
    today = rules.today_of(zone, scope.now)
    return tuple(
        WorkDay(spans.on, spans, _note(calendar, spans.on), spans.on == today)
        for spans in rules.spans_by_day(opened, days, zone)
    )


def _note(calendar: PlaceCalendar, day: date) -> str:
    kind = rules.day_of(calendar.timetable, day)
    if kind.kind is rules.DayKind.SPECIAL:
        return kind.name or _("special hours")
    return kind.name


def _pair(scope: Scope, site: PlaceCalendar, client: PlaceCalendar, zone: str) -> Pair:
    days = rules.week_around(scope.now, zone)
    ours, theirs = (rules.opened_in(one.timetable, days, zone) for one in (site, client))
    named = ((site.place.name, ours), (client.place.name, theirs), ("", ours & theirs))
    lanes = [_lanes(name, opened, days, zone) for name, opened in named]
    return Pair(
        site=site.place,
        client=client.place,
        days=tuple(
            SharedDay(day, of_day, _now(scope, day, zone))
            for day, of_day in zip(days, zip(*lanes, strict=True), strict=True)
        ),
        hours=rules.hours_open(ours & theirs),
        shared=rules.shared_moment(site.timetable, client.timetable, scope.now),
    )


def _lanes(name: str, opened: Segments, days: tuple[date, ...], zone: str) -> tuple[Lane, ...]:
    return tuple(
        Lane(name, rules.bars_of(opened, spans.on, zone), spans)
        for spans in rules.spans_by_day(opened, days, zone)
    )


def _now(scope: Scope, day: date, zone: str) -> float | None:
    is_today = rules.today_of(zone, scope.now) == day
    return rules.share_of_day(scope.now, zone) if is_today else None


def _due(
    scope: Scope,
    calendars: tuple[PlaceCalendar, ...],
    pairs: list[tuple[PlaceCalendar, PlaceCalendar]],
    question: rules.Question,
) -> tuple[DueLine, ...]:
    question = replace(question, start=question.start.replace(microsecond=0))
    alone = [
        DueLine(
            (one.place.name,),
            (one.zone_at(question.start),),
            rules.due_by(one.timetable, question),
        )
        for one in calendars
    ]
    both = [
        DueLine(
            (site.place.name, client.place.name),
            (site.zone_at(question.start), client.zone_at(question.start)),
            rules.due_by_both(site.timetable, client.timetable, question),
        )
        for site, client in pairs
    ]
    return (*alone, *both)
