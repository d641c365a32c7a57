"""There is one way to write, and it leaves a trace."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, connection, transaction

from catchball.kernel.errors import NotPermitted
from catchball.trust import commands, rules
from catchball.trust.identity import NotProven, TooManyTries, prove
from catchball.trust.models import Change, Entry, Person, SecurityEvent
from catchball.trust.permissions import ROLE_PERMISSIONS, Permission, Role, Side
from catchball.trust.queries import list_history
from catchball.trust.scope import Proof, ProofNeeded, operator_scope
from catchball.trust.wall import opened, opened_for
from catchball.workplace.programs import commands as programs
from catchball.workplace.programs.models import Program
from world import NOW, scope_for

NEW_PASSWORD = "another long password"


def a_program(company, code="P-2"):
    return programs.add_program(
        scope_for(company, reason="New work"), code=code, name="More", site=company.site
    )


class TestCommand:
    def test_tells_the_journal_who_what_when_and_why(self, acme):
        made = a_program(acme)

        with opened(scope_for(acme)):
            entry = Entry.objects.get(event="programs.program-added", changes__row_id=made)
            change = entry.changes.get()
        assert (entry.actor_id, entry.reason) == (acme.people[Role.PROGRAM_MANAGER], "New work")
        assert entry.happened_at == NOW
        assert entry.arguments["code"] == "P-2"
        assert (change.operation, change.old, change.new["code"]) == ("INSERT", None, "P-2")

    def test_inside_a_wall_that_stands_open_has_its_own_entry_and_shuts_the_door(
        self, acme, zenith
    ):
        with opened(scope_for(acme)):
            made = [a_program(acme, "P-8"), a_program(acme, "P-9")]
            entries = Entry.objects.filter(changes__row_id__in=made)
            assert entries.count() == len(set(entries.values_list("id", flat=True))) == 2
            assert set(entries.values_list("parent_id", flat=True)) == {None}
            with pytest.raises(DatabaseError, match="outside a command"), transaction.atomic():
                Program.objects.filter(pk=made[0]).update(name="Nobody's")
        with opened(scope_for(zenith)):
            assert not Program.objects.filter(pk__in=made).exists()

    def test_leaves_nothing_when_it_fails(self, acme):
        a_program(acme)
        with opened(scope_for(acme)):
            before = Entry.objects.count()
        with pytest.raises(programs.rules.CodeTaken):
            a_program(acme)
        with opened(scope_for(acme)):
            assert Entry.objects.count() == before

    def test_is_refused_without_the_permission_and_keeps_that_it_was(self, acme):
        with pytest.raises(NotPermitted):
            programs.add_program(
                scope_for(acme, Role.SUPERVISOR), code="P-3", name="No", site=acme.site
            )
        event = SecurityEvent.objects.get(kind="refused")
        assert event.person_id == acme.people[Role.SUPERVISOR]
        assert "programs.program-added" in event.detail

    def test_keeps_passwords_out_of_the_journal(self, acme):
        operator = operator_scope("the tests", now=NOW)
        commands.set_password(operator, person=acme.people[Role.QUALITY], password=NEW_PASSWORD)
        with opened(operator):
            entry = Entry.objects.get(event="people.password-set")
            change = entry.changes.get()
        assert entry.arguments["password"] == "(not kept)"
        assert "password" not in change.old
        assert "password" not in change.new

    def test_writes_a_history_within_the_wall(self, acme, zenith):
        made = a_program(acme)
        with opened(scope_for(acme)):
            assert [line.event for line in list_history(scope_for(acme), row=made)] == [
                "programs.program-added"
            ]
        with opened(scope_for(zenith)):
            assert list_history(scope_for(zenith), row=made) == ()


class TestDatabase:
    def test_refuses_a_change_outside_a_command(self, acme):
        with (
            opened(scope_for(acme)),
            pytest.raises(DatabaseError, match="outside a command"),
            transaction.atomic(),
        ):
            Program.objects.filter(pk=acme.program).update(name="Quietly")

    def test_refuses_a_change_under_an_entry_of_another_transaction(self, acme):
        with opened(scope_for(acme)), connection.cursor() as cursor:
            cursor.execute("SELECT gen_random_uuid()")
            stranger = cursor.fetchone()[0]
        with (
            opened(scope_for(acme)),
            opened_for(scope_for(acme), stranger),
            pytest.raises(DatabaseError, match="outside a command"),
            transaction.atomic(),
        ):
            Program.objects.filter(pk=acme.program).update(name="Quietly")

    def test_lets_an_update_of_no_row_pass(self, acme, zenith):
        with opened(scope_for(acme)):
            assert Program.objects.filter(pk=zenith.program).update(name="Mine") == 0

    def test_copies_every_row_of_a_bulk_change(self, acme):
        a_program(acme, "P-2")
        a_program(acme, "P-3")
        with opened(scope_for(acme)):
            entry = Entry.objects.filter(event="programs.program-added").latest("id")
            # Within the tests' own transaction the entry still counts as this one's.
            with opened_for(scope_for(acme), entry.pk):
                assert Program.objects.update(name="Renamed") == 3
            copied = Change.objects.filter(entry=entry, operation="UPDATE")
            assert {change.new["name"] for change in copied} == {"Renamed"}
            assert len(copied) == 3

    def test_never_holds_every_old_row_of_a_change_against_every_new_one(self, acme):
        """The plan is kept for a session: one made for a single row must do for a thousand too."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT proconfig FROM pg_proc WHERE proname = 'trust_journal'")
            assert "enable_nestloop=off" in cursor.fetchone()[0]


