"""The scorecard on paper."""

import io
import re
from datetime import date

import pikepdf
import pytest

from catchball.site.paper import content_of
from catchball.trust.door import command
from catchball.trust.permissions import Permission, Role
from catchball.workplace.programs.models import Client
from catchball.workplace.scorecards.queries import read_scorecard
from catchball.workplace.scorecards.views.asked import Asked
from closed import LATER, a_closed_month, on_time
from excluded import an_accepted_claim, misses
from measured import deliveries, month_of
from promised import a_signed_promise
from world import scope_for

ADDRESS = "/c/acme/scorecards/scorecard.pdf"


@pytest.fixture
def october(acme, zenith):
    for key in ("on-time-delivery", "on-time-in-full", "on-time-of-dispatched"):
        a_signed_promise(acme, metric_key=key, from_on=date(2025, 1, 1))
    deliveries(acme, *month_of(date(2026, 10, 5), good=29, late=3))


@pytest.mark.parametrize("role", [Role.PROGRAM_MANAGER, Role.CLIENT_EXECUTIVE])
def test_is_one_page_across_for_both_companies(acme, october, browse, role):
    answer = browse(acme, role).get(ADDRESS)
    assert 'filename="acme-scorecard-2026-10.pdf"' in answer.headers["Content-Disposition"]
    with pikepdf.open(io.BytesIO(answer.content)) as document:
        assert len(document.pages) == 1
        _left, _bottom, width, height = document.pages[0].MediaBox
        assert (round(width), round(height)) == (842, 595)
        with document.open_metadata() as about:
            assert about["dc:title"] == "Scorecard of Acme, Nov 2025 – Oct 2026"


def test_says_how_likely_the_next_period_keeps_each_target(acme, zenith):
    a_signed_promise(acme, from_on=date(2025, 1, 1))
    for month in range(1, 11):
        deliveries(acme, *month_of(date(2026, month, 5), good=29, late=month % 3))
    scope = scope_for(acme, Role.CLIENT_LEAD)
    content = content_of(read_scorecard(scope), scope, Asked("acme"))
    [row] = content["groups"][0]["rows"]
    assert re.fullmatch(r"(over |under )?\d+\s%", row["odds"])
    assert content["odds"].startswith("per cent under the signals")


def _paper_of(company):
    scope = scope_for(company, now=LATER)
    return content_of(read_scorecard(scope, month="2026-10"), scope, Asked(company.slug))


def _row(content):
    [row] = content["groups"][0]["rows"]
    return row


def test_shows_what_was_closed_and_what_is_attributable(acme, zenith):
    ours, theirs = (a_signed_promise(one, from_on=date(2025, 1, 1)) for one in (acme, zenith))
    for company in (acme, zenith):
        deliveries(company, *month_of(date(2026, 10, 5), good=17, late=3))
    a_closed_month(acme)
    excluded, corrected, _third = misses(acme, ours)
    an_accepted_claim(acme, ours, excluded, now=LATER)
    on_time(acme, corrected)

    content = _paper_of(acme)
    cell = _row(content)["cells"][-1]
    assert (cell["shown"], cell["beside"], cell["closed"]) == ("90", "94.7", "85")
    assert _row(content)["total"]["beside"].startswith("attributable 94.7")
    assert content["beside"].startswith("below in small: attributable")
    assert content["closed"] == "closed at this value, restated since"

    other = _paper_of(zenith)
    cell = _row(other)["cells"][-1]
    assert len(misses(zenith, theirs)) == 3
    assert (cell["shown"], cell["beside"], cell["closed"]) == ("85", "", "")
    assert (other["beside"], other["closed"]) == ("", "")


def test_says_how_each_promise_stands_in_a_word(acme, october):
    content = _paper_of(acme)
    words = {row["total"]["word"] for group in content["groups"] for row in group["rows"]}
    assert words
    assert words <= {"kept", "below target", "below floor"}
    assert (content["spark_head"], content["signals_head"]) == ("Trend", "Signals")
    drawn = {
        one["alt"] for group in content["groups"] for row in group["rows"] for one in row["icons"]
    }
    assert {one["alt"] for one in content["signs"]} == drawn


def test_stays_whole_without_a_promise(acme, zenith, browse):
    assert browse(acme).get(ADDRESS).content.startswith(b"%PDF")


@command(may=Permission.CLIENT_ADMINISTER, event="tests.client-renamed")
def _rename(scope, *, name):
    Client.objects.filter(pk=scope.client).update(name=name)


def test_survives_a_name_that_its_fonts_cannot_draw(acme, october, browse):
    _rename(scope_for(acme, Role.ADMINISTRATOR), name="日本製薬 #panic() 🎈")
    assert browse(acme).get(ADDRESS).content.startswith(b"%PDF")


@pytest.mark.parametrize("role", [Role.PROGRAM_MANAGER, Role.CLIENT_LEAD])
def test_does_not_exist_for_another_client(acme, zenith, october, browse, role):
    assert browse(zenith, role).get(ADDRESS).status_code == 404


def test_offers_itself_on_the_page(acme, october, browse):
    page = browse(acme).get("/c/acme/scorecards/?grain=year").content.decode()
    assert re.search(rf'href="{re.escape(ADDRESS)}\?grain=year" download', page)
