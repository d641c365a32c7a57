"""Why a whole file cannot be read, each with a sentence that says what to do."""

from catchball.kernel.errors import Invalid


class CannotRead(Invalid):
    """The file as a whole cannot be read."""


class FileIsGone(CannotRead):
    """The file was kept once and is not there any more."""


class FileIsEmpty(CannotRead):
    """There is nothing in the file, or nothing but a header or blank lines."""


class FileIsTooLarge(CannotRead):
    """The file, what it unpacks to, or a part of it is beyond a limit."""


class FileIsLocked(CannotRead):
    """A password protects the file."""


class FileIsDamaged(CannotRead):
    """The file is cut off or its inside does not hold together."""


class FileIsOfAnotherKind(CannotRead):
    """The content is not CSV, TSV or XLSX, whatever its name says."""


class TextIsUnreadable(CannotRead):
    """The bytes are not text in the given encoding, or the encoding is unknown."""


class SheetIsMissing(CannotRead):
    """The workbook has no such sheet, or none with anything in it."""


class HeaderIsMissing(CannotRead):
    """No row can serve as the header, or the chosen one cannot."""
