"""Every read is short where nothing changed; every change that names a version needs the right one.

Source: RFC 9110, 13 (conditional requests); RFC 6585, 3 (428 Precondition Required).
"""

from collections.abc import Callable
from typing import Any

import pytest
from api_reach import QUERY, TOLD, address, body, names_of
from django.http import HttpResponse
from django.utils import timezone

from catchball.site.api.operations import OPERATIONS, Operation
from catchball.trust.permissions import ROLE_PERMISSIONS, Role
from machines import Machine, a_machine

READS = [one for one in OPERATIONS.values() if one.method == "GET"]
VERSIONED = [one for one in OPERATIONS.values() if one.versioned]
ROLES = (Role.PROGRAM_MANAGER, Role.QUALITY, Role.ADMINISTRATOR, Role.CLIENT_LEAD)
# Which record is in the state that may be changed so, where it is not the one that all may read.
DRAFT, OFFER = {"promise": "draft"}, {"promise": "offer"}
IN_STATE: dict[str, dict[str, str]] = {
    "agreements-change-draft": DRAFT,
    "agreements-discard-draft": DRAFT,
    "agreements-offer-promise": DRAFT,
    "agreements-sign-promise": OFFER,
    "agreements-withdraw-promise": OFFER,
    "agreements-discard-agreement": {"agreement": "draft-agreement"},
    "scorecards-withdraw-phase": {"promise": "phased promise"},
    "risks-score-blind": {"risk": "blind risk"},
}
# A statement is signed once it is drawn up, which takes a closed month, and a gate once all its
# criteria are met: tested where they live.
NOT_REACHED = {"consequences-sign-statement", "teams-sign-gate"}


def _role_for(operation: Operation) -> Role:
    """Return the first role that may ask the operation."""
    return next(
        role for role in ROLES if operation.may is None or operation.may in ROLE_PERMISSIONS[role]
    )


class Machines:
    """A machine of each role, made when it is first needed."""

    def __init__(self, company, things):
        self.company, self.made = company, {}
        self.names = names_of(company, things)

    def of(self, operation: Operation) -> Machine:
        role = _role_for(operation)
        if role not in self.made:
            self.made[role] = a_machine(self.company, role)
        return self.made[role]

    def ask(
        self,
        operation: Operation,
        headers: dict[str, str] | None = None,
        written: Callable[[Any], Any] = lambda sent: sent,
    ) -> HttpResponse:
        """Ask an operation with its example, `written` anew."""
        machine = self.of(operation)
        instead = IN_STATE.get(operation.name, {})
        names = self.names | {part: self.names[thing] for part, thing in instead.items()}
        path = address(operation, names, self.company.slug)
        if operation.method == "GET":
            return machine.get(path, headers, **written(QUERY.get(operation.name, {})))
        return machine.post(path, written(body(operation, names)), headers)


@pytest.fixture
def machines(acme, zenith, acme_things):
    return Machines(acme, acme_things)


def test_every_read_is_empty_for_whoever_has_the_answer_already(machines, monkeypatch):
    wrong, tried = {}, 0
    for operation in READS:
        machines.of(operation)  # made before the clock stands still
    # One instant for all: a calendar's answer tells how much of the day is gone.
    now = timezone.now()  # noqa: TID251 -- as the site
    monkeypatch.setattr(timezone, "now", lambda: now)
    for operation in READS:
        first = machines.ask(operation)
        if first.status_code in {404, 409}:  # nothing there to be read, which the matrix checks
            continue
        tried += 1
        again = machines.ask(operation, {"If-None-Match": f'"other", W/{first["ETag"]}'})
        other = machines.ask(operation, {"If-None-Match": '"other"'})
        said = (again.status_code, again.content[:99], again["ETag"], other.status_code)
        if said != (304, b"", first["ETag"], 200):
            wrong[operation.name] = said
    assert wrong == {}
    assert tried > 60


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({}, 428),
        ({"If-Match": "*"}, 428),
        ({"If-Match": "soon"}, 400),
        ({"If-Match": '"999"'}, 412),
    ],
    ids=["missing", "any", "garbled", "stale"],
)
def test_every_change_of_a_version_refuses_another(machines, sent, status):
    wrong = {}
    for operation in VERSIONED:
        answer = machines.ask(operation, sent)
        if status == 412 and operation.name in NOT_REACHED:
            continue
        if answer.status_code != status or "detail" not in answer.json():
            wrong[operation.name] = (answer.status_code, answer.json().get("detail"))
    assert wrong == {}
    assert len(VERSIONED) > 20


def test_every_change_of_a_version_says_so_in_the_reference():
    for operation in VERSIONED:
        told = TOLD[operation.name]
        needed = {one["name"] for one in told["parameters"] if one.get("required")}
        assert "If-Match" in needed, operation.name
        assert {"400", "412", "428"} <= set(told["responses"]), operation.name
