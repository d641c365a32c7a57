"""Every operation of the API × every role, and what a neighbour's token learns: nothing."""

from typing import Any

import pytest
from django.http import HttpResponse
from matrix import things_of

from catchball.site.api.operations import OPERATIONS, Operation
from catchball.trust.permissions import ROLE_PERMISSIONS, Role, Side
from catchball.trust.tokens.rules import Access
from machines import Machine, a_machine
from world import Company

# By which of the things of matrix.py a part of an address is filled, where names differ.
THINGS = {
    "close": "closing close",
    "dispute": "closing dispute",
    "finding": "concluded finding",
    "statement": "concluded statement",
    "exclusion": "excluded claim",
    "assessment": "assessed document",
    "risk": "assessed risk",
    "action": "assessed action",
    "line": "closing number",
    "phase": "phased phase",
    "agreement": "agreement-offer",
    "new": "agreement-offer",
    "promise": "signed",
    "import_id": "import",
    "place": "calendar",
    "site": "calendar",
}
FIXED = {"part": "terms", "item": "x", "metric_key": "batch-yield", "number": "1"}
QUERY = {
    "exclusions-list-claims": {"metric_key": "on-time-delivery"},
    "agreements-list-promises-in-force": {"until": "2026-12-01"},
    "scorecards-read-restated-since": {"since": "2026-11-16"},
    "scorecards-read-passport": {"first": "2026-10-01", "until": "2026-11-01"},
    "calendars-get-overview": {"zone": "Europe/London"},
    "production-list-due-deliveries": {"within_days": "7"},
    "production-list-delivery-changes": {"since_version": "0"},
    "production-list-batch-changes": {"since_version": "0"},
    "people-list-assigned-people": {"who_may": "promise.sign"},
    "floor-people-find-person": {"email": "nobody@acme.example"},
}
# Which are not there for those who may ask: no batch of rows was refused, no month is closed.
EMPTY = {"exchange-get-error-rows", "consequences-find-statement-of"}
# The manufacturer's webhooks are its own.
OF_ONE_SIDE = {"webhooks-get-webhook", "webhooks-walk-calls"}
# What differs in two answers that say the same.
VARYING = {"RateLimit", "X-Request-ID"}


def _address(operation: Operation, things: dict[str, Any], company: Company, client: str) -> str:
    names = {
        "person": company.people[Role.SUPERVISOR],
        "token": company.people[Role.SUPERVISOR],  # an id that is no token's
        **FIXED,
        **things,
        **{part: things[thing] for part, thing in THINGS.items()},
    }
    return operation.path.format(**{**names, "client": client})


def _send(machine: Machine, operation: Operation, path: str) -> HttpResponse:
    if operation.method == "POST":
        return machine.post(path, {"nothing": "x"})
    return machine.get(path, **QUERY.get(operation.name, {}))


def _expected(operation: Operation, role: Role) -> set[int]:
    if operation.across and role.side is Side.CLIENT:
        return {404}
    if operation.may is not None and operation.may not in ROLE_PERMISSIONS[role]:
        return {403}
    if operation.method == "POST":
        return {422}
    not_there = operation.name in EMPTY
    not_there |= operation.name in OF_ONE_SIDE and role.side is Side.CLIENT
    return {200, 404} if not_there else {200, 409}


@pytest.mark.parametrize("role", list(Role))
def test_lets_each_role_where_it_may(role, acme):
    machine, things, wrong = a_machine(acme, role), things_of(acme), {}
    for name, operation in OPERATIONS.items():
        answer = _send(machine, operation, _address(operation, things, acme, acme.slug))
        expected = _expected(operation, role)
        if answer.status_code not in expected:
            wrong[name] = (answer.status_code, expected, answer.content[:200])
    assert wrong == {}


def test_lets_nobody_in_without_a_token(acme):
    things = things_of(acme)
    wrong = {
        name: answer.status_code
        for name, operation in OPERATIONS.items()
        if (answer := _send(Machine(), operation, _address(operation, things, acme, acme.slug)))
        and answer.status_code != 401
    }
    assert wrong == {}


def test_changes_nothing_for_a_token_that_reads(acme):
    machine, things = a_machine(acme, access=Access.READ), things_of(acme)
    wrong = {
        name: answer.status_code
        for name, operation in OPERATIONS.items()
        if operation.method == "POST"
        and (answer := _send(machine, operation, _address(operation, things, acme, acme.slug)))
        and answer.status_code not in {403, 404}
    }
    assert wrong == {}


def _said(answer: HttpResponse, *names: str) -> tuple[int, bytes, dict[str, str]]:
    """Return all that an answer says, without the names that were asked for."""
    content = answer.content
    for name in names:
        content = content.replace(name.encode(), b"")
    headers = {name: value for name, value in answer.headers.items() if name not in VARYING}
    return answer.status_code, content, headers


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.PROGRAM_MANAGER, Role.CLIENT_LEAD])
def test_tells_a_neighbour_of_a_client_no_more_than_of_none(role, acme, zenith):
    """Another client's address and one that leads nowhere are one answer, headers and all."""
    machine, things, wrong = a_machine(zenith, role), things_of(acme), {}
    for name, operation in OPERATIONS.items():
        if "{client}" not in operation.path:
            continue
        theirs = _send(machine, operation, _address(operation, things, acme, "acme"))
        none = _send(machine, operation, _address(operation, things, acme, "none"))
        if theirs.status_code != 404 or _said(theirs, "acme") != _said(none, "none"):
            wrong[name] = _difference(theirs, none)
    assert wrong == {}


def _difference(theirs: HttpResponse, none: HttpResponse) -> list[Any]:
    return [pair for pair in zip(_told(theirs), _told(none), strict=False) if pair[0] != pair[1]]


def _told(answer: HttpResponse) -> list[Any]:
    status, content, headers = _said(answer)
    return [status, content, *sorted(headers.items())]


NOWHERE = "01934f2a-7c1e-7b43-9d55-8a4c2f6b1e07"


@pytest.mark.parametrize("role", [Role.PROGRAM_MANAGER, Role.QUALITY, Role.CLIENT_LEAD])
def test_tells_a_neighbour_of_a_record_no_more_than_of_none(role, acme, zenith):
    """A foreign id under one's own client is one answer with an id that nothing has."""
    machine, things, wrong = a_machine(zenith, role), things_of(acme), {}
    nothing = dict.fromkeys(things, NOWHERE)
    for name, operation in OPERATIONS.items():
        named = operation.path.replace("{client}", "").replace("{metric_key}", "")
        if "{" not in named or operation.method != "GET":
            continue
        theirs = _send(machine, operation, _address(operation, things, acme, "zenith"))
        none = _send(machine, operation, _address(operation, nothing, acme, "zenith"))
        # What happened to a record that is not there is an empty list.
        allowed = {200, 403, 404} if name.endswith("-changes") else {403, 404}
        if theirs.status_code not in allowed or _said(theirs) != _said(none):
            wrong[name] = _difference(theirs, none)
    assert wrong == {}
