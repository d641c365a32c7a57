"""Setting up: sites, clients and products by the pages alone."""

import pytest

from catchball.trust.permissions import Role
from catchball.trust.scope import operator_scope
from catchball.workplace.programs import commands, queries
from catchball.workplace.programs.rules import CodeMissing
from world import NOW, scope_for

SITE = {"name": "Kranj", "code": "KRN", "country": "SI", "zone": "Europe/Ljubljana"}
CLIENT = {"name": "Orion Medicines", "slug": "orion", "zone": "Europe/London"}


def _text(answer):
    return answer.content.decode()


class TestSettingUp:
    def test_is_offered_to_an_administrator_and_to_nobody_else(self, acme, browse):
        page = "/floor/setup/"
        assert page in _text(browse(acme, Role.ADMINISTRATOR).get("/floor/home/"))
        for role, status in ((Role.PROGRAM_MANAGER, 403), (Role.CLIENT_LEAD, 404)):
            browser = browse(acme, role)
            assert page not in _text(browser.get("/c/acme/home/"))
            assert browser.get(page).status_code == status

    def test_adds_a_site(self, acme, zenith, browse):
        browser = browse(acme, Role.ADMINISTRATOR)

        answer = browser.post("/floor/setup/sites/add/", SITE)

        told = _text(browser.get(answer.headers["Location"]))
        assert "Kranj" in told
        assert "You see one client, at 3 sites" in told
        site = next(one for one in queries.list_sites(scope_for(acme)) if one.code == "KRN")
        assert (site.country, site.zone) == ("SI", "Europe/Ljubljana")

    def test_takes_a_country_by_its_name_in_a_list_and_keeps_its_code(self, acme, browse):
        browser = browse(acme, Role.ADMINISTRATOR)
        assert '<option value="SI">Slovenia</option>' in _text(
            browser.get("/floor/setup/sites/add/")
        )

        answer = browser.post("/floor/setup/sites/add/", SITE | {"country": "Slovenia"})

        assert answer.status_code == 422
        assert "Slovenia is not one of the available choices." in _text(answer)
        with pytest.raises(CodeMissing, match="Enter the two letters of the country"):
            commands.add_site(operator_scope("tests", now=NOW), **SITE | {"country": "Slovenia"})
        commands.add_site(operator_scope("tests", now=NOW), **SITE | {"country": "si"})
        site = next(one for one in queries.list_sites(scope_for(acme)) if one.code == "KRN")
        assert site.country == "SI"

    def test_adds_a_client_that_only_who_added_it_sees(self, acme, zenith, browse):
        browser = browse(acme, Role.ADMINISTRATOR)

        answer = browser.post("/floor/setup/clients/add/", CLIENT)

        assert answer.headers["Location"] == "/c/orion/home/"
        assert "Orion Medicines" in _text(browser.get("/c/orion/home/"))
        assert browser.get("/c/orion/people/invite/").status_code == 200
        assert browse(zenith, Role.ADMINISTRATOR).get("/c/orion/home/").status_code == 404
        assert browse(acme, Role.PROGRAM_MANAGER).get("/c/orion/home/").status_code == 404

    def test_does_not_take_a_short_name_twice_though_its_client_is_not_seen(
        self, acme, zenith, browse
    ):
        answer = browse(acme, Role.ADMINISTRATOR).post(
            "/floor/setup/clients/add/", CLIENT | {"slug": "zenith"}
        )

        assert answer.status_code == 422
        assert "Another client has this short name." in _text(answer)

    def test_adds_a_product_of_one_client(self, acme, zenith, browse):
        browser = browse(acme)
        assert "/c/acme/products/" in _text(browser.get("/c/acme/plans/"))
        sent = {"code": "ORI-10", "name": "Orionol 10 mg"}

        answer = browser.post("/c/acme/products/add/", sent)

        assert "Orionol 10 mg" in _text(browser.get(answer.headers["Location"]))
        assert "Orionol" not in _text(browse(zenith).get("/c/zenith/products/"))
        again = browser.post("/c/acme/products/add/", sent)
        assert again.status_code == 422
        assert "Another product has this code." in _text(again)
        client = browse(acme, Role.CLIENT_LEAD)
        assert "Orionol 10 mg" in _text(client.get("/c/acme/products/"))
        assert "Add a product" not in _text(client.get("/c/acme/products/"))
        assert client.post("/c/acme/products/add/", sent).status_code == 403
