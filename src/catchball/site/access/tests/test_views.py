import re

from machines import Machine
from world import PASSWORD


def _asked(**other):
    return {"name": "Report", "access": "read", "days": "90", "password": PASSWORD, **other}


class TestApiAccess:
    def test_shows_the_secret_once_and_it_opens_the_api(self, acme, browse):
        browser = browse(acme)

        answer = browser.post("/api-access/", _asked())

        secret = re.search(r"cb_[0-9a-f]{8}_[\w-]{43}", answer.content.decode())[0]
        assert Machine(secret).get("me/").json()["access"] == "read"
        assert secret not in browser.get("/api-access/").content.decode()

    def test_makes_nothing_on_a_wrong_password(self, acme, browse):
        browser = browse(acme)

        answer = browser.post("/api-access/", _asked(password="not this one, surely"))

        assert answer.status_code == 422
        assert "No token acts in your name" in browser.get("/api-access/").content.decode()

    def test_revokes(self, acme, browse):
        browser = browse(acme)
        page = browser.post("/api-access/", _asked()).content.decode()
        secret = re.search(r"cb_[0-9a-f]{8}_[\w-]{43}", page)[0]
        listed = browser.get("/api-access/").content.decode()

        answer = browser.post(re.search(r'action="(/api-access/[0-9a-f-]+/revoke/)"', listed)[1])

        assert answer.status_code == 302
        assert Machine(secret).get("me/").status_code == 401

    def test_knows_no_token_of_others(self, acme, zenith, browse):
        theirs = browse(zenith)
        theirs.post("/api-access/", _asked())
        listed = theirs.get("/api-access/").content.decode()
        path = re.search(r'action="(/api-access/[0-9a-f-]+/revoke/)"', listed)[1]

        assert browse(acme).post(path).status_code == 404
