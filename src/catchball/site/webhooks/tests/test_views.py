import re
from datetime import timedelta

import pytest

from arranged import a_delivery
from catchball.site.webhooks.telling import tell_due
from catchball.trust.permissions import Role
from catchball.trust.webhooks import queries
from catchball.trust.webhooks.rules import CallState
from hooked import URL, a_listener, a_webhook, a_webhook_with_call
from world import NOW, scope_for

SECRET = re.compile(r"whsec_[\w-]{43}")


def _asked(**other):
    return {"name": "Planning", "url": URL, "kinds": ["production"], **other}


def _text(answer):
    return answer.content.decode()


def _page(made):
    return f"/c/acme/webhooks/{made}/"


class TestWebhookList:
    def test_says_why_it_is_empty(self, acme, browse):
        answer = browse(acme).get("/c/acme/webhooks/")

        assert "No other system is told" in _text(answer)
        assert "No webhook yet" in _text(answer)

    def test_shows_ones_own_company_only(self, acme, zenith, browse):
        a_webhook(acme)
        a_webhook(zenith, url="https://zenith.example/")

        assert "hooks.example" in _text(browse(acme).get("/c/acme/webhooks/"))
        theirs = _text(browse(acme, Role.CLIENT_LEAD).get("/c/acme/webhooks/"))
        assert "hooks.example" not in theirs
        assert "zenith.example" not in theirs

    def test_says_which_does_not_answer(self, acme, browse, settings):
        settings.WEBHOOKS_INSIDE = True
        with a_listener(500) as (url, _heard):
            a_webhook(acme, url=url)
            a_delivery(acme)
            tell_due(NOW)

        answer = _text(browse(acme).get("/c/acme/webhooks/"))

        assert "One of the systems that are told does not answer" in answer


class TestAddWebhook:
    def test_shows_the_secret_once(self, acme, browse):
        browser = browse(acme)

        answer = browser.post("/c/acme/webhooks/add/", _asked())

        assert SECRET.search(_text(answer))
        assert answer.headers["Cache-Control"] == "no-store"
        (line,) = queries.list_webhooks(scope_for(acme))
        assert "production.delivery-promised" in line.events
        assert not any(event.startswith("people.") for event in line.events)
        assert not SECRET.search(_text(browser.get(_page(line.id))))

    def test_tells_everything_where_nothing_is_ticked(self, acme, browse):
        browse(acme).post("/c/acme/webhooks/add/", _asked(kinds=[]))

        (line,) = queries.list_webhooks(scope_for(acme))
        assert line.events == ()

    @pytest.mark.parametrize(
        ("asked", "says"),
        [
            ({"url": "https://10.0.0.1/"}, "private network"),
            ({"url": "http://hooks.example/"}, "Give an address such as"),
            ({"name": " "}, "required"),
        ],
    )
    def test_says_beside_the_field_what_does_not_do(self, asked, says, acme, browse):
        answer = browse(acme).post("/c/acme/webhooks/add/", _asked(**asked))

        assert answer.status_code == 422
        assert says in _text(answer)
        assert queries.list_webhooks(scope_for(acme)) == ()


class TestWebhookPage:
    def test_tells_a_trial_to_that_webhook_alone(self, acme, zenith, browse):
        made = a_webhook(acme, events=("people.person-left",))
        others = [
            (scope_for(acme), a_webhook(acme, events=())),
            (scope_for(acme, Role.CLIENT_LEAD), a_webhook(acme, Role.CLIENT_LEAD, events=())),
            (scope_for(zenith), a_webhook(zenith, events=())),
        ]

        answer = browse(acme).post(f"{_page(made)}try/")

        assert answer.headers["Location"] == _page(made)
        (call,) = queries.get_webhook(scope_for(acme), webhook=made).calls
        assert call.event == "webhooks.webhook-tried"
        for scope, other in others:
            calls = queries.get_webhook(scope, webhook=other).calls
            assert call.event not in {one.event for one in calls}

    def test_sends_again(self, acme, browse, settings):
        settings.WEBHOOKS_INSIDE = True
        with a_listener() as (url, heard):
            made = a_webhook(acme, url=url)
            a_delivery(acme)
            tell_due(NOW)
            browser = browse(acme)
            listed = _text(browser.get(_page(made)))
            browser.post(re.search(r'action="(/c/acme/webhooks/\S+/replay/)"', listed)[1])
            tell_due(NOW + timedelta(days=3650))

        assert len(heard) == 2

    def test_makes_another_secret(self, acme, browse):
        browser, made = browse(acme), a_webhook(acme)
        page = f"{_page(made)}secret/"

        first = SECRET.search(_text(browser.post(page, {"version": "1"})))[0]
        second = SECRET.search(_text(browser.post(page, {"version": "2"})))[0]

        assert first != second

    def test_stops(self, acme, browse):
        made, call = a_webhook_with_call(acme)
        browser = browse(acme)

        browser.post(f"{_page(made)}stop/", {"version": "1"})

        page = queries.get_webhook(scope_for(acme), webhook=made)
        assert (page.line.is_active, page.calls[0].state) == (False, CallState.DEAD)
        assert "is told nothing more" in _text(browser.get(_page(made)))
        for refused in ("try/", f"calls/{call}/replay/"):
            assert browser.post(_page(made) + refused).status_code == 409

    def test_refuses_what_is_stale(self, acme, browse):
        made = a_webhook(acme)

        answer = browse(acme).post(f"{_page(made)}stop/", {"version": "7"})

        assert answer.status_code == 409
