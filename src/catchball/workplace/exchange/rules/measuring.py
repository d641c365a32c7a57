"""How large a workbook becomes when it is unpacked, told before it is opened.

A small file can name a cell a million rows down and a reader would reserve everything between,
so the sheets are measured by counting, in pieces, never by trusting what the file says of itself.
"""

import re
import zipfile
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO
from xml.parsers import expat

from catchball.kernel.packages import (
    Package,
    PackageLocked,
    PackageTooLarge,
    column_number,
    open_package,
)
from catchball.kernel.words import _
from catchball.workplace.exchange.rules import shared_texts
from catchball.workplace.exchange.rules.limits import MIB, Limits
from catchball.workplace.exchange.rules.refusals import (
    FileIsDamaged,
    FileIsLocked,
    FileIsTooLarge,
)

_LONGEST_TAG = 8 << 20
_COLUMNS = re.compile(rb'<c r="([A-Z]{1,3})[0-9]')
_ROWS = re.compile(rb'<c r="[A-Z]{1,3}([0-9]{1,9})"')  # two searches outrun one that pairs
# Most pieces are told at a glance, without listing a hundred thousand cells.
_PLACE = b'<c r="'
_ELSEWHERE = re.compile(rb'<c r="(?![A-Z][0-9]{1,5}")')  # past column Z, row 99,999, or nowhere
_FIVE_DIGITS = re.compile(rb'<c r="[A-Z][0-9]{5}"')
_SMALL_PARTS = ("/workbook.xml", "/styles.xml", ".rels", "[content_types].xml")


@dataclass
class _Scan:
    """What was seen of one part: its cells, and whether each said where it is."""

    cells: int = 0
    placed: int = 0
    texts: int = 0
    merged: int = 0
    last_row: int = 0
    columns: frozenset[bytes] = frozenset()
    has_rows: bool = False
    hides: bool = False

    def add(self, piece: bytes) -> None:
        self.cells += piece.count(b"<c ") + piece.count(b"<c>") + piece.count(b"<c/")
        self._place(piece)
        self.texts += piece.count(b't="s"') + piece.count(b"t='s'")
        self.merged += piece.count(b"mergeCell ")
        self.has_rows = self.has_rows or b"<row" in piece or b":row" in piece
        self.hides = self.hides or b'hidden="1"' in piece

    def _place(self, piece: bytes) -> None:
        """Note how far out the cells lie: exactly, or the most that a glance leaves possible."""
        if _ELSEWHERE.search(piece):
            rows = _ROWS.findall(piece)
            self.placed += len(rows)
            self.columns |= set(_COLUMNS.findall(piece))
            self.last_row = max(self.last_row, *map(int, set(rows)), 0)
        elif placed := piece.count(_PLACE):
            self.placed += placed
            self.columns |= {b"Z"}
            self.last_row = max(self.last_row, 99_999 if _FIVE_DIGITS.search(piece) else 9_999)

    def is_small(self, limits: Limits) -> bool:
        """Tell whether every cell names its place as Excel does, and all lie close together."""
        widest = max((column_number(one.decode()) for one in self.columns), default=0)
        area = max(self.cells, self.last_row * widest)
        return 0 < self.cells == self.placed and area <= limits.sheet_cells


class _Filled:
    """The exact area of the cells that hold something, for sheets written in an unusual way."""

    def __init__(self) -> None:
        self.row = self.column = self.last_row = self.last_column = self.filled = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.StartDoctypeDeclHandler = self._doctype

    @property
    def area(self) -> int:
        return max(self.filled, self.last_row * self.last_column)

    def _doctype(self, *_declaration: Any) -> None:
        raise FileIsDamaged(_("The workbook holds a document type, which no workbook may."))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rsplit(" ", 1)[-1]
        if local == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.column = 0
        elif local == "c":
            self._place(attributes.get("r"))
        elif local in {"v", "is", "f"}:
            self.filled += 1
            self.last_row = max(self.last_row, self.row)
            self.last_column = max(self.last_column, self.column)

    def _place(self, reference: str | None) -> None:
        if reference is None:
            self.column += 1
            return
        letters = reference.rstrip("0123456789")
        self.column = column_number(letters)
        self.row = int(reference[len(letters) :] or self.row)


