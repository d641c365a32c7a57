"""Values on their way out: as JSON, and the description of that in OpenAPI."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from catchball.kernel.words import Later
from catchball.kernel.worktime import WorkCalendar, as_json

_REFERENCE = "#/components/schemas/"
_SCALARS: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    Later: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bytes: {"type": "string"},
    UUID: {"type": "string", "format": "uuid"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    # By the clock of a place, so without the zone that the format "time" wants (RFC 3339, 5.6).
    time: {
        "type": "string",
        "pattern": r"^[0-2][0-9]:[0-5][0-9]:[0-5][0-9](\.[0-9]+)?$",
        "examples": ["09:30:00"],
    },
    timedelta: {"type": "number", "description": "In seconds."},
    Decimal: {"type": "string", "format": "decimal", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"},
    WorkCalendar: {"type": "object", "description": "Weeks, holidays, closures, special hours."},
    type(None): {"type": "null"},
}


def _number(value: Decimal) -> str:
    return format(value, "f")


_AS_IT_IS = (str, int, bool, float)
_PLAIN: dict[Any, Callable[[Any], Any]] = {
    UUID: str,
    Later: str,
    Decimal: _number,
    date: date.isoformat,
    datetime: datetime.isoformat,
    time: time.isoformat,
    timedelta: timedelta.total_seconds,
    WorkCalendar: as_json,
    bytes: bytes.decode,
}


@lru_cache
def _names(kind: Any) -> tuple[str, ...]:
    """Return which fields of a dataclass are told: all but paths of the machine."""
    hints = get_type_hints(kind)
    return tuple(one.name for one in fields(kind) if hints[one.name] is not Path)


def plain(value: Any) -> Any:
    """Return the value as JSON holds it: sets in order, decimals as text, instants with zone."""
    kind = type(value)
    if value is None or kind in _AS_IT_IS:
        return value
    if kind in _PLAIN:
        return _PLAIN[kind](value)
    if isinstance(value, Enum):
        return plain(value.value)
    return _record(value) if is_dataclass(value) else _collection(value)


def _record(value: Any) -> dict[str, Any]:
    return {name: plain(getattr(value, name)) for name in _names(value.__class__)}


def _collection(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(plain(name)): plain(part) for name, part in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((plain(one) for one in value), key=str)
    if hasattr(value, "_fields"):
        return {name: plain(part) for name, part in zip(value._fields, value, strict=True)}
    return [plain(one) for one in value] if isinstance(value, tuple | list) else str(value)


def written(value: Any) -> bytes:
    """Return the value as the text of an answer."""
    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":")).encode()


def etag_of(body: bytes, version: int | None) -> str:
    """Return the tag of an answer: the record's version, and a fingerprint of all of it.

    >>> etag_of(b"{}", 3)
    '"3-44136fa355b3678a"'
    """
    print_ = sha256(body).hexdigest()[:16]
    return f'"{print_}"' if version is None else f'"{version}-{print_}"'


def version_of(value: Any) -> int | None:
    """Return the version by which a record is changed, where the answer is one."""
    for part in (value, getattr(value, "line", None)):
        for name in ("version", "edition"):
            found = getattr(part, name, None)
            if isinstance(found, int):
                return found
    return None


class Described:
    """Gathers the shapes of all answers under names of their own."""

    def __init__(self) -> None:
        self.schemas: dict[str, dict[str, Any]] = {}

    def of(self, kind: Any) -> dict[str, Any]:
        """Return the JSON Schema of what `plain` makes of this kind."""
        if kind in _SCALARS:
            return dict(_SCALARS[kind])
        if isinstance(kind, type) and issubclass(kind, Enum):
            return {"type": "string", "enum": [one.value for one in kind]}
        if isinstance(kind, type) and (is_dataclass(kind) or hasattr(kind, "_fields")):
            return self._record(kind)
        return self._made_of(get_origin(kind), get_args(kind))

    def _made_of(self, origin: Any, parts: tuple[Any, ...]) -> dict[str, Any]:
        if origin in (Union, UnionType):
            return {"anyOf": [self.of(one) for one in parts]}
        if origin is tuple and parts[-1:] != (Ellipsis,):
            every = [self.of(one) for one in parts]
            if not every:
                return {"type": "array", "maxItems": 0}
            return {
                "type": "array",
                "items": {"anyOf": every},
                "minItems": len(every),
                "maxItems": len(every),
            }
        if origin in (tuple, list, set, frozenset):
            return {"type": "array", "items": self.of(parts[0])}
        if origin in (dict, Mapping):
            return {"type": "object", "additionalProperties": self.of(parts[1])}
        return {}

    def _record(self, kind: type[Any]) -> dict[str, Any]:
        name = _called(kind)
        if name not in self.schemas:
            self.schemas[name] = {}  # a record may hold others of its own kind
            hints = get_type_hints(kind)
            told = _names(kind) if is_dataclass(kind) else kind._fields
            self.schemas[name] = {
                "type": "object",
                "description": " ".join((kind.__doc__ or "").split()),
                "properties": {one: self.of(hints[one]) for one in told},
                "required": list(told),
            }
        return {"$ref": f"{_REFERENCE}{name}"}


def _called(kind: type[Any]) -> str:
    """Return the name of a record among those of all contexts.

    >>> from catchball.workplace.programs.queries import ClientLine
    >>> _called(ClientLine)
    'programs.ClientLine'
    """
    parts = kind.__module__.split(".")
    context = parts[2] if parts[1] == "workplace" else parts[1]
    return f"{context}.{kind.__name__}"
