"""The first slice as a story: real deliveries in, a promise signed by both, one number shared."""

import gzip
import os
from pathlib import Path

import pytest

from catchball.trust.permissions import Role
from plugin_browser import violations
from shared import ROOT, shared_data
from signing_in import sign_in
from working import Worker
from world import PASSWORD

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("CATCHBALL_PICTURES", "")


@pytest.fixture
def work(throwaway_postgres, settings, tmp_path):
    """Let a real worker do what waits, and stop it."""
    settings.UPLOAD_ROOT = tmp_path / "uploads"
    return Worker(throwaway_postgres, settings.UPLOAD_ROOT).do_what_waits


def take_picture(page, name):
    """Keep a picture for the README when asked to (CATCHBALL_PICTURES=docs/images)."""
    if PICTURES:
        page.screenshot(path=str(Path(ROOT, PICTURES, f"{name}.png")))


def bring_in(page, base, shipments, work):
    """Import the file as the program manager does, and look at each page on the way."""
    page.goto(f"{base}/c/acme/exchange/new/")
    assert violations(page) == []
    page.get_by_label("Deliveries").check()
    page.locator("input[type=file]").set_input_files(shipments)
    page.get_by_role("button", name="Bring it in").click()
    page.get_by_role("heading", name="shipments.csv", level=1).wait_for()
    assert violations(page) == []
    page.get_by_role("button", name="Check every row").click()
    page.get_by_text("is being checked").first.wait_for()
    work()
    page.get_by_role("heading", name="3,036 deliveries can be written").wait_for()
    take_picture(page, "import")
    assert violations(page) == []
    page.get_by_role("button", name="Write 3,036 deliveries").click()
    page.get_by_text("are being written").first.wait_for()
    work()
    page.get_by_role("heading", name="3,036 deliveries came in").wait_for()


def promise_on_them(page, base):
    """Draft, offer and sign; a wrong password signs nothing."""
    page.goto(f"{base}/c/acme/agreements/on/on-time-delivery/draft/")
    page.get_by_label("From").fill("2006-01-01")
    assert violations(page) == []
    page.get_by_role("button", name="Draft it").click()
    page.get_by_role("link", name="Preview and offer").click()
    page.get_by_role("button", name="Offer it to Acme").click()
    page.get_by_role("link", name="Read and sign").click()
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Sign", exact=True).click()
    page.get_by_text("That is not your password. Nothing was signed or changed.").first.wait_for()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign", exact=True).click()
    page.get_by_role("link", name="Read and sign").wait_for(state="detached")


def sign_too(page):
    """Sign as the client, led there by the home page."""
    assert violations(page) == []
    page.get_by_role("link", name="On-time delivery").first.click()
    page.get_by_role("link", name="Read and sign").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign", exact=True).click()
    page.get_by_role("heading", name="is in force since 1 Jan 2006").wait_for()
    take_picture(page, "promise")
    assert violations(page) == []


def see_the_number(page, base):
    """See 97.66 % and 71 late, the months that stand out, and the facts behind."""
    page.goto(f"{base}/c/acme/scorecards/?grain=year")
    page.get_by_text("2,965 of 3,036").first.wait_for()
    assert "97.66" in page.locator("main").inner_text()
    assert violations(page) == []
    page.goto(f"{base}/c/acme/scorecards/?grain=month")
    page.get_by_role("link", name="On-time delivery").first.click()
    story = page.locator("main").inner_text()
    assert "2,965 of 3,036 on time" in story
    assert "71 late" in story
    assert "Below the lower limit in Nov 2009" in story
    take_picture(page, "chart")
    assert violations(page) == []
    page.goto(f"{base}/c/acme/scorecards/?grain=year")
    page.get_by_role("link", name="97.66").first.click()
    page.get_by_text("2,965").first.wait_for()
    take_picture(page, "passport")
    assert violations(page) == []


def test_two_companies_look_at_the_same_number(live_server, new_page, acme, zenith, tmp_path, work):
    packed = shared_data("on-time-delivery", "scms_2006_2009.csv.gz").read_bytes()
    shipments = tmp_path / "shipments.csv"
    shipments.write_bytes(gzip.decompress(packed))
    base, manager, client = live_server.url, new_page(), new_page()

    sign_in(manager, base, acme.email(Role.PROGRAM_MANAGER))
    bring_in(manager, base, shipments, work)
    promise_on_them(manager, base)
    sign_in(client, base, acme.email(Role.CLIENT_LEAD))
    sign_too(client)
    see_the_number(manager, base)

    # The client sees the same, and nothing of anybody else.
    client.goto(f"{base}/c/acme/scorecards/?grain=year")
    client.get_by_text("2,965 of 3,036").first.wait_for()
    assert "97.66" in client.locator("main").inner_text()
    for theirs in ("home", "scorecards", "production/deliveries", "agreements"):
        assert client.goto(f"{base}/c/zenith/{theirs}/").status == 404
    assert "Zenith" not in client.content()
