"""The pages of imports, for both sides."""

from uuid import UUID

import pytest

from catchball.trust.permissions import Role
from catchball.workplace.exchange import commands, jobs, queries
from catchball.workplace.exchange.rules.keeping import Shelf
from catchball.workplace.production.queries import count_deliveries
from imported import BAD, GOOD, HEAD
from reading import text_of
from uploading import as_proposed, checked, sent, version_in
from world import scope_for


@pytest.fixture
def shelf(settings, tmp_path):
    settings.UPLOAD_ROOT = tmp_path
    return tmp_path


class TestTheListOfImports:
    def test_says_what_to_do_first(self, acme, browse, shelf):
        text = text_of(browse(acme).get("/c/acme/exchange/"))
        assert "Nothing has been imported yet" in text
        assert "Bring a list of deliveries or batches" in text

    def test_shows_what_came_in_with_its_counts(self, acme, browse, shelf):
        browser = browse(acme)
        checked(browser, HEAD + GOOD + BAD, acme)
        text = text_of(browser.get("/c/acme/exchange/"))
        assert "One import waits for you" in text
        assert "shipments.csv" in text
        assert "checked 3 2 0 1 Acme program-manager" in text

    def test_asks_no_more_queries_for_more_imports(
        self, acme, browse, shelf, django_assert_max_num_queries
    ):
        browser = browse(acme)
        checked(browser, HEAD + GOOD, acme)
        with django_assert_max_num_queries(100) as few:
            browser.get("/c/acme/exchange/")
        once = len(few)
        for _again in range(3):
            checked(browser, HEAD + GOOD, acme)
        with django_assert_max_num_queries(once):
            browser.get("/c/acme/exchange/")

    @pytest.mark.parametrize("role", [Role.CLIENT_LEAD, Role.SUPERVISOR])
    def test_is_refused_to_roles_that_may_not_import(self, acme, browse, shelf, role):
        browser = browse(acme, role)
        assert browser.get("/c/acme/exchange/").status_code == 403
        assert sent(browser, HEAD + GOOD).status_code == 403
        assert "Imports" not in text_of(browser.get("/c/acme/home/"))

    def test_is_unknown_to_another_client(self, acme, zenith, browse, shelf):
        page = checked(browse(acme), HEAD + GOOD, acme)
        stranger = browse(zenith)
        assert stranger.get(page).status_code == 404
        assert stranger.get(page.replace("acme", "zenith")).status_code == 404
        assert stranger.get("/c/acme/exchange/").status_code == 404


class TestBringingAFileIn:
    def test_leads_to_its_columns_as_they_are_understood(self, acme, browse, shelf):
        browser = browse(acme)
        answer = sent(browser, HEAD + GOOD)
        text = text_of(browser.get(answer.headers["Location"]))
        assert "This is how shipments.csv is understood" in text
        assert "Read as text (120 bytes) in utf-8, columns separated by commas" in text
        assert "2026-10-01 · 2026-10-02" in text

    @pytest.mark.parametrize(
        ("content", "why"),
        [
            (b"", "The file is empty"),
            (b"%PDF-1.7", "The file is a PDF"),
            (b"PK\x03\x04 cut off", "cut off or damaged"),
            (b"\xff\xfe\x00", "says that it is utf-16"),
            (b"\n\n\n", "There is nothing in the file"),
        ],
    )
    def test_refuses_what_cannot_be_read_and_keeps_nothing(self, acme, browse, shelf, content, why):
        answer = sent(browse(acme), content)
        assert answer.status_code == 422
        assert why in text_of(answer)
        assert not [path for path in shelf.rglob("*") if path.is_file()]

    def test_is_stopped_at_the_limit_while_it_arrives(self, acme, browse, shelf, settings):
        settings.UPLOAD_BYTES = 300_000
        answer = sent(browse(acme), HEAD + GOOD * 10_000)
        assert answer.status_code == 422
        assert "Divide it and import the parts" in text_of(answer)
        assert not [path for path in shelf.rglob("*") if path.is_file()]

    def test_answers_a_form_beyond_all_limits_with_a_page(self, acme, browse, settings):
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
        answer = browse(acme).post("/c/acme/exchange/new/", {"what": "x" * 5000})
        assert answer.status_code == 413
        assert "more than this page takes" in text_of(answer)

    def test_asks_how_to_read_what_it_does_not_understand(self, acme, browse, shelf):
        browser = browse(acme)
        odd = bytes(range(128, 160)) + HEAD.encode() + GOOD.encode()
        match = sent(browser, odd).headers["Location"]
        answer = browser.get(match)
        assert answer.status_code == 422
        assert "Choose its encoding" in text_of(answer)
        assert browser.get(match + "?encoding=iso-8859-1").status_code == 200


class TestMatchingColumns:
    def test_tells_everything_that_is_missing_at_once(self, acme, browse, shelf):
        browser = browse(acme)
        match = sent(browser, HEAD + GOOD).headers["Location"]
        answer = as_proposed(browser, match, column_reference="", column_promised_on="")
        assert answer.status_code == 422
        assert "2 things need your attention" in text_of(answer)

    def test_keeps_the_way_in_which_the_file_is_read(self, acme, browse, shelf):
        browser = browse(acme)
        title = "Deliveries of October;for;Acme;;\n"
        content = (title + HEAD + GOOD).replace(",", ";").replace("A-1", "É-1")
        match = sent(browser, content.encode("cp1252")).headers["Location"]
        page = as_proposed(browser, match + "?header_row=2&encoding=windows-1250")
        assert page.status_code == 302
        import_id = UUID(page.headers["Location"].split("/")[-2])
        kept = queries.get_import(scope_for(acme), import_id=import_id, root=shelf).mapping
        assert (kept.header_row, kept.encoding) == (2, "windows-1250")

    def test_is_asked_only_where_an_import_can_still_be_matched(self, acme, browse, shelf):
        browser = browse(acme)
        match = sent(browser, HEAD + GOOD).headers["Location"]
        as_proposed(browser, match)
        assert browser.get(match).status_code == 302


