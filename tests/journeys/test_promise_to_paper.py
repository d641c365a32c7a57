"""The whole chain as one story: from a draft to the paper of what a bad month came to."""

import io
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import expect

from browsing import ahead
from catchball.kernel.days import Grain, month_start, period_of
from catchball.kernel.words import period_name
from catchball.trust.permissions import Role
from plugin_browser import violations
from reading import open_what_waits
from signing_in import sign_in
from working import Worker
from world import PASSWORD

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
HEAD = "Reference,Program,Promised day,Delivered day,Quantity"


@pytest.fixture
def work(throwaway_postgres, settings, tmp_path):
    """Let a real worker do what waits, and stop it."""
    settings.UPLOAD_ROOT = tmp_path / "uploads"
    return Worker(throwaway_postgres, settings.UPLOAD_ROOT).do_what_waits


def headline(page):
    return page.get_by_role("heading", level=1)


def six_months(last, folder):
    """Write twelve deliveries of each of six months, three of the last one four days late."""
    lines = [HEAD]
    for back in range(6):
        due = month_start(last, -back) + timedelta(days=4)
        for number in range(1, 13):
            left = due + timedelta(days=4) if back == 0 and number > 9 else due
            lines.append(f"D-{due:%y%m}-{number:02},P-1,{due},{left},100")
    file = Path(folder, "six-months.csv")
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return file


def keep(page, link, values):
    """Open a part or line of the draft, fill fields in, and keep it."""
    page.get_by_role("link", name=link, exact=True).click()
    for label, value in values.items():
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name="Keep it").click()
    expect(headline(page)).to_contain_text("The draft is complete")


def draft(page, base, first):
    """Draft from the template: from six months ago on, a credit at the first miss."""
    page.goto(f"{base}/c/acme/agreement/")
    page.get_by_role("button", name="Draft from the template").click()
    keep(page, "Change Force, review and precedence", {"In force from": first.isoformat()})
    keep(page, "Change Credits and their limits", {"Months without credits": "0"})
    keep(page, "4 Credit", {"After so many misses": "1", "In so many periods": "1"})
    page.get_by_role("link", name="On time in full", exact=True).click()
    page.get_by_role("button", name="Remove it").click()
    expect(headline(page)).to_contain_text("The draft is complete")
    assert violations(page) == []
    return page.url.partition("#")[0]


def rehearse_and_offer(page, agreement):
    """Rehearse on no facts, which says so, and offer what is previewed."""
    page.get_by_role("link", name="Rehearse").click()
    expect(headline(page)).to_contain_text("hold too few facts to rehearse")
    assert violations(page) == []
    page.goto(agreement)
    page.get_by_role("link", name="Preview and offer").click()
    page.get_by_role("button", name="Offer it to Acme").click()
    expect(headline(page)).to_have_text("Version 1 waits for both signatures")


def sign_agreement(page, address):
    page.goto(address)
    page.get_by_role("link", name="Read and sign").click()
    sign(page)
    expect(page.get_by_text("Your signature stands under the agreement.")).to_be_visible()


def sign(page):
    """Sign exactly what is shown."""
    assert violations(page) == []
    page.get_by_label("Password or code").fill(PASSWORD)
    page.get_by_role("button", name="Sign", exact=True).click()


def bring_in(page, base, file, work):
    """Import six months of facts."""
    page.goto(f"{base}/c/acme/exchange/new/")
    page.get_by_label("Deliveries").check()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Bring it in").click()
    page.get_by_role("button", name="Check every row").click()
    page.get_by_text("is being checked").first.wait_for()
    work()
    page.get_by_role("button", name="Write 72 deliveries").click()
    page.get_by_text("are being written").first.wait_for()
    work()
    expect(headline(page)).to_contain_text("72 deliveries came in")


def from_red_cell_to_claim(page, base):
    """Follow the red number to its passport, and claim that one miss should not count."""
    page.goto(f"{base}/c/acme/scorecards/")
    expect(headline(page)).to_contain_text("On-time delivery")
    assert violations(page) == []
    page.locator("a.chip.below-floor").first.click()
    expect(headline(page)).to_contain_text("On-time delivery was 75")
    assert violations(page) == []
    page.get_by_role("link", name="Claim an exclusion").first.click()
    page.get_by_label("Delay of a vendor or of the market").check()
    page.get_by_label("What happened").fill("The glass maker stood for three weeks.")
    page.get_by_role("textbox", name="Clause").fill("MSA 6.2")
    page.get_by_role("textbox", name="Evidence").fill("Letter of the glass maker, no. 118")
    assert violations(page) == []
    page.get_by_role("button", name="Claim the exclusion").click()
    expect(headline(page)).to_contain_text("until the claim is decided")
    assert violations(page) == []


def dispute(page):
    """Dispute as the client, led there by the home page."""
    open_what_waits(page, "Exclusion")
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
    expect(page.get_by_label("Reason of the ruling")).to_have_value("Minutes 7, item 3")
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
    expect(headline(page)).to_contain_text("is excluded from On-time delivery")


def close(page, base, name):
    """Freeze the month and sign it for the manufacturer."""
    page.goto(f"{base}/c/acme/closes/")
    assert violations(page) == []
    page.get_by_role("button", name="Freeze and propose").click()
    expect(headline(page)).to_contain_text(f"{name} waits for both signatures")
    expect(page.locator("#numbers")).to_contain_text("9 of 11 on time")
    assert violations(page) == []
    page.get_by_role("link", name="Read and sign").click()
    sign(page)
    page.get_by_text("Signed. Your signature stands under these numbers.").wait_for()


