"""A risk assessment for a word processor."""

import re
import zipfile
from io import BytesIO

from assessed import LOW, a_completed_plan, a_document, a_risk, line_of, score
from catchball.trust.permissions import Role


def address(document, suffix="docx", client="acme"):
    return f"/c/{client}/risks/{document}/risks.{suffix}"


def texts(content):
    with zipfile.ZipFile(BytesIO(content)) as archive:
        said = {name: archive.read(name).decode() for name in archive.namelist()}
    return {name: re.findall(r"<w:t [^>]*>([^<]*)</w:t>", text) for name, text in said.items()}


class TestTheDocument:
    def test_is_handed_out_to_both_companies_with_the_words_of_the_colours(
        self, acme, zenith, browse
    ):
        document = line_of(acme, a_completed_plan(acme)).assessment
        score(acme, a_risk(acme, document, event="Filters"))
        score(acme, a_risk(acme, document, event="Labels"), LOW)
        for role in (Role.PROGRAM_MANAGER, Role.CLIENT_LEAD):
            answer = browse(acme, role).get(address(document))
            assert ".docx" in answer.headers["Content-Disposition"]
            said = texts(answer.content)
            body = said["word/document.xml"]
            words = [one.strip() for one in body]
            assert "One risk needs a plan" in words
            assert words.index("2  Filters") < words.index("1  Tablets") < words.index("3  Labels")
            assert {"✕ plan needed", "✓ plan completed", "monitor"} <= set(words)
            assert re.fullmatch(r"SHA-256 [0-9a-f]{64}", said["word/footer1.xml"][0])
            assert "Program" in said["word/header1.xml"][0]

    def test_is_of_the_same_bytes_and_of_the_same_hash_as_before(self, acme, zenith, browse):
        document = line_of(acme, a_completed_plan(acme)).assessment
        browser = browse(acme)
        first, second = browser.get(address(document)), browser.get(address(document))
        assert first.content == second.content
        a_risk(acme, document, event="Filters")
        third = texts(browser.get(address(document)).content)
        assert third["word/footer1.xml"] != texts(first.content)["word/footer1.xml"]

    def test_is_not_there_for_another_client(self, acme, zenith, browse):
        document = a_document(acme, "client-api")
        assert browse(zenith).get(address(document, client="zenith")).status_code == 404