class TestThePageOfAnImport:
    def test_shows_progress_until_the_worker_is_done(self, acme, browse, shelf):
        browser = browse(acme)
        match = sent(browser, HEAD + GOOD).headers["Location"]
        page = as_proposed(browser, match).headers["Location"]
        import_id = page.split("/")[-2]
        assert "Look again" in text_of(browser.get(page))
        Shelf(shelf, acme.id).note_progress(import_id, done=2_000, total=3_000)
        asked = browser.get(page, headers={"HX-Request": "true"})
        assert "2,000 of 3,000" in text_of(asked)
        assert "<h1>" not in asked.content.decode()
        jobs.judge(scope_for(acme), import_id=import_id)
        assert browser.get(page, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"

    def test_shows_what_was_found_and_hands_out_the_bad_rows(self, acme, browse, shelf):
        browser = browse(acme)
        page = checked(browser, HEAD + GOOD + BAD, acme)
        text = text_of(browser.get(page))
        assert "2 deliveries can be written, 1 of 3 rows are refused" in text
        assert "There is no day 30 in month 2 of 2026" in text
        rows = browser.get(page + "errors/")
        assert rows.headers["Content-Disposition"] == (
            'attachment; filename="shipments-refused.csv"'
        )
        assert b"".join(rows.streaming_content).decode("utf-8-sig").count("\r\n") == 2

    def test_writes_and_rolls_back_with_a_reason(self, acme, browse, shelf):
        browser = browse(acme)
        page = checked(browser, HEAD + GOOD, acme)
        browser.post(page + "confirm/", {"version": version_in(browser.get(page))})
        jobs.write(scope_for(acme), import_id=page.split("/")[-2])
        written = browser.get(page)
        assert "2 deliveries came in from shipments.csv" in text_of(written)
        version = version_in(written)
        without = browser.post(page + "undo/", {"version": version})
        assert (without.status_code, "Reason" in text_of(without)) == (422, True)
        browser.post(page + "undo/", {"version": version, "reason": "Wrong month"})
        assert "is being rolled back" in text_of(browser.get(page))
        jobs.undo(scope_for(acme), import_id=page.split("/")[-2])
        text = text_of(browser.get(page))
        assert "was rolled back" in text
        assert "Reason: Wrong month" in text
        assert count_deliveries(scope_for(acme)).all == 0

    def test_asks_with_examples_how_days_are_written(self, acme, browse, shelf):
        browser = browse(acme)
        page = checked(browser, HEAD + "A-1,P-1,03/04/2026,,1\n", acme)
        asked = browser.get(page)
        assert "One column of shipments.csv can be read in more than one way" in text_of(asked)
        assert "03/04/2026 → 3 Apr 2026" in text_of(asked)
        version = version_in(asked)
        empty = browser.post(page + "answer/", {"version": version})
        assert "Choose how this column is written" in text_of(empty)
        browser.post(page + "answer/", {"version": version, "style_0": "d/m/y"})
        jobs.judge(scope_for(acme), import_id=page.split("/")[-2])
        assert "All is well: 1 delivery can be written" in text_of(browser.get(page))

    def test_lets_only_the_first_of_two_confirm(self, acme, browse, shelf):
        browser = browse(acme)
        page = checked(browser, HEAD + GOOD, acme)
        version = version_in(browser.get(page))
        assert browser.post(page + "confirm/", {"version": version}).status_code == 302
        assert browser.post(page + "confirm/", {"version": version}).status_code == 409

    def test_removes_what_is_discarded_from_the_shelf(self, acme, browse, shelf):
        browser = browse(acme)
        page = checked(browser, HEAD + GOOD + BAD, acme)
        browser.post(page + "discard/", {"version": version_in(browser.get(page))})
        assert "was discarded" in text_of(browser.get(page))
        assert not [path for path in shelf.rglob("*") if path.is_file()]
        assert browser.get(page + "errors/").status_code == 404
        assert browser.get(page + "match/").status_code == 302

    def test_offers_work_again_that_no_worker_came_to(self, acme, browse, shelf):
        browser = browse(acme)
        import_id = UUID(sent(browser, HEAD + GOOD).headers["Location"].split("/")[-3])
        matching = queries.get_matching(scope_for(acme), import_id=import_id, root=shelf)
        commands.match_columns(
            scope_for(acme),
            import_id=import_id,
            mapping=matching.mapping,
            header=matching.header,
            update_existing=False,
            version=1,
            in_background=False,
        )
        page = f"/c/acme/exchange/{import_id}/"
        stalled = browser.get(page)
        assert "Nobody has been at work on this since" in text_of(stalled)
        again = browser.post(page + "resume/", {"version": version_in(stalled)})
        assert again.status_code == 302
        assert "Nobody has been at work" not in text_of(browser.get(page))
