"""The reference of the API as a page, and the description that programs read."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from catchball.site.api.openapi import document, written_once
from catchball.site.api.routes import API
from catchball.trust.pages import render_page


@dataclass(frozen=True)
class ParameterTold:
    """A part of the address, the query or the headers."""

    name: str
    where: str
    is_needed: bool
    kind: str
    words: str


@dataclass(frozen=True)
class OperationTold:
    """One operation as the reference shows it, with examples of what goes in and comes out."""

    name: str
    method: str
    path: str
    summary: str
    words: tuple[str, ...]
    parameters: tuple[ParameterTold, ...]
    body: str
    status: str
    answer: str
    refusals: tuple[tuple[str, str], ...]

    def has(self, search: str) -> bool:
        """Answer whether somebody who looks for this means the operation."""
        text = f"{self.name} {self.path} {self.summary}".casefold()
        return all(word in text for word in search.casefold().split())


@dataclass(frozen=True)
class Group:
    """The operations of one context."""

    title: str
    operations: tuple[OperationTold, ...]


@dataclass(frozen=True)
class Reference:
    """What the page shows: all operations, or those looked for."""

    groups: tuple[Group, ...]
    shown: int
    count: int


@require_GET
def openapi(request: HttpRequest) -> HttpResponse:
    """Hand out the description of the API in OpenAPI 3.1; it tells nothing of any client."""
    answer = HttpResponse(written_once(API), content_type="application/json")
    answer.headers["Cache-Control"] = "public, max-age=300"
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


@require_GET
def docs(request: HttpRequest) -> HttpResponse:
    """Show the reference, rendered here: no script of anybody else runs."""
    reference = _found(request.GET.get("q", "")[:100])
    return render_page(request, "api_docs.html", {"reference": reference}, block="operations")


def _found(search: str) -> Reference:
    every = _operations()
    wanted = tuple(
        Group(group.title, tuple(one for one in group.operations if one.has(search)))
        for group in every
    )
    return Reference(
        groups=tuple(group for group in wanted if group.operations),
        shown=sum(len(group.operations) for group in wanted),
        count=sum(len(group.operations) for group in every),
    )


@lru_cache
def _operations() -> tuple[Group, ...]:
    found: dict[str, list[OperationTold]] = {}
    for path, methods in document(API)["paths"].items():
        for method, told in methods.items():
            found.setdefault(told["tags"][0], []).append(_told(path, method, told))
    return tuple(Group(title, tuple(operations)) for title, operations in found.items())


def _told(path: str, method: str, told: dict[str, Any]) -> OperationTold:
    status, answer = next(iter(told["responses"].items()))
    return OperationTold(
        name=told["operationId"],
        method=method.upper(),
        path=path,
        summary=told["summary"],
        words=tuple(part for part in told["description"].split("\n\n")[1:] if part[0] != "\n"),
        parameters=tuple(_parameters(told)),
        body=_example(told.get("requestBody", {})),
        status=status,
        answer=_example(answer),
        refusals=tuple(
            (code, one["description"]) for code, one in told["responses"].items() if code >= "400"
        ),
    )


def _parameters(told: dict[str, Any]) -> Iterator[ParameterTold]:
    for one in told["parameters"]:
        schema = one["schema"]
        kind = schema.get("format") or schema.get("type") or "text"
        words = one.get("description") or schema.get("description", "")
        yield ParameterTold(one["name"], one["in"], one.get("required", False), str(kind), words)


def _example(content: dict[str, Any]) -> str:
    for part in content.get("content", {}).values():
        example = part.get("example")
        if example is not None:
            text = json.dumps(example, indent=2, ensure_ascii=False)
            return text if isinstance(example, dict | list) else str(example)
    return ""
