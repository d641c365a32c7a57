"""Files with the risks of a document."""

import os
import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from assessed import PLAN, a_completed_plan, a_document, line_of, plan
from catchball.trust.permissions import Role
from catchball.workplace.exchange import queries
from catchball.workplace.exchange.rules.columns import propose
from catchball.workplace.exchange.rules.keeping import Shelf
from catchball.workplace.exchange.rules.mapping import Mapping
from catchball.workplace.exchange.rules.risk_rows import read_risks
from catchball.workplace.exchange.rules.sheets import open_table
from catchball.workplace.risks import queries as risks
from catchball.workplace.risks.rules import FMEA, MATRIX, MOST_BROUGHT, Category, Colour, Phase
from imported import a_risk_sheet
from reading import text_of
from uploading import version_in
from world import scope_for

RISKS = (
    "Risk,Because,Likelihood,Severity,Risk owner,Review date\n"
    "Filter clogs,Fines,4,3 - serious,,2199-01-31\n"
    "Stock runs out,,,,,\n"
)


def sheets():
    return Path(settings.UPLOAD_ROOT) / "risks"


def address(document, content_hash="", client="acme"):
    tail = f"{content_hash}/" if content_hash else ""
    return f"/c/{client}/exchange/risks/{document}/{tail}"


def sent(browser, document, content, name="risks.csv"):
    data = content if isinstance(content, bytes) else content.encode()
    return browser.post(address(document), {"file": SimpleUploadedFile(name, data)})


def shown(company, document, content, **asked):
    kept = a_risk_sheet(company, content)
    return queries.get_risk_sheet(
        scope_for(company), assessment=document, content_hash=kept, root=sheets(), **asked
    )


