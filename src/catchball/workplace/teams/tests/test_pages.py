"""Pages about programs: the home, the charter, the team, and their forms."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from assessed import a_risk, act, plan, score
from browsing import ahead
from catchball.trust.permissions import Role
from catchball.workplace.plans.rules import Constraint, TaskTerms
from catchball.workplace.teams import queries
from catchball.workplace.teams.rules import Function, Stage
from planned import COMMITTED, START, a_plan, a_transfer, an_office_of, commit, plan_of
from reading import waits_of
from teamed import REACH, a_charter, answer, ask, gate_of, home_of, join, move, sign, sign_gate
from world import NOW, PASSWORD, TODAY, scope_for

LEAD = Role.CLIENT_LEAD
MANAGER = Role.PROGRAM_MANAGER
SENT = {
    "function": "quality",
    "is_core": "on",
    "since_on": "2026-01-05",
    "zone": "Europe/London",
    "hours_from": "09:00",
    "hours_to": "17:00",
}


def address(company, name, **which):
    which = which or {"program": company.program}
    return reverse(name, kwargs={"client": company.slug, **which})


def shown(browser, page):
    return browser.get(page).content.decode()


class TestToday:
    def test_tells_who_has_not_signed_a_charter_or_a_gate(self, acme, zenith, browse):
        a_charter(acme)
        sign(acme)
        [criterion, other] = ask(acme, "A plan", "A budget")
        answer(acme, criterion)
        a_charter(zenith)
        page = f"/c/{acme.slug}/home/"

        def said():
            return {role: waits_of(browse(acme, role).get(page)) for role in (MANAGER, LEAD)}

        charter = said()
        assert "to sign Charter Program · P-1" in charter[LEAD][0]
        assert "to sign Charter Program · P-1" in charter[MANAGER][1]
        assert "Gate" not in charter[LEAD][0] + charter[LEAD][1]
        answer(acme, other)
        gate = said()
        assert "to sign Gate out of" in gate[LEAD][0]
        assert "to sign Gate out of" in gate[MANAGER][0]
        sign(acme, LEAD)
        sign_gate(acme)
        last = said()
        assert "Charter" not in last[LEAD][0] + last[MANAGER][1]
        assert "to sign Gate out of" in last[LEAD][0]
        assert "to sign Gate out of" in last[MANAGER][1]
        sign_gate(acme, LEAD)
        assert "Gate out of" not in "".join(said()[LEAD])

    def test_leads_from_what_happened_to_its_page(self, acme, zenith, browse):
        move(acme, Stage.PLAN)
        a_charter(acme)
        a_charter(zenith)

        news = browse(acme, LEAD).get(f"/c/{acme.slug}/home/").content.decode()
        news = news.partition('aria-labelledby="news"')[2].partition("</section>")[0]

        for page in ("charter-page", "program-home"):
            assert f'href="{address(acme, page)}"' in news
            assert address(zenith, page) not in news


class TestTheHome:
    def test_says_what_to_do_where_nothing_is_set_up(self, acme, zenith, browse):
        text = shown(browse(acme), address(acme, "program-home"))
        assert "is in stage 1, Initiate; nothing is late" in text
        assert address(acme, "charter-write") in text
        reader = shown(browse(acme, Role.CLIENT_EXECUTIVE), address(acme, "program-home"))
        assert address(acme, "charter-write") not in reader

    def test_shows_stage_plan_team_and_risks(self, acme, zenith, browse):
        a_transfer(acme, start_on=ahead(0))
        a_risk(acme)
        join(acme)
        move(acme, Stage.PLAN)
        text = shown(browse(acme, LEAD), address(acme, "program-home"))
        assert "is in stage 2, Plan" in text
        assert "The next milestone is “Run reported”" in text
        assert "Acme quality" in text
        assert "Risks: Acme tablets" in text
        assert "Reached." in text

    def test_tells_which_action_is_late(self, acme, zenith):
        risk = plan(acme, score(acme, a_risk(acme)))
        act(acme, risk, due_on=TODAY, title="Order tooling")
        assert home_of(acme).late == 0
        assert home_of(acme).open_actions == 1
        later = scope_for(acme, LEAD, now=NOW + timedelta(days=2))
        home = queries.get_program_home(later, program=acme.program)
        assert [one.title for one in home.overdue] == ["Order tooling"]
        assert home.late == 1

    def test_tells_a_late_milestone_once(self, acme, zenith):
        by = {"constraint": Constraint.FINISH_NO_LATER, "constraint_on": START}
        a_plan(
            acme,
            TaskTerms(name="Engineering run", duration="5d"),
            TaskTerms(name="Run reported", duration="0", waits_for="1", **by),
        )
        commit(acme, plan_of(acme).tasks[1].id, on=COMMITTED)
        later = scope_for(acme, now=NOW + timedelta(days=30))
        home = queries.get_program_home(later, program=acme.program)
        assert [one.name for one in home.plan.late] == ["Run reported"]
        assert home.plan.misses == ("Engineering run",)
        assert home.late == 2


class TestMoving:
    def test_asks_for_the_reason_and_keeps_what_was_chosen(self, acme, zenith, browse):
        browser, page = browse(acme), address(acme, "stage-move")
        answer = browser.post(page, {"version": "0", "to": "plan", "reason": ""})
        assert answer.status_code == 422
        assert home_of(acme).course.version == 0
        sent = {"version": "0", "to": "plan", "reason": "Charter agreed."}
        assert browser.post(page, sent).status_code == 302
        assert home_of(acme).course.stage is Stage.PLAN

    def test_offers_no_stage_that_would_leave_one_out(self, acme, zenith, browse):
        text = shown(browse(acme), address(acme, "stage-move"))
        assert 'value="plan"' in text
        assert 'value="transfer"' not in text


class TestTheCharter:
    def test_is_written_signed_and_shown(self, acme, zenith, browse):
        browser, page = browse(acme), address(acme, "charter-write")
        assert "has no charter yet" in shown(browser, address(acme, "charter-page"))
        sent = {"version": "0", "covers": "Granulation", "cmo_objectives": "PPQ by May"}
        answer = browser.post(page, sent)
        assert answer.status_code == 422
        assert "Granulation" in answer.content.decode()
        sent["client_objectives"] = "Supply from July"
        assert browser.post(page, sent).status_code == 302
        for role in (Role.PROGRAM_MANAGER, LEAD):
            signer = browse(acme, role)
            sheet = address(acme, "charter-sign")
            text = shown(signer, sheet)
            known = text.partition('name="content_hash" value="')[2][:64]
            version = str(home_of(acme, role).draft.version)
            form = {"version": version, "content_hash": known, "meaning": "agreement"}
            assert signer.post(sheet, {**form, "password": "wrong"}).status_code == 422
            assert signer.post(sheet, {**form, "password": PASSWORD}).status_code == 302
        text = shown(browse(acme, LEAD), address(acme, "charter-page"))
        assert "both companies agreed on its charter" in text
        assert "Verified: the content is what was signed" in text

    @pytest.mark.parametrize("number", ["7", "x", "٣", "123456"])
    def test_has_no_version_but_its_own(self, acme, zenith, browse, number):
        a_charter(acme)
        page = address(acme, "charter-page")
        assert browse(acme).get(page, {"number": number}).status_code == 404
        assert browse(acme).get(page, {"number": "1"}).status_code == 200

    def test_warns_whoever_changes_a_signed_draft(self, acme, zenith, browse):
        a_charter(acme)
        sign(acme)
        text = shown(browse(acme, LEAD), address(acme, "charter-write"))
        assert "has to sign again once you change it" in text


class TestTheTeam:
    def test_names_changes_and_lets_go(self, acme, zenith, browse):
        browser = browse(acme)
        page = address(acme, "member-join")
        assert "Nobody is named" in shown(browser, address(acme, "team-page"))
        answer = browser.post(page, {**SENT, "deputy": "Ann Bell"})
        assert answer.status_code == 422
        assert "Ann Bell" in answer.content.decode()
        person = str(acme.people[Role.QUALITY])
        assert browser.post(page, {**SENT, "person": person}).status_code == 302
        member = home_of(acme).team.members[0]
        change = address(acme, "member-change", member=member.id)
        sent = {"version": "1", "zone": "Europe/London", "deputy": "Ann Bell"}
        assert browser.post(change, {**sent, "zone": "Mars"}).status_code == 422
        assert browser.post(change, sent).status_code == 302
        away = address(acme, "member-leave", member=member.id)
        sent = {"version": "2", "left_on": "2026-02-01", "reason": ""}
        assert browser.post(away, sent).status_code == 422
        assert browser.post(away, {**sent, "reason": "Moved to Lyon."}).status_code == 302
        assert "Moved to Lyon." in shown(browser, address(acme, "team-page"))

    def test_tells_how_a_member_is_reached(self, acme, zenith, browse):
        join(acme, reach=replace(REACH, share_percent=40, contact="+44 20", deputy="Ann Bell"))
        text = shown(browse(acme, LEAD), address(acme, "team-page"))
        assert "40 % of their time" in text.replace("\xa0", " ").replace("\u202f", " ")
        assert "09:00 to 17:00, Europe/London" in text
        assert "deputy: Ann Bell" in text

    def test_enters_its_stability_into_the_scorecard(self, acme, zenith, browse):
        browser, page = browse(acme), address(acme, "team-page")
        join(acme)
        assert "into the scorecard: 1 of 1" in shown(browser, page)
        browser.post(address(acme, "stability-count"), {"version": "0"})
        assert "as it was counted here" in shown(browser, page)
        assert "into the scorecard" not in shown(browse(acme, LEAD), page)

    def test_offers_each_company_its_own_people(self, acme, zenith, browse):
        text = shown(browse(acme, LEAD), address(acme, "member-join"))
        assert "Acme client-quality" in text
        assert "Acme quality" not in text

    def test_lets_nobody_change_the_others_people(self, acme, zenith, browse):
        member = join(acme)
        browser = browse(acme, LEAD)
        assert browser.get(address(acme, "member-change", member=member)).status_code == 409
        assert address(acme, "member-change", member=member) not in shown(
            browser, address(acme, "team-page")
        )

    def test_says_so_when_project_management_changed(self, acme, zenith, browse):
        manager = join(acme, Role.PROGRAM_MANAGER, function=Function.PROJECT_MANAGEMENT)
        browse(acme).post(
            address(acme, "member-leave", member=manager),
            {"version": "1", "left_on": str(ahead(-1)), "reason": "Promoted."},
        )
        text = shown(browse(acme, LEAD), address(acme, "team-page"))
        assert "gave up project management" in text


def test_tells_another_client_nothing(acme, zenith, browse):
    for name in ("program-home", "charter-page", "team-page"):
        page = reverse(name, kwargs={"client": zenith.slug, "program": acme.program})
        assert browse(zenith).get(page).status_code == 404
    assert scope_for(zenith).client != scope_for(acme).client


class TestAGate:
    def test_is_asked_for_shown_and_signed_by_both(self, acme, zenith, browse):
        browser = browse(acme)
        which = {"program": acme.program, "leaves": "initiate"}
        page, add = address(acme, "gate-page", **which), address(acme, "criterion-add", **which)
        assert "This gate holds nobody" in shown(browser, page)
        assert browser.post(add, {"version": "0", "text": " "}).status_code == 422
        sent = {"version": "0", "text": "Charter agreed", "owed_by": "both"}
        assert browser.post(add, sent).status_code == 302
        criterion = gate_of(acme).gate.criteria[0].id
        tell = address(acme, "criterion-answer", criterion=criterion)
        sent = {"version": "1", "state": "met", "evidence": ""}
        assert browser.post(tell, sent).status_code == 422
        sent["evidence"] = "See https://acme.example/charter"
        assert browser.post(tell, sent).status_code == 302
        assert 'href="https://acme.example/charter"' in shown(browser, page)
        for role in (Role.QUALITY, LEAD):
            signer, sheet = browse(acme, role), address(acme, "gate-sign", **which)
            known = shown(signer, sheet).partition('name="content_hash" value="')[2][:64]
            version = str(gate_of(acme).gate.version)
            form = {"version": version, "content_hash": known, "meaning": "approval"}
            assert signer.post(sheet, {**form, "password": "wrong"}).status_code == 422
            assert signer.post(sheet, {**form, "password": PASSWORD}).status_code == 302
        assert "passed the gate after Initiate" in shown(browser, page)

    def test_holds_the_stage_and_says_how_to_go_on(self, acme, zenith, browse):
        ask(acme, "Charter agreed")
        browser, page = browse(acme), address(acme, "stage-move")
        sent = {"version": "0", "to": "plan", "reason": "In a hurry."}
        answer = browser.post(page, sent)
        assert answer.status_code == 422
        assert "The gate of this stage is not passed" in answer.content.decode()
        assert home_of(acme).course.stage is Stage.INITIATE
        assert browser.post(page, {**sent, "is_exception": "on"}).status_code == 302
        text = shown(browser, address(acme, "program-home"))
        assert "It left Initiate without its gate." in text
        assert "without its gate" in text

    @pytest.mark.parametrize("leaves", ["close", "nowhere"])
    def test_stands_after_every_stage_but_the_last(self, acme, zenith, browse, leaves):
        page = address(acme, "gate-page", program=acme.program, leaves=leaves)
        assert browse(acme).get(page).status_code == 404


class TestWork:
    def test_is_written_changed_and_taken_out(self, acme, zenith, browse):
        browser, page = browse(acme), address(acme, "duty-page")
        assert "No work is written down yet" in shown(browser, page)
        add = address(acme, "work-add")
        two = {"title": "Protocol", "cmo-quality": "A", "client-quality": "A"}
        answer = browser.post(add, two)
        assert answer.status_code == 422
        assert "only one" in answer.content.decode()
        assert browser.post(add, {"title": "Protocol", "client-quality": "R"}).status_code == 302
        assert "Nobody is accountable for one piece of work" in shown(browser, page)
        work = home_of(acme).works[0].id
        change = address(acme, "work-change", work=work)
        assert 'value="Protocol"' in shown(browser, change)
        sent = {"version": "1", "title": "Protocol", "cmo-quality": "A"}
        assert browser.post(change, sent).status_code == 302
        assert "rests on a function with nobody in it" in shown(browser, page)
        join(acme)
        assert "Somebody is accountable for all work" in shown(browser, page)
        browser.post(address(acme, "work-remove", work=work), {"version": "2"})
        assert home_of(acme).works == ()


class TestTheLoad:
    def test_says_who_is_promised_too_much(self, acme, zenith, browse):
        page = reverse("load-list")
        assert "Nobody is named for a program yet" in shown(browse(acme), page)
        join(acme, reach=replace(REACH, share_percent=80))
        join(acme, function=Function.REGULATORY, reach=replace(REACH, share_percent=70))
        text = shown(browse(acme), page)
        assert "One person is promised more than all of their time" in text
        assert "150" in text

    def test_is_no_page_for_a_client(self, acme, zenith, browse):
        assert browse(acme, LEAD).get(reverse("load-list")).status_code == 404


class TestOpening:
    def test_lays_down_all_that_the_template_holds(self, acme, zenith, browse):
        an_office_of(acme)
        browser, page = browse(acme), reverse("program-open", kwargs={"client": acme.slug})
        sent = {
            "template": "technology-transfer",
            "code": "P-1",
            "name": "Transfer",
            "site": str(acme.site),
            "start_on": "2026-11-23",
        }
        answer = browser.post(page, sent)
        assert answer.status_code == 422
        assert "Another program has this code." in answer.content.decode()
        answer = browser.post(page, {**sent, "code": "TT-2"})
        text = shown(browser, answer.headers["Location"])
        assert "Technology transfer: risks" in text
        assert "The charter is agreed by both companies" in text
