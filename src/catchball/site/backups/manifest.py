"""What a backup says of itself: its last part, by which all others are checked."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from catchball.kernel.canonical import canonical
from catchball.kernel.errors import Invalid

FORM = 1


class BackupIsBroken(Invalid):
    """A file is no backup of ours, or not whole, or somebody changed it."""


@dataclass(frozen=True)
class Piece:
    """A content: its size in bytes and its SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Seals:
    """The seals of the journal in a backup: how many, the last one's hash, and their keys."""

    count: int
    last: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Manifest:
    """What a backup holds, and of when."""

    made_at: str
    product: str
    postgres: str
    migrations: tuple[str, ...]
    rows: dict[str, int]
    without_rows: tuple[str, ...]
    seals: Seals
    dump: Piece
    uploads: dict[str, Piece]

    def as_json(self) -> bytes:
        """Return the manifest as canonical JSON (RFC 8785)."""
        return canonical({"form": FORM, **json.loads(json.dumps(asdict(self)))})


def manifest_from(content: bytes) -> Manifest:
    """Return the manifest of a backup.

    :raises BackupIsBroken: if it cannot be read, or is of a form that this release does not know
    """
    try:
        told: dict[str, Any] = json.loads(content)
        form = told.pop("form")
        if form != FORM:
            raise BackupIsBroken(f"The backup has form {form}, which this release cannot read.")
        seals = told.pop("seals")
        uploads = told.pop("uploads")
        return Manifest(
            **{
                **told,
                "migrations": tuple(told["migrations"]),
                "without_rows": tuple(told["without_rows"]),
                "dump": Piece(**told["dump"]),
            },
            seals=Seals(seals["count"], seals["last"], tuple(seals["keys"])),
            uploads={name: Piece(**piece) for name, piece in uploads.items()},
        )
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BackupIsBroken("The backup's list of contents cannot be read.") from error
