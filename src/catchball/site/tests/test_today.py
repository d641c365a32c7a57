"""What waits for whom, as the day begins."""

import re
from datetime import date

from catchball.trust.permissions import Role
from closed import a_close, sign_close_as
from promised import a_signed_promise
from reading import waits_of
from teamed import a_charter, an_agreed_charter, sign

NOTHING = "Nothing is late, and nothing waits for you"


def _headline(browser, page="/c/acme/home/"):
    text = browser.get(page).content.decode()
    return re.sub(r"<[^>]+>", "", re.search(r"<h1.*?</h1>", text, re.DOTALL)[0]).strip()


class TestHeadline:
    def test_says_that_a_month_waits_until_the_company_has_signed_it(self, acme, zenith, browse):
        a_signed_promise(acme, from_on=date(2026, 9, 1))
        client = browse(acme, Role.CLIENT_LEAD)
        assert _headline(client) == NOTHING
        close = a_close(acme)

        assert _headline(client) == "1 thing waits for you"
        sign_close_as(acme, close, Role.CLIENT_LEAD)
        assert _headline(client) == NOTHING
        assert _headline(browse(acme)) == "1 thing waits for you"
        assert _headline(browse(zenith, Role.CLIENT_LEAD), "/c/zenith/home/") == NOTHING


class TestCharters:
    def test_wait_for_whoever_may_sign_them_and_has_not(self, acme, zenith, browse):
        client, manager = browse(acme, Role.CLIENT_LEAD), browse(acme)
        quality = browse(acme, Role.QUALITY)
        way = f'href="/c/acme/programs/{acme.program}/charter/"'
        a_charter(acme)

        for browser in (client, manager):
            assert _headline(browser) == "1 thing waits for you"
            assert way in browser.get("/c/acme/home/").content.decode()
        assert way in manager.get("/floor/home/").content.decode()
        assert _headline(quality) == NOTHING
        assert "for others of your company" in waits_of(quality.get("/c/acme/home/"))[1]
        other = browse(zenith, Role.CLIENT_LEAD).get("/c/zenith/home/")
        assert waits_of(other) == ("", "")

        sign(acme, Role.CLIENT_LEAD)

        assert "Charter" in waits_of(client.get("/c/acme/home/"))[1]
        assert "Charter" in waits_of(manager.get("/c/acme/home/"))[0]

    def test_that_both_signed_wait_for_nobody(self, acme, zenith, browse):
        an_agreed_charter(acme)

        assert waits_of(browse(acme).get("/c/acme/home/")) == ("", "")
