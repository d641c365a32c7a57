"""A file on its way in: matched, checked, written as one, and taken back."""

import gzip
import io
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
import xlsxwriter

from catchball.kernel.errors import NotFound, NotPermitted, Stale
from catchball.trust.permissions import Role
from catchball.workplace.exchange import commands, queries
from catchball.workplace.exchange.rules.keeping import Shelf
from catchball.workplace.exchange.rules.mapping import MappingDoesNotFit
from catchball.workplace.exchange.rules.refusals import CannotRead
from catchball.workplace.exchange.rules.steps import ImportState, NotNow
from catchball.workplace.production.queries import (
    DeliveryFilters,
    count_batches,
    count_deliveries,
    list_all_deliveries,
)
from catchball.workplace.programs.commands import add_product
from catchball.workplace.scorecards.queries import read_scorecard
from promised import a_signed_promise
from shared import shared_data
from world import NOW, scope_for

HEAD = "Reference,Program,Promised day,Delivered day,Quantity\n"
GOOD = "A-1,P-1,2026-10-01,2026-10-01,10\nA-2,P-1,2026-10-02,2026-10-05,10\n"


@pytest.fixture
def uploaded(acme, tmp_path):
    """Upload text as a file of acme's; return its id and the folder where it lies."""

    def upload(content, what="deliveries", scope=None):
        scope = scope or scope_for(acme)
        data = content if isinstance(content, bytes) else content.encode()
        return commands.receive_file(
            scope, what=what, name="shipments.csv", chunks=[data], root=tmp_path
        )

    upload.root = tmp_path
    return upload


def matched(scope, import_id, root, update=False, **changes):
    """Match the columns as proposed, and have the file checked as the worker does."""
    matching = queries.get_matching(scope, import_id=import_id, root=root)
    mapping = replace(matching.mapping, **changes)
    commands.match_columns(
        scope,
        import_id=import_id,
        mapping=mapping,
        header=matching.header,
        update_existing=update,
        version=matching.line.version,
        in_background=False,
    )
    commands.judge_import(scope, import_id=import_id, root=root)
    return queries.get_import(scope, import_id=import_id, root=root)


def written(scope, page, root):
    commands.confirm_import(
        scope, import_id=page.line.id, version=page.line.version, in_background=False
    )
    commands.write_import(scope, import_id=page.line.id, root=root)
    return queries.get_import(scope, import_id=page.line.id, root=root)


def rolled_back(uploaded, scope, page):
    made, version = page.line.id, page.line.version
    commands.undo_import(scope, import_id=made, version=version, in_background=False)
    commands.roll_back_import(scope, import_id=made, root=uploaded.root)
    return queries.get_import(scope, import_id=made, root=uploaded.root)


def brought_in(uploaded, scope, content, what="deliveries", **changes):
    import_id = uploaded(content, what)
    page = matched(scope, import_id, uploaded.root, **changes)
    assert page.line.state is ImportState.JUDGED, page.failure
    return written(scope, page, uploaded.root)


class TestChecking:
    def test_writes_nothing_and_tells_what_would_happen(self, acme, uploaded):
        scope = scope_for(acme)
        page = matched(scope, uploaded(HEAD + GOOD), uploaded.root)
        assert page.line.state is ImportState.JUDGED
        assert (page.line.findings.created, page.line.findings.refused) == (2, 0)
        assert count_deliveries(scope).all == 0

    def test_names_each_bad_row_and_gives_them_back_as_a_file(self, acme, uploaded):
        bad = "A-3,P-1,2026-02-30,,10\n,P-1,2026-10-01,,1\nA-4,NONE,2026-10-01,,1\n"
        scope = scope_for(acme)
        page = matched(scope, uploaded(HEAD + GOOD + bad), uploaded.root)
        assert (page.line.findings.created, page.line.findings.refused) == (2, 3)
        assert {one.line for one in page.line.findings.shown} == {4, 5, 6}
        errors = Shelf(uploaded.root, acme.id).errors(page.line.id).read_text("utf-8-sig")
        assert len(errors.splitlines()) == 4
        assert "2026-02-30" in errors
        assert "NONE" in errors

    def test_asks_how_days_are_written_when_two_ways_fit(self, acme, uploaded):
        content = HEAD + "A-1,P-1,03/04/2026,,1\n"
        scope = scope_for(acme)
        page = matched(scope, uploaded(content), uploaded.root)
        assert [one.column for one in page.questions] == ["Promised day"]
        with pytest.raises(MappingDoesNotFit, match="written first"):
            commands.confirm_import(
                scope, import_id=page.line.id, version=page.line.version, in_background=False
            )

    def test_keeps_nothing_of_a_file_that_cannot_be_read(self, acme, uploaded):
        with pytest.raises(CannotRead, match="PDF"):
            uploaded(b"%PDF-1.7 not a table")
        assert queries.list_imports(scope_for(acme)) == ()
        assert list(Shelf(uploaded.root, acme.id).folder.iterdir()) == []


