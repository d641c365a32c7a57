"""A service's story: added, let in by a token, told by a webhook, refused once that is revoked."""

import pytest
from playwright.sync_api import expect

from catchball.trust.permissions import Role
from machines import Machine
from plugin_browser import violations
from signing_in import sign_in
from world import PASSWORD

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def _add_service(page, base):
    page.goto(f"{base}/floor/services/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("No service acts")
    assert violations(page) == []
    page.get_by_role("link", name="Add a service").first.click()
    page.get_by_label("Name", exact=True).fill("Stock report")
    page.get_by_label("Short name").fill("stock-report")
    assert violations(page) == []
    page.get_by_role("button", name="Add service").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stock report sees no client yet")
    page.get_by_role("button", name="Give access to Acme").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("has no token to act by")
    assert violations(page) == []


def _make_token(page):
    page.get_by_label("What uses it").fill("Nightly run")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Make token").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("shown this once")
    assert violations(page) == []
    secret = page.locator("output code").inner_text()
    page.get_by_role("link", name="I have copied it").click()
    expect(page.get_by_text(secret)).to_have_count(0)
    return secret


def _have_a_system_told(page, base):
    page.goto(f"{base}/c/acme/webhooks/")
    expect(page.get_by_role("heading", level=1)).to_have_text("No other system is told")
    page.get_by_role("link", name="Add a webhook").first.click()
    page.get_by_label("What is told").fill("Planning system")
    page.get_by_label("Its address").fill("https://10.0.0.1/told")
    assert violations(page) == []
    page.get_by_role("button", name="Add webhook").click()
    expect(page.get_by_role("alert")).to_contain_text("leads into a private network")
    assert violations(page) == []
    page.get_by_label("Its address").fill("https://hooks.acme.example/told")
    page.get_by_label("Deliveries and batches").check()
    page.get_by_role("button", name="Add webhook").click()
    expect(page.locator("output code")).to_contain_text("whsec_")
    assert violations(page) == []
    page.get_by_role("link", name="I have copied it").click()
    page.get_by_role("button", name="Send a trial").click()
    expect(page.get_by_role("row", name="webhooks.webhook-tried")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Stop telling it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Planning system is told nothing more"
    )


def test_a_service_is_let_in_told_and_refused(acme, live_server, new_page):
    page, base = new_page(), live_server.url
    sign_in(page, base, acme.email(Role.ADMINISTRATOR))
    _add_service(page, base)
    secret = _make_token(page)
    service = page.url
    assert Machine(secret).get("me/").json()["name"] == "Stock report"
    _have_a_system_told(page, base)
    page.goto(service)
    page.get_by_role("button", name="Revoke Nightly run").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("has no token to act by")
    assert Machine(secret).get("me/").status_code == 401
