"""A backup as a stream: a tar file, inside an age file where a key is given.

Both are ordinary formats: `age -d -i KEY FILE | tar x` takes a backup apart without Catchball.
Nothing is ever on the disk unencrypted on the way out.
"""

import io
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tarfile import TarError, TarFile, TarInfo
from tarfile import open as open_tar
from threading import Thread
from typing import IO, Any

import pyrage

from catchball.kernel.errors import Invalid
from catchball.site.backups.manifest import BackupIsBroken

AGE = b"age-encryption.org/v1"
SECRET = "AGE-SECRET-KEY-"  # noqa: S105 -- how such a key begins

Recipients = Sequence[Any]
Identities = Sequence[Any]


class NoSuchBackupKey(Invalid):
    """A text holds no key for backups."""


class KeyNeeded(Invalid):
    """A backup is encrypted, and no key was given, or none that opens it."""


def make_key() -> tuple[str, str]:
    """Return a new key: the secret that opens backups, and the public one that closes them."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def _keys(text: str) -> Iterator[str]:
    lines = (line.strip() for line in text.splitlines())
    return (line for line in lines if line and not line.startswith("#"))


def recipients_from(text: str) -> Recipients:
    """Return for whom to encrypt: public keys, or secret ones by their public halves.

    :raises NoSuchBackupKey: if a line is neither
    """
    try:
        return [
            pyrage.x25519.Identity.from_str(key).to_public()
            if key.startswith(SECRET)
            else pyrage.x25519.Recipient.from_str(key)
            for key in _keys(text)
        ]
    except (pyrage.RecipientError, pyrage.IdentityError) as error:
        raise NoSuchBackupKey(
            "That is no key for backups. Make one: ./catchball backup --make-key FILE"
        ) from error


def identities_from(text: str) -> Identities:
    """Return the secret keys that open backups.

    :raises NoSuchBackupKey: if a line is none
    """
    try:
        return [pyrage.x25519.Identity.from_str(key) for key in _keys(text)]
    except pyrage.IdentityError as error:
        raise NoSuchBackupKey(
            f"Opening a backup needs the secret key, which begins with {SECRET}1."
        ) from error


class _Through(Thread):
    """Lets one side of a pipe be worked on in a thread, and keeps what went wrong."""

    def __init__(self, work: Callable[[], None]) -> None:
        super().__init__(daemon=True)
        self.work = work
        self.trouble: Exception | None = None
        self.start()

    def run(self) -> None:
        try:
            self.work()
        except Exception as error:  # noqa: BLE001 -- told to whoever holds the other side
            self.trouble = error


@contextmanager
def writing(path: Path, recipients: Recipients) -> Iterator[TarFile]:
    """Write a backup that appears under its name only when it is whole and on the disk."""
    unfinished = path.with_name(f".{path.name}.new")
    unfinished.unlink(missing_ok=True)
    unfinished.touch(mode=0o600)
    try:
        with unfinished.open("wb") as file:
            with _encrypted(file, recipients) as stream, open_tar(fileobj=stream, mode="w|") as tar:
                yield tar
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def _encrypted(file: IO[bytes], recipients: Recipients) -> Iterator[IO[bytes]]:
    if not recipients:
        yield file
        return
    read, write = os.pipe()
    source = os.fdopen(read, "rb")

    def encrypt() -> None:
        with source:
            pyrage.encrypt_io(source, file, list(recipients))

    work = _Through(encrypt)
    try:
        with os.fdopen(write, "wb") as stream:
            yield stream
    finally:
        work.join()
    if work.trouble:
        raise work.trouble


@contextmanager
def reading(path: Path, identities: Identities) -> Iterator[TarFile]:
    """Read a backup part by part.

    :raises KeyNeeded: if it is encrypted and no key given opens it
    :raises BackupIsBroken: as soon as something does not fit
    """
    with path.open("rb") as file:
        is_encrypted = file.read(len(AGE)) == AGE
        file.seek(0)
        if is_encrypted and not identities:
            raise KeyNeeded("The backup is encrypted. Name the file of its key with --key-file.")
        with _decrypted(file, identities if is_encrypted else ()) as stream, _whole():
            with open_tar(fileobj=stream, mode="r|") as tar:
                yield tar
            # What stands behind the end of the archive is read too, so that it is checked.
            while stream.read(1024 * 1024):
                pass


@contextmanager
def _whole() -> Iterator[None]:
    try:
        yield
    except (TarError, EOFError) as error:
        raise BackupIsBroken("The backup is not whole, or is none.") from error


@contextmanager
def _decrypted(file: IO[bytes], identities: Identities) -> Iterator[IO[bytes]]:
    if not identities:
        yield file
        return
    read, write = os.pipe()
    sink = os.fdopen(write, "wb")

    def decrypt() -> None:
        with suppress(BrokenPipeError), sink:
            pyrage.decrypt_io(file, sink, list(identities))

    work = _Through(decrypt)
    try:
        with os.fdopen(read, "rb") as stream:
            yield stream
    except Exception:
        work.join()
        _tell(work.trouble)
        raise
    work.join()
    _tell(work.trouble)


def _tell(trouble: Exception | None) -> None:
    """Raise what went wrong while decrypting, which is nearer the truth than what came of it."""
    if trouble is None:
        return
    if "matching keys" in str(trouble):
        raise KeyNeeded("The key that was given does not open this backup.") from trouble
    raise BackupIsBroken("The backup was changed, or is not whole.") from trouble


def member(name: str, size: int) -> TarInfo:
    """Return the head of one part; it tells nothing of the machine."""
    head = TarInfo(name)
    head.size, head.mode = size, 0o600
    return head


def add(tar: TarFile, name: str, content: bytes) -> None:
    """Write one part."""
    tar.addfile(member(name, len(content)), io.BytesIO(content))
