"""Every address × every role: who gets in, who is refused, and that a stranger learns nothing.

A page says itself which permission it needs (`view.may`); this table says how to reach it. A
route that is missing here fails the first test.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from matrix import OPEN, OWN, PAGES, Reach

from catchball.trust.permissions import ROLE_PERMISSIONS, Permission, Role, Side
from world import Company

COUNTS = Path(__file__).with_name("query_counts.json")


def _routes(patterns: list, prefix: str = "") -> Iterator[tuple[str, Callable]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, prefix)
        elif isinstance(pattern, URLPattern):
            yield pattern.name or str(pattern.pattern), pattern.callback


ROUTES = dict(_routes(get_resolver().url_patterns))


def test_knows_every_route():
    assert set(ROUTES) == {*OPEN, *OWN, *PAGES}


def test_finds_a_permission_on_every_page():
    assert {name for name in PAGES if not isinstance(ROUTES[name].may, Permission)} == set()


def _send(browser: Browser, reach: Reach, address: str):
    return browser.post(address, {}) if reach.method == "POST" else browser.get(address)


@pytest.mark.parametrize("role", list(Role))
def test_lets_each_role_where_it_may(role, acme, zenith, browse):
    browser, wrong = browse(acme, role), {}
    for name, reach in PAGES.items():
        answer = _send(browser, reach, reverse(name, kwargs=reach.arguments(acme)))
        if reach.floor and role.side is Side.CLIENT:
            expected = {404}
        elif ROUTES[name].may not in ROLE_PERMISSIONS[role]:
            expected = {403}
        else:
            expected = reach.expected
        if answer.status_code not in expected:
            wrong[name] = (answer.status_code, expected)
    assert wrong == {}


@pytest.mark.parametrize("role", [Role.PROGRAM_MANAGER, Role.QUALITY, Role.CLIENT_LEAD])
def test_tells_a_stranger_nothing(role, acme, zenith, browse):
    """Another client's address and one that leads nowhere are the same answer."""
    browser, wrong = browse(zenith, role), {}
    nowhere = Company(acme.id, "nobody", "", acme.site, acme.program, acme.product, acme.people)
    for name, reach in PAGES.items():
        if reach.floor:
            continue
        theirs = _send(browser, reach, reverse(name, kwargs=reach.arguments(acme)))
        none = _send(browser, reach, reverse(name, kwargs=reach.arguments(nowhere)))
        same = theirs.content.replace(b"acme", b"nobody") == none.content
        if (theirs.status_code, none.status_code, same) != (404, 404, True):
            wrong[name] = (theirs.status_code, none.status_code, same)
    assert wrong == {}


@pytest.mark.parametrize("role", [Role.PROGRAM_MANAGER, Role.CLIENT_LEAD])
def test_finds_nothing_of_another_client_under_ones_own_address(role, acme, zenith, browse):
    """A foreign id under one's own client is a 404, whether a page or a submission."""
    browser, wrong = browse(zenith, role), {}
    for name, reach in PAGES.items():
        kwargs = {**reach.arguments(acme)}
        if reach.floor or set(kwargs) == {"client"}:
            continue
        kwargs["client"] = zenith.slug
        answer = _send(browser, reach, reverse(name, kwargs=kwargs))
        allowed = {404} if ROUTES[name].may in ROLE_PERMISSIONS[role] else {403}
        if answer.status_code not in allowed:
            wrong[name] = answer.status_code
    assert wrong == {}


def test_sends_a_stranger_to_the_door(acme, db):
    browser, wrong = Browser(), {}
    for name, reach in PAGES.items():
        answer = _send(browser, reach, reverse(name, kwargs=reach.arguments(acme)))
        if answer.status_code != 302 or not answer.headers["Location"].startswith("/sign-in/"):
            wrong[name] = answer.status_code
    assert wrong == {}


def test_keeps_the_number_of_queries_of_every_page(acme, browse, django_assert_max_num_queries):
    """The baseline is a file, so that a page that grows a query shows in the diff."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    browser, counted = browse(acme, Role.PROGRAM_MANAGER), {}
    for name, reach in PAGES.items():
        if reach.method == "POST":
            continue
        address = reverse(name, kwargs=reach.arguments(acme))
        browser.get(address)
        with CaptureQueriesContext(connection) as captured:
            browser.get(address)
        counted[name] = sum(
            "SAVEPOINT" not in one["sql"] and not one["sql"].startswith("SET LOCAL")
            for one in captured
        )
    kept = json.loads(COUNTS.read_text("utf-8"))
    assert counted == kept, f"Check why, then write these into {COUNTS.name}: {json.dumps(counted)}"
