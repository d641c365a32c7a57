"""From a request of a machine to the scope in which it is answered; before anything is read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest

from catchball.kernel.errors import NotFound, NotPermitted
from catchball.kernel.words import _
from catchball.site.sight import Sighted
from catchball.trust.events import note_security_event
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.trust.tokens.presenting import bearer_of, count_request


@dataclass(frozen=True)
class Admitted:
    """Who asks, in which scope, with which token, and how often they may ask again."""

    sighted: Sighted
    scope: Scope
    left: int


@dataclass(frozen=True)
class Bearer:
    """Lets a token in where its owner and its bounds allow the operation.

    It is asked before the shape of what was sent is looked at, so that mistakes are told only to
    those who may send it.
    """

    may: Permission | None = None
    across: bool = False
    writes: bool = False

    openapi_security_schema: ClassVar[dict[str, str]] = {
        "type": "http",
        "scheme": "bearer",
        "description": "A token from the page API access: cb_…",
    }

    def __call__(self, request: HttpRequest) -> Admitted:
        """Return who is let in.

        :raises NotPresented, TooManyRequests, NotFound, NotPermitted: in this order
        """
        now: datetime = request.now  # type: ignore[attr-defined] # set by the middleware Reading
        address = request.META.get("REMOTE_ADDR", "")
        bearer = bearer_of(request.headers.get("Authorization", ""), now=now, address=address)
        left = count_request(
            bearer.token_id, person=bearer.person.pk, now=now, most=settings.API_PER_MINUTE
        )
        sighted = Sighted(bearer.person, now, bearer=bearer)
        scope = self._scope(sighted, request)
        try:
            if self.may is not None:
                scope.require(self.may)
            if self.writes:
                scope.require_writing()
        except NotPermitted as error:
            note_security_event(scope, kind="refused", detail=f"API {request.path}: {error}")
            raise
        return Admitted(sighted, scope, left)

    def _scope(self, sighted: Sighted, request: HttpRequest) -> Scope:
        """Return the scope of one client, or of all across which the manufacturer's people look."""
        match = request.resolver_match
        client = match.kwargs.get("client") if match else None
        if client is not None:
            return sighted.for_client(client)
        scope = sighted.for_floor()
        if self.across and scope.side is not Side.CMO:
            raise NotFound(_("There is no such page."))
        return scope


def admitted(request: HttpRequest) -> Admitted:
    """Return what `Bearer` let in."""
    found: Any = request.auth  # type: ignore[attr-defined] # set by django-ninja
    assert isinstance(found, Admitted)  # noqa: S101 -- for the type checker
    return found
