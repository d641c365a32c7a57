"""What machines ask: does the process live, can people be served, and the figures."""

import secrets
from dataclasses import asdict

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from catchball.site.watching import figures, state
from catchball.site.watching.state import Verdict


def _is_known(request: HttpRequest) -> bool:
    """Answer whether the asker brought the token for figures."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    token = settings.METRICS_TOKEN
    return bool(token) and secrets.compare_digest(given.encode(), token.encode())


@require_GET
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer that this process lives; nothing else is asked, so a slow database kills nobody."""
    return HttpResponse("ok", content_type="text/plain")


@require_GET
def readyz(request: HttpRequest) -> HttpResponse:
    """Answer whether people can be served: a word for strangers, all of it with the token."""
    found = state.readiness()
    needed, worker = found[:-1], found[-1]
    is_ready = not any(one.verdict is Verdict.FAILED for one in needed)
    word = "not ready" if not is_ready else "ready"
    if is_ready and worker.verdict is Verdict.FAILED:
        word = "ready, jobs wait"
    status = 200 if is_ready else 503
    if _is_known(request):
        return JsonResponse({"state": word, "found": [asdict(one) for one in found]}, status=status)
    return HttpResponse(word, content_type="text/plain", status=status)


@require_GET
def metrics(request: HttpRequest) -> HttpResponse:
    """Show the figures to Prometheus, and to nobody else that there are any."""
    if not _is_known(request):
        return HttpResponse("There is nothing here.", content_type="text/plain", status=404)
    return HttpResponse(
        figures.exposition(state.waiting),
        content_type="text/plain; version=0.0.4; charset=utf-8",
    )
