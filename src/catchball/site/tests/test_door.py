"""The door: signing in, staying in, going out; and the frame around every page."""

import re

import pytest
from django.conf import settings
from django.test import Client as Browser

from catchball.trust import commands
from catchball.trust.models import SecurityEvent
from catchball.trust.permissions import Role
from world import PASSWORD, floor_scope_for


def _sign_in(company, password=PASSWORD, **more):
    browser = Browser()
    data = {"email": company.email(Role.QUALITY).upper(), "password": password, **more}
    return browser, browser.post("/sign-in/", data)


def test_lets_the_right_person_in_and_keeps_that_it_did(acme):
    browser, answer = _sign_in(acme)
    assert answer.status_code == 302
    assert browser.get("/settings/").status_code == 200
    assert SecurityEvent.objects.filter(kind="signed-in").count() == 1


def test_leads_on_to_the_page_that_was_wanted(acme):
    _browser, answer = _sign_in(acme, next="/settings/?a=1")
    assert answer.headers["Location"] == "/settings/?a=1"


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "javascript:1"])
def test_leads_nobody_to_a_foreign_page(acme, wanted):
    _browser, answer = _sign_in(acme, next=wanted)
    assert answer.headers["Location"] == "/"


def test_says_the_same_of_a_wrong_password_and_an_unknown_address(acme):
    _browser, wrong = _sign_in(acme, password="not the password")
    unknown = Browser().post("/sign-in/", {"email": "no@acme.example", "password": PASSWORD})
    assert wrong.status_code == unknown.status_code == 422
    sentence = b"This address and password do not fit together"
    assert sentence in wrong.content
    assert sentence in unknown.content


def test_closes_an_address_for_minutes_after_five_failures(acme):
    for _try in range(5):
        _sign_in(acme, password="not the password")
    _browser, answer = _sign_in(acme)
    assert answer.status_code == 422
    assert b"Too many wrong tries" in answer.content


def test_ends_a_session_that_grew_too_old(acme):
    browser, _answer = _sign_in(acme)
    session = browser.session
    session["began"] -= settings.SESSION_ABSOLUTE_AGE + 60
    session.save()
    assert browser.get("/settings/").headers["Location"].startswith("/sign-in/")


def test_lets_a_person_out(acme):
    browser, _answer = _sign_in(acme)
    assert browser.post("/sign-out/").status_code == 302
    assert browser.get("/settings/").status_code == 302


def test_sends_the_strict_policy_and_keeps_no_page(acme):
    browser, _answer = _sign_in(acme)
    answer = browser.get("/settings/")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_shows_days_in_the_persons_own_way(acme):
    browser, _answer = _sign_in(acme)
    data = {"locale": "de-DE", "zone": "Europe/Berlin", "theme": "dark"}
    assert browser.post("/settings/", data).status_code == 302
    page = browser.get("/settings/").content.decode()
    assert 'data-theme="dark"' in page


def test_refuses_a_zone_that_is_none(acme):
    browser, _answer = _sign_in(acme)
    data = {"locale": "de-DE", "zone": "Europe/Atlantis", "theme": "dark"}
    assert browser.post("/settings/", data).status_code == 422


def test_settings_are_said_in_words_and_offer_zones_of_places(acme, zenith, browse):
    browser = browse(acme)
    page = browser.get("/settings/").content.decode()
    assert '<option value="en-GB" selected>English (United Kingdom)</option>' in page
    assert ">As the device</option>" in page
    assert 'value="Asia/Kolkata"' in page
    assert not re.search('value="(US/Pacific|Etc/GMT|posixrules)', page)

    commands.change_settings(
        floor_scope_for(acme), locale="en-GB", zone="US/Pacific", theme="system"
    )
    page = browser.get("/settings/").content.decode()
    assert '<option value="US/Pacific" selected>' in page
    other = browse(zenith, Role.CLIENT_LEAD).get("/settings/").content.decode()
    assert "US/Pacific" not in other


def test_refuses_a_form_from_elsewhere(acme):
    browser = Browser(enforce_csrf_checks=True)
    answer = browser.post("/sign-in/", {"email": "a@b.example", "password": PASSWORD})
    assert answer.status_code == 403
    assert b"load the page again" in answer.content
    assert b"too old" in answer.content
    assert b"role" not in answer.content.split(b"<main")[1]


@pytest.mark.parametrize(
    ("came_from", "offered"),
    [
        ("http://testserver/sign-in/?next=/settings/", b'href="/sign-in/?next=/settings/"'),
        ("http://testserver//elsewhere.example/", b'href="/elsewhere.example/"'),
        ("http://elsewhere.example/sign-in/", None),
        ("javascript:alert(1)", None),
        ("//testserver@elsewhere.example/", None),
    ],
)
def test_leads_back_to_a_page_of_ours_and_no_other(acme, came_from, offered):
    browser = Browser(enforce_csrf_checks=True)
    answer = browser.post("/sign-in/", {"email": "a@b.example"}, headers={"referer": came_from})
    page = answer.content.split(b"<main")[1]
    assert (b"Load the page again" in page) is (offered is not None)
    assert offered is None or offered in page


def test_answers_that_it_lives(db):
    assert Browser().get("/healthz").content == b"ok"
