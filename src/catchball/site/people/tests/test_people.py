"""Inviting, coming in, leaving and coming back; and that no client learns of another."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.test import Client as Browser
from django.utils import timezone

from browsing import text_of
from catchball.kernel.errors import NotFound
from catchball.site.people.jobs import send_invitation
from catchball.trust import commands, queries
from catchball.trust.commands.invitations import HereAlready
from catchball.trust.models import Assignment, Entry, Invitation, Person
from catchball.trust.permissions import Role
from catchball.trust.rules import NotOneself, NotYourCompany, OtherSide
from catchball.trust.scope import MayNot, operator_scope
from catchball.trust.wall import opened
from catchball.workplace.programs.commands import add_client
from invited import NEWCOMER, an_invitation, come_back, link_to
from world import NOW, PASSWORD, floor_scope_for, scope_for

NEW = "a phrase of my very own"
FORM = {"name": "Nadia Newcomer", "zone": "Europe/Zurich", "password": NEW}


def _now():
    return timezone.now()  # noqa: TID251 -- pages go by the clock


def _people(company, role=Role.CLIENT_LEAD):
    return {one.email for one in queries.list_colleagues(scope_for(company, role))}


def _come_in(company, **more):
    invitation = an_invitation(company, **more)
    _invited_now(company)
    browser = Browser()
    return browser, browser.post(link_to(invitation, now=_now()), FORM)


def _invited_now(company):
    """Send every open letter anew at this instant, which is what pages go by."""
    scope = scope_for(company, Role.ADMINISTRATOR, now=_now())
    for one in queries.list_invitations(scope):
        commands.invite_again(scope, invitation=one.id)


class TestInvite:
    def test_sends_a_letter_with_a_link_that_lets_somebody_in(self, acme):
        invitation = an_invitation(acme, by=Role.CLIENT_LEAD)
        _invited_now(acme)
        send_invitation(scope_for(acme, Role.CLIENT_LEAD, now=_now()), invitation=str(invitation))
        (letter,) = mail.outbox
        assert letter.to == [NEWCOMER]
        assert "Acme" in letter.subject
        browser, link = Browser(), link_to(invitation, now=_now())
        assert link in letter.body
        assert browser.get(link).status_code == 200
        assert browser.post(link, FORM).headers["Location"] == "/"
        assert browser.get("/c/acme/home/").status_code == 200
        assert NEWCOMER in _people(acme)
        with opened(scope_for(acme)):
            entry = Entry.objects.get(event="people.person-joined")
        assert entry.actor_name == "Nadia Newcomer"
        assert entry.arguments["password"] == "(not kept)"

    def test_proposes_the_zone_of_the_client(self, acme):
        operator = operator_scope("the tests", now=NOW)
        client = add_client(operator, slug="novum", name="Novum", zone="Asia/Tokyo")
        scope = replace(scope_for(acme, Role.ADMINISTRATOR), sees=frozenset({client}))
        invitation = commands.invite_person(
            scope.working_on(client), email=NEWCOMER, name="N", role=Role.CLIENT_LEAD
        )
        commands.invite_again(replace(scope.working_on(client), now=_now()), invitation=invitation)
        page = Browser().get(link_to(invitation, now=_now())).content.decode()
        assert '<option value="Asia/Tokyo" selected>' in page

    def test_lets_in_once(self, acme):
        invitation = an_invitation(acme)
        _invited_now(acme)
        link = link_to(invitation, now=_now())
        assert Browser().post(link, FORM).status_code == 302
        assert Browser().get(link).status_code == 404
        assert Browser().post(link, FORM).status_code == 404

    def test_lets_in_by_the_last_letter_only(self, acme):
        invitation = an_invitation(acme)
        _invited_now(acme)
        old = link_to(invitation, now=_now())
        _invited_now(acme)
        assert Browser().get(old).status_code == 404

    def test_lets_nobody_in_late_or_after_it_was_withdrawn(self, acme):
        invitation = an_invitation(acme)
        late = scope_for(acme, Role.ADMINISTRATOR, now=_now() - timedelta(days=8))
        commands.invite_again(late, invitation=invitation)
        link = link_to(invitation, now=late.now)
        assert Browser().get(link).status_code == 404
        _invited_now(acme)
        link = link_to(invitation, now=_now())
        commands.withdraw_invitation(scope_for(acme, Role.ADMINISTRATOR), invitation=invitation)
        assert Browser().get(link).status_code == 404

    def test_lets_nobody_in_by_a_forged_link(self, acme):
        link = link_to(an_invitation(acme)).rstrip("/")
        forged = link[:-1] + ("0" if link[-1] != "0" else "1")
        assert Browser().get(f"{forged}/").status_code == 404

    def test_refuses_a_weak_password_and_keeps_the_link(self, acme):
        invitation = an_invitation(acme)
        _invited_now(acme)
        link = link_to(invitation, now=_now())
        answer = Browser().post(link, FORM | {"password": "password1234"})
        assert answer.status_code == 422
        assert Browser().get(link).status_code == 200

    def test_takes_the_place_of_an_open_one(self, acme):
        first = an_invitation(acme)
        second = an_invitation(acme, role=Role.CLIENT_SUPPLY)
        assert first == second
        (line,) = queries.list_invitations(scope_for(acme, Role.ADMINISTRATOR))
        assert line.role is Role.CLIENT_SUPPLY

    def test_refuses_whoever_is_seen_here_already(self, acme):
        with pytest.raises(HereAlready):
            an_invitation(acme, email=acme.email(Role.CLIENT_QUALITY), by=Role.CLIENT_LEAD)

    def test_lets_a_client_invite_for_its_own_company_only(self, acme):
        with pytest.raises(NotYourCompany):
            an_invitation(acme, role=Role.QUALITY, by=Role.CLIENT_LEAD)

    def test_lets_no_client_touch_an_invitation_of_the_manufacturers(self, acme, browse):
        invitation = an_invitation(acme, role=Role.QUALITY)
        lead = scope_for(acme, Role.CLIENT_LEAD)
        with pytest.raises(NotYourCompany):
            an_invitation(acme, role=Role.CLIENT_SUPPLY, by=Role.CLIENT_LEAD)
        (line,) = queries.list_invitations(lead)
        assert (line.role, line.may_manage) == (Role.QUALITY, False)
        again = f"/c/acme/people/invitations/{invitation}/again/"
        for role, count in ((Role.CLIENT_LEAD, 0), (Role.ADMINISTRATOR, 1)):
            assert text_of(browse(acme, role).get("/c/acme/people/")).count(again) == count

    @pytest.mark.parametrize("role", [Role.PROGRAM_MANAGER, Role.CLIENT_QUALITY])
    def test_needs_the_permission(self, acme, role):
        with pytest.raises(MayNot):
            an_invitation(acme, by=role)


class TestWall:
    def test_answers_the_same_for_an_address_of_another_client(self, acme, zenith, browse):
        lead = browse(acme, Role.CLIENT_LEAD)
        form = {"name": "Somebody", "role": "client-supply"}
        theirs = lead.post(
            "/c/acme/people/invite/", form | {"email": zenith.email(Role.CLIENT_LEAD)}
        )
        unknown = lead.post("/c/acme/people/invite/", form | {"email": "un@known.example"})
        assert theirs.status_code == unknown.status_code == 302
        page = lead.get("/c/acme/people/").content.decode()
        assert page.count("un@known.example") == page.count(zenith.email(Role.CLIENT_LEAD))

    def test_tells_only_the_owner_of_a_taken_address(self, acme, zenith):
        invitation = an_invitation(acme, email=zenith.email(Role.CLIENT_LEAD))
        scope = scope_for(acme, Role.ADMINISTRATOR)
        send_invitation(scope, invitation=str(invitation))
        (letter,) = mail.outbox
        assert "signs in with this address already" in " ".join(letter.body.split())
        assert "/join/" not in letter.body
        assert "Zenith" not in letter.body
        assert Browser().get(link_to(invitation)).status_code == 404

    def test_shows_no_invitation_to_another_client(self, acme, zenith):
        invitation = an_invitation(acme)
        assert queries.list_invitations(scope_for(zenith, Role.ADMINISTRATOR)) == ()
        with pytest.raises(NotFound):
            commands.withdraw_invitation(
                scope_for(zenith, Role.ADMINISTRATOR), invitation=invitation
            )

    def test_shows_only_people_who_see_the_client(self, acme, zenith):
        assert {address.split("@")[1] for address in _people(acme)} == {"acme.example"}
        with pytest.raises(NotFound):
            queries.get_colleague(
                scope_for(acme, Role.ADMINISTRATOR), zenith.people[Role.CLIENT_LEAD]
            )

    def test_lets_nobody_come_in_as_more_than_they_are_invited_for(self, acme):
        """In SQL as the application's role: an invitation is the measure of who adds themself."""
        scope = scope_for(acme, Role.CLIENT_LEAD)
        an_invitation(acme, role=Role.CLIENT_SUPPLY)
        with pytest.raises(DatabaseError, match="row-level security"), opened(scope):
            Person.objects.bulk_create(
                [Person(pk=scope.actor, email=NEWCOMER, name="N", role=Role.CLIENT_LEAD)]
            )

    def test_lets_a_client_change_none_of_the_manufacturers_people(self, acme):
        scope = scope_for(acme, Role.CLIENT_LEAD)
        with transaction.atomic(), opened(scope), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE trust_person SET name = 'x' WHERE id = %s", [acme.people[Role.QUALITY]]
            )
            assert cursor.rowcount == 0


