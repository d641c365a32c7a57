"""Bad files on their way through the real pages: clear words, no half-written import."""

import csv
import io
import json
import re
import zipfile
from itertools import count
from pathlib import Path

import pytest

from catchball.workplace.exchange import jobs
from catchball.workplace.exchange.rules.columns import TARGETS
from catchball.workplace.production.queries import count_batches, count_deliveries
from imported import GOOD, HEAD
from reading import text_of
from shared import shared_data
from uploading import answered, as_proposed, checked, sent, version_in, written
from world import scope_for

MANY = 100_000
MIB = 1 << 20


@pytest.fixture(autouse=True)
def shelf(settings, tmp_path):
    settings.UPLOAD_ROOT = tmp_path
    return tmp_path


def files_on(shelf):
    return [path for path in shelf.rglob("*") if path.is_file()]


def refused_rows(browser, page):
    """Download the file of refused rows, and return each with its line and reasons."""
    answer = browser.get(page + "errors/")
    content = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content, newline="")))


def as_text(header, rows):
    target = io.StringIO(newline="")
    csv.writer(target).writerows([header, *rows])
    return target.getvalue().encode()


def a_workbook():
    return shared_data("imports", "xlsx", "temperature.xlsx").read_bytes()


def a_bomb():
    """Return a workbook of some 650 kB that unpacks to 660 MB."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _megabyte in range(660):
                part.write(b" " * MIB)
    return target.getvalue()


def a_locked_workbook():
    mark, name = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "EncryptedPackage".encode("utf-16-le")
    return mark + bytes(1016) + name + bytes(4096)


class TestAFileThatCannotBeRead:
    @pytest.mark.parametrize(
        ("make", "why"),
        [
            (lambda: b"", "The file is empty. Choose the file that has the rows."),
            (lambda: a_workbook()[:-2000], "cut off or damaged"),
            (a_bomb, "unpacks to more than 640 MB"),
            (a_locked_workbook, "A password protects the workbook. Remove it in Excel"),
            (lambda: b"MZ\x90\x00" + bytes(range(256)) * 40, "is not a table"),
        ],
        ids=["empty", "truncated", "bomb", "password", "program"],
    )
    def test_is_refused_at_once_with_what_to_do_and_not_kept(self, acme, browse, shelf, make, why):
        browser = browse(acme)
        answer = sent(browser, make(), name="shipments.xlsx")
        assert answer.status_code == 422
        assert why in text_of(answer)
        assert not files_on(shelf)
        assert "Nothing has been imported yet" in text_of(browser.get("/c/acme/exchange/"))

    def test_in_another_encoding_is_asked_about_and_then_comes_in_whole(self, acme, browse):
        browser = browse(acme)
        rows = HEAD.replace("Quantity", "Destination") + "A-1,P-1,2026-10-01,,Łódź\n"
        match = sent(browser, rows.encode("iso-8859-2")).headers["Location"]
        page = as_proposed(browser, match + "?encoding=iso-8859-2").headers["Location"]
        jobs.judge(scope_for(acme), import_id=page.split("/")[-2])
        written(browser, page, acme)
        assert "Łódź" in text_of(browser.get("/c/acme/production/deliveries/"))

    def test_that_breaks_off_in_another_encoding_far_below_fails_in_words(self, acme, browse):
        browser = browse(acme)
        rows = "".join(f"A-{one},P-1,2026-10-01,,1\n" for one in range(20_000))
        match = sent(browser, HEAD.encode() + rows.encode() + b"\xff\x81,P-1\n").headers["Location"]
        answer = browser.get(match)
        assert answer.status_code == 422
        assert "(byte 508945). Choose its encoding, or save it as UTF-8." in text_of(answer)
        assert count_deliveries(scope_for(acme)).all == 0


class TestAFileThatIsNoListOfDeliveries:
    def test_says_which_columns_are_missing_and_checks_nothing(self, acme, browse):
        browser = browse(acme)
        match = sent(browser, "Colour,Weather\nred,rain\n").headers["Location"]
        assert "2 fields of shipments.csv need you" in text_of(browser.get(match))
        answer = as_proposed(browser, match)
        assert answer.status_code == 422
        assert "Reference" in text_of(answer)
        assert "Promised day" in text_of(answer)


class TestBadRows:
    def test_are_named_and_stay_out_while_the_good_ones_come_in(self, acme, browse):
        browser = browse(acme)
        bad = (
            "A-2,P-1,2026-10-03,,10\n"  # the second A-2
            "A-3,P-1,2026-02-30,,10\n"
            "A-4,P-1,2026-10-02,,1.412.698.315\n"
            "A-5,P-1,2026-10-02,,12.5\n"
            "A-6,P-9,2026-10-02,,10\n"
        )
        page = checked(browser, HEAD + GOOD + bad, acme)
        assert "1.412.698.315 → 1,412,698,315" in text_of(browser.get(page))
        text = text_of(browser.get(answered(browser, page, acme)))
        assert "3 deliveries can be written, 4 of 7 rows are refused" in text
        reasons = {row["Reference"]: row["What is wrong"] for row in refused_rows(browser, page)}
        assert "The same reference stands in line 3 already." in reasons["A-2"]
        assert "There is no day 30 in month 2 of 2026" in reasons["A-3"]
        assert "“1.412.698.315” has 3 decimal marks" in reasons["A-4"]
        assert "There is no program with this code." in reasons["A-6"]
        assert "3 deliveries came in" in text_of(written(browser, page, acme))
        assert count_deliveries(scope_for(acme)).all == 3

    def test_by_the_hundred_thousand_make_a_small_page_and_a_whole_file(self, acme, browse):
        browser = browse(acme)
        rows = "".join(f"A-{one},P-1,2026-02-30,never,-\n" for one in range(MANY))
        before = peak()
        page = checked(browser, HEAD + rows, acme, column_promised_on="2", column_delivered_on="3")
        answer = browser.get(page)
        assert "Nothing can be written: 100,000 of 100,000 rows" in text_of(answer)
        assert len(answer.content) < 250_000
        download = browser.get(page + "errors/")
        lines, longest = 0, 0
        for piece in download.streaming_content:
            lines, longest = lines + piece.count(b"\n"), max(longest, len(piece))
        assert (lines, longest <= MIB) == (MANY + 1, True)
        assert peak() - before < 120 * MIB
        assert count_deliveries(scope_for(acme)).all == 0


class TestARollBack:
    def test_is_refused_with_the_rows_that_somebody_changed_since(self, acme, browse):
        browser = browse(acme)
        page = checked(browser, HEAD + GOOD + "A-3,P-1,2026-12-01,,5\n", acme)
        version = version_in(written(browser, page, acme))
        listed = browser.get("/c/acme/production/deliveries/").content.decode()
        delivery = re.search(r'href="([^"]+)">A-3<', listed)[1]
        cancelled = {
            "version": version_in(browser.get(delivery + "cancel/")),
            "reason": "Not needed any more",
        }
        assert browser.post(delivery + "cancel/", cancelled).status_code == 302

        browser.post(page + "undo/", {"version": version, "reason": "Wrong month"})
        jobs.undo(scope_for(acme), import_id=page.split("/")[-2])

        text = text_of(browser.get(page))
        assert "3 deliveries came in from shipments.csv" in text
        assert "changed or removed since, so nothing was rolled back: A-3" in text
        assert "Roll this import back" in text
        assert count_deliveries(scope_for(acme)).all == 3


def peak():
    """Return the most memory that this process has had, in bytes (Linux)."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) * 1024


