"""Reading the first sheet of a stranger's workbook as rows of text, within limits.

Source: ECMA-376, Office Open XML: parts of a package, shared strings, cells by reference.
"""

import zipfile
import zlib
from typing import BinaryIO

from catchball.kernel.packages import (
    MARK,
    Package,
    PackageTooLarge,
    PackageUnderstated,
    column_number,
    open_package,
)
from catchball.kernel.words import _
from catchball.workplace.plans.rules.workbook_days import Days, days_of
from catchball.workplace.plans.rules.xml_reading import (
    MIB,
    Element,
    FileBroken,
    FileHostile,
    FileTooLarge,
    read_xml,
)

MOST_ROWS = 5_000
MOST_COLUMNS = 60
LONGEST_CELL = 500
MOST_WORKBOOK = 8 * MIB
_MOST_UNPACKED = 64 * MIB
_MOST_STRINGS = 200_000
_FAULTS = (zipfile.BadZipFile, zlib.error, KeyError)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"

Row = tuple[str, ...]


def is_workbook(head: bytes) -> bool:
    """Answer whether a file begins as a package of Office does."""
    return head.startswith(MARK)


def read_rows(stream: BinaryIO) -> tuple[Row, ...]:
    """Return the first visible sheet as text, row by row, empty rows left out.

    Numbers are written as they are stored, and those that their style shows as a day as 2026-11-23.

    :raises FileHostile, FileBroken, FileTooLarge: if it cannot be read
    """
    try:
        package = open_package(stream, most=_MOST_UNPACKED)
        if package.packed_bytes > MOST_WORKBOOK:
            raise _too_large()
        texts = _strings(package)
        return _sheet(package, _first_sheet(package), texts, _days(package))
    except PackageUnderstated as error:
        raise _damaged() from error
    except PackageTooLarge as error:
        raise _too_large() from error
    except _FAULTS as error:
        raise _damaged() from error


def _damaged() -> FileBroken:
    return FileBroken(
        _("The workbook is damaged or protected. Open it in Excel, save it anew as .xlsx.")
    )


def _too_large() -> FileTooLarge:
    return FileTooLarge(
        _(
            "The workbook has more than %(most)s MB, or unpacks to far more. Save the one sheet "
            "with the plan as a workbook of its own.",
            most=MOST_WORKBOOK // MIB,
        )
    )


def _strings(package: Package) -> tuple[str, ...]:
    found: list[str] = []

    def take(path: tuple[str, ...], one: Element) -> bool:
        if path == ("sst",) and one.name == "si":
            found.append(_text(one))
            if len(found) > _MOST_STRINGS:
                raise FileTooLarge(_("The workbook has more texts than any plan."))
            return True
        return False

    if package.has("xl/sharedStrings.xml"):
        read_xml(package.part("xl/sharedStrings.xml"), take)
    return tuple(found)


def _text(one: Element) -> str:
    """Return the text of a string with its differently written runs; how it is said is left out."""
    runs = [one, *(part for part in one.parts if part.name == "r")]
    return "".join(part.text for run in runs for part in run.parts if part.name == "t")


def _first_sheet(package: Package) -> str:
    sheets = [
        one.said.get(_RELATION, "")
        for one in _elements(package, "xl/workbook.xml", "sheet")
        if one.said.get("state", "visible") == "visible"
    ]
    targets = {
        one.said.get("Id", ""): one.said.get("Target", "")
        for one in _elements(package, "xl/_rels/workbook.xml.rels", "Relationship")
    }
    if not sheets or sheets[0] not in targets:
        raise FileBroken(_("The workbook has no visible sheet."))
    target = targets[sheets[0]]
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _elements(package: Package, name: str, wanted: str) -> list[Element]:
    found: list[Element] = []

    def take(_path: tuple[str, ...], one: Element) -> bool:
        if one.name == wanted:
            found.append(one)
        return True

    read_xml(package.part(name), take)
    return found


def _days(package: Package) -> Days:
    formats: dict[str, str] = {}
    styles: list[str] = []

    def take(path: tuple[str, ...], one: Element) -> bool:
        if path == ("styleSheet", "numFmts"):
            formats[one.said.get("numFmtId", "")] = one.said.get("formatCode", "")
        elif path == ("styleSheet", "cellXfs"):
            styles.append(one.said.get("numFmtId", ""))
        return True

    if package.has("xl/styles.xml"):
        read_xml(package.part("xl/styles.xml"), take)
    of_book = [one.said for one in _elements(package, "xl/workbook.xml", "workbookPr")]
    counts_from_1904 = any(said.get("date1904", "0") in {"1", "true"} for said in of_book)
    return days_of(formats=formats, styles=styles, counts_from_1904=counts_from_1904)


def _sheet(package: Package, name: str, texts: tuple[str, ...], days: Days) -> tuple[Row, ...]:
    rows: list[Row] = []

    def take(path: tuple[str, ...], one: Element) -> bool:
        if path == ("worksheet", "sheetData") and one.name == "row":
            row = _row(one, texts, days)
            if any(row):
                rows.append(row)
            if len(rows) > MOST_ROWS:
                raise FileTooLarge(
                    _("The sheet has more than %(most)s rows. Divide the plan.", most=MOST_ROWS)
                )
            return True
        return len(path) == 1 and one.name != "sheetData"

    read_xml(package.part(name), take)
    return tuple(rows)


def _row(element: Element, texts: tuple[str, ...], days: Days) -> Row:
    cells: dict[int, str] = {}
    for number, one in enumerate(element.parts):
        column = _column(one.said.get("r", ""), number)
        if column >= MOST_COLUMNS:
            if _cell(one, texts, days):
                raise FileTooLarge(
                    _(
                        "The sheet has more than %(most)s columns. Remove those that are not "
                        "needed.",
                        most=MOST_COLUMNS,
                    )
                )
            continue
        cells[column] = _cell(one, texts, days)
    width = max(cells, default=-1) + 1
    return tuple(cells.get(column, "") for column in range(width))


def _column(reference: str, number: int) -> int:
    """Return the place of a column, from 0: A1 is 0, AB7 is 27."""
    letters = reference.rstrip("0123456789")
    if not letters:
        return number
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):
        raise FileBroken(_("A cell of the workbook stands nowhere."))
    return column_number(letters) - 1


def _cell(one: Element, texts: tuple[str, ...], days: Days) -> str:
    kind, value = one.said.get("t", "n"), one.first("v")
    if kind == "s":
        index = int(value) if value.isascii() and value.isdigit() and len(value) < 9 else -1
        if not 0 <= index < len(texts):
            raise FileBroken(_("A cell of the workbook names a text that is not there."))
        value = texts[index]
    elif kind == "inlineStr":
        value = "".join(_text(part) for part in one.parts if part.name == "is")
    elif kind == "e":
        value = ""
    elif kind == "n":
        value = days.written(value, one.said.get("s", "0"))
    said = " ".join("".join(each if each.isprintable() else " " for each in value).split())
    if len(said) > LONGEST_CELL:
        raise FileHostile(
            _("A cell has more than %(most)s characters. Shorten it.", most=LONGEST_CELL)
        )
    return said
