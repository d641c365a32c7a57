"""A file that is checked and written in one walk: the same as in two steps, or checked only."""

from dataclasses import replace
from datetime import date

import pytest

from catchball.trust.models import Entry
from catchball.trust.wall import opened
from catchball.workplace.exchange import commands, queries
from catchball.workplace.exchange.queries import checking
from catchball.workplace.exchange.rules.keeping import Shelf
from catchball.workplace.exchange.rules.steps import ImportState, InOtherHands
from catchball.workplace.production.queries import (
    DeliveryFilters,
    count_batches,
    count_deliveries,
    list_all_deliveries,
)
from catchball.workplace.production.queries import staging as production_staging
from imported import BAD, GOOD, HEAD
from world import scope_for

COLUMNS = {"reference": "Reference", "program": "Program"}
BATCHES = "Batch,Program,Product,Planned start\nB-1,P-1,NEW-1,2026-10-01\n"


@pytest.fixture
def matched(tmp_path):
    """Bring a file in and have its columns matched as proposed; nobody checked it yet."""

    def received(company, content, what="deliveries"):
        return commands.receive_file(
            scope_for(company), what=what, name="in.csv", chunks=[content.encode()], root=tmp_path
        )

    def match(company, content, what="deliveries", **changes):
        scope, made = scope_for(company), received(company, content, what)
        matching = queries.get_matching(scope, import_id=made, root=tmp_path)
        commands.match_columns(
            scope,
            import_id=made,
            mapping=replace(matching.mapping, **changes),
            header=matching.header,
            update_existing=False,
            version=matching.line.version,
            in_background=False,
        )
        return made

    match.root, match.received = tmp_path, received
    return match


def at_once(matched, company, content, what="deliveries", **changes):
    scope, made = scope_for(company), matched(company, content, what, **changes)
    commands.import_at_once(scope, import_id=made, root=matched.root)
    return queries.get_import(scope, import_id=made, root=matched.root)


def in_two_steps(matched, company, content, what="deliveries"):
    scope, made = scope_for(company), matched(company, content, what)
    commands.judge_import(scope, import_id=made, root=matched.root)
    page = queries.get_import(scope, import_id=made, root=matched.root)
    commands.confirm_import(scope, import_id=made, version=page.line.version, in_background=False)
    commands.write_import(scope, import_id=made, root=matched.root)
    return queries.get_import(scope, import_id=made, root=matched.root)


def seen(company):
    lines = list_all_deliveries(scope_for(company), filters=DeliveryFilters())
    return [(one.reference, one.promised_on, one.delivered_on) for one in lines]


def events(company, *, since=0):
    with opened(scope_for(company)):
        return list(Entry.objects.order_by("id").values_list("event", flat=True))[since:]


