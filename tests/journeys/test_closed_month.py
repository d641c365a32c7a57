"""A month argued over and closed: a red cell, an exclusion ruled on, a close, a restatement."""

import pytest
from django.utils import timezone

from catchball.kernel.days import Grain, month_start, period_of
from catchball.kernel.words import period_name
from catchball.trust.permissions import Role
from measured import deliveries, month_of
from plugin_browser import violations
from promised import a_signed_promise
from signing_in import sign_in
from world import PASSWORD

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def from_red_cell_to_claim(page, base):
    """Follow the red number to its passport, and claim that one miss should not count."""
    page.goto(f"{base}/c/acme/scorecards/")
    page.locator("a.chip.below-floor").first.click()
    page.get_by_role("heading", name="On-time delivery was 70").wait_for()
    assert violations(page) == []
    page.get_by_role("link", name="Claim an exclusion").first.click()
    page.get_by_label("Delay of a vendor or of the market").check()
    page.get_by_label("What happened").fill("The glass maker stood for three weeks.")
    page.get_by_role("textbox", name="Clause").fill("MSA 6.2")
    page.get_by_role("textbox", name="Evidence").fill("Letter of the glass maker, no. 118")
    assert violations(page) == []
    page.get_by_role("button", name="Claim the exclusion").click()
    page.get_by_role("heading", name="until the claim is decided").wait_for()
    assert violations(page) == []


def dispute(page):
    """Dispute as the client, led there by the home page."""
    page.get_by_text("1 claim waits for you").first.wait_for()
    page.locator("section[aria-labelledby=claims] a").first.click()
    page.get_by_role("link", name="Dispute").click()
    page.get_by_label("Reason").fill("There was glass in our own store.")
    page.get_by_role("button", name="Dispute").click()
    page.get_by_text("The governance body rules by").wait_for()


def rule(page, day):
    """Record what the body ruled; a wrong password signs nothing and loses nothing."""
    page.reload()
    page.get_by_role("link", name="Record the ruling").click()
    page.get_by_label("Upheld: the fact is excluded").check()
    page.get_by_label("Day of the meeting").fill(day.isoformat())
    page.get_by_label("For the manufacturer").fill("Ada Field")
    page.get_by_label("For the client").fill("Ben Moor")
    page.get_by_label("Reason of the ruling").fill("Minutes 7, item 3")
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Record and sign").click()
    page.get_by_text("That is not your password. Nothing was signed or changed.").first.wait_for()
    assert page.get_by_label("Reason of the ruling").input_value() == "Minutes 7, item 3"
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Record and sign").click()
    page.get_by_text("it has no effect").wait_for()


def confirm(page):
    """Confirm the record of the ruling for the client."""
    page.reload()
    page.get_by_role("link", name="Read and confirm").click()
    assert violations(page) == []
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm and sign").click()
    page.get_by_role("heading", name="is excluded from On-time delivery").wait_for()


def close(page, base, name):
    """Freeze the month and sign it for the manufacturer."""
    page.goto(f"{base}/c/acme/closes/")
    assert violations(page) == []
    page.get_by_role("button", name="Freeze and propose").click()
    page.get_by_role("heading", name=f"{name} waits for both signatures").wait_for()
    assert "7 of 9 on time" in page.locator("main").inner_text()
    assert violations(page) == []
    sign(page)


def sign(page):
    page.get_by_role("link", name="Read and sign").click()
    assert violations(page) == []
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign", exact=True).click()
    page.get_by_text("Signed. Your signature stands under these numbers.").wait_for()


def sign_too(page, base, name):
    """Sign for the client: the month is closed."""
    page.goto(f"{base}/c/acme/home/")
    page.locator("section[aria-labelledby=closes] a").first.click()
    sign(page)
    page.get_by_role("heading", name=f"{name} is closed, and nothing changed since").wait_for()


def correct(page, base, first):
    """Correct a delivery as quality does: the proof of dispatch names its first day."""
    page.goto(f"{base}/c/acme/production/deliveries/?late=1&sort=reference")
    page.locator("a.target").last.click()
    page.get_by_role("link", name="Correct").click()
    page.locator("[name=delivered_on]").fill(first.isoformat())
    page.get_by_label("Reason").fill("Proof of dispatch 118 names the first day.")
    page.get_by_role("button", name="Correct record").click()
    page.get_by_role("link", name="Correct").wait_for()


def see_the_restatement(page, base, name):
    """See the closed number stay, what it reads now, and which fact moved it and why."""
    page.goto(f"{base}/c/acme/closes/")
    page.get_by_role("link", name=name).first.click()
    page.get_by_role("heading", name=f"{name} is closed; one number was restated").wait_for()
    page.get_by_role("link", name="On-time delivery").click()
    page.get_by_role("heading", name="What restated it").wait_for()
    story = page.locator("main").inner_text()
    assert "Proof of dispatch 118 names the first day." in story
    assert "Acme quality" in story
    assert violations(page) == []


def test_a_month_is_argued_over_closed_and_restated(live_server, new_page, acme, zenith):
    now = timezone.now()  # noqa: TID251 -- pages go by the clock
    first = month_start(now.date(), -1)
    name = period_name(period_of(first, Grain.MONTH))
    a_signed_promise(acme, from_on=month_start(first, -20))
    deliveries(acme, *month_of(first, good=7, late=3), now=now)
    deliveries(acme, *month_of(month_start(first, -1), good=8, late=0), name="E", now=now)
    base = live_server.url
    manager, client, quality = new_page(), new_page(), new_page()

    sign_in(manager, base, acme.email(Role.PROGRAM_MANAGER))
    from_red_cell_to_claim(manager, base)
    sign_in(client, base, acme.email(Role.CLIENT_LEAD))
    dispute(client)
    rule(manager, now.date())
    confirm(client)
    close(manager, base, name)
    sign_too(client, base, name)
    sign_in(quality, base, acme.email(Role.QUALITY))
    correct(quality, base, first)
    see_the_restatement(client, base, name)
