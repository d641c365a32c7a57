"""A technology transfer as one story: from the template to a grey risk that reverts to red."""

import io
from datetime import timedelta
from zipfile import ZipFile

import pikepdf
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from catchball.trust.permissions import Role
from planned import an_office_of, project, row
from plugin_browser import violations
from signing_in import sign_in
from world import PASSWORD

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SCALES = ("Probability", "Quality and patients", "Schedule", "Cost", "Supply and authorities")


def headline(page):
    return page.get_by_role("heading", level=1)


def look(page):
    """Hold the page to axe, and to its own width."""
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def open_from_template(page, base):
    page.goto(f"{base}/c/acme/plans/")
    page.get_by_role("link", name="Open a program").click()
    page.get_by_label("Technology transfer").check()
    page.get_by_label("Code").fill("TT-9")
    page.get_by_label("Name").fill("Move to Acme works")
    look(page)
    page.get_by_role("button", name="Open it").click()
    expect(headline(page)).to_contain_text("Move to Acme works is in stage 1, Initiate")
    look(page)
    return page.url


def import_the_plan(page, home):
    """Take over a file as Microsoft Project writes it, after a look at what it changes."""
    file = project(
        row(1, "Write the protocol", days=5),
        row(2, "Engineering batch", days=3, after=[(1, 1, 0)]),
    )
    page.get_by_role("link", name="Plan", exact=True).click()
    page.get_by_role("link", name="Import", exact=True).click()
    page.get_by_label("File").set_input_files(
        {"name": "transfer.xml", "mimeType": "text/xml", "buffer": file.encode()}
    )
    page.get_by_role("button", name="Read the file").click()
    expect(headline(page)).to_contain_text("The file would add 2 tasks")
    look(page)
    page.get_by_role("button", name="Take it over").click()
    expect(page.locator("#tasks")).to_contain_text("Engineering batch")
    page.goto(home)


def set_the_team(page, home, person, function):
    page.goto(f"{home}team/join/")
    page.get_by_label("Person").select_option(label=person)
    page.get_by_label("Function").select_option(function)
    look(page)
    page.get_by_role("button", name="Name them").click()
    expect(page.locator("#team")).to_contain_text(person.partition(" (")[0])


def begin_round(page, home):
    """Begin a round of the first risk of the template alone; return the document's address."""
    page.goto(home)
    page.get_by_role("link", name="Risks:").click()
    document = page.url
    page.get_by_role("link", name="Score blind").click()
    boxes = page.get_by_role("checkbox")
    expect(boxes.first).to_be_checked()
    for at in range(1, boxes.count()):
        boxes.nth(at).uncheck()
    page.get_by_role("button", name="Begin the round").click()
    expect(headline(page)).to_have_text("One risk is left for your company to score")
    return document


def choose(page, *steps):
    for scale, step in zip(SCALES, steps, strict=True):
        group = page.get_by_role("group", name=scale, exact=True)
        group.get_by_role("radio").nth(step - 1).press("Space")


def score_and_close(page, *steps):
    page.get_by_role("link", name="Score the next risk").click()
    choose(page, *steps)
    page.get_by_role("button", name="Keep our score").click()
    page.get_by_role("link", name="Close our scores").click()
    page.get_by_role("button", name="Close them").click()


def reconcile(page):
    """Agree on the score of which both saw one half; return the address of the risk."""
    expect(headline(page)).to_contain_text("Furthest apart:")
    look(page)
    page.get_by_role("link", name="Agree on the first").click()
    choose(page, 5, 4, 4, 3, 5)
    page.get_by_role("button", name="Keep what we agree on").click()
    expect(headline(page)).to_have_text("Both companies agree on every score")
    page.locator("#agenda").get_by_role("link").first.click()
    expect(page.get_by_text("plan needed").first).to_be_visible()
    return page.url


