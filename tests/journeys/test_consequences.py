"""What a bad month comes to: found, accepted by both, drawn up, signed by both, on paper."""

import pytest

from catchball.trust.permissions import Role
from concluded import an_agreement_in_force, months
from plugin_browser import violations
from reading import open_what_waits
from signing_in import sign_in
from world import PASSWORD

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def work_out(page, base):
    """Work the closed month out, and follow its finding."""
    page.goto(f"{base}/c/acme/consequences/")
    assert violations(page) == []
    page.get_by_role("button", name="Work out what follows Jul 2026").click()
    page.get_by_role("heading", name="Jul 2026: one finding is not decided").wait_for()
    assert violations(page) == []


def accept_with_a_plan(page):
    """Accept as whoever missed: without owner, plan and day nothing happens."""
    page.get_by_role("link", name="On-time delivery").first.click()
    page.get_by_role("heading", name="On-time delivery was missed in Jul 2026").wait_for()
    assert violations(page) == []
    page.get_by_role("link", name="Accept").click()
    page.get_by_role("button", name="Accept").click()
    page.get_by_role("heading", name="things need your attention").wait_for()
    assert violations(page) == []
    page.get_by_label("Owner").fill("Ada Field")
    page.get_by_label("What will be done").fill("A3 17: a second carrier.")
    page.get_by_label("Kept again by").fill("2999-01-31")
    page.get_by_role("button", name="Accept").click()
    page.get_by_text("Accepted for your company.").first.wait_for()


def accept_from_home(page):
    """Accept as the client, led there by the page where the day begins."""
    open_what_waits(page, "Finding")
    page.get_by_role("link", name="Accept").click()
    page.get_by_role("button", name="Accept").click()
    page.get_by_text("accepted by both").first.wait_for()
    assert violations(page) == []


def draw_up(page, base):
    """Draw the statement up from the invoices of the month."""
    page.goto(f"{base}/c/acme/consequences/")
    page.get_by_role("link", name="Jul 2026").click()
    page.get_by_role("link", name="Draw it up").click()
    page.get_by_label("Invoiced in the month").fill("400000")
    page.get_by_label("Where the amount is from").fill("Invoices 118 to 131")
    assert violations(page) == []
    page.get_by_role("button", name="Draw it up").click()
    page.get_by_role("heading", name="we owe EUR").wait_for()
    assert violations(page) == []


def sign(page):
    """Sign exactly what is shown."""
    page.get_by_role("link", name="Read and sign").click()
    page.get_by_role("heading", name="Sign for your company").wait_for()
    assert violations(page) == []
    page.get_by_label("Password or code").fill(PASSWORD)
    page.get_by_role("button", name="Sign").click()
    page.get_by_text("Signed. Your signature").first.wait_for()


def test_a_bad_month_comes_to_a_signed_statement(acme, zenith, live_server, new_page):
    an_agreement_in_force(acme)
    months(acme, 5, 5, 5)
    ours, theirs = new_page(), new_page(width=390, scheme="dark")
    sign_in(ours, live_server.url, acme.email(Role.PROGRAM_MANAGER))
    work_out(ours, live_server.url)
    accept_with_a_plan(ours)

    sign_in(theirs, live_server.url, acme.email(Role.CLIENT_LEAD))
    accept_from_home(theirs)

    draw_up(ours, live_server.url)
    sign(ours)
    theirs.goto(ours.url)
    sign(theirs)
    theirs.get_by_role("heading", name="Jul 2026 is settled: we are owed EUR").wait_for()
    assert violations(theirs) == []

    with theirs.expect_download() as paper:
        theirs.get_by_role("link", name="PDF").click()
    assert paper.value.suggested_filename == "acme-statement-2026-07.pdf"
