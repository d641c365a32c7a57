"""Documents for word processors: headings, paragraphs and tables as Office Open XML."""

import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO
from xml.sax.saxutils import escape

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KINDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# A4 across with the margins of our PDFs, in twentieths of a point.
_WIDE, _HIGH, _SIDE, _TOP, _BOTTOM = 16838, 11906, 907, 1361, 1020
TEXT_WIDTH = _WIDE - 2 * _SIDE
_INK, _QUIET, _LINE, _GROUND = "16202b", "52606f", "d5dae0", "f6f7f8"
# What XML cannot hold; Source: XML 1.0, section 2.2.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first instant that a ZIP knows


@dataclass(frozen=True, kw_only=True)
class Words:
    """A paragraph; `fill` and `border` make a badge of it. Colours are six hexadecimal digits."""

    text: str
    bold: bool = False
    small: bool = False
    ink: str = ""
    fill: str = ""
    border: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading, of the whole document (1) or of a part of it (2)."""

    text: str
    level: int = 2


Cell = str | tuple[Words, ...]
"""What stands in a cell: a text, or paragraphs."""


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A table; its head is repeated on each page. `shares` are relative widths of the columns."""

    head: Sequence[str]
    shares: Sequence[int]
    rows: Sequence[Sequence[Cell]]


