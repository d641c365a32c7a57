"""From a scorecard down to a fact, in a real browser, on both sides."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from catchball.trust.permissions import Role, Side
from measured import batches, deliveries, month_of
from plugin_browser import violations
from promised import a_signed_promise
from world import PASSWORD

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WIDTHS = ((1440, "light"), (820, "dark"), (390, "light"))


@pytest.fixture
def measured(acme, zenith):
    since = date(2025, 1, 1)
    a_signed_promise(acme, from_on=since)
    a_signed_promise(
        acme,
        metric_key="batch-yield",
        target=Decimal("0.97"),
        floor=Decimal("0.95"),
        from_on=since,
    )
    a_signed_promise(
        acme,
        metric_key="deviations-per-100-batches",
        party=Side.CLIENT,
        target=Decimal(10),
        floor=Decimal(60),
        from_on=since,
    )
    days = [date(2025, 12, 5) + timedelta(days=30 * month) for month in range(11)]
    late = (1, 2, 1, 3, 1, 2, 9, 2, 1, 3, 1)
    for day, misses in zip(days, late, strict=True):
        # Recorded within the week, so that it can be asked what was known when.
        recorded = datetime.combine(day + timedelta(days=4), time(9), tzinfo=UTC)
        deliveries(acme, *month_of(day, good=24 - misses, late=misses), now=recorded)
    deliveries(acme, (date(2026, 10, 30), None), name="U")
    batches(
        acme,
        [
            (day + timedelta(days=number), Decimal(100), Decimal(95 + number % 4))
            for day in days
            for number in range(9 if day != days[3] else 3)
        ],
    )


@pytest.fixture
def sign_in(live_server, acme, new_page):
    def signed_in(role, width=1440, scheme="light"):
        page = new_page(width, scheme)
        page.goto(f"{live_server.url}/sign-in/?next=/c/acme/scorecards/")
        page.get_by_label("E-mail").fill(acme.email(role))
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        return page

    return signed_in


def _fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def _wrong(page):
    """What axe finds; a cell half under the column that stays is whole once one scrolls on."""
    return [one for one in violations(page) if not (one[0] == "target-size" and "chip" in one[1])]


@pytest.mark.parametrize(("width", "scheme"), WIDTHS)
def test_everybody_can_use_the_three_pages_at_every_width(measured, sign_in, width, scheme):
    page = sign_in(Role.CLIENT_LEAD, width, scheme)
    found = {}
    for step in ("scorecard", "chart", "passport"):
        if step == "chart":
            page.get_by_role("link", name="On-time delivery").first.click()
            page.get_by_text("The same as a table").click()
        if step == "passport":
            page.get_by_role("link", name="Passport of the whole").click()
            page.get_by_text("Purpose, source and traps").click()
        page.wait_for_load_state()
        found[step] = (_wrong(page), _fits(page))
    assert found == dict.fromkeys(("scorecard", "chart", "passport"), ([], True))


def test_a_client_follows_a_number_down_to_what_was_late(measured, sign_in):
    page = sign_in(Role.CLIENT_LEAD)
    assert page.get_by_role("heading", level=1).inner_text().startswith("Three promises")

    page.get_by_role("link", name="63 below floor").click()
    said = page.get_by_role("heading", level=1).inner_text().replace("\N{NO-BREAK SPACE}", " ")
    assert said == "On-time delivery was 63 % in Jun 2026"
    page.get_by_role("link", name="late 9").click()
    assert page.locator("#facts tbody tr").count() == 9
    page.locator("#facts a.target").first.click()
    assert "/production/deliveries/" in page.url


def test_a_manager_looks_back_to_what_was_known_and_takes_it_along(measured, sign_in):
    page = sign_in(Role.PROGRAM_MANAGER)
    page.get_by_text("As known today").click()
    page.get_by_label("End of the day").fill("2026-06-10")
    page.get_by_role("button", name="Show").click()
    assert "As known on 10 Jun 2026" in page.locator(".filters").inner_text()

    with page.expect_download() as kept:
        page.get_by_role("link", name="PDF").click()
    assert kept.value.suggested_filename == "acme-scorecard-2026-06.pdf"
    page.get_by_role("link", name="Worst first").click()
    assert "sort=worst" in page.url
    assert "known=2026-06-10" in page.url
