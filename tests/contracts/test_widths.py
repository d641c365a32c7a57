"""No page is wider than the screen of a phone, whatever it is about."""

import pytest
from matrix import PAGES, address_of
from things import things_of

from catchball.trust.permissions import Role
from signing_in import sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PHONE = 390
MOST = """width => [...document.querySelectorAll("body *")]
    .filter(one => one.getBoundingClientRect().right > width + 0.5)
    .map(one => `${one.tagName}.${one.className}`).slice(-3)"""


def test_every_page_fits_a_phone(live_server, acme, zenith, new_page):
    page, things = new_page(PHONE), things_of(acme)
    sign_in(page, live_server.url, acme.email(Role.PROGRAM_MANAGER))
    wide, seen = {}, 0
    for name, reach in PAGES.items():
        address = live_server.url + address_of(name, reach, things, acme.slug)
        answer = page.request.get(address)
        if answer.status != 200 or "html" not in answer.headers["content-type"]:
            continue
        # What was answered is shown, rather than asked for once more.
        page.route(address, lambda route, answer=answer: route.fulfill(response=answer))
        page.goto(address)
        page.unroute(address)
        seen += 1
        if page.evaluate("document.documentElement.scrollWidth") > PHONE:
            wide[name] = page.evaluate(MOST, PHONE)
    assert wide == {}
    assert seen > 100
