import hmac
import json
import socket
from datetime import timedelta
from hashlib import sha256
from threading import Event
from urllib.parse import urlsplit
from uuid import UUID

import pytest

from arranged import a_delivery
from catchball.site.webhooks import sending
from catchball.site.webhooks.telling import forget_calls, tell_due
from catchball.trust.models import Entry
from catchball.trust.permissions import Role
from catchball.trust.scope import operator_scope
from catchball.trust.wall import opened
from catchball.trust.webhooks import commands, queries
from catchball.trust.webhooks.models import WebhookCall
from catchball.trust.webhooks.rules import BACK_OFF, CallState
from hooked import a_dripping_machine, a_listener, a_webhook
from machines import a_machine
from world import NOW, scope_for


@pytest.fixture(autouse=True)
def _inside(settings):
    settings.WEBHOOKS_INSIDE = True


def _told(company, url):
    made = a_webhook(company, url=url)
    a_delivery(company)
    return made


def _added_by_machine(company, url):
    body = {"name": "Planning", "url": url, "events": ["production.delivery-promised"]}
    answer = a_machine(company).post("acme/webhooks/add/", body)
    assert answer.status_code == 201, answer.json()
    return answer.json()


def _call(company, made):
    return queries.get_webhook(scope_for(company), webhook=made).calls[0]


class TestTellDue:
    def test_sends_what_happened_signed(self, acme):
        with a_listener() as (url, heard):
            added = _added_by_machine(acme, url)
            made, secret = UUID(added["line"]["id"]), added["secret"]
            a_delivery(acme)
            assert tell_due(NOW) == 1

        ((path, headers, body),) = heard
        assert path == "/told?by=catchball"
        assert json.loads(body)["event"] == headers["Catchball-Event"]
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

    def test_tells_first_whoever_answers(self, acme, zenith):
        """A machine of one company that fails keeps no other company waiting."""
        with a_listener(500) as (silent, unheard), a_listener() as (url, heard):
            _told(acme, silent)
            tell_due(NOW)
            a_delivery(acme, "D-2")
            _told(zenith, url)
            tell_due(NOW + BACK_OFF[0], for_seconds=0.001)

        assert (len(unheard), len(heard)) == (1, 1)

    def test_tells_the_same_call_again_when_it_is_sent_anew(self, acme):
        with a_listener() as (url, heard):
            made = _told(acme, url)
            tell_due(NOW)
            commands.replay_call(scope_for(acme), call=_call(acme, made).id)
            tell_due(NOW)

        first, second = heard
        assert first[1]["Catchball-Call"] == second[1]["Catchball-Call"]
        assert first[2] == second[2]


class TestForgetCalls:
    def test_keeps_what_can_still_be_sent_anew_and_removes_what_is_older(self, acme):
        with a_listener() as (url, heard):
            made = _told(acme, url)
            tell_due(NOW)
            edge = NOW + timedelta(days=90)
            assert forget_calls(edge, days=90) == 0
            commands.replay_call(scope_for(acme, now=edge), call=_call(acme, made).id)
            tell_due(edge)

        assert len(heard) == 2
        assert forget_calls(edge + timedelta(days=90), days=90) == 0
        assert forget_calls(edge + timedelta(days=90, seconds=1), days=90) == 1
        assert queries.get_webhook(scope_for(acme), webhook=made).calls == ()

    def test_removes_what_a_stopped_webhook_was_never_told(self, acme):
        made = _told(acme, "https://hooks.example/")
        commands.stop_webhook(scope_for(acme), webhook=made, version=1)

        assert forget_calls(NOW + timedelta(days=91), days=90) == 1

    def test_leaves_what_waits_and_so_does_postgresql(self, acme):
        made = _told(acme, "https://hooks.example/")

        assert forget_calls(NOW + timedelta(days=4000), days=90) == 0
        with opened(operator_scope("the worker", now=NOW)):
            WebhookCall.objects.all().delete()
        assert _call(acme, made).state is CallState.WAITING

    def test_is_the_workers_alone(self, acme):
        with a_listener() as (url, _heard):
            made = _told(acme, url)
            tell_due(NOW)

        with opened(scope_for(acme)):
            WebhookCall.objects.all().delete()

        assert _call(acme, made).state is CallState.ARRIVED


