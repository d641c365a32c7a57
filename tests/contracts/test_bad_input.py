"""What goes wrong between two companies: each has a clear answer and loses nothing."""

import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.utils import timezone

from agreed import an_offered_agreement
from catchball.measures.reading import Standing
from catchball.trust.permissions import Role, Side
from catchball.workplace.agreements import queries as agreements
from catchball.workplace.consequences import queries as consequences
from catchball.workplace.scorecards import queries
from closed import a_close, a_closed_month
from concluded import (
    MAY,
    accept_by_both,
    an_agreement_in_force,
    draft,
    findings_of,
    months,
    open_statement,
)
from excluded import an_accepted_claim, misses
from measured import batches, deliveries, month_of
from promised import a_signed_promise
from reading import text_of
from tried import BEGUN, FIFTH, NOVEMBER, cell_of
from world import PASSWORD, scope_for

SIGNED = ("agreement", "close", "statement")
LEAD = Role.CLIENT_LEAD


def a_page_to_sign(company, kind):
    """Make something that waits for signatures; return the address of its page."""
    if kind == "agreement":
        offered = an_offered_agreement(scope_for(company))
        return f"/c/{company.slug}/agreement/{offered}/sign/"
    if kind == "close":
        a_signed_promise(company, from_on=BEGUN)
        deliveries(company, *month_of(FIFTH, good=9, late=1))
        return f"/c/{company.slug}/closes/{a_close(company)}/sign/"
    an_agreement_in_force(company)
    [close] = months(company, 5)
    statement = draft(company, accept_by_both(company, open_statement(company, close)))
    return f"/c/{company.slug}/consequences/{statement}/sign/"


def sent_from(answer, **changes):
    """Return what the form of a page to sign sends as it stands."""
    page = answer.content.decode()
    hidden = dict(re.findall(r'type="hidden" name="(version|content_hash)" value="([^"]+)"', page))
    return {**hidden, "meaning": "agreement", "password": PASSWORD, **changes}


def signatures(company, address):
    """Return who signed what stands under an address of a page to sign."""
    record = address.split("/")[-3]
    scope = scope_for(company, now=timezone.now())  # noqa: TID251 -- pages go by the clock
    read = {
        "agreement": agreements.get_agreement,
        "closes": queries.get_close,
        "consequences": consequences.get_statement,
    }[address.split("/")[3]]
    return [one.side for one in read(scope, record).signatures]


@pytest.mark.parametrize("kind", SIGNED)
def test_a_session_that_ends_between_page_and_signature_signs_once(acme, zenith, browse, kind):
    address, browser = a_page_to_sign(acme, kind), browse(acme, LEAD)
    form = sent_from(browser.get(address))
    browser.logout()

    answer = browser.post(address, form)
    assert answer.headers["Location"].startswith("/sign-in/")
    assert signatures(acme, address) == []

    browser = browse(acme, LEAD)
    assert browser.post(address, sent_from(browser.get(address))).status_code == 302
    assert browser.post(address, form).status_code in (302, 409)
    assert signatures(acme, address) == [Side.CLIENT]
    assert browse(zenith, LEAD).get(address.replace("/acme/", "/zenith/")).status_code == 404


@pytest.mark.parametrize("kind", SIGNED)
def test_a_wrong_password_signs_nothing_and_loses_nothing(acme, zenith, browse, kind):
    address, browser = a_page_to_sign(acme, kind), browse(acme, LEAD)
    form = sent_from(browser.get(address), meaning="approval", password="not mine")

    answer = browser.post(address, form)

    assert answer.status_code == 422
    assert "That is not your password. Nothing was signed or changed." in text_of(answer)
    assert re.search(r'value="approval"[^>]*(checked|selected)', answer.content.decode())
    assert signatures(acme, address) == []
    again = sent_from(answer, meaning="approval")
    assert browser.post(address, again).status_code == 302
    assert signatures(acme, address) == [Side.CLIENT]


