"""From a request of a machine to the scope in which it is answered."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.site.sight import Sighted
from catchball.trust.permissions import Side
from catchball.trust.scope import Scope
from catchball.trust.tokens.presenting import bearer_of, count_request

REASON = "X-Reason"
LONGEST_REASON = 2000


@dataclass(frozen=True)
class Asking:
    """Who asks with which token, and how often they may ask again within this minute."""

    sighted: Sighted
    left: int

    def scope(self, client: str | None) -> Scope:
        """Return the scope of one client, or of all across which the manufacturer's people look.

        :raises NotFound: for a client that is not theirs, and across clients for a client's people
        """
        if client is not None:
            return self.sighted.for_client(client)
        scope = self.sighted.for_floor()
        if scope.side is not Side.CMO:
            raise NotFound(_("There is no such page."))
        return scope


def who_asks(request: HttpRequest) -> Asking:
    """Return who asks, and count the request.

    :raises NotPresented: without a token that opens something
    :raises TooManyRequests: if the token has asked too often within this minute
    """
    now: datetime = request.now  # type: ignore[attr-defined] # set by the middleware Reading
    bearer = bearer_of(
        request.headers.get("Authorization", ""),
        now=now,
        address=request.META.get("REMOTE_ADDR", ""),
    )
    left = count_request(bearer.token_id, now=now, most=settings.API_PER_MINUTE)
    reason = request.headers.get(REASON, "")[:LONGEST_REASON]
    return Asking(Sighted(bearer.person, now, reason, bearer), left)
