"""Pages about consequences: from the closed month to the signed statement on paper."""

from datetime import date

import pytest
from django.urls import reverse

from catchball.trust.permissions import Role
from catchball.workplace.consequences import queries
from concluded import (
    accept_by_both,
    an_agreement_in_force,
    contest,
    draft,
    findings_of,
    months,
    open_statement,
    record,
    sign_statement_as,
)
from world import PASSWORD, scope_for

PLANNED = {"owner": "Ada Field", "plan": "A3 17.", "recover_on": "2999-01-31", "version": "1"}


@pytest.fixture
def july(acme, zenith):
    an_agreement_in_force(acme)
    return months(acme, 5, 5, 5)[2]


def address(company, name, **which):
    return reverse(name, kwargs={"client": company.slug, **which})


class TestList:
    def test_works_a_closed_month_out_at_the_press_of_a_button(self, acme, july, browse):
        browser = browse(acme, Role.PROGRAM_MANAGER)
        shown = browser.get(address(acme, "statement-list")).content.decode()
        assert "Closed, and not worked out" in shown
        sent = browser.post(address(acme, "statement-open", close=july))
        shown = browser.get(sent.headers["Location"]).content.decode()
        assert "Jul 2026: one finding is not decided" in shown

    def test_offers_nothing_to_whoever_may_not_sign(self, acme, july, browse):
        shown = browse(acme, Role.QUALITY).get(address(acme, "statement-list")).content.decode()
        assert "Closed, and not worked out" not in shown


class TestFinding:
    def test_says_what_was_missed_and_what_follows(self, acme, july, browse):
        [finding] = findings_of(acme, open_statement(acme, july))
        shown = (
            browse(acme, Role.CLIENT_LEAD)
            .get(address(acme, "finding-page", finding=finding.id))
            .content.decode()
        )
        assert "On-time delivery was missed in Jul 2026" in shown
        assert "3 of the last 6 periods beyond the floor; agreed: from 3 on" in shown
        assert "3\N{NO-BREAK SPACE}% of the invoice base" in shown

    def test_is_accepted_with_a_plan_by_whoever_missed(self, acme, july, browse):
        [finding] = findings_of(acme, open_statement(acme, july))
        page = address(acme, "finding-accept", finding=finding.id)
        browser = browse(acme, Role.PROGRAM_MANAGER)
        assert browser.post(page, {"version": "1"}).status_code == 422
        assert browser.post(page, PLANNED).status_code == 302
        line = queries.get_finding(scope_for(acme), finding.id).line
        assert (line.owner, line.recover_on) == ("Ada Field", date(2999, 1, 31))

    def test_is_contested_with_a_reason(self, acme, july, browse):
        [finding] = findings_of(acme, open_statement(acme, july))
        browser = browse(acme, Role.CLIENT_LEAD)
        page = address(acme, "finding-contest", finding=finding.id)
        assert browser.post(page, {"version": "1", "reason": " "}).status_code == 422
        assert browser.post(page, {"version": "1", "reason": "Twice."}).status_code == 302
        assert queries.get_finding(scope_for(acme), finding.id).line.contested_why == "Twice."

    def test_is_confirmed_as_it_was_ruled_on(self, acme, july, browse):
        [finding] = findings_of(acme, open_statement(acme, july))
        contest(acme, finding.id)
        browser = browse(acme, Role.CLIENT_LEAD)
        record(acme, finding.id, upheld=True)
        page = address(acme, "finding-confirm", finding=finding.id)
        shown = queries.get_finding(scope_for(acme), finding.id)
        sent = {"version": "3", "content_hash": shown.content_hash, "password": "wrong"}
        assert browser.post(page, sent).status_code == 422
        assert browser.post(page, {**sent, "password": PASSWORD}).status_code == 302
        shown = browser.get(address(acme, "finding-page", finding=finding.id)).content.decode()
        assert "upheld by ruling" in shown

    def test_waits_on_the_page_where_the_day_begins(self, acme, july, browse):
        [finding] = findings_of(acme, open_statement(acme, july))
        shown = browse(acme, Role.CLIENT_LEAD).get(address(acme, "home")).content.decode()
        assert "Waits for you" in shown
        assert address(acme, "finding-page", finding=finding.id) in shown
        contest(acme, finding.id)
        shown = browse(acme, Role.CLIENT_LEAD).get(address(acme, "finding-list")).content.decode()
        assert "One finding waits for your company" in shown


class TestStatement:
    def test_says_whether_it_waits_for_findings_or_for_its_pen(self, acme, july, browse):
        statement = open_statement(acme, july)
        page = address(acme, "statement-page", statement=statement)
        lead = browse(acme, Role.CLIENT_LEAD)
        assert "findings being decided" in lead.get(page).content.decode()
        accept_by_both(acme, statement)
        shown = lead.get(page).content.decode()
        assert "to be drawn up" in shown
        assert "findings being decided" not in shown

    def test_shows_its_arithmetic_to_both_and_takes_their_signatures(self, acme, july, browse):
        statement = accept_by_both(acme, open_statement(acme, july))
        manager = browse(acme, Role.PROGRAM_MANAGER)
        page = address(acme, "statement-draft", statement=statement)
        asked = {"version": "1", "base": "400000", "source": "Invoices 118 to 131"}
        assert manager.post(page, {**asked, "base": "-1"}).status_code == 422
        assert manager.post(page, asked).status_code == 302
        shown = manager.get(address(acme, "statement-page", statement=statement)).content.decode()
        assert "we owe EUR\N{NO-BREAK SPACE}12,000.00, once both have signed" in shown
        steps = "EUR\N{NO-BREAK SPACE}400,000.00 × 10\N{NO-BREAK SPACE}% × 30\N{NO-BREAK SPACE}%"
        assert steps in shown

        sign_statement_as(acme, statement, Role.SITE_HEAD)
        lead = browse(acme, Role.CLIENT_LEAD)
        page = address(acme, "statement-sign", statement=statement)
        shown = queries.get_statement(scope_for(acme), statement)
        sent = {"version": "2", "content_hash": shown.content_hash, "meaning": "agreement"}
        assert lead.post(page, {**sent, "password": "wrong"}).status_code == 422
        assert lead.post(page, {**sent, "password": PASSWORD}).status_code == 302
        shown = lead.get(address(acme, "statement-page", statement=statement)).content.decode()
        assert "Jul 2026 is settled: we are owed EUR\N{NO-BREAK SPACE}12,000.00" in shown

    def test_is_sent_back_with_a_reason(self, acme, july, browse):
        statement = draft(acme, accept_by_both(acme, open_statement(acme, july)))
        lead = browse(acme, Role.CLIENT_LEAD)
        page = address(acme, "statement-return", statement=statement)
        sent = {"version": "2", "reason": "Invoice 119 was cancelled."}
        assert lead.post(page, sent).status_code == 302
        shown = lead.get(address(acme, "statement-page", statement=statement)).content.decode()
        assert "Invoice 119 was cancelled." in shown

    def test_is_a_paper_of_the_same_bytes_each_time(self, acme, july, browse):
        statement = draft(acme, accept_by_both(acme, open_statement(acme, july)))
        sign_statement_as(acme, statement, Role.PROGRAM_MANAGER)
        sign_statement_as(acme, statement, Role.CLIENT_LEAD)
        lead = browse(acme, Role.CLIENT_LEAD)
        page = address(acme, "statement-pdf", statement=statement)
        first, second = lead.get(page), lead.get(page)
        assert first.content.startswith(b"%PDF")
        assert first.content == second.content
        assert 'filename="acme-statement-2026-07.pdf"' in first.headers["Content-Disposition"]
