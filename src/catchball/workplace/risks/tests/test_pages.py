"""Pages about risks: the article's table, a risk with its plan, and the forms."""

from datetime import timedelta
from io import BytesIO

from django.urls import reverse
from python_calamine import CalamineWorkbook

from assessed import (
    LOW,
    RED,
    YELLOW,
    a_complete_plan,
    a_completed_plan,
    a_document,
    a_risk,
    approve,
    fire,
    line_of,
    score,
)
from catchball.trust.permissions import Role
from catchball.workplace.risks import queries
from catchball.workplace.risks.rules import LIBRARY, Colour
from world import NOW, PASSWORD, scope_for

LEAD = Role.CLIENT_LEAD
STEPS = {"probability": "4", "quality": "2", "schedule": "4", "cost": "3", "supply": "1"}


def address(company, name, **which):
    return reverse(name, kwargs={"client": company.slug, **which})


def shown(browser, page):
    return browser.get(page).content.decode()


class TestTheList:
    def test_says_what_to_do_where_there_is_none(self, acme, zenith, browse):
        text = shown(browse(acme), address(acme, "assessment-list"))
        assert "No program has a risk assessment yet" in text
        assert address(acme, "assessment-open") in text

    def test_offers_nothing_to_whoever_only_reads(self, acme, zenith, browse):
        browser = browse(acme, Role.CLIENT_EXECUTIVE)
        assert address(acme, "assessment-open") not in shown(
            browser, address(acme, "assessment-list")
        )

    def test_tells_how_many_need_a_plan(self, acme, zenith, browse):
        score(acme, a_risk(acme))
        text = shown(browse(acme, LEAD), address(acme, "assessment-list"))
        assert "One risk needs a plan" in text


class TestOpening:
    def test_begins_with_the_whole_library_unless_one_chooses(self, acme, zenith, browse):
        browser = browse(acme)
        page = address(acme, "assessment-open")
        text = shown(browser, page)
        assert text.count('name="starters"') == len(LIBRARY)
        sent = {
            "program": str(acme.program),
            "title": "Transfer",
            "held_on": "2026-01-05",
            "decide_within": "10",
            "team": [str(acme.people[LEAD])],
            "starters": ["timeline", "client-api"],
        }
        assert browser.post(page, {**sent, "title": " "}).status_code == 422
        answer = browser.post(page, sent)
        text = shown(browser, answer.headers["Location"])
        assert "2 risks are to be scored" in text
        assert "Acme client-lead" in text
        again = browser.post(page, sent)
        assert "has a risk assessment of this title already" in again.content.decode()


class TestTheTable:
    def test_says_in_words_what_each_colour_says(self, acme, zenith, browse):
        document = a_document(acme)
        for how in (RED, YELLOW, LOW):
            score(acme, a_risk(acme, document), how)
        a_risk(acme, document)
        text = shown(browse(acme, LEAD), address(acme, "assessment-page", assessment=document))
        assert "One risk needs a plan, one waits for a decision" in text
        for word in ("plan needed", "consider a plan", "monitor", "not scored", "4 × 4"):
            assert word in text

    def test_claims_no_plan_where_none_is_needed(self, acme, zenith, browse):
        document = a_document(acme)
        score(acme, a_risk(acme, document), LOW)
        score(zenith, a_risk(zenith, a_document(zenith)), RED)
        for page in (
            address(acme, "assessment-page", assessment=document),
            address(acme, "assessment-list"),
        ):
            text = shown(browse(acme), page)
            assert "No risk needs a plan" in text
            assert "Every risk that needs a plan has one" not in text
        assert "No plan is completed." in shown(
            browse(acme), address(acme, "assessment-page", assessment=document)
        )

    def test_shows_grey_with_the_border_of_what_the_score_demands(self, acme, zenith, browse):
        document = line_of(acme, a_completed_plan(acme)).assessment
        text = shown(browse(acme), address(acme, "assessment-page", assessment=document))
        assert "Every risk that needs a plan has one, approved by both" in text
        assert 'class="badge completed needed"' in text
        assert "its score needs a plan" in text

    def test_says_why_a_plan_reverted(self, acme, zenith, browse):
        risk = fire(acme, a_completed_plan(acme), now=NOW + timedelta(days=1))
        document = line_of(acme, risk).assessment
        text = shown(browse(acme), address(acme, "assessment-page", assessment=document))
        assert "reverted: its trigger has fired" in text
        text = shown(browse(acme), address(acme, "risk-page", risk=risk))
        assert "its trigger has fired" in text

    def test_changes_its_document(self, acme, zenith, browse):
        document = a_document(acme)
        browser = browse(acme)
        page = address(acme, "assessment-change", assessment=document)
        assert 'value="Acme tablets"' in shown(browser, page)
        sent = {"version": "1", "title": "Other", "held_on": "2026-01-05", "decide_within": "5"}
        assert browser.post(page, {**sent, "held_on": "2999-01-01"}).status_code == 422
        assert browser.post(page, sent).status_code == 302
        assert "Other" in shown(browser, address(acme, "assessment-page", assessment=document))


