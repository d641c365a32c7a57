"""How to reach each operation of the API: what fills its address, its query and its body."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse

from catchball.site.api.openapi import document
from catchball.site.api.operations import Operation
from catchball.site.api.routes import API
from catchball.trust.permissions import Role
from machines import Machine
from world import PASSWORD, Company

NOWHERE = "01934f2a-7c1e-7b43-9d55-8a4c2f6b1e07"
# By which of the things of things.py a part of an address is filled, where names differ.
THINGS = {
    "close": "closing close",
    "dispute": "closing dispute",
    "finding": "concluded finding",
    "statement": "concluded statement",
    "exclusion": "excluded claim",
    "assessment": "assessed document",
    "risk": "assessed risk",
    "edition": "assessed edition",
    "starter": "assessed starter",
    "matrix": "assessed matrix",
    "action": "assessed action",
    "incident": "incident",
    "line": "closing number",
    "phase": "phased phase",
    "agreement": "agreement-offer",
    "new": "agreement-offer",
    "promise": "signed",
    "import_id": "import",
    "place": "calendar",
    "site": "calendar",
    "plan_file": "plan-file",
    "task": "planned task",
    "milestone": "planned milestone",
    "member": "teamed member",
    "charter": "teamed charter",
    "criterion": "teamed criterion",
    "work": "teamed work",
    "baseline": "planned baseline",
}
FIXED = {
    "part": "terms",
    "item": "x",
    "metric_key": "batch-yield",
    "number": "1",
    "leaves": "initiate",
}
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
# What the example of the reference does not know: which metric is entered by people, and when.
METRICS = {"agreements-enter-value": "invoice-accuracy"}
BODIES: dict[str, dict[str, Any]] = {
    "agreements-enter-value": {"month_on": "2026-10-01"},
    "teams-count-stability": {"month_on": "2026-11-01"},
}
DOCUMENT = document(API)
TOLD: dict[str, dict[str, Any]] = {
    told["operationId"]: told for path in DOCUMENT["paths"].values() for told in path.values()
}


def names_of(company: Company, things: Mapping[str, Any]) -> dict[str, Any]:
    """Return what fills a part of an address, or a field of a body, by its name."""
    return {
        "person": company.people[Role.SUPERVISOR],
        "token": company.people[Role.SUPERVISOR],  # an id that is no token's
        "program": company.program,
        "product": company.product,
        **FIXED,
        **things,
        **{part: things[thing] for part, thing in THINGS.items()},
    }


def address(operation: Operation, names: Mapping[str, Any], client: str) -> str:
    """Return where an operation is asked for, below /api/v1/."""
    metric = METRICS.get(operation.name, names["metric_key"])
    return operation.path.format(**{**names, "metric_key": metric, "client": client})


def body(operation: Operation, names: Mapping[str, Any]) -> Any:
    """Return the example of the reference, with these ids, a reason and a password in it."""
    content = TOLD[operation.name].get("requestBody", {}).get("content", {})
    sent = {**content.get("application/json", {}).get("example", {})}
    sent |= BODIES.get(operation.name, {}) | {"reason": "Asked by the other company."}
    if operation.signs:
        sent["password"] = PASSWORD
    return {
        field: str(names[field]) if value == NOWHERE and field in names else value
        for field, value in sent.items()
    }


def send(machine: Machine, operation: Operation, path: str) -> HttpResponse:
    """Ask an operation; one that changes anything is sent nothing that it could take."""
    if operation.method == "POST":
        return machine.post(path, {"nothing": "x"})
    return machine.get(path, **QUERY.get(operation.name, {}))
