"""Questions written as SQL, for what every page asks; the walls hold here as everywhere.

Django would take longer to write them than PostgreSQL to answer them.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, TypeAlias, TypeVar

from django.db import connection
from django.db.models import Model

from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.trust.wall import opened

M = TypeVar("M", bound=Model)


def rows_of(sql: str, **values: Any) -> list[tuple[Any, ...]]:
    """Return the rows of a question, its values at their `%(name)s`; asked behind the wall."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def rows_of_long(sql: str, **values: Any) -> list[tuple[Any, ...]]:
    """Return what `rows_of` does, for a long question that is asked again and again.

    To set hundreds of values into it takes longer than to answer it; so the text is kept.
    """
    fixed = {name: tuple(one) if isinstance(one, list) else one for name, one in values.items()}
    return rows_of(_composed(sql, tuple(fixed.items())))


@lru_cache(maxsize=64)
def _composed(sql: str, values: tuple[tuple[str, Any], ...]) -> str:
    arrays = {name: list(one) if isinstance(one, tuple) else one for name, one in values}
    operations: Any = connection.ops  # those of PostgreSQL
    return str(operations.compose_sql(sql, arrays))


def find_row(model: type[M], **values: Any) -> M | None:
    """Return the row of a model that has these values in its columns, of which there is one."""
    for row in rows_of(_of(model, tuple(values)), **values):
        return model.from_db(connection.alias, _columns(model), row)
    return None


@cache
def _of(model: type[Model], names: tuple[str, ...]) -> str:
    columns = ", ".join(f'"{one}"' for one in _columns(model))
    wanted = " AND ".join(f'"{one}" = %({one})s' for one in names)
    # Names come from the model and from the code that asks, never from what somebody typed.
    table = model._meta.db_table  # noqa: SLF001 -- where Django tells it
    return f'SELECT {columns} FROM "{table}" WHERE {wanted}'  # noqa: S608


@cache
def _columns(model: type[Model]) -> list[str]:
    fields = model._meta.concrete_fields  # noqa: SLF001 -- likewise
    return [field.attname for field in fields]


@dataclass(frozen=True)
class Ask:
    """A question that may be asked together with others.

    Values of one name must mean the same in all that are asked together.
    """

    sql: str
    values: Callable[[Scope], dict[str, Any]]


Question: TypeAlias = "Ask | Count"
Answers: TypeAlias = dict[Question, list[tuple[Any, ...]]]
_answers: ContextVar[tuple[Scope, Answers] | None] = ContextVar("answers", default=None)


def answer(scope: Scope, question: Question) -> list[tuple[Any, ...]]:
    """Return the rows of a question, asked behind the wall unless it was `asked_together`."""
    known = _answers.get()
    if known is not None and question in known[1] and known[0] == scope:
        return known[1][question]
    return rows_of(question.sql, **question.values(scope))


@contextmanager
def asked_together(scope: Scope, *questions: Question) -> Iterator[None]:
    """Ask some questions in one round trip; inside, `answer` has what this scope was told.

    For pages that ask many small things: waiting for each costs more than answering all.
    """
    values: dict[str, Any] = {}
    for one in questions:
        for name, value in one.values(scope).items():
            if values.setdefault(name, value) != value:
                raise ValueError(f"Two questions asked together mean different things by {name}.")
    found: Answers = {}
    with connection.cursor() as cursor:
        cursor.execute(";\n".join(one.sql for one in questions), values)
        for one in questions:
            found[one] = cursor.fetchall()
            cursor.nextset()
    token = _answers.set((scope, found))
    try:
        yield
    finally:
        _answers.reset(token)


@dataclass(frozen=True)
class Count:
    """A number that may be asked for together with others: who may, its question, its values.

    Values of one name must mean the same in all that are asked together.
    """

    may: Permission
    sql: str
    values: Callable[[Scope], dict[str, Any]]


def count_all(scope: Scope, counts: Sequence[Count]) -> tuple[int, ...]:
    """Return some counts in the order asked for (one SQL query for all of them; none for none).

    :raises MayNot: if the scope may not know one of them
    """
    if not counts:
        return ()
    values: dict[str, Any] = {}
    for one in counts:
        scope.require(one.may)
        values |= one.values(scope)
    with opened(scope):
        ((*found,),) = rows_of(f"SELECT {', '.join(f'({one.sql})' for one in counts)}", **values)
    return tuple(found)
