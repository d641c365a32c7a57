"""What waits for a company, as its day begins."""

import re
from datetime import date

from catchball.trust.permissions import Role
from closed import a_close, sign_close_as
from promised import a_signed_promise
from teamed import a_charter, an_agreed_charter, sign
from uploading import text_of


def _headline(browser, page="/c/acme/home/"):
    text = browser.get(page).content.decode()
    return re.sub(r"<[^>]+>", "", re.search(r"<h1.*?</h1>", text, re.DOTALL)[0]).strip()


class TestHeadline:
    def test_says_that_a_month_waits_until_the_company_has_signed_it(self, acme, zenith, browse):
        a_signed_promise(acme, from_on=date(2026, 9, 1))
        client = browse(acme, Role.CLIENT_LEAD)
        assert _headline(client) == "Nothing is late, and nothing waits for you"
        close = a_close(acme)

        assert _headline(client) == "1 month waits to be closed"
        sign_close_as(acme, close, Role.CLIENT_LEAD)
        assert _headline(client) == "Nothing is late, and nothing waits for you"
        assert _headline(browse(acme)) == "1 month waits to be closed"
        other = browse(zenith, Role.CLIENT_LEAD)
        assert _headline(other, "/c/zenith/home/") == "Nothing is late, and nothing waits for you"


class TestCharters:
    def test_wait_for_whoever_may_sign_them_and_has_not(self, acme, zenith, browse):
        client, manager = browse(acme, Role.CLIENT_LEAD), browse(acme)
        way = f'href="/c/acme/programs/{acme.program}/charter/"'
        a_charter(acme)

        for browser in (client, manager):
            assert _headline(browser) == "1 charter waits for your signature"
            assert way in browser.get("/c/acme/home/").content.decode()
        assert way in manager.get("/floor/home/").content.decode()
        assert way not in browse(acme, Role.QUALITY).get("/c/acme/home/").content.decode()
        assert "charter" not in _headline(browse(zenith, Role.CLIENT_LEAD), "/c/zenith/home/")

        sign(acme, Role.CLIENT_LEAD)

        assert way not in client.get("/c/acme/home/").content.decode()
        assert "1 charter waits" in _headline(manager)

    def test_that_both_signed_wait_for_nobody(self, acme, browse):
        an_agreed_charter(acme)

        assert "Charters that wait" not in text_of(browse(acme).get("/c/acme/home/"))
