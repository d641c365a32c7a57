import re
from html import unescape

import pytest

from agreed import (
    a_draft_agreement,
    a_signed_agreement,
    an_offered_agreement,
    change_part,
    sign_agreement_as,
)
from catchball.trust.permissions import Role
from catchball.workplace.agreements import queries
from catchball.workplace.agreements.rules import AgreementState
from reading import text_of, waits_of
from world import PASSWORD, scope_for

LEAD = Role.CLIENT_LEAD
MANAGER = Role.PROGRAM_MANAGER


@pytest.fixture
def manager(acme, zenith):
    return scope_for(acme)


def address(*parts):
    return "/".join(["/c/acme/agreement", *(str(part) for part in parts)]) + "/"


def fields_of(answer):
    """Return what the form of a page would send as it stands: inputs, choices and texts."""
    page = answer.content.decode().partition('<form class="entry"')[2].partition("</form>")[0]
    sent = {}
    for tag in re.findall(r"<input[^>]+>", page):
        kept = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if kept.get("type") not in ("checkbox", "radio") or " checked" in tag:
            plain = "on" if kept.get("type") == "checkbox" else ""
            sent[kept["name"]] = unescape(kept.get("value", plain))
    for name, inside in re.findall(r'<select name="(\w+)".*?>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', inside)
        sent[name] = unescape(chosen.group(1)) if chosen else ""
    for name, inside in re.findall(
        r'<textarea name="(\w+)"[^>]*>(.*?)</textarea>', page, re.DOTALL
    ):
        sent[name] = unescape(inside.removeprefix("\n"))
    return {name: value for name, value in sent.items() if name != "csrfmiddlewaretoken"}


PLACES = [
    ("parties",),
    ("scope",),
    ("calendars",),
    ("credits",),
    ("terms",),
    ("promises", "on-time-delivery"),
    ("responses", "b"),
    ("notices", "minor"),
    ("governance", "core"),
    ("ladder", "cmo-3"),
]


class TestDraft:
    def test_starts_from_the_template_at_a_press(self, manager, acme, browse):
        browser = browse(acme, MANAGER)
        assert "Draft from the template" in text_of(browser.get(address()))
        answer = browser.post(address("draft"), {"start": "template"}, follow=True)
        assert "lines stand as the product proposed them" in text_of(answer)

    @pytest.mark.parametrize("place", PLACES, ids="/".join)
    def test_shows_forms_good_enough_to_submit(self, manager, acme, browse, place):
        draft, browser = a_draft_agreement(manager), browse(acme, MANAGER)
        before = queries.get_agreement(manager, draft)

        page = browser.get(address(draft, *place))
        answer = browser.post(address(draft, *place), fields_of(page))

        assert answer.status_code == 302
        after = queries.get_agreement(manager, draft)
        assert after.proposed == before.proposed - 1
        assert after.content_hash == before.content_hash

    def test_says_beside_the_field_what_does_not_fit(self, manager, acme, browse):
        draft, browser = a_draft_agreement(manager), browse(acme, MANAGER)
        place = address(draft, "promises", "on-time-delivery")
        sent = {**fields_of(browser.get(place)), "target": "80", "floor": "90"}

        answer = browser.post(place, sent)

        assert answer.status_code == 422
        assert 'id="id_floor-error"' in answer.content.decode()
        assert "the floor must not be above the target" in text_of(answer)

    def test_shows_what_somebody_else_kept_meanwhile(self, manager, acme, browse):
        draft, browser = a_draft_agreement(manager), browse(acme, MANAGER)
        sent = {**fields_of(browser.get(address(draft, "scope"))), "services": "Packing"}
        change_part(manager, draft, "scope", services="Filling")

        stale = browser.post(address(draft, "scope"), sent)

        assert stale.status_code == 409
        assert "Somebody changed this part while you had it open" in text_of(stale)
        assert "As it stands now" in text_of(stale)
        assert "Filling" in text_of(stale)
        assert fields_of(stale)["services"] == "Packing"
        assert browser.post(address(draft, "scope"), fields_of(stale)).status_code == 302

    def test_adds_a_promise_on_a_metric_that_one_chooses(self, manager, acme, browse):
        draft, browser = a_draft_agreement(manager), browse(acme, MANAGER)
        choice = browser.get(address(draft, "promise"))
        assert "Deviations per 100 batches" in text_of(choice)
        place = f"{address(draft, 'promises', 'add')}?metric=deviations-per-100-batches"

        sent = {**fields_of(browser.get(place)), "target": "5", "floor": "9"}
        answer = browser.post(place, sent, follow=True)

        assert "at most 5 per 100" in text_of(answer)

    def test_removes_a_line(self, manager, acme, browse):
        draft, browser = a_draft_agreement(manager), browse(acme, MANAGER)
        page = browser.get(address(draft, "governance", "executives")).content.decode()
        seen = re.search(r'name="seen" value="(\w+)"', page).group(1)
        place = address(draft, "governance", "executives", "remove")
        answer = browser.post(place, {"seen": seen}, follow=True)
        assert "What the steering committee could not settle" not in text_of(answer)

    def test_is_not_there_for_the_client(self, manager, acme, browse):
        draft = a_draft_agreement(manager)
        assert browse(acme, LEAD).get(address(draft)).status_code == 404


