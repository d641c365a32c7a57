"""The door through which every file comes in: told apart by content, never by name."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import BinaryIO

from catchball.kernel.packages import MARK, read_entries
from catchball.kernel.words import Later, _
from catchball.workplace.exchange.rules.limits import LIMITS, Limits
from catchball.workplace.exchange.rules.refusals import (
    FileIsDamaged,
    FileIsEmpty,
    FileIsGone,
    FileIsLocked,
    FileIsOfAnotherKind,
)
from catchball.workplace.exchange.rules.tables import Cell, Choices, Found, Row, Table
from catchball.workplace.exchange.rules.texts import read_text
from catchball.workplace.exchange.rules.workbooks import kept_open, read_workbook

__all__ = ["Cell", "Choices", "Found", "Limits", "Row", "Table", "kept_open", "open_table"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Source: MS-CFB 2.2
_OTHER_KINDS = (
    (b"%PDF-", Later("The file is a PDF. Export the rows as CSV or XLSX.")),
    (b"\x1f\x8b", Later("The file is compressed (gzip). Unpack it and import what is inside.")),
    (b"7z\xbc\xaf\x27\x1c", Later("The file is a 7-Zip archive. Unpack it first.")),
    (b"Rar!", Later("The file is a RAR archive. Unpack it first.")),
    (b"PK\x05\x06", Later("The file is an archive with nothing in it.")),
    (b"\x89PNG", Later("The file is a picture. Export the rows as CSV or XLSX.")),
    (b"\xff\xd8\xff", Later("The file is a picture. Export the rows as CSV or XLSX.")),
    (b"SQLite format 3", Later("The file is a database. Export the rows as CSV or XLSX.")),
    (b"PAR1", Later("The file is a Parquet file. Export the rows as CSV or XLSX.")),
)
_MARKUP = (b"<?xml", b"<html", b"<!doctype", b"<table")
_INSIDE_ZIP = (
    ("xl/workbook.bin", Later("The file is an Excel binary workbook (.xlsb). Save it as .xlsx.")),
    ("content.xml", Later("The file is an OpenDocument file. Save it as .xlsx or .csv.")),
    ("word/document.xml", Later("The file is a Word document. Copy its table into a workbook.")),
    ("ppt/presentation.xml", Later("The file is a presentation. Export the rows as CSV or XLSX.")),
)
_HEAD = 4096


@contextmanager
def open_table(
    source: Path | BinaryIO, choices: Choices | None = None, limits: Limits = LIMITS
) -> Iterator[Table]:
    """Open a CSV, TSV or XLSX file as a table whose rows are read as they are walked.

    A stream must be binary and seekable, and stays open. Text is never held as a whole; a sheet
    of a workbook is, within the limits.

    :raises CannotRead: one of its kinds (rules.refusals), in words that say what to do
    """
    choices = choices or Choices()
    with _opened(source) if isinstance(source, Path) else nullcontext(source) as stream:
        size = stream.seek(0, 2)
        limits.check_upload(size)
        if size == 0:
            raise FileIsEmpty(_("The file is empty. Choose the file that has the rows."))
        if _is_workbook(stream):
            yield read_workbook(stream, choices, limits)
        else:
            with read_text(stream, choices, limits) as table:
                yield table


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError as fault:
        raise FileIsGone(_("The file is not kept any more. Bring it in again.")) from fault


def _is_workbook(stream: BinaryIO) -> bool:
    """Tell a workbook from a text.

    :raises CannotRead: for anything that is recognised as neither
    """
    stream.seek(0)
    head = stream.read(_HEAD)
    for mark, message in _OTHER_KINDS:
        if head.startswith(mark):
            raise FileIsOfAnotherKind(str(message))
    if head.startswith(_OLE):
        _refuse_ole(stream)
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_MARKUP):
        raise FileIsOfAnotherKind(
            _(
                "The file is a web page or XML, though its name may say otherwise. Open it in "
                "Excel and save it as .xlsx or .csv."
            )
        )
    return head.startswith(MARK) and _check_zip(stream)


def _check_zip(stream: BinaryIO) -> bool:
    try:
        names = {entry.filename for entry in read_entries(stream)}
    except zipfile.BadZipFile as fault:
        raise FileIsDamaged(
            _("The workbook is cut off or damaged. Send or export it again, then import that.")
        ) from fault
    if "xl/workbook.xml" in names:
        return True
    for name, message in _INSIDE_ZIP:
        if name in names:
            raise FileIsOfAnotherKind(str(message))
    raise FileIsOfAnotherKind(
        _("The file is an archive. Unpack it and import the CSV or XLSX file inside.")
    )


def _refuse_ole(stream: BinaryIO) -> None:
    """Tell an encrypted workbook from one in the format of before 2007.

    Source: MS-OFFCRYPTO 2.3.2: an encrypted workbook is a stream named EncryptedPackage.
    """
    stream.seek(0)
    name = "EncryptedPackage".encode("utf-16-le")
    tail = b""
    while chunk := stream.read(1 << 20):
        if name in tail + chunk:
            raise FileIsLocked(
                _("A password protects the workbook. Remove it in Excel and import it again.")
            )
        tail = chunk[-len(name) :]
    raise FileIsOfAnotherKind(
        _("The file is in an Excel format of before 2007 (.xls). Save it as .xlsx.")
    )
