"""A package tells the truth, or is not unpacked any further."""

import io
import zipfile
import zlib

import pytest

from catchball.kernel.packages import (
    PackageLocked,
    PackageTooLarge,
    PackageUnderstated,
    open_package,
)

TEXT = b"Tablets and capsules. " * 5_000
# In an entry of the directory.
PLACE_OF_VERSION, PLACE_OF_FLAGS, PLACE_OF_CHECK, PLACE_OF_SIZE = 6, 8, 16, 24
PLACE_OF_OFFSET, PLACE_OF_NAME = 42, 46


def packed(*parts, how=zipfile.ZIP_DEFLATED):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", how) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return kept


def claiming(place, number, *, how=zipfile.ZIP_DEFLATED):
    """Return a package whose directory says a number of its only part that is not so."""
    content = bytearray(packed(("part", TEXT), how=how).getvalue())
    at = content.index(b"PK\x01\x02") + place
    content[at : at + 4] = number.to_bytes(4, "little")
    return io.BytesIO(content)


def unpacked(stream, most=1 << 20):
    return b"".join(open_package(stream, most=most).part("part"))


class TestPackage:
    @pytest.mark.parametrize("how", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
    def test_gives_each_part_as_it_was_packed(self, how):
        stream = packed(("other", b"x"), ("part", TEXT), how=how)
        package = open_package(stream, most=1 << 20)
        assert b"".join(package.part("part")) == TEXT
        assert (package.has("other"), package.has("none")) == (True, False)
        assert 0 < package.packed_bytes < len(stream.getvalue())

    @pytest.mark.parametrize("more", [-1, 0, 1, 5, 100, 195])
    def test_gives_a_part_to_its_end_wherever_a_piece_of_it_ends(self, more):
        content = bytes((1 << 20) + more)
        assert unpacked(packed(("part", content)), most=1 << 21) == content

    def test_is_not_opened_when_its_parts_are_too_large_together(self):
        stream = packed(("one", TEXT), ("part", TEXT))
        with pytest.raises(PackageTooLarge):
            open_package(stream, most=2 * len(TEXT) - 1)
        assert unpacked(stream, most=2 * len(TEXT)) == TEXT

    def test_is_not_opened_when_a_part_is_encrypted(self):
        with pytest.raises(PackageLocked):
            unpacked(claiming(PLACE_OF_FLAGS, 1 | zipfile.ZIP_DEFLATED << 16))

    @pytest.mark.parametrize("how", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
    def test_is_left_when_a_part_unpacks_to_more_than_it_says(self, how):
        with pytest.raises(PackageUnderstated):
            unpacked(claiming(PLACE_OF_SIZE, len(TEXT) - 1, how=how))

    @pytest.mark.parametrize(
        ("place", "number"),
        [(PLACE_OF_SIZE, len(TEXT) + 1), (PLACE_OF_CHECK, zlib.crc32(TEXT) ^ 1)],
        ids=["less than it says", "other than it was"],
    )
    def test_is_damaged_when_a_part_is(self, place, number):
        with pytest.raises(zipfile.BadZipFile) as told:
            unpacked(claiming(place, number))
        assert told.type is zipfile.BadZipFile

    def test_is_damaged_when_it_is_packed_in_a_rare_way(self):
        with pytest.raises(zipfile.BadZipFile):
            unpacked(packed(("part", TEXT), how=zipfile.ZIP_BZIP2))

    @pytest.mark.parametrize(
        ("place", "number"),
        [
            (PLACE_OF_VERSION, 99),
            (PLACE_OF_FLAGS, 0x800 | zipfile.ZIP_DEFLATED << 16),
            (PLACE_OF_OFFSET, 0xFFFFFFFE),
        ],
        ids=["a version to come", "a name in no alphabet", "a place outside"],
    )
    def test_is_damaged_when_its_directory_says_what_cannot_be(self, place, number):
        content = bytearray(claiming(place, number).getvalue())
        content[content.index(b"PK\x01\x02") + PLACE_OF_NAME] = 0xFF
        with pytest.raises(zipfile.BadZipFile):
            open_package(io.BytesIO(content), most=1 << 20)

    def test_has_no_part_of_another_name(self):
        with pytest.raises(KeyError):
            unpacked(packed(("other", TEXT)))
