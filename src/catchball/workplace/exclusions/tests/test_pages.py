import re
from datetime import date
from typing import ClassVar

import pytest
from django.utils import timezone

from catchball.trust.permissions import Role
from catchball.workplace.exclusions import queries
from excluded import a_claim, a_disputed_claim, misses, record
from measured import deliveries, month_of
from promised import a_signed_promise
from reading import text_of, waits_of
from world import PASSWORD, scope_for

LEAD, MANAGER = Role.CLIENT_LEAD, Role.PROGRAM_MANAGER
CLAIM = {"ground": "vendor", "cause": "Glass", "clause": "MSA 6.2", "evidence": "Letter 4"}


@pytest.fixture
def promise(acme, zenith):
    made = a_signed_promise(acme, from_on=date(2025, 1, 1))
    deliveries(acme, *month_of(date(2026, 10, 5), good=17, late=3))
    return made


def seen(company, claim=None):
    """Return a claim as it stands now, by which pages go; without one, all of them."""
    scope = scope_for(company, now=timezone.now())  # noqa: TID251 -- pages go by the clock
    if claim is None:
        return queries.get_overview(scope).lines
    return queries.get_exclusion(scope, claim).line


def address(claim="", step=""):
    parts = ["/c/acme/exclusions", str(claim), step]
    return "/".join(part for part in parts if part) + "/"


def passport(promise):
    return f"/c/acme/scorecards/{promise}/passport/?first=2026-10-01&until=2026-11-01"


class TestPassport:
    def test_offers_to_claim_what_counts_against(self, acme, promise, browse):
        fact = misses(acme, promise)[0]
        wanted = f"/c/acme/exclusions/of/{promise}/{fact}/claim/"
        assert wanted in browse(acme, MANAGER).get(passport(promise)).content.decode()
        assert wanted not in browse(acme, Role.LEAN).get(passport(promise)).content.decode()

    def test_shows_both_numbers_and_who_agreed_when(self, acme, promise, browse):
        claim = a_claim(acme, promise, misses(acme, promise)[0])
        browser = browse(acme, LEAD)
        browser.post(address(claim, "accept"), {"version": 1})

        said = text_of(browser.get(passport(promise)))

        assert "Gross 85 %" in said
        assert "Attributable 89 %" in said
        assert "17 of 19 on time" in said
        assert "Acme client-lead : accepted" in said or "Acme client-lead: accepted" in said

    def test_is_on_the_scorecard_too(self, acme, promise, browse):
        claim = a_claim(acme, promise, misses(acme, promise)[0])
        browser = browse(acme, LEAD)
        assert "attributable" not in text_of(browser.get("/c/acme/scorecards/"))
        browser.post(address(claim, "accept"), {"version": 1})
        assert "attributable 89" in text_of(browser.get("/c/acme/scorecards/"))


class TestExclusionClaim:
    def test_claims_and_shows_the_claim(self, acme, promise, browse):
        fact, browser = misses(acme, promise)[0], browse(acme, MANAGER)
        answer = browser.post(f"/c/acme/exclusions/of/{promise}/{fact}/claim/", CLAIM, follow=True)
        assert "counts in On-time delivery until the claim is decided" in text_of(answer)
        [line] = seen(acme)
        assert (line.clause, line.claimed_by) == ("MSA 6.2", "cmo")

    def test_says_what_is_missing(self, acme, promise, browse):
        fact = misses(acme, promise)[0]
        answer = browse(acme, MANAGER).post(
            f"/c/acme/exclusions/of/{promise}/{fact}/claim/", {**CLAIM, "evidence": ""}
        )
        assert answer.status_code == 422
        assert "Glass" in text_of(answer)


class TestExclusionPage:
    def test_offers_the_answer_to_the_other_company_only(self, acme, promise, browse):
        claim = a_claim(acme, promise, misses(acme, promise)[0])
        ours = browse(acme, MANAGER).get(address(claim)).content.decode()
        theirs = browse(acme, LEAD).get(address(claim)).content.decode()
        assert "/accept/" not in ours
        assert "/withdraw/" in ours
        assert "/accept/" in theirs
        assert "/withdraw/" not in theirs

    def test_goes_to_the_body_when_disputed(self, acme, promise, browse):
        claim = a_claim(acme, promise, misses(acme, promise)[0])
        browser = browse(acme, LEAD)
        refused = browser.post(address(claim, "dispute"), {"version": 1, "reason": ""})
        assert refused.status_code == 422
        answer = browser.post(
            address(claim, "dispute"), {"version": 1, "reason": "On time."}, follow=True
        )
        assert "The governance body rules by" in text_of(answer)
        assert "On time." in text_of(answer)