Block = Heading | Words | Grid


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A document: what it is called, in which language, what stands on each page, its blocks.

    `page` says where in the foot the number of the page stands: “Page [page] of [pages]”.
    """

    title: str
    language: str
    head: str
    foot: str
    page: str
    made_at: datetime
    blocks: tuple[Block, ...]


def write_docx(file: IO[bytes], paper: Paper) -> None:
    """Write a document that word processors open; equal papers give equal bytes.

    Source: ISO/IEC 29500-1 (Office Open XML), WordprocessingML.
    """
    body = "".join(map(_block, paper.blocks))
    section = (
        f'<w:sectPr><w:headerReference w:type="default" r:id="rId2"/>'
        f'<w:footerReference w:type="default" r:id="rId3"/>'
        f'<w:pgSz w:w="{_WIDE}" w:h="{_HIGH}" w:orient="landscape"/>'
        f'<w:pgMar w:top="{_TOP}" w:right="{_SIDE}" w:bottom="{_BOTTOM}" w:left="{_SIDE}" '
        f'w:header="560" w:footer="500" w:gutter="0"/></w:sectPr>'
    )
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            ("officeDocument", "word/document.xml"), ("core-properties", "docProps/core.xml")
        ),
        "docProps/core.xml": _core(paper),
        "word/document.xml": _part("document", f"<w:body>{body}{section}</w:body>"),
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"), ("header", "header1.xml"), ("footer", "footer1.xml")
        ),
        "word/styles.xml": _part("styles", _styles(paper.language)),
        "word/header1.xml": _part("hdr", _paragraph(Words(text=paper.head, small=True))),
        "word/footer1.xml": _part("ftr", _foot(paper)),
    }
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, (_HEAD + text).encode())


def _said(text: str) -> str:
    return escape(_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text), {'"': "&quot;"})


def _part(name: str, inside: str) -> str:
    return f'<w:{name} xmlns:w="{_W}" xmlns:r="{_R}">{inside}</w:{name}>'


def _block(block: Block) -> str:
    match block:
        case Heading():
            style = f'<w:pPr><w:pStyle w:val="Heading{block.level}"/></w:pPr>'
            return f"<w:p>{style}{_run(block.text)}</w:p>"
        case Words():
            return _paragraph(block)
        case Grid():
            # Two tables that touch are one table to a word processor.
            return _grid(block) + "<w:p/>"


def _paragraph(words: Words) -> str:
    style = '<w:pPr><w:pStyle w:val="Small"/></w:pPr>' if words.small else ""
    look = "".join(
        (
            "<w:b/>" if words.bold else "",
            f'<w:color w:val="{words.ink}"/>' if words.ink else "",
            f'<w:bdr w:val="single" w:sz="12" w:space="0" w:color="{words.border}"/>'
            if words.border
            else "",
            f'<w:shd w:val="clear" w:color="auto" w:fill="{words.fill}"/>' if words.fill else "",
        )
    )
    return f"<w:p>{style}{_run(words.text, look)}</w:p>"


def _run(text: str, look: str = "") -> str:
    lines = "<w:br/>".join(
        f'<w:t xml:space="preserve">{_said(line)}</w:t>' for line in text.splitlines()
    )
    return f"<w:r><w:rPr>{look}</w:rPr>{lines}</w:r>"


def _grid(grid: Grid) -> str:
    whole = sum(grid.shares)
    widths = [TEXT_WIDTH * share // whole for share in grid.shares]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = _row(
        [(Words(text=title, bold=True, small=True),) for title in grid.head], widths, is_head=True
    )
    rows = "".join(_row(row, widths) for row in grid.rows)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Rows"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:firstRow="1" w:noHBand="1" w:noVBand="1"/>'
        f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{head}{rows}</w:tbl>"
    )


def _row(cells: Iterable[Cell], widths: Sequence[int], *, is_head: bool = False) -> str:
    repeated = "<w:tblHeader/>" if is_head else ""
    shaded = f'<w:shd w:val="clear" w:color="auto" w:fill="{_GROUND}"/>' if is_head else ""
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shaded}</w:tcPr>{_inside(cell)}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{inside}</w:tr>"


def _inside(cell: Cell) -> str:
    """Return the paragraphs of a cell, which must have one."""
    paragraphs = (Words(text=cell),) if isinstance(cell, str) else cell
    return "".join(map(_paragraph, paragraphs)) or "<w:p/>"


def _foot(paper: Paper) -> str:
    fields = {"[page]": "PAGE", "[pages]": "NUMPAGES"}
    said = "".join(
        f'<w:fldSimple w:instr="{fields[part]}">{_run("1")}</w:fldSimple>'
        if part in fields
        else _run(part)
        for part in re.split(r"(\[pages?\])", paper.page)
        if part
    )
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>'
    style = f'<w:pPr><w:pStyle w:val="Small"/>{tab}</w:pPr>'
    return f"<w:p>{style}{_run(paper.foot)}<w:r><w:tab/></w:r>{said}</w:p>"


def _core(paper: Paper) -> str:
    at = paper.made_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    days = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{at}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{_said(paper.title)}</dc:title><dc:creator>Catchball</dc:creator>"
        f"<dc:language>{_said(paper.language)}</dc:language>{days}</cp:coreProperties>"
    )


def _relations(*targets: tuple[str, str]) -> str:
    core = f"{_PACKAGE}/relationships/metadata/core-properties"
    inside = "".join(
        f'<Relationship Id="rId{number}" '
        f'Type="{core if kind == "core-properties" else f"{_R}/{kind}"}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _content_types() -> str:
    kinds = {
        "word/document.xml": f"{_KINDS}.document.main+xml",
        "word/styles.xml": f"{_KINDS}.styles+xml",
        "word/header1.xml": f"{_KINDS}.header+xml",
        "word/footer1.xml": f"{_KINDS}.footer+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    parts = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="{relations}"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{parts}</Types>"
    )


def _styles(language: str) -> str:
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" '
        f'w:cs="Arial"/><w:color w:val="{_INK}"/><w:sz w:val="18"/><w:szCs w:val="18"/>'
        f'<w:lang w:val="{_said(language)}"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:spacing w:after="60" w:line="250" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )
    edge = f'w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"'
    rows = (
        '<w:style w:type="table" w:styleId="Rows"><w:name w:val="Rows"/><w:tblPr><w:tblBorders>'
        f"<w:top {edge}/><w:bottom {edge}/><w:insideH {edge}/></w:tblBorders><w:tblCellMar>"
        '<w:top w:w="60" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
        '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>'
        "</w:tblPr></w:style>"
    )
    return defaults + _NAMED + rows


def _style(name: str, about: str, called: str, look: str, *, is_first: bool = False) -> str:
    first = ' w:default="1"' if is_first else ""
    based = "" if is_first else '<w:basedOn w:val="Normal"/>'
    return (
        f'<w:style w:type="paragraph"{first} w:styleId="{name}"><w:name w:val="{called}"/>{based}'
        f"<w:qFormat/><w:pPr>{about}</w:pPr><w:rPr>{look}</w:rPr></w:style>"
    )


_NAMED = "".join(
    (
        _style("Normal", "", "Normal", "", is_first=True),
        _style(
            "Heading1",
            '<w:keepNext/><w:spacing w:after="120"/><w:outlineLvl w:val="0"/>',
            "heading 1",
            '<w:b/><w:sz w:val="34"/><w:szCs w:val="34"/>',
        ),
        _style(
            "Heading2",
            '<w:keepNext/><w:spacing w:before="280" w:after="120"/><w:outlineLvl w:val="1"/>',
            "heading 2",
            '<w:b/><w:sz w:val="21"/><w:szCs w:val="21"/>',
        ),
        _style(
            "Small",
            "",
            "Small",
            f'<w:color w:val="{_QUIET}"/><w:sz w:val="15"/><w:szCs w:val="15"/>',
        ),
    )
)