def chosen(page):
    """Return the form of a page as it stands."""
    found = {}
    for name, body in re.findall(r'<select name="(\w+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        if name.startswith("column_"):
            picked = re.search(r'value="([^"]*)" selected', body)
            found[name] = picked[1] if picked else ""
    return found


def a_workbook(rows):
    file = BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("Register")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return file.getvalue()


def numbered(document, company):
    page = risks.get_assessment(scope_for(company), document)
    return sorted(page.risks, key=lambda line: line.number)


class TestTheColumns:
    @pytest.mark.parametrize(
        ("header", "columns"),
        [
            (
                ("ID", "Risk Description", "Root cause", "Consequence", "Likelihood", "Severity"),
                {"event": "Risk Description", "cause": "Root cause", "effect": "Consequence"},
            ),
            (
                ("Failure mode", "Occurrence", "Impact", "Response strategy", "Risk owner"),
                {"event": "Failure mode", "impact": "Impact", "owner": "Risk owner"},
            ),
            (
                ("Tveganje", "Vzrok", "Posledica", "Verjetnost", "Vpliv"),
                {"event": "Tveganje", "probability": "Verjetnost", "impact": "Vpliv"},
            ),
        ],
    )
    def test_are_matched_as_registers_call_them(self, header, columns):
        proposed = propose("risks", header, ()).columns
        assert {field: proposed.get(field) for field in columns} == columns

    def test_of_our_own_workbook_are_all_understood(self, acme, zenith, browse):
        risk = a_completed_plan(acme)
        plan(acme, risk, replace(PLAN, review_on=date(2199, 6, 30)))
        ours = line_of(acme, risk).assessment
        book = browse(acme).get(f"/c/acme/risks/{ours}/risks.xlsx").content
        other = a_document(acme, title="The other")

        sheet = shown(acme, other, book)

        assert sheet.may_be_taken
        [row] = sheet.risks
        assert (row.risk.event, row.points, row.level) == ("Tablets", 16, "plan needed")
        assert row.risk.score == numbered(ours, acme)[0].score


class TestARow:
    def read(self, head, *rows, matrix=MATRIX, **columns):
        content = "\n".join((head, *rows)).encode()
        with open_table(BytesIO(content)) as table:
            mapping = Mapping("risks", columns=columns)
            return read_risks(table, mapping, matrix)

    def test_names_a_step_by_number_word_or_both(self):
        steps = ("4", "likely", "4 - likely", "4: likely", "4.0", " LIKELY ")
        rows = (f"R{at},{step}" for at, step in enumerate(steps))
        found = self.read("Risk,P", *rows, event="Risk", probability="P")
        assert [one.probability for one in found.risks] == [4] * len(steps)

    @pytest.mark.parametrize("step", ["0", "6", "high", "4.5", "-1", "=4", "٤٤", "5%", "5 %"])
    def test_that_names_no_step_is_refused_with_what_there_is(self, step):
        found = self.read("Risk,P", f"Clogs,{step}", event="Risk", probability="P")
        [fault] = found.faults
        assert (fault.line_no, fault.column) == (2, "P")
        assert "no step from 1 (rare) to 5 (almost certain)" in fault.why

    def test_with_one_impact_has_it_in_all_that_are_not_told(self):
        found = self.read("Risk,I,C", "Clogs,3,5", event="Risk", impact="I", cost="C")
        [one] = found.risks
        assert (one.quality, one.schedule, one.cost, one.supply) == (3, 3, 5, 3)

    def test_has_detection_where_the_document_scores_it(self):
        head = "Risk,P,I,D"
        columns = {"event": "Risk", "probability": "P", "impact": "I", "detection": "D"}
        [one] = self.read(head, "Clogs,4,9,5", matrix=FMEA, **columns).risks
        assert (one.score.probability, one.score.impact, one.score.detection) == (4, 9, 5)
        without = self.read(head, "Clogs,4,3,5", "Leaks,4,3,", **columns)
        assert [one.event for one in without.risks] == ["Leaks"]
        assert [one.why for one in without.faults] == ["This document does not score detection."]

    def test_says_where_it_belongs_in_words_of_several_kinds(self):
        head = "Risk,About,Phase"
        columns = {"event": "Risk", "category": "About", "phase": "Phase"}
        found = self.read(head, "A,Raw materials,Planning", "B,,", **columns)
        told, usual = found.risks
        assert (told.category, told.phase) == (Category.MATERIAL, Phase.PLANNING)
        assert (usual.category, usual.phase) == (Category.PROGRAM, Phase.EXECUTION)
        [fault] = self.read(head, "A,Weather,", **columns).faults
        assert fault.why.startswith("“Weather” is not one of: process")

    def test_without_an_event_is_refused_and_the_others_are_read(self):
        found = self.read("Risk,Why", "Clogs,x", ",y", event="Risk", cause="Why")
        assert (found.lines, [one.line_no for one in found.faults]) == ((2,), [3])


class TestAFile:
    def test_is_looked_at_and_then_added_whole(self, acme, zenith, browse):
        document = a_document(acme)
        browser = browse(acme, Role.CLIENT_LEAD)
        page = sent(browser, document, RISKS).headers["Location"]
        looked = browser.get(page)
        assert "2 risks can be added" in text_of(looked)
        assert numbered(document, acme) == []

        fields = {"version": version_in(looked), **chosen(looked.content.decode())}
        answer = browser.post(page, {**fields, "take": "all"})

        assert answer.headers["Location"] == f"/c/acme/risks/{document}/"
        first, second = numbered(document, acme)
        assert (first.event, first.points, first.colour) == ("Filter clogs", 12, Colour.RED)
        assert (second.event, second.colour) == ("Stock runs out", Colour.UNSCORED)
        assert browser.get(page).status_code == 404

    def test_with_a_row_that_does_not_fit_adds_nothing(self, acme, zenith, browse):
        document = a_document(acme)
        wrong = "Risk,Likelihood,Severity,Owner\nClogs,4,3,\nStops,9,2,\nFalls,2,2,Mr Nobody\n"
        browser = browse(acme)
        page = sent(browser, document, wrong).headers["Location"]
        looked = browser.get(page)
        text = text_of(looked)
        assert "2 things in the file stand in the way" in text
        assert "Nobody called “Mr Nobody” works for or with this client." in text

        fields = {"version": version_in(looked), **chosen(looked.content.decode())}
        refused = browser.post(page, {**fields, "take": "all"})

        assert refused.status_code == 422
        assert "Nothing was added" in text_of(refused)
        assert numbered(document, acme) == []

    def test_is_checked_anew_with_other_columns(self, acme, zenith, browse):
        document = a_document(acme)
        browser = browse(acme)
        page = sent(browser, document, "What,Else\nClogs,Stops\n").headers["Location"]
        looked = browser.get(page)
        assert "Say first which column tells what could happen" in text_of(looked)
        fields = {"version": version_in(looked), "column_event": "Else"}
        again = text_of(browser.post(page, fields))
        assert "One risk can be added" in again
        assert "One column is used for nothing: What" in again

    def test_asks_how_a_day_is_written_that_can_be_two(self, acme, zenith, browse):
        document = a_document(acme)
        browser = browse(acme)
        content = "Risk,Next review\nClogs,03/04/2199\n"
        page = sent(browser, document, content).headers["Location"]
        looked = browser.get(page)
        assert "One column can be read in more than one way" in text_of(looked)
        fields = {"version": version_in(looked), **chosen(looked.content.decode())}
        fields |= {"style_review_on": "d/m/y"}
        assert "One risk can be added" in text_of(browser.post(page, fields))
        browser.post(page, {**fields, "take": "all"})
        [line] = numbered(document, acme)
        assert line.review_on.isoformat() == "2199-04-03"

    def test_of_the_same_client_is_understood_as_the_last_one(self, acme, zenith, browse):
        document = a_document(acme)
        browser = browse(acme)
        page = sent(browser, document, "A,B\nClogs,Fines\n").headers["Location"]
        fields = {"version": "1", "column_event": "A", "column_cause": "B", "take": "all"}
        assert browser.post(page, fields).status_code == 302
        again = shown(acme, document, "A,B\nStops,Power\n")
        assert (again.mapping.columns, again.is_remembered) == ({"event": "A", "cause": "B"}, True)
        other = shown(zenith, a_document(zenith), "A,B\nStops,Power\n")
        assert not other.is_remembered

    def test_that_changed_the_document_meanwhile_is_looked_at_again(self, acme, zenith, browse):
        document = a_document(acme)
        browser = browse(acme)
        page = address(document, a_risk_sheet(acme))
        fields = {"version": "7", "column_event": "Risk", "take": "all"}
        assert browser.post(page, fields).status_code == 409
        assert numbered(document, acme) == []

    @pytest.mark.parametrize(
        ("content", "why"),
        [
            (b"", "The file is empty"),
            (b"%PDF-1.7", "The file is a PDF"),
            (b"PK\x03\x04 broken", "cut off or damaged"),
            (b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "web page or XML"),
        ],
        ids=["empty", "pdf", "broken", "entities"],
    )
    def test_that_is_no_table_is_refused_in_words_and_not_kept(
        self, content, why, acme, zenith, browse
    ):
        document = a_document(acme)
        before = set(sheets().rglob("*"))
        answer = sent(browse(acme), document, content, name="risks.xlsx")
        assert answer.status_code == 422
        assert why in text_of(answer)
        assert {path for path in sheets().rglob("*") if path.is_file()} <= before

    def test_that_is_longer_than_anybody_reads_is_refused(self, acme, zenith, browse):
        rows = "".join(f"Risk {at}\n" for at in range(MOST_BROUGHT + 1))
        document = a_document(acme)
        page = sent(browse(acme), document, "Risk\n" + rows).headers["Location"]
        answer = browse(acme).get(page)
        assert answer.status_code == 422
        assert f"more than {MOST_BROUGHT} rows" in text_of(answer)

    def test_shows_what_looks_like_markup_or_a_formula_as_text(self, acme, zenith, browse):
        document = a_document(acme)
        book = a_workbook([("Risk", "Cause"), ("<b>x</b>", "'=1+1")])
        page = sent(browse(acme), document, book, name="risks.xlsx").headers["Location"]
        content = browse(acme).get(page).content.decode()
        assert "&lt;b&gt;x&lt;/b&gt;" in content
        assert "<b>x</b>" not in content

    def test_is_not_there_for_another_client_or_document(self, acme, zenith, browse):
        ours, theirs = a_document(acme), a_document(zenith)
        kept = a_risk_sheet(acme)
        assert browse(zenith).get(address(ours, kept, "zenith")).status_code == 404
        assert browse(zenith).get(address(theirs, kept, "zenith")).status_code == 404
        assert browse(acme).get(address(theirs, kept)).status_code == 404
        assert browse(acme).get(address(ours, "0" * 64)).status_code == 404
        assert browse(acme).get(address(ours, "..%2Fx")).status_code == 404

    def test_that_nobody_took_over_is_forgotten_with_a_later_one(self, tmp_path, acme):
        shelf = Shelf(tmp_path, acme.id)
        old, new = (shelf.keep([content]).content_hash for content in (b"old", b"new"))
        later = shelf.path(new).stat().st_mtime
        os.utime(shelf.path(old), (later - 101, later - 101))
        shelf.forget_before(new, seconds=200)
        assert shelf.path(old).exists()
        shelf.forget_before(new, seconds=100)
        assert (shelf.path(old).exists(), shelf.path(new).exists()) == (False, True)
