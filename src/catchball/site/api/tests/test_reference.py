import json
import re
from functools import cache

import pytest
from django.test import Client as Browser
from openapi_spec_validator import OpenAPIV31SpecValidator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from catchball.site.api import API
from catchball.site.api.openapi import document
from catchball.site.api.operations import OPERATIONS
from machines import a_machine
from teamed import join


@cache
def _described():
    return document(API)


class TestOpenApi:
    def test_fits_the_schema_of_openapi_31(self):
        assert [
            error.message for error in OpenAPIV31SpecValidator(_described()).iter_errors()
        ] == []

    def test_describes_every_operation_with_words_and_examples(self):
        told = {
            one["operationId"]: one
            for path in _described()["paths"].values()
            for one in path.values()
        }
        bare = {
            name
            for name, one in told.items()
            if not one["summary"] or not one["description"]
            if not all("example" in part for part in one["parameters"])
        }

        assert set(told) == set(OPERATIONS)
        assert bare == set()

    def test_shows_examples_that_fit_their_shapes(self):
        jsonschema = pytest.importorskip("jsonschema")
        root = DRAFT202012.create_resource(_described())
        registry = Registry().with_resource("urn:api", root)
        wrong = {}
        for path in _described()["paths"].values():
            for one in path.values():
                for part in _contents(one):
                    schema = json.loads(json.dumps(part["schema"]).replace('"#/', '"urn:api#/'))
                    checker = jsonschema.Draft202012Validator(schema, registry=registry)
                    found = [error.message for error in checker.iter_errors(part["example"])]
                    if found:
                        wrong[one["operationId"]] = found
        assert wrong == {}

    def test_is_handed_out_to_anybody(self):
        answer = Browser().get("/api/v1/openapi.json")

        assert (answer.status_code, answer.json()["openapi"]) == (200, "3.1.0")


class TestAnswers:
    def test_are_told_with_the_status_that_they_have(self, acme):
        seat = {
            "function": "quality",
            "name": "Q. Person",
            "is_core": True,
            "since_on": "2026-01-05",
        }
        body = {"seat": seat, "reach": {"zone": "Europe/London"}}

        answer = a_machine(acme).post(f"acme/teams/{acme.program}/team/join/", body)

        told = _told("teams-join-team")["responses"]
        assert (answer.status_code, "200" in told, "201" in told) == (200, True, False)

    def test_tell_an_hour_of_the_day_as_it_is_described(self, acme):
        member = join(acme)

        line = a_machine(acme).get(f"acme/teams/members/{member}/").json()["line"]

        described = _described()["components"]["schemas"]["teams.Reach"]["properties"]
        (shape,) = (one for one in described["hours_from"]["anyOf"] if one["type"] != "null")
        assert "format" not in shape  # RFC 3339 has no time of day without a zone
        assert re.fullmatch(shape["pattern"], line["reach"]["hours_from"])


def _told(name):
    return next(
        one
        for path in _described()["paths"].values()
        for one in path.values()
        if one["operationId"] == name
    )


def _contents(told):
    for answer in (told.get("requestBody", {}), *told["responses"].values()):
        yield from answer.get("content", {}).values()


class TestReference:
    def test_shows_every_operation(self, acme, browse):
        page = browse(acme).get("/api/v1/docs/").content.decode()

        assert [name for name in OPERATIONS if f'id="{name}"' not in page] == []

    def test_finds_operations_by_words_of_their_address(self, acme, browse):
        page = browse(acme).get("/api/v1/docs/", {"q": "deliveries record"}).content.decode()

        assert 'id="production-record-delivery"' in page
        assert 'id="journal-get-entry"' not in page

    def test_asks_people_to_sign_in(self, acme):
        assert Browser().get("/api/v1/docs/").status_code == 302
