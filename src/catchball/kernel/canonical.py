"""One spelling of a JSON value, so that its hash can be checked by anyone."""

import hashlib
from typing import Any

import rfc8785


def canonical(value: Any) -> bytes:
    """Return the canonical JSON of a value made of dicts, lists, strings, numbers and None.

    Decimals are refused: write them as strings, for JSON numbers are binary.

    Source: RFC 8785 (JSON Canonicalization Scheme).

    >>> canonical({"b": 1, "a": [True, None]})
    b'{"a":[true,null],"b":1}'
    """
    return rfc8785.dumps(value)


def fingerprint(value: Any) -> str:
    """Return the SHA-256 of the canonical JSON, as 64 hexadecimal digits.

    >>> fingerprint({})
    '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a'
    """
    return hashlib.sha256(canonical(value)).hexdigest()
