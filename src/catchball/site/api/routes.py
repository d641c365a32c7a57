"""All operations of the API, gathered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from catchball.kernel.errors import Expected, Invalid
from catchball.kernel.words import _
from catchball.site.api.myself import ROUTER as MYSELF
from catchball.site.errors import problem

API = NinjaAPI(
    title="Catchball",
    version="1",
    urls_namespace="api",
    docs_url=None,
    openapi_url=None,
)
API.add_router("", MYSELF)


class NotAsAsked(Invalid):
    """What was sent has not the shape that the operation describes."""


@API.exception_handler(Expected)
def _expected(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(error)


@API.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    told = {".".join(map(str, one["loc"][1:])) or "body": str(one["msg"]) for one in error.errors}
    return problem(NotAsAsked(_("What was sent does not have the shape asked for."), **told))