class TestARisk:
    def test_is_added_in_words(self, acme, zenith, browse):
        browser = browse(acme, Role.CLIENT_QUALITY)
        page = address(acme, "risk-add", assessment=a_document(acme))
        sent = {"category": "process", "phase": "execution", "cause": "Scale", "effect": "Delay"}
        assert browser.post(page, sent).status_code == 422
        answer = browser.post(page, {**sent, "event": "The filter clogs"})
        text = shown(browser, answer.headers["Location"])
        assert "The filter clogs" in text
        assert "Nobody has scored it yet." in text

    def test_is_changed_and_closed(self, acme, zenith, browse):
        risk = a_risk(acme)
        browser = browse(acme)
        page = address(acme, "risk-change", risk=risk)
        sent = {"version": "1", "category": "process", "phase": "planning", "event": "Another"}
        assert browser.post(page, {**sent, "event": ""}).status_code == 422
        assert browser.post(page, sent).status_code == 302
        page = address(acme, "risk-close", risk=risk)
        assert browser.post(page, {"version": "2", "reason": ""}).status_code == 422
        assert browser.post(page, {"version": "2", "reason": "Other line."}).status_code == 302
        assert "Other line." in shown(browser, address(acme, "risk-page", risk=risk))

    def test_is_scored_with_the_words_of_every_step_in_sight(self, acme, zenith, browse):
        risk = a_risk(acme)
        browser = browse(acme, LEAD)
        page = address(acme, "risk-score", risk=risk)
        text = shown(browser, page)
        assert text.count('type="radio"') == 25
        assert "Patients could be harmed" in text
        assert browser.post(page, {"version": "1", **STEPS, "cost": ""}).status_code == 422
        assert browser.post(page, {"version": "1", **STEPS, "reason": "Seen."}).status_code == 302
        text = shown(browser, address(acme, "risk-page", risk=risk))
        assert "Score 16: probability 4 × impact 4." in text
        assert shown(browser, page).count("checked") == 5

    def test_says_what_its_plan_lacks(self, acme, zenith, browse):
        text = shown(browse(acme), address(acme, "risk-page", risk=score(acme, a_risk(acme))))
        assert "To be complete, the plan lacks:" in text
        assert "the sign that it is happening" in text


