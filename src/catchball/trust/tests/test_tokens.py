from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from catchball.kernel.errors import NotFound
from catchball.trust import commands as people
from catchball.trust.door import command
from catchball.trust.journal import JournalFilters, read_journal
from catchball.trust.models import ApiToken, SecurityEvent
from catchball.trust.permissions import Permission, Role
from catchball.trust.queries import list_colleagues
from catchball.trust.scope import MayNot, ProofNeeded, ReadOnly
from catchball.trust.tokens import commands, queries, rules
from catchball.trust.tokens.presenting import TooManyRequests, bearer_of, count_request
from catchball.trust.tokens.rules import Access, NotPresented, TokenBounds
from catchball.trust.wall import opened
from invited import come_back
from world import NOW, scope_for


def bounds(**other):
    usual = TokenBounds(
        name="Stock report", access=Access.WRITE, expires_at=NOW + timedelta(days=90)
    )
    return replace(usual, **other)


def a_token(scope, **other):
    """Make a token of the actor; return the secret and the id."""
    new = rules.new_token()
    made = commands.make_token(
        scope, bounds=bounds(**other), prefix=new.prefix, token_hash=new.token_hash
    )
    return f"Bearer {new.text}", made


class TestMakeToken:
    def test_lets_its_holder_act_as_the_person(self, acme):
        me = scope_for(acme, proven=True)
        header, made = a_token(me)

        bearer = bearer_of(header, now=NOW)

        assert (bearer.token_id, bearer.person.pk) == (made, me.actor)

    def test_keeps_the_secret_out_of_the_table_and_the_journal(self, acme):
        me = replace(scope_for(acme, proven=True), client_id=None)
        header, _made = a_token(me)
        secret = header.removeprefix("Bearer ")

        with opened(me):
            kept = ApiToken.objects.get(person_id=me.actor)
        journal = read_journal(
            replace(scope_for(acme), client_id=None),
            filters=JournalFilters(event="tokens.token-made"),
        )
        assert kept.token_hash == rules.hash_of(secret)
        assert secret not in repr(vars(kept))
        assert secret not in repr(journal)
        assert kept.token_hash not in repr(journal)

    def test_wants_a_fresh_proof_of_identity(self, acme):
        with pytest.raises(ProofNeeded):
            a_token(scope_for(acme))

    @pytest.mark.parametrize(
        "wrong",
        [
            {"name": " "},
            {"expires_at": NOW},
            {"expires_at": NOW + timedelta(days=400)},
            {"permissions": frozenset()},
            {"permissions": frozenset({Permission.BATCH_DISPOSE})},
        ],
        ids=["nameless", "over", "too-long", "nothing", "not-held"],
    )
    def test_refuses_what_no_token_may_be(self, acme, wrong):
        with pytest.raises((rules.TokenNameMissing, rules.TokenTooLong, rules.NothingToDo)):
            a_token(scope_for(acme, proven=True), **wrong)

    def test_knows_no_client_of_others(self, acme, zenith):
        with pytest.raises(NotFound):
            a_token(scope_for(acme, proven=True), clients=frozenset({zenith.id}))


class TestBearerOf:
    def test_refuses_what_is_no_token_of_ours(self, acme):
        for header in ("", "Basic x", "Bearer x", f"Bearer {rules.new_token().text}"):
            with pytest.raises(NotPresented):
                bearer_of(header, now=NOW)

    def test_refuses_a_revoked_token_and_notes_the_attempt_once(self, acme):
        me = scope_for(acme, proven=True)
        header, made = a_token(me)
        commands.revoke_token(me, token=made)

        for _again in range(2):
            with pytest.raises(NotPresented):
                bearer_of(header, now=NOW)

        assert SecurityEvent.objects.filter(kind="token-refused").count() == 1

    def test_refuses_an_expired_token(self, acme):
        header, _made = a_token(scope_for(acme, proven=True))

        with pytest.raises(NotPresented):
            bearer_of(header, now=NOW + timedelta(days=90))

    def test_refuses_the_token_of_somebody_who_left(self, acme):
        me = scope_for(acme, proven=True)
        header, _made = a_token(me)
        people.close_person(scope_for(acme, Role.ADMINISTRATOR), person=me.actor)

        with pytest.raises(NotPresented):
            bearer_of(header, now=NOW)

    def test_opens_nothing_once_its_owner_left_even_if_they_come_back(self, acme, zenith):
        me, theirs = (scope_for(one, Role.CLIENT_SUPPLY, proven=True) for one in (acme, zenith))
        header, _made = a_token(me)
        stays, _made = a_token(theirs)
        people.close_person(scope_for(acme, Role.CLIENT_LEAD), person=me.actor)
        come_back(acme, Role.CLIENT_SUPPLY)

        with pytest.raises(NotPresented):
            bearer_of(header, now=NOW)
        (line,) = queries.list_own_tokens(me)
        assert (line.is_live, line.revoked_at) == (False, NOW)
        assert bearer_of(stays, now=NOW).person.pk == theirs.actor

    def test_narrows_what_the_person_may(self, acme):
        header, _made = a_token(
            scope_for(acme, proven=True),
            access=Access.READ,
            permissions=frozenset({Permission.DELIVERY_READ, Permission.PROGRAM_MANAGE}),
        )

        narrowed = bearer_of(header, now=NOW).narrow(scope_for(acme))

        assert narrowed.permissions == {Permission.DELIVERY_READ, Permission.PROGRAM_MANAGE}
        with pytest.raises(ReadOnly):
            narrowed.require_writing()