def test_one_fact_is_never_a_verdict(acme, zenith, browse):
    an_agreement_in_force(acme)
    theirs = a_signed_promise(zenith, from_on=BEGUN)
    deliveries(acme, *month_of(MAY, good=0, late=1))
    deliveries(zenith, *month_of(FIFTH, good=1))
    cell = cell_of(zenith, theirs)
    assert (cell.value, cell.standing) == (100, Standing.LOW_N)
    page = browse(zenith, LEAD).get("/c/zenith/scorecards/?month=2026-10")
    assert "95 % interval 20.7 % to 100.0 %" in unescape(page.content.decode()).replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert "On-time delivery cannot be judged yet" in text_of(page)

    statement = open_statement(acme, a_closed_month(acme, month=MAY))
    assert findings_of(acme, statement) == ()


def test_an_empty_month_is_closed_as_no_data_and_nothing_follows(acme, zenith):
    an_agreement_in_force(acme)
    a_signed_promise(zenith, from_on=BEGUN)
    deliveries(zenith, *month_of(MAY, good=0, late=9))

    close = a_closed_month(acme, month=MAY)

    [line] = queries.get_close(scope_for(acme), close).numbers
    assert (line.cell.value, line.cell.standing, line.facts) == (None, Standing.NO_DATA, 0)
    statement = draft(acme, open_statement(acme, close))
    page = consequences.get_statement(scope_for(acme), statement)
    assert (page.findings, page.line.total) == ((), Decimal(0))


def test_a_month_with_all_facts_excluded_is_neither_kept_nor_missed(acme, zenith):
    an_agreement_in_force(acme, promise={"n_min": 1})
    an_agreement_in_force(zenith, promise={"n_min": 1})
    for company in (acme, zenith):
        deliveries(company, *month_of(MAY, good=0, late=1))
    promise = queries.read_scorecard(scope_for(acme), month="2026-05").rows[0].promise
    may = {"first": MAY, "until": date(2026, 6, 1)}
    [only] = misses(acme, promise, **may)
    an_accepted_claim(acme, promise, only)

    for company, standing, found in ((acme, Standing.NO_DATA, 0), (zenith, None, 1)):
        close = a_closed_month(company, month=MAY)
        [line] = queries.get_close(scope_for(company), close).numbers
        assert line.cell.standing is Standing.BELOW_FLOOR
        assert line.cell.attributable_standing is standing
        assert len(findings_of(company, open_statement(company, close))) == found


def test_a_rate_without_exposure_is_no_number(acme, zenith, browse):
    rate = {"metric_key": "deviations-per-100-batches", "target": Decimal(5), "floor": Decimal(9)}
    ours, theirs = (a_signed_promise(one, from_on=BEGUN, **rate) for one in (acme, zenith))
    batches(zenith, [(FIFTH, Decimal(100), Decimal(96))] * 10)

    cell = cell_of(acme, ours)
    assert (cell.value, cell.standing) == (None, Standing.NO_DATA)
    assert cell_of(zenith, theirs).value == 50
    browser = browse(acme, LEAD)
    for page in ("", "passport/?first=2026-10-01&until=2026-11-01"):
        assert browser.get(f"/c/acme/scorecards/{ours}/{page}").status_code == 200


def test_targets_of_nothing_and_of_everything_are_judged_exactly(acme, zenith, browse):
    everything = {"target": Decimal(1), "floor": Decimal(1)}
    ours = a_signed_promise(acme, from_on=BEGUN, **everything)
    theirs = a_signed_promise(zenith, from_on=BEGUN, target=Decimal(0), floor=Decimal(0))
    deliveries(acme, *month_of(FIFTH, good=20))
    deliveries(acme, *month_of(date(2026, 11, 5), good=199, late=1))
    deliveries(zenith, *month_of(FIFTH, good=0, late=20))

    assert cell_of(acme, ours).standing is Standing.KEPT
    assert cell_of(acme, ours, NOVEMBER).standing is Standing.BELOW_FLOOR
    assert cell_of(zenith, theirs).standing is Standing.KEPT
    for company, promise in ((acme, ours), (zenith, theirs)):
        browser = browse(company, LEAD)
        for page in ("", f"{promise}/"):
            assert browser.get(f"/c/{company.slug}/scorecards/{page}").status_code == 200
