"""Which characters the fonts of our PDFs can draw, and what stands for those they cannot."""

import struct
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

FONTS = Path(__file__).resolve().parent / "typst" / "fonts"
REPLACEMENT = "\N{WHITE SQUARE}"
_KEPT_CONTROLS = "\n\t"


@lru_cache(maxsize=1)
def drawable() -> frozenset[int]:
    """Return the code points that every one of the fonts has a glyph for."""
    each = [frozenset(_codes(path.read_bytes())) for path in sorted(FONTS.glob("*.ttf"))]
    return frozenset.intersection(*each)


def _codes(font: bytes) -> Iterator[int]:
    """Yield the mapped code points of a TrueType font.

    Source: OpenType 1.9.1, table cmap, subtable formats 4 and 12.
    """
    start = _table(font, b"cmap")
    for at in range(struct.unpack_from(">H", font, start + 2)[0]):
        subtable = start + struct.unpack_from(">I", font, start + 8 + 8 * at)[0]
        form = struct.unpack_from(">H", font, subtable)[0]
        if form == 4:
            yield from _segments(font, subtable)
        elif form == 12:
            yield from _groups(font, subtable)


def _table(font: bytes, name: bytes) -> int:
    for at in range(struct.unpack_from(">H", font, 4)[0]):
        tag, _checksum, offset, _length = struct.unpack_from(">4sIII", font, 12 + 16 * at)
        if tag == name:
            return int(offset)
    raise ValueError(f"The font has no table {name!r}.")


def _segments(font: bytes, at: int) -> Iterator[int]:
    doubled = struct.unpack_from(">H", font, at + 6)[0]
    ends = struct.unpack_from(f">{doubled // 2}H", font, at + 14)
    starts = struct.unpack_from(f">{doubled // 2}H", font, at + 16 + doubled)
    for first, last in zip(starts, ends, strict=True):
        if first != 0xFFFF:
            yield from range(first, last + 1)


def _groups(font: bytes, at: int) -> Iterator[int]:
    for place in range(struct.unpack_from(">I", font, at + 12)[0]):
        first, last, _glyph = struct.unpack_from(">III", font, at + 16 + 12 * place)
        yield from range(first, last + 1)


def with_glyphs(value: Any) -> Any:
    """Return the value with every text in it drawable; what has no glyph shows as □.

    A PDF/A with a character that no font can draw is refused by the compiler, so a client's name
    in another script would otherwise cost the whole report. Joining and direction marks without
    a glyph are left out, other spaces become plain ones, and so do unprintable characters.

    >>> with_glyphs({"name": "Žiga 日本"})
    {'name': 'Žiga □□'}
    """
    if isinstance(value, str):
        return "".join(map(_drawn, unicodedata.normalize("NFC", value)))
    if isinstance(value, dict):
        return {key: with_glyphs(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [with_glyphs(inner) for inner in value]
    return value


@lru_cache(maxsize=4096)
def _drawn(character: str) -> str:
    if character in _KEPT_CONTROLS:
        return character
    kind = unicodedata.category(character)
    if kind == "Cc":
        return " "
    if ord(character) in drawable():
        return character
    if kind == "Zs":
        return " "
    return "" if kind in {"Cf", "Mn"} else REPLACEMENT
