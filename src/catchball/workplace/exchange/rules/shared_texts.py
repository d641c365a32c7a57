"""How much text the shared strings of a workbook become when every cell gets its own copy.

A workbook keeps each text once and lets cells point to it, but a reader copies it into each cell:
one text of 32,000 characters in a million cells is a small file and would fill the machine.
"""

import re
import zipfile
from array import array
from collections.abc import Iterable, Iterator
from xml.parsers import expat

PART = "xl/sharedstrings.xml"  # in small letters, as readers do not mind the case
_POINTS = re.compile(rb'<c [^>]*?t="s"[^>]*>\s*<v>\s*([0-9]{1,9})\s*</v>')
_CELL_ENDS = b"</c>"
_LONGEST_CELL = 1 << 20


def longest_and_count(chunks: Iterable[bytes]) -> tuple[int, int]:
    """Return bounds of the longest shared text, in bytes, and of how many there are."""
    longest = count = carried = 0
    before = b""
    for chunk in chunks:
        joined = before + chunk
        count += joined.count(b"<si") + joined.count(b":si")
        before, whole = joined[-2:], joined[:-2]
        first, *more = whole.split(b"si>")
        carried += len(first)
        longest = max(longest, carried, *map(len, more), 0)
        carried = len(more[-1]) if more else carried
    return max(longest, carried + len(before)), count


def lengths(chunks: Iterable[bytes]) -> "array[int]":
    """Return the length of each shared text, in bytes, in their order.

    :raises zipfile.BadZipFile: if the part is no sound XML
    """
    found: array[int] = array("Q")

    def start(name: str, _attributes: dict[str, str]) -> None:
        if name.rsplit(" ", 1)[-1] == "si":
            found.append(0)

    def text(data: str) -> None:
        if found:
            found[-1] += len(data.encode("utf-8", "replace"))

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.CharacterDataHandler = start, text
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)  # noqa: FBT003 -- a positional of expat
    except expat.ExpatError as fault:
        raise zipfile.BadZipFile(str(fault)) from fault
    return found


def copied_bytes(chunks: Iterable[bytes], texts: "array[int]") -> tuple[int, int]:
    """Return how many bytes the copies of a sheet's cells have, and how many cells were found."""
    total = cells = 0
    for piece in _cut(chunks):
        points = [int(number) for number in _POINTS.findall(piece)]
        cells += len(points)
        total += sum(texts[number] for number in points if number < len(texts))
    return total, cells


def _cut(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the chunks cut anew where a cell ends, so that no cell is torn in two."""
    held = b""
    for chunk in chunks:
        joined = held + chunk
        end = joined.rfind(_CELL_ENDS) + 1
        held = joined[end:][-_LONGEST_CELL:]
        yield joined[:end]
    yield held
