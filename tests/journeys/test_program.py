"""A program as a story: opened from a template, chartered, staffed, held by its gate, let through."""

import pytest
from playwright.sync_api import expect

from catchball.trust.permissions import Role
from planned import an_office_of
from plugin_browser import violations
from signing_in import sign_in
from world import PASSWORD

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def look(page, name):
    """Hold each page to axe and to its own width, on a desk and on a phone."""
    for width in (390, 820, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == [], (name, width)
        wider = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        assert not wider, (name, width)


def headline(page):
    return page.get_by_role("heading", level=1)


def open_from_template(page, base):
    page.goto(f"{base}/c/acme/plans/")
    page.get_by_role("link", name="Open a program").click()
    look(page, "open")
    page.get_by_label("Analytical transfer").check()
    page.get_by_label("Code").fill("AT-1")
    page.get_by_label("Name").fill("Dissolution")
    page.get_by_role("button", name="Open it").click()
    expect(headline(page)).to_contain_text("Dissolution is in stage 1, Initiate")
    look(page, "home")
    return page.url


def charter(page, home):
    page.goto(f"{home}charter/write/")
    page.get_by_label("Scope").fill("Two methods of release.")
    page.get_by_label("What the manufacturer wants to reach").fill("Methods in use by May.")
    page.get_by_label("What Acme wants to reach").fill("Release tested in one place.")
    page.get_by_role("button", name="Keep the draft").click()
    expect(headline(page)).to_contain_text("its charter waits for your company")
    look(page, "charter")


def name_somebody(page, home):
    page.goto(f"{home}team/")
    look(page, "nobody")
    page.get_by_role("link", name="Name somebody").first.click()
    look(page, "join")
    page.get_by_label("Person").select_option(label="Acme quality (Quality lead)")
    page.get_by_label("Function").select_option("quality")
    page.get_by_label("At work from").fill("09:00")
    page.get_by_label("until").fill("17:00")
    page.get_by_role("button", name="Name them").click()
    expect(page.locator("#team")).to_contain_text("Acme quality")
    look(page, "team")


def show_the_criteria(page, home):
    page.goto(f"{home}gates/initiate/")
    look(page, "gate")
    for text in ("The charter is agreed", "A core member of each function"):
        page.get_by_role("link", name=text).click()
        page.get_by_label("met", exact=True).check()
        page.get_by_role("button", name="Keep it").click()
        expect(page.get_by_text("Say where one can see it").first).to_be_visible()
        page.get_by_label("Evidence").fill("In the transfer file.")
        page.get_by_role("button", name="Keep it").click()
    expect(headline(page)).to_contain_text("the gate waits for your company")


def sign(page, address, word):
    page.goto(address)
    page.get_by_label("Password or code").fill(PASSWORD)
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(page.get_by_text("Signed for your company.")).to_be_visible()
    expect(headline(page)).to_contain_text(word)


def test_a_program_is_opened_staffed_and_let_through_its_gate(acme, zenith, live_server, new_page):
    an_office_of(acme)
    base = live_server.url
    page = new_page()
    sign_in(page, base, acme.email(Role.PROGRAM_MANAGER))
    home = open_from_template(page, base)
    charter(page, home)
    name_somebody(page, home)
    page.goto(f"{home}work/")
    expect(headline(page)).to_contain_text("rest on a function with nobody in it")
    look(page, "work")
    page.get_by_role("link", name="Protocol and report").click()
    look(page, "letters")
    show_the_criteria(page, home)
    sign(page, f"{home}gates/initiate/sign/", "waits for signatures")
    page.goto(f"{home}stage/")
    look(page, "stage")
    page.get_by_label("Reason").fill("In a hurry.")
    page.get_by_role("button", name="Change the stage").click()
    expect(page.get_by_text("The gate of this stage is not passed").first).to_be_visible()
    client = new_page()
    sign_in(client, base, acme.email(Role.CLIENT_LEAD))
    client.goto(f"{home}gates/initiate/sign/")
    look(client, "sign")
    sign(client, f"{home}gates/initiate/sign/", "passed the gate after Initiate")
    page.goto(f"{home}stage/")
    page.get_by_label("Reason").fill("The gate is passed.")
    page.get_by_role("button", name="Change the stage").click()
    expect(headline(page)).to_contain_text("Dissolution is in stage 2, Plan")
    page.goto(f"{base}/floor/load/")
    look(page, "load")
