"""Groups of a directory are the roles of its company: found, filled and emptied, never made."""

import json

import pytest

from catchball.trust import queries
from catchball.trust.permissions import Role
from directories import BO, a_directory, a_user, comes_in
from world import scope_for

ROLES = [role for role in Role if role.value.startswith("client-")]


def _role(company, email):
    lines = queries.list_colleagues(scope_for(company, Role.ADMINISTRATOR))
    return next(line.role for line in lines if line.email == email and line.is_active)


def _has_access(company, email):
    lines = queries.list_colleagues(scope_for(company, Role.ADMINISTRATOR))
    (line,) = [one for one in lines if one.email == email]
    return line.is_active


def _members(directory, role):
    return {one["value"] for one in directory.get(f"Groups/{role}")["members"]}


class TestGroups:
    def test_are_the_roles_of_the_company(self, acme, zenith):
        directory = a_directory(acme)
        found = directory.get("Groups")["Resources"]
        assert [one["id"] for one in found] == [role.value for role in ROLES]
        by_name = directory.get("Groups", filter='displayName eq "Client quality"')["Resources"]
        assert [one["id"] for one in by_name] == ["client-quality"]
        assert _members(directory, Role.CLIENT_QUALITY) == {str(acme.people[Role.CLIENT_QUALITY])}
        assert directory.asks("GET", "Groups/quality").status_code == 404

    def test_are_read_without_members_where_those_are_left_out(self, acme):
        directory = a_directory(acme)
        found = directory.get("Groups/client-lead", excludedAttributes="members")
        assert "members" not in found
        assert found["displayName"] == "External manufacturing lead"

    def test_tell_whether_somebody_is_in_one(self, acme):
        directory = a_directory(acme)
        person = acme.people[Role.CLIENT_LEAD]
        for role, count in ((Role.CLIENT_LEAD, 1), (Role.CLIENT_SUPPLY, 0)):
            asked = f'id eq "{role}" and members eq "{person}"'
            assert directory.get("Groups", filter=asked)["totalResults"] == count

    def test_are_neither_made_nor_renamed_nor_removed(self, acme):
        directory = a_directory(acme)
        known = directory.asks("POST", "Groups", {"displayName": "client QUALITY"})
        other = directory.asks("POST", "Groups", {"displayName": "Everybody"})
        assert (known.status_code, known.json()["scimType"]) == (409, "uniqueness")
        assert (other.status_code, other.json()["scimType"]) == (400, "invalidValue")
        assert "Client supply" in other.json()["detail"]
        renamed = directory.changes(
            "Groups/client-lead", {"op": "replace", "path": "displayName", "value": "Leads"}
        )
        assert (renamed.status_code, renamed.json()["scimType"]) == (400, "mutability")
        assert directory.asks("DELETE", "Groups/client-lead").status_code == 409


class TestMembers:
    def test_get_the_role_and_lose_the_one_before(self, acme, zenith):
        directory = a_directory(acme)
        user = a_user(directory)
        comes_in(acme)
        directory.puts_into(Role.CLIENT_QUALITY, user)
        assert _role(acme, BO) is Role.CLIENT_QUALITY
        assert user not in _members(directory, Role.CLIENT_SUPPLY)
        gone = {"op": "Remove", "path": f'members[value eq "{user}"]'}
        assert directory.changes("Groups/client-supply", gone).status_code == 200
        assert _role(acme, BO) is Role.CLIENT_QUALITY

    @pytest.mark.parametrize(
        "operation",
        [
            {"op": "Remove", "path": "members", "value": [{"value": "USER"}]},
            {"op": "remove", "path": 'members[value eq "USER"]'},
            {"op": "replace", "path": "members", "value": []},
            {"op": "replace", "value": {"id": "client-supply", "members": []}},
            {"op": "remove", "path": "members"},
        ],
    )
    def test_leave_with_their_last_group(self, operation, acme, zenith):
        directory = a_directory(acme)
        user = a_user(directory)
        comes_in(acme)
        told = json.loads(json.dumps(operation).replace("USER", user))
        assert directory.changes("Groups/client-supply", told).status_code == 200
        assert user not in _members(directory, Role.CLIENT_SUPPLY)
        assert not _has_access(acme, BO)

    def test_are_replaced_as_a_whole(self, acme):
        directory = a_directory(acme)
        user = a_user(directory)
        comes_in(acme)
        sent = {"displayName": "Client executive", "members": [{"value": user}]}
        assert directory.asks("PUT", "Groups/client-executive", sent).status_code == 200
        assert _members(directory, Role.CLIENT_EXECUTIVE) == {user}
        gone = acme.email(Role.CLIENT_EXECUTIVE)
        assert directory.find(gone)["groups"] == []
        assert not _has_access(acme, gone)

    def test_of_another_company_are_nobody_and_nothing_is_done(self, acme, zenith):
        directory = a_directory(acme)
        user = directory.add().json()["id"]
        both = [{"value": user}, {"value": str(zenith.people[Role.CLIENT_SUPPLY])}]
        answer = directory.changes(
            "Groups/client-quality", {"op": "add", "path": "members", "value": both}
        )
        assert answer.status_code == 404
        assert user not in _members(directory, Role.CLIENT_QUALITY)
        assert _role(zenith, zenith.email(Role.CLIENT_SUPPLY)) is Role.CLIENT_SUPPLY
