"""Signing in through one's company."""

from datetime import datetime
from typing import Any, cast

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust import events
from catchball.trust.models import Person
from catchball.trust.pages import render_page
from catchball.trust.wall import signing_in_as


class CompanyAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc] # no types
    """Lets in whoever their company vouches for and was invited here; keeps nothing of theirs."""

    def list_apps(self, request: Any, provider: Any = None, client_id: Any = None) -> list[Any]:
        """Return the providers of the settings; none are kept in the database."""
        from allauth.socialaccount.adapter import _build_apps_from_settings  # noqa: PLC0415

        found = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for apps in found.values() for app in apps]

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Go on as the invited person with this address, whatever else the provider says."""
        app = sociallogin.account.get_provider().app
        email = str(sociallogin.user.email or "").strip().lower()
        person = _find(email) if email.partition("@")[2] in app.settings["domains"] else None
        if person is None:
            raise ImmediateHttpResponse(self._refused(request, email))
        person.backend = "catchball.trust.identity.EmailBackend"
        said = {"provider": app.provider_id, "uid": sociallogin.account.uid}
        record_authentication(request, person, "socialaccount", **said)
        request.is_vouched_for = True  # type: ignore[attr-defined] # read by AccountAdapter
        wanted = sociallogin.get_redirect_url(request) or "/"
        raise ImmediateHttpResponse(perform_login(request, Login(user=person, redirect_url=wanted)))

    def on_authentication_error(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Lead back to the door when the provider says no, or says nothing that holds."""
        raise ImmediateHttpResponse(self._refused(request, ""))

    def _refused(self, request: HttpRequest, email: str) -> HttpResponse:
        at: datetime = request.now  # type: ignore[attr-defined] # set by Reading
        address = get_account_adapter(request).get_client_ip(request)
        events.note(kind="company-refused", at=at, subject=email, address=address)
        sentence = _("Your company's sign-in did not lead to anybody invited here.")
        messages.error(request, sentence)
        return redirect("sign-in")


def _find(email: str) -> Person | None:
    with signing_in_as(email):
        return Person.objects.filter(email=email, is_active=True).first()


@require_GET
def page(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Name the company, and lead to its sign-in."""
    apps = get_adapter(request).list_apps(request, provider=provider_id)
    if not apps:
        raise NotFound(_("There is no such page."))
    login = apps[0].get_provider(request).get_login_url(request)
    context = {"company": apps[0].name, "login": cast("str", login)}
    return render_page(request, "company_sign_in.html", context)
