"""The pages on which a relationship is set up: sites, clients, and what is made for each."""

from typing import cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from catchball.kernel.errors import Expected
from catchball.kernel.words import _
from catchball.trust.forms import TellingForm
from catchball.trust.models import Person
from catchball.trust.pages import Request, client_page, floor_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.programs import commands, forms, queries

_GET_OR_POST = require_http_methods(["GET", "POST"])


def _with_form(request: Request, template: str, form: TellingForm) -> HttpResponse:
    return render_page(request, template, {"form": form}, status=422 if form.errors else 200)


@require_GET
@floor_page(may=Permission.CLIENT_ADMINISTER)
def setup(request: Request, scope: Scope) -> HttpResponse:
    """Show the manufacturer's sites, and the clients whom the reader sees."""
    context = {"clients": queries.list_all_clients(scope), "sites": queries.list_sites(scope)}
    return render_page(request, "programs/setup.html", context)


@_GET_OR_POST
@floor_page(may=Permission.CLIENT_ADMINISTER)
def site_add(request: Request, scope: Scope) -> HttpResponse:
    """Add a plant of the manufacturer."""
    locale = cast("Person", request.user).locale
    form = forms.AddSite(request.POST or None, zone=scope.zone, locale=locale)
    if form.is_valid():
        try:
            commands.add_site(scope, **form.cleaned_data)
        except Expected as error:
            form.tell(error)
        else:
            messages.success(request, _("%(site)s is added.", site=form.cleaned_data["name"]))
            return redirect("setup")
    return _with_form(request, "programs/site_add.html", form)


@_GET_OR_POST
@floor_page(may=Permission.CLIENT_ADMINISTER)
def client_add(request: Request, scope: Scope) -> HttpResponse:
    """Add a client, and lead to its workplace."""
    form = forms.AddClient(request.POST or None, zone=scope.zone)
    if form.is_valid():
        try:
            commands.add_client(scope, **form.cleaned_data)
        except Expected as error:
            form.tell(error)
        else:
            sentence = _("%(client)s has a workplace.", client=form.cleaned_data["name"])
            messages.success(request, sentence)
            return redirect("home", client=form.cleaned_data["slug"])
    return _with_form(request, "programs/client_add.html", form)


@require_GET
@client_page(may=Permission.PROGRAM_READ)
def product_list(request: Request, scope: Scope) -> HttpResponse:
    """Show what is made for the client."""
    context = {
        "products": queries.list_products(scope),
        "may_add": scope.may(Permission.PROGRAM_MANAGE),
    }
    return render_page(request, "programs/product_list.html", context)


@_GET_OR_POST
@client_page(may=Permission.PROGRAM_MANAGE)
def product_add(request: Request, scope: Scope) -> HttpResponse:
    """Add a product of the client."""
    form = forms.AddProduct(request.POST or None)
    if form.is_valid():
        try:
            commands.add_product(scope, **form.cleaned_data)
        except Expected as error:
            form.tell(error)
        else:
            match = request.resolver_match
            return redirect("product-list", client=match.kwargs["client"] if match else "")
    return _with_form(request, "programs/product_add.html", form)
