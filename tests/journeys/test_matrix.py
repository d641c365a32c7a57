"""A site draws a matrix of its own by the keyboard; the client scores on it and reads what it says."""

import pytest
from playwright.sync_api import expect

from assessed import draw
from catchball.trust.permissions import Role
from plugin_browser import violations
from signing_in import sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
LEVELS = (
    ("monitor", "consider"),
    ("consider", "needed"),
    ("needed", "needed"),
)


def heading(page, text):
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def level(page, probability, impact):
    return page.get_by_label(f"Probability {probability}, impact {impact}", exact=False)


def test_is_drawn_from_scratch_with_its_holes_told(live_server, acme, zenith, new_page):
    page = new_page()
    sign_in(page, live_server.url, acme.email(Role.PROGRAM_MANAGER))
    page.goto(f"{live_server.url}/c/acme/risks/matrices/")
    heading(page, "The site has drawn no matrix of its own yet")
    assert violations(page) == []
    page.get_by_role("link", name="Draw from scratch").click()
    page.get_by_label("Steps of probability").fill("3")
    page.get_by_label("Steps of impact").fill("2")
    page.get_by_role("button", name="Show this size").press("Enter")
    expect(page.get_by_text("Now 3 × 2 steps. Nothing is kept yet.")).to_be_visible()
    assert violations(page) == []
    page.get_by_label("Name", exact=True).fill("Small")
    for scale, steps in (
        ("probability", ("rare", "at times", "often")),
        ("impact", ("mild", "grave")),
    ):
        for step, word in enumerate(steps, 1):
            page.locator(f"[name={scale}-{step}]").fill(word)
    for probability, row in enumerate(LEVELS, 1):
        for impact, demand in enumerate(row, 1):
            if (probability, impact) != (2, 1):
                level(page, probability, impact).select_option(demand)
    page.get_by_role("button", name="Keep the matrix").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Probability 2, impact 1: Choose a level.")
    assert violations(page) == []
    expect(level(page, 1, 2)).to_have_value("consider")
    hole = level(page, 2, 1)
    hole.focus()
    page.keyboard.type("con")
    expect(hole).to_have_value("consider")
    page.keyboard.press("Control+Enter")
    heading(page, "“Small” needs a plan in 3 of 6 pairs")
    assert violations(page) == []


def test_is_read_and_drawn_on_a_phone(live_server, acme, zenith, new_page):
    made = draw(acme)
    for scheme in ("light", "dark"):
        page = new_page(390, scheme)
        sign_in(page, live_server.url, acme.email(Role.QUALITY))
        for last in ("", "redraw/"):
            page.goto(f"{live_server.url}/c/acme/risks/matrices/{made}/{last}")
            expect(page.get_by_role("heading", level=1)).to_contain_text("Tablets")
            assert violations(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_stands_beside_the_document_that_the_client_opens_with_it(
    live_server, acme, zenith, new_page
):
    draw(acme)
    page = new_page()
    sign_in(page, live_server.url, acme.email(Role.CLIENT_LEAD))
    page.goto(f"{live_server.url}/c/acme/risks/open/")
    page.get_by_label("Title").fill("Drawn")
    page.get_by_label("Matrix", exact=False).last.select_option(label="Tablets · Acme works")
    assert violations(page) == []
    page.get_by_role("button", name="Open it").click()
    page.get_by_role("link", name="Tablets", exact=True).click()
    heading(page, "“Drawn” is scored by “Tablets”")
    expect(page.get_by_role("table")).to_contain_text("plan needed")
    assert violations(page) == []
