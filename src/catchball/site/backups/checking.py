"""Reading a backup from its first byte to its last before anything is done with it."""

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from catchball.site.backups.making import DUMP, MANIFEST, UPLOADS
from catchball.site.backups.manifest import BackupIsBroken, Manifest, Piece, manifest_from
from catchball.site.backups.streams import Identities, reading

# Folders of clients, and in them files of plain names: nothing that leads elsewhere.
_UPLOAD = re.compile(rf"{UPLOADS}/((?:[\w-]+/)*[\w-][\w.-]*)")
_CHUNK = 1024 * 1024
_LARGEST_MANIFEST = 256 * 1024 * 1024

Take = Callable[[bytes], object]
TakeUpload = Callable[[str], Take]


def _ignore(_chunk: bytes) -> None:
    return None


def read_backup(
    path: Path,
    identities: Identities,
    *,
    take_dump: Take = _ignore,
    take_upload: TakeUpload = lambda _name: _ignore,
) -> Manifest:
    """Return what a backup holds once all of it was found to be that.

    Contents are given away as they are read, so do nothing final with them before this returns.

    :raises BackupIsBroken: if something is missing, added or changed
    :raises KeyNeeded: if it is encrypted and no key given opens it
    """
    manifest: Manifest | None = None
    dump, parts, size = hashlib.sha256(), 0, 0
    uploads: dict[str, Piece] = {}
    with reading(path, identities) as tar:
        for head in tar:
            stream = tar.extractfile(head)
            if stream is None or manifest is not None:
                raise BackupIsBroken("The backup holds something that is no part of one.")
            if head.name == f"{DUMP}.{parts + 1:06}":
                parts += 1
                size += _through(stream, dump.update, take_dump)
            elif head.name == MANIFEST and head.size <= _LARGEST_MANIFEST:
                manifest = manifest_from(stream.read())
            else:
                name = _upload_name(head.name)
                digest = hashlib.sha256()
                length = _through(stream, digest.update, take_upload(name))
                uploads[name] = Piece(length, digest.hexdigest())
    if manifest is None:
        raise BackupIsBroken("The backup ends before its list of contents.")
    if (Piece(size, dump.hexdigest()), uploads) != (manifest.dump, manifest.uploads):
        raise BackupIsBroken("The backup does not hold what its list of contents says.")
    return manifest


def _upload_name(name: str) -> str:
    found = _UPLOAD.fullmatch(name)
    if found is None:
        raise BackupIsBroken("The backup holds something that is no part of one.")
    return found[1]


def _through(stream: IO[bytes], *takers: Take) -> int:
    size = 0
    for chunk in _chunks(stream):
        size += len(chunk)
        for take in takers:
            take(chunk)
    return size


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(_CHUNK):
        yield chunk