class TestOfferAndAnswer:
    def test_is_offered_as_previewed(self, manager, acme, browse):
        draft, browser = a_draft_agreement(manager), browse(acme, MANAGER)
        page = browser.get(address(draft, "offer"))
        assert "This is what Acme will see" in text_of(page)
        shown = re.search(r'name="content_hash" value="(\w+)"', page.content.decode()).group(1)

        answer = browser.post(address(draft, "offer"), {"content_hash": shown}, follow=True)

        assert "Version 1 waits for both signatures" in text_of(answer)
        assert "waits for your company’s signature" in text_of(browse(acme, LEAD).get(address()))

    def test_waits_on_the_home_page_of_whoever_has_not_signed(self, manager, acme, browse):
        offered = an_offered_agreement(manager)
        sign_agreement_as(acme, offered, MANAGER)
        home = browse(acme, LEAD).get("/c/acme/home/")
        assert "1 thing waits for you" in text_of(home)
        assert "to sign" in waits_of(home)[0]
        assert address(offered) in home.content.decode()

    def test_is_declined_with_a_reason_that_both_see(self, manager, acme, browse):
        offered = an_offered_agreement(manager)
        lead = browse(acme, LEAD)
        assert lead.post(address(offered, "decline"), {"reason": ""}).status_code == 422
        lead.post(address(offered, "decline"), {"reason": "The floor is too low"})
        said = text_of(browse(acme, MANAGER).get(address(offered)))
        assert "Version 1 was declined" in said
        assert "“The floor is too low”" in said


class TestSign:
    def sent(self, browser, agreement, **changes):
        return {
            **fields_of(browser.get(address(agreement, "sign"))),
            "password": PASSWORD,
            **changes,
        }

    def test_takes_the_password_and_shows_the_signature(self, manager, acme, browse):
        offered, browser = an_offered_agreement(manager), browse(acme, MANAGER)
        sent = self.sent(browser, offered)
        answer = browser.post(address(offered, "sign"), sent, follow=True)
        said = text_of(answer)
        assert "Signed. Your signature stands under the agreement." in said
        assert "I agree to this for my company" in said

    def test_signs_nothing_with_a_wrong_password(self, manager, acme, browse):
        offered, browser = an_offered_agreement(manager), browse(acme, MANAGER)
        sent = self.sent(browser, offered, password="not mine")
        assert browser.post(address(offered, "sign"), sent).status_code == 422
        assert queries.get_agreement(manager, offered).signatures == ()

    def test_asks_for_a_sign_in_where_the_session_ended_in_between(self, manager, acme, browse):
        offered, browser = an_offered_agreement(manager), browse(acme, MANAGER)
        sent = self.sent(browser, offered)
        browser.logout()
        answer = browser.post(address(offered, "sign"), sent)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/sign-in/")
        assert queries.get_agreement(manager, offered).signatures == ()

    def test_says_in_words_that_the_version_was_superseded(self, manager, acme, browse):
        first, browser = an_offered_agreement(manager), browse(acme, LEAD)
        sent = self.sent(browser, first)
        an_offered_agreement(manager)
        answer = browser.post(address(first, "sign"), sent)
        assert answer.status_code == 409
        assert "version 2 has taken its place. Nothing was signed" in text_of(answer)

    def test_comes_into_force_with_the_second(self, manager, acme, browse):
        offered = an_offered_agreement(manager)
        sign_agreement_as(acme, offered, MANAGER)
        browser = browse(acme, LEAD)
        browser.post(address(offered, "sign"), self.sent(browser, offered))
        assert queries.get_agreement(manager, offered).line.state is AgreementState.SIGNED
        promises = text_of(browser.get("/c/acme/agreements/"))
        assert "at least 95" in promises


class TestPromisesOfAnAgreement:
    def test_show_under_which_agreement_they_stand(self, manager, acme, browse):
        signed = a_signed_agreement(acme)
        (line,) = [
            line for line in queries.list_promises(manager) if line.metric_key == "on-time-delivery"
        ]
        page = browse(acme, LEAD).get(f"/c/acme/agreements/{line.id}/")
        assert "clause of version 1 of the agreement" in text_of(page)
        assert address(signed) in page.content.decode()
        assert "has not signed yet" not in text_of(page)
