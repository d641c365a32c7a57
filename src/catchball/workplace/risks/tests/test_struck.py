"""What a risk would delay, and when: chosen with its plan, and told by the forecast."""

from dataclasses import replace
from datetime import date
from html import unescape
from uuid import uuid4

import pytest
from django.utils import timezone

from assessed import (
    PLAN,
    a_completed_plan,
    a_document,
    a_risk,
    line_of,
    plan,
    score,
    version_of,
)
from catchball.kernel.errors import Invalid
from catchball.trust.permissions import Role
from catchball.workplace.plans import commands as plans
from catchball.workplace.plans import queries as planned_by
from catchball.workplace.plans.rules import TaskTerms
from catchball.workplace.risks import commands, queries
from catchball.workplace.risks.rules import Colour, PlanDoesNotFit
from planned import a_plan, a_transfer, plan_of
from world import NOW, TODAY, scope_for

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2041, 1, 7), date(2041, 1, 11)


@pytest.fixture(autouse=True)
def _before_the_plan_begins(monkeypatch):
    """Let pages be asked on the day of the commands: a forecast counts from today."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def task_of(company, number):
    return plan_of(company).tasks[number - 1].id


def a_threat(company, **terms):
    """Plan a red risk with these terms; return its id."""
    return plan(company, score(company, a_risk(company)), replace(PLAN, **terms))


def remove(company, number):
    """Take a task out of the plan."""
    seen = plan_of(company)
    plans.remove_task(
        scope_for(company),
        program=company.program,
        task=seen.tasks[number - 1].id,
        version=seen.version,
    )


def forecast_of(company, browse, role=Role.PROGRAM_MANAGER):
    answer = browse(company, role).get(f"/c/{company.slug}/plans/{company.program}/forecast/")
    return " ".join(unescape(answer.content.decode()).split())


def page_of(company, browse, risk):
    answer = browse(company).get(f"/c/{company.slug}/risks/of/{risk}/")
    return " ".join(unescape(answer.content.decode()).split())


class TestARiskWithoutATask:
    def test_stands_beside_the_end_of_its_program_for_both_companies(self, acme, zenith, browse):
        task = TaskTerms(name="Write", duration="10d", shortest="8d", longest="15d")
        a_plan(acme, task)
        a_plan(zenith, task)
        document = a_document(acme)
        plan(acme, score(acme, a_risk(acme, document)), replace(PLAN, delay_days=30))
        score(acme, a_risk(acme, document))
        for role in (Role.PROGRAM_MANAGER, Role.CLIENT_LEAD):
            page = planned_by.get_forecast(scope_for(acme, role), program=acme.program)
            (one,) = page.forecast.threatened.threats
            assert one.threat.days == 30
            assert page.forecast.threatened.end.p95 > page.forecast.end.p95
            said = forecast_of(acme, browse, role)
            assert "With one open risk the plan has ended by" in said
            assert "comes after the end of the plan" in said
            assert said.count(">With open risks</text>") == 2  # in both of the wider drawings
        assert "With open risks" not in forecast_of(zenith, browse)
        other = planned_by.get_forecast(scope_for(zenith), program=zenith.program)
        assert other.why_not == "" or other.forecast.threatened is None


class TestARiskWithATask:
    def test_delays_it_and_the_milestones_after_it(self, acme, browse):
        a_transfer(acme)
        risk = a_threat(acme, delay_days=3, task=task_of(acme, 1))
        said = forecast_of(acme, browse)
        assert "strikes “1 Write the protocol”" in said
        assert "3.0 days:</span> 4 Run reported, the end of the plan</div>" in said
        assert "“1 Write the protocol” and all that waits for it" in page_of(acme, browse, risk)

    def test_delays_the_end_once_the_task_is_removed(self, acme, browse):
        a_transfer(acme)
        risk = a_threat(acme, delay_days=3, task=task_of(acme, 2))
        remove(acme, 2)
        assert "“Order resin”, which it struck, is no longer a task" in forecast_of(acme, browse)
        assert "“Order resin” is no longer in the plan." in page_of(acme, browse, risk)
        assert queries.get_risk(scope_for(acme), risk).struck.id is None

    def test_delays_the_end_once_the_task_has_parts(self, acme, browse):
        a_transfer(acme)
        risk = a_threat(acme, delay_days=3, task=task_of(acme, 1))
        plans.add_task(
            scope_for(acme),
            program=acme.program,
            after=1,
            terms=TaskTerms(name="Draft", level=2, duration="2d"),
            version=plan_of(acme).version,
        )
        assert "“Write the protocol”, which it struck, is no longer" in forecast_of(acme, browse)
        assert "“1 Write the protocol” has parts now." in page_of(acme, browse, risk)
        assert queries.get_risk(scope_for(acme), risk).struck.has_parts

    def test_is_not_said_to_delay_most_what_it_does_not_delay(self, acme, browse):
        a_transfer(acme)
        risk = a_threat(acme, delay_days=3, task=task_of(acme, 1))
        assert "delays it most." in forecast_of(acme, browse)
        late = replace(PLAN, delay_days=3, strikes_from=FIRST, strikes_until=LAST)
        plan(acme, risk, replace(late, task=task_of(acme, 1)))
        said = forecast_of(acme, browse)
        assert "delays it most." not in said
        assert "nothing: what it strikes is done by then" in said

    def test_is_not_taken_for_a_task_that_is_added_later(self, acme):
        a_transfer(acme)
        risk = a_threat(acme, task=task_of(acme, 4))
        remove(acme, 4)
        plans.add_task(
            scope_for(acme),
            program=acme.program,
            after=9,
            terms=TaskTerms(name="Print"),
            version=plan_of(acme).version,
        )
        assert queries.get_risk(scope_for(acme), risk).struck.id is None

    def test_lets_its_task_go_once_it_is_closed(self, acme):
        a_transfer(acme)
        risk = a_threat(acme, task=task_of(acme, 2))
        commands.close_risk(
            scope_for(acme, reason="Ordered."), risk=risk, version=version_of(acme, risk)
        )
        remove(acme, 2)
        struck = queries.get_risk(scope_for(acme), risk).struck
        assert (struck.id, struck.name) == (None, "Order resin")

    def test_takes_no_task_of_another_client_nor_one_with_parts(self, acme, zenith):
        a_plan(acme, TaskTerms(name="Transfer"), TaskTerms(name="Write", level=2))
        a_transfer(zenith)
        risk = a_risk(acme)
        for task in (task_of(zenith, 1), task_of(acme, 1), uuid4()):
            with pytest.raises(PlanDoesNotFit) as caught:
                plan(acme, risk, replace(PLAN, task=task))
            assert "task" in caught.value.fields
        plan(acme, risk, replace(PLAN, task=task_of(acme, 2)))
        assert queries.get_risk(scope_for(acme), risk).struck.name == "Write"


class TestDays:
    def test_are_told_with_what_rests_in_them(self, acme, browse):
        a_transfer(acme)
        risk = a_threat(acme, strikes_from=FIRST, strikes_until=LAST)
        assert "lets all work rest, from 7 Jan 2041 to 11 Jan 2041" in forecast_of(acme, browse)
        assert "from 7 Jan 2041 to 11 Jan 2041" in page_of(acme, browse, risk)

    def test_that_have_passed_are_left_out_and_said(self, acme, browse):
        program = a_transfer(acme)
        a_threat(acme, strikes_from=TODAY, strikes_until=TODAY)
        found = planned_by.get_forecast(
            scope_for(acme, now=scope_for(acme).now.replace(year=TODAY.year + 1)),
            program=program,
        )
        assert found.forecast is None
        assert [one.last_on for one in found.over] == [TODAY]

    @pytest.mark.parametrize(
        ("first", "last", "beside"),
        [
            (None, LAST, "strikes_from"),
            (FIRST, None, "strikes_until"),
            (LAST, FIRST, "strikes_until"),
            (date(2020, 1, 1), date(2020, 1, 2), "strikes_until"),
            (FIRST, date(2998, 1, 1), "strikes_until"),
        ],
        ids=["no first", "no last", "out of order", "in the past", "too far"],
    )
    def test_that_cannot_be_are_refused_beside_their_field(self, acme, first, last, beside):
        risk = a_risk(acme)
        with pytest.raises(Invalid) as caught:
            plan(acme, risk, replace(PLAN, strikes_from=first, strikes_until=last))
        assert set(caught.value.fields) == {beside}
        assert queries.get_risk(scope_for(acme), risk).strikes_from is None


class TestForm:
    def test_offers_the_tasks_of_the_plan_and_keeps_the_choice(self, acme, browse):
        a_transfer(acme)
        risk = a_threat(acme)
        address = f"/c/acme/risks/of/{risk}/plan/"
        page = browse(acme).get(address)
        assert "1 Write the protocol" in unescape(page.content.decode())
        sent = {
            "version": version_of(acme, risk),
            "delay_days": "4",
            "task": str(task_of(acme, 3)),
            "strikes_from": "2041-01-07",
        }
        refused = browse(acme).post(address, sent)
        assert refused.status_code == 422
        assert "Enter the last day too, or neither." in unescape(refused.content.decode())
        assert queries.get_risk(scope_for(acme), risk).struck is None
        kept = browse(acme).post(address, {**sent, "strikes_until": "2041-01-11"})
        assert kept.status_code == 302
        found = queries.get_risk(scope_for(acme), risk)
        assert (found.struck.number, found.struck.name) == (3, "Engineering run")
        assert (found.strikes_from, found.strikes_until) == (FIRST, LAST)


class TestApproval:
    def test_covers_what_is_delayed_but_not_what_becomes_of_the_task(self, acme):
        a_transfer(acme)
        risk = a_completed_plan(acme)
        assert line_of(acme, risk).colour is Colour.GREY
        plan(acme, risk, replace(PLAN, task=task_of(acme, 2)))
        assert line_of(acme, risk).colour is not Colour.GREY
        before = queries.get_risk(scope_for(acme), risk).content_hash
        remove(acme, 2)
        assert queries.get_risk(scope_for(acme), risk).content_hash == before
