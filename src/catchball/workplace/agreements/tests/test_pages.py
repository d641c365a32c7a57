import hashlib
import re
from datetime import date, timedelta

import pytest
from django.test import Client as Browser

from catchball.trust.models import SecurityEvent
from catchball.trust.permissions import Role
from catchball.workplace.agreements.commands import withdraw_promise
from catchball.workplace.agreements.queries import get_promise, list_promises
from catchball.workplace.agreements.rules import PromiseState
from promised import a_draft, a_signed_promise, an_offer, sign_as
from reading import text_of
from world import PASSWORD, scope_for

LEAD = Role.CLIENT_LEAD
MANAGER = Role.PROGRAM_MANAGER
DRAFT = {
    "party": "cmo",
    "program": "all",
    "target": "97.5",
    "floor": "90",
    "n_min": "8",
    "from_on": "2030-01-01",
}


@pytest.fixture
def manager(acme, zenith):
    return scope_for(acme)


def address(promise="", step=""):
    parts = ["/c/acme/agreements", str(promise), step]
    return "/".join(part for part in parts if part) + "/"


def signature(browser, promise, **changes):
    """Return what the form of the sign page sends."""
    page = browser.get(address(promise, "sign")).content.decode()
    shown = dict(re.findall(r'type="hidden" name="(version|content_hash)" value="([^"]+)"', page))
    return {**shown, "meaning": "agreement", "password": PASSWORD, **changes}


class TestPromiseList:
    def test_tells_each_side_what_waits_for_it_in_its_own_words(self, acme, manager, browse):
        promise = an_offer(manager)
        sign_as(acme, promise, MANAGER)

        ours = text_of(browse(acme, MANAGER).get(address()))
        theirs = text_of(browse(acme, LEAD).get(address()))

        assert "One promise waits for the other company’s signature" in ours
        assert "What Acme promised us" in ours
        assert "One promise waits for your company’s signature" in theirs
        assert "What the manufacturer promised us" in theirs
        assert "at least 95 %" in theirs.replace("\N{NO-BREAK SPACE}", " ")

    def test_hides_drafts_from_the_client(self, acme, manager, browse):
        a_draft(manager)
        assert "On-time delivery" in text_of(browse(acme, MANAGER).get(address()))
        assert "On-time delivery" not in text_of(browse(acme, LEAD).get(address()))

    def test_shows_what_is_over_on_demand(self, acme, manager, browse):
        withdraw_promise(manager.because("Typo"), promise=an_offer(manager), version=1)
        browser = browse(acme, LEAD)
        assert "Show one that is over" in text_of(browser.get(address()))
        assert "withdrawn" in text_of(browser.get(address() + "?show=all"))

    def test_asks_no_more_queries_for_more_promises(
        self, acme, manager, browse, django_assert_max_num_queries
    ):
        browser = browse(acme, MANAGER)
        an_offer(manager)
        browser.get(address())
        with django_assert_max_num_queries(40) as few:
            browser.get(address())
        an_offer(manager, metric_key="on-time-in-full")
        an_offer(manager, metric_key="right-first-time")
        a_signed_promise(acme, metric_key="schedule-adherence")
        with django_assert_max_num_queries(len(few)):
            browser.get(address())

    def test_is_nobodys_of_another_company(self, acme, zenith, browse):
        assert browse(zenith, LEAD).get(address()).status_code == 404


