"""One spelling of a JSON value, so that its hash can be checked by anyone."""

import hashlib
import json
from contextlib import suppress
from decimal import Decimal
from typing import Any

import rfc8785

# Beyond this a number of JavaScript, hence of the scheme, is not exact.
_WHOLE = 2**53 - 1


def canonical(value: Any) -> bytes:
    """Return the canonical JSON of a value made of dicts, lists, strings, numbers and None.

    Decimals are refused: write them as strings, for JSON numbers are binary.

    Source: RFC 8785 (JSON Canonicalization Scheme).

    >>> canonical({"b": 1, "a": [True, None]})
    b'{"a":[true,null],"b":1}'
    """
    if _is_plain(value):
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        with suppress(UnicodeEncodeError):  # half of a sign, which the scheme refuses too
            return text.encode()
    return rfc8785.dumps(value)


def _is_plain(value: Any) -> bool:
    """Answer whether the standard library, many times quicker, spells the value the same way."""
    match value:
        case str() | None | bool():
            return True
        case int():
            return type(value) is int and abs(value) <= _WHOLE
        case list() | tuple():
            return all(map(_is_plain, value))
        case dict():
            named = all(isinstance(name, str) and name.isascii() for name in value)
            return named and all(map(_is_plain, value.values()))
        case _:
            return False


def fingerprint(value: Any) -> str:
    """Return the SHA-256 of the canonical JSON, as 64 hexadecimal digits.

    >>> fingerprint({})
    '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a'
    """
    return hashlib.sha256(canonical(value)).hexdigest()


def as_stored(value: Any) -> str:
    """Return a JSON value as PostgreSQL writes its jsonb, which keeps decimals exactly.

    Numbers are int or Decimal; float is refused, for it has lost digits already.

    Source: PostgreSQL documentation, JSON types; order of keys: by length in bytes, then by bytes.

    >>> as_stored({"bb": Decimal("1.50"), "a": [True, None, "é"]})
    '{"a": [true, null, "é"], "bb": 1.50}'
    """
    match value:
        case dict():
            names = sorted(value, key=lambda name: (len(name.encode()), name.encode()))
            parts = (f"{_quoted(name)}: {as_stored(value[name])}" for name in names)
            return "{" + ", ".join(parts) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(as_stored, value)) + "]"
        case str():
            return _quoted(value)
        case _:
            return _scalar(value)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _scalar(value: Any) -> str:
    match value:
        case None | bool():
            return json.dumps(value)
        case int():
            return str(value)
        case Decimal():
            return format(abs(value) if value.is_zero() else value, "f")
        case _:
            raise TypeError(f"{type(value).__name__} is not kept exactly in JSON.")