def sign_the_close_too(page, base, name):
    """Sign for the client, led there by the home page: the month is closed."""
    page.goto(f"{base}/c/acme/home/")
    open_what_waits(page, "Close")
    page.get_by_role("link", name="Read and sign").click()
    sign(page)
    expect(headline(page)).to_contain_text(f"{name} is closed, and nothing changed since")


def correct(page, base, due):
    """Correct a delivery as quality does: the proof of dispatch names its first day."""
    page.goto(f"{base}/c/acme/production/deliveries/?late=1&sort=reference")
    page.locator("a.target").last.click()
    page.get_by_role("link", name="Correct").click()
    page.locator("[name=delivered_on]").fill(due.isoformat())
    page.get_by_label("Reason").fill("Proof of dispatch 118 names the first day.")
    page.get_by_role("button", name="Correct record").click()
    page.get_by_role("link", name="Correct").wait_for()


def see_the_restatement(page, base, name):
    """See the closed number stay, what it reads now, and which fact moved it and why."""
    page.goto(f"{base}/c/acme/closes/")
    page.get_by_role("link", name=name).first.click()
    expect(headline(page)).to_contain_text(f"{name} is closed; one number was restated")
    page.get_by_role("link", name="On-time delivery").click()
    page.get_by_role("heading", name="What restated it").wait_for()
    story = page.locator("main")
    expect(story).to_contain_text("Proof of dispatch 118 names the first day.")
    expect(story).to_contain_text("Acme quality")
    assert violations(page) == []


def accept_with_a_plan(page, base, name):
    """Go from the close to what follows it, and accept as whoever missed."""
    page.goto(f"{base}/c/acme/closes/")
    page.get_by_role("link", name=name).first.click()
    page.get_by_role("link", name="What follows this month").click()
    expect(headline(page)).to_contain_text(f"{name}: one finding is not decided")
    assert violations(page) == []
    page.get_by_role("link", name="On-time delivery").first.click()
    expect(headline(page)).to_contain_text(f"On-time delivery was missed in {name}")
    assert violations(page) == []
    page.get_by_role("link", name="Accept").click()
    page.get_by_label("Owner").fill("Ada Field")
    page.get_by_label("What will be done").fill("A3 17: a second carrier.")
    page.get_by_label("Kept again by").fill("2999-01-31")
    page.get_by_role("button", name="Accept").click()
    page.get_by_text("Accepted for your company.").first.wait_for()


def accept_from_home(page, base):
    """Accept as the client, led there by the page where the day begins."""
    page.goto(f"{base}/c/acme/home/")
    open_what_waits(page, "Finding")
    page.get_by_role("link", name="Accept").click()
    page.get_by_role("button", name="Accept").click()
    page.get_by_text("accepted by both").first.wait_for()


def draw_up(page, base, name):
    """Draw the statement up from the invoices of the month, and sign it."""
    page.goto(f"{base}/c/acme/consequences/")
    page.get_by_role("link", name=name).click()
    page.get_by_role("link", name="Draw it up").click()
    page.get_by_label("Invoiced in the month").fill("400000")
    page.get_by_label("Where the amount is from").fill("Invoices 118 to 131")
    page.get_by_role("button", name="Draw it up").click()
    expect(headline(page)).to_contain_text("we owe EUR")
    expect(page.locator("#lines")).to_contain_text("12,000.00")
    assert violations(page) == []
    page.get_by_role("link", name="Read and sign").click()
    sign(page)
    page.get_by_text("Signed. Your signature").first.wait_for()
    return page.url


def take_the_paper(page, name):
    """Take the statement along, with both signatures on it."""
    expect(headline(page)).to_contain_text(f"{name} is settled: we are owed EUR")
    assert violations(page) == []
    with page.expect_download() as paper:
        page.get_by_role("link", name="PDF").click()
    with pikepdf.open(io.BytesIO(Path(paper.value.path()).read_bytes())) as document:
        assert len(document.pages) >= 1
    page.get_by_role("link", name=f"The close of {name}").click()
    expect(headline(page)).to_contain_text(f"{name} is closed; one number was restated")


def test_a_promise_becomes_paper(live_server, new_page, acme, zenith, tmp_path, work):
    today = ahead(0)
    last = month_start(today, -1)
    name, base = period_name(period_of(last, Grain.MONTH)), live_server.url
    manager, client, quality = new_page(), new_page(), new_page()
    sign_in(manager, base, acme.email(Role.PROGRAM_MANAGER))
    sign_in(client, base, acme.email(Role.CLIENT_LEAD))
    sign_in(quality, base, acme.email(Role.QUALITY))

    agreement = draft(manager, base, month_start(last, -5))
    rehearse_and_offer(manager, agreement)
    sign_agreement(manager, agreement)
    sign_agreement(client, agreement)
    bring_in(manager, base, six_months(last, tmp_path), work)

    from_red_cell_to_claim(manager, base)
    client.goto(f"{base}/c/acme/home/")
    dispute(client)
    rule(manager, today)
    confirm(client)

    close(manager, base, name)
    sign_the_close_too(client, base, name)
    work()
    correct(quality, base, last + timedelta(days=4))
    see_the_restatement(client, base, name)

    accept_with_a_plan(manager, base, name)
    accept_from_home(client, base)
    client.goto(draw_up(manager, base, name))
    client.get_by_role("link", name="Read and sign").click()
    sign(client)
    take_the_paper(client, name)

    # Of all this, the other client sees nothing.
    for theirs in ("agreement", "closes", "consequences"):
        assert client.goto(f"{base}/c/zenith/{theirs}/").status == 404
