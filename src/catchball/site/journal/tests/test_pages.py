"""The journal's pages and files: what they show, to whom, and what they never show."""

import csv
import io
import json
import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from arranged import a_delivered, a_delivery, promise_facts
from catchball.trust import proofs, streaming
from catchball.trust.door import command
from catchball.trust.journal import JournalFilters, read_journal
from catchball.trust.models import Audience, Entry
from catchball.trust.permissions import Permission, Role, Side
from catchball.trust.wall import opened
from catchball.workplace.production import commands
from catchball.workplace.production.rules import DeliveryRow
from shared import shared_data
from world import NOW, TODAY, scope_for


@command(may=Permission.DELIVERY_RECORD, event="tests.secret-kept", audience=Audience.INTERNAL)
def keep_secret(scope, *, note):
    """Write an entry for the manufacturer's eyes only."""


def _page(browser, company, query=""):
    answer = browser.get(f"/c/{company.slug}/journal/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def _lines(answer):
    return [json.loads(line) for line in _content(answer).splitlines()]


def _content(answer):
    return b"".join(answer.streaming_content)


def _rows(answer):
    text = _content(answer).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


class TestThePage:
    def test_shows_who_did_what_when_and_why(self, acme, browse):
        made = a_delivery(acme, "D-900")
        commands.record_delivery(
            scope_for(acme, reason="Proof of dispatch 118"),
            delivery=made, delivered_on=TODAY, quantity_delivered=Decimal(1000), version=1,
        )  # fmt: skip
        shown = _page(browse(acme, Role.CLIENT_QUALITY), acme)
        assert "Acme program-manager" in shown
        assert "Proof of dispatch 118" in shown
        assert "D-900" in shown
        assert "09:30 GMT" in shown
        assert "2026-11-16 09:30:00 UTC" in shown
        assert "state" in shown
        assert "promised</samp></del>" in shown
        assert "delivered</samp></ins>" in shown

    def test_hides_internal_entries_from_the_client_alone(self, acme, browse):
        keep_secret(scope_for(acme), note="margin is thin")
        assert "secret kept" in _page(browse(acme, Role.QUALITY), acme)
        client = browse(acme, Role.CLIENT_LEAD)
        assert "ecret kept" not in _page(client, acme)
        assert "ecret kept" not in _page(client, acme, "?q=thin")
        events = {
            line["content"].get("event")
            for line in _lines(client.get("/c/acme/journal/lines/"))
            if line["kind"] == "entry"
        }
        assert events
        assert "tests.secret-kept" not in events

    def test_shows_nothing_of_another_client(self, acme, zenith, browse):
        theirs = a_delivery(zenith, "Z-900")
        browser = browse(acme, Role.PROGRAM_MANAGER)
        for query in ("", "?q=Z-900", f"?record={theirs}", "?person=Zenith+program-manager"):
            assert "Z-900</a>" not in _page(browser, acme, query)
        assert browser.get("/c/zenith/journal/").status_code == 404
        with opened(scope_for(zenith)):
            entry = Entry.objects.filter(client_id=zenith.id).first()
        assert browser.get(f"/c/acme/journal/{entry.pk}/").status_code == 404
        assert browser.get(f"/floor/journal/{entry.pk}/").status_code == 404

    def test_is_refused_to_a_role_that_may_not_read_it(self, acme, browse):
        browser = browse(acme, Role.CLIENT_EXECUTIVE)
        assert browser.get("/c/acme/journal/").status_code == 403
        assert browser.get("/c/acme/journal/table/").status_code == 403

    def test_shows_the_floor_to_the_manufacturer_alone(self, acme, browse):
        shown = browse(acme, Role.QUALITY).get("/floor/journal/")
        assert shown.status_code == 200
        assert b"no client" in shown.content
        assert browse(acme, Role.CLIENT_LEAD).get("/floor/journal/").status_code == 404

    def test_tells_what_it_did_not_understand(self, acme, browse):
        browser = browse(acme)
        shown = _page(browser, acme, "?first=yesterday&record=x&page=-1")
        assert "Not understood" in shown

    def test_shows_one_entry_whole(self, acme, browse):
        a_delivery(acme, "D-901")
        with opened(scope_for(acme)):
            entry = Entry.objects.get(event="production.delivery-promised", client_id=acme.id)
        shown = browse(acme).get(f"/c/acme/journal/{entry.pk}/").content.decode()
        assert "What was sent" in shown
        assert "Rotterdam" in shown
        assert str(entry.pk) in shown

    def test_tells_some_fields_in_a_list_and_all_on_the_page_of_the_entry(self, acme, browse):
        a_delivery(acme, "D-903")
        browser = browse(acme)
        found = re.search(
            r'<a href="([^"]+)">and (\d+) more fields</a>', _page(browser, acme, "?search=D-903")
        )
        whole = browser.get(found[1]).content.decode()
        assert whole.count("<ins>") == 6 + int(found[2])
        assert "more fields" not in whole

    def test_asks_no_more_of_the_database_for_more_rows(self, acme, browse):
        browser = browse(acme)
        counts = []
        for more in (1, 12):
            for number in range(more):
                a_delivered(acme, f"D-{more}-{number}", promised=3, delivered=-1)
            _page(browser, acme)
            with CaptureQueriesContext(connection) as captured:
                _page(browser, acme)
            counts.append(len(captured))
        assert counts[0] == counts[1]


class TestFilters:
    @pytest.fixture
    def world(self, acme):
        a_delivery(acme, "LOT-10")  # no piece of a UUID, which a search finds too
        later = scope_for(
            acme, Role.SUPERVISOR, now=NOW + timedelta(days=2), reason="a 100% check_"
        )
        keep_secret(later, note="50% off")
        return acme

    def _found(self, company, **filters):
        page = read_journal(scope_for(company), filters=JournalFilters(**filters)).page
        return [entry.event for entry in page.items]

    @pytest.mark.parametrize(
        ("filters", "count"),
        [
            ({"event": "tests.secret-kept"}, 1),
            ({"person": "Acme supervisor"}, 1),
            ({"side": Side.CLIENT}, 0),
            ({"first_on": TODAY + timedelta(days=1)}, 1),
            ({"first_on": TODAY + timedelta(days=3)}, 0),
            ({"last_on": TODAY + timedelta(days=1), "event": "tests.secret-kept"}, 0),
            ({"search": "100% CHECK_"}, 1),
            ({"search": "100%x"}, 0),
            ({"search": "50% off"}, 1),
            ({"search": "lot-10"}, 1),
            ({"search": "lot-1", "person": "Acme program-manager"}, 1),
            ({"search": "lot-2"}, 0),
        ],
    )
    def test_narrow_down_what_is_shown(self, world, filters, count):
        assert len(self._found(world, **filters)) == count

    def test_count_days_in_the_zone_of_the_relationship(self, acme):
        """Half past midnight of 1 July in London is still 30 June in UTC."""
        night = NOW.replace(month=6, day=30, hour=23, minute=30)
        keep_secret(scope_for(acme, now=night), note="")
        day = night.date() + timedelta(days=1)
        assert self._found(acme, first_on=day, last_on=day) == ["tests.secret-kept"]

    def test_take_any_text_for_a_text(self, acme, browse):
        browser = browse(acme)
        names = json.loads(shared_data("security", "blns.json").read_text("utf-8"))
        for name in names[::7]:
            answer = browser.get("/c/acme/journal/", {"q": name, "person": name, "event": name})
            assert answer.status_code == 200, name
            assert b"<script>alert" not in answer.content


class TestFiles:
    def test_hold_one_line_for_each_changed_field(self, acme, browse):
        made = a_delivery(acme, "D-77", item="=1+1")
        rows = _rows(browse(acme).get(f"/c/acme/journal/table/?record={made}"))
        by_field = {row["Field"]: row for row in rows}
        assert by_field["item"]["New"] == "'=1+1"
        assert by_field["reference"]["Name"] == "D-77"
        assert by_field["reference"]["When (UTC)"] == "2026-11-16T09:30:00.000000Z"
        assert by_field["reference"]["Who"] == "Acme program-manager"

    def test_hold_every_entry_with_all_its_changes_in_order(self, acme, browse):
        for number in range(3):
            a_delivery(acme, f"D-{number}")
        answer = browse(acme).get("/c/acme/journal/lines/?event=production.delivery-promised")
        lines = [line for line in _lines(answer) if line["kind"] in {"entry", "change"}]
        assert [line["kind"] for line in lines] == ["entry", "change"] * 3
        references = [
            one["content"]["new"]["reference"] for one in lines if one["kind"] == "change"
        ]
        assert references == ["D-0", "D-1", "D-2"]

    def test_never_hold_the_changes_of_a_large_entry_together(self, acme, browse, monkeypatch):
        rows = [DeliveryRow(number, promise_facts(acme, f"D-{number}")) for number in range(5)]
        a_delivery(acme, "D-9")
        commands.bulk_record_deliveries(scope_for(acme), rows=rows, import_id="I-1")
        browser = browse(acme)
        asked = ("table/", "lines/")
        whole = [_content(browser.get(f"/c/acme/journal/{file}?q=production")) for file in asked]
        held, line_of = [], streaming.line_of

        def noted(row, changes, **named):
            held.append(len(changes))
            return line_of(row, changes, **named)

        monkeypatch.setattr(streaming, "line_of", noted)
        monkeypatch.setattr(streaming, "_AT_ONCE", 2)
        monkeypatch.setattr(proofs, "_LINES_AT_ONCE", 2)
        parts = [_content(browser.get(f"/c/acme/journal/{file}?q=production")) for file in asked]
        assert parts[0] == whole[0]
        assert parts[1].splitlines()[1:] == whole[1].splitlines()[1:]
        assert sorted(held) == [1, 1, 2, 2]
        assert parts[0].count(b"D-4") == parts[0].count(b"D-0") > 0

    def test_say_when_too_much_is_wanted(self, acme, browse, monkeypatch):
        a_delivery(acme)
        monkeypatch.setattr(streaming, "EXPORT_ROWS", 1)
        answer = browse(acme).get("/c/acme/journal/table/")
        assert answer.status_code == 409
        assert b"Choose a shorter period" in answer.content
