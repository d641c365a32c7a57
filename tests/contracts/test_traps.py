"""What an expert will try on a scorecard, tried for them; docs/traps.md names who tries what."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from arranged import a_delivered, a_delivery, day
from catchball.kernel.worktime import Hours, WeekInForce, WorkCalendar, week_of
from catchball.measures.reading import Standing
from catchball.trust.permissions import Role, Side
from catchball.workplace.agreements.rules import WouldChangeThePast
from catchball.workplace.exclusions import queries as exclusions
from catchball.workplace.exclusions.rules import MayNotRule
from catchball.workplace.production.commands import record_delivery, redate_delivery
from catchball.workplace.scorecards import queries
from closed import a_closed_month, correct
from concluded import an_agreement_in_force
from excluded import a_claim, a_disputed_claim, an_accepted_claim, confirm, misses, record
from measured import deliveries, month_of
from promised import a_signed_promise, an_offer
from reading import text_of
from shared import ROOT
from timetables import a_client_calendar, an_office
from tried import BEGUN, FIFTH, NOVEMBER, cell_of, counted, without
from world import NOW, floor_scope_for, scope_for

TEST = re.compile(r"`(?P<path>[\w/]+\.py)::(?P<name>\w+)`")
STATUSES = {"held", "no feature yet"}
LEAD, MANAGER = Role.CLIENT_LEAD, Role.PROGRAM_MANAGER


def tables():
    """Return the rows of both tables of the paper: what is tried, and what goes wrong."""
    text = (ROOT / "docs" / "traps.md").read_text("utf-8")
    parts = [part.splitlines()[2:] for part in re.split(r"(?m)^(?=\| (?:They|Bad))", text)[1:]]
    return [
        [[cell.strip() for cell in line.strip("|").split("|")] for line in part if line[:1] == "|"]
        for part in parts
    ]


class TestThePaper:
    def test_names_every_trap_once_with_a_status(self):
        tried, wrong = tables()
        assert (len(tried), len(wrong)) == (18, 12)
        assert {row[1] for row in tried} == STATUSES
        assert len({row[0] for row in tried}) == len(tried)

    def test_names_tests_that_are_there(self):
        missing = []
        for row in (row for table in tables() for row in table):
            found = TEST.findall(row[-1])
            if not found and "no feature yet" not in row:
                missing.append(row[0])
            for path, name in found:
                files = [base / path for base in (ROOT / "src" / "catchball", ROOT)]
                text = next((one.read_text("utf-8") for one in files if one.is_file()), "")
                if f"def {name}(" not in text:
                    missing.append(f"{path}::{name}")
        assert missing == []


def test_moving_a_date_improves_no_number(acme, zenith):
    ours, theirs = (a_signed_promise(one, from_on=BEGUN) for one in (acme, zenith))
    deliveries(acme, *month_of(date(2026, 11, 5), good=9))
    deliveries(zenith, *month_of(date(2026, 11, 5), good=9))
    late = a_delivery(acme, "D-late", first_promised_on=day(-3))
    soon = a_delivery(acme, "D-soon", first_promised_on=day(5))
    before = counted(acme, ours, NOVEMBER)
    assert before == (9, 10)

    moved = {"asked_by": Side.CLIENT, "cause": "The client asked for it.", "version": 1}
    redate_delivery(scope_for(acme), delivery=late, promised_on=day(20), **moved)
    redate_delivery(scope_for(acme), delivery=soon, promised_on=day(40), **moved)
    assert counted(acme, ours, NOVEMBER) == before

    later = NOW + timedelta(days=20)
    whole = {"delivered_on": day(20), "quantity_delivered": Decimal(1000), "version": 2}
    record_delivery(scope_for(acme, now=later), delivery=late, **whole)
    assert counted(acme, ours, NOVEMBER, now=later) == (9, 11)
    december = (date(2026, 12, 1), date(2027, 1, 1))
    assert counted(acme, ours, december, now=later) == (0, 0)
    assert counted(zenith, theirs, NOVEMBER, now=later) == (9, 9)


def test_half_a_shipment_is_not_in_full(acme, zenith):
    ours, theirs = (
        a_signed_promise(one, metric_key="on-time-in-full", from_on=BEGUN) for one in (acme, zenith)
    )
    a_delivered(acme, "D-half", promised=-5, delivered=-5, quantity=500)
    a_delivered(zenith, "D-whole", promised=-5, delivered=-5, quantity=1000)

    assert counted(acme, ours, NOVEMBER) == (0, 1)
    assert counted(zenith, theirs, NOVEMBER) == (1, 1)


def test_what_the_client_delayed_does_not_count_against_the_manufacturer(acme, zenith):
    ours, theirs = (a_signed_promise(one, from_on=BEGUN) for one in (acme, zenith))
    for company in (acme, zenith):
        deliveries(company, *month_of(FIFTH, good=9, late=1))
    [late] = misses(acme, ours)

    an_accepted_claim(acme, ours, late)

    assert (counted(acme, ours), without(acme, ours)) == ((9, 10), (9, 9))
    close = queries.get_close(scope_for(acme), a_closed_month(acme))
    assert close.numbers[0].cell.attributable_standing is Standing.KEPT
    assert without(zenith, theirs) == (9, 10)


def test_a_disputed_exclusion_counts_until_a_ruling_is_confirmed(acme, zenith):
    ours, theirs = (a_signed_promise(one, from_on=BEGUN) for one in (acme, zenith))
    for company in (acme, zenith):
        deliveries(company, *month_of(FIFTH, good=9, late=1))
    claim = a_disputed_claim(acme, ours, misses(acme, ours)[0])
    assert without(acme, ours) == (9, 10)

    record(acme, claim)
    assert without(acme, ours) == (9, 10)
    with pytest.raises(MayNotRule):
        confirm(acme, claim, role=Role.SITE_HEAD)

    confirm(acme, claim, role=Role.CLIENT_EXECUTIVE)
    assert without(acme, ours) == (9, 9)
    assert without(zenith, theirs) == (9, 10)


def test_another_client_is_in_no_search_export_or_overview(acme, zenith, browse):
    ours, theirs = (a_signed_promise(one, from_on=BEGUN) for one in (acme, zenith))
    a_delivery(acme, "OURS-1")
    a_delivery(zenith, "THEIRS-1")
    for role in (MANAGER, LEAD):
        browser = browse(acme, role)
        listed = "/c/acme/production/deliveries/"
        assert "THEIRS-1" not in text_of(browser.get(listed, {"q": "Rotterdam"}))
        assert "OURS-1" in text_of(browser.get(listed, {"q": "Rotterdam"}))
        file = browser.get(f"{listed}export.csv")
        assert b"THEIRS-1" not in b"".join(file.streaming_content)
        for address in (f"/c/acme/scorecards/{theirs}/", f"/c/zenith/scorecards/{theirs}/"):
            assert browser.get(address).status_code == 404
        assert browser.get(f"/c/acme/scorecards/{ours}/").status_code == 200
    assert "Zenith" not in text_of(browse(acme, MANAGER).get("/floor/scorecards/portfolio/"))
    assert [row.client.slug for row in queries.read_portfolio(floor_scope_for(acme)).rows] == [
        "acme"
    ]


def test_a_closed_month_stays_and_shows_what_was_corrected(acme, zenith):
    ours = a_signed_promise(acme, from_on=BEGUN)
    a_signed_promise(zenith, from_on=BEGUN)
    for company in (acme, zenith):
        deliveries(company, *month_of(FIFTH, good=9, late=1))
    close, other = a_closed_month(acme), a_closed_month(zenith)
    hashed = queries.get_close(scope_for(acme), close).content_hash

    correct(acme, misses(acme, ours)[0], delivered_on=FIFTH, now=NOW)

    page = queries.get_close(scope_for(acme), close)
    [line] = page.numbers
    assert (line.cell.reading.top, line.now.reading.top) == (9, 10)
    assert (page.content_hash, page.is_intact) == (hashed, True)
    assert all(one.still_equal for one in page.signatures)
    assert not queries.get_close(scope_for(zenith), other).numbers[0].is_restated


def test_no_threshold_changes_for_days_that_were_judged(acme, zenith):
    ours, theirs = (a_signed_promise(one, from_on=BEGUN) for one in (acme, zenith))
    for company in (acme, zenith):
        deliveries(company, *month_of(FIFTH, good=18, late=2))
    easier = {"target": Decimal("0.5"), "floor": Decimal("0.4")}
    with pytest.raises(WouldChangeThePast):
        an_offer(scope_for(acme), from_on=FIFTH, **easier)

    a_signed_promise(acme, from_on=day(1), **easier)

    for company, promise in ((acme, ours), (zenith, theirs)):
        cell = cell_of(company, promise)
        assert (cell.target, cell.standing) == (Decimal("0.95"), Standing.BELOW_TARGET)


def test_no_average_hides_a_red_month(acme, zenith):
    an_agreement_in_force(acme)
    a_signed_promise(zenith, from_on=BEGUN)
    for month in range(6, 11):
        late = 3 if month == 10 else 0
        deliveries(acme, *month_of(date(2026, month, 5), good=20 - late, late=late))
    deliveries(zenith, *month_of(FIFTH, good=20))

    card = queries.read_scorecard(scope_for(acme), month="2026-10")

    [row] = card.rows
    assert (row.whole.standing, row.last.standing) == (Standing.KEPT, Standing.BELOW_FLOOR)
    assert card.headline == (
        "On-time delivery is kept over all periods, and below its floor in Oct 2026"
    )
    other = queries.read_scorecard(scope_for(zenith), month="2026-10")
    assert other.headline == "On-time delivery is kept"


def test_a_weekend_in_another_zone_is_no_working_day(acme, zenith):
    hours = (Hours.read("08:00", "16:00"),)
    week = week_of(sun=hours, mon=hours, tue=hours, wed=hours, thu=hours)
    riyadh = WorkCalendar("Asia/Riyadh", (WeekInForce(None, week),))
    a_client_calendar(acme, calendar=riyadh)
    a_client_calendar(zenith, calendar=replace(an_office("Asia/Riyadh"), business_day=None))
    friday, due = datetime(2026, 11, 13, 9, 30, tzinfo=UTC), {}
    for company in (acme, zenith):
        promise = a_signed_promise(company, from_on=BEGUN)
        deliveries(company, *month_of(FIFTH, good=9, late=1))
        claim = a_claim(company, promise, misses(company, promise)[0], now=friday)
        line = exclusions.get_exclusion(scope_for(company, now=friday), claim).line
        due[company.slug] = line.answer_due_on
    assert due == {"acme": date(2026, 11, 26), "zenith": date(2026, 11, 27)}
