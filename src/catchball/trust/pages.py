"""The way from an HTTP request to a scope, and from an answer back to HTTP."""

import functools
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, Protocol

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

from catchball.trust.scope import Scope

P = ParamSpec("P")


class Request(HttpRequest):
    """A request of a signed-in person; the site's middleware adds the three below."""

    scope_for_client: Callable[[str], Scope]
    scope_for_floor: Callable[[], Scope]
    is_htmx: bool


class View(Protocol[P]):
    """A page: request and scope in, answer out."""

    def __call__(
        self, request: Request, scope: Scope, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse: ...


def client_page(
    view: Callable[Concatenate[Request, Scope, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Give a page under /c/<client>/ the scope of that one client (404 for any other)."""

    @functools.wraps(view)
    def page(request: Request, client: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return view(request, request.scope_for_client(client), *args, **kwargs)

    page.door = "client"  # type: ignore[attr-defined] # read by the role matrix
    return page


def floor_page(
    view: Callable[Concatenate[Request, Scope, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Give a page under /floor/ the scope of all clients that the person is assigned to."""

    @functools.wraps(view)
    def page(request: Request, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return view(request, request.scope_for_floor(), *args, **kwargs)

    page.door = "floor"  # type: ignore[attr-defined] # read by the role matrix
    return page


def render_page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    block: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render a page whole, or for htmx the named block of the same page alone."""
    if block and getattr(request, "is_htmx", False):
        from jinja2_fragments import render_block  # noqa: PLC0415 -- only where a fragment is asked

        backend: Any = engines["jinja2"]
        full = {**_backend_context(request, backend), **context}
        text = render_block(backend.env, template, block, **full)
    else:
        text = render_to_string(template, context, request=request, using="jinja2")
    answer = HttpResponse(text, status=status)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def _backend_context(request: HttpRequest, backend: Any) -> dict[str, Any]:
    from django.template.backends.utils import csrf_input_lazy, csrf_token_lazy  # noqa: PLC0415

    context: dict[str, Any] = {
        "request": request,
        "csrf_input": csrf_input_lazy(request),
        "csrf_token": csrf_token_lazy(request),
    }
    for processor in backend.template_context_processors:
        context.update(processor(request))
    return context
