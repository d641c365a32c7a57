"""A stranger's workbook as a package of parts, each unpacked within limits, whatever it claims.

Source: APPNOTE.TXT 6.3.10 (ZIP); ECMA-376, Office Open XML.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

MARK = b"PK\x03\x04"  # how such a file begins
_CHUNK = 1 << 20
_LOCAL_HEADER = 30  # APPNOTE.TXT, section 4.3.7
_ENCRYPTED = 1


class PackageTooLarge(zipfile.BadZipFile):
    """The parts unpack to more than a package may hold."""


class PackageUnderstated(PackageTooLarge):
    """A part unpacks to more than the package says of it."""


class PackageLocked(zipfile.BadZipFile):
    """A part is encrypted."""


@dataclass(frozen=True)
class Package:
    """The parts of a package, each to be unpacked piece by piece."""

    stream: BinaryIO
    entries: tuple[zipfile.ZipInfo, ...]

    @property
    def packed_bytes(self) -> int:
        """What its parts take up as they are."""
        return sum(one.compress_size for one in self.entries)

    def has(self, name: str) -> bool:
        """Answer whether there is a part of the name."""
        return any(one.filename == name for one in self.entries)

    def part(self, name: str) -> Iterator[bytes]:
        """Yield what the part of the name unpacks to; the last one counts, as for every reader.

        :raises KeyError: if there is none
        """
        return self.unpacked({one.filename: one for one in self.entries}[name])

    def unpacked(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        """Yield what a part really unpacks to, which is neither more nor other than it says.

        :raises PackageUnderstated: if it is more
        :raises zipfile.BadZipFile, zlib.error: if it is less, damaged, or packed in a rare way
        """
        size = check = 0
        for chunk in self._inflated(entry):
            size, check = size + len(chunk), zlib.crc32(chunk, check)
            if size > entry.file_size:
                raise PackageUnderstated(entry.filename)
            yield chunk
        if (size, check) != (entry.file_size, entry.CRC):
            raise zipfile.BadZipFile(entry.filename)

    def _inflated(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        self.stream.seek(entry.header_offset)
        head = self.stream.read(_LOCAL_HEADER)
        is_stored = entry.compress_type == zipfile.ZIP_STORED
        if len(head) < _LOCAL_HEADER or not (
            is_stored or entry.compress_type == zipfile.ZIP_DEFLATED
        ):
            raise zipfile.BadZipFile(entry.filename)
        names = int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
        self.stream.seek(names, 1)
        inflate, left = zlib.decompressobj(-zlib.MAX_WBITS), entry.compress_size
        while left > 0 and (packed := self.stream.read(min(left, _CHUNK))):
            left -= len(packed)
            while packed:
                yield packed if is_stored else inflate.decompress(packed, _CHUNK)
                packed = b"" if is_stored else inflate.unconsumed_tail
        yield inflate.flush()  # the end of a repetition that a full chunk cut


def open_package(stream: BinaryIO, *, most: int) -> Package:
    """Open a package whose parts say that they unpack to no more than `most` bytes together.

    :raises PackageLocked: if a part of it is encrypted
    :raises PackageTooLarge: if they unpack to more
    :raises zipfile.BadZipFile: if it is no sound archive
    """
    entries = read_entries(stream)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise PackageLocked
    if sum(entry.file_size for entry in entries) > most:
        raise PackageTooLarge
    return Package(stream, entries)


def read_entries(stream: BinaryIO) -> tuple[zipfile.ZipInfo, ...]:
    """Return what an archive says of its parts, each of which begins within it.

    :raises zipfile.BadZipFile: if it is no sound archive, in whatever way
    """
    end = stream.seek(0, io.SEEK_END)
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = tuple(archive.infolist())
    except (OSError, ValueError, OverflowError, NotImplementedError) as fault:
        raise zipfile.BadZipFile(str(fault)) from fault
    if not all(0 <= entry.header_offset < end for entry in entries):
        raise zipfile.BadZipFile
    return entries


def column_number(letters: str) -> int:
    """Return the number of a column by its letters.

    >>> column_number("A"), column_number("ab")
    (1, 28)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