class TestAPlan:
    def test_is_written_carried_by_an_action_and_approved_by_both(self, acme, zenith, browse):
        risk = score(acme, a_risk(acme))
        manager, lead = browse(acme), browse(acme, LEAD)
        plan = {
            "version": "2",
            "strategy": "mitigate",
            "trigger": "Gauge above 2 bar",
            "contingency": "Second filter",
            "residual_probability": "2",
            "residual_impact": "",
            "delay_days": "10",
            "review_on": "2999-01-31",
        }
        page = address(acme, "risk-plan", risk=risk)
        assert manager.post(page, plan).status_code == 422
        assert manager.post(page, {**plan, "residual_impact": "3"}).status_code == 302
        act = {"version": "3", "title": "Order", "due_on": "2999-01-01"}
        page = address(acme, "risk-act", risk=risk)
        assert manager.post(page, {**act, "owner": ""}).status_code == 422
        own = str(acme.people[Role.PROGRAM_MANAGER])
        assert manager.post(page, {**act, "owner": own}).status_code == 302
        self.approved(acme, manager, risk, version="4")
        assert "waits for your company" in shown(lead, address(acme, "risk-page", risk=risk))
        self.approved(acme, lead, risk, version="5")
        assert "Both companies approved the plan on" in shown(
            lead, address(acme, "risk-page", risk=risk)
        )

    def approved(self, acme, browser, risk, version):
        page = address(acme, "risk-approve", risk=risk)
        content_hash = queries.get_risk(scope_for(acme), risk).content_hash
        sent = {"version": version, "content_hash": content_hash, "meaning": "approval"}
        assert content_hash in shown(browser, page)
        assert browser.post(page, {**sent, "password": "wrong"}).status_code == 422
        assert browser.post(page, {**sent, "password": PASSWORD}).status_code == 302

    def test_that_is_not_complete_is_not_approved(self, acme, zenith, browse):
        risk = score(acme, a_risk(acme))
        answer = browse(acme).get(address(acme, "risk-approve", risk=risk))
        assert answer.status_code == 409
        assert "The plan is not complete" in answer.content.decode()

    def test_goes_back_to_the_risk_when_it_is_approved_twice(self, acme, zenith, browse):
        risk = approve(acme, a_complete_plan(acme))
        page = queries.get_risk(scope_for(acme), risk)
        sent = {"version": str(page.line.version), "content_hash": page.content_hash}
        sent |= {"meaning": "approval", "password": PASSWORD}
        answer = browse(acme).post(address(acme, "risk-approve", risk=risk), sent)
        assert answer.headers["Location"] == address(acme, "risk-page", risk=risk)

    def test_is_overtaken_when_its_trigger_is_told(self, acme, zenith, browse):
        risk = a_completed_plan(acme)
        browser = browse(acme, LEAD)
        page = address(acme, "risk-fire", risk=risk)
        sent = {
            "version": str(line_of(acme, risk).version),
            "reason": "",
            "title": "Second filter",
            "owner": str(acme.people[Role.QUALITY]),
            "due_on": "2999-01-01",
        }
        assert browser.post(page, sent).status_code == 422
        assert browser.post(page, {**sent, "reason": "Gauge 4, 9 o'clock."}).status_code == 302
        text = shown(browser, address(acme, "risk-page", risk=risk))
        assert "Gauge 4, 9 o&#39;clock." in text
        assert "The plan was completed, and has reverted:" in text
        assert "It waits for your company&#39;s approval anew." in text
        assert "The plan is complete" not in text

    def test_says_on_its_page_that_it_waits(self, acme, zenith, browse):
        risk = a_complete_plan(acme)
        text = shown(browse(acme), address(acme, "risk-page", risk=risk))
        assert ". The plan is complete and waits for your company&#39;s approval." in text
        assert "approval anew" not in text

    def test_of_a_yellow_risk_is_decided_on(self, acme, zenith, browse):
        risk = score(acme, a_risk(acme), YELLOW)
        browser = browse(acme)
        page = address(acme, "risk-decide", risk=risk)
        sent = {"version": "2", "decision": "accept", "reason": "Stock covers it."}
        assert browser.post(page, sent).status_code == 422
        assert browser.post(page, {**sent, "accepted_until": "2999-01-31"}).status_code == 302
        text = shown(browser, address(acme, "risk-page", risk=risk))
        assert "until 31 Jan 2999: Stock covers it." in text
        assert line_of(acme, risk).colour is Colour.YELLOW


class TestBesideTheTable:
    def test_leads_from_a_number_of_the_heat_map_to_its_risk(self, acme, zenith, browse):
        risk = a_completed_plan(acme)
        document = line_of(acme, risk).assessment
        text = shown(browse(acme), address(acme, "assessment-page", assessment=document))
        assert "Where the risks lie" in text
        assert f'class="dot grey" href="{address(acme, "risk-page", risk=risk)}"' in text

    def test_says_what_does_not_fit_or_that_nothing_is_amiss(self, acme, zenith, browse):
        document = a_document(acme)
        page = address(acme, "assessment-page", assessment=document)
        browser = browse(acme, LEAD)
        score(acme, a_risk(acme, document), LOW)
        assert "no review is overdue" in shown(browser, page)
        score(acme, a_risk(acme, document))
        assert "a plan is needed, and it is not complete" in shown(browser, page)

    def test_is_handed_out_as_a_workbook_row_by_row(self, acme, zenith, browse):
        document = line_of(acme, a_completed_plan(acme)).assessment
        answer = browse(acme).get(address(acme, "assessment-xlsx", assessment=document))
        book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
        rows = book.get_sheet_by_index(0).to_python()
        found = dict(zip(rows[0], rows[1], strict=True))
        assert len(rows) == 2
        assert (found["Event"], found["Score"], found["Shown as"]) == (
            "Tablets",
            16,
            "plan completed",
        )

    def test_is_a_paper_of_the_same_bytes_with_its_hash(self, acme, zenith, browse):
        document = line_of(acme, a_completed_plan(acme)).assessment
        browser = browse(acme, LEAD)
        page = address(acme, "assessment-pdf", assessment=document)
        first, second = browser.get(page), browser.get(page)
        assert first.content.startswith(b"%PDF")
        assert first.content == second.content
