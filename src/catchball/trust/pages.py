"""The way from an HTTP request to a scope, and from an answer back to HTTP."""

import functools
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template import engines
from django.template.loader import render_to_string
from django.urls import URLResolver, get_resolver
from django.utils.cache import patch_vary_headers
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope

P = ParamSpec("P")


class Request(HttpRequest):
    """A request of a signed-in person; the site's middleware adds the three below."""

    scope_for_client: Callable[[str], Scope]
    scope_for_floor: Callable[[], Scope]
    is_htmx: bool


Page = Callable[Concatenate[Request, Scope, P], HttpResponseBase]


def client_page(may: Permission) -> Callable[[Page[P]], Callable[..., HttpResponseBase]]:
    """Give a page under /c/<client>/ the scope of that one client (404 for any other).

    The permission is asked for before anything is read, so that a form's mistakes are told
    only to those who may send it; the role matrix reads it too.
    """

    def decorate(view: Page[P]) -> Callable[..., HttpResponseBase]:
        @functools.wraps(view)
        def page(
            request: Request, client: str, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            scope = request.scope_for_client(client)
            scope.require(may)
            return view(request, scope, *args, **kwargs)

        page.may = may  # type: ignore[attr-defined] # read by `may_open` and the role matrix
        return page

    return decorate


def floor_page(may: Permission) -> Callable[[Page[P]], Callable[..., HttpResponseBase]]:
    """Give a page under /floor/ the scope of all clients that the person is assigned to.

    Across clients only the manufacturer's people look.
    """

    def decorate(view: Page[P]) -> Callable[..., HttpResponseBase]:
        @functools.wraps(view)
        def page(request: Request, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            scope = request.scope_for_floor()
            if scope.side is not Side.CMO:
                raise NotFound(_("There is no such page."))
            scope.require(may)
            return view(request, scope, *args, **kwargs)

        page.may = may  # type: ignore[attr-defined] # read by `may_open` and the role matrix
        return page

    return decorate


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


def attachment(content: bytes, *, kind: str, name: str) -> HttpResponse:
    """Return an answer that a browser keeps as a file of this name; `kind` is its media type."""
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = str(
        content_disposition_header(as_attachment=True, filename=name)
    )
    return answer


def file_name(*parts: str, kind: str) -> str:
    """Return a file's name of letters, digits and hyphens alone."""
    said = "-".join(slugify(part)[:60] for part in parts if slugify(part))
    return f"{said}.{kind}"


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


def may_open(scope: Scope, name: str) -> bool:
    """Answer whether a role may open the page of a name; one that asks for nothing, anybody."""
    may = _asked_for().get(name)
    return may is None or scope.may(may)


@functools.cache
def _asked_for() -> dict[str, Permission]:
    """Return the permission that each page asks for, by the page's name."""
    found: dict[str, Permission] = {}
    waiting = list(get_resolver().url_patterns)
    while waiting:
        one = waiting.pop()
        if isinstance(one, URLResolver):
            waiting += one.url_patterns
        elif one.name and (may := getattr(one.callback, "may", None)):
            found[one.name] = may
    return found