class TestDrafting:
    def test_offers_every_metric_with_what_is_proposed(self, acme, manager, browse):
        said = text_of(browse(acme, MANAGER).get("/c/acme/agreements/choose/"))
        assert "None of them is a regulation or an industry norm" in said
        assert "Deviations per 100 batches" in said

    def test_starts_with_terms_good_enough_to_submit(self, acme, manager, browse):
        browser = browse(acme, MANAGER)
        page = browser.get("/c/acme/agreements/on/on-time-delivery/draft/")
        form = page.content.decode()
        for name, value in (("target", "95"), ("floor", "90"), ("n_min", "8")):
            assert re.search(rf'name="{name}" value="{value}"', form), name

    def test_drafts_in_per_cent_and_leads_to_the_draft(self, acme, manager, browse):
        browser = browse(acme, MANAGER)

        answer = browser.post("/c/acme/agreements/on/on-time-delivery/draft/", DRAFT, follow=True)

        assert answer.status_code == 200
        said = text_of(answer).replace("\N{NO-BREAK SPACE}", " ")
        assert "at least 97.5 %, is a draft that the client does not see" in said

    @pytest.mark.parametrize(
        ("field", "sent"),
        [
            ("target", "1.412.698.315"),
            ("target", "101"),
            ("target", "NaN"),
            ("target", "97.12345"),
            ("floor", "98"),
            ("n_min", "0"),
            ("from_on", "2030-02-30"),
            ("from_on", "0206-01-01"),
            ("party", "both"),
            ("program", "00000000-0000-0000-0000-000000000000"),
            ("program", "\u202e'; DROP TABLE"),
        ],
    )
    def test_says_what_does_not_fit_and_keeps_nothing(self, acme, manager, browse, field, sent):
        answer = browse(acme, MANAGER).post(
            "/c/acme/agreements/on/on-time-delivery/draft/", {**DRAFT, field: sent}
        )
        assert answer.status_code == 422
        assert f'id="id_{field}-error"' in answer.content.decode()
        assert list_promises(manager) == ()

    def test_says_beside_the_day_that_the_past_stays_as_it_was(self, acme, manager, browse):
        first = a_signed_promise(acme, from_on=date(2026, 1, 1))
        answer = browse(acme, MANAGER).post(
            address(first, "follow"), {**DRAFT, "from_on": "2026-06-01"}
        )
        assert answer.status_code == 422
        assert "cannot begin in the past" in text_of(answer)

    def test_knows_no_metric_that_is_not_there(self, acme, manager, browse):
        answer = browse(acme, MANAGER).get("/c/acme/agreements/on/cosmic-harmony/draft/")
        assert answer.status_code == 404

    def test_changes_and_discards(self, acme, manager, browse):
        browser, draft = browse(acme, MANAGER), a_draft(manager)
        changed = {**DRAFT, "target": "99", "version": "1"}
        assert browser.post(address(draft, "change"), changed).status_code == 302
        assert browser.post(address(draft, "change"), changed).status_code == 409
        assert browser.post(address(draft, "discard"), {"version": "2"}).status_code == 302
        assert get_promise(manager, draft).line.state is PromiseState.WITHDRAWN

    @pytest.mark.parametrize("role", [LEAD, Role.QUALITY])
    def test_is_for_the_program_manager(self, acme, manager, browse, role):
        browser = browse(acme, role)
        assert browser.get("/c/acme/agreements/choose/").status_code == 403
        answer = browser.post("/c/acme/agreements/on/on-time-delivery/draft/", DRAFT)
        assert answer.status_code == 403


class TestOffering:
    def test_shows_first_what_the_client_will_see(self, acme, manager, browse):
        browser, draft = browse(acme, MANAGER), a_draft(manager)

        preview = text_of(browser.get(address(draft, "offer")))
        answer = browser.post(address(draft, "offer"), {"version": "1"})

        assert "This is what Acme will see" in preview
        assert get_promise(manager, draft).content_hash in preview
        assert answer.status_code == 302
        client_sees = text_of(browse(acme, LEAD).get(address(draft)))
        assert "waits for both signatures" in client_sees
        assert browser.post(address(draft, "offer"), {"version": "1"}).status_code == 409

    def test_is_hidden_from_the_client_until_then(self, acme, manager, browse):
        draft, browser = a_draft(manager), browse(acme, LEAD)
        for step in ("", "content", "sign"):
            assert browser.get(address(draft, step)).status_code == 404
        assert browser.get(address(draft, "offer")).status_code == 403


class TestSigning:
    @pytest.mark.parametrize("role", [MANAGER, Role.SITE_HEAD, LEAD])
    def test_asks_for_the_password_and_signs_what_is_shown(self, acme, manager, browse, role):
        promise, browser = an_offer(manager), browse(acme, role)

        answer = browser.post(address(promise, "sign"), signature(browser, promise), follow=True)

        page = get_promise(manager, promise)
        assert answer.status_code == 200
        said = text_of(answer)
        assert f"Acme {role}" in said
        assert "I agree to this for my company" in said
        assert "(Europe/London)" in said
        assert page.content_hash in said
        assert [one.side for one in page.signatures] == [role.side]

    def test_puts_it_in_force_when_both_have_signed(self, acme, manager, browse):
        promise = an_offer(manager, from_on=date(2026, 1, 1))
        for role in (LEAD, MANAGER):
            browser = browse(acme, role)
            browser.post(address(promise, "sign"), signature(browser, promise))
        assert "is in force since 1 Jan 2026" in text_of(browser.get(address(promise)))

    def test_signs_once_however_often_the_button_is_pressed(self, acme, manager, browse):
        promise, browser = an_offer(manager), browse(acme, LEAD)
        sent = signature(browser, promise)

        answers = [browser.post(address(promise, "sign"), sent) for _press in range(2)]

        assert [answer.status_code for answer in answers] == [302, 302]
        assert len(get_promise(manager, promise).signatures) == 1
        assert browser.get(address(promise, "sign")).status_code == 409

    def test_signs_nothing_with_a_wrong_password_and_closes_after_five(self, acme, manager, browse):
        promise, browser = an_offer(manager), browse(acme, LEAD)
        wrong = signature(browser, promise, password="not my password")

        answers = [browser.post(address(promise, "sign"), wrong) for _try in range(6)]
        right = browser.post(address(promise, "sign"), {**wrong, "password": PASSWORD})

        assert {answer.status_code for answer in answers} == {422}
        assert "That is not your password. Nothing was signed or changed." in text_of(answers[0])
        assert "Wait five minutes" in text_of(answers[5])
        assert right.status_code == 422
        assert get_promise(manager, promise).signatures == ()
        assert SecurityEvent.objects.filter(kind="proof-failed").count() == 5

    def test_refuses_content_that_was_not_shown(self, acme, manager, browse):
        promise, browser = an_offer(manager), browse(acme, LEAD)
        sent = signature(browser, promise, content_hash="0" * 64)
        answer = browser.post(address(promise, "sign"), sent)
        assert answer.status_code == 409
        assert "not the content that you were shown" in text_of(answer)

    @pytest.mark.parametrize("meaning", ["review", "", "revenge"])
    def test_wants_a_meaning_that_binds(self, acme, manager, browse, meaning):
        promise, browser = an_offer(manager), browse(acme, LEAD)
        sent = signature(browser, promise, meaning=meaning)
        assert browser.post(address(promise, "sign"), sent).status_code == 422
        assert get_promise(manager, promise).signatures == ()

    def test_comes_back_to_the_page_when_the_session_ended_between(self, acme, manager, browse):
        promise, browser = an_offer(manager), browse(acme, LEAD)
        page, sent = address(promise, "sign"), signature(browser, promise)
        browser.post("/sign-out/")

        to_the_door = browser.post(page, sent, headers={"referer": f"http://testserver{page}"})
        credentials = {"email": acme.email(LEAD), "password": PASSWORD, "next": page}
        back = browser.post(to_the_door["Location"], credentials)

        assert to_the_door["Location"] == f"/sign-in/?next={page}"
        assert back["Location"] == page
        assert get_promise(manager, promise).signatures == ()

    def test_leads_to_no_other_site_after_signing_in(self, db):
        answer = Browser().post("/settings/", headers={"referer": "https://evil.example/x"})
        assert answer["Location"] == "/sign-in/"

    @pytest.mark.parametrize("role", [Role.CLIENT_QUALITY, Role.SUPERVISOR])
    def test_is_for_signatories(self, acme, manager, browse, role):
        promise, browser = an_offer(manager), browse(acme, role)
        assert browser.get(address(promise)).status_code == 200
        assert browser.get(address(promise, "sign")).status_code == 403
        assert browser.post(address(promise, "sign"), {}).status_code == 403

    def test_hands_out_the_bytes_whose_hash_is_signed(self, acme, manager, browse):
        promise = a_signed_promise(acme)
        answer = browse(acme, LEAD).get(address(promise, "content"))
        (hashed,) = {one.content_hash for one in get_promise(manager, promise).signatures}
        assert hashlib.sha256(answer.content).hexdigest() == hashed


