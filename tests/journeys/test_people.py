"""A newcomer's story: invited, in, with a passkey; a wrong password signs nothing; verified."""

import re
import time
from dataclasses import replace

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from agreed import an_offered_agreement
from catchball.site.people.jobs import send_invitation
from catchball.trust import commands
from catchball.trust.permissions import Role
from catchball.trust.seals import key_from, seal_waiting
from catchball.trust.verifying import Wrong, verify
from invited import NEWCOMER, an_invitation
from owned import as_owner
from plugin_browser import violations
from promised import an_offer
from world import PASSWORD, scope_for

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
OWN = "a password of my own"


def _letter(company):
    """Invite an external manufacturing lead, and return the link that their letter names."""
    invitation = an_invitation(company, role=Role.CLIENT_LEAD)
    scope = scope_for(company, Role.ADMINISTRATOR, now=timezone.now())  # noqa: TID251
    commands.invite_again(scope, invitation=invitation)
    send_invitation(scope, invitation=str(invitation))
    (letter,) = mail.outbox
    assert letter.to == [NEWCOMER]
    return re.search(r"(/join/\S+)", letter.body).group(1)


def _with_authenticator(page):
    """Let the browser have a key with a fingerprint reader that says yes."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def _come_in(page, base, link):
    page.goto(base + link)
    expect(page.get_by_role("heading", level=1)).to_contain_text("invites you to the workplace")
    assert violations(page) == []
    page.get_by_label("Password").fill(OWN)
    page.get_by_role("button", name="Come in").click()
    page.wait_for_url(f"{base}/c/acme/home/")


def _make_passkey(page, base):
    page.goto(f"{base}/security/")
    assert violations(page) == []
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name of the passkey").fill("laptop")
    page.get_by_label("Password or code").fill(OWN)
    assert violations(page) == []
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_text("Your passkey counts from now on.")).to_be_visible()
    expect(page.get_by_role("row", name="Passkey laptop")).to_be_visible()


def _add_app_by_it(page, base):
    page.goto(f"{base}/security/app/")
    secret = page.locator(".code").inner_text().replace(" ", "")
    shown = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    page.get_by_label("Code that the app shows").fill(shown)
    page.get_by_role("button", name="Use a passkey instead").click()
    expect(page.get_by_text("Codes of your authenticator app count from now on.")).to_be_visible()


def _sign_in_by_it(page, base):
    page.get_by_text("Acme client").first.click()
    page.get_by_role("button", name="Sign out").click()
    assert violations(page) == []
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"{base}/c/acme/home/")


def _sign(page, base, promise):
    page.goto(f"{base}/c/acme/agreements/{promise}/sign/")
    page.get_by_label("Password or code").fill("not the password")
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(
        page.get_by_text("That is not your password. Nothing was signed or changed.").first
    ).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Use a passkey instead").click()
    expect(page.get_by_text("Signed. Your signature stands under the promise.")).to_be_visible()


def _sign_agreement(page, base, agreement):
    page.goto(f"{base}/c/acme/agreement/{agreement}/sign/")
    page.get_by_label("Password or code").fill("not the password")
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(
        page.get_by_text("That is not your password. Nothing was signed or changed.").first
    ).to_be_visible()
    page.get_by_role("button", name="Use a passkey instead").click()
    expect(page.get_by_text("Your signature stands under the agreement.")).to_be_visible()
    assert violations(page) == []


def _verify():
    """Seal what was written, and check journal, seals and records from outside."""
    key = key_from("a secret of this journey, long enough")
    seal_waiting(key, now=timezone.now())  # noqa: TID251
    with as_owner() as owner:
        assert verify(owner, keys=[key.public]).findings == ()
        owner.execute("SET session_replication_role = replica")
        owner.execute("SET app.verifying = 'on'")
        owner.execute("ALTER TABLE trust_signature NO FORCE ROW LEVEL SECURITY")
        changed = owner.execute(
            "UPDATE trust_signature SET printed_name = 'Nobody' WHERE method = 'passkey'"
        )
        assert changed.rowcount == 2
        owner.execute("ALTER TABLE trust_signature FORCE ROW LEVEL SECURITY")
        found = verify(owner, keys=[key.public]).findings
        owner.rollback()
    assert {one.wrong for one in found} == {Wrong.CHANGED}
    assert len(found) == 2
    assert all("trust_signature" in one.where for one in found)


def test_a_newcomer_comes_in_and_signs_by_passkey(live_server, new_page, acme, zenith, settings):
    settings.BASE_URL = live_server.url
    base, page = live_server.url, new_page()
    promise = an_offer(replace(scope_for(acme), now=timezone.now()), metric_key="on-time-in-full")  # noqa: TID251
    agreement = an_offered_agreement(
        scope_for(acme, now=timezone.now()),  # noqa: TID251
        from_on=f"{timezone.localdate().year + 1}-01-01",
    )
    _with_authenticator(page)
    _come_in(page, base, _letter(acme))
    _make_passkey(page, base)
    _add_app_by_it(page, base)
    _sign_in_by_it(page, base)
    _sign(page, base, promise)
    expect(page.locator(".signature .name").first).to_contain_text("Acme client")
    assert violations(page) == []
    assert PASSWORD not in page.content()
    _sign_agreement(page, base, agreement)
    _verify()