def complete_the_plan(page, risk, owner, today):
    page.goto(f"{risk}plan/")
    page.get_by_label("mitigate").check()
    page.get_by_label("Trigger").fill("The trial batch fails its in-process control.")
    page.get_by_label("Contingency").fill("A second trial at the smaller scale.")
    page.get_by_label("Probability that is left").select_option("2")
    page.get_by_label("Impact that is left").select_option("3")
    page.get_by_label("Delay if it happens").fill("10")
    page.get_by_label("Next review on").fill((today + timedelta(days=200)).isoformat())
    page.get_by_role("button", name="Keep the plan").click()
    page.get_by_role("link", name="Add an action").first.click()
    page.get_by_label("What is to be done").fill("Three trials at scale")
    page.get_by_label("Owner").select_option(label=owner)
    page.get_by_label("Due on").fill((today + timedelta(days=14)).isoformat())
    page.get_by_role("button", name="Offer it").click()
    page.locator("#actions").get_by_role("link", name="Three trials at scale").click()
    expect(page.get_by_text("Owned by you").first).to_be_visible()  # offered to oneself: accepted


def see_the_forecast(page, home):
    """Look at the curves with and without the risk that was planned, and at their table."""
    page.goto(home)
    page.get_by_role("link", name="Plan", exact=True).click()
    page.get_by_role("link", name="How it may end").click()
    expect(page.locator(".chart.curves:visible")).to_have_count(1)
    look(page)
    page.get_by_text("The same as a table").click()
    expect(page.get_by_role("columnheader", name="Without open risks")).to_be_visible()
    look(page)


def approve(page, risk):
    page.goto(risk)
    page.get_by_role("link", name="Read and approve").click()
    look(page)
    page.get_by_label("Password or code").fill(PASSWORD)
    page.get_by_role("button", name="Approve", exact=True).click()
    page.get_by_text("Your signature").first.wait_for()


def download(page, name):
    with page.expect_download() as coming:
        page.get_by_role("link", name=name, exact=True).click()
    return coming.value.path().read_bytes()


def hand_out(page, document):
    """Hand the document out as PDF and as DOCX; both tell of the colour in words."""
    page.goto(document)
    look(page)
    with pikepdf.open(io.BytesIO(download(page, "PDF"))) as paper:
        assert len(paper.pages) >= 1
    with ZipFile(io.BytesIO(download(page, "DOCX"))) as parts:
        assert "plan needed" in parts.read("word/document.xml").decode().lower()


def test_a_transfer_turns_grey_and_reverts(acme, zenith, live_server, new_page, monkeypatch):
    an_office_of(acme)
    base, today = live_server.url, timezone.localdate()
    ours, theirs = new_page(), new_page(width=390, scheme="dark")
    sign_in(ours, base, acme.email(Role.PROGRAM_MANAGER))
    home = open_from_template(ours, base)
    import_the_plan(ours, home)
    manager = "Acme program-manager (Program manager)"
    set_the_team(ours, home, manager, "project-management")
    document = begin_round(ours, home)
    score_and_close(ours, 3, 2, 3, 2, 2)

    sign_in(theirs, base, acme.email(Role.CLIENT_LEAD))
    theirs.goto(f"{document}round/")
    score_and_close(theirs, 5, 4, 4, 3, 5)
    risk = reconcile(theirs)

    complete_the_plan(ours, risk, manager, today)
    see_the_forecast(ours, home)
    see_the_forecast(theirs, home)
    approve(ours, risk)
    approve(theirs, risk)
    expect(theirs.get_by_text("plan completed").first).to_be_visible()
    look(theirs)

    then = timezone.now() + timedelta(days=30)  # noqa: TID251 -- the clock of the site is moved on
    monkeypatch.setattr(timezone, "now", lambda: then)
    later = new_page()
    sign_in(later, base, acme.email(Role.PROGRAM_MANAGER))
    later.goto(risk)
    expect(later.get_by_text("The plan was completed, and has reverted:")).to_be_visible()
    expect(later.get_by_text("plan needed").first).to_be_visible()
    look(later)
    hand_out(later, document)
