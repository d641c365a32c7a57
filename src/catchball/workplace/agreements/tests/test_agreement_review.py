"""An agreement rehearsed, checked and compared on pages, and printed."""

import io
from datetime import date

import pikepdf
import pytest

from agreed import (
    a_draft_agreement,
    a_signed_agreement,
    change_item,
    change_part,
    offer,
)
from catchball.kernel.days import Period
from catchball.measures.reading import Standing
from catchball.trust.permissions import Role
from catchball.workplace.agreements import queries
from measured import deliveries, month_of
from reading import text_of
from world import scope_for

LEAD = Role.CLIENT_LEAD


@pytest.fixture
def manager(acme, zenith):
    return scope_for(acme)


def address(*parts):
    return "/".join(["/c/acme/agreement", *(str(part) for part in parts)]) + "/"


class TestRehearsal:
    def test_judges_past_months_by_the_draft(self, acme, zenith, manager):
        deliveries(acme, *month_of(date(2026, 9, 5), good=40, late=0))
        deliveries(acme, *month_of(date(2026, 10, 5), good=20, late=20))
        deliveries(zenith, *month_of(date(2026, 8, 5), good=40, late=0))

        found = queries.rehearse_agreement(manager, a_draft_agreement(manager))

        promise = next(one for one in found.promises if one.id == "on-time-delivery")
        by_month = {one.period.first: one.standing for one in promise.happened}
        assert len(by_month) == 12
        assert by_month[date(2026, 9, 1)] is Standing.KEPT
        assert by_month[date(2026, 10, 1)] is Standing.BELOW_FLOOR
        assert by_month[date(2026, 8, 1)] is Standing.NO_DATA
        assert date(2026, 11, 1) not in by_month
        assert {one.kind for one in promise.consequences} == {"visible", "action"}

    def test_judges_the_last_year_that_is_over_where_years_are_agreed(self, acme, zenith, manager):
        deliveries(acme, *month_of(date(2025, 3, 5), good=20, late=20))
        deliveries(acme, *month_of(date(2026, 3, 5), good=40, late=0))
        draft = a_draft_agreement(manager)
        change_item(manager, draft, "promises", "on-time-delivery", period="year")

        found = queries.rehearse_agreement(manager, draft)

        promise = next(one for one in found.promises if one.id == "on-time-delivery")
        [year] = promise.happened
        assert year.period == Period(date(2025, 1, 1), date(2026, 1, 1))
        assert year.standing is Standing.BELOW_FLOOR
        assert [len(periods) for periods, _promises in found.groups] == [12, 1]

    def test_says_how_it_would_have_fared(self, acme, manager, browse):
        deliveries(acme, *month_of(date(2026, 10, 5), good=20, late=20))
        said = text_of(browse(acme).get(address(a_draft_agreement(manager), "rehearse")))
        assert "below floor" in said
        assert "2 Owner and A3" in said

    def test_says_that_facts_are_missing(self, acme, manager, browse):
        said = text_of(browse(acme).get(address(a_draft_agreement(manager), "rehearse")))
        assert "too few facts to rehearse" in said

    def test_of_a_draft_is_not_the_clients(self, acme, manager, browse):
        place = address(a_draft_agreement(manager), "rehearse")
        assert browse(acme, LEAD).get(place).status_code == 404


class TestHealthCheck:
    def test_lists_promises_without_facts(self, acme, manager, browse):
        said = text_of(browse(acme).get(address(a_draft_agreement(manager), "health")))
        assert "“On-time delivery” had too few facts" in said
        assert "has no working calendar" in said

    @pytest.mark.parametrize(
        ("role", "leads"), [(Role.PROGRAM_MANAGER, True), (Role.ADMINISTRATOR, False)]
    )
    def test_leads_to_what_it_names_whoever_may_change_it(self, acme, manager, browse, role, leads):
        place = address(a_draft_agreement(manager), "health")
        page = browse(acme, role).get(place).content.decode()
        assert ("Change it" in page) is leads


class TestComparison:
    def test_shows_what_the_next_version_changes(self, acme, manager, browse):
        a_signed_agreement(acme, from_on="2026-12-01")
        draft = a_draft_agreement(manager, from_in_force=True)
        change_part(manager, draft, "terms", from_on="2027-02-01", review_on="2028-02-01")
        change_item(manager, draft, "promises", "on-time-delivery", target="0.97")
        offer(manager, draft)
        said = text_of(browse(acme, LEAD).get(address(draft, "compare")))
        said = said.replace("\N{NO-BREAK SPACE}", " ")
        assert "Version 1 and Version 2 differ in 2 clauses" in said
        assert "at least 95 %" in said
        assert "at least 97 %" in said

    def test_knows_no_other_agreement(self, acme, zenith, manager, browse):
        theirs = a_draft_agreement(scope_for(zenith))
        own = a_draft_agreement(manager)
        assert browse(acme).get(f"{address(own, 'compare')}?with={theirs}").status_code == 404
        assert browse(acme).get(f"{address(own, 'compare')}?with=x").status_code == 404


class TestPaper:
    def test_has_a_page_of_signatures(self, acme, manager, browse):
        signed = a_signed_agreement(acme)
        answer = browse(acme, LEAD).get(f"{address(signed)}agreement.pdf")
        assert 'filename="acme-agreement-1.pdf"' in answer.headers["Content-Disposition"]
        with pikepdf.open(io.BytesIO(answer.content)) as document:
            assert len(document.pages) >= 3
            with document.open_metadata() as about:
                assert about["dc:title"] == "Customer service agreement with Acme, version 1"

    def test_is_the_same_file_each_time(self, acme, manager, browse):
        browser, place = browse(acme), f"{address(a_signed_agreement(acme))}agreement.pdf"
        assert browser.get(place).content == browser.get(place).content

    def test_does_not_exist_for_another_client(self, acme, zenith, manager, browse):
        place = f"{address(a_signed_agreement(acme))}agreement.pdf"
        assert browse(zenith).get(place).status_code == 404
