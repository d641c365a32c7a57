"""The pages of services: machines that act in their own name, by tokens alone."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from catchball.kernel.errors import Expected, NotFound
from catchball.kernel.words import _
from catchball.site.access.forms import AddService, MakeServiceToken
from catchball.site.sight import sighted_of
from catchball.trust import commands as people
from catchball.trust.identity import prove
from catchball.trust.pages import Request, floor_page, render_page
from catchball.trust.permissions import ROLE_PERMISSIONS, Permission
from catchball.trust.scope import Scope
from catchball.trust.tokens import commands, queries, rules
from catchball.trust.tokens.queries import ServiceLine
from catchball.trust.tokens.rules import NewToken


@dataclass(frozen=True)
class ServicePage:
    """A service with the names of all clients of the reader: those that it sees, and the others."""

    line: ServiceLine
    seen: tuple[tuple[UUID, str], ...]
    others: tuple[tuple[UUID, str], ...]

    @property
    def client_names(self) -> dict[UUID, str]:
        """The names of clients by their ids."""
        return dict(self.seen + self.others)


def _pages(request: Request, scope: Scope) -> tuple[ServicePage, ...]:
    named = [(client.id, client.name) for client in sighted_of(request).clients]
    return tuple(
        ServicePage(
            line=line,
            seen=tuple(one for one in named if one[0] in line.clients),
            others=tuple(one for one in named if one[0] not in line.clients),
        )
        for line in queries.list_services(scope)
    )


def _page(request: Request, scope: Scope, service: UUID) -> ServicePage:
    found = [one for one in _pages(request, scope) if one.line.id == service]
    if not found:
        raise NotFound(_("There is no such service here."))
    return found[0]


@require_GET
@floor_page(may=Permission.SERVICE_ADMINISTER)
def services(request: Request, scope: Scope) -> HttpResponse:
    """Show all services."""
    return render_page(request, "services.html", {"services": _pages(request, scope)})


@require_http_methods(["GET", "POST"])
@floor_page(may=Permission.SERVICE_ADMINISTER)
def add(request: Request, scope: Scope) -> HttpResponse:
    """Add a service, which sees nothing yet."""
    form = AddService(request.POST or None, zone=sighted_of(request).person.zone)
    if form.is_valid():
        try:
            service = commands.add_service(scope, **form.cleaned_data)
        except Expected as error:
            form.tell(error)
        else:
            return redirect("service-page", service=service)
    status = 422 if form.errors else 200
    return render_page(request, "service_add.html", {"form": form}, status=status)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
@floor_page(may=Permission.SERVICE_ADMINISTER)
def service(request: Request, scope: Scope, service: UUID) -> HttpResponse:
    """Show a service, and make it another token: the secret is shown in this answer alone."""
    page = _page(request, scope, service)
    held = ROLE_PERMISSIONS[page.line.role]
    form = MakeServiceToken(request.POST or None, clients=page.seen, held=held)
    made: NewToken | None = None
    if request.method == "POST" and form.is_valid():
        made = _make(scope, service, form)
        page = _page(request, scope, service)
    context = {"form": form, "page": page, "made": made}
    status = 422 if form.errors else 200
    return render_page(request, "service.html", context, status=status)


def _make(scope: Scope, service: UUID, form: MakeServiceToken) -> NewToken | None:
    """Make the token asked for, or leave the reason on the form."""
    new = rules.new_token()
    try:
        proven = prove(scope, password=form.cleaned_data["password"])
        commands.make_service_token(
            proven,
            service=service,
            bounds=form.bounds(scope),
            prefix=new.prefix,
            token_hash=new.token_hash,
        )
    except Expected as error:
        form.tell(error)
        return None
    return new


@require_POST
@floor_page(may=Permission.SERVICE_ADMINISTER)
def token_revoke(request: Request, scope: Scope, service: UUID, token: UUID) -> HttpResponse:
    """End one of a service's tokens."""
    commands.revoke_service_token(scope, token=token)
    messages.success(request, _("The token is revoked. Whatever uses it is refused from now on."))
    return redirect("service-page", service=service)


@require_POST
@floor_page(may=Permission.PERSON_ADMINISTER)
def admit(request: Request, scope: Scope, service: UUID, of: UUID) -> HttpResponse:
    """Let a service see a client."""
    page = _page(request, scope, service)
    people.assign_person(sighted_of(request).for_client_id(of), person=page.line.id)
    messages.success(request, _("The service sees this client now."))
    return redirect("service-page", service=service)


@require_POST
@floor_page(may=Permission.PERSON_ADMINISTER)
def release(request: Request, scope: Scope, service: UUID, of: UUID) -> HttpResponse:
    """Take the sight of a client from a service."""
    page = _page(request, scope, service)
    people.unassign_person(sighted_of(request).for_client_id(of), person=page.line.id)
    messages.success(request, _("The service sees this client no more; what it did stays."))
    return redirect("service-page", service=service)
