"""Examples for the reference, made from the shapes and from how the fields are called."""

from typing import Any

_BY_NAME: dict[str, Any] = {
    "reference": "D-118",
    "client_reference": "PO-7",
    "slug": "acme",
    "client": "acme",
    "client_slug": "acme",
    "client_name": "Acme",
    "code": "API-1",
    "name": "Acme tablets",
    "zone": "Europe/London",
    "country": "GB",
    "email": "ann@acme.example",
    "item": "Tablets 10 mg",
    "unit": "packs",
    "destination": "Rotterdam",
    "file_name": "shipments.csv",
    "what": "deliveries",
    "metric_key": "on-time-delivery",
    "month": "2026-10",
    "reason": "Proof of dispatch 118",
    "url": "https://hooks.acme.example/catchball",
    "next": None,
}
_BY_FORMAT: dict[str, Any] = {
    "uuid": "01934f2a-7c1e-7b43-9d55-8a4c2f6b1e07",
    "date": "2026-11-16",
    "time": "09:30:00",
    "date-time": "2026-11-16T09:30:00+00:00",
    "decimal": "1000",
    "binary": "reference,promised\nD-118,2026-11-16\n",
}
_BY_TYPE: dict[str, Any] = {"string": "text", "integer": 1, "number": 0.95, "boolean": True}
_DEEPEST = 8


def example_of(
    schema: dict[str, Any], schemas: dict[str, Any], name: str = "", depth: int = 0
) -> Any:
    """Return a value of the shape, as a reader would expect it under this name."""
    if "$ref" in schema:
        return example_of(schemas[schema["$ref"].rpartition("/")[2]], schemas, name, depth)
    stated = [schema[key] for key in ("const", "default") if schema.get(key) is not None]
    stated += [*schema.get("examples", []), *schema.get("enum", [])]
    if stated:
        return stated[0]
    kind = "anyOf" if "anyOf" in schema else schema.get("type")
    match kind:
        case "anyOf":
            found = _either(schema["anyOf"], schemas, name, depth)
        case "object":
            found = _record(schema, schemas, depth)
        case "array":
            found = _list(schema, schemas, name, depth)
        case _:
            found = _scalar(schema, name)
    return found


def _either(choices: list[dict[str, Any]], schemas: dict[str, Any], name: str, depth: int) -> Any:
    one = next((one for one in choices if one.get("type") != "null"), choices[0])
    nothing = depth >= _DEEPEST and {"type": "null"} in choices
    return None if nothing else example_of(one, schemas, name, depth)


def _record(schema: dict[str, Any], schemas: dict[str, Any], depth: int) -> dict[str, Any]:
    parts = schema.get("properties", {})
    return {name: example_of(part, schemas, name, depth + 1) for name, part in parts.items()}


def _list(schema: dict[str, Any], schemas: dict[str, Any], name: str, depth: int) -> list[Any]:
    every = schema.get("items", {}).get("anyOf", [])
    if every and schema.get("minItems") == len(every):  # a tuple, in the order of its parts
        return [example_of(one, schemas, name, depth + 1) for one in every]
    if depth >= _DEEPEST or not schema.get("items"):
        return []
    return [example_of(schema["items"], schemas, name.rstrip("s"), depth + 1)]


def _scalar(schema: dict[str, Any], name: str) -> Any:
    kind = schema.get("type")
    if isinstance(kind, list):
        return None
    if kind == "string" and isinstance(_BY_NAME.get(name), str) and "format" not in schema:
        return _BY_NAME[name]
    return _BY_FORMAT.get(schema.get("format", ""), _BY_TYPE.get(kind or ""))
