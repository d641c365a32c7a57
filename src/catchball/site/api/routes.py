"""All operations of the API, gathered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from catchball.kernel.errors import Expected, Invalid
from catchball.kernel.words import _
from catchball.site.api import (
    actions,
    agreements,
    calendars,
    closes,
    consequences,
    exchange,
    exclusions,
    incidents,
    journal,
    myself,
    people,
    plans,
    production,
    programs,
    risks,
    scorecards,
    teams,
    webhooks,
)
from catchball.site.api.shapes import NotAsAsked
from catchball.site.errors import problem

API = NinjaAPI(
    title="Catchball", version="1", urls_namespace="api", docs_url=None, openapi_url=None
)
# Fixed addresses come before those that begin with the name of a client.
DOORS = (
    myself.DOOR,
    programs.FLOOR,
    scorecards.FLOOR,
    risks.FLOOR,
    journal.FLOOR,
    teams.FLOOR,
    people.FLOOR,
    people.SERVICES,
    programs.DOOR,
    calendars.DOOR,
    plans.DOOR,
    agreements.DOOR,
    actions.DOOR,
    incidents.DOOR,
    production.DOOR,
    exchange.DOOR,
    exclusions.DOOR,
    risks.DOOR,
    closes.DOOR,
    consequences.DOOR,
    scorecards.DOOR,
    teams.DOOR,
    journal.DOOR,
    people.DOOR,
    webhooks.DOOR,
)
for _door in DOORS:
    API.add_router("", _door.router)


class NotReadable(Invalid):
    """What was sent cannot be read as what its header says."""

    status = 400


@API.exception_handler(HttpError)
def _unreadable(request: HttpRequest, error: Any) -> HttpResponse:
    told = NotReadable(_("The body cannot be read: send JSON, or a form with a file."))
    return problem(told, status=error.status_code)


@API.exception_handler(Expected)
def _expected(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(error)


@API.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    told = {".".join(map(str, one["loc"][1:])) or "body": str(one["msg"]) for one in error.errors}
    return problem(NotAsAsked(_("What was sent does not have the shape asked for."), **told))
