"""Pages about actions: what the owner sees, and what they can do."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from acted import accept, an_action
from catchball.trust.permissions import Role
from catchball.workplace.actions import queries
from reading import waits_of
from world import scope_for

OWNER = Role.TECHNICAL_SERVICES


def address(company, name, **which):
    return reverse(name, kwargs={"client": company.slug, **which})


def shown(browser, page):
    return browser.get(page).content.decode()


class TestList:
    def test_says_what_to_do_where_there_is_none(self, acme, zenith, browse):
        text = shown(browse(acme), address(acme, "action-list"))
        assert "No action is open" in text
        assert "Nothing is to be done" in text

    def test_says_what_is_offered_to_the_reader(self, acme, zenith, browse):
        an_action(acme, title="Quote the filter")
        text = shown(browse(acme, OWNER), address(acme, "action-list"))
        assert "One action is offered to you" in text
        assert "Quote the filter" in text

    def test_offers_one_to_a_person_of_the_client(self, acme, zenith, browse):
        browser = browse(acme)
        page = address(acme, "action-offer")
        sent = {"title": "Send the samples", "due_on": "2999-01-31"}
        assert browser.post(page, sent).status_code == 422
        owner = str(acme.people[Role.CLIENT_QUALITY])
        answer = browser.post(page, {**sent, "owner": owner})
        assert answer.status_code == 302
        assert "Offered to Acme client-quality" in shown(browser, answer.headers["Location"])


class TestHome:
    def test_tells_the_owner_alone_what_waits(self, acme, zenith, browse):
        an_action(acme, title="Quote the filter")
        then = datetime(2026, 1, 2, 9, tzinfo=UTC)
        late = an_action(acme, title="Order the filter", due_on=date(2026, 1, 5), now=then)
        accept(acme, late, now=then)
        accept(acme, an_action(acme, title="Clean the filter"))
        an_action(zenith, title="Hidden from Acme")

        mine, others = waits_of(browse(acme, OWNER).get(address(acme, "home")))

        assert mine.index("overdue Order the filter to do · Action · was due on 5 Jan 2026") < (
            mine.index("to answer Quote the filter Action · due on 31 Jan 2999")
        )
        assert "Clean the filter" not in mine + others
        assert "Hidden from Acme" not in mine + others
        for waits in waits_of(browse(acme).get(address(acme, "home"))):
            assert "filter" not in waits


class TestPage:
    def test_is_accepted_forecast_and_done(self, acme, zenith, browse):
        action = an_action(acme)
        browser = browse(acme, OWNER)
        browser.post(address(acme, "action-accept", action=action), {"version": "1"})
        later = {"version": "2", "forecast_on": "2999-03-01", "reason": "The filter is late."}
        page = address(acme, "action-forecast", action=action)
        assert browser.post(page, later).status_code == 302
        done = {"version": "3", "done_on": "1999-01-01", "evidence": "Report 12."}
        page = address(acme, "action-complete", action=action)
        answer = browser.post(page, done)
        assert answer.status_code == 422
        assert "It was accepted on a later day." in answer.content.decode()
        text = shown(browser, address(acme, "action-page", action=action))
        assert "Expected on 1 Mar 2999." in text
        assert "The filter is late." in text

    def test_shows_no_step_to_somebody_else(self, acme, zenith, browse):
        action = accept(acme, an_action(acme))
        text = shown(browse(acme, Role.CLIENT_LEAD), address(acme, "action-page", action=action))
        assert "It is done" not in text
        assert "Withdraw" not in text

    @pytest.mark.parametrize("step", ["decline", "withdraw"])
    def test_asks_for_a_reason(self, acme, zenith, browse, step):
        action = an_action(acme, by=Role.PROGRAM_MANAGER)
        role = OWNER if step == "decline" else Role.PROGRAM_MANAGER
        browser = browse(acme, role)
        page = address(acme, f"action-{step}", action=action)
        assert browser.post(page, {"version": "1", "reason": ""}).status_code == 422
        assert browser.post(page, {"version": "1", "reason": "Done before."}).status_code == 302
        line = queries.get_action(scope_for(acme), action).line
        assert line.state == ("declined" if step == "decline" else "withdrawn")