class TestTheSecret:
    def test_is_told_once(self, acme):
        """Neither another question nor a repeated request tells it again."""
        machine = a_machine(acme)
        body = {"name": "Planning", "url": "https://hooks.example/x", "events": []}
        first, again = (
            machine.post("acme/webhooks/add/", body, {"Idempotency-Key": "add-1"}).json()
            for _each in range(2)
        )
        shown = machine.get(f"acme/webhooks/{first['line']['id']}/").content.decode()

        assert first["secret"].startswith("whsec_")
        assert again == first | {"secret": None}
        assert first["secret"] not in shown

    def test_is_another_once_renewed(self, acme):
        machine = a_machine(acme)
        added = _added_by_machine(acme, "https://hooks.example/x")

        renewed = machine.post(
            f"acme/webhooks/{added['line']['id']}/secret/renew/", {}, {"If-Match": '"1"'}
        ).json()

        assert renewed["secret"].startswith("whsec_")
        assert renewed["secret"] != added["secret"]

    def test_stands_nowhere_in_the_journal_nor_does_the_address(self, acme):
        """The path of an address may be a key in itself; the journal tells the host."""
        added = _added_by_machine(acme, "https://hooks.example/services/key-7")

        with opened(scope_for(acme)):
            entry = Entry.objects.get(event="webhooks.webhook-added")
            said = json.dumps([entry.arguments, [one.new for one in entry.changes.all()]])

        assert "hooks.example" in said
        assert added["secret"] not in said
        assert "key-7" not in said


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

    @pytest.mark.parametrize("host", ["hooks..example", "x" * 70 + ".example"])
    def test_gives_up_on_a_name_that_is_none(self, host):
        outcome = sending.send(f"https://{host}/", b"{}", {}, allow_private=False)

        assert (outcome.status, outcome.words) == (
            None,
            "The name of the machine means no address.",
        )

    def test_asks_for_the_name_once_and_calls_the_host_by_it(self, monkeypatch):
        answers = iter(["127.0.0.1", "10.0.0.1"])
        resolve = socket.getaddrinfo

        def another_each_time(host, port, *_which, **_how):
            known = next(answers) if host == "hooks.example" else host
            return resolve(known, port, type=socket.SOCK_STREAM)

        monkeypatch.setattr(sending.socket, "getaddrinfo", another_each_time)

        with a_listener() as (url, heard):
            there = url.replace("127.0.0.1", "hooks.example")
            outcome = sending.send(there, b"{}", {}, allow_private=True)

        assert (outcome.status, next(answers)) == (200, "10.0.0.1")
        assert heard[0][1]["Host"].startswith("hooks.example:")

    def test_waits_no_longer_than_it_may_for_the_meaning_of_a_name(self, monkeypatch):
        """A name server that says nothing keeps no other webhook waiting."""
        is_over = Event()

        def says_nothing(*_which, **_how):
            is_over.wait(60)
            return []

        monkeypatch.setattr(sending, "NAME_SECONDS", 0.2)
        monkeypatch.setattr(sending.socket, "getaddrinfo", says_nothing)

        outcome = sending.send("https://hooks.example/", b"{}", {}, allow_private=True)
        waits_still = not is_over.is_set()
        is_over.set()

        assert (outcome.status, waits_still) == (None, True)
        assert "in time" in outcome.words

    def test_waits_no_longer_than_it_may_for_an_answer_that_drips_in(self, monkeypatch):
        monkeypatch.setattr(sending, "SECONDS", 0.5)

        with a_dripping_machine() as url:
            outcome = sending.send(url, b"{}", {}, allow_private=True)

        assert outcome.status is None
        assert "in time" in outcome.words

    def test_ends_a_connection_that_is_only_just_made(self, monkeypatch):
        """Time may be over while the other machine still proves who it is."""
        monkeypatch.setattr(sending, "SECONDS", 0.5)
        made = sending._Pinned(urlsplit("http://127.0.0.1/"), "127.0.0.1", 80)
        made.cut()
        with a_listener() as (url, heard):
            made.port = urlsplit(url).port
            with pytest.raises(TimeoutError):
                made.request("POST", "/")
            made.close()

        assert heard == []