class TestLeave:
    def test_ends_sign_in_and_sessions_at_once_and_keeps_the_history(self, acme, browse):
        gone = browse(acme, Role.CLIENT_SUPPLY)
        lead = browse(acme, Role.CLIENT_LEAD)
        person = acme.people[Role.CLIENT_SUPPLY]
        answer = lead.post(f"/c/acme/people/{person}/close/", {"reason": "Left in November"})
        assert answer.status_code == 302
        assert gone.get("/c/acme/home/").headers["Location"].startswith("/sign-in/")
        answer = Browser().post(
            "/sign-in/", {"email": acme.email(Role.CLIENT_SUPPLY), "password": PASSWORD}
        )
        assert answer.status_code == 422
        page = lead.get(f"/c/acme/people/{person}/").content.decode()
        assert "signs in no more" in page
        with opened(scope_for(acme)):
            assert Entry.objects.get(event="people.person-left").reason == "Left in November"

    def test_lets_them_come_back_as_who_they_were(self, acme):
        person = acme.people[Role.CLIENT_SUPPLY]
        commands.close_person(scope_for(acme, Role.CLIENT_LEAD), person=person)
        _browser, answer = _come_in(
            acme, email=acme.email(Role.CLIENT_SUPPLY), role=Role.CLIENT_QUALITY
        )
        assert answer.status_code == 302
        line = queries.get_colleague(scope_for(acme), person)
        assert (line.is_active, line.role) == (True, Role.CLIENT_QUALITY)
        with opened(scope_for(acme)):
            assert Assignment.objects.filter(person_id=person).count() == 1

    def test_takes_what_a_colleague_saw_of_other_clients(self, acme, zenith):
        colleague = acme.people[Role.QUALITY]
        commands.assign_person(scope_for(zenith, Role.ADMINISTRATOR), person=colleague)
        commands.close_person(scope_for(acme, Role.ADMINISTRATOR), person=colleague)
        come_back(acme, Role.QUALITY)
        assert acme.email(Role.QUALITY) in _people(acme)
        assert acme.email(Role.QUALITY) not in _people(zenith)

    def test_is_not_for_oneself_nor_for_the_manufacturers_people(self, acme):
        lead = scope_for(acme, Role.CLIENT_LEAD)
        with pytest.raises(NotOneself):
            commands.close_person(lead, person=lead.actor)
        with pytest.raises(NotYourCompany):
            commands.close_person(lead, person=acme.people[Role.QUALITY])

    def test_is_for_people_who_see_the_client_worked_for(self, acme, zenith):
        scope = scope_for(acme, Role.ADMINISTRATOR)
        with pytest.raises(NotFound):
            commands.close_person(scope, person=zenith.people[Role.CLIENT_LEAD])


