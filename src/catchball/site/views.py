"""The site's own pages: where a day begins, and the settings of the person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from catchball.kernel.errors import Invalid
from catchball.site.forms import OwnSettings
from catchball.site.home import read_home
from catchball.site.sight import sighted_of
from catchball.trust import commands
from catchball.trust.pages import Request, client_page, floor_page, render_page
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Lead a person to where their day begins."""
    sighted = sighted_of(request)
    if sighted.person.side is Side.CLIENT and sighted.clients:
        return redirect("home", client=sighted.clients[0].slug)
    return redirect("floor-home")


def own_settings(request: HttpRequest) -> HttpResponse:
    """Show and change language, zone and theme."""
    sighted = sighted_of(request)
    person = sighted.person
    shown = {"locale": person.locale, "zone": person.zone, "theme": person.theme}
    form = OwnSettings(request.POST or None, initial=shown)
    if request.method == "POST" and form.is_valid():
        try:
            commands.change_settings(sighted.for_floor(), **form.cleaned_data)
        except Invalid as error:
            form.add_error(None, str(error))
        else:
            return redirect("own-settings")
    status = 422 if request.method == "POST" else 200
    return render_page(request, "settings.html", {"form": form, "person": person}, status=status)


@require_GET
@client_page(may=Permission.HOME_READ)
def home(request: Request, scope: Scope) -> HttpResponse:
    """Show where the day begins with one client."""
    page = read_home(scope, sighted_of(request))
    return render_page(request, "home.html", {"home": page})


@require_GET
@floor_page(may=Permission.HOME_READ)
def floor_home(request: Request, scope: Scope) -> HttpResponse:
    """Show where the day begins across all clients."""
    page = read_home(scope, sighted_of(request))
    return render_page(request, "home.html", {"home": page})