class TestWithdrawing:
    def test_asks_why_and_tells_both(self, acme, manager, browse):
        promise, browser = an_offer(manager), browse(acme, MANAGER)
        page = address(promise, "withdraw")

        refused = browser.post(page, {"version": "1", "reason": " "})
        done = browser.post(page, {"version": "1", "reason": "Another target was meant"})

        assert (refused.status_code, done.status_code) == (422, 302)
        client_sees = text_of(browse(acme, LEAD).get(address(promise)))
        assert "Another target was meant" in client_sees

    def test_comes_too_late_once_both_have_signed(self, acme, manager, browse):
        browser = browse(acme, MANAGER)
        assert browser.get(address(a_signed_promise(acme), "withdraw")).status_code == 409

    def test_is_for_the_manufacturer(self, acme, manager, browse):
        answer = browse(acme, LEAD).post(address(an_offer(manager), "withdraw"), {"reason": "No"})
        assert answer.status_code == 403


class TestPromisePage:
    def test_tells_whom_it_binds_since_when_and_what_came_before(self, acme, manager, browse):
        old = a_signed_promise(acme, from_on=date(2026, 1, 1))
        new = a_signed_promise(acme, from_on=date(2026, 1, 1) + timedelta(days=330))
        said = text_of(browse(acme, LEAD).get(address(new)))
        assert "The manufacturer promises us this for all programs" in said
        assert "1 Jan 2026" in said
        assert "has not signed" not in said
        assert "Acme program-manager manufacturer, Program manager" in said
        assert str(old) in browse(acme, LEAD).get(address(new)).content.decode()

    def test_is_nobodys_of_another_company(self, acme, zenith, browse):
        promise = a_signed_promise(acme)
        assert browse(zenith, LEAD).get(address(promise)).status_code == 404
        assert browse(zenith, LEAD).get(f"/c/zenith/agreements/{promise}/").status_code == 404

    def test_makes_harmless_what_people_write(self, acme, manager, browse):
        promise = an_offer(manager)
        reason = "<script>alert(1)</script>"
        withdraw_promise(manager.because(reason), promise=promise, version=1)
        page = browse(acme, LEAD).get(address(promise)).content.decode()
        assert reason not in page
        assert "&lt;script&gt;alert(1)" in page


class TestHome:
    def test_tells_what_happened_to_promises_and_leads_there(self, acme, manager, browse):
        promise = an_offer(manager)
        sign_as(acme, promise, LEAD)

        answer = browse(acme, LEAD).get("/c/acme/home/")
        ours = text_of(browse(acme, MANAGER).get("/c/acme/home/"))

        said = text_of(answer)
        assert "Acme program-manager offered a promise" in said
        assert "Acme client-lead signed a promise" in said
        assert "Acme program-manager drafted the promise on On-time delivery" in ours
        assert answer.content.decode().count(address(promise)) >= 2
