"""Who answers for which work, and how much people carry."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from catchball.kernel.errors import NotFound, NotPermitted, Stale
from catchball.trust.permissions import Role, Side
from catchball.trust.wall import opened
from catchball.workplace.teams import commands, queries, rules
from catchball.workplace.teams.models import Duty
from catchball.workplace.teams.rules import Assigned, Function, Letter, WorkTerms
from teamed import REACH, a_work, join, leave
from world import floor_scope_for, scope_for

LEAD = Role.CLIENT_LEAD
QUALITY_IS_ACCOUNTABLE = Assigned(Side.CMO, Function.QUALITY, Letter.ACCOUNTABLE)
CLIENT_DOES = Assigned(Side.CLIENT, Function.QUALITY, Letter.RESPONSIBLE)


def duties_of(company, role=Role.PROGRAM_MANAGER):
    return queries.get_duties(scope_for(company, role), program=company.program)


class TestWork:
    def test_shows_that_nobody_is_accountable(self, acme, zenith):
        a_work(acme, CLIENT_DOES)
        a_work(acme, QUALITY_IS_ACCOUNTABLE)
        page = duties_of(acme, LEAD)
        assert page.unowned == 1
        assert [bool(one.accountable) for one in page.lines] == [False, True]

    def test_names_the_members_behind_a_function_the_core_first(self, acme, zenith):
        a_work(acme, QUALITY_IS_ACCOUNTABLE)
        assert duties_of(acme).vacant == 1
        join(acme, "Ann Bell", is_core=False)
        join(acme, Role.QUALITY)
        page = duties_of(acme)
        assert page.lines[0].accountable[0].names == ("Acme quality", "Ann Bell")
        assert page.vacant == 0

    def test_is_changed_as_a_whole(self, acme, zenith):
        work = a_work(acme, QUALITY_IS_ACCOUNTABLE, CLIENT_DOES)
        known = {
            "work": work,
            "version": 1,
            "terms": WorkTerms(title="Runs", duties=(CLIENT_DOES,)),
        }
        commands.change_work(scope_for(acme, LEAD), **known)
        line = duties_of(acme).lines[0]
        assert (line.title, line.accountable) == ("Runs", ())
        with pytest.raises(Stale):
            commands.change_work(scope_for(acme), **known)

    def test_is_taken_out_with_its_duties(self, acme, zenith):
        work = a_work(acme, QUALITY_IS_ACCOUNTABLE)
        with pytest.raises(Stale):
            commands.remove_work(scope_for(acme), work=work, version=7)
        commands.remove_work(scope_for(acme), work=work, version=1)
        assert duties_of(acme).lines == ()

    def test_has_one_accountable_whatever_is_written(self, acme, zenith):
        other = Assigned(Side.CLIENT, Function.QUALITY, Letter.ACCOUNTABLE)
        with pytest.raises(rules.WorkUnfit):
            a_work(acme, QUALITY_IS_ACCOUNTABLE, other)
        work = a_work(acme, QUALITY_IS_ACCOUNTABLE)
        with opened(scope_for(acme)), pytest.raises(IntegrityError), transaction.atomic():
            Duty.objects.create(
                client_id=acme.id, work_id=work, side="client", function="supply", letter="A"
            )

    def test_is_written_by_who_manages_the_team(self, acme, zenith):
        with pytest.raises(NotPermitted):
            commands.add_work(
                scope_for(acme, Role.CLIENT_SUPPLY),
                program=acme.program,
                terms=WorkTerms(title="Runs"),
            )

    def test_knows_nothing_of_another_client(self, acme, zenith):
        theirs = a_work(zenith)
        with pytest.raises(NotFound):
            commands.remove_work(scope_for(acme), work=theirs, version=1)
        with pytest.raises(NotFound):
            queries.get_duties(scope_for(acme), program=zenith.program)
        assert duties_of(acme).lines == ()


class TestLoad:
    def test_adds_up_across_programs_of_all_clients_seen(self, acme, zenith):
        half = replace(REACH, share_percent=60)
        join(acme, "Ann Bell", reach=half)
        join(zenith, "Ann Bell", reach=half)
        join(zenith, "Ben Ode", reach=REACH)
        loads = queries.list_loads(floor_scope_for(acme, zenith))
        assert [(one.name, one.share_percent, one.programs) for one in loads] == [
            ("Ann Bell", 120, 2),
            ("Ben Ode", 0, 1),
        ]
        assert loads[1].untold == 1

    def test_counts_nobody_who_left_and_no_clients_people(self, acme, zenith):
        leave(acme, join(acme))
        join(acme, Role.CLIENT_QUALITY, by=LEAD)
        assert queries.list_loads(floor_scope_for(acme, zenith)) == ()

    def test_ends_at_the_wall(self, acme, zenith):
        join(zenith, "Ann Bell")
        assert queries.list_loads(floor_scope_for(acme)) == ()

    @pytest.mark.parametrize("role", [one for one in Role if one.side is Side.CLIENT])
    def test_is_told_to_no_client(self, acme, zenith, role):
        with pytest.raises(NotPermitted):
            queries.list_loads(scope_for(acme, role))
