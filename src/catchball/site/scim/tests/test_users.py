"""A client's directory keeps its people: told of, invited, changed, gone, and never another's."""

import pytest
from django.db import DatabaseError
from django.test import Client as Browser

from catchball.trust import commands, queries
from catchball.trust.models import DirectoryUser, Entry, Person
from catchball.trust.permissions import Role
from catchball.trust.wall import opened
from directories import BO, a_directory, a_user, comes_in
from world import PASSWORD, scope_for

NOWHERE = "01934f2a-7c1e-7b43-9d55-8a4c2f6b1e07"


def _invited(company):
    lines = queries.list_invitations(scope_for(company, Role.ADMINISTRATOR))
    return [(line.email, line.role) for line in lines]


def _people(company):
    lines = queries.list_colleagues(scope_for(company, Role.ADMINISTRATOR))
    return {line.email: line for line in lines}


class TestUser:
    def test_is_told_of_and_found_again_as_it_was_told(self, acme, zenith):
        directory, theirs = a_directory(acme), a_directory(zenith)
        answer = directory.add()
        made = answer.json()
        assert answer.status_code == 201
        assert answer.headers["Content-Type"] == "application/scim+json"
        assert answer.headers["Location"] == made["meta"]["location"]
        assert made["meta"]["location"].endswith(f"/scim/v2/Users/{made['id']}")
        for found in (
            directory.get(f"Users/{made['id']}"),
            directory.find(BO.upper()),
            directory.get("Users", filter=f'externalId eq "ext {BO}"')["Resources"][0],
        ):
            assert found == made
        assert (made["userName"], made["active"], made["groups"]) == (BO, True, [])
        assert made["name"] == {"formatted": "Bo Ek", "givenName": "Bo", "familyName": "Ek"}
        assert theirs.get("Users", filter=f'userName eq "{BO}"')["totalResults"] == 0

    def test_is_invited_once_it_has_a_role_and_not_before(self, acme, zenith):
        directory = a_directory(acme)
        user = directory.add().json()["id"]
        assert _invited(acme) == []
        directory.puts_into(Role.CLIENT_QUALITY, user)
        assert _invited(acme) == [(BO, Role.CLIENT_QUALITY)]
        assert _invited(zenith) == []

    def test_stays_one_user_as_somebody_comes_in(self, acme):
        directory = a_directory(acme)
        user = a_user(directory)
        assert comes_in(acme).status_code == 302
        assert _people(acme)[BO].role is Role.CLIENT_SUPPLY
        found = directory.find(BO)
        assert (found["id"], found["active"]) == (user, True)
        assert [group["value"] for group in found["groups"]] == ["client-supply"]

    def test_is_told_of_once(self, acme):
        directory = a_directory(acme)
        directory.add()
        for email in (BO.upper(), acme.email(Role.CLIENT_QUALITY)):
            again = directory.add(email)
            assert (again.status_code, again.json()["scimType"]) == (409, "uniqueness")

    def test_may_have_come_in_without_the_directory(self, acme, zenith):
        directory = a_directory(acme)
        email = acme.email(Role.CLIENT_QUALITY)
        found = directory.find(email)
        assert found["id"] == str(acme.people[Role.CLIENT_QUALITY])
        path = f"Users/{found['id']}"
        answer = directory.changes(path, {"op": "Add", "path": "externalId", "value": "e-7"})
        assert answer.json()["externalId"] == "e-7"
        assert directory.find(email)["id"] == found["id"]
        assert directory.get("Users")["totalResults"] == 4
        assert _people(acme)[email].role is Role.CLIENT_QUALITY

    def test_gets_the_name_that_the_directory_gives(self, acme):
        directory = a_directory(acme)
        user = a_user(directory)
        comes_in(acme)
        directory.changes(
            f"Users/{user}",
            {"op": "Replace", "path": "displayName", "value": "Bo Ek-Lind"},
            {"op": "Replace", "path": "name.familyName", "value": "Ek-Lind"},
        )
        assert _people(acme)[BO].name == "Bo Ek-Lind"
        assert directory.find(BO)["name"]["familyName"] == "Ek-Lind"

    def test_is_replaced_as_okta_does(self, acme):
        directory = a_directory(acme)
        user = directory.add().json()
        sent = user | {"name": {"givenName": "Bo", "familyName": "Lind"}, "displayName": ""}
        answer = directory.asks("PUT", f"Users/{user['id']}", sent)
        assert answer.status_code == 200
        assert answer.json()["name"]["formatted"] == "Bo Lind"
        assert "displayName" not in answer.json()

    def test_keeps_its_address(self, acme):
        directory = a_directory(acme)
        user = directory.add().json()["id"]
        same = directory.changes(
            f"Users/{user}", {"op": "replace", "value": {"userName": BO.upper()}}
        )
        other = directory.changes(
            f"Users/{user}", {"op": "replace", "path": "userName", "value": "x@acme.example"}
        )
        assert same.status_code == 200
        assert (other.status_code, other.json()["scimType"]) == (400, "mutability")


LEAVES = [
    {"op": "Replace", "path": "active", "value": "False"},  # Entra ID
    {"op": "replace", "value": {"active": False}},  # Okta
    {"op": "replace", "path": "urn:ietf:params:scim:schemas:core:2.0:User:active", "value": False},
]


