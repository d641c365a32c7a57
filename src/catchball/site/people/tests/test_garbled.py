"""Answers that no passkey gives: refused in words at the door, at enrolment and under a change."""

import json
from base64 import urlsafe_b64encode

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client as Browser

from browsing import text_of
from catchball.trust.models import SecurityEvent
from catchball.trust.permissions import Role
from world import PASSWORD

# CBOR that ends too early, that is none, that is nested beyond all measure, whose key is a list.
CBOR = [b"\x1a\x00", b"", b"\x1f", b"\xff", b"\x81" * 3000, b"\xa1\x80\x00"]


def _b64(content):
    return urlsafe_b64encode(content).decode().rstrip("=")


def _answer(kind, **response):
    said = {"type": f"webauthn.{kind}", "challenge": "AA", "origin": "http://testserver"}
    told = {"clientDataJSON": _b64(json.dumps(said).encode()), **response}
    return json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": told})


def _signed(cbor, **more):
    data = bytes(32) + b"\x80" + bytes(4) + cbor  # the flag says that an extension follows
    return _answer("get", authenticatorData=_b64(data), signature="AA", **more)


@pytest.mark.parametrize("cbor", CBOR)
def test_make_no_passkey(cbor, acme, browse):
    browser = browse(acme)
    browser.get("/security/passkey/")
    made = _answer("create", attestationObject=_b64(cbor))
    answer = browser.post(
        "/security/passkey/", {"name": "laptop", "password": PASSWORD, "made": made}
    )
    assert answer.status_code == 422
    assert "answered too late or not at all" in text_of(answer)
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("cbor", CBOR)
def test_prove_nothing(cbor, acme, browse):
    browser = browse(acme)
    browser.get("/sign-in/passkey/")
    sent = {"password": "passkey", "passkey": _signed(cbor)}
    answer = browser.post("/security/codes/", sent)
    assert answer.status_code == 422
    assert "That passkey is not yours" in text_of(answer)


@pytest.mark.parametrize("cbor", CBOR)
def test_open_no_door_and_stand_in_the_log(cbor, acme, zenith, browse):
    browser = Browser(REMOTE_ADDR="203.0.113.7")
    browser.get("/sign-in/passkey/")
    handle = _b64(acme.people[Role.QUALITY].hex.encode())
    answer = browser.post("/sign-in/passkey/", {"passkey": _signed(cbor, userHandle=handle)})
    assert answer.headers["Location"] == "/sign-in/"
    noted = SecurityEvent.objects.get(kind="passkey-failed")
    assert (noted.subject, noted.address) == (acme.email(Role.QUALITY), "203.0.113.7")
    page = text_of(browse(zenith, Role.ADMINISTRATOR).get("/floor/people/security-log/"))
    assert "a passkey at the door that is not known here" in page


@pytest.mark.parametrize("sent", ["", "[]", "7", "nonsense", '{"response": []}'])
def test_of_no_shape_at_all_open_no_door(sent, acme):
    answer = Browser().post("/sign-in/passkey/", {"passkey": sent})
    assert answer.headers["Location"] == "/sign-in/"
    assert SecurityEvent.objects.get(kind="passkey-failed").subject == ""
