"""The agreement as a story: drafted from the template, rehearsed, offered, signed by both, printed."""

import io
import os
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pikepdf
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from catchball.kernel.days import month_start
from catchball.trust.permissions import Role
from measured import deliveries, month_of
from plugin_browser import violations
from signing_in import sign_in
from world import PASSWORD

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("CATCHBALL_LOOK", "")


def look(page, name):
    """Hold each page to axe at all widths, and keep pictures when asked to."""
    for width in (390, 820, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == [], (name, width)
        wider = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        assert not wider, (name, width)
        if PICTURES:
            page.screenshot(path=str(Path(PICTURES, f"{name}-{width}.png")), full_page=True)


def fill_in_on_a_phone(page, base):
    """Change one promise and one class, as one would on a train."""
    page.goto(f"{base}/c/acme/agreement/")
    page.set_viewport_size({"width": 390, "height": 900})
    page.get_by_role("button", name="Draft from the template").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("as the product proposed them")
    look(page, "draft")
    page.get_by_role("link", name="On-time delivery", exact=True).click()
    look(page, "promise")
    page.get_by_label("Target in per cent").fill("80")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("alert")).to_contain_text("the floor must not be above the target")
    look(page, "wrong")
    page.get_by_label("Target in per cent").fill("97.5")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("#items-promises")).to_contain_text("at least 97.5")
    page.get_by_role("link", name="B urgent").click()
    look(page, "class")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("as the product proposed them")


def rehearse_and_offer(page):
    draft = page.url.partition("#")[0]
    page.get_by_role("link", name="Rehearse").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("would have been “kept”")
    look(page, "rehearsal")
    page.goto(draft)
    page.get_by_role("link", name="Health check").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("hard to live by")
    look(page, "health")
    page.goto(draft)
    page.get_by_role("link", name="Preview and offer").click()
    look(page, "offer")
    page.get_by_role("button", name="Offer it to Acme").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Version 1 waits for both signatures")
    return draft


def sign(page, agreement):
    page.goto(agreement)
    page.get_by_role("link", name="Read and sign").click()
    look(page, "sign")
    page.get_by_label("Password or code").fill(PASSWORD)
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(page.get_by_text("Your signature stands under the agreement.")).to_be_visible()


def enter_a_month(page, base):
    """Enter what the product cannot count: first without a note, then with one."""
    page.goto(f"{base}/c/acme/agreement/metrics/")
    look(page, "metrics")
    page.get_by_role("link", name="Invoice accuracy").click()
    look(page, "metric")
    page.locator("#months a.target").nth(1).click()
    page.get_by_label("Faultless invoices").fill("49")
    page.get_by_label("Invoices", exact=True).fill("50")
    page.get_by_label("Source").fill("Ledger")
    page.get_by_role("button", name="Enter it").click()
    expect(page.get_by_role("alert")).to_contain_text("Note")
    look(page, "entering")
    page.get_by_label("Note").fill("Counted by the invoice date")
    page.get_by_role("button", name="Enter it").click()
    expect(page.locator("#months")).to_contain_text("49 of 50")


def test_two_companies_agree(acme, zenith, new_page, live_server):
    base, month = live_server.url, month_start(timezone.localdate(), -2)
    now = datetime.combine(timezone.localdate(), time(), UTC)
    deliveries(acme, *month_of(month + timedelta(days=4), good=40), now=now)
    deliveries(acme, *month_of(month_start(month, -1), good=20, late=20), name="E", now=now)
    manager, lead = new_page(scheme="dark"), new_page()
    sign_in(manager, base, acme.email(Role.PROGRAM_MANAGER))
    sign_in(lead, base, acme.email(Role.CLIENT_LEAD))

    fill_in_on_a_phone(manager, base)
    agreement = rehearse_and_offer(manager)
    sign(manager, agreement)
    sign(lead, agreement)

    expect(lead.get_by_role("heading", level=1)).to_contain_text("Version 1")
    look(lead, "signed")
    with lead.expect_download() as download:
        lead.get_by_role("link", name="PDF").click()
    written = Path(download.value.path()).read_bytes()
    if PICTURES:
        Path(PICTURES, "agreement.pdf").write_bytes(written)
    with pikepdf.open(io.BytesIO(written)) as document:
        assert len(document.pages) >= 3
    lead.goto(f"{base}/c/acme/agreements/")
    expect(lead.locator("#promises")).to_contain_text("at least 97.5")
    lead.goto(f"{base}/c/acme/agreement/")
    look(lead, "versions")
    enter_a_month(manager, base)