class TestLeaving:
    @pytest.mark.parametrize("operation", LEAVES)
    def test_ends_sign_in_and_sessions_and_keeps_the_history(self, operation, acme, zenith, browse):
        directory = a_directory(acme)
        email = acme.email(Role.CLIENT_QUALITY)
        gone, stays = browse(acme, Role.CLIENT_QUALITY), browse(zenith, Role.CLIENT_QUALITY)
        user = directory.find(email)["id"]
        answer = directory.changes(f"Users/{user}", operation)
        assert (answer.status_code, answer.json()["active"]) == (200, False)
        assert directory.find(email)["active"] is False
        assert gone.get("/c/acme/home/").status_code == 302
        assert stays.get("/c/zenith/home/").status_code == 200
        assert not _people(acme)[email].is_active
        with opened(scope_for(acme)):
            left = Entry.objects.get(event="people.person-left")
            assert left.actor_name == "Directory of acme"
            assert left.parent.event == "people.directory-user-changed"

    def test_is_what_removing_means_and_nothing_is_found_after_it(self, acme):
        directory = a_directory(acme)
        user = a_user(directory)
        comes_in(acme)
        assert directory.asks("DELETE", f"Users/{user}").status_code == 204
        assert directory.asks("GET", f"Users/{user}").status_code == 404
        assert directory.asks("DELETE", f"Users/{user}").status_code == 404
        assert not _people(acme)[BO].is_active

    def test_withdraws_an_invitation_that_nobody_followed(self, acme):
        directory = a_directory(acme)
        user = a_user(directory)
        directory.changes(f"Users/{user}", LEAVES[0])
        assert _invited(acme) == []

    def test_is_followed_by_another_invitation_where_somebody_comes_back(self, acme):
        directory = a_directory(acme)
        user = a_user(directory)
        comes_in(acme)
        before = _people(acme)[BO].id
        directory.changes(f"Users/{user}", LEAVES[1])
        back = directory.changes(
            f"Users/{user}", {"op": "Replace", "path": "active", "value": "True"}
        )
        assert back.json()["active"] is True
        assert _invited(acme) == [(BO, Role.CLIENT_SUPPLY)]
        comes_in(acme)
        assert (_people(acme)[BO].id, _people(acme)[BO].is_active) == (before, True)

    def test_is_told_where_it_happened_without_the_directory(self, acme):
        directory = a_directory(acme)
        a_user(directory)
        comes_in(acme)
        lead = scope_for(acme, Role.CLIENT_LEAD)
        commands.close_person(lead, person=_people(acme)[BO].id)
        assert directory.find(BO)["active"] is False


class TestWall:
    def test_shows_people_of_ones_own_company_alone(self, acme, zenith):
        directory = a_directory(acme)
        emails = {one["userName"] for one in directory.get("Users")["Resources"]}
        assert emails == {acme.email(role) for role in Role if role.value.startswith("client-")}

    @pytest.mark.parametrize(
        ("method", "body"),
        [
            ("GET", None),
            ("PUT", {"userName": "x@acme.example"}),
            ("PATCH", {"Operations": [LEAVES[1]]}),
            ("DELETE", None),
        ],
    )
    def test_answers_for_another_companys_people_as_for_nobody(self, method, body, acme, zenith):
        directory = a_directory(acme)
        told = a_user(a_directory(zenith), email="zoe@zenith.example")
        others = [told, zenith.people[Role.CLIENT_LEAD], acme.people[Role.QUALITY]]
        none = directory.asks(method, f"Users/{NOWHERE}", body)
        assert none.status_code == 404
        for user in others:
            answer = directory.asks(method, f"Users/{user}", body)
            assert (answer.status_code, answer.content) == (404, none.content)
        assert all(line.is_active for line in _people(zenith).values())
        assert _people(acme)[acme.email(Role.QUALITY)].is_active

    def test_tells_nothing_of_an_address_that_belongs_to_another_company(self, acme, zenith):
        directory, email = a_directory(acme), zenith.email(Role.CLIENT_LEAD)
        answers = [directory.add(one) for one in (email, "nobody@mail.example")]
        assert [answer.status_code for answer in answers] == [201, 201]
        for answer in answers:
            put = directory.puts_into(Role.CLIENT_LEAD, answer.json()["id"])
            assert put.status_code == 200
        assert {one["active"] for one in map(directory.find, (email, "nobody@mail.example"))} == {
            True
        }
        assert not any(line.email == email for line in _people(acme).values())
        answer = Browser().post("/sign-in/", {"email": email, "password": PASSWORD})
        assert answer.status_code == 302

    def test_stands_in_postgresql_too(self, acme, zenith):
        a_directory(acme).add()
        with opened(scope_for(zenith, Role.CLIENT_LEAD)):
            assert not DirectoryUser.objects.exists()
        with pytest.raises(DatabaseError, match="outside a command"), opened(scope_for(acme)):
            DirectoryUser.objects.update(role=Role.CLIENT_LEAD)

    def test_lets_no_directory_into_the_manufacturers_company(self, acme):
        directory = a_directory(acme)
        user = directory.add(acme.email(Role.QUALITY)).json()["id"]
        refused = directory.puts_into(Role.CLIENT_QUALITY, user)
        assert (refused.status_code, refused.json()["scimType"]) == (409, "uniqueness")
        with opened(scope_for(acme)):
            assert Person.objects.get(email=acme.email(Role.QUALITY)).role == Role.QUALITY
