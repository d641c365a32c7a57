"""A statement as text and parameters; only names from facts ever enter the text."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from catchball.kernel.words import _
from catchball.measures.language import Facts, IllMade


class MayNotFilter(IllMade):
    """A number is to be narrowed by a column that its facts do not offer for it."""


_PLACE = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True)
class Statement:
    """SQL with named psycopg parameters; `client_id` is wanted and comes from the caller."""

    sql: str
    params: Mapping[str, Any]

    def renamed(self, prefix: str) -> "Statement":
        """Return the same statement with a prefix before the name of each parameter."""
        sql = _PLACE.sub(rf"%({prefix}\1)s", self.sql)
        return Statement(sql, {f"{prefix}{name}": value for name, value in self.params.items()})

    def with_client(self, client: UUID) -> "Statement":
        """Return the statement for one client."""
        return replace(self, params={**self.params, "client_id": client})


def joined(statements: Iterable[Statement]) -> Statement:
    """Return one statement whose rows are those of all, each with its own place as a last column.

    Each keeps its own parameters: one statement for each of many clients becomes one question.
    """
    parts: list[str] = []
    params: dict[str, Any] = {}
    for place, statement in enumerate(statements):
        own = statement.renamed(f"s{place}_")
        parts.append(f"SELECT one.*, {place:d} AS place FROM (\n{own.sql}\n) one")
        params.update(own.params)
    return Statement("\nUNION ALL\n".join(parts), params)


@dataclass
class Binder:
    """Collects the values of a statement and hands out their places."""

    params: dict[str, Any] = field(default_factory=dict)
    _places: dict[tuple[str, str], str] = field(default_factory=dict)

    def bind(self, value: Any, sql_type: str) -> str:
        """Return the place of a value of that SQL type; the same values share one."""
        key = (sql_type, repr(value))
        if key not in self._places:
            name = f"p{len(self.params) + 1}"
            self.params[name] = value
            self._places[key] = f"%({name})s::{sql_type}"
        return self._places[key]

    def bind_days(self, days: Iterable[date]) -> str:
        """Return the place of an array of days, written out here: quicker than day by day."""
        return self.bind(f"{{{','.join(day.isoformat() for day in days)}}}", "date[]")

    def known_on(self, day: date) -> None:
        """Set the day as of which everything is seen."""
        self.params["known_on"] = day


KNOWN_ON = "%(known_on)s::date"


def rows_of(facts: Facts, filters: Mapping[str, Any], binder: Binder) -> str:
    """Return the condition that a row is the client's and passes the filters.

    :raises MayNotFilter: if the facts do not offer a filter
    """
    parts = ["f.client_id = %(client_id)s::uuid"]
    for name, value in filters.items():
        if name not in facts.filters:
            raise MayNotFilter(
                _(
                    "The %(facts)s cannot be narrowed by “%(name)s”.",
                    facts=_(facts.many),
                    name=name,
                )
            )
        parts.append(f'f."{name}" = {binder.bind(value, _sql_type(value))}')
    return " AND ".join(parts)


def _sql_type(value: Any) -> str:
    return "uuid" if isinstance(value, UUID) else "text"
