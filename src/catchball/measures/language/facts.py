"""What a metric is measured on: rows of one table, whose fields have kinds and names."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from catchball.kernel.errors import Invalid
from catchball.kernel.words import _

NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
RESERVED = frozenset({"fact_id", "outcome"})


class IllMade(Invalid):
    """A metric is put together in a way that means nothing."""


class NameIsNoName(IllMade):
    """A table or field has a name that cannot be one."""


class NameIsTaken(IllMade):
    """Two things would have the same name."""


class UnknownField(IllMade):
    """A metric speaks of a field that its facts do not have."""


class WrongKind(IllMade):
    """A metric compares a field with something of another kind."""


class Kind(StrEnum):
    """What the values of a field are."""

    DAY = "day"
    NUMBER = "number"
    TEXT = "text"
    FLAG = "flag"


@dataclass(frozen=True)
class Field:
    """One field of a fact: its column, its kind, and its name in a sentence.

    `since` names the day field from which on the value was known, so that a number as of a past
    day does not know the future: a delivered quantity is known since the delivery day. A day on
    which something happened is known since itself. Where that day is unknown, the value is taken
    as it stands. Empty: the value was always known, like a promised day.
    """

    name: str
    kind: Kind
    said: str
    since: str = ""


@dataclass(frozen=True)
class Facts:
    """A source of facts: a table with `id`, `client_id` and the fields that metrics may use.

    `one` and `many` name a fact in a sentence; `filters` are the columns by which a number may be
    narrowed.
    """

    key: str
    title: str
    table: str
    fields: tuple[Field, ...]
    one: str
    many: str
    filters: tuple[str, ...] = ("program_id",)

    def __post_init__(self) -> None:
        names = [field.name for field in self.fields]
        _check_names([self.table, *names, *self.filters])
        if len(set(names)) < len(names):
            raise NameIsTaken(
                _("The facts “%(facts)s” have two fields of one name.", facts=self.key)
            )
        for field in self.fields:
            if field.since:
                self.require(field.since, Kind.DAY)

    def field(self, name: str) -> Field:
        """Return the field of that name.

        :raises UnknownField: if the facts have none
        """
        for field in self.fields:
            if field.name == name:
                return field
        raise UnknownField(
            _("The %(facts)s have no field “%(field)s”.", facts=self.many, field=name)
        )

    def require(self, name: str, kind: Kind | None = None) -> None:
        """Let a field be used only if the facts have it and, unless None, it is of that kind.

        :raises UnknownField: if the facts have none of that name
        :raises WrongKind: if it is of another kind
        """
        field = self.field(name)
        if kind is not None and field.kind is not kind:
            raise WrongKind(
                _(
                    "The field “%(field)s” is a %(kind)s and cannot be used as a %(wanted)s.",
                    field=name,
                    kind=field.kind.value,
                    wanted=kind.value,
                )
            )


def _check_names(names: Iterable[str]) -> None:
    for name in names:
        if not NAME.fullmatch(name) or name in RESERVED:
            raise NameIsNoName(_("“%(name)s” cannot be the name of a column.", name=name))
