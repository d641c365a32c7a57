"""Where uploaded files are kept: under their own hash, in a folder for each client."""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from catchball.workplace.exchange.rules.limits import LIMITS


@dataclass(frozen=True)
class Kept:
    """A file as it was kept: its content's SHA-256 and its size in bytes."""

    content_hash: str
    size: int


@dataclass(frozen=True)
class Shelf:
    """The folder of one client's uploads."""

    root: Path
    client: UUID

    def path(self, content_hash: str) -> Path:
        """Return where the file with this hash lies."""
        return self.root / str(self.client) / content_hash

    def errors(self, import_id: UUID) -> Path:
        """Return where the bad rows of an import lie."""
        return self.root / str(self.client) / f"{import_id}-errors.csv"

    def progress(self, import_id: UUID) -> Path:
        """Return where the worker notes how far it is."""
        return self.root / str(self.client) / f"{import_id}-progress"

    def keep(self, chunks: Iterable[bytes]) -> Kept:
        """Keep a file that comes in pieces; it appears under its hash only when it is whole.

        :raises FileIsTooLarge: as soon as it is beyond the limit; nothing is left behind
        """
        folder = self.root / str(self.client)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = folder / f".{os.getpid()}-{os.urandom(6).hex()}"
        digest, size = hashlib.sha256(), 0
        try:
            with unfinished.open("wb") as stream:
                for chunk in chunks:
                    size += len(chunk)
                    LIMITS.check_upload(size)
                    digest.update(chunk)
                    stream.write(chunk)
            unfinished.replace(self.path(digest.hexdigest()))
        finally:
            unfinished.unlink(missing_ok=True)
        return Kept(digest.hexdigest(), size)
