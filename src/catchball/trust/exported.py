"""Checks an exported journal without any database: with the public key alone."""

import json
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from catchball.kernel.canonical import as_stored
from catchball.kernel.errors import Invalid
from catchball.kernel.merkle import leaf_hash, root_by_path
from catchball.trust.seals import Sealed
from catchball.trust.verifying import Finding, Verdict, Wrong, check_seal


class NoSuchExport(Invalid):
    """A file is no exported journal."""


def seal_line(one: Sealed) -> dict[str, Any]:
    """Return a seal as a line of an export holds it."""
    return {
        "kind": "seal",
        "number": one.number,
        "leaves": one.leaves,
        "root": one.root.hex(),
        "previous": one.previous.hex(),
        "sealed_at": one.sealed_at.isoformat(),
        "public_key": one.public_key.hex(),
        "signature": one.signature.hex(),
    }


def _seal_of(line: dict[str, Any]) -> Sealed:
    return Sealed(
        number=line["number"],
        leaves=line["leaves"],
        root=bytes.fromhex(line["root"]),
        previous=bytes.fromhex(line["previous"]),
        sealed_at=datetime.fromisoformat(line["sealed_at"]),
        public_key=bytes.fromhex(line["public_key"]),
        signature=bytes.fromhex(line["signature"]),
    )


def verify_export(lines: Iterable[str], *, keys: Collection[bytes]) -> Verdict:
    """Return what is wrong with the lines of an export.

    It shows that every line was in the journal when its seal was made. What was left out when it
    was exported, or taken out since, it cannot show: only the database can.

    :raises NoSuchExport: if a line is none of an export
    """
    seals: dict[int, Sealed] = {}
    content: list[tuple[int, dict[str, Any]]] = []
    for number, text in enumerate(lines, start=1):
        line = _parsed(number, text)
        if line["kind"] == "seal":
            one = _read(number, line)
            seals[one.number] = one
        elif line["kind"] in {"entry", "change"}:
            content.append((number, line))
    found = [
        *(finding for one in seals.values() for finding in check_seal(one, keys)),
        *_chained(seals),
        *(finding for at, line in content for finding in _check(at, line, seals)),
    ]
    found.sort(key=lambda one: (one.seal is None, one.seal or 0))
    return Verdict(
        seals=len(seals),
        lines=len(content),
        waiting=sum(line.get("seal") is None for _at, line in content),
        records=0,
        last=seals[max(seals)] if seals else None,
        findings=tuple(found),
    )


def _parsed(number: int, text: str) -> dict[str, Any]:
    try:
        line = json.loads(text, parse_float=Decimal)
    except ValueError:
        line = None
    if not isinstance(line, dict) or "kind" not in line:
        raise NoSuchExport(f"Line {number} is not a line of an exported journal.")
    return line


def _read(number: int, line: dict[str, Any]) -> Sealed:
    try:
        return _seal_of(line)
    except (KeyError, TypeError, ValueError) as error:
        raise NoSuchExport(f"Line {number} is not a seal as it was exported.") from error


def _chained(seals: dict[int, Sealed]) -> Iterator[Finding]:
    for number, one in seals.items():
        before = seals.get(number - 1)
        if before and one.previous != before.hash:
            said = "It does not follow the seal before it."
            yield Finding(number, Wrong.BROKEN, "its chain", said)


def _check(at: int, line: dict[str, Any], seals: dict[int, Sealed]) -> Iterator[Finding]:
    number = line.get("seal")
    if number is None:
        return
    where = f"line {at}, {line['kind']} {line.get('content', {}).get('id', '?')}"
    one = seals.get(number)
    if one is None:
        yield Finding(number, Wrong.MISSING, where, "Its seal is not in the file.")
    elif not _leads_to_root(line, one):
        yield Finding(number, Wrong.CHANGED, where, "It is not what was sealed.")


def _leads_to_root(line: dict[str, Any], one: Sealed) -> bool:
    try:
        hashed = leaf_hash(as_stored(line["content"]).encode())
        path = [bytes.fromhex(step) for step in line["path"]]
        return root_by_path(hashed, line["leaf_no"], one.leaves, path) == one.root
    except (KeyError, TypeError, ValueError):
        return False
