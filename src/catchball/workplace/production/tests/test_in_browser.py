"""Deliveries and batches in a real browser: read, filtered and recorded by keyboard and touch."""

import re

import pytest

from arranged import a_batch, a_completed_batch, a_delivered, a_delivery, day
from browsing import ahead, at, batches, deliveries
from catchball.trust.permissions import Role, Side
from catchball.workplace.production import commands
from plugin_browser import violations
from signing_in import sign_in
from world import scope_for

WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def things(acme):
    """A little of everything; return the addresses of the pages."""
    for number in range(6):
        a_delivered(acme, f"D-10{number}", promised=-number * 9 - 4, delivered=-number * 8 - 3)
    late = a_delivery(acme, "D-118", first_promised_on=day(-5))
    commands.redate_delivery(
        scope_for(acme),
        delivery=late,
        promised_on=day(3),
        asked_by=Side.CLIENT,
        cause="Label text changed",
        version=1,
    )
    a_delivery(acme, "D-119", first_promised_on=ahead(9))
    over = a_completed_batch(acme, "B-7", quantity=104, deviations=1)
    a_completed_batch(acme, "B-8")
    planned = a_batch(acme, "B-9")
    return {
        "deliveries": deliveries(acme),
        "delivery": deliveries(acme, late),
        "redate": deliveries(acme, late, "redate"),
        "correct": deliveries(acme, late, "correct"),
        "promise": deliveries(acme, "promise"),
        "batches": batches(acme),
        "batch": batches(acme, over),
        "start": batches(acme, planned, "start"),
        "plan": batches(acme, "plan"),
    }


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (820, "dark"), (390, "light")])
def test_pages_fit_and_are_open_to_all(live_server, new_page, things, acme, width, scheme):
    page, wrong = new_page(width=width, scheme=scheme), []
    sign_in(page, live_server.url, acme.email(Role.PROGRAM_MANAGER))
    for name, address in things.items():
        page.goto(live_server.url + address)
        wrong += [(name, *one) for one in violations(page)]
        if page.evaluate(WIDER):
            wrong.append((name, "is wider than the screen"))
    assert wrong == []


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_a_supervisor_finds_a_delivery_and_records_it(live_server, new_page, things, acme):
    page = new_page()
    sign_in(page, live_server.url, acme.email(Role.SUPERVISOR))
    page.goto(live_server.url + things["deliveries"])
    page.fill("[name=q]", "d-118")
    page.wait_for_url(re.compile("q=d-118"))
    page.wait_for_function("document.querySelectorAll('a.target').length === 1")
    export = page.locator("#list a[download]").first.get_attribute("href")
    assert export == at(acme, "deliveries", "export.csv") + export[export.index("?") :]
    assert "q=d-118" in export
    page.locator("a.target").click()
    page.get_by_text("Record delivery").first.click()
    page.locator("[name=delivered_on]").fill(day(1).isoformat())
    page.locator("[name=delivered_on]").press("Control+Enter")
    page.wait_for_selector("text=a part does not pass for the whole")
    page.wait_for_load_state()  # what hears keys comes with the end of the page
    page.locator("[name=quantity_delivered]").fill("1000")
    page.locator("[name=quantity_delivered]").press("Control+Enter")
    page.wait_for_selector(
        "h1:has-text('Delivery D-118 left 6 days after its first confirmed day')"
    )
