"""The wall holds in PostgreSQL itself, whatever the code above it forgets."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, connection, transaction

from catchball.kernel.errors import NotFound
from catchball.trust.models import Assignment, Entry, Person
from catchball.trust.permissions import Role
from catchball.trust.wall import identified_as, opened, signing_in_as
from catchball.workplace.programs.models import Client, Program
from world import NOW, floor_scope_for, scope_for


def test_shows_nothing_without_a_scope(acme):
    assert Program.objects.count() == 0
    assert Client.objects.count() == 0
    assert Person.objects.count() == 0
    assert Entry.objects.count() == 0


def test_shows_one_client_only(acme, zenith):
    with opened(scope_for(acme)):
        assert [row.pk for row in Program.objects.all()] == [acme.program]
        assert not Program.objects.filter(pk=zenith.program).exists()


def test_shows_all_assigned_clients_on_the_floor(acme, zenith):
    with opened(floor_scope_for(acme, zenith)):
        assert {row.pk for row in Program.objects.all()} == {acme.program, zenith.program}


def test_gives_the_outer_scope_its_sight_back(acme, zenith):
    floor = floor_scope_for(acme, zenith)
    with opened(floor):
        with opened(floor.working_on(zenith.id)):
            assert Program.objects.count() == 1
        assert Program.objects.count() == 2
    assert Program.objects.count() == 0


def test_gives_the_outer_scope_its_sight_back_after_a_failure(acme):
    with pytest.raises(ZeroDivisionError), opened(scope_for(acme)):
        1 / 0  # noqa: B018
    assert Program.objects.count() == 0


def test_lets_no_scope_work_on_a_client_it_does_not_see(acme, zenith):
    with pytest.raises(NotFound):
        scope_for(acme).working_on(zenith.id)


def test_refuses_a_row_for_another_client(acme, zenith):
    inside = scope_for(acme)
    with pytest.raises(DatabaseError, match="row-level security"), opened(inside):
        Program.objects.create(client_id=zenith.id, code="X", name="X", site_id=zenith.site)


def test_updates_and_deletes_no_row_that_is_seen_but_not_worked_on(acme, zenith):
    floor = replace(floor_scope_for(acme, zenith), client_id=acme.id)
    with opened(floor):
        assert Program.objects.filter(pk=zenith.program).exists()
        assert Program.objects.filter(pk=zenith.program).update(name="Mine") == 0
        assert Program.objects.filter(pk=zenith.program).delete()[0] == 0


def test_hides_the_people_of_another_client(acme, zenith):
    with opened(scope_for(acme, Role.CLIENT_LEAD)):
        seen = set(Person.objects.values_list("email", flat=True))
    assert acme.email(Role.CLIENT_LEAD) in seen
    assert acme.email(Role.QUALITY) in seen
    assert not {zenith.email(role) for role in Role} & seen


def test_shows_a_person_at_the_door_nobody_else(acme):
    with signing_in_as(acme.email(Role.QUALITY)):
        assert [row.email for row in Person.objects.all()] == [acme.email(Role.QUALITY)]
    with identified_as(acme.people[Role.QUALITY]):
        assert Person.objects.count() == 1
        assert Assignment.objects.count() == 1


def test_keeps_the_application_role_powerless(acme):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False, False, False)


@pytest.mark.parametrize(
    "verb", ["UPDATE {} SET client_id = NULL", "DELETE FROM {}", "TRUNCATE {}"]
)
@pytest.mark.parametrize("table", ["trust_entry", "trust_change", "trust_signature"])
def test_lets_nobody_rewrite_the_journal(acme, table, verb):
    with (
        opened(scope_for(acme)),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(verb.format(table))


def test_lets_nobody_write_into_the_journal_past_the_trigger(acme):
    with (
        opened(scope_for(acme)),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO trust_change (entry_id, audience, table_name, row_id, operation) "
            "SELECT id, 'shared', 'programs_program', id, 'INSERT' FROM trust_entry LIMIT 1"
        )


def test_walls_every_table_that_belongs_to_a_client(acme):
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE a.attname = 'client_id' AND a.atttypid = 'uuid'::regtype
              AND NOT a.attisdropped AND c.relkind = 'r'
              AND c.relnamespace = 'public'::regnamespace
              AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
            """
        )
        assert cursor.fetchall() == []


def test_journals_every_table_that_belongs_to_a_client(acme):
    """But the journal itself, the log of what webhooks were told of it, and the ledger.

    What the ledger holds says nothing new: it is made from facts and journal, and can be made anew.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE a.attname = 'client_id' AND a.atttypid = 'uuid'::regtype
              AND NOT a.attisdropped AND c.relkind = 'r'
              AND c.relnamespace = 'public'::regnamespace
              AND c.relname NOT IN ('trust_entry', 'trust_change', 'trust_webhookcall')
              AND c.relname NOT LIKE 'ledger\\_%'
              AND (SELECT count(*) FROM pg_trigger t
                   WHERE t.tgrelid = c.oid AND t.tgname LIKE 'journal\\_%') < 4
            """
        )
        assert cursor.fetchall() == []


def test_names_the_client_first_in_every_unique_key_of_its_tables(acme):
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT i.indexrelid::regclass::text FROM pg_index i
            JOIN pg_class c ON c.oid = i.indrelid
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'client_id'
            WHERE i.indisunique AND NOT i.indisprimary AND c.relnamespace = 'public'::regnamespace
              AND i.indkey[0] <> a.attnum AND c.relname <> 'trust_assignment'
            """
        )
        assert cursor.fetchall() == []


def test_lets_no_child_point_at_another_clients_parent(acme):
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT con.conrelid::regclass::text, con.conname FROM pg_constraint con
            JOIN pg_attribute a ON a.attrelid = con.conrelid AND a.attname = 'client_id'
            JOIN pg_attribute b ON b.attrelid = con.confrelid AND b.attname = 'client_id'
            WHERE con.contype = 'f' AND array_length(con.conkey, 1) = 1
              AND con.confrelid::regclass::text NOT IN ('trust_entry', 'trust_person')
              AND NOT EXISTS (
                SELECT FROM pg_constraint both_
                WHERE both_.contype = 'f' AND both_.conrelid = con.conrelid
                  AND both_.confrelid = con.confrelid AND both_.conkey @> con.conkey
                  AND array_length(both_.conkey, 1) = 2)
            """
        )
        assert cursor.fetchall() == []


def test_is_asked_at_the_instant_of_the_scope(acme):
    assert scope_for(acme, now=NOW).today == NOW.date()