GOOD_VALUES = {
    "promised_on": "2026-10-01", "delivered_on": "2026-10-02", "requested_on": "2026-10-01",
    "quantity_promised": "10", "quantity_delivered": "10",
    "planned_start_on": "2026-09-01", "started_on": "2026-09-02", "completed_on": "2026-09-09",
    "disposed_on": "2026-09-20", "quantity_theoretical": "100", "quantity_actual": "96",
    "deviations": "0", "reworked": "no", "kind": "commercial", "program": "P-1",
    "product": "API-1", "unit": "packs",
}  # fmt: skip
STATES = {"deliveries": {"state": "delivered"}, "batches": {"state": "completed"}}


def naughty_rows(what, strings):
    """Return a file in which every string stands in every field, beside good values."""
    targets = [one for one in TARGETS[what] if one.field not in {"yield_percent", "disposition"}]
    number = count()
    for target in targets:
        for text in strings:
            good = {**GOOD_VALUES, **STATES[what], "reference": f"N-{next(number)}"}
            if what == "batches":
                good |= {"disposed_on": ""}
            values = {**good, target.field: text}
            yield [values.get(one.field, "") for one in targets]


class TestNaughtyStrings:
    @pytest.mark.parametrize(
        ("what", "counted"), [("deliveries", count_deliveries), ("batches", count_batches)]
    )
    def test_in_every_field_come_in_or_are_refused_in_words(self, acme, browse, what, counted):
        strings = json.loads(shared_data("security", "blns.json").read_text())
        targets = [
            one for one in TARGETS[what] if one.field not in {"yield_percent", "disposition"}
        ]
        rows = list(naughty_rows(what, strings))
        header = [str(target.title) for target in targets]
        browser = browse(acme)
        page = checked(browser, as_text(header, rows), acme, what=what)

        page = answered(browser, page, acme)
        refused = refused_rows(browser, page)
        assert "came in" in text_of(written(browser, page, acme))

        assert all(row["What is wrong"].endswith(".") for row in refused)
        assert 0 < len(refused) < len(rows)
        assert counted(scope_for(acme)).all == len(rows) - len(refused)
        for number in range(1, 12):
            shown = browser.get(f"/c/acme/production/{what}/", {"page": number * 7})
            assert shown.status_code == 200
            assert "<script>alert" not in shown.content.decode()
        assert browser.get("/c/acme/journal/").status_code == 200

    def test_as_names_of_columns_and_of_the_file_are_shown_as_they_can_be(self, acme, browse):
        browser = browse(acme)
        strings = json.loads(shared_data("security", "blns.json").read_text())
        for start in (0, 258):
            some = strings[start : start + 258]
            answer = sent(browser, as_text(some, [some]), name=f"{some[-1]}.csv")
            assert answer.status_code == 302
            match = answer.headers["Location"]
            assert browser.get(match).status_code in {200, 422}
            again = as_proposed(browser, match)
            assert again.status_code in {302, 422}
