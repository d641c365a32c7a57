"""Pages of batches, as both sides see them."""

import pytest

from arranged import (
    a_batch,
    a_completed_batch,
    a_released_batch,
    day,
)
from browsing import batches, rows_of, text_of
from catchball.trust.permissions import Role


class TestBatchPages:
    def test_tell_both_sides_the_finding(self, acme, browse):
        made = a_completed_batch(acme, quantity=104, deviations=1)
        for role in (Role.PROGRAM_MANAGER, Role.CLIENT_LEAD):
            browser = browse(acme, role)
            shown = text_of(browser.get(batches(acme)))
            assert "1 batch waits for a decision" in shown
            assert "1 batch yielded more than theory allows" in shown
            page = text_of(browser.get(batches(acme, made)))
            assert "More came out than theory allows" in page
            assert "104" in page
            assert (f"{made}/dispose/" in page) is False

    def test_let_quality_decide(self, acme, browse):
        made = a_completed_batch(acme)
        browser = browse(acme, Role.QUALITY)
        assert f"{made}/dispose/" in text_of(browser.get(batches(acme, made)))
        form = {"disposition": "rejected", "disposed_on": day(-1), "version": "3"}
        answer = browser.post(batches(acme, made, "dispose"), form)
        assert answer.status_code == 422
        assert "Say why" in text_of(answer)
        answer = browser.post(batches(acme, made, "dispose"), {**form, "reason": "Assay"})
        assert answer.status_code == 302
        assert "Batch B-7 was rejected" in text_of(browser.get(batches(acme, made)))

    def test_take_a_batch_from_plan_to_completion(self, acme, browse):
        browser = browse(acme, Role.SUPERVISOR)
        plan = {
            "reference": "B-9",
            "program": acme.program,
            "kind": "ppq",
            "quantity_theoretical": "50",
        }
        made = browser.post(batches(acme, "plan"), plan).headers["Location"]
        assert (
            browser.post(f"{made}start/", {"started_on": day(-3), "version": "1"}).status_code
            == 302
        )
        completion = {
            "completed_on": day(-2),
            "quantity_actual": "49.25",
            "deviations": "0",
            "version": "2",
        }
        assert browser.post(f"{made}complete/", completion).status_code == 302
        assert "98.5" in text_of(browser.get(made))
        assert browser.post(f"{made}dispose/", {}).status_code == 403
        assert browser.post(f"{made}correct/", {}).status_code == 403

    def test_correct_with_a_reason(self, acme, browse):
        made = a_batch(acme)
        form = {
            "reference": "B-7",
            "program": acme.program,
            "product": acme.product,
            "kind": "commercial",
            "state": "planned",
            "planned_start_on": day(-20),
            "quantity_theoretical": "100",
            "unit": "g",
            "disposition": "pending",
            "version": "1",
        }
        browser = browse(acme)
        assert browser.get(batches(acme, made, "correct")).status_code == 200
        assert browser.post(batches(acme, made, "correct"), form).status_code == 422
        form["reason"] = "It was grams"
        assert browser.post(batches(acme, made, "correct"), form).status_code == 302
        shown = text_of(browser.get(batches(acme, made)))
        assert "It was grams" in shown

    def test_cancel_a_plan(self, acme, browse):
        made = a_batch(acme)
        answer = browse(acme).post(
            batches(acme, made, "cancel"), {"reason": "Campaign withdrawn", "version": "1"}
        )
        assert answer.status_code == 302

    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ({"q": "b-1"}, ["B-1"]),
            ({"waiting": "on"}, ["B-2"]),
            ({"over": "on"}, ["B-2"]),
            ({"disposition": "released"}, ["B-1"]),
            ({"state": "planned"}, ["B-3"]),
            ({"sort": "-yield"}, ["B-2", "B-1", "B-3"]),
            ({"since": day(-12), "until": day(-12), "sort": "reference"}, ["B-1", "B-2"]),
        ],
    )
    def test_list_what_the_address_asks_for(self, acme, browse, asked, found):
        a_released_batch(acme, "B-1")
        a_completed_batch(acme, "B-2", quantity=101)
        a_batch(acme, "B-3")
        assert rows_of(browse(acme, Role.CLIENT_QUALITY).get(batches(acme), asked)) == found

    def test_are_nowhere_for_another_client(self, acme, zenith, browse):
        theirs = a_batch(zenith)
        for verb in ("", "start", "correct"):
            parts = [theirs, verb] if verb else [theirs]
            assert browse(acme).get(batches(acme, *parts)).status_code == 404
