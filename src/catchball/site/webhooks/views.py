"""Pages of webhooks: who is told, the secret this once, how the telling went."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from catchball.kernel.errors import Invalid, Refused
from catchball.kernel.words import _
from catchball.site.webhooks import told
from catchball.site.webhooks.forms import AddWebhook, Changed
from catchball.site.webhooks.signing import secret_now
from catchball.trust.pages import Request, client_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.trust.webhooks import commands, queries


def _page_of(request: Request, webhook: UUID) -> HttpResponse:
    match = request.resolver_match
    return redirect("webhook-page", client=match.kwargs["client"] if match else "", webhook=webhook)


def _show(
    request: Request, scope: Scope, webhook: UUID, *, once: bool = False, status: int = 200
) -> HttpResponse:
    """Show a webhook; `once` with its secret, in the answer to whoever had it made."""
    context = {
        "page": told.read_webhook(scope, webhook),
        "secret": _secret(scope, webhook) if once else "",
    }
    return render_page(request, "webhook.html", context, status=status)


def _secret(scope: Scope, webhook: UUID) -> str:
    return secret_now(webhook, salt=queries.get_salt(scope, webhook=webhook))


@require_GET
@client_page(may=Permission.WEBHOOK_MANAGE)
def webhooks(request: Request, scope: Scope) -> HttpResponse:
    """Show which systems of one's company are told."""
    return render_page(request, "webhooks.html", {"page": told.read_webhooks(scope)})


@require_http_methods(["GET", "POST"])
@client_page(may=Permission.WEBHOOK_MANAGE)
def add(request: Request, scope: Scope) -> HttpResponse:
    """Have another system told; its secret is shown in this answer alone."""
    form = AddWebhook(request.POST or None)
    if form.is_valid():
        try:
            made = commands.add_webhook(
                scope,
                name=form.cleaned_data["name"],
                url=form.cleaned_data["url"],
                events=form.events(queries.list_events(scope)),
                allow_private=settings.WEBHOOKS_INSIDE,
            )
        except (Invalid, Refused) as error:
            form.tell(error)
        else:
            return _show(request, scope, made, once=True)
    return render_page(
        request, "webhook_add.html", {"form": form}, status=422 if form.errors else 200
    )


@require_GET
@client_page(may=Permission.WEBHOOK_MANAGE)
def webhook(request: Request, scope: Scope, webhook: UUID) -> HttpResponse:
    """Show a webhook and how its newest calls went."""
    return _show(request, scope, webhook)


@require_POST
@client_page(may=Permission.WEBHOOK_MANAGE)
def try_out(request: Request, scope: Scope, webhook: UUID) -> HttpResponse:
    """Send a trial to one webhook."""
    commands.try_webhook(scope, webhook=webhook)
    messages.success(
        request, _("A trial goes out within a minute. Then this page tells how it went.")
    )
    return _page_of(request, webhook)


@require_POST
@client_page(may=Permission.WEBHOOK_MANAGE)
def renew(request: Request, scope: Scope, webhook: UUID) -> HttpResponse:
    """Sign with another secret, shown in this answer alone."""
    queries.get_webhook(scope, webhook=webhook)
    form = Changed(request.POST)
    if not form.is_valid():
        return _show(request, scope, webhook, status=422)
    commands.renew_secret(scope, webhook=webhook, version=form.cleaned_data["version"])
    return _show(request, scope, webhook, once=True)


@require_POST
@client_page(may=Permission.WEBHOOK_MANAGE)
def stop(request: Request, scope: Scope, webhook: UUID) -> HttpResponse:
    """Tell a system nothing more."""
    queries.get_webhook(scope, webhook=webhook)
    form = Changed(request.POST)
    if not form.is_valid():
        return _show(request, scope, webhook, status=422)
    commands.stop_webhook(scope, webhook=webhook, version=form.cleaned_data["version"])
    messages.success(request, _("It is told nothing more. What was sent stays in the list."))
    return _page_of(request, webhook)


@require_POST
@client_page(may=Permission.WEBHOOK_MANAGE)
def replay(request: Request, scope: Scope, webhook: UUID, call: UUID) -> HttpResponse:
    """Send a call again."""
    commands.replay_call(scope, call=call)
    messages.success(request, _("It is sent again within a minute."))
    return _page_of(request, webhook)
