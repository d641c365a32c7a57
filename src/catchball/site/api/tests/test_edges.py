"""At the edges of what is described: what Schemathesis found once, and never again."""

from datetime import datetime
from uuid import UUID

import pytest
from pydantic import TypeAdapter, ValidationError

from catchball.kernel.worktime import WorkCalendar
from catchball.site.api.shapes import shape_of
from catchball.site.api.telling import Described
from catchball.trust.permissions import Role
from machines import a_machine


@pytest.mark.parametrize(
    "path",
    [
        "acme/production/deliveries/?promised_until=0",
        "acme/production/batches/?completed_until=20261116",
        "acme/journal/?last_on=1792108800",
        "acme/agreements/in-force/?until=0",
        "acme/journal/unreviewed/?page=-1",
        "acme/journal/unreviewed/?page=0",
        "acme/production/deliveries/due/?within_days=2147483646",
        "acme/production/deliveries/due/?within_days=-1",
        f"acme/agreements/catalogue/{'x' * 201}/",
        f"acme/plans/{UUID(int=7)}/forecast/?suppose={'8' * 41}",
        f"acme/plans/{UUID(int=7)}/forecast/?{'suppose=8:20d&' * 51}",
        "acme/agreements/catalogue/a%00b/",
        f"acme/calendars/{UUID(int=7)}/year/?year=0",
        f"acme/calendars/{UUID(int=7)}/year/?year=10000",
    ],
)
def test_a_value_that_no_query_makes_sense_of_is_refused_in_words(path, acme):
    answer = a_machine(acme).get(path)

    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert len(answer.json()["errors"]) == 1


@pytest.mark.parametrize("day", [0, 20261116, "0", "1792108800", "2026-11-16T00:00:00", True])
def test_a_day_in_a_body_is_written_as_one(day, acme):
    answer = a_machine(acme).post("acme/closes/propose/", {"month": day})

    assert answer.status_code == 422
    assert answer.json()["errors"]["body.month"].endswith("It is no day such as 2026-11-16.")


@pytest.mark.parametrize(
    "instant", [0, 1792108800, "1792108800", "2026-11-16", "2026-11-16T09:30:00"]
)
def test_an_instant_is_written_with_time_and_zone(instant):
    with pytest.raises(ValidationError):
        TypeAdapter(shape_of(datetime)).validate_python(instant)


@pytest.mark.parametrize("body", [b"{", b",\xff", b"\x00"])
def test_a_body_that_is_no_json_is_refused_as_every_problem_is(body, acme):
    machine = a_machine(acme)
    answer = machine.browser.post(
        "/api/v1/acme/closes/propose/",
        body,
        content_type="application/json",
        headers=machine.headers,
    )

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert answer.json()["code"] == "NotReadable"


DRAWING = {"name": "Odd", "probability": ["a", "b"], "impact": ["c", "d"], "cells": []}


@pytest.mark.parametrize(
    "drawing",
    [
        {f"part {number}": 1 for number in range(5_000)},
        DRAWING | {"cells": [["never"] * 500] * 500},
        DRAWING | {"anchors": {f"axis {number}": ["a"] for number in range(5_000)}},
    ],
    ids=["unknown parts", "wrong cells", "wrong keys"],
)
def test_what_is_wrong_in_very_many_places_is_told_of_few(drawing, acme):
    """One sentence for each would be an answer of 90 MB to a body of 4."""
    body = {"site": str(UUID(int=7)), "drawing": drawing}
    answer = a_machine(acme).post("acme/risks/matrices/draw/", body)

    assert answer.status_code == 422
    assert 1 <= len(answer.json()["errors"]) < 10


@pytest.mark.parametrize(
    "calendar",
    [
        {"holidays": {"2027-01-01": "New\0year"}},
        {"holidays": {"2027-01-01": "New\ud800year"}},
        {"zone": "Europe/\ud800"},
        {"\0": {}},
        {"holidays": {"2027-01-01": "x" * 4001}},
        {"holidays": {str(number): "x" for number in range(1001)}},
        {"closures": [{}] * 1001},
        {"closures": [{str(one): "" for one in range(1000)}] * 26},
    ],
    ids=["zero", "half a sign", "zone", "key", "long", "many", "list", "all in all"],
)
def test_a_calendar_has_the_bounds_of_all_that_is_sent(calendar, acme):
    example = TypeAdapter(shape_of(WorkCalendar)).json_schema()["examples"][0]
    body = {"calendar": example | calendar, "from_on": "2027-01-01"}
    machine = a_machine(acme, Role.CLIENT_LEAD)
    answer = machine.post("acme/calendars/set/", body, {"If-Match": '"0"'})

    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {"body.calendar"}


def test_a_pair_is_described_as_every_tool_reads_it():
    """Schemathesis among others reads no `prefixItems` inside of other lists."""
    assert Described().of(tuple[str, int]) == {
        "type": "array",
        "items": {"anyOf": [{"type": "string"}, {"type": "integer"}]},
        "minItems": 2,
        "maxItems": 2,
    }


def test_every_operation_says_that_a_rule_may_stand_against_it(acme):
    """A read too: what is fixed by an offer, say, is not opened for changing."""
    paths = a_machine(acme).get("openapi.json").json()["paths"]
    without = [
        path
        for path, each in paths.items()
        for told in each.values()
        if "409" not in told["responses"]
    ]
    assert without == []
