"""Documents for word processors."""

import re
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from xml.etree import ElementTree as ET

from catchball.kernel.documents import TEXT_WIDTH, Grid, Heading, Paper, Words, write_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def a_paper(*blocks, **said):
    about = {"title": "Risks", "language": "en-GB", "head": "Acme", "foot": "SHA-256 abc"}
    about |= {"page": "Page [page] of [pages]", "made_at": datetime(2026, 11, 16, tzinfo=UTC)}
    return Paper(**{**about, **said}, blocks=blocks)


def written(paper):
    file = BytesIO()
    write_docx(file, paper)
    return file.getvalue()


def part(content, name):
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return ET.fromstring(archive.read(name))  # noqa: S314


GRID = Grid(head=("What", "How"), shares=(1, 2), rows=[("A & B", (Words(text="<c>"),)), ("", ())])


class TestADocument:
    def test_is_of_parts_that_are_all_told_to_the_reader(self):
        content = written(a_paper(Heading("Risks", 1)))
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            told = archive.read("[Content_Types].xml").decode()
            related = archive.read("word/_rels/document.xml.rels").decode()
        for name in names - {"[Content_Types].xml"}:
            assert f'PartName="/{name}"' in told or name.endswith(".rels")
        for name in names:
            assert part(content, name) is not None
        assert set(re.findall(r'Target="([^"]+)"', related)) == {
            "styles.xml",
            "header1.xml",
            "footer1.xml",
        }

    def test_repeats_the_head_of_a_table_on_each_page_and_breaks_no_row(self):
        body = part(written(a_paper(GRID)), "word/document.xml")
        rows = list(body.iter(f"{W}tr"))
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [
            True,
            False,
            False,
        ]
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)

    def test_gives_every_cell_a_paragraph_and_the_width_of_its_column(self):
        body = part(written(a_paper(GRID)), "word/document.xml")
        assert all(cell.find(f"{W}p") is not None for cell in body.iter(f"{W}tc"))
        widths = [int(one.get(f"{W}w")) for one in body.iter(f"{W}gridCol")]
        assert widths == [TEXT_WIDTH // 3, TEXT_WIDTH * 2 // 3]

    def test_takes_nothing_in_a_text_for_markup(self):
        body = part(written(a_paper(GRID, Words(text="a\x00b\nc"))), "word/document.xml")
        assert [one.text for one in body.iter(f"{W}t")] == [
            "What",
            "How",
            "A & B",
            "<c>",
            "a\N{REPLACEMENT CHARACTER}b",
            "c",
        ]

    def test_numbers_its_pages_by_fields(self):
        foot = part(written(a_paper()), "word/footer1.xml")
        assert [one.get(f"{W}instr") for one in foot.iter(f"{W}fldSimple")] == ["PAGE", "NUMPAGES"]
        said = "".join(one.text for one in foot.iter(f"{W}t"))
        assert said == "SHA-256 abcPage 1 of 1"

    def test_shows_a_badge_with_its_colour_and_border_beside_its_word(self):
        badge = Words(text="plan completed", ink="5f6b78", fill="eef0f3", border="b3261e")
        look = part(written(a_paper(badge)), "word/document.xml").find(f".//{W}rPr")
        assert look.find(f"{W}shd").get(f"{W}fill") == "eef0f3"
        assert look.find(f"{W}bdr").get(f"{W}color") == "b3261e"

    def test_is_of_the_same_bytes_for_the_same_paper(self):
        assert written(a_paper(GRID)) == written(a_paper(GRID))
        assert written(a_paper(GRID)) != written(a_paper(GRID, title="Other"))
