"""Every operation of the API × every role, and what a neighbour's token learns: nothing."""

from typing import Any

import pytest
from api_reach import FIXED, NOWHERE, QUERY, address, body, names_of, send
from django.http import HttpResponse

from catchball.site.api.operations import OPERATIONS, Operation
from catchball.trust.permissions import ROLE_PERMISSIONS, Role, Side
from catchball.trust.tokens.rules import Access
from machines import Machine, a_machine

# Which are not there for those who may ask: no batch of rows was refused, no month is closed, no
# round of blind scoring begun in that document, and the plan file is no workbook.
EMPTY = {
    "exchange-get-error-rows",
    "consequences-find-statement-of",
    "risks-get-round",
    "plans-get-plan-sheet",
}
# The manufacturer's webhooks are its own.
OF_ONE_SIDE = {"webhooks-get-webhook", "webhooks-walk-calls"}
# What differs in two answers that say the same.
VARYING = {"RateLimit", "X-Request-ID"}


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
def test_lets_each_role_where_it_may(role, acme, acme_things):
    machine, names, wrong = a_machine(acme, role), names_of(acme, acme_things), {}
    for name, operation in OPERATIONS.items():
        answer = send(machine, operation, address(operation, names, acme.slug))
        expected = _expected(operation, role)
        if answer.status_code not in expected:
            wrong[name] = (answer.status_code, expected, answer.content[:200])
    assert wrong == {}


def test_lets_nobody_in_without_a_token(acme, acme_things):
    names = names_of(acme, acme_things)
    wrong = {
        name: answer.status_code
        for name, operation in OPERATIONS.items()
        if (answer := send(Machine(), operation, address(operation, names, acme.slug)))
        and answer.status_code != 401
    }
    assert wrong == {}


def test_changes_nothing_for_a_token_that_reads(acme, acme_things):
    machine, names = a_machine(acme, access=Access.READ), names_of(acme, acme_things)
    wrong = {
        name: answer.status_code
        for name, operation in OPERATIONS.items()
        if operation.method == "POST"
        and (answer := send(machine, operation, address(operation, names, acme.slug)))
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
def test_tells_a_neighbour_of_a_client_no_more_than_of_none(role, acme, zenith, acme_things):
    """Another client's address and one that leads nowhere are one answer, headers and all."""
    machine, names, wrong = a_machine(zenith, role), names_of(acme, acme_things), {}
    for name, operation in OPERATIONS.items():
        if "{client}" not in operation.path:
            continue
        theirs = send(machine, operation, address(operation, names, "acme"))
        none = send(machine, operation, address(operation, names, "none"))
        if theirs.status_code != 404 or _said(theirs, "acme") != _said(none, "none"):
            wrong[name] = _difference(theirs, none)
    assert wrong == {}


def _difference(theirs: HttpResponse, none: HttpResponse) -> list[Any]:
    return [pair for pair in zip(_told(theirs), _told(none), strict=False) if pair[0] != pair[1]]


def _told(answer: HttpResponse) -> list[Any]:
    status, content, headers = _said(answer)
    return [status, content, *sorted(headers.items())]


@pytest.mark.parametrize("role", [Role.PROGRAM_MANAGER, Role.QUALITY, Role.CLIENT_LEAD])
def test_tells_a_neighbour_of_a_record_no_more_than_of_none(role, acme, zenith, acme_things):
    """A foreign id under one's own client is one answer with an id that nothing has.

    Whatever is asked, whatever is sent, by whichever method, and also where the id is in the body.
    """
    machine, names, wrong = a_machine(zenith, role), names_of(acme, acme_things), {}
    nothing = dict.fromkeys(names, NOWHERE) | FIXED
    for name, operation in OPERATIONS.items():
        if not any(fill(operation, names) != fill(operation, nothing) for fill in (_filled, body)):
            continue  # it names no record
        for method in METHODS:
            theirs = _by(method, machine, operation, names)
            none = _by(method, machine, operation, nothing)
            allowed = _allowed(operation, method)
            if theirs.status_code not in allowed or _said(theirs) != _said(none):
                wrong[method, name] = _difference(theirs, none) or theirs.status_code
    assert wrong == {}


METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def _filled(operation: Operation, names: dict[str, Any]) -> str:
    return address(operation, names, "zenith")


def _by(method: str, machine: Machine, operation: Operation, names: dict[str, Any]) -> HttpResponse:
    path = _filled(operation, names)
    if method == "GET" and operation.method == "GET":
        return machine.get(path, **QUERY.get(operation.name, {}))
    if method == "POST":
        return machine.post(path, body(operation, names), {"If-Match": '"1"'})
    return machine.by(method, path)


# A month without a promise is refused before its program is looked for.
REFUSED_BEFORE = {"closes-propose-close"}


def _allowed(operation: Operation, method: str) -> set[int]:
    if method != operation.method:
        return {405}
    if operation.name in REFUSED_BEFORE:
        return {403, 409}
    # What happened to a record that is not there is an empty list.
    return {200, 403, 404} if operation.name.endswith("-changes") else {403, 404}
