"""Lists as files."""

import io
import weakref

from python_calamine import CalamineWorkbook

from arranged import a_completed_batch, a_delivery, day
from browsing import at, deliveries, rows_of
from catchball.trust.permissions import Role
from catchball.workplace.production.queries import DeliveryFilters, hand_deliveries
from catchball.workplace.production.views import exports
from world import scope_for


def whole(answer):
    return b"".join(answer.streaming_content)


class TestExport:
    def test_gives_what_is_shown_in_its_order_with_formulas_tamed(self, acme, zenith, browse):
        a_delivery(acme, "=1+1", item="@SUM(A1)")
        a_delivery(acme, "D-2", first_promised_on=day(5))
        a_delivery(acme, "D-3", destination="Basel")
        a_delivery(zenith, "D-4")
        browser = browse(acme, Role.CLIENT_LEAD)
        asked = {"q": "rotterdam", "sort": "-reference"}
        shown = rows_of(browser.get(deliveries(acme), asked))
        answer = browser.get(at(acme, "deliveries", "export.csv"), asked)
        lines = whole(answer).decode("utf-8-sig").splitlines()
        assert [line.partition(",")[0] for line in lines[1:]] == ["D-2", "'=1+1"]
        assert shown == ["D-2", "=1+1"]
        assert "'@SUM(A1)" in lines[2]
        assert "attachment" in answer.headers["Content-Disposition"]

    def test_gives_real_days_and_numbers_to_a_spreadsheet(self, acme, browse):
        a_completed_batch(acme, "=B-7", quantity=96)
        answer = browse(acme).get(at(acme, "batches", "export.xlsx"))
        book = CalamineWorkbook.from_filelike(io.BytesIO(whole(answer)))
        head, row = book.get_sheet_by_index(0).to_python()
        found = dict(zip(head, row, strict=True))
        assert found["Reference"] == "=B-7"
        assert (found["Yield"], found["Completed on"]) == (0.96, day(-12))

    def test_is_refused_like_the_list(self, acme, browse):
        address = at(acme, "deliveries", "export.csv")
        assert browse(acme, Role.CLIENT_EXECUTIVE).get(address).status_code == 403
        assert browse(acme).get(address, {"state": "lost"}).status_code == 422
        assert browse(acme).get(at(acme, "deliveries", "export.pdf")).status_code == 404

    def test_says_how_many_rows_are_too_many(self, acme, browse, monkeypatch):
        a_delivery(acme, "D-1")
        a_delivery(acme, "D-2")
        monkeypatch.setitem(exports._LIMITS, "csv", 1)
        answer = browse(acme).get(at(acme, "deliveries", "export.csv"))
        assert answer.status_code == 409
        assert "more than 1 rows. Filter the list" in answer.content.decode()

    def test_holds_only_a_little_of_many_rows(self, acme):
        for number in range(20):
            a_delivery(acme, f"D-{number}")
        seen, alive = [], weakref.WeakSet()

        def take(lines):
            for line in lines:
                alive.add(line)
                seen.append(len(alive))

        hand_deliveries(scope_for(acme), filters=DeliveryFilters(), take=take)
        assert (len(seen), max(seen) < 4) == (20, True)
