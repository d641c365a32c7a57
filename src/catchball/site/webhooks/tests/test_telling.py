import hmac
import json
import socket
from datetime import timedelta
from hashlib import sha256

import pytest

from arranged import a_delivery
from catchball.site.webhooks import sending
from catchball.site.webhooks.telling import tell_due
from catchball.trust.permissions import Role
from catchball.trust.webhooks import commands, queries
from catchball.trust.webhooks.rules import BACK_OFF, CallState
from hooked import a_listener, a_webhook
from machines import a_machine
from world import NOW, scope_for


@pytest.fixture(autouse=True)
def _inside(settings):
    settings.WEBHOOKS_INSIDE = True


def _told(company, url):
    made = a_webhook(company, url=url)
    a_delivery(company)
    return made


def _call(company, made):
    return queries.get_webhook(scope_for(company), webhook=made).calls[0]


class TestTellDue:
    def test_sends_what_happened_signed(self, acme):
        with a_listener() as (url, heard):
            made = _told(acme, url)
            assert tell_due(NOW) == 1

        ((path, headers, body),) = heard
        assert path == "/told?by=catchball"
        assert json.loads(body)["event"] == headers["Catchball-Event"]
        secret = a_machine(acme).get(f"acme/webhooks/{made}/secret/").json()["secret"]
        at, signed = (part.split("=")[1] for part in headers["Catchball-Signature"].split(","))
        expected = hmac.new(secret.encode(), at.encode() + b"." + body, sha256).hexdigest()
        assert hmac.compare_digest(signed, expected)
        assert (_call(acme, made).state, _call(acme, made).last_status) == (CallState.ARRIVED, 200)

    def test_tells_a_thing_once(self, acme):
        with a_listener() as (url, heard):
            _told(acme, url)
            tell_due(NOW)
            tell_due(NOW + timedelta(days=1))

        assert len(heard) == 1

    def test_tries_again_later_and_gives_up_at_last(self, acme):
        with a_listener(500) as (url, heard):
            made, now = _told(acme, url), NOW
            tell_due(now)
            assert _call(acme, made).next_at == NOW + BACK_OFF[0]
            for pause in BACK_OFF:
                now += pause
                tell_due(now)

        call = _call(acme, made)
        assert (call.state, call.attempts, len(heard)) == (CallState.DEAD, 8, 8)

    def test_sends_anew_what_was_given_up(self, acme):
        with a_listener(410) as (url, _heard):
            made, now = _told(acme, url), NOW
            for pause in (timedelta(0), *BACK_OFF):
                now += pause
                tell_due(now)
            commands.replay_call(scope_for(acme, now=now), call=_call(acme, made).id)
        assert _call(acme, made).state is CallState.WAITING

    def test_follows_no_redirect(self, acme):
        with a_listener() as (other, elsewhere), a_listener(307, other) as (url, heard):
            made = _told(acme, url)
            tell_due(NOW)

        assert (len(heard), elsewhere) == (1, [])
        assert "elsewhere" in _call(acme, made).last_words

    def test_sends_nothing_into_the_own_network(self, acme, settings):
        with a_listener() as (url, heard):
            made = _told(acme, url)
            settings.WEBHOOKS_INSIDE = False
            tell_due(NOW)

        assert heard == []
        assert _call(acme, made).last_status is None

    def test_holds_up_no_other_where_one_is_silent(self, acme):
        with a_listener() as (url, heard):
            _told(acme, "http://127.0.0.1:9/nobody")
            a_webhook(acme, Role.CLIENT_LEAD, url=url)
            a_delivery(acme, "D-2")
            tell_due(NOW)

        assert len(heard) == 1


class TestSend:
    def test_connects_to_the_address_that_was_checked(self, monkeypatch):
        """A name that means another machine a moment later is of no use."""
        asked = []

        def one_answer(host, port, **_how):
            asked.append(host)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.1", port))]

        monkeypatch.setattr(sending.socket, "getaddrinfo", one_answer)

        outcome = sending.send("https://hooks.example/", b"{}", {}, allow_private=False)

        assert (outcome.status, asked) == (None, ["hooks.example"])
        assert "private network" in outcome.words
