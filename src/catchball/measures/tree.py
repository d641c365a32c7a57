"""A metric as canonical JSON and back, so that it can be stored, signed and hashed."""

from dataclasses import fields, is_dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeAlias, cast, get_args, get_origin, get_type_hints

from catchball.kernel import canonical
from catchball.kernel.words import _
from catchball.measures import language
from catchball.measures.language import IllMade, Metric

Tree: TypeAlias = dict[str, Any]

_NODES: dict[str, type] = {
    node.__name__: node
    for node in (getattr(language, name) for name in language.__all__)
    if isinstance(node, type) and is_dataclass(node)
}


class NotAMetric(IllMade):
    """A stored tree cannot be read as a metric."""


def to_json(metric: Metric) -> Tree:
    """Return the whole definition of a metric as a JSON object; `from_json` turns it back.

    Each node says its `type`; decimals are strings, as RFC 8785 has binary numbers only.
    """
    return cast("Tree", written(metric))


def fingerprint(metric: Metric) -> str:
    """Return the SHA-256 of the canonical JSON of a metric, as 64 hexadecimal digits.

    Source: RFC 8785 (JSON Canonicalization Scheme), FIPS 180-4 (SHA-256).
    """
    return canonical.fingerprint(to_json(metric))


def from_json(tree: Tree) -> Metric:
    """Return the metric that a JSON object defines, checked as if it were written by hand.

    :raises NotAMetric: if the object has another shape
    :raises IllMade: if it has the shape and means nothing
    """
    return cast("Metric", _read(tree, Metric))


def written(value: Any) -> Any:
    """Return a part of a definition as JSON can hold it."""
    if is_dataclass(value) and not isinstance(value, type):
        node: Tree = {field.name: written(getattr(value, field.name)) for field in fields(value)}
        return {"type": type(value).__name__, **node}
    match value:
        case tuple():
            return [written(each) for each in value]
        case Enum():
            return value.value
        case Decimal():
            return str(value)
        case _:
            return value


def _read(value: Any, wanted: Any) -> Any:
    if get_origin(wanted) is tuple:
        return _read_tuple(value, get_args(wanted)[0])
    if isinstance(value, dict):
        return _read_node(value, wanted)
    if isinstance(wanted, UnionType) and value is None and NoneType in get_args(wanted):
        return None
    if isinstance(wanted, type) and issubclass(wanted, Decimal | Enum):
        return _read_word(value, wanted)
    if wanted in {str, int} and type(value) is wanted:
        return value
    raise _not_a_metric(value)


def _read_tuple(value: Any, wanted: Any) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise _not_a_metric(value)
    return tuple(_read(each, wanted) for each in value)


def _read_word(value: Any, wanted: type[Decimal | Enum]) -> Decimal | Enum:
    if not isinstance(value, str):
        raise _not_a_metric(value)
    try:
        return wanted(value)
    except (InvalidOperation, ValueError):
        raise _not_a_metric(value) from None


def _read_node(value: Tree, wanted: Any) -> Any:
    node = _NODES.get(str(value.get("type")))
    allowed = get_args(wanted) if isinstance(wanted, UnionType) else (wanted,)
    if node is None or node not in allowed:
        raise _not_a_metric(value)
    hints = _hints_of(node)
    if set(value) != {"type", *hints}:
        raise _not_a_metric(value)
    return node(**{name: _read(value[name], hint) for name, hint in hints.items()})


@cache
def _hints_of(node: type) -> dict[str, Any]:
    return get_type_hints(node)


def _not_a_metric(value: Any) -> NotAMetric:
    return NotAMetric(_("This is no part of a metric: %(part)s.", part=repr(value)[:120]))