class TestAtOnce:
    def test_comes_to_the_same_as_in_two_steps(self, acme, zenith, matched):
        content = HEAD + GOOD + BAD + "A-1,P-1,2026-10-09,,1\n"
        ours, theirs = at_once(matched, acme, content), in_two_steps(matched, zenith, content)
        assert ours.line.state is theirs.line.state is ImportState.DONE
        found, other = ours.line.findings, theirs.line.findings
        assert (found.read, found.created, found.refused) == (4, 2, 2)
        assert (found.read, found.created, found.shown) == (other.read, other.created, other.shown)
        assert seen(acme) == seen(zenith) != []
        files = [
            Shelf(matched.root, company.id).errors(page.line.id).read_text("utf-8-sig")
            for company, page in ((acme, ours), (zenith, theirs))
        ]
        assert files[0] == files[1]
        assert events(acme)[-2:] == ["exchange.import-written", "production.deliveries-imported"]

    def test_can_be_taken_back(self, acme, matched):
        scope, page = scope_for(acme), at_once(matched, acme, HEAD + GOOD)
        made, version = page.line.id, page.line.version
        commands.undo_import(scope, import_id=made, version=version, in_background=False)
        commands.roll_back_import(scope, import_id=made, root=matched.root)
        assert count_deliveries(scope).all == 0

    def test_is_remembered_like_any_other(self, acme, matched):
        content = "Shp,Prog,Wanted,Q\nA-1,P-1,2026-10-01,10\n"
        columns = {"reference": "Shp", "program": "Prog", "promised_on": "Wanted"}
        at_once(matched, acme, content, columns=columns, constants={})
        again = matched.received(acme, content)
        matching = queries.get_matching(scope_for(acme), import_id=again, root=matched.root)
        assert {**matching.mapping.columns, **columns} == matching.mapping.columns

    def test_asks_before_it_writes(self, acme, matched):
        page = at_once(matched, acme, HEAD + "A-1,P-1,03/04/2026,,1\n")
        assert page.line.state is ImportState.JUDGED
        assert [one.column for one in page.questions] == ["Promised day"]
        assert count_deliveries(scope_for(acme)).all == 0

    def test_only_checks_where_products_must_be_added_first(self, acme, matched):
        page = at_once(matched, acme, BATCHES, "batches")
        assert (page.line.state, page.line.findings.new_products) == (
            ImportState.JUDGED,
            ("NEW-1",),
        )
        assert count_batches(scope_for(acme)).all == 0

    def test_leaves_no_entry_where_nothing_changes(self, acme, matched):
        at_once(matched, acme, HEAD + GOOD)
        before = len(events(acme))
        page = at_once(matched, acme, HEAD + GOOD)
        assert (page.line.state, page.line.findings.unchanged) == (ImportState.JUDGED, 2)
        assert "production.deliveries-imported" not in events(acme, since=before)

    def test_believes_the_whole_file_and_not_its_first_rows(self, acme, matched, monkeypatch):
        monkeypatch.setattr(checking, "_FIRST", 2)
        american = {"columns": {**COLUMNS, "promised_on": "Promised day"}}
        american["styles"] = {"Promised day": "m/d/y"}
        at_once(matched, acme, HEAD + "A-0,P-1,02/13/2026,,1\n", **american)
        content = HEAD + "".join(f"A-{at},P-1,03/04/2026,,1\n" for at in range(1, 4))
        content += "A-4,P-1,13/04/2026,,1\n"

        page = at_once(matched, acme, content, styles={})

        assert (page.line.state, page.line.findings.created) == (ImportState.JUDGED, 4)
        assert page.questions == ()
        assert count_deliveries(scope_for(acme)).all == 1

    def test_takes_the_style_of_earlier_files_where_nothing_speaks_against_it(self, acme, matched):
        american = {"columns": {**COLUMNS, "promised_on": "Promised day"}}
        american["styles"] = {"Promised day": "m/d/y"}
        at_once(matched, acme, HEAD + "A-0,P-1,02/13/2026,,1\n", **american)
        page = at_once(matched, acme, HEAD + "A-1,P-1,03/04/2026,,1\n", styles={})
        assert page.line.state is ImportState.DONE
        assert seen(acme)[0][:2] == ("A-1", date(2026, 3, 4))

    def test_writes_nothing_of_a_file_that_breaks_off(self, acme, matched, monkeypatch):
        monkeypatch.setattr(production_staging, "_SLICE", 1)
        content = HEAD + "".join(f"A-{at},P-1,2026-10-01,,1\n" for at in range(1_200))
        page = at_once(matched, acme, content + 'A-9999,P-1,"2026-10-01,,1\n')
        assert page.line.state is ImportState.FAILED
        assert "cut off" in page.failure
        assert count_deliveries(scope_for(acme)).all == 0

    def test_is_done_once(self, acme, matched):
        page = at_once(matched, acme, HEAD + GOOD)
        commands.import_at_once(scope_for(acme), import_id=page.line.id, root=matched.root)
        assert count_deliveries(scope_for(acme)).all == 2

    def test_is_not_begun_by_two(self, acme, matched, monkeypatch):
        made = matched(acme, HEAD + GOOD)
        monkeypatch.setattr(queries, "check_free", _held)
        with pytest.raises(InOtherHands):
            commands.import_at_once(scope_for(acme), import_id=made, root=matched.root)


def _held(import_id):
    raise InOtherHands("held")
