"""Signing in through a company by SAML, against assertions that the test signs itself."""

import base64
import json
import zlib
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from django.test import Client as Browser
from lxml import etree
from onelogin.saml2.utils import OneLogin_Saml2_Utils

from catchball.site.people.companies import read_companies
from catchball.trust.permissions import Role

HERE = "http://localhost/sign-in/saml/k1-acme"
AT = {"host": "localhost"}
THERE = "https://idp.acme.example"
EMAIL = "urn:oid:0.9.2342.19200300.100.1.3"


def _key_and_certificate():
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "idp")])
    now = datetime.now(UTC)  # noqa: TID251 -- assertions go by the clock
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return private.decode(), certificate.public_bytes(pem).decode()


KEY, CERTIFICATE = _key_and_certificate()
FORGED, FORGED_CERTIFICATE = _key_and_certificate()


@pytest.fixture
def provider(settings):
    body = "".join(CERTIFICATE.splitlines()[1:-1])
    idp = {"entity_id": THERE, "sso_url": f"{THERE}/sso", "x509cert": body}
    described = {"key": "k1-acme", "name": "Acme", "protocol": "saml", "idp": idp}
    settings.SOCIALACCOUNT_PROVIDERS = read_companies(
        json.dumps([described | {"domains": ["acme.example"]}])
    )


def _request_of(browser):
    """Go to the provider; return the id of the request that it is sent."""
    there = browser.get("/sign-in/saml/k1-acme/go/").headers["Location"]
    assert there.startswith(f"{THERE}/sso?")
    packed = base64.b64decode(parse_qs(urlsplit(there).query)["SAMLRequest"][0])
    return etree.fromstring(zlib.decompress(packed, -15)).get("ID")


def _answer(request, email, *, key=KEY, certificate=CERTIFICATE):
    """Return what the provider says: a response whose assertion it signed."""
    now = datetime.now(UTC)  # noqa: TID251 -- assertions go by the clock
    at, until = (
        moment.strftime("%Y-%m-%dT%H:%M:%SZ")
        for moment in (now - timedelta(seconds=5), now + timedelta(minutes=5))
    )
    assertion = f"""<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_a1"
 Version="2.0" IssueInstant="{at}"><saml:Issuer>{THERE}</saml:Issuer><saml:Subject>
<saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">118</saml:NameID>
<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">
<saml:SubjectConfirmationData NotOnOrAfter="{until}" Recipient="{HERE}/back/"
 InResponseTo="{request}"/></saml:SubjectConfirmation></saml:Subject>
<saml:Conditions NotBefore="{at}" NotOnOrAfter="{until}"><saml:AudienceRestriction>
<saml:Audience>{HERE}/metadata/</saml:Audience></saml:AudienceRestriction></saml:Conditions>
<saml:AuthnStatement AuthnInstant="{at}" SessionIndex="_s1"><saml:AuthnContext>
<saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef>
</saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement>
<saml:Attribute Name="{EMAIL}"><saml:AttributeValue>{email}</saml:AttributeValue></saml:Attribute>
</saml:AttributeStatement></saml:Assertion>"""
    signed = OneLogin_Saml2_Utils.add_sign(assertion, key, certificate).decode()
    response = f"""<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
 xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_r1" Version="2.0" IssueInstant="{at}"
 Destination="{HERE}/back/" InResponseTo="{request}"><saml:Issuer>{THERE}</saml:Issuer>
<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>
{signed[signed.index("<saml:Assertion") :]}</samlp:Response>"""
    return base64.b64encode(response.encode()).decode()


def _back(browser, said):
    """Come back with what the provider says, as its page would send it."""
    answer = browser.post("/sign-in/saml/k1-acme/back/", {"SAMLResponse": said})
    return browser.get(answer.headers["Location"])


def test_lets_in_whom_the_company_vouches_for_once(acme, provider):
    browser = Browser(enforce_csrf_checks=True, headers=AT)
    said = _answer(_request_of(browser), acme.email(Role.CLIENT_LEAD))
    assert _back(browser, said).headers["Location"] == "/"
    assert browser.get("/c/acme/home/").status_code == 200
    again = Browser(headers=AT)
    _back(again, said)
    assert again.get("/c/acme/home/").status_code == 302


def test_believes_no_other_key(acme, provider):
    browser = Browser(headers=AT)
    said = _answer(
        _request_of(browser),
        acme.email(Role.CLIENT_LEAD),
        key=FORGED,
        certificate=FORGED_CERTIFICATE,
    )
    assert _back(browser, said).headers["Location"] == "/sign-in/"
    assert browser.get("/c/acme/home/").status_code == 302


def test_believes_nothing_that_was_changed_on_the_way(acme, provider):
    browser = Browser(headers=AT)
    said = _answer(_request_of(browser), acme.email(Role.CLIENT_QUALITY))
    changed = base64.b64decode(said).replace(b"client-quality@", b"client-lead@")
    _back(browser, base64.b64encode(changed).decode())
    assert browser.get("/c/acme/home/").status_code == 302


def test_lets_in_nobody_of_another_domain(acme, zenith, provider):
    browser = Browser(headers=AT)
    said = _answer(_request_of(browser), zenith.email(Role.CLIENT_LEAD))
    assert _back(browser, said).headers["Location"] == "/sign-in/"
    assert browser.get("/c/zenith/home/").status_code == 302


def test_describes_itself_to_the_provider(db, provider):
    said = Browser(headers=AT).get("/sign-in/saml/k1-acme/metadata/")
    assert f"{HERE}/back/".encode() in said.content