class TestProof:
    def test_is_the_actors_own_password(self, acme):
        from world import PASSWORD  # noqa: PLC0415

        proven = prove(scope_for(acme), password=PASSWORD)
        assert proven.proof == Proof("password", NOW)

    def test_is_refused_with_another_and_counted(self, acme):
        scope = scope_for(acme)
        for _try in range(5):
            with pytest.raises(NotProven):
                prove(scope, password="a wrong password")
        with pytest.raises(TooManyTries):
            prove(scope, password="a wrong password")
        assert SecurityEvent.objects.filter(kind="proof-failed").count() == 5

    def test_of_an_earlier_submission_does_not_count(self, acme):
        stale = replace(scope_for(acme), proof=Proof("password", NOW.replace(hour=1)))
        with pytest.raises(ProofNeeded):
            stale.require_proof()


class TestPeople:
    def test_may_change_how_they_are_shown_things(self, acme):
        scope = scope_for(acme, Role.CLIENT_LEAD)
        commands.change_settings(scope, locale="de-DE", zone="Europe/Berlin", theme="dark")
        with opened(scope):
            person = Person.objects.get(pk=scope.actor_id)
        assert (person.locale, person.zone, person.theme) == ("de-DE", "Europe/Berlin", "dark")

    def test_of_a_client_belong_to_one_company(self, acme, zenith):
        operator = operator_scope("the tests", now=NOW, sees=[zenith.id]).working_on(zenith.id)
        with pytest.raises(rules.WrongSide):
            commands.assign_person(operator, person=acme.people[Role.CLIENT_LEAD])

    def test_sign_in_no_more_once_they_left(self, acme, browse):
        browser = browse(acme, Role.QUALITY)
        operator = operator_scope("the tests", now=NOW)
        commands.close_person(operator, person=acme.people[Role.QUALITY])
        assert browser.get("/settings/").status_code == 302

    @pytest.mark.parametrize("password", ["short", "password1234", "quality@acme.example"])
    def test_need_a_long_and_uncommon_password(self, acme, password):
        operator = operator_scope("the tests", now=NOW)
        with pytest.raises(rules.PasswordTooWeak):
            commands.set_password(operator, person=acme.people[Role.QUALITY], password=password)


def test_gives_every_role_its_permissions():
    assert set(ROLE_PERMISSIONS) == set(Role)
    assert {role for role in Role if role.side is Side.CLIENT} == {
        Role.CLIENT_LEAD,
        Role.CLIENT_QUALITY,
        Role.CLIENT_SUPPLY,
        Role.CLIENT_EXECUTIVE,
    }


@pytest.mark.parametrize(
    "permission",
    [
        Permission.IMPORT_RUN,
        Permission.PROMISE_DRAFT,
        Permission.PROMISE_OFFER,
        Permission.BATCH_DISPOSE,
        Permission.DELIVERY_RECORD,
        Permission.PERSON_ADMINISTER,
        Permission.CLIENT_ADMINISTER,
    ],
)
def test_keeps_the_manufacturers_work_from_the_clients_side(permission):
    holders = {role for role in Role if permission in ROLE_PERMISSIONS[role]}
    assert holders
    assert all(role.side is Side.CMO for role in holders)
