"""Finding one's way back in, changing one's password, ending one's sessions."""

import re

import pytest
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from catchball.site.people.jobs import send_reset
from catchball.site.people.sessions import device
from catchball.trust.models import Entry, SecurityEvent
from catchball.trust.permissions import Role
from catchball.trust.wall import opened
from world import PASSWORD, scope_for

NEW = "another long enough password"
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) AppleWebKit/605 Version/17 Safari/605"


def _in(company, role=Role.QUALITY, password=PASSWORD, **more):
    browser = Browser(**more)
    answer = browser.post("/sign-in/", {"email": company.email(role), "password": password})
    return browser, answer


def _link(company):
    send_reset(company.email(Role.QUALITY))
    return re.search(r"https?://[^/]+(/\S+)", mail.outbox[-1].body).group(1)


class TestForgottenPassword:
    def test_sends_a_link_that_works_once(self, acme):
        link = _link(acme)
        assert mail.outbox[-1].to == [acme.email(Role.QUALITY)]
        browser = Browser()
        assert browser.get(link).status_code == 200
        assert browser.post(link, {"password": NEW}).headers["Location"] == "/sign-in/"
        assert b"Your password is changed" in browser.get("/sign-in/").content
        assert _in(acme, password=NEW)[1].status_code == 302
        assert browser.get(link).status_code == 404

    def test_writes_nothing_before_a_password_is_chosen(self, acme):
        link = _link(acme)
        with CaptureQueriesContext(connection) as asked:
            Browser().get(link)
        assert [one["sql"] for one in asked if one["sql"].startswith(("INSERT", "UPDATE"))] == []

    def test_ends_every_session(self, acme, zenith):
        theirs, _answer = _in(zenith)
        _in(acme)
        Browser().post(_link(acme), {"password": NEW})
        assert not UserSession.objects.filter(user_id=acme.people[Role.QUALITY]).exists()
        assert theirs.get("/security/").status_code == 200

    def test_answers_the_same_for_an_address_that_nobody_has(self, acme):
        known = Browser().post("/sign-in/forgotten/", {"email": acme.email(Role.QUALITY)})
        unknown = Browser().post("/sign-in/forgotten/", {"email": "nobody@else.example"})
        assert known.status_code == unknown.status_code == 200
        assert known.content == unknown.content
        send_reset("nobody@else.example")
        assert mail.outbox == []

    def test_refuses_a_weak_password_and_keeps_the_link(self, acme):
        link = _link(acme)
        answer = Browser().post(link, {"password": "password1234"})
        assert answer.status_code == 422
        assert b"easy to guess" in answer.content
        assert Browser().get(link).status_code == 200

    def test_opens_no_other_persons_door(self, acme, zenith):
        person, key = _link(acme).strip("/").split("/")[-2:]
        assert person == str(acme.people[Role.QUALITY])
        other = f"/sign-in/reset/{zenith.people[Role.QUALITY]}/{key}/"
        assert Browser().get(other).status_code == 404

    def test_sends_only_so_many_links(self, acme):
        cache.clear()
        asked = [
            Browser().post("/sign-in/forgotten/", {"email": "a@b.example"}).status_code
            for _time in range(6)
        ]
        assert asked == [200] * 5 + [422]


class TestOwnPassword:
    def test_changes_with_the_present_one_and_ends_the_other_sessions(self, acme):
        here, _answer = _in(acme)
        there, _answer = _in(acme)
        answer = here.post("/security/password/", {"current": PASSWORD, "password": NEW})
        assert answer.status_code == 302
        assert here.get("/security/").status_code == 200
        assert there.get("/security/").status_code == 302
        with opened(scope_for(acme)):
            entry = Entry.objects.get(event="people.own-password-changed")
        assert entry.actor_id == acme.people[Role.QUALITY]
        assert entry.arguments == {"password": "(not kept)"}

    def test_refuses_with_a_wrong_one_and_keeps_that_it_did(self, acme):
        here, _answer = _in(acme)
        answer = here.post("/security/password/", {"current": "not it at all", "password": NEW})
        assert answer.status_code == 422
        assert SecurityEvent.objects.filter(kind="proof-failed").count() == 1


class TestSessions:
    def test_lists_ones_own_with_their_device(self, acme):
        _in(acme)
        _in(acme, Role.SITE_HEAD, headers={"User-Agent": "Firefox/1 Windows"})
        here, _answer = _in(acme, headers={"User-Agent": MAC})
        page = here.get("/security/").content.decode()
        assert "signed in in 2 places" in page
        assert "Safari on macOS" in page
        assert "Firefox" not in page

    def test_ends_all_the_others(self, acme):
        there, _answer = _in(acme)
        theirs, _answer = _in(acme, Role.SITE_HEAD)
        here, _answer = _in(acme)
        assert here.post("/security/sessions/end/").status_code == 302
        assert here.get("/security/").status_code == 200
        assert there.get("/security/").status_code == 302
        assert theirs.get("/security/").status_code == 200

    def test_ends_nobody_elses(self, acme):
        there, _answer = _in(acme)
        here, _answer = _in(acme)
        other = re.search(r'name="session" value="(\d+)"', here.get("/security/").content.decode())
        theirs, _answer = _in(acme, Role.SITE_HEAD)
        theirs.post("/security/sessions/end/", {"session": other.group(1)})
        assert there.get("/security/").status_code == 200


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (MAC, "Safari on macOS"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/1 Safari/5 Edg/1", "Edge on Windows"),
        ("", "Unknown device"),
    ],
)
def test_says_a_device_in_words(agent, words):
    assert device(agent) == words


def test_counts_failures_from_one_machine_whoever_they_try(acme, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "3/m/ip"}
    cache.clear()
    for number in range(3):
        Browser().post("/sign-in/", {"email": f"{number}@b.example", "password": PASSWORD})
    answer = _in(acme)[1]
    assert answer.status_code == 422
    assert b"Too many tries from here" in answer.content
