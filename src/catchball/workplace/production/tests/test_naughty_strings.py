"""Five hundred strings that break programs, in every field."""

import json

import pytest

from arranged import (
    a_batch,
    a_delivery,
)
from browsing import batches, deliveries, promise_form, text_of
from catchball.trust.permissions import Role
from catchball.trust.wall import opened
from catchball.workplace.production.models import Batch, Delivery
from shared import shared_data
from world import TODAY, scope_for


class TestNaughtyStrings:
    @pytest.fixture
    def naughty(self):
        return json.loads(shared_data("security", "blns.json").read_text("utf-8"))

    def test_come_back_unchanged_or_are_refused_with_words(self, acme, browse, naughty):
        browser = browse(acme)
        names = ("client_reference", "item", "origin", "destination", "category", "transport")
        kept = 0
        for number, text in enumerate(naughty):
            form = promise_form(acme, reference=f"D-{number}", **dict.fromkeys(names, text))
            answer = browser.post(deliveries(acme, "promise"), form)
            assert answer.status_code in (302, 422), (text, answer.status_code)
            if answer.status_code == 302:
                kept += 1
                with opened(scope_for(acme)):
                    row = Delivery.objects.get(reference=f"D-{number}")
                assert {getattr(row, name) for name in names} == {text.strip()}
        assert kept > len(naughty) / 2

    def test_are_given_back_by_the_page_as_they_were(self, acme, browse, naughty):
        browser = browse(acme)
        for number, text in enumerate(naughty[::40]):
            form = promise_form(acme, reference=f"D-{number}", item=text)
            answer = browser.post(deliveries(acme, "promise"), form)
            if answer.status_code == 302:
                assert text.strip() in text_of(browser.get(answer.headers["Location"]))

    def test_find_nothing_and_break_nothing(self, acme, browse, naughty):
        a_delivery(acme)
        a_batch(acme)
        browser = browse(acme, Role.CLIENT_LEAD)
        for text in naughty:
            for address in (deliveries(acme), batches(acme)):
                answer = browser.get(address, {"q": text}, headers={"HX-Request": "true"})
                assert answer.status_code in (200, 422), (text, answer.status_code)

    def test_break_no_other_filter(self, acme, browse, naughty):
        browser = browse(acme, Role.CLIENT_LEAD)
        for text in naughty[::10]:
            for name in ("state", "program", "late", "since", "until", "sort", "page"):
                asked = {name: text}
                answer = browser.get(deliveries(acme), asked, headers={"HX-Request": "true"})
                assert answer.status_code in (200, 422), (name, text, answer.status_code)

    def test_are_kept_as_reason_and_cause(self, acme, browse, naughty):
        browser, made = browse(acme), a_batch(acme)
        for text in naughty[::10]:
            form = {"version": "1", "reason": text, "started_on": "soon"}
            for verb in ("start", "cancel"):
                answer = browser.post(batches(acme, made, verb), form)
                assert answer.status_code in (302, 409, 422), (verb, text, answer.status_code)
        answer = browser.post(
            batches(acme, made, "start"), {"version": "1", "started_on": TODAY, "reason": "\0"}
        )
        assert answer.status_code in (302, 409)

    def test_of_batches_come_back_too(self, acme, browse, naughty):
        browser = browse(acme)
        for number, text in enumerate(naughty[::5]):
            form = {
                "reference": f"B-{number}",
                "client_reference": text,
                "unit": text,
                "program": acme.program,
                "kind": "commercial",
            }
            answer = browser.post(batches(acme, "plan"), form)
            assert answer.status_code in (302, 422), (text, answer.status_code)
            if answer.status_code == 302:
                with opened(scope_for(acme)):
                    row = Batch.objects.get(reference=f"B-{number}")
                assert {row.client_reference, row.unit} == {text.strip()}
