import io
import zipfile

import pytest

from catchball.workplace.exchange.rules.limits import Limits
from catchball.workplace.exchange.rules.refusals import (
    FileIsDamaged,
    FileIsEmpty,
    FileIsLocked,
    FileIsOfAnotherKind,
    FileIsTooLarge,
)
from catchball.workplace.exchange.tests.reading import read


class TestOtherFiles:
    @pytest.mark.parametrize(
        ("content", "error", "words"),
        [
            (b"", FileIsEmpty, "The file is empty"),
            (b"\n\n  \n", FileIsEmpty, "nothing in the file"),
            (b"%PDF-1.7 ...", FileIsOfAnotherKind, "PDF"),
            (b"\x1f\x8b\x08....", FileIsOfAnotherKind, "gzip"),
            (b"\x89PNG\r\n\x1a\n", FileIsOfAnotherKind, "picture"),
            (b"<html><table><tr>", FileIsOfAnotherKind, "web page"),
            (b"\xef\xbb\xbf <?xml version='1.0'?>", FileIsOfAnotherKind, "XML"),
            (bytes(range(256)) * 8, FileIsOfAnotherKind, "not a table"),
            (b"PK\x03\x04 cut off", FileIsDamaged, "cut off"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), FileIsOfAnotherKind, "before 2007"),
            (
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes((1 << 20) - 20)
                + "EncryptedPackage".encode("utf-16-le"),
                FileIsLocked,
                "password",
            ),
        ],
    )  # fmt: skip
    def test_are_named_for_what_they_are(self, content, error, words):
        with pytest.raises(error, match=words):
            read(content)

    @pytest.mark.parametrize(
        ("name", "words"),
        [("content.xml", "OpenDocument"), ("xl/workbook.bin", "xlsb"), ("a.csv", "Unpack it")],
    )
    def test_inside_a_zip_are_named_too(self, name, words):
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            archive.writestr(name, "x")

        with pytest.raises(FileIsOfAnotherKind, match=words):
            read(target.getvalue())

    def test_beyond_a_limit_say_which(self):
        for content, limits, words in (
            (b"a,b\n" * 9, Limits(upload_bytes=8), "can be imported at once"),
            (b"a,b\n1,2\n3,4\n", Limits(rows=1), "more than 1 rows"),
            (b"a,b,c\n1,2,3\n", Limits(columns=2), "3 columns"),
            (b"a,b\n" + b"1" * 99 + b",2\n", Limits(row_chars=50), "more than 50 characters"),
        ):
            with pytest.raises(FileIsTooLarge, match=words):
                read(content, limits=limits)

    def test_with_one_cell_too_long_lose_only_that_row(self):
        _table, rows = read(b"a,b\n12345,2\n1,2\n", limits=Limits(cell_chars=4))

        assert [row.problem for row in rows] == ["A cell has more than 4 characters.", ""]
