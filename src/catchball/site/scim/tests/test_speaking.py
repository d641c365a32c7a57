"""What every address of SCIM has in common: who is let in, what is told, what is not understood."""

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catchball.site.scim.connecting import end
from catchball.trust.commands import close_person
from catchball.trust.models import Entry, SecurityEvent
from catchball.trust.permissions import Permission, Role
from catchball.trust.wall import opened
from directories import BO, Directory, a_directory
from machines import a_token
from world import scope_for

ERROR = "urn:ietf:params:scim:api:messages:2.0:Error"


def _refused(answer, status, kind=None):
    told = answer.json()
    assert answer.status_code == status, told
    assert answer.headers["Content-Type"] == "application/scim+json"
    assert (told["schemas"], told["status"], told.get("scimType")) == ([ERROR], str(status), kind)
    return told["detail"]


class TestDoor:
    def test_is_shut_without_a_token(self, acme):
        answer = Browser().get("/scim/v2/Users")
        _refused(answer, 401)
        assert "Bearer" in answer.headers["WWW-Authenticate"]

    @pytest.mark.parametrize("role", [Role.CLIENT_LEAD, Role.ADMINISTRATOR])
    def test_is_shut_to_tokens_of_people(self, role, acme):
        for bounds in ({}, {"permissions": frozenset({Permission.SETTINGS_OWN})}):
            _refused(Directory(a_token(acme, role, **bounds)).asks("GET", "Users"), 403)
        assert SecurityEvent.objects.filter(kind="refused").count() == 2

    def test_is_shut_to_a_token_that_names_the_permission_and_is_a_persons(self, acme):
        named = frozenset({Permission.DIRECTORY_KEEP})
        token = a_token(acme, Role.CLIENT_LEAD, permissions=named)
        _refused(Directory(token).asks("GET", "Users"), 403)

    def test_opens_nothing_of_the_api(self, acme):
        directory = a_directory(acme)
        for path in ("acme/people/", "acme/production/deliveries/"):
            answer = directory.browser.get(f"/api/v1/{path}", headers=directory.headers)
            assert answer.status_code == 403

    def test_is_shut_by_the_next_token_and_by_the_end(self, acme, zenith):
        first, theirs = a_directory(acme), a_directory(zenith)
        second = a_directory(acme)
        _refused(first.asks("GET", "Users"), 401)
        assert second.get("Users")["totalResults"] == 4
        end(scope_for(acme, Role.ADMINISTRATOR), client="acme")
        _refused(second.asks("GET", "Users"), 401)
        assert theirs.get("Users")["totalResults"] == 4

    def test_is_narrow(self, acme, settings, monkeypatch):
        settings.API_PER_MINUTE = 2
        directory = a_directory(acme)
        # Another minute may not begin meanwhile: in it one may ask anew.
        now = timezone.now()  # noqa: TID251 -- as the site
        monkeypatch.setattr(timezone, "now", lambda: now)
        answers = [directory.asks("GET", "Users") for _time in range(5)]
        last = answers[-1]
        _refused(last, 429)
        assert int(last.headers["Retry-After"]) <= 60
        assert answers[0].headers["RateLimit-Policy"] == '"minute";q=2;w=60'


class TestDescription:
    def test_tells_what_is_offered(self, acme):
        directory = a_directory(acme)
        told = directory.get("ServiceProviderConfig")
        assert told["patch"]["supported"]
        assert told["filter"] == {"supported": True, "maxResults": 200}
        kinds = directory.get("ResourceTypes")
        assert [one["endpoint"] for one in kinds["Resources"]] == ["/Users", "/Groups"]
        for one in (*kinds["Resources"], *directory.get("Schemas")["Resources"]):
            assert directory.get(one["meta"]["location"].partition("/scim/v2/")[2]) == one
        _refused(directory.asks("GET", "Schemas/urn:none"), 404)

    @pytest.mark.parametrize("path", ["Me", "Bulk", "Users/7", "Users/.search", "x/y/z"])
    def test_leads_nowhere_else(self, path, acme):
        _refused(a_directory(acme).asks("GET", path), 404)

    def test_names_the_methods_of_an_address(self, acme):
        answer = a_directory(acme).asks("DELETE", "Users")
        assert "GET, POST" in _refused(answer, 405)
        assert answer.headers["Allow"] == "GET, POST"


