"""Operations: each one query or one command, its shape taken from what that asks for.

A context names its queries with `asks` and its commands with `does`. Everything else is the same
for all of them and happens here once: who may, which version, how often, what is told.
"""

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import NoneType
from typing import Annotated, Any, get_args, get_origin, get_type_hints
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.params.models import Path, Query
from pydantic import Field as Shape
from pydantic import create_model

from catchball.site.api.answering import (
    MOST_ROWS,
    USUAL_ROWS,
    id_at,
    page_after,
    page_within,
    told,
)
from catchball.site.api.asking import Bearer, admitted
from catchball.site.api.doing import Doing, do
from catchball.site.api.shapes import BIGGEST, Sent, Text, shape_in_address, shape_of, value_of
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.calendars.rules import FIRST_YEAR, LAST_YEAR

Runs = Callable[..., Any]
_EMPTY = inspect.Parameter.empty
_RAISES = re.compile(r":raises (?P<kinds>[^:]+):(?P<when>.*?)(?=:raises|\Z)", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One thing that a machine may ask for or do."""

    name: str
    method: str
    path: str
    runs: Runs
    may: Permission | None
    across: bool = False
    answers: Any = None
    status: int = 200
    is_list: bool = False
    versioned: str = ""
    signs: bool = False
    media: str = "application/json"

    @property
    def words(self) -> str:
        """What calling it will do: the docstring without what it raises."""
        return _RAISES.sub("", inspect.getdoc(self.runs) or "").strip()

    @property
    def refusals(self) -> list[str]:
        """What it refuses, each in a line."""
        text = inspect.getdoc(self.runs) or ""
        return [
            " ".join(f"{one['kinds']}: {one['when']}".split()) for one in _RAISES.finditer(text)
        ]


OPERATIONS: dict[str, Operation] = {}


@dataclass(frozen=True)
class Door:
    """The operations of one context, under /<client>/<context>/ or across clients."""

    context: str
    title: str
    across: bool = False
    base: str = ""
    router: Router = field(default_factory=Router)

    @property
    def _base(self) -> str:
        if self.base:
            return self.base
        return f"floor/{self.context}/" if self.across else f"{{client}}/{self.context}/"

    def asks(
        self,
        path: str,
        runs: Runs,
        *,
        name: str = "",
        fixed: Mapping[str, Callable[[], Any]] | None = None,
        hides: tuple[str, ...] = (),
        walks: bool = False,
        tells: Runs | None = None,
    ) -> None:
        """Let a query be asked; one that returns a list gives it page by page.

        `fixed` gives what a machine has no say in, `hides` keeps the usual value. With `walks` the
        query itself takes `after` and `limit`, and reads no more than a page. `tells` makes of the
        answer what a machine needs of it.
        """
        fixed = dict(fixed or {})
        answers = get_type_hints(tells or runs)["return"]
        is_list = get_origin(answers) in (tuple, list) and get_args(answers)[-1:] != (None,)
        taken = _taken(runs, {*fixed, *hides, *(("after", "limit") if walks else ())})
        operation = self._register(
            Operation(
                name=self._name(runs, name),
                method="GET",
                path=f"{self._base}{path}",
                runs=runs,
                may=getattr(runs, "may", None),
                across=self.across,
                answers=answers,
                is_list=is_list,
            )
        )

        def view(request: HttpRequest, **sent: Any) -> HttpResponse:
            scope = admitted(request).scope
            sent.pop("client", None)
            cursor, limit = sent.pop("cursor", ""), sent.pop("limit", USUAL_ROWS)
            asked = {name: make() for name, make in fixed.items()} | _given(taken, sent)
            if walks:
                rows = runs(scope, **asked, after=id_at(cursor), limit=limit + 1)
                return told(request, page_after(rows, limit=limit))
            found = _call(runs, scope, asked)
            if is_list:
                return told(request, page_within(tuple(found), cursor=cursor, limit=limit))
            return told(request, tells(found) if tells else found)

        parameters = [*self._in_path(operation, taken), *_in_query(operation, taken)]
        if is_list:
            parameters += _PAGING
        self._add(operation, view, parameters)

    def does(  # noqa: PLR0913 -- each says what differs from the usual
        self,
        path: str,
        runs: Runs,
        *,
        name: str = "",
        then: Runs | None = None,
        made: str = "",
        changes: Runs | None = None,
        fixed: Mapping[str, Callable[[], Any]] | None = None,
        hides: tuple[str, ...] = (),
        may: Permission | None = None,
        told_once: str = "",
    ) -> None:
        """Let a command be run; `then` is the query that tells how the record stands afterwards.

        `made` names the parameter of `then` that takes the id of what was made. `changes` tells,
        where the record moved on meanwhile, what happened to it since. `told_once` names the part
        of the answer that no kept answer holds.
        """
        fixed = dict(fixed or {})
        taken = _taken(runs, {*fixed, *hides})
        versioned = next((one for one in ("version", "edition") if one in taken), "")
        returns = get_type_hints(runs).get("return")
        answers = get_type_hints(then)["return"] if then else (Made if returns is UUID else None)
        operation = self._register(
            Operation(
                name=self._name(runs, name),
                method="POST",
                path=f"{self._base}{path}",
                runs=runs,
                may=may or getattr(runs, "may", None),
                across=self.across,
                answers=answers,
                status=_status(then, made, returns),
                versioned=versioned,
                signs=bool(getattr(runs, "signs", False)),
            )
        )
        doing = Doing(
            operation.name,
            runs,
            then,
            made,
            changes,
            versioned,
            operation.signs,
            operation.status,
            told_once,
        )

        def view(request: HttpRequest, **sent: Any) -> HttpResponse:
            sent.pop("client", None)
            body = sent.pop("body")
            in_path = _given(taken, sent)
            in_body = _given(taken, {name: part for name, part in body if name in taken})
            given = {name: make() for name, make in fixed.items()} | in_path | in_body
            extra = {name: part for name, part in body if name not in taken}
            return do(request, doing, in_path, given, extra)

        parameters = self._in_path(operation, taken)
        in_path_names = {one.name for one in parameters}
        body = {
            one: (shape_of(kind), ... if default is _EMPTY else default)
            for one, (kind, default) in taken.items()
            if one not in in_path_names and one != versioned
        }
        body["reason"] = (Annotated[Text, Shape(description="Why; the journal keeps it.")], "")
        if operation.signs:
            body["password"] = (Annotated[Text, Shape(description="Yours, to sign with.")], ...)
        model = create_model(_model_name(operation.name), __base__=Sent, **body)  # type: ignore[call-overload]
        has_default = all(default is not ... for _kind, default in body.values())
        parameters.append(parameter("body", model, model() if has_default else _EMPTY))
        self._add(operation, view, parameters)

    def gives(self, operation: Operation, view: Runs, parameters: list[inspect.Parameter]) -> None:
        """Let a view of its own answer: files in and out."""

        def without_client(request: HttpRequest, **sent: Any) -> HttpResponse:
            sent.pop("client", None)  # the scope knows it
            answer: HttpResponse = view(request, **sent)
            return answer

        given = [*self._in_path(operation, {}), *parameters]
        self._add(self._register(operation), without_client, given)

    def _name(self, runs: Runs, name: str) -> str:
        called: str = name or getattr(runs, "__name__", "")
        return f"{'floor-' if self.across else ''}{self.context}-{called.strip('_')}".replace(
            "_", "-"
        )

    def _register(self, operation: Operation) -> Operation:
        assert operation.name not in OPERATIONS, operation.name  # noqa: S101 -- at start-up
        OPERATIONS[operation.name] = operation
        return operation

    def _in_path(
        self, operation: Operation, taken: Mapping[str, tuple[Any, Any]]
    ) -> list[inspect.Parameter]:
        names = re.findall(r"{(\w+)}", operation.path)
        return [
            parameter(
                one,
                _PATH if one == "client" else shape_in_address(taken.get(one, (UUID, _EMPTY))[0]),
                Path(...),
            )
            for one in names
        ]

    def _add(self, operation: Operation, view: Runs, parameters: list[inspect.Parameter]) -> None:
        request = parameter("request", HttpRequest, _EMPTY)
        view.__signature__ = inspect.Signature([request, *parameters])  # type: ignore[attr-defined]
        view.__name__ = operation.name.replace("-", "_")
        kinds = {one.name: _bare(one.annotation) for one in parameters}
        address = re.sub(r"{(\w+)}", lambda one: _converted(one[1], kinds), operation.path)
        self.router.add_api_operation(
            f"/{address}",
            [operation.method],
            view,
            auth=Bearer(operation.may, operation.across, operation.method != "GET"),
            operation_id=operation.name,
            url_name=operation.name,
            tags=[self.title],
        )


@dataclass(frozen=True)
class Made:
    """The id of what was made."""

    id: UUID


_PATH = Annotated[str, Shape(max_length=80, description="The short name of the client.")]
_CURSOR = Annotated[
    str, Shape(max_length=200, description="Where to go on: `next` of the page before.")
]
_LIMIT = Annotated[int, Shape(ge=1, le=MOST_ROWS, description="How many rows at most.")]


def parameter(name: str, kind: Any, default: Any) -> inspect.Parameter:
    """Return a parameter as django-ninja reads it from a view."""
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)


_PAGING = [parameter("cursor", _CURSOR, Query("")), parameter("limit", _LIMIT, Query(USUAL_ROWS))]


def _bare(kind: Any) -> Any:
    """Return a kind without its bounds."""
    return getattr(kind, "__origin__", kind)


def _converted(name: str, kinds: Mapping[str, Any]) -> str:
    """Return a part of an address with what it may hold, so that another leads nowhere."""
    if name == "client":
        return "{slug:client}"
    kind = kinds[name]
    return f"{{{'uuid' if kind is UUID else 'int' if kind is int else 'str'}:{name}}}"


def _model_name(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("-"))


def _taken(runs: Runs, without: set[str]) -> dict[str, tuple[Any, Any]]:
    """Return what a query or a command takes beside the scope: kind and usual value of each.

    A dataclass of filters is taken apart, as an address holds it.
    """
    hints = get_type_hints(runs)
    found: dict[str, tuple[Any, Any]] = {}
    for one in list(inspect.signature(runs).parameters.values())[1:]:
        if one.name in without:
            continue
        if one.kind is inspect.Parameter.VAR_KEYWORD:
            found |= {name: (kind, _EMPTY) for name, kind in _unpacked(hints[one.name]).items()}
        else:
            found[one.name] = (hints[one.name], one.default)
    return found


def _unpacked(kind: Any) -> dict[str, Any]:
    """Return the fields of `**terms: Unpack[Terms]`."""
    inner = get_args(kind)
    return get_type_hints(inner[0]) if inner else {}


def _given(taken: Mapping[str, tuple[Any, Any]], sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was sent as what is taken."""
    found = {}
    for name, (kind, _default) in taken.items():
        if name == "filters":
            found[name] = kind(**{one: part for one, part in sent.items() if one in _fields(kind)})
        elif name in sent:
            found[name] = value_of(kind, sent[name])
    return found


_OF_PAGES = {"page", "sort"}  # a walk goes by id
# What no query makes sense of beyond some size, by its name.
_BOUNDED: dict[str, Any] = {
    "page": Annotated[int, Shape(ge=1, le=BIGGEST)],
    "within_days": Annotated[int, Shape(ge=0, le=36_600, description="A century at most.")],
    "year": Annotated[int, Shape(ge=FIRST_YEAR, le=LAST_YEAR)] | None,
}


def _status(then: Runs | None, made: str, returns: Any) -> int:
    """Return how a command that went well is answered: as made, as it stands now, or with nothing."""
    if then is not None:
        return 201 if made else 200
    return 201 if returns is UUID else 204


def _fields(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {name: hints[name] for name in kind.__dataclass_fields__ if name not in _OF_PAGES}


def _in_query(
    operation: Operation, taken: Mapping[str, tuple[Any, Any]]
) -> list[inspect.Parameter]:
    found = []
    for name, (kind, default) in taken.items():
        if name == "filters":
            found += [
                parameter(one, shape_in_address(part), Query(getattr(kind, one, None)))
                for one, part in _fields(kind).items()
            ]
        elif f"{{{name}}}" not in operation.path:
            is_needed = default is _EMPTY and NoneType not in get_args(kind)
            usual = Query(...) if is_needed else Query(None if default is _EMPTY else default)
            found.append(parameter(name, _BOUNDED.get(name) or shape_in_address(kind), usual))
    return found


def _call(runs: Runs, scope: Scope, asked: dict[str, Any]) -> Any:
    """Ask, with what the query takes by position too."""
    positional = [
        asked.pop(one.name)
        for one in list(inspect.signature(runs).parameters.values())[1:]
        if one.kind is inspect.Parameter.POSITIONAL_ONLY
    ]
    return runs(scope, *positional, **asked)
