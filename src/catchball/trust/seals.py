"""Seals: the journal's lines in batches, each a Merkle tree, chained to the last one and signed.

No line waits for another while it is written: a job seals what has been committed, whatever the
order, and moves it from those that wait to the members of the seal.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.db import connection, transaction

from catchball.kernel.canonical import canonical
from catchball.kernel.errors import Invalid
from catchball.kernel.merkle import root_of

LEAVES = 4096  # at most, so that the path of one leaf is short and a seal quickly read
FIRST = bytes(32)  # what the first seal is chained to
_LOCK = 0x5EA1


class NoSuchKey(Invalid):
    """A text is no key."""


@dataclass(frozen=True)
class SealKey:
    """The private key that signs seals; it lives outside the database."""

    private: Ed25519PrivateKey

    @property
    def public(self) -> bytes:
        """The public key, 32 bytes: whoever has it can check seals."""
        return self.private.public_key().public_bytes_raw()


def key_from(secret: str) -> SealKey:
    """Return the key that a secret text stands for.

    :raises NoSuchKey: if the text is too short to be one
    """
    if len(secret) < 32:
        raise NoSuchKey("The key for sealing must have at least 32 characters.")
    seed = hashlib.sha256(b"catchball seal key\0" + secret.encode()).digest()
    return SealKey(Ed25519PrivateKey.from_private_bytes(seed))


def public_key_from(text: str) -> bytes:
    """Return a public key from its 64 hexadecimal digits.

    :raises NoSuchKey: if it is none
    """
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        key = b""
    if len(key) != 32:
        raise NoSuchKey("A public key is 64 hexadecimal digits: ./catchball verify --show-key")
    return key


@dataclass(frozen=True)
class Sealed:
    """One seal: what it states, and the signature under it."""

    number: int
    leaves: int
    root: bytes
    previous: bytes
    sealed_at: datetime
    public_key: bytes
    signature: bytes = b""

    @property
    def statement(self) -> bytes:
        """What is signed: canonical JSON (RFC 8785), instants as UTC text."""
        return canonical(
            {
                "leaves": self.leaves,
                "number": self.number,
                "previous": self.previous.hex(),
                "public_key": self.public_key.hex(),
                "root": self.root.hex(),
                "sealed_at": self.sealed_at.astimezone(UTC).isoformat(timespec="microseconds"),
            }
        )

    @property
    def hash(self) -> bytes:
        """What the next seal is chained to."""
        return hashlib.sha256(self.statement).digest()

    @property
    def is_signed(self) -> bool:
        """Answer whether the signature is that of its public key (RFC 8032)."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public_key).verify(
                self.signature, self.statement
            )
        except (InvalidSignature, ValueError):
            return False
        return True


def sealed(row: Sequence[Any]) -> Sealed:
    """Return a seal from its columns, in the order of `COLUMNS`."""
    number, leaves, root, previous, sealed_at, public_key, signature = row
    return Sealed(
        number,
        leaves,
        bytes(root),
        bytes(previous),
        sealed_at,
        bytes(public_key),
        bytes(signature),
    )


COLUMNS = "number, leaves, root, previous, sealed_at, public_key, signature"


def seal_waiting(key: SealKey, *, now: datetime) -> list[Sealed]:
    """Seal every line of the journal that waits, in batches, each in a transaction of its own."""
    made = []
    while one := _seal_batch(key, now):
        made.append(one)
    return made


@transaction.atomic
def _seal_batch(key: SealKey, now: datetime) -> Sealed | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        cursor.execute(
            """
            WITH taken AS (
                DELETE FROM trust_unsealed
                WHERE id IN (SELECT id FROM trust_unsealed ORDER BY id LIMIT %s)
                RETURNING entry_id, change_id, leaf
            ) SELECT entry_id, change_id, leaf FROM taken ORDER BY entry_id, change_id
            """,
            [LEAVES],
        )
        taken = cursor.fetchall()
        if len(taken) < LEAVES:
            cursor.execute("SELECT * FROM trust_take_spans(%s)", [LEAVES - len(taken)])
            taken += cursor.fetchall()
            taken.sort(key=_entries_first)
        if not taken:
            return None
        one = _signed(key, _last(cursor), [bytes(leaf) for _entry, _change, leaf in taken], now)
        cursor.execute(
            f"INSERT INTO trust_seal ({COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s)",  # noqa: S608
            [one.number, one.leaves, one.root, one.previous, now, one.public_key, one.signature],
        )
        entries, changes, leaves = zip(*taken, strict=True)
        cursor.execute(
            """
            INSERT INTO trust_sealmember (seal_id, leaf_no, entry_id, change_id, leaf)
            SELECT %s, m.no - 1, m.entry, m.change, m.leaf
            FROM unnest(%s::uuid[], %s::bigint[], %s::bytea[])
                WITH ORDINALITY AS m(entry, change, leaf, no)
            """,
            [one.number, list(entries), list(changes), list(map(bytes, leaves))],
        )
    return one


def _entries_first(line: tuple[UUID | None, int | None, bytes]) -> tuple[bool, int]:
    entry, change, _leaf = line
    return (entry is None, entry.int if entry else change or 0)


def _last(cursor: Any) -> Sealed | None:
    cursor.execute(f"SELECT {COLUMNS} FROM trust_seal ORDER BY number DESC LIMIT 1")  # noqa: S608
    row = cursor.fetchone()
    return sealed(row) if row else None


def _signed(key: SealKey, last: Sealed | None, leaves: list[bytes], now: datetime) -> Sealed:
    bare = Sealed(
        number=last.number + 1 if last else 1,
        leaves=len(leaves),
        root=root_of(leaves),
        previous=last.hash if last else FIRST,
        sealed_at=now,
        public_key=key.public,
    )
    return replace(bare, signature=key.private.sign(bare.statement))
