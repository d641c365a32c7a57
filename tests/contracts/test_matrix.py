"""Every address × every role: who gets in, who is refused, and that a stranger learns nothing.

A page says itself which permission it needs (`view.may`); matrix.py says how to reach it. A
route that is missing there fails the first test.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver
from matrix import OPEN, OWN, PAGES, SCIM, address_of

from catchball.trust.permissions import ROLE_PERMISSIONS, Permission, Role, Side

COUNTS = Path(__file__).with_name("query_counts.json")
# Things of the small world that are internal to the manufacturer.
INTERNAL = {"draft", "webhook"}
# What begins and ends a transaction; and that a session notes once a minute that it is in use,
# which falls on any page where the pages take longer than that.
UNCOUNTED = ("SAVEPOINT", "SET LOCAL", 'UPDATE "django_session"')
GOES = {"GET": {200, 302, 405, 409}, "POST": {302, 405, 409, 422}}


def _routes(patterns: list[Any]) -> Iterator[tuple[str, Callable[..., HttpResponse]]]:
    """Give all pages; the operations of the API have a matrix of their own."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver) and pattern.namespace == "api":
            continue
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            yield pattern.name or str(pattern.pattern), pattern.callback


ROUTES = dict(_routes(get_resolver().url_patterns))


def _send(browser: Browser, method: str, address: str) -> HttpResponse:
    return browser.post(address, {"nothing": "x"}) if method == "POST" else browser.get(address)


def _without_name(content: bytes, *names: bytes) -> bytes:
    for name in names:
        content = content.replace(name, b"")
    return content


def test_knows_every_route():
    assert set(ROUTES) == {*OPEN, *OWN, *SCIM, *PAGES}


def test_finds_a_permission_on_every_page():
    without = {
        name for name in PAGES if not isinstance(getattr(ROUTES[name], "may", None), Permission)
    }
    assert without == set()


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("role", list(Role))
def test_lets_each_role_where_it_may(role, method, acme, zenith, acme_things, browse):
    browser, things, wrong = browse(acme, role), acme_things, {}
    for name, reach in PAGES.items():
        answer = _send(browser, method, address_of(name, reach, things, acme.slug))
        if reach.floor and role.side is Side.CLIENT:
            expected = {404, 405}
        elif ROUTES[name].may not in ROLE_PERMISSIONS[role]:
            expected = {403, 405}
        else:
            expected = GOES[method]
            if INTERNAL & set(reach.things.values()) and role.side is Side.CLIENT:
                expected = {404, 405}
        if answer.status_code not in expected:
            wrong[name] = (answer.status_code, expected)
    assert wrong == {}


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("role", [Role.PROGRAM_MANAGER, Role.QUALITY, Role.CLIENT_LEAD])
def test_tells_a_stranger_nothing(role, method, acme, zenith, acme_things, browse):
    """Another client's address and one that leads nowhere are the same answer."""
    browser, things, wrong = browse(zenith, role), acme_things, {}
    for name, reach in PAGES.items():
        if reach.floor:
            continue
        theirs = _send(browser, method, address_of(name, reach, things, acme.slug))
        none = _send(browser, method, address_of(name, reach, things, "nobody"))
        same = _without_name(theirs.content, b"acme") == _without_name(none.content, b"nobody")
        if theirs.status_code not in {404, 405} or not same:
            wrong[name] = (theirs.status_code, none.status_code, same)
    assert wrong == {}


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("role", [Role.PROGRAM_MANAGER, Role.QUALITY, Role.CLIENT_LEAD])
def test_finds_nothing_of_another_client_under_ones_own_address(
    role, method, acme, zenith, acme_things, browse
):
    """A foreign id under one's own client is not there, whether asked for or sent to."""
    browser, things, wrong = browse(zenith, role), acme_things, {}
    for name, reach in PAGES.items():
        if not reach.things:
            continue
        answer = _send(browser, method, address_of(name, reach, things, zenith.slug))
        if answer.status_code == 302:  # sent on to the page of the thing, which is not there
            answer = browser.get(answer.headers["Location"])
        hidden = reach.floor and role.side is Side.CLIENT
        may = ROUTES[name].may in ROLE_PERMISSIONS[role]
        allowed = {404, 405} if hidden or may else {403, 405}
        # A form's own mistakes may be told before the thing is looked for; nothing is told of it.
        if method == "POST":
            allowed |= {422}
        if answer.status_code not in allowed or b"M-1" in answer.content:
            wrong[name] = answer.status_code
    assert wrong == {}


def test_sends_whoever_is_not_signed_in_to_the_door(acme, acme_things):
    browser, things, wrong = Browser(), acme_things, {}
    for name, reach in PAGES.items():
        answer = browser.get(address_of(name, reach, things, acme.slug))
        if answer.status_code != 302 or not answer.headers["Location"].startswith("/sign-in/"):
            wrong[name] = answer.status_code
    assert wrong == {}


def test_keeps_the_number_of_queries_of_every_page(acme, acme_things, browse):
    """The baseline is a file, so that a page that grows a query shows in the diff."""
    browser, things, counted = browse(acme, Role.PROGRAM_MANAGER), acme_things, {}
    for name, reach in PAGES.items():
        address = address_of(name, reach, things, acme.slug)
        if browser.get(address).status_code == 405:
            continue
        with CaptureQueriesContext(connection) as captured:
            browser.get(address)
        counted[name] = sum(
            not any(word in one["sql"] for word in UNCOUNTED) for one in captured.captured_queries
        )
    kept = json.loads(COUNTS.read_text("utf-8"))
    assert counted == kept, f"See why, then write into {COUNTS.name}: {json.dumps(counted)}"
