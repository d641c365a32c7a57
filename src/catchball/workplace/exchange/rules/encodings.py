"""Which encoding a text file is written in: certain, or proposed and said so."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

from catchball.kernel.words import _
from catchball.workplace.exchange.rules.refusals import (
    FileIsDamaged,
    FileIsOfAnotherKind,
    TextIsUnreadable,
)

ENCODINGS: dict[str, str] = {
    "utf-8": "utf-8-sig",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "windows-1252": "cp1252",
    "windows-1250": "cp1250",
    "windows-1251": "cp1251",
    "windows-1253": "cp1253",
    "windows-1254": "cp1254",
    "iso-8859-1": "iso-8859-1",
    "iso-8859-2": "iso-8859-2",
    "iso-8859-15": "iso-8859-15",
    "mac-roman": "mac_roman",
    "shift-jis": "cp932",
    "gb18030": "gb18030",
    "big5": "big5",
    "euc-kr": "cp949",
}
"""What a person may choose, and Python's name for it."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
_CHUNK = 1 << 20
_HEAD = 1 << 16
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 27})


@dataclass(frozen=True)
class Encoding:
    """The name for people, Python's codec, and what the person should look at."""

    name: str
    codec: str
    certain: bool = True
    note: str = ""


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    stream.seek(0)
    while chunk := stream.read(_CHUNK):
        yield chunk


def _first_fault(stream: BinaryIO, codec: str) -> tuple[int, str] | None:
    """Return where in the file the bytes stop being text in this codec, and why."""
    decoder = codecs.getincrementaldecoder(codec)()
    position = 0
    for chunk in chain(_chunks(stream), [b""]):
        try:
            decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as fault:
            held = len(fault.object) - len(chunk)
            return max(position - held + fault.start, 0), fault.reason
        except UnicodeError as fault:
            return position, str(fault)
        position += len(chunk)
    return None


def _sample_at(stream: BinaryIO, position: int, codec: str) -> str:
    start = max(position - 12, 0)
    stream.seek(start)
    text = stream.read(28).decode(codec, "ignore")
    return " ".join(text.split())


def _looks_like_text(head: bytes) -> bool:
    odd = len(head) - len(head.translate(None, _CONTROL))
    return odd * 20 <= len(head)


def _without_mark(stream: BinaryIO, head: bytes) -> Encoding | None:
    """Recognise UTF-16 that lacks its mark by its many zero bytes on one side."""
    pairs = max(len(head) // 2, 1)
    for name, zeros in (
        ("utf-16-le", head[1::2].count(0)),
        ("utf-16-be", head[0::2].count(0)),
    ):
        many = zeros * 2 > pairs and head.count(0) < len(head) * 3 // 4
        if many and _first_fault(stream, ENCODINGS[name]) is None:
            note = _(
                "The file says nothing about its encoding; it was read as %(name)s.", name=name
            )
            return Encoding(name, ENCODINGS[name], certain=False, note=note)
    return None


def _chosen(stream: BinaryIO, name: str) -> Encoding:
    codec = ENCODINGS.get(name.lower())
    if codec is None:
        raise TextIsUnreadable(
            _(
                "The encoding “%(name)s” is not known. Choose one of: %(known)s.",
                name=name,
                known=", ".join(ENCODINGS),
            )
        )
    fault = _first_fault(stream, codec)
    if fault is not None:
        raise TextIsUnreadable(
            _(
                "The file is not text in the encoding %(name)s: byte %(position)s cannot be "
                "read. Choose another encoding, or save the file as UTF-8.",
                name=name,
                position=fault[0] + 1,
            )
        )
    return Encoding(name.lower(), codec)


def _marked(stream: BinaryIO, head: bytes) -> Encoding | None:
    for mark, name, codec in _MARKS:
        if head.startswith(mark):
            fault = _first_fault(stream, codec)
            if fault is None:
                return Encoding(name, codec)
            raise FileIsDamaged(
                _(
                    "The file says that it is %(name)s, but byte %(position)s is not. It may be "
                    "cut off or put together from two files: export it again.",
                    name=name,
                    position=fault[0] + 1,
                )
            )
    return None


def _proposed(stream: BinaryIO, position: int) -> Encoding:
    for name in ("windows-1252", "windows-1250"):
        codec = ENCODINGS[name]
        if _first_fault(stream, codec) is None:
            note = _(
                "The file is not UTF-8; it was read as %(name)s, for example “%(sample)s”. "
                "If that looks wrong, choose another encoding.",
                name=name,
                sample=_sample_at(stream, position, codec),
            )
            return Encoding(name, codec, certain=False, note=note)
    raise TextIsUnreadable(
        _(
            "The file is neither UTF-8 nor Windows text (byte %(position)s). Choose its "
            "encoding, or save it as UTF-8.",
            position=position + 1,
        )
    )


def find_encoding(stream: BinaryIO, chosen: str | None = None) -> Encoding:
    """Return the encoding in which the whole file can be read.

    A mark at the start (BOM) or valid UTF-8 throughout is certain; anything else is a proposal
    with a note that shows a sample, for the person to confirm. The whole file is read once, in
    pieces.

    :raises TextIsUnreadable: if it is not text in the chosen, or in any likely, encoding
    :raises FileIsDamaged: if the file belies its own mark, or ends inside a character
    :raises FileIsOfAnotherKind: if it is not text at all
    """
    stream.seek(0)
    head = stream.read(_HEAD)
    if chosen:
        return _chosen(stream, chosen)
    known = _marked(stream, head) or _without_mark(stream, head)
    if known:
        return known
    if not _looks_like_text(head):
        raise FileIsOfAnotherKind(
            _("The file is not a table of text. Export it as CSV or XLSX and try again.")
        )
    fault = _first_fault(stream, "utf-8")
    if fault is None:
        return Encoding("utf-8", "utf-8-sig")
    position, reason = fault
    if reason == "unexpected end of data":
        raise FileIsDamaged(
            _("The file ends in the middle of a character, so it is cut off: export it again.")
        )
    return _proposed(stream, position)
