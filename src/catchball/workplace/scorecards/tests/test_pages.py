"""The pages of numbers, as people of both companies see them."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catchball.trust.permissions import ROLE_PERMISSIONS, Permission, Role, Side
from measured import deliveries, month_of
from promised import a_signed_promise, an_offer
from reading import text_of
from world import scope_for

MANAGER, LEAD, EXECUTIVE = Role.PROGRAM_MANAGER, Role.CLIENT_LEAD, Role.CLIENT_EXECUTIVE
OCTOBER = "first=2026-10-01&until=2026-11-01"


def card(query="", slug="acme"):
    return f"/c/{slug}/scorecards/{query}"


def passport(promise, query=OCTOBER, file="", slug="acme"):
    return f"/c/{slug}/scorecards/{promise}/passport/{file}?{query}"


@pytest.fixture
def promised(acme, zenith):
    return a_signed_promise(acme, from_on=date(2025, 1, 1))


@pytest.fixture
def october(acme, promised):
    days = (*month_of(date(2026, 10, 5), good=29, late=2), (date(2026, 10, 9), None))
    deliveries(acme, *days, now=datetime(2026, 10, 15, 9, tzinfo=UTC))
    return promised


class TestScorecard:
    def test_says_what_each_company_promised_in_the_readers_words(self, acme, october, browse):
        a_signed_promise(
            acme,
            metric_key="schedule-adherence",
            party=Side.CLIENT,
            target=Decimal("0.9"),
            floor=Decimal("0.8"),
            from_on=date(2025, 1, 1),
        )
        ours = text_of(browse(acme, MANAGER).get(card()))
        theirs = text_of(browse(acme, LEAD).get(card()))

        for said in (ours, theirs):
            assert "29 of 32" in said
            assert "91 %" in said
            assert "≥ 95 %, floor 90 %" in said
        promised_by_cmo = "On-time delivery ≥ 95 %"
        assert f"What we promised you {promised_by_cmo}" in ours
        assert f"What you promised us {promised_by_cmo}" in theirs

    def test_leads_from_each_cell_to_its_passport(self, acme, october, browse):
        browser = browse(acme, LEAD)
        page = browser.get(card("?month=2026-10")).content.decode()
        hrefs = {unescape(one) for one in re.findall(r'href="([^"]+/passport/[^"]*)"', page)}
        assert passport(october) in hrefs
        assert browser.get(passport(october)).status_code == 200

    def test_carries_program_and_cut_off_on_to_chart_and_passport(self, acme, october, browse):
        query = f"?program={acme.program}&known=2026-10-20&grain=quarter"
        page = unescape(browse(acme, MANAGER).get(card(query)).content.decode())
        kept = f"program={acme.program}&known=2026-10-20"
        assert f'href="/c/acme/scorecards/{october}/?{kept}&grain=quarter"' in page
        assert f"/passport/?{kept}&first=" in page
        assert "As known on 20 Oct 2026" in page

    def test_says_when_nothing_had_been_recorded_by_a_day(self, acme, october, browse):
        page = browse(acme, MANAGER).get(card("?known=2026-10-10")).content.decode()
        assert "Nothing had been recorded by then" in page

    def test_marks_few_facts_and_says_how_unsure_they_are(self, acme, promised, browse):
        deliveries(acme, *month_of(date(2026, 10, 5), good=4, late=1))
        page = browse(acme, MANAGER).get(card()).content.decode().replace("\N{NO-BREAK SPACE}", " ")
        assert 'class="chip few"' in page
        assert (
            "too few to judge · Oct 2026 · 4 of 5 on time · 95 % interval 37.6 % to 96.4 %" in page
        )

    def test_draws_what_is_not_due_and_what_was_before_the_promise(self, acme, zenith, browse):
        a_signed_promise(acme, from_on=date(2026, 11, 1))
        soon = timezone.localdate() + timedelta(days=40)
        deliveries(acme, *month_of(date(2026, 10, 5), good=9), (soon, None))
        browser = browse(acme, MANAGER)
        page = browser.get(card("?month=2026-11")).content.decode()
        page += browser.get(card(f"?month={soon:%Y-%m}")).content.decode()
        assert 'class="chip no-promise"' in page
        assert 'class="chip not-due"' in page
        assert 'class="chip no-data"' in page

    def test_puts_the_worst_first_on_demand(self, acme, october, browse):
        deliveries(acme, *month_of(date(2026, 10, 7), good=0, late=20), name="L")
        a_signed_promise(
            acme,
            metric_key="delivery-days-late-mean",
            target=Decimal(5),
            floor=Decimal(9),
            from_on=date(2025, 1, 1),
        )
        browser = browse(acme, MANAGER)

        def titles(query):
            return re.findall(
                r'class="target"[^>]*>([^<]+)', browser.get(card(query)).content.decode()
            )

        assert titles("") == ["Days late, mean", "On-time delivery"]
        assert titles("?sort=worst") == ["On-time delivery", "Days late, mean"]

    def test_asks_as_many_queries_for_many_rows_as_for_one(self, acme, october, browse):
        browser = browse(acme, MANAGER)

        def asked():
            browser.get(card())
            with CaptureQueriesContext(connection) as captured:
                browser.get(card())
            return len(captured)

        one = asked()
        for key in ("on-time-in-full", "on-time-of-dispatched"):
            a_signed_promise(acme, metric_key=key, from_on=date(2025, 1, 1))
        assert asked() == one

    @pytest.mark.parametrize("query", ["?grain=week", "?month=13", "?known=2999-01-01"])
    def test_refuses_an_address_that_means_nothing(self, acme, october, browse, query):
        answer = browse(acme, LEAD).get(card(query))
        assert answer.status_code == 422
        assert "Something does not fit" in text_of(answer)

    @pytest.mark.parametrize("query", ["?program=x", f"?program={date.min:%Y}"])
    def test_finds_no_program_that_is_none(self, acme, october, browse, query):
        assert browse(acme, LEAD).get(card(query)).status_code == 404

    @pytest.mark.parametrize("role", [MANAGER, LEAD])
    def test_does_not_exist_for_another_client(self, acme, zenith, october, browse, role):
        stranger = browse(zenith, role)
        assert stranger.get(card()).status_code == 404
        assert "29 of 32" not in text_of(stranger.get(card(slug="zenith")))


class TestBeginning:
    def test_tells_each_role_what_to_do_first(self, acme, zenith, browse):
        first = {role: text_of(browse(acme, role).get(card())) for role in Role}
        assert "Draft a promise" in first[MANAGER]
        assert "program manager drafts and offers it" in first[LEAD]
        assert "See the promises" in first[Role.QUALITY]
        assert all("No promise has been signed yet" in said for said in first.values())

    def test_leads_to_the_signature_that_is_waited_for(self, acme, zenith, browse):
        an_offer(scope_for(acme))
        said = text_of(browse(acme, LEAD).get(card()))
        assert "Once both companies have signed, it is measured here" in said
        assert "Read and sign" in said

    def test_says_that_nothing_is_recorded_yet(self, acme, promised, browse):
        assert "Nothing to measure yet" in text_of(browse(acme, LEAD).get(card()))
        assert "To the deliveries" in text_of(browse(acme, MANAGER).get(card()))

    def test_says_which_months_have_facts_and_leads_there(self, acme, october, browse):
        browser = browse(acme, LEAD)
        answer = browser.get(card("?month=2024-03"))
        assert "There are facts from Oct 2026 to Oct 2026" in text_of(answer)
        assert 'href="?month=2026-10"' in answer.content.decode()
        assert "29 of 32" in text_of(browser.get(card("?month=2026-10")))


class TestChart:
    def test_is_titled_with_its_finding_and_names_what_stands_out(self, acme, promised, browse):
        for month in range(1, 11):
            late = 12 if month == 6 else 1 + month % 3
            deliveries(acme, *month_of(date(2026, month, 5), good=40 - late, late=late))
        answer = browse(acme, LEAD).get(f"/c/acme/scorecards/{promised}/")
        said, page = text_of(answer), unescape(answer.content.decode())

        assert "Below the lower limit in Jun 2026: 28 on time of 40" in said
        assert "369 of 400 on time since Jan 2026, 92.3 %; 31 late" in said
        assert "first=2026-06-01&until=2026-07-01" in page
        assert "Trial limits from 10 points" in said
        assert "The same as a table" in said
        assert "The number of counted deliveries for which" in said

    def test_says_how_the_newest_periods_stand_and_what_may_come(self, acme, promised, browse):
        for month in range(1, 11):
            deliveries(acme, *month_of(date(2026, month, 5), good=90, late=10 * (month == 10)))
        answer = browse(acme, LEAD).get(f"/c/acme/scorecards/{promised}/")
        said = text_of(answer)

        assert "; below target in Oct 2026" in said
        assert re.search(r"Oct 2026: 90 %, +below target", said)
        assert re.search(r"\d+ % chance that the next month meets the target", said)
        assert 'class="chart-floor"' in answer.content.decode()
        assert re.search(r"Floor \d+\.0 %", said)

    def test_hands_out_its_drawing(self, acme, october, browse):
        answer = browse(acme, LEAD).get(f"/c/acme/scorecards/{october}/chart.svg")
        assert answer.headers["Content-Type"] == "image/svg+xml"
        assert answer.content.startswith(b"<svg")

    def test_says_so_where_nothing_was_counted(self, acme, promised, browse):
        said = text_of(browse(acme, MANAGER).get(f"/c/acme/scorecards/{promised}/"))
        assert "No fact has been counted yet" in said

    @pytest.mark.parametrize("role", [MANAGER, LEAD])
    def test_does_not_exist_for_another_client(self, acme, zenith, october, browse, role):
        stranger = browse(zenith, role)
        assert stranger.get(f"/c/acme/scorecards/{october}/").status_code == 404
        assert stranger.get(f"/c/zenith/scorecards/{october}/").status_code == 404


class TestPassport:
    def test_tells_the_number_its_sureness_and_every_fact(self, acme, october, browse):
        said = text_of(browse(acme, LEAD).get(passport(october)))
        assert "On-time delivery was 91 % in Oct 2026" in said
        assert "29 of 32 on time; 95 % interval 75.8 % to 96.8 %" in said
        assert "All 32" in said
        assert "late 3" in said
        assert "on time 29" in said
        assert "3 days after the first confirmed day" in said
        assert "Definition version 1, as it was signed" in said

    def test_leads_to_each_fact_those_who_may_read_it(self, acme, october, browse):
        browser = browse(acme, MANAGER)
        page = browser.get(passport(october)).content.decode()
        first = re.search(r'class="target" href="([^"]+)"', page).group(1)
        assert "D-2610" in text_of(browser.get(first))
        page = browse(acme, EXECUTIVE).get(passport(october)).content.decode()
        assert "D-261005" in page
        assert 'class="target"' not in page

    def test_narrows_by_outcome_and_goes_page_by_page(self, acme, promised, browse):
        deliveries(acme, *month_of(date(2026, 10, 5), good=60, late=2))
        browser = browse(acme, MANAGER)
        late = text_of(browser.get(passport(promised, f"{OCTOBER}&outcome=not-good")))
        assert "1 to 2 of 2" in late
        assert "51 to 60 of 60" in text_of(
            browser.get(passport(promised, f"{OCTOBER}&outcome=good&page=2"))
        )
        assert browser.get(passport(promised, f"{OCTOBER}&page=99999999999")).status_code == 200

    @pytest.mark.parametrize(
        "query", ["", "first=2026-10-01", "first=x&until=y", f"{OCTOBER}&outcome=perhaps"]
    )
    def test_finds_nothing_under_an_address_that_names_no_number(
        self, acme, october, browse, query
    ):
        assert browse(acme, LEAD).get(passport(october, query)).status_code == 404

    @pytest.mark.parametrize("role", [MANAGER, LEAD])
    @pytest.mark.parametrize("file", ["", "facts.csv", "facts.xlsx"])
    def test_does_not_exist_for_another_client(self, acme, zenith, october, browse, role, file):
        stranger = browse(zenith, role)
        assert stranger.get(passport(october, file=file)).status_code == 404
        assert stranger.get(passport(october, file=file, slug="zenith")).status_code == 404


class TestWhatIsKept:
    """Pages are made from kept pieces; with the same numbers in two clients as well."""

    @pytest.fixture
    def alike(self, acme, zenith):
        for company in (acme, zenith):
            a_signed_promise(company, from_on=date(2025, 1, 1))
            deliveries(company, *month_of(date(2026, 10, 5), good=29, late=2))
        return acme, zenith

    @pytest.mark.parametrize("order", [1, -1], ids=["forth", "back"])
    def test_is_never_anothers(self, alike, browse, order):
        acme, zenith = alike
        readers = [(one, role) for one in alike for role in (MANAGER, LEAD, EXECUTIVE)]
        for company, role in [*readers[::order], *readers]:
            page = browse(company, role).get(card(slug=company.slug)).content.decode()
            other = zenith if company is acme else acme
            assert f"/c/{company.slug}/scorecards/" in page
            assert f"/c/{other.slug}/" not in page
            assert other.name not in page
            may = Permission.WEBHOOK_MANAGE in ROLE_PERMISSIONS[role]
            assert (f"/c/{company.slug}/webhooks/" in page) is may
            ours, theirs = "What we promised you", "What you promised us"
            assert (ours if role.side is Side.CMO else theirs) in page

    def test_gives_way_to_what_was_recorded_since(self, acme, alike, browse):
        readers = [browse(acme, MANAGER), browse(acme, LEAD)]
        before = [text_of(reader.get(card())) for reader in readers]
        deliveries(acme, *month_of(date(2026, 10, 12), good=0, late=9), name="E")
        after = [text_of(reader.get(card())) for reader in readers]

        assert all("29 of 31" in page for page in before)
        assert all("29 of 40" in page for page in after)
