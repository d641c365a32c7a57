"""Incidents: told, corrected, closed; kept by the database."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection

from catchball.kernel.errors import NotFound, NotPermitted, Stale
from catchball.trust.models import Entry
from catchball.trust.permissions import Role
from catchball.trust.wall import opened
from catchball.workplace.incidents import commands, queries
from catchball.workplace.incidents.rules import (
    Foresight,
    IncidentIncomplete,
    IncidentTerms,
    MayNotChange,
    Severity,
)
from happened import an_incident, incident_of, judge
from world import TODAY, scope_for

WHY = "The gauge was read wrongly."


def terms(**told):
    usual = {"title": "Tablets", "happened_on": TODAY, "severity": Severity.MINOR}
    return IncidentTerms(**{**usual, **told})


def correct(company, incident, *, why=WHY, version=1, **told):
    scope = scope_for(company, reason=why)
    commands.correct_incident(scope, incident=incident, version=version, terms=terms(**told))


def close(company, incident, *, why="Line cleared.", version=1, closed_on=TODAY):
    scope = scope_for(company, reason=why)
    commands.close_incident(scope, incident=incident, version=version, closed_on=closed_on)


class TestTelling:
    def test_is_of_either_company_and_seen_by_both(self, acme, zenith):
        for role in (Role.SUPERVISOR, Role.CLIENT_QUALITY):
            made = commands.record_incident(
                scope_for(acme, role), program=acme.program, terms=terms(title=role.value)
            )
            page = queries.get_incident(scope_for(acme, Role.CLIENT_EXECUTIVE), made)
            assert (page.line.title, page.told_side) == (role.value, role.side)
        assert queries.get_incident_overview(scope_for(zenith)).lines == ()

    def test_names_what_is_missing_or_cannot_be(self, acme, zenith):
        with pytest.raises(IncidentIncomplete) as raised:
            an_incident(acme, title=" ", happened_on=TODAY + timedelta(days=1), place="x" * 121)
        assert set(raised.value.fields) == {"title", "happened_on", "place"}

    def test_needs_the_right_and_a_program_of_the_client(self, acme, zenith):
        with pytest.raises(NotPermitted):
            commands.record_incident(
                scope_for(acme, Role.CLIENT_EXECUTIVE), program=acme.program, terms=terms()
            )
        with pytest.raises(NotFound):
            commands.record_incident(scope_for(acme), program=zenith.program, terms=terms())


class TestCorrecting:
    def test_owes_a_reason_which_the_journal_keeps(self, acme, zenith):
        incident = an_incident(acme)
        with pytest.raises(IncidentIncomplete, match="what was wrong"):
            correct(acme, incident, why="")
        correct(acme, incident, title="Filters")
        assert incident_of(acme, incident).title == "Filters"
        with opened(scope_for(acme)):
            entry = Entry.objects.get(event="incidents.incident-corrected")
            change = entry.changes.get()
        assert (entry.reason, change.old["title"]) == (WHY, "Tablets")

    def test_of_the_day_asks_anew_whether_it_was_foreseen(self, acme, zenith):
        incident = judge(acme, an_incident(acme))
        correct(acme, incident, version=2, place="line")
        assert incident_of(acme, incident).foresight is Foresight.UNFORESEEN
        correct(acme, incident, version=3, happened_on=TODAY - timedelta(days=3))
        assert incident_of(acme, incident).foresight is Foresight.OPEN

    def test_needs_the_version_shown_and_the_client(self, acme, zenith):
        incident = an_incident(acme)
        with pytest.raises(Stale):
            correct(acme, incident, version=7)
        with pytest.raises(NotFound):
            correct(zenith, incident)


class TestClosing:
    def test_says_how_it_ended_and_leaves_only_the_foresight(self, acme, zenith):
        incident = an_incident(acme)
        with pytest.raises(IncidentIncomplete, match="how it ended"):
            close(acme, incident, why=" ")
        with pytest.raises(IncidentIncomplete, match="from the incident's own to today"):
            close(acme, incident, closed_on=TODAY - timedelta(days=1))
        close(acme, incident)
        with pytest.raises(MayNotChange):
            correct(acme, incident, version=2)
        with pytest.raises(MayNotChange):
            close(acme, incident, version=2)
        judge(acme, incident)
        assert incident_of(acme, incident).foresight is Foresight.UNFORESEEN

    @pytest.mark.parametrize(
        "change",
        ["DELETE FROM incidents_incident", "UPDATE incidents_incident SET title = 'x'"],
        ids=["delete", "update"],
    )
    def test_is_kept_by_the_database_itself(self, change, acme, zenith):
        close(acme, an_incident(acme))
        with (
            pytest.raises(DatabaseError),
            opened(scope_for(acme)),
            connection.cursor() as cursor,
        ):
            cursor.execute(change)
