"""What waits for whom, as the day begins."""

import re
from datetime import date

from blinded import a_round, close, score_blind
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


class TestRounds:
    def test_wait_for_each_company_until_it_has_closed_its_scores(self, acme, zenith, browse):
        document, risks = a_round(acme)
        a_round(zenith, title="Hidden from Acme")
        score_blind(acme, risks[0])

        def waits(role, company=acme):
            return waits_of(browse(company, role).get(f"/c/{company.slug}/home/"))

        for role, scored in ((Role.PROGRAM_MANAGER, 1), (Role.CLIENT_LEAD, 0)):
            said = f"to score Acme works Blind scoring · {scored} of 2 risks scored by us"
            assert said in waits(role)[0]
        assert "for others of your company" in waits(Role.CLIENT_EXECUTIVE)[1]
        close(acme, document, Role.PROGRAM_MANAGER)
        assert "to score" in waits(Role.PROGRAM_MANAGER)[1]
        assert "to score" in waits(Role.CLIENT_LEAD)[0]
        score_blind(acme, risks[1], role=Role.CLIENT_LEAD)
        close(acme, document, Role.CLIENT_LEAD)
        assert waits(Role.CLIENT_LEAD) == ("", "")
        assert "Acme works" not in "".join(waits(Role.CLIENT_LEAD, zenith))


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