def _pieces(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the chunks cut anew where a tag ends, so that no tag is torn in two."""
    held = b""
    for chunk in chunks:
        joined = held + chunk
        end = joined.rfind(b">") + 1
        held = joined[end:]
        if len(held) > _LONGEST_TAG:
            raise zipfile.BadZipFile("a tag without end")
        yield joined[:end]
    yield held


def _exact_area(chunks: Iterator[bytes]) -> int:
    filled = _Filled()
    try:
        for chunk in chunks:
            filled.parser.Parse(chunk, False)  # noqa: FBT003 -- a positional of expat
    except expat.ExpatError as fault:
        raise zipfile.BadZipFile(str(fault)) from fault
    return filled.area


@dataclass(frozen=True)
class Measured:
    """What was seen of a workbook: whether it hides anything, and whether cells are merged."""

    hides: bool
    merges: bool


@dataclass(frozen=True)
class _Parts:
    """The parts of a workbook, and how much they may hold."""

    package: Package
    limits: Limits

    @property
    def texts(self) -> zipfile.ZipInfo | None:
        found = [one for one in self.package.entries if one.filename.lower() == shared_texts.PART]
        return found[-1] if found else None

    def check(self) -> Measured:
        self._check_small_parts()
        longest = self._longest_text()
        scans = [self._scan(entry, longest) for entry in self.package.entries]
        return Measured(any(one.hides for one in scans), any(one.merged for one in scans))

    def _check_small_parts(self) -> None:
        """Bound what readers hold as a whole, though a sound workbook has little of it."""
        for entry in self.package.entries:
            is_small = entry.filename.lower().endswith(_SMALL_PARTS)
            if is_small and entry.file_size > self.limits.small_part_bytes:
                raise _too_large(self.limits)

    def _longest_text(self) -> int:
        if self.texts is None:
            return 0
        longest, count = shared_texts.longest_and_count(self.package.unpacked(self.texts))
        if count > self.limits.sheet_cells:
            raise _spans_too_much(self.limits)
        return longest

    def _scan(self, entry: zipfile.ZipInfo, longest: int) -> _Scan:
        scan = _Scan()
        for piece in _pieces(self.package.unpacked(entry)):
            scan.add(piece)
        if not scan.has_rows:
            return _Scan()
        if scan.merged > self.limits.merged_ranges or (
            not scan.is_small(self.limits)
            and _exact_area(self.package.unpacked(entry)) > self.limits.sheet_cells
        ):
            raise _spans_too_much(self.limits)
        if scan.texts * longest > self.limits.sheet_text_bytes:
            self._check_copies(entry, scan.texts)
        return scan

    def _check_copies(self, entry: zipfile.ZipInfo, cells: int) -> None:
        texts = (
            shared_texts.lengths(self.package.unpacked(self.texts)) if self.texts else array("Q")
        )
        copied, found = shared_texts.copied_bytes(self.package.unpacked(entry), texts)
        if found < cells or copied > self.limits.sheet_text_bytes:
            raise FileIsTooLarge(
                _(
                    "The cells of a sheet hold more than %(most)s MB of text when each has its "
                    "own. Delete the columns of long texts, or save the sheet as CSV.",
                    most=self.limits.sheet_text_bytes // MIB,
                )
            )


def _spans_too_much(limits: Limits) -> FileIsTooLarge:
    return FileIsTooLarge(
        _(
            "A sheet of the workbook spans more than %(most)s cells. Delete the rows and "
            "columns that are not needed (also those that look empty), or save it as CSV.",
            most=limits.sheet_cells,
        )
    )


def _too_large(limits: Limits) -> FileIsTooLarge:
    return FileIsTooLarge(
        _(
            "The workbook unpacks to more than %(most)s MB or to more than it says. Delete the "
            "sheets that are not needed, or save the one with the rows as CSV.",
            most=limits.unpacked_bytes // MIB,
        )
    )


def check_workbook(stream: BinaryIO, limits: Limits) -> Measured:
    """Let a workbook be opened that unpacks within the limits; tell what is special about it.

    Every part is unpacked and measured, for a sheet may lie under any name.

    :raises FileIsTooLarge: if it unpacks to too many bytes, spans too many cells, or its cells
        hold too much text
    :raises FileIsLocked: if a part of it is encrypted
    :raises zipfile.BadZipFile: if it is no sound archive
    """
    try:
        return _Parts(open_package(stream, most=limits.unpacked_bytes), limits).check()
    except PackageLocked as fault:
        raise FileIsLocked(
            _("A password protects the file. Remove it and import the file again.")
        ) from fault
    except PackageTooLarge as fault:
        raise _too_large(limits) from fault