class TestRuling:
    SENT: ClassVar = {
        "version": 2,
        "upheld": "upheld",
        "body": "Steering committee",
        "ruled_cmo": "Ada Field",
        "ruled_client": "Ben Moor",
        "ruling": "Minutes 7",
    }

    def sent(self, acme, claim, **changes):
        """The body met on the day of the claim: never after the day on which the test runs."""
        day = seen(acme, claim).claimed.at.date()
        return {**self.SENT, "ruled_on": day, "password": PASSWORD, **changes}

    def test_with_a_wrong_password_changes_nothing_and_keeps_what_was_typed(
        self, acme, promise, browse
    ):
        claim = a_disputed_claim(acme, promise, misses(acme, promise)[0])
        browser = browse(acme, MANAGER)
        answer = browser.post(
            address(claim, "record"), self.sent(acme, claim, password="not that one at all")
        )
        assert answer.status_code == 422
        assert "Minutes 7" in text_of(answer)
        assert seen(acme, claim).state == "disputed"

    def test_is_recorded_by_one_company_and_confirmed_by_the_other(self, acme, promise, browse):
        claim = a_disputed_claim(acme, promise, misses(acme, promise)[0])
        browse(acme, MANAGER).post(address(claim, "record"), self.sent(acme, claim))
        browser = browse(acme, Role.CLIENT_EXECUTIVE)
        shown = browser.get(address(claim, "confirm")).content.decode()
        hidden = dict(
            re.findall(r'type="hidden" name="(version|content_hash)" value="([^"]+)"', shown)
        )
        answer = browser.post(
            address(claim, "confirm"), {**hidden, "password": PASSWORD}, follow=True
        )
        assert "is excluded from On-time delivery" in text_of(answer)

    def test_sends_who_lost_the_session_back_to_the_page_of_the_signature(
        self, acme, promise, browse
    ):
        claim = a_disputed_claim(acme, promise, misses(acme, promise)[0])
        record(acme, claim)
        browser = browse(acme, LEAD)
        browser.get(address(claim, "confirm"))
        browser.logout()
        answer = browser.post(
            address(claim, "confirm"),
            {"version": 3, "content_hash": "0" * 64, "password": PASSWORD},
            headers={"Referer": f"http://testserver{address(claim, 'confirm')}"},
        )
        assert answer.status_code == 302
        assert answer.headers["Location"] == f"/sign-in/?next={address(claim, 'confirm')}"
        assert seen(acme, claim).state == "recorded"


class TestHome:
    def test_tells_each_company_whose_turn_it_is(self, acme, promise, browse):
        a_claim(acme, promise, misses(acme, promise)[0])
        for role, turn in ((LEAD, 0), (MANAGER, 1)):
            waits = waits_of(browse(acme, role).get("/c/acme/home/"))
            assert ["to decide" in one for one in waits] == [turn == 0, turn == 1]
            assert "Exclusion · On-time delivery · claimed" in waits[turn]


class TestExclusionList:
    def test_says_how_many_wait_for_whom(self, acme, promise, browse):
        a_claim(acme, promise, misses(acme, promise)[0])
        assert "One claim waits for your company" in text_of(browse(acme, LEAD).get(address()))
        assert "One claim waits for the other" in text_of(browse(acme, MANAGER).get(address()))

    def test_asks_no_more_queries_for_more_claims(
        self, acme, promise, browse, django_assert_max_num_queries
    ):
        browser, late = browse(acme, MANAGER), misses(acme, promise)
        a_claim(acme, promise, late[0])
        with django_assert_max_num_queries(60) as one:
            browser.get(address())
        for fact in late[1:]:
            a_claim(acme, promise, fact)
        with django_assert_max_num_queries(len(one.captured_queries)):
            browser.get(address())
