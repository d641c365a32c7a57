"""Two companies score apart, see where they differ, agree, and sign the whole document."""

import pytest
from playwright.sync_api import expect

from assessed import a_document, a_risk
from catchball.trust.permissions import Role
from plugin_browser import violations
from signing_in import sign_in
from world import PASSWORD

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SCALES = ("Probability", "Quality and patients", "Schedule", "Cost", "Supply and authorities")


def choose(page, *steps):
    """Choose a step on each scale, by the keyboard."""
    for scale, step in zip(SCALES, steps, strict=True):
        page.get_by_role("group", name=scale, exact=True).get_by_role("radio").nth(step - 1).press(
            "Space"
        )


def begin(page, document):
    """Begin a round of all open risks from the page of the document."""
    page.goto(document)
    page.get_by_role("link", name="Score blind").click()
    expect(page.get_by_role("checkbox")).to_have_count(2)
    assert violations(page) == []
    page.get_by_role("button", name="Begin the round").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "2 risks are left for your company to score"
    )
    assert violations(page) == []


def score_both(page, first, second):
    """Score one risk after the other, and close."""
    page.get_by_role("link", name="Score the next risk").click()
    assert violations(page) == []
    for steps in (first, second):
        choose(page, *steps)
        page.get_by_role("button", name="Keep our score").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Your company has scored every risk; close its scores"
    )
    page.get_by_role("link", name="Close our scores").click()
    assert violations(page) == []
    page.get_by_role("button", name="Close them").click()


def agree(page):
    """Keep what both gave alike, then agree on the one that is far apart."""
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Furthest apart: Stuck, 16 points against 4"
    )
    assert violations(page) == []
    page.get_by_role("button", name="Keep the score both gave").click()
    page.get_by_role("link", name="Agree on the first").click()
    expect(page.get_by_text("your company", exact=True).first).to_be_visible()
    assert violations(page) == []
    choose(page, 4, 2, 4, 3, 1)
    page.get_by_role("button", name="Keep what we agree on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Both companies agree on every score")


def sign(page):
    """Sign exactly the edition that is shown."""
    page.get_by_role("link", name="Read and sign").click()
    assert violations(page) == []
    page.get_by_label("Password or code").fill(PASSWORD)
    page.get_by_role("button", name="Sign", exact=True).click()
    page.get_by_text("Signed. Your signature").first.wait_for()


def test_two_companies_score_apart_agree_and_sign(acme, zenith, live_server, new_page):
    document = a_document(acme, title="Transfer")
    for event in ("Stuck", "Late"):
        a_risk(acme, document, event=event)
    address = f"{live_server.url}/c/acme/risks/{document}/"
    ours, theirs = new_page(), new_page(width=390, scheme="dark")
    sign_in(ours, live_server.url, acme.email(Role.PROGRAM_MANAGER))
    begin(ours, address)
    score_both(ours, (2, 1, 2, 1, 1), (2, 2, 2, 2, 2))
    expect(ours.get_by_role("heading", level=1)).to_have_text(
        "Your scores are closed; the other company's are awaited"
    )
    assert violations(ours) == []

    sign_in(theirs, live_server.url, acme.email(Role.CLIENT_LEAD))
    theirs.goto(address)
    theirs.get_by_role("link", name="Open the round").click()
    expect(theirs.get_by_text("The other company: 2 of 2 scored")).to_be_visible()
    score_both(theirs, (4, 2, 4, 3, 1), (2, 2, 2, 2, 2))
    agree(theirs)

    ours.goto(f"{address}round/")
    expect(ours.get_by_text("the manufacturer moved")).to_be_visible()
    ours.goto(address)
    ours.get_by_role("button", name="Put it up for signature").click()
    expect(ours.get_by_role("heading", level=1)).to_have_text(
        "Edition 1 waits for your company's signature"
    )
    assert violations(ours) == []
    sign(ours)
    theirs.goto(f"{live_server.url}/c/acme/home/")
    theirs.get_by_role("link", name="Transfer, edition 1").click()
    sign(theirs)
    expect(theirs.get_by_role("heading", level=1)).to_have_text(
        "Edition 1 is signed by both companies"
    )
    ours.goto(address)
    expect(
        ours.get_by_role("heading", name="Nothing has changed since edition 1 was signed")
    ).to_be_visible()
    assert violations(ours) == []