class TestMatching:
    def test_shows_the_head_of_a_workbook_without_opening_it(self, acme, uploaded):
        scope, made = scope_for(acme), io.BytesIO()
        with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
            sheet = book.add_worksheet("Sent")
            sheet.write_row(0, 0, ["Reference", "Promised day"])
            sheet.write_row(1, 0, ["A-1", "2026-10-01"])
        import_id = uploaded(made.getvalue())
        shelf = Shelf(uploaded.root, acme.id)
        (kept,) = (one for one in shelf.folder.iterdir() if len(one.name) == 64)
        kept.write_text("the file is not needed yet")
        matching = queries.get_matching(scope, import_id=import_id, root=uploaded.root)
        assert (matching.header, matching.found.sheet) == (("Reference", "Promised day"), "Sent")
        assert matching.columns[0].samples == ("A-1",)
        commands.discard_import(
            scope, import_id=import_id, version=matching.line.version, root=uploaded.root
        )
        assert list(shelf.folder.iterdir()) == []


class TestWriting:
    def test_writes_all_good_rows_as_one(self, acme, uploaded):
        scope = scope_for(acme)
        page = brought_in(uploaded, scope, HEAD + GOOD)
        assert page.line.state is ImportState.DONE
        assert (page.line.findings.created, page.line.findings.unchanged) == (2, 0)
        assert count_deliveries(scope).all == 2

    def test_changes_nothing_the_second_time(self, acme, uploaded):
        scope = scope_for(acme)
        brought_in(uploaded, scope, HEAD + GOOD)
        again = brought_in(uploaded, scope, HEAD + GOOD)
        findings = again.line.findings
        assert (findings.created, findings.unchanged, findings.refused) == (0, 2, 0)

    def test_writes_the_rows_that_were_checked_without_judging_them_again(self, acme, uploaded):
        scope = scope_for(acme)
        page = matched(scope, uploaded(HEAD + GOOD), uploaded.root)
        shelf = Shelf(uploaded.root, acme.id)
        shelf.path(page.content_hash).write_text("the file is not needed any more")
        assert written(scope, page, uploaded.root).line.findings.created == 2
        assert not shelf.rows(page.line.id).exists()

    @pytest.mark.parametrize("lost", ["changed", "removed", "outdated", "another product"])
    def test_judges_again_what_is_not_as_it_was_when_it_was_checked(self, acme, uploaded, lost):
        scope = scope_for(acme)
        bad = "A-3,P-1,2026-02-30,,10\n"
        page = matched(scope, uploaded(HEAD + GOOD + bad), uploaded.root)
        rows = Shelf(uploaded.root, acme.id).rows(page.line.id)
        if lost == "changed":
            rows.write_bytes(rows.read_bytes().replace(b"2026-10-02", b"2026-10-03"))
        elif lost == "removed":
            rows.unlink()
        elif lost == "outdated":
            scope = scope_for(acme, now=NOW + timedelta(days=1))
        else:
            add_product(scope, code="P-9", name="Another")
        found = written(scope, page, uploaded.root).line.findings
        assert (found.read, found.created, found.refused) == (3, 2, 1)
        assert [one.line for one in found.shown] == [4]
        days = {one.promised_on for one in list_all_deliveries(scope, filters=DeliveryFilters())}
        assert days == {date(2026, 10, 1), date(2026, 10, 2)}

    def test_compares_with_what_was_recorded_after_the_check(self, acme, uploaded):
        scope = scope_for(acme)
        page = matched(scope, uploaded(HEAD + GOOD), uploaded.root)
        brought_in(uploaded, scope, HEAD + GOOD.replace("A-1,P-1,2026-10-01", "A-1,P-1,2026-09-30"))
        found = written(scope, page, uploaded.root).line.findings
        assert (found.created, found.unchanged, found.refused) == (0, 1, 1)
        assert [one.line for one in found.shown] == [2]
        errors = Shelf(uploaded.root, acme.id).errors(page.line.id).read_text("utf-8-sig")
        assert "It exists with other values" in errors

    def test_remembers_how_the_clients_files_are_understood(self, acme, uploaded):
        scope = scope_for(acme)
        content = "Shp,Prog,Wanted,Q\nA-1,P-1,2026-10-01,10\n"
        columns = {"reference": "Shp", "program": "Prog", "promised_on": "Wanted"}
        brought_in(uploaded, scope, content, columns=columns, constants={})
        later = queries.get_matching(scope, import_id=uploaded(content), root=uploaded.root)
        assert {**later.mapping.columns, **columns} == later.mapping.columns

    def test_adds_the_products_of_batches_that_are_new(self, acme, uploaded):
        content = "Batch,Program,Product,Start,Size,Yield %\nB-1,P-1,NEW-7,2026-10-01,1000,98.5\n"
        scope = scope_for(acme)
        import_id = uploaded(content, "batches")
        page = matched(scope, import_id, uploaded.root)
        assert page.line.findings.new_products == ("NEW-7",)
        assert written(scope, page, uploaded.root).line.findings.created == 1
        assert count_batches(scope).all == 1

    def test_can_be_rolled_back(self, acme, uploaded):
        scope = scope_for(acme)
        page = rolled_back(uploaded, scope, brought_in(uploaded, scope, HEAD + GOOD))
        assert count_deliveries(scope).all == 0
        assert page.line.state is ImportState.UNDONE

    def test_is_rolled_back_once_for_the_reason_that_was_given(self, acme, uploaded):
        scope = scope_for(acme, reason="Wrong month")
        page = rolled_back(uploaded, scope, brought_in(uploaded, scope_for(acme), HEAD + GOOD))
        commands.roll_back_import(scope_for(acme), import_id=page.line.id, root=uploaded.root)
        page = queries.get_import(scope, import_id=page.line.id, root=uploaded.root)
        told = [(one.what, one.why) for one in page.history][:2]
        assert told == [
            ("rolled the import back", "Wrong month"),
            ("asked for it to be rolled back", "Wrong month"),
        ]

    def test_stands_as_written_where_it_cannot_be_rolled_back(self, acme, uploaded):
        scope = scope_for(acme)
        page = brought_in(uploaded, scope, HEAD + GOOD)
        brought_in(uploaded, scope, HEAD + GOOD.replace(",10\n", ",11\n", 1), update=True)
        page = rolled_back(uploaded, scope, page)
        assert page.line.state is ImportState.DONE
        assert "1 row of this import was changed or removed since" in page.failure
        assert page.failure.endswith(": A-1")
        assert count_deliveries(scope).all == 2