class TestRole:
    def test_changes_within_the_company_from_the_next_page_on(self, acme, browse):
        theirs = browse(acme, Role.CLIENT_EXECUTIVE)
        assert theirs.get("/c/acme/journal/").status_code == 403
        commands.change_role(
            scope_for(acme, Role.CLIENT_LEAD),
            person=acme.people[Role.CLIENT_EXECUTIVE],
            role=Role.CLIENT_QUALITY,
        )
        assert theirs.get("/c/acme/journal/").status_code == 200

    def test_never_crosses_to_the_other_company(self, acme):
        with pytest.raises(OtherSide):
            commands.change_role(
                scope_for(acme, Role.ADMINISTRATOR),
                person=acme.people[Role.CLIENT_LEAD],
                role=Role.ADMINISTRATOR,
            )


class TestAccess:
    def test_is_given_to_a_colleague_and_taken_away(self, acme, zenith, browse):
        colleague = zenith.people[Role.QUALITY]
        admin = browse(acme, Role.ADMINISTRATOR)
        assert admin.post("/c/acme/people/admit/", {"person": colleague}).status_code == 302
        assert zenith.email(Role.QUALITY) in _people(acme)
        assert browse(zenith, Role.QUALITY).get("/c/acme/home/").status_code == 200
        assert admin.post(f"/c/acme/people/{colleague}/release/").status_code == 302
        assert browse(zenith, Role.QUALITY).get("/c/acme/home/").status_code == 404

    def test_is_never_offered_to_people_of_a_client(self, acme, zenith, browse):
        admin = browse(acme, Role.ADMINISTRATOR)
        outside = zenith.people[Role.CLIENT_LEAD]
        assert admin.post("/c/acme/people/admit/", {"person": outside}).status_code == 422

    def test_shows_across_clients_who_sees_which(self, acme, zenith):
        lines = queries.list_colleagues(floor_scope_for(acme, zenith))
        assert {line.client_id for line in lines} == {acme.id, zenith.id}


def test_an_invitation_is_written_by_commands_alone(acme):
    scope = scope_for(acme, Role.ADMINISTRATOR)
    an_invitation(acme)
    with pytest.raises(DatabaseError, match="outside a command"), opened(scope):
        Invitation.objects.update(role=Role.ADMINISTRATOR)


class TestLetters:
    @pytest.mark.parametrize(
        ("role", "told"), [(Role.ADMINISTRATOR, "in /srv/mail:"), (Role.CLIENT_LEAD, "ask the")]
    )
    def test_are_told_to_lie_where_no_server_takes_them(
        self, acme, zenith, browse, settings, role, told
    ):
        browser = browse(acme, role)
        settings.LETTERS_LIE_IN = "/srv/mail"
        assert "No mail server" not in text_of(browser.get("/c/acme/people/"))
        sent = {"email": "new@acme.example", "name": "New", "role": "client-quality"}
        browser.post("/c/acme/people/invite/", sent)

        page = text_of(browser.get("/c/acme/people/"))
        assert "No mail server is set" in page
        assert told in page

        settings.LETTERS_LIE_IN = ""
        assert "No mail server" not in text_of(browser.get("/c/acme/people/"))
