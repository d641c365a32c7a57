"""Pages of deliveries, as both sides see them."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from arranged import (
    a_delivered,
    a_delivery,
    day,
    promise_facts,
)
from browsing import ahead, deliveries, promise_form, rows_of, text_of
from catchball.kernel.paging import PAGE_ROWS
from catchball.trust.permissions import Role, Side
from catchball.workplace.production import commands
from catchball.workplace.production.rules import DeliveryRow, DeliveryState
from world import TODAY, scope_for


class TestDeliveryList:
    def test_says_what_is_late_to_both_sides(self, acme, zenith, browse):
        a_delivery(acme, "D-LATE", first_promised_on=day(-400))
        a_delivery(acme, "D-DUE", first_promised_on=ahead(30))
        a_delivery(zenith, "D-THEIRS")
        for role in (Role.PROGRAM_MANAGER, Role.CLIENT_LEAD):
            shown = browse(acme, role).get(deliveries(acme))
            assert "1 delivery is late and has not left" in text_of(shown)
            assert rows_of(shown) == ["D-DUE", "D-LATE"]
            assert ("Promise a delivery" in text_of(shown)) == (role is Role.PROGRAM_MANAGER)

    def test_is_not_for_every_role(self, acme, browse):
        assert browse(acme, Role.CLIENT_EXECUTIVE).get(deliveries(acme)).status_code == 403

    def test_says_what_to_do_first_when_it_is_empty(self, acme, browse):
        assert "promise the first one by hand" in text_of(browse(acme).get(deliveries(acme)))
        shown = browse(acme, Role.CLIENT_LEAD).get(deliveries(acme))
        assert "as soon as the manufacturer has recorded them" in text_of(shown)

    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ({"q": "d-2"}, ["D-2"]),
            ({"q": "ROTTER"}, ["D-3", "D-2", "D-1"]),
            ({"q": "100%"}, []),
            ({"state": "delivered"}, ["D-1"]),
            ({"late": "on"}, ["D-2", "D-1"]),
            ({"since": day(0)}, ["D-3"]),
            ({"until": day(0)}, ["D-2", "D-1"]),
            ({"sort": "reference"}, ["D-1", "D-2", "D-3"]),
            ({"sort": "-delivered_on"}, ["D-1", "D-2", "D-3"]),
            ({"page": "9"}, ["D-3", "D-2", "D-1"]),
        ],
    )
    def test_shows_what_the_address_asks_for(self, acme, browse, asked, found):
        a_delivered(acme, "D-1", promised=-20, delivered=-18)
        a_delivery(acme, "D-2", first_promised_on=day(-2))
        a_delivery(acme, "D-3", first_promised_on=ahead(30))
        shown = browse(acme, Role.CLIENT_SUPPLY).get(deliveries(acme), asked)
        assert rows_of(shown) == found

    @pytest.mark.parametrize(
        "asked", [{"state": "lost"}, {"sort": "password"}, {"since": "2026-02-30"}, {"page": "0"}]
    )
    def test_refuses_what_is_no_filter_in_words(self, acme, browse, asked):
        answer = browse(acme).get(deliveries(acme), asked)
        assert answer.status_code == 422
        assert "cannot be filtered so" in text_of(answer)

    def test_turns_pages_and_answers_with_rows_alone(self, acme, browse):
        browser = browse(acme)
        a_delivery(acme, "D-9999")
        with CaptureQueriesContext(connection) as few:
            browser.get(deliveries(acme))
        facts = [promise_facts(acme, f"D-{number:04}") for number in range(PAGE_ROWS + 4)]
        rows = [DeliveryRow(line, one) for line, one in enumerate(facts)]
        commands.bulk_record_deliveries(scope_for(acme), rows=rows, import_id="I-1")
        with CaptureQueriesContext(connection) as many:
            first = browser.get(deliveries(acme))
        assert len(rows_of(first)) == PAGE_ROWS
        assert len(many) <= len(few)
        shown = browser.get(deliveries(acme), {"page": "2", "sort": "reference"})
        assert len(rows_of(shown)) == 5
        assert "51 to 55 of 55" in text_of(shown)
        part = browser.get(deliveries(acme), {"q": "D-0007"}, headers={"HX-Request": "true"})
        assert rows_of(part) == ["D-0007"]
        assert "<html" not in text_of(part)


class TestDeliveryPage:
    def test_tells_the_finding_and_the_history(self, acme, browse):
        made = a_delivery(acme, first_promised_on=day(-3))
        commands.redate_delivery(
            scope_for(acme),
            delivery=made,
            promised_on=day(2),
            asked_by=Side.CLIENT,
            cause="Label text changed",
            version=1,
        )
        commands.record_delivery(
            scope_for(acme),
            delivery=made,
            delivered_on=day(0),
            quantity_delivered=Decimal(600),
            version=2,
        )
        for role in (Role.SUPERVISOR, Role.CLIENT_QUALITY):
            shown = text_of(browse(acme, role).get(deliveries(acme, made)))
            assert "Delivery D-118 left 3 days after its first confirmed day" in shown
            assert "Short: 600 of 1,000 packs were delivered." in shown
            assert "asked by the client" in shown
            assert "Label text changed" in shown
            assert "moved the promised day" in shown
            assert "13 Nov 2026" in shown

    def test_offers_what_state_and_role_allow(self, acme, browse):
        made = a_delivery(acme)
        for role, verbs in (
            (Role.PROGRAM_MANAGER, {"record", "redate", "cancel", "correct"}),
            (Role.SUPERVISOR, {"record", "redate", "cancel"}),
            (Role.QUALITY, {"correct"}),
            (Role.CLIENT_LEAD, set()),
        ):
            shown = text_of(browse(acme, role).get(deliveries(acme, made)))
            links = ("record", "redate", "cancel", "correct")
            assert {verb for verb in links if f"{made}/{verb}/" in shown} == verbs

    def test_shows_a_corrected_first_day_on_top(self, acme, browse):
        made = a_delivery(acme)
        browser = browse(acme)
        form = {
            **promise_form(acme, first_promised_on=day(12)),
            "state": "promised",
            "is_recording_error": "on",
            "reason": "Read from the wrong order",
            "version": "1",
        }
        answer = browser.post(deliveries(acme, made, "correct"), form)
        assert answer.status_code == 302, text_of(answer)
        shown = text_of(browse(acme, Role.CLIENT_LEAD).get(deliveries(acme, made)))
        assert "The first confirmed day was corrected as a recording error." in shown
        assert "26 Nov 2026 → 28 Nov 2026" in shown
        assert "Read from the wrong order" in shown

    def test_is_nowhere_for_another_client(self, acme, zenith, browse):
        theirs = a_delivery(zenith)
        for address in (deliveries(acme, theirs), deliveries(zenith, theirs)):
            assert browse(acme).get(address).status_code == 404


class TestDeliveryForms:
    def test_promise_a_delivery(self, acme, browse):
        browser = browse(acme)
        assert browser.get(deliveries(acme, "promise")).status_code == 200
        answer = browser.post(deliveries(acme, "promise"), promise_form(acme))
        assert answer.status_code == 302
        assert "The delivery is promised." in text_of(browser.get(answer.headers["Location"]))

    def test_put_what_is_wrong_beside_the_field(self, acme, browse):
        form = promise_form(acme, reference="", first_promised_on="2026-02-30")
        answer = browse(acme).post(deliveries(acme, "promise"), form)
        assert answer.status_code == 422
        assert "2 things need your attention" in text_of(answer)
        a_delivery(acme)
        answer = browse(acme).post(deliveries(acme, "promise"), promise_form(acme))
        assert answer.status_code == 409
        assert "Another record has this reference." in text_of(answer)

    def test_take_no_program_of_another_client(self, acme, zenith, browse):
        form = promise_form(acme, program=zenith.program)
        assert browse(acme).post(deliveries(acme, "promise"), form).status_code == 422

    @pytest.mark.parametrize("quantity", ["1.412.698.315", "1e400", "NaN", "ten", "-4", "0"])
    def test_refuse_what_is_no_quantity(self, acme, browse, quantity):
        form = promise_form(acme, quantity_promised=quantity)
        answer = browse(acme).post(deliveries(acme, "promise"), form)
        assert answer.status_code == 422
        assert quantity in text_of(answer)

    def test_record_move_and_cancel(self, acme, browse):
        browser, made = browse(acme), a_delivery(acme)
        moved = {
            "promised_on": ahead(4000),
            "asked_by": "cmo",
            "cause": "Late filter",
            "version": "1",
        }
        answer = browser.post(deliveries(acme, made, "redate"), moved)
        assert answer.status_code == 422, "no promise is ten years ahead"
        moved["promised_on"] = ahead(30)
        assert browser.post(deliveries(acme, made, "redate"), moved).status_code == 302
        left = {"delivered_on": TODAY, "quantity_delivered": "", "version": "2"}
        answer = browser.post(deliveries(acme, made, "record"), left)
        assert answer.status_code == 422
        assert "a part does not pass for the whole" in text_of(answer)
        left["quantity_delivered"] = "999.5"
        assert browser.post(deliveries(acme, made, "record"), left).status_code == 302
        answer = browser.post(
            deliveries(acme, made, "cancel"), {"reason": "Too late", "version": "3"}
        )
        assert answer.status_code == 409
        assert browser.get(deliveries(acme, made, "cancel")).status_code == 409

    def test_show_what_somebody_else_changed_meanwhile(self, acme, browse):
        made = a_delivery(acme)
        browser = browse(acme)
        commands.cancel_delivery(scope_for(acme, reason="Withdrawn"), delivery=made, version=1)
        form = {"delivered_on": TODAY, "quantity_delivered": "77", "version": "1"}
        answer = browser.post(deliveries(acme, made, "record"), form)
        shown = text_of(answer)
        assert answer.status_code == 409
        assert "What changed while you had this open" in shown
        assert "cancelled this delivery" in shown
        assert 'value="77"' in shown
        assert 'name="version" value="2"' in shown

    def test_are_not_for_the_client(self, acme, browse):
        made = a_delivery(acme)
        for verb in ("redate", "record", "cancel", "correct"):
            answer = browse(acme, Role.CLIENT_LEAD).post(deliveries(acme, made, verb), {})
            assert answer.status_code == 403


class TestStates:
    def test_are_all_shown(self, acme, browse):
        a_delivery(acme, "D-1", first_promised_on=ahead(30))
        made = a_delivery(acme, "D-2", first_promised_on=ahead(30))
        commands.cancel_delivery(scope_for(acme, reason="Withdrawn"), delivery=made, version=1)
        a_delivered(acme, "D-3", promised=-1, delivered=-2)
        shown = text_of(browse(acme).get(deliveries(acme)))
        for state in DeliveryState:
            assert state.label in shown