class TestSteps:
    def test_come_in_order(self, acme, uploaded):
        scope = scope_for(acme)
        import_id = uploaded(HEAD + GOOD)
        with pytest.raises(NotNow):
            commands.confirm_import(scope, import_id=import_id, version=1, in_background=False)

    def test_are_refused_to_whoever_looked_earlier(self, acme, uploaded):
        scope = scope_for(acme)
        page = matched(scope, uploaded(HEAD + GOOD), uploaded.root)
        with pytest.raises(Stale):
            commands.discard_import(
                scope,
                import_id=page.line.id,
                version=page.line.version - 1,
                root=uploaded.root,
            )

    def test_are_not_the_clients(self, acme, uploaded):
        page = matched(scope_for(acme), uploaded(HEAD + GOOD), uploaded.root)
        for role in (Role.CLIENT_LEAD, Role.SUPERVISOR):
            with pytest.raises(NotPermitted):
                queries.get_import(
                    scope_for(acme, role), import_id=page.line.id, root=uploaded.root
                )

    def test_know_no_import_of_another_client(self, acme, zenith, uploaded):
        page = matched(scope_for(acme), uploaded(HEAD + GOOD), uploaded.root)
        stranger = scope_for(zenith)
        with pytest.raises(NotFound):
            queries.get_import(stranger, import_id=page.line.id, root=uploaded.root)
        with pytest.raises(NotFound):
            commands.undo_import(stranger, import_id=page.line.id, version=1)
        assert queries.list_imports(stranger) == ()


class TestRealFiles:
    def test_bring_in_3036_real_shipments(self, acme, uploaded):
        packed = shared_data("on-time-delivery", "scms_2006_2009.csv.gz").read_bytes()
        scope = scope_for(acme)
        page = brought_in(uploaded, scope, gzip.decompress(packed), constants={"program": "P-1"})
        findings = page.line.findings
        assert (findings.read, findings.created, findings.refused) == (3036, 3036, 0)
        a_signed_promise(acme, from_on=date(2006, 1, 1))
        card = read_scorecard(scope, grain="year")
        whole = card.rows[0].whole.reading
        assert (whole.top, whole.bottom) == (2965, 3036)
        assert round(card.rows[0].whole.value, 4) == Decimal("97.6614")

    def test_bring_in_288_real_batches(self, acme, uploaded):
        packed = shared_data("pharma-batches", "laboratory_dev.csv.gz").read_bytes()
        scope = scope_for(acme)
        page = brought_in(
            uploaded,
            scope,
            gzip.decompress(packed),
            "batches",
            constants={"program": "P-1"},
        )
        findings = page.line.findings
        assert (findings.read, findings.created, findings.refused) == (288, 288, 0)
        a_signed_promise(
            acme,
            metric_key="batch-yield",
            target=Decimal("0.97"),
            floor=Decimal("0.95"),
            from_on=date(2018, 1, 1),
        )
        card = read_scorecard(scope, grain="year")
        assert round(card.rows[0].whole.value, 6) == Decimal("98.169511")
