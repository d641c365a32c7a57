"""A script's story: a token is made, seen once, used, and revoked; then it opens nothing."""

import pytest
from playwright.sync_api import expect

from catchball.trust.permissions import Role
from plugin_browser import violations
from signing_in import sign_in
from world import PASSWORD

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NAME = "Stock report"


def _make(page, base):
    """Make a token that reads, and return its secret as the page shows it."""
    page.goto(f"{base}/api-access/")
    expect(page.get_by_role("heading", level=1)).to_have_text("No token acts in your name")
    assert violations(page) == []
    page.get_by_label("What uses it").fill(NAME)
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Make token").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("shown this once")
    assert violations(page) == []
    secret = page.locator("output code").inner_text()
    page.get_by_role("link", name="I have copied it").click()
    expect(page.get_by_role("row", name=NAME)).to_be_visible()
    assert secret not in page.content()
    return secret


def _script(page, base, secret):
    """Let a script ask by the token alone: in a session of its own, without a cookie."""
    headers = {"Authorization": f"Bearer {secret}"}
    return lambda path: page.request.get(f"{base}/api/v1/{path}", headers=headers)


def test_a_token_opens_what_its_owner_sees_until_it_is_revoked(live_server, new_page, acme, zenith):
    base, page = live_server.url, new_page()
    sign_in(page, base, acme.email(Role.CLIENT_LEAD))
    script = _script(new_page(), base, _make(page, base))

    assert script("acme/programs/").status == 200
    assert script("zenith/programs/").status == 404

    page.reload()
    expect(page.get_by_role("row", name=NAME)).not_to_contain_text("never")
    page.get_by_role("button", name=f"Revoke {NAME}").click()
    expect(page.get_by_text("The token is revoked.")).to_be_visible()
    assert violations(page) == []
    answer = script("acme/programs/")
    assert answer.status == 401
    assert answer.headers["content-type"] == "application/problem+json"