class TestCountRequest:
    def test_counts_down_within_a_minute_and_begins_anew(self, acme):
        me = scope_for(acme, proven=True)
        _header, made = a_token(me)

        assert count_request(made, person=me.actor, now=NOW, most=2) == 1
        assert count_request(made, person=me.actor, now=NOW, most=2) == 0
        with pytest.raises(TooManyRequests) as refused:
            count_request(made, person=me.actor, now=NOW + timedelta(seconds=20), most=2)
        assert refused.value.retry_after == 40
        assert count_request(made, person=me.actor, now=NOW + timedelta(seconds=60), most=2) == 1

    def test_tells_when_a_token_was_last_used(self, acme):
        me = scope_for(acme, proven=True)
        _header, made = a_token(me)

        count_request(made, person=me.actor, now=NOW + timedelta(seconds=31), most=2)

        (line,) = queries.list_own_tokens(me)
        assert line.last_used_at == NOW

    def test_tells_both_companies_when_somebody_was_last_here(self, acme, zenith):
        me = scope_for(acme, proven=True)
        _header, made = a_token(me)

        count_request(made, person=me.actor, now=NOW, most=2)

        for role in (Role.CLIENT_LEAD, Role.QUALITY):
            lines = list_colleagues(scope_for(acme, role))
            assert [one.id for one in lines if one.last_used_at == NOW] == [me.actor]
        assert all(one.last_used_at is None for one in list_colleagues(scope_for(zenith)))


class TestServices:
    def test_act_by_tokens_alone(self, acme):
        admin = scope_for(acme, Role.ADMINISTRATOR, proven=True)
        service = commands.add_service(
            admin, slug="mes", name="Plant system", role=Role.SUPERVISOR, zone="UTC"
        )
        people.assign_person(admin, person=service)
        new = rules.new_token()

        commands.make_service_token(
            admin, service=service, bounds=bounds(), prefix=new.prefix, token_hash=new.token_hash
        )

        bearer = bearer_of(f"Bearer {new.text}", now=NOW)
        assert (bearer.person.pk, bearer.person.has_usable_password()) == (service, False)
        (line,) = queries.list_services(admin)
        assert [one.prefix for one in line.tokens] == [new.prefix]

    def test_are_listed_with_what_a_later_release_still_knows_of_their_tokens(self, acme):
        admin = scope_for(acme, Role.ADMINISTRATOR, proven=True)
        service = commands.add_service(
            admin, slug="mes", name="Plant system", role=Role.SUPERVISOR, zone="UTC"
        )
        for number in range(2):
            commands.make_service_token(
                admin,
                service=service,
                bounds=bounds(permissions=frozenset({Permission.PROGRAM_READ})),
                prefix=f"cb_0000000{number}",
                token_hash=str(number) * 64,
            )
        forget = command(may=Permission.SERVICE_ADMINISTER, event="tests.permission-removed")(
            lambda _scope: ApiToken.objects.filter(prefix="cb_00000000").update(
                permissions=["gone.with-a-release", "program.read"]
            )
        )
        forget(admin)

        (line,) = queries.list_services(admin)
        assert [one.permissions for one in line.tokens] == [(Permission.PROGRAM_READ,)] * 2

    def test_are_made_by_administrators_only(self, acme):
        with pytest.raises(MayNot):
            commands.add_service(
                scope_for(acme), slug="mes", name="Plant", role=Role.SUPERVISOR, zone="UTC"
            )

    def test_get_no_token_in_a_persons_name(self, acme):
        admin = scope_for(acme, Role.ADMINISTRATOR, proven=True)

        with pytest.raises(NotFound):
            commands.make_service_token(
                admin,
                service=acme.people[Role.SUPERVISOR],
                bounds=bounds(),
                prefix="cb_00000000",
                token_hash="0" * 64,
            )


class TestTheWallOfTokens:
    def test_hides_tokens_of_others_from_a_client(self, acme, zenith):
        _header, made = a_token(scope_for(acme, Role.CLIENT_LEAD, proven=True))

        with pytest.raises(NotFound):
            commands.revoke_token(scope_for(zenith, Role.CLIENT_LEAD), token=made)
        with opened(scope_for(zenith, Role.CLIENT_LEAD)):
            assert not ApiToken.objects.filter(pk=made).exists()

    def test_refuses_a_token_in_anothers_name_even_in_sql(self, acme):
        me, other = scope_for(acme, Role.CLIENT_LEAD), acme.people[Role.CLIENT_SUPPLY]

        with pytest.raises(DatabaseError), transaction.atomic(), opened(me):
            ApiToken.objects.create(
                person_id=other,
                name="x",
                prefix="cb_00000000",
                token_hash="0" * 64,
                access=Access.READ,
                made_at=NOW,
                expires_at=NOW + timedelta(days=1),
            )
