"""All clients on one page: who comes first, what is asked, and who may look."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catchball.measures.reading import Standing
from catchball.trust.permissions import Role
from catchball.workplace.scorecards.queries import read_passport, read_portfolio
from catchball.workplace.scorecards.views import portfolio
from excluded import an_accepted_claim, misses
from measured import deliveries, month_of
from promised import a_signed_promise
from world import a_company, floor_scope_for, scope_for


@pytest.fixture
def both(acme, zenith):
    for company in (acme, zenith):
        a_signed_promise(company, from_on=date(2025, 1, 1))
    deliveries(acme, *month_of(date(2026, 10, 5), good=19, late=1))
    deliveries(zenith, *month_of(date(2026, 10, 5), good=12, late=8))
    return floor_scope_for(acme, zenith)


def test_puts_the_client_to_go_to_first_on_top(both):
    rows = read_portfolio(both).rows
    assert [row.client.slug for row in rows] == ["zenith", "acme"]
    assert [row.cells[0].standing for row in rows] == [Standing.BELOW_FLOOR, Standing.KEPT]


def test_reads_the_same_as_each_clients_own_passport(both, acme, zenith):
    cells = {row.client.slug: row.cells[0] for row in read_portfolio(both).rows}
    for company in (acme, zenith):
        found = cells[company.slug].cell
        own = read_passport(
            scope_for(company),
            promise=cells[company.slug].promise,
            first=found.period.first,
            until=found.period.until,
        ).cell
        assert found.reading == own.reading
        assert found.period.first == date(2026, 8, 1)


def test_decides_by_the_attributable_number(both, zenith):
    promise = read_portfolio(both).rows[0].cells[0].promise
    for fact in misses(zenith, promise):
        an_accepted_claim(zenith, promise, fact)
    [row] = [row for row in read_portfolio(both).rows if row.client.slug == "zenith"]
    assert row.cells[0].standing is Standing.KEPT
    assert row.cells[0].cell.reading.bottom == 20


def test_asks_as_many_queries_for_many_clients_as_for_one(both, acme, zenith):
    def asked(*companies):
        with CaptureQueriesContext(connection) as captured:
            read_portfolio(floor_scope_for(*companies))
        return [one["sql"] for one in captured.captured_queries if "SET LOCAL" not in one["sql"]]

    third = a_company("third", "Third")
    a_signed_promise(third, from_on=date(2025, 1, 1))
    assert len(asked(acme)) == len(asked(acme, zenith, third))


def test_sees_assigned_clients_alone(both, acme):
    assert [row.client.slug for row in read_portfolio(floor_scope_for(acme)).rows] == ["acme"]


def test_shows_a_client_that_promised_nothing(acme, zenith):
    a_signed_promise(acme, from_on=date(2025, 1, 1))
    rows = read_portfolio(floor_scope_for(acme, zenith)).rows
    assert [len(row.cells) for row in rows] == [1, 0]


def test_is_not_there_for_a_client(acme, browse):
    assert browse(acme, Role.CLIENT_LEAD).get("/floor/scorecards/portfolio/").status_code == 404


def test_says_where_to_go_first(acme, browse):
    a_signed_promise(acme, from_on=date(2025, 1, 1))
    answer = browse(acme, Role.SITE_HEAD).get("/floor/scorecards/portfolio/")
    assert answer.status_code == 200
    assert "On-time delivery" in answer.content.decode()


def test_says_in_words_what_is_not_promised(acme, zenith, browse):
    a_signed_promise(acme, from_on=date(2025, 1, 1))
    browser, page = browse(acme, Role.SITE_HEAD), "/floor/scorecards/portfolio/"
    assert "not promised to this client" not in browser.get(page).content.decode()

    a_signed_promise(acme, metric_key="right-first-time", from_on=date(2025, 1, 1))
    found = portfolio.shown_of(read_portfolio(floor_scope_for(acme, zenith)))
    assert [(one.name, one.has_promises) for one in found.clients] == [
        ("Acme", True),
        ("Zenith", False),
    ]
    assert found.has_gaps


def test_gives_each_column_as_many_decimals_as_its_most_exact_number(acme, zenith):
    for company, good in ((acme, 20), (zenith, 1990)):
        a_signed_promise(company, from_on=date(2025, 1, 1))
        deliveries(company, *month_of(date(2026, 10, 5), good=good, late=good // 100))
    found = portfolio.shown_of(read_portfolio(floor_scope_for(acme, zenith)))
    shown = {
        one.name: one.cells[0][0].value.split("\N{NO-BREAK SPACE}")[0] for one in found.clients
    }
    assert shown == {"Acme": "100.00", "Zenith": "99.05"}
