"""Actions: offered, accepted by their owners, done with evidence; the first day stays."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from acted import accept, an_action, complete
from catchball.kernel.errors import NotFound, Stale
from catchball.trust.asking import count_all
from catchball.trust.models import Entry
from catchball.trust.permissions import Role
from catchball.trust.wall import opened
from catchball.workplace.actions import commands, queries, rules
from catchball.workplace.actions.rules import ActionState
from world import NOW, TODAY, scope_for

OWNER = Role.TECHNICAL_SERVICES
LATER = NOW + timedelta(days=30)


def line(company, action, role=OWNER, *, now=NOW):
    return queries.get_action(scope_for(company, role, now=now), action).line


class TestOffer:
    def test_is_its_owners_once_they_accept_it(self, acme, zenith):
        action = an_action(acme)
        assert line(acme, action).state is ActionState.OFFERED
        accept(acme, action)
        assert line(acme, action).state is ActionState.ACCEPTED

    def test_to_oneself_is_accepted(self, acme, zenith):
        action = an_action(acme, Role.PROGRAM_MANAGER)
        assert line(acme, action).state is ActionState.ACCEPTED

    def test_goes_to_a_person_of_either_company(self, acme, zenith):
        action = an_action(acme, Role.CLIENT_QUALITY)
        assert line(acme, action).side == "client"

    def test_finds_nobody_of_another_client(self, acme, zenith):
        with pytest.raises(NotFound):
            commands.offer_action(
                scope_for(acme), title="x", owner=zenith.people[OWNER], due_on=TODAY
            )

    def test_is_declined_with_a_reason(self, acme, zenith):
        action = an_action(acme)
        with pytest.raises(rules.ActionIncomplete, match="Say why"):
            commands.decline_action(scope_for(acme, OWNER), action=action, version=1)
        scope = scope_for(acme, OWNER, reason="No time before May.")
        commands.decline_action(scope, action=action, version=1)
        assert queries.get_action(scope, action).answer == "No time before May."

    def test_is_withdrawn_by_the_company_that_offered_it(self, acme, zenith):
        action = an_action(acme)
        with pytest.raises(rules.MayNotAct):
            commands.withdraw_action(
                scope_for(acme, Role.CLIENT_LEAD, reason="x"), action=action, version=1
            )
        commands.withdraw_action(scope_for(acme, reason="Done before."), action=action, version=1)
        assert line(acme, action).state is ActionState.WITHDRAWN

    def test_is_changed_only_as_it_was_shown(self, acme, zenith):
        action = accept(acme, an_action(acme))
        with pytest.raises(Stale):
            commands.complete_action(
                scope_for(acme, OWNER), action=action, version=1, done_on=TODAY, evidence="x"
            )


class TestForecast:
    def test_leaves_the_first_day_and_whether_it_is_late(self, acme, zenith):
        action = accept(acme, an_action(acme, due_on=TODAY + timedelta(days=3)))
        scope = scope_for(acme, OWNER, now=LATER, reason="The filter came late.")
        commands.forecast_action(
            scope, action=action, version=2, forecast_on=scope.today + timedelta(days=9)
        )
        seen = line(acme, action, now=LATER)
        assert seen.due_on == TODAY + timedelta(days=3)
        assert seen.forecast_on == scope.today + timedelta(days=9)
        assert seen.is_overdue

    def test_needs_a_reason_and_a_day_to_come(self, acme, zenith):
        action = accept(acme, an_action(acme))
        with pytest.raises(rules.ActionIncomplete):
            commands.forecast_action(
                scope_for(acme, OWNER), action=action, version=2, forecast_on=TODAY
            )
        with pytest.raises(rules.ActionIncomplete):
            commands.forecast_action(
                scope_for(acme, OWNER, reason="x"),
                action=action,
                version=2,
                forecast_on=TODAY - timedelta(days=1),
            )

    def test_never_moves_the_first_day_even_inside_a_command(self, acme, zenith):
        action = an_action(acme)
        scope = scope_for(acme)
        with pytest.raises(DatabaseError, match="first offered for"):
            _moved(scope, action)

    def test_deletes_nothing(self, acme, zenith):
        action = an_action(acme)
        with (
            pytest.raises(DatabaseError, match="withdraw it"),
            opened(scope_for(acme)),
            connection.cursor() as cursor,
        ):
            cursor.execute("DELETE FROM actions_action WHERE id = %s", [action])


def _moved(scope, action):
    with opened(scope), connection.cursor() as cursor:
        cursor.execute("UPDATE actions_action SET due_on = due_on + 7 WHERE id = %s", [action])


class TestDone:
    def test_keeps_evidence_and_that_it_was_late(self, acme, zenith):
        action = accept(acme, an_action(acme, due_on=TODAY))
        complete(acme, action, now=LATER)
        page = queries.get_action(scope_for(acme), action)
        assert (page.evidence, page.line.was_late) == ("Report 12.", True)
        assert not page.line.is_overdue

    def test_is_told_in_the_journal(self, acme, zenith):
        complete(acme, accept(acme, an_action(acme)))
        with opened(scope_for(acme)):
            entry = Entry.objects.get(event="actions.action-completed")
            change = entry.changes.get()
        assert (change.old["state"], change.new["state"]) == ("accepted", "done")


class TestOverview:
    def test_shows_the_readers_own_first_and_nothing_of_another_client(self, acme, zenith):
        an_action(zenith)
        own, other = an_action(acme), an_action(acme, Role.QUALITY)
        seen = queries.get_overview(scope_for(acme, OWNER))
        assert [one.id for one in seen.mine] == [own]
        assert [one.id for one in seen.others] == [other]
        assert (seen.to_answer, seen.overdue, seen.open) == (1, 0, 2)

    def test_hides_what_is_past_until_asked(self, acme, zenith):
        complete(acme, accept(acme, an_action(acme)))
        scope = scope_for(acme, OWNER)
        assert queries.get_overview(scope).hidden == 1
        assert len(queries.get_overview(scope, with_past=True).mine) == 1

    def test_asks_no_more_for_more_actions(self, acme, zenith):
        def asked():
            with CaptureQueriesContext(connection) as captured:
                queries.get_overview(scope_for(acme, OWNER))
            return len(captured)

        an_action(acme)
        before = asked()
        for _number in range(5):
            an_action(acme)
        assert asked() == before

    def test_counts_what_waits_for_the_reader(self, acme, zenith):
        an_action(acme)
        accept(acme, an_action(acme, due_on=TODAY))
        accept(acme, an_action(acme, due_on=date(2999, 1, 1)))
        assert count_all(scope_for(acme, OWNER), [queries.ACTIONS_THAT_WAIT]) == (1,)
        late = scope_for(acme, OWNER, now=LATER)
        assert count_all(late, [queries.ACTIONS_THAT_WAIT]) == (2,)
        other = scope_for(acme, Role.QUALITY, now=LATER)
        assert count_all(other, [queries.ACTIONS_THAT_WAIT]) == (0,)

    def test_finds_no_action_of_another_client(self, acme, zenith):
        theirs = an_action(zenith)
        with pytest.raises(NotFound):
            queries.get_action(scope_for(acme), theirs)
        with pytest.raises(NotFound):
            commands.accept_action(scope_for(acme, OWNER), action=theirs, version=1)
