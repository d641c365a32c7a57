import io
import re
from datetime import UTC, datetime, timedelta

import pikepdf
import pytest

from catchball.site import glyphs, pdf
from catchball.site.formats import Reader, reading_as
from look import examples

NOW = datetime(2026, 11, 22, 17, 40, tzinfo=UTC)
HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def card(**changes):
    return examples.scorecard_data() | changes


def made(**changes):
    return pdf.render("scorecard", card(**changes), title="Scorecard of Zenith", timestamp=NOW)


@pytest.fixture(scope="module")
def opened():
    with pikepdf.open(io.BytesIO(made())) as document:
        yield document


class TestAScorecardOnPaper:
    def test_is_fit_for_the_archive_and_for_everybody(self, opened):
        with opened.open_metadata() as about:
            assert about["pdfaid:part"] == "2"
            assert about["pdfaid:conformance"] == "A"
            assert about["pdfuaid:part"] == "1"
            assert about["dc:title"] == "Scorecard of Zenith"
        assert opened.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in opened.Root
        assert str(opened.Root.Lang) == "en"

    def test_fits_on_one_page(self, opened):
        assert len(opened.pages) == 1

    def test_carries_its_fonts_and_only_ours(self, opened):
        fonts = [one for one in opened.objects if _is(one, "/FontDescriptor")]

        assert {re.sub(r"^/[A-Z]+\+", "", str(one.FontName)) for one in fonts} == {
            "Inter-Regular",
            "Inter-SemiBold",
        }
        assert all("/FontFile2" in one for one in fonts)

    def test_speaks_the_readers_language(self):
        with (
            reading_as(Reader(locale="de-DE")),
            pikepdf.open(io.BytesIO(made())) as document,
        ):
            assert str(document.Root.Lang) == "de"

    def test_is_the_same_file_for_the_same_data(self):
        assert made() == made()
        later = pdf.render("scorecard", card(), title="x", timestamp=NOW + timedelta(days=1))
        assert made() != later

    @pytest.mark.parametrize(
        "name",
        [
            "#panic() $x$ _a_ @c `b` <#&>",
            "日本 🎈 \u200fשלום",
            "a\x00b\x1b[31m\u200d",
            '#read("/etc/passwd")',
        ],
    )
    def test_takes_no_name_for_code_and_fails_on_none(self, name):
        assert made(headline=name).startswith(b"%PDF")


def _is(one, kind):
    return isinstance(one, pikepdf.Dictionary) and one.get("/Type") == kind


class TestGlyphs:
    def test_leave_alone_what_the_fonts_can_draw(self):
        text = "Ščukovič, Ελλάδα, Москва ≥ 95 % – “ok” → 3 × 4"

        assert glyphs.with_glyphs(text) == text

    def test_show_a_square_for_what_they_cannot(self):
        assert glyphs.with_glyphs(["日", {"a": "x🎈"}, 3]) == ["□", {"a": "x□"}, 3]
        assert ord(glyphs.REPLACEMENT) in glyphs.drawable()

    def test_leave_out_marks_that_only_join(self):
        assert glyphs.with_glyphs("a\u2067b") == "ab"

    def test_turn_what_cannot_be_printed_into_a_space(self):
        assert glyphs.with_glyphs("a\x00b\u2003c") in {"a b c", "a b\u2003c"}


def test_paper_and_screen_share_their_colours():
    css = (pdf.TEMPLATES.parent / "look" / "css" / "tokens.css").read_text()
    css = css.split("@media")[0]
    screen = dict(re.findall(r"--([a-z0-9-]+): light-dark\((#[0-9a-f]{6})", css))
    paper = dict(
        re.findall(
            r'#let ([a-z0-9-]+) = rgb\("(#[0-9a-f]{6})"\)', (pdf.TEMPLATES / "base.typ").read_text()
        )
    )

    named = {name.removesuffix("-colour"): colour for name, colour in paper.items()}
    assert named == {name: screen[name] for name in named}


def test_templates_reach_for_no_package():
    assert not [one.name for one in pdf.TEMPLATES.glob("*.typ") if "@preview" in one.read_text()]


def test_a_template_sees_no_file_outside_its_folder(tmp_path):
    (tmp_path / "peek.typ").write_text('#read("/../../../etc/hostname")')

    with pytest.raises(RuntimeError, match="root"):
        pdf.render("peek", {}, title="x", timestamp=NOW, home=tmp_path)
