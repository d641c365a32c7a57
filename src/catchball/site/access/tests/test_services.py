import re

from catchball.trust.permissions import Role
from catchball.trust.tokens import queries
from machines import Machine, a_service
from world import PASSWORD, scope_for

SECRET = re.compile(r"cb_[0-9a-f]{8}_[\w-]{43}")


def _asked(**other):
    return {"name": "Nightly run", "access": "read", "days": "90", "password": PASSWORD, **other}


def _text(answer):
    return answer.content.decode()


def _services(acme):
    return queries.list_services(scope_for(acme, Role.ADMINISTRATOR))


class TestServices:
    def test_is_added_seeing_nothing(self, acme, browse):
        browser = browse(acme, Role.ADMINISTRATOR)
        assert "No service acts in its own name" in _text(browser.get("/floor/services/"))
        asked = {"name": "Stock report", "slug": "stock", "role": "supervisor", "zone": "UTC"}

        answer = browser.post("/floor/services/add/", asked)

        assert "Stock report sees no client yet" in _text(browser.get(answer.headers["Location"]))
        again = browser.post("/floor/services/add/", asked)
        assert again.status_code == 422
        assert "There is a service of this name already." in _text(again)

    def test_loses_a_client_and_is_given_it_again(self, acme, zenith, browse):
        service = a_service(acme)
        browser, page = browse(acme, Role.ADMINISTRATOR), f"/floor/services/{service}/clients"

        browser.post(f"{page}/{acme.id}/release/")
        assert _services(acme)[0].clients == ()
        browser.post(f"{page}/{acme.id}/admit/")
        assert _services(acme)[0].clients == (acme.id,)
        assert browser.post(f"{page}/{zenith.id}/admit/").status_code == 404

    def test_acts_by_a_token_shown_once_until_it_is_revoked(self, acme, browse):
        service = a_service(acme)
        browser, page = browse(acme, Role.ADMINISTRATOR), f"/floor/services/{service}/"

        secret = SECRET.search(_text(browser.post(page, _asked())))[0]

        assert Machine(secret).get("me/").json()["name"] == "Acme client lead"
        listed = _text(browser.get(page))
        assert secret not in listed
        browser.post(re.search(r'action="(/floor/services/\S+/revoke/)"', listed)[1])
        assert Machine(secret).get("me/").status_code == 401

    def test_makes_nothing_on_a_wrong_password(self, acme, browse):
        service = a_service(acme)

        answer = browse(acme, Role.ADMINISTRATOR).post(
            f"/floor/services/{service}/", _asked(password="not this one, surely")
        )

        assert answer.status_code == 422
        assert _services(acme)[0].tokens == ()
