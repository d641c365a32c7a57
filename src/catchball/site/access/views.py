"""The page of one's own tokens: make one, see it once, end it."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from catchball.kernel.errors import Expected
from catchball.kernel.words import _
from catchball.site.access.forms import MakeToken
from catchball.site.sight import Sighted, sighted_of
from catchball.trust.identity import prove
from catchball.trust.pages import render_page
from catchball.trust.permissions import OF_SERVICES
from catchball.trust.tokens import commands, queries, rules
from catchball.trust.tokens.queries import TokenLine
from catchball.trust.tokens.rules import NewToken


@dataclass(frozen=True)
class AccessPage:
    """One's tokens, those that open something first, and the names of clients."""

    live: tuple[TokenLine, ...]
    ended: tuple[TokenLine, ...]
    client_names: dict[UUID, str]


@require_http_methods(["GET", "POST"])
def api_access(request: HttpRequest) -> HttpResponse:
    """Show one's tokens, and make another: its secret is shown in this answer alone."""
    sighted = sighted_of(request)
    named = {client.id: client.name for client in sighted.clients}
    scope = sighted.for_floor()
    form = MakeToken(
        request.POST or None, clients=named.items(), held=scope.permissions - OF_SERVICES
    )
    made: NewToken | None = None
    if request.method == "POST" and form.is_valid():
        made = _make(sighted, form)
    lines = queries.list_own_tokens(scope)
    page = AccessPage(
        live=tuple(one for one in lines if one.is_live),
        ended=tuple(one for one in lines if not one.is_live),
        client_names=named,
    )
    context = {"form": form, "page": page, "made": made}
    status = 422 if form.errors else 200
    return render_page(request, "api_access.html", context, status=status)


def _make(sighted: Sighted, form: MakeToken) -> NewToken | None:
    """Make the token asked for, or leave the reason on the form."""
    new, scope = rules.new_token(), sighted.for_floor()
    try:
        proven = prove(scope, password=form.cleaned_data["password"])
        commands.make_token(
            proven, bounds=form.bounds(scope), prefix=new.prefix, token_hash=new.token_hash
        )
    except Expected as error:
        form.tell(error)
        return None
    return new


@require_POST
def token_revoke(request: HttpRequest, token: UUID) -> HttpResponse:
    """End one of one's own tokens."""
    commands.revoke_token(sighted_of(request).for_floor(), token=token)
    messages.success(request, _("The token is revoked. Whatever uses it is refused from now on."))
    return redirect("api-access")