class TestLists:
    def test_come_in_pages_counted_from_one(self, acme):
        directory = a_directory(acme)
        whole = [one["id"] for one in directory.get("Users")["Resources"]]
        page = directory.get("Users", startIndex=2, count=2)
        assert [one["id"] for one in page["Resources"]] == whole[1:3]
        assert (page["totalResults"], page["startIndex"], page["itemsPerPage"]) == (4, 2, 2)
        for asked in ({"count": 0}, {"count": -3}, {"startIndex": 9}):
            assert directory.get("Users", **asked)["Resources"] == []
        assert directory.get("Users", startIndex=-1)["startIndex"] == 1

    def test_hold_the_attributes_asked_for(self, acme):
        (one,) = a_directory(acme).get("Users", count=1, attributes="userName,name.givenName")[
            "Resources"
        ]
        assert set(one) <= {"schemas", "id", "userName", "name"}

    @pytest.mark.parametrize(
        ("asked", "count"),
        [
            ('emails[type eq "work"].value eq "client-lead@acme.example"', 1),
            ('USERNAME EQ "Client-Lead@ACME.example"', 1),
            ("active eq true", 4),
            ('active eq true and userName eq "nobody@acme.example"', 0),
            ('userName eq "a\\"b"', 0),
        ],
    )
    def test_are_filtered(self, asked, count, acme, zenith):
        assert a_directory(acme).get("Users", filter=asked)["totalResults"] == count

    @pytest.mark.parametrize(
        "asked",
        [
            'userName co "a"',
            "userName eq a",
            'title eq "x"',
            "nonsense",
            "(",
            'a eq "x" or b eq "y"',
        ],
    )
    def test_are_filtered_by_nothing_else(self, asked, acme):
        _refused(a_directory(acme).asks("GET", "Users", filter=asked), 400, "invalidFilter")

    def test_ask_the_database_no_more_for_more_people(self, acme):
        directory = a_directory(acme)
        counts = []
        for number in range(2):
            with CaptureQueriesContext(connection) as asked:
                directory.get("Users")
            counts.append(len(asked))
            for other in range(3):
                directory.add(f"{number}-{other}@acme.example")
        assert counts[0] == counts[1]


BAD = [
    ("", "invalidSyntax"),
    ("[]", "invalidSyntax"),
    ("{", "invalidSyntax"),
    ("[" * 5000, "invalidSyntax"),
    ("{}", "invalidSyntax"),
    ('{"Operations": []}', "invalidSyntax"),
    ('{"Operations": [7]}', "invalidSyntax"),
    ('{"Operations": [{"op": "move", "path": "active"}]}', "invalidSyntax"),
    ('{"Operations": [{"op": "remove"}]}', "noTarget"),
    ('{"Operations": [{"op": "replace", "value": 7}]}', "noTarget"),
    ('{"Operations": [{"op": "replace", "path": "active", "value": "perhaps"}]}', "invalidValue"),
    ('{"Operations": [{"op": "replace", "path": "displayName", "value": 7}]}', "invalidValue"),
    (
        '{"Operations": [{"op": "replace", "path": "displayName", "value": "\\u0000"}]}',
        "invalidValue",
    ),
    (
        '{"Operations": [{"op": "replace", "path": "displayName", "value": "\\ud800"}]}',
        "invalidValue",
    ),
]


class TestChanges:
    @pytest.mark.parametrize(("body", "kind"), BAD)
    def test_are_refused_where_they_are_none(self, body, kind, acme):
        directory = a_directory(acme)
        path = f"Users/{acme.people[Role.CLIENT_LEAD]}"
        _refused(directory.asks("PATCH", path, body), 400, kind)

    @pytest.mark.parametrize(
        "sent", [{}, {"userName": ""}, {"userName": "no address"}, {"userName": 7}]
    )
    def test_begin_with_an_address(self, sent, acme):
        _refused(a_directory(acme).asks("POST", "Users", sent), 400, "invalidValue")

    @pytest.mark.parametrize("value", [7, [7], [{"value": "x"}], [{}], "x"])
    def test_name_members_by_their_ids(self, value, acme):
        directory = a_directory(acme)
        operation = {"op": "add", "path": "members", "value": value}
        _refused(directory.changes("Groups/client-lead", operation), 400, "invalidValue")

    def test_pass_over_what_is_not_kept(self, acme):
        directory = a_directory(acme)
        user = directory.add(phoneNumbers=[{"value": "1"}], title="Buyer").json()
        extra = {"op": "Add", "path": 'addresses[type eq "work"].region', "value": "Kent"}
        answer = directory.changes(f"Users/{user['id']}", extra, {"op": "remove", "path": "title"})
        assert answer.status_code == 200
        assert {**answer.json(), "meta": None} == {**user, "meta": None}

    def test_stand_in_the_journal_with_who_made_them(self, acme, zenith):
        a_directory(acme).add()
        with opened(scope_for(acme)):
            entry = Entry.objects.get(event="people.directory-user-added")
        assert (entry.actor_name, entry.arguments["said"]["email"]) == ("Directory of acme", BO)
        with opened(scope_for(zenith)):
            assert not Entry.objects.filter(event="people.directory-user-added").exists()


def test_a_service_that_was_ended_opens_nothing(acme):
    directory = a_directory(acme)
    with opened(scope_for(acme)):
        service = Entry.objects.get(event="tokens.service-token-made").arguments["service"]
    close_person(scope_for(acme, Role.ADMINISTRATOR), person=service)
    _refused(directory.asks("GET", "Users"), 401)
