"""The description of the API: OpenAPI 3.1, with words, answers and an example for everything."""

import json
from functools import lru_cache
from typing import Any

from ninja import NinjaAPI

from catchball.site.api.conditions import TAG
from catchball.site.api.doing import KEY
from catchball.site.api.examples import example_of
from catchball.site.api.operations import OPERATIONS, Operation
from catchball.site.api.telling import Described
from catchball.trust.tokens.answers import LONGEST_KEY

BASE = "/api/v1/"
_PROBLEM = "Problem"
_ABOUT = """\
What Catchball can do, for machines: each operation is one command or one query of the product, \
with the same permissions, the same wall between clients and the same errors.

**Tokens.** Make one on the page *API access* and send it as `Authorization: Bearer cb_…`. It never \
allows more than its owner may, and may be narrowed to reading, to some permissions or clients.

**Lists** come page by page: ask again with `cursor` set to `next` until it is null. At most 200 \
rows a page, in an order that does not change.

**Versions.** A record's answer carries an `ETag`. Send it back as `If-None-Match` to hear 304 while \
nothing changed, and as `If-Match` with every change: 428 without it, 412 with what changed if \
somebody was faster.

**Once.** Send an `Idempotency-Key` with a change and repeat the same request as often as the line \
breaks: it happens once, and the answer is the same for a day.

**Errors** are `application/problem+json` (RFC 9457): `detail` is a sentence for a person, `errors` \
one for each field, `code` the kind.

**How often.** A token may ask as often within a minute as `RateLimit-Policy` says; beyond that it \
hears 429 and when to come back (`Retry-After`).
"""
_PROBLEM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": "What went wrong, and what to do (RFC 9457).",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "A sentence for a person."},
        "code": {"type": "string", "description": "The kind of error."},
        "errors": {
            "type": "object",
            "description": "A sentence for each field.",
            "additionalProperties": {"type": "string"},
        },
        "changes": {
            "type": "array",
            "description": "What happened to the record since.",
            "items": {},
        },
    },
    "required": ["type", "title", "status", "detail"],
}
_REFUSALS: dict[str, str] = {
    "400": "A header or the body cannot be read.",
    "401": "No token, or one that opens nothing.",
    "403": "The role or the token does not allow it.",
    "404": "Not there, or another's.",
    "409": "A rule of the business stands against it.",
    "412": "The record moved on since the version in If-Match.",
    "413": "Larger than anything that is taken.",
    "422": "What was sent does not have the shape asked for, or a value does not do.",
    "428": "If-Match is missing.",
    "429": "Asked too often within this minute.",
}
_HEADERS: dict[str, dict[str, Any]] = {
    "If-Match": {
        "description": "The ETag under which the record was read.",
        "required": True,
        "example": '"1-44136fa355b3678a"',
        "schema": {"type": "string", "pattern": TAG},
    },
    "If-None-Match": {
        "description": "ETags that are known already.",
        "example": '"1-44136fa355b3678a"',
    },
    "Idempotency-Key": {
        "description": "Any text that this change alone has, such as a UUID.",
        "example": "5f1c9a52-7b0e-4a53-9d0c-1f6f0f6c9a11",
        "schema": {"type": "string", "maxLength": LONGEST_KEY, "pattern": KEY},
    },
}


def document(api: NinjaAPI) -> dict[str, Any]:
    """Return the whole description, as JSON would hold it."""
    found: dict[str, Any] = json.loads(
        json.dumps(api.get_openapi_schema(path_prefix=BASE), default=str)
    )
    found["info"]["description"] = _ABOUT
    schemas = found["components"]["schemas"]
    schemas[_PROBLEM] = _PROBLEM_SCHEMA
    described = Described()
    described.schemas = schemas
    for path in found["paths"].values():
        for method, told in path.items():
            _tell(told, method, OPERATIONS[told["operationId"]], described)
    _exemplify(found)
    return found


def _tell(told: dict[str, Any], method: str, operation: Operation, described: Described) -> None:
    words, _gap, _more = operation.words.partition("\n")
    told["summary"] = words.rstrip(".")
    refused = "".join(f"\n- {one}" for one in operation.refusals)
    told["description"] = "\n\n".join(
        part
        for part in (
            operation.words,
            f"Permission: `{operation.may}`." if operation.may else "",
            f"Refuses:\n{refused}" if refused else "",
        )
        if part
    )
    names = {"If-None-Match"} if method == "get" else {"Idempotency-Key"}
    names |= {"If-Match"} if operation.versioned else set()
    told["parameters"] += [
        {"in": "header", "name": name, "schema": {"type": "string"}, **_HEADERS[name]}
        for name in sorted(names)
    ]
    told["responses"] = _answers(operation, described) | _refusals(operation)


def _answers(operation: Operation, described: Described) -> dict[str, Any]:
    if operation.status == 204:
        return {"204": {"description": "Done."}}
    answer: dict[str, Any] = {
        "description": "As it stands now.",
        "headers": {"ETag": {"schema": {"type": "string"}}},
        "content": {operation.media: {"schema": _shape(operation, described)}},
    }
    if operation.method == "GET":
        return {"200": answer, "304": {"description": "Nothing changed since."}}
    return {str(operation.status): answer}


def _shape(operation: Operation, described: Described) -> dict[str, Any]:
    if operation.media != "application/json":
        return {"type": "string"}
    if not operation.is_list:
        return described.of(operation.answers)
    rows = described.of(operation.answers)
    return {
        "type": "object",
        "properties": {
            "items": rows,
            "next": {
                "type": ["string", "null"],
                "description": "The cursor of the next page; null at the end.",
            },
        },
        "required": ["items", "next"],
    }


def _refusals(operation: Operation) -> dict[str, Any]:
    codes = {"401", "403", "404", "409", "422", "429"}
    if operation.method == "POST":
        codes |= {"400", "413"}
    if operation.versioned:
        codes |= {"412", "428"}
    schema = {"$ref": f"#/components/schemas/{_PROBLEM}"}
    return {
        code: {
            "description": _REFUSALS[code],
            "content": {"application/problem+json": {"schema": schema}},
        }
        for code in sorted(codes)
    }


def _exemplify(found: dict[str, Any]) -> None:
    """Put an example beside every parameter, every body and every answer."""
    schemas = found["components"]["schemas"]
    for path in found["paths"].values():
        for told in path.values():
            for one in told["parameters"]:
                one.setdefault("example", example_of(one["schema"], schemas, one["name"]))
            contents = [told.get("requestBody", {}).get("content", {})]
            contents += [one.get("content", {}) for one in told["responses"].values()]
            for content in contents:
                for part in content.values():
                    part["example"] = example_of(part["schema"], schemas)


@lru_cache
def written_once(api: NinjaAPI) -> bytes:
    """Return the description as it is sent; it stays the same while the program runs."""
    return json.dumps(document(api), ensure_ascii=False).encode()
