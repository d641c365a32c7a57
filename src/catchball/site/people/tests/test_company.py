"""Signing in through a company's own provider: OpenID Connect against one that the test runs."""

import base64
import hashlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client as Browser
from django.utils import timezone

from catchball.site.people.companies import NotUnderstood, read_companies
from catchball.trust import commands
from catchball.trust.identity import count_failures
from catchball.trust.models import SecurityEvent
from catchball.trust.permissions import Role
from invited import an_invitation, link_to
from world import scope_for


class Provider:
    """A small OpenID provider: discovery, tokens for a code, and who the person is."""

    def __init__(self):
        provider = self

        class Answering(BaseHTTPRequestHandler):
            def do_GET(self):
                self._send(provider.config() if "well-known" in self.path else provider.person)

            def do_POST(self):
                sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                good = provider.good(sent)
                self._send({"access_token": "t", "token_type": "Bearer"} if good else {}, good)

            def _send(self, said, good=True):
                body = json.dumps(said).encode()
                self.send_response(200 if good else 400)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_said):
                pass

        self.person, self.challenge = {}, ""
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def config(self):
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def good(self, sent):
        """Answer whether the code, secret and proof key of the exchange are the right ones."""
        digest = hashlib.sha256(sent["code_verifier"][0].encode()).digest()
        expected = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        return (sent["code"], sent["client_secret"]) == (["good"], ["s"]) and (
            expected == self.challenge
        )


@pytest.fixture
def provider(settings):
    made = Provider()
    settings.SOCIALACCOUNT_PROVIDERS = read_companies(
        json.dumps(
            [
                {
                    "key": "k1-acme",
                    "name": "Acme",
                    "protocol": "openid_connect",
                    "domains": ["acme.example"],
                    "server_url": made.url,
                    "client_id": "catchball",
                    "secret": "s",
                }
            ]
        )
    )
    yield made
    made.server.shutdown()
    made.server.server_close()


def _through(provider, email, *, code="good", state=None):
    """Go to the provider and come back as whoever it says."""
    browser = Browser()
    page = browser.get("/sign-in/company/k1-acme/").content.decode()
    assert 'href="/sign-in/company/k1-acme/go/"' in page
    there = browser.get("/sign-in/company/k1-acme/go/").headers["Location"]
    asked = parse_qs(urlsplit(there).query)
    assert there.startswith(f"{provider.url}/authorize")
    provider.challenge = asked["code_challenge"][0]
    provider.person = {"sub": "118", "email": email, "name": "Somebody"}
    back = {"code": code, "state": state or asked["state"][0]}
    return browser, browser.get("/sign-in/company/k1-acme/back/", back)


class TestOpenIDConnect:
    def test_lets_in_whom_the_company_vouches_for(self, acme, provider):
        browser, answer = _through(provider, acme.email(Role.CLIENT_LEAD).upper())
        assert answer.headers["Location"] == "/"
        assert browser.get("/c/acme/home/").status_code == 200
        assert browser.get("/c/zenith/home/").status_code == 404
        assert SecurityEvent.objects.filter(kind="signed-in").count() == 1

    def test_lets_in_nobody_of_another_domain(self, acme, zenith, provider):
        browser, answer = _through(provider, zenith.email(Role.CLIENT_LEAD))
        assert answer.headers["Location"] == "/sign-in/"
        assert browser.get("/c/zenith/home/").status_code == 302
        noted = SecurityEvent.objects.get(kind="company-refused")
        assert noted.subject == zenith.email(Role.CLIENT_LEAD)
        assert count_failures(noted.subject, at=noted.happened_at) == 0

    @pytest.mark.parametrize("email", ["stranger@acme.example", "", None])
    def test_invites_nobody(self, acme, provider, email):
        browser, answer = _through(provider, email)
        assert answer.headers["Location"] == "/sign-in/"
        assert b"did not lead to anybody" in browser.get("/sign-in/").content

    def test_spares_nobody_else_of_the_same_browser_their_second_factor(self, acme, provider):
        back = Role.CLIENT_SUPPLY
        secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
        commands.add_authenticator(scope_for(acme, back, proven=True), secret=secret)
        commands.close_person(scope_for(acme, Role.CLIENT_LEAD), person=acme.people[back])
        invitation = an_invitation(acme, email=acme.email(back), role=back)
        now = timezone.now()  # noqa: TID251 -- pages go by the clock
        scope = scope_for(acme, Role.ADMINISTRATOR, now=now)
        commands.invite_again(scope, invitation=invitation)
        browser, _answer = _through(provider, acme.email(Role.CLIENT_LEAD))
        form = {"name": "Ann", "zone": "UTC", "password": "another long enough password"}
        answer = browser.post(link_to(invitation, now=now), form)
        assert answer.headers["Location"] == "/sign-in/second/"

    def test_lets_in_nobody_who_left(self, acme, provider):
        person = acme.people[Role.CLIENT_SUPPLY]
        commands.close_person(scope_for(acme, Role.CLIENT_LEAD), person=person)
        _browser, answer = _through(provider, acme.email(Role.CLIENT_SUPPLY))
        assert answer.headers["Location"] == "/sign-in/"

    def test_believes_no_foreign_code_and_no_foreign_state(self, acme, provider):
        lead = acme.email(Role.CLIENT_LEAD)
        for wrong in ({"code": "bad"}, {"state": "made-up"}):
            browser, answer = _through(provider, lead, **wrong)
            assert answer.headers["Location"] == "/sign-in/"
            assert browser.get("/c/acme/home/").status_code == 302

    def test_asks_no_second_factor_beside_the_companys(self, acme, provider, settings):
        settings.SECOND_FACTOR = ["client"]
        commands.add_authenticator(
            scope_for(acme, Role.CLIENT_LEAD, proven=True), secret="JBSWY3DPEHPK3PXP"
        )
        browser, _answer = _through(provider, acme.email(Role.CLIENT_LEAD))
        assert browser.get("/c/acme/home/").status_code == 200


def test_names_no_company_at_the_door(db, provider):
    assert Browser().get("/sign-in/company/k2-zenith/").status_code == 404
    assert b"acme" not in Browser().get("/sign-in/").content.lower()


def test_says_what_a_description_lacks():
    with pytest.raises(NotUnderstood, match="k9 lacks idp"):
        read_companies('[{"key": "k9", "name": "N", "protocol": "saml", "domains": ["n.example"]}]')
