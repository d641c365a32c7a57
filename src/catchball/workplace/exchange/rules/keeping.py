"""Where uploaded files are kept: under their own hash, in a folder for each client."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from catchball.workplace.exchange.rules.limits import LIMITS

_UNFINISHED = ".arriving-"
_CHUNK = 1 << 18
_FORGOTTEN = 24 * 60 * 60  # seconds after which an unfinished file has nobody who writes it


@dataclass(frozen=True)
class Kept:
    """A file as it was kept: its content's SHA-256 and its size in bytes."""

    content_hash: str
    size: int


@dataclass(frozen=True)
class Progress:
    """How far a worker is: rows done, rows in all (0 while not known), and when it said so."""

    done: int
    total: int
    at: datetime


class RowsFile:
    """The good rows of a checked file while they are being kept, and the hash they get.

    The hash is over a mark, which says by what they were judged, and over the rows.
    """

    def __init__(self, stream: BinaryIO, mark: str) -> None:
        self._stream, self._digest = stream, hashlib.sha256(mark.encode())

    def write(self, rows: bytes) -> None:
        """Keep some rows more."""
        self._digest.update(rows)
        self._stream.write(rows)

    @property
    def hash(self) -> str:
        """The hash of mark and rows so far."""
        return self._digest.hexdigest()


@dataclass(frozen=True)
class Shelf:
    """The folder of one client's uploads."""

    root: Path
    client: UUID

    @property
    def folder(self) -> Path:
        """The client's folder."""
        return self.root / str(self.client)

    def path(self, content_hash: str) -> Path:
        """Return where the file with this hash lies."""
        return self.folder / content_hash

    def head(self, content_hash: str) -> Path:
        """Return where the head of the table in this file lies, where it is kept."""
        return self.folder / f"{content_hash}-head"

    def errors(self, import_id: UUID) -> Path:
        """Return where the bad rows of an import lie."""
        return self.folder / f"{import_id}-errors.csv"

    def rows(self, import_id: UUID) -> Path:
        """Return where the good rows of a checked import lie until they are written."""
        return self.folder / f"{import_id}-rows"

    @contextmanager
    def keep_rows(self, import_id: UUID, mark: str) -> Iterator[RowsFile]:
        """Keep good rows as they were judged, so that writing need not judge them again."""
        with self.rows(import_id).open("wb") as stream:
            yield RowsFile(stream, mark)

    def has_rows(self, import_id: UUID, mark: str, content_hash: str) -> bool:
        """Answer whether the kept rows are those of this hash, judged by what the mark says."""
        digest = hashlib.sha256(mark.encode())
        with suppress(FileNotFoundError):
            for chunk in self.read_rows(import_id):
                digest.update(chunk)
            return digest.hexdigest() == content_hash
        return False

    def read_rows(self, import_id: UUID) -> Iterator[bytes]:
        """Yield the kept rows in pieces."""
        with self.rows(import_id).open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk

    def forget_rows(self, import_id: UUID) -> None:
        """Remove the kept rows, as nobody needs them any more."""
        self.rows(import_id).unlink(missing_ok=True)

    def _progress(self, import_id: UUID) -> Path:
        return self.folder / f"{import_id}-progress"

    def note_progress(self, import_id: UUID, *, done: int, total: int) -> None:
        """Note how far the worker is; a full disk must not stop it."""
        with suppress(OSError):
            self._progress(import_id).write_text(f"{done} {total}")

    def read_progress(self, import_id: UUID) -> Progress | None:
        """Return how far the worker said it was, or None if it said nothing."""
        path = self._progress(import_id)
        with suppress(OSError, ValueError):
            done, total = path.read_text().split()
            at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            return Progress(int(done), int(total), at)
        return None

    def end_progress(self, import_id: UUID) -> None:
        """Take the note away, as the work is over."""
        self._progress(import_id).unlink(missing_ok=True)

    def forget(self, import_id: UUID, *, content_hash: str = "") -> None:
        """Remove what an import left here, with its file if its hash is given."""
        self.end_progress(import_id)
        self.forget_rows(import_id)
        self.errors(import_id).unlink(missing_ok=True)
        if content_hash:
            self.path(content_hash).unlink(missing_ok=True)
            self.head(content_hash).unlink(missing_ok=True)

    def keep(self, chunks: Iterable[bytes]) -> Kept:
        """Keep a file that comes in pieces; it appears under its hash only when it is whole.

        :raises FileIsTooLarge: as soon as it is beyond the limit; nothing is left behind
        """
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._sweep()
        unfinished = self.folder / f"{_UNFINISHED}{os.getpid()}-{os.urandom(6).hex()}"
        digest, size = hashlib.sha256(), 0
        try:
            with unfinished.open("wb") as stream:
                for chunk in chunks:
                    size += len(chunk)
                    LIMITS.check_upload(size)
                    digest.update(chunk)
                    stream.write(chunk)
                stream.flush()
                os.fsync(stream.fileno())
            unfinished.replace(self.path(digest.hexdigest()))
        finally:
            unfinished.unlink(missing_ok=True)
        return Kept(digest.hexdigest(), size)

    def forget_before(self, content_hash: str, *, seconds: int) -> None:
        """Remove the files that came so long before this one that nobody goes on with them."""
        newest = self.path(content_hash).stat().st_mtime
        for path in self.folder.iterdir():
            with suppress(OSError):
                if newest - path.stat().st_mtime > seconds:
                    path.unlink()

    def _sweep(self) -> None:
        """Remove what killed processes left half-written, a day later."""
        for path in self.folder.glob(f"{_UNFINISHED}*"):
            with suppress(OSError):
                newest = path.stat().st_mtime
                if self.folder.stat().st_mtime - newest > _FORGOTTEN:
                    path.unlink()
