"""Findings: proposed from closed numbers, accepted by both or ruled upon."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from catchball.kernel.days import Period
from catchball.kernel.errors import NotFound, NotPermitted, Stale
from catchball.trust.permissions import Role, Side
from catchball.trust.wall import opened
from catchball.workplace.agreements.queries import list_promises_in_force
from catchball.workplace.consequences import commands, jobs, queries, rules
from catchball.workplace.consequences.models import Statement
from catchball.workplace.consequences.rules import (
    Count,
    FindingState,
    Kind,
    Plan,
)
from catchball.workplace.exclusions.rules import ClaimIncomplete
from closed import a_close, a_closed_month
from concluded import (
    OTD,
    PLAN,
    accept,
    an_agreement_in_force,
    confirm,
    contest,
    draft,
    findings_of,
    months,
    open_statement,
    record,
)
from excluded import an_accepted_claim, misses
from measured import deliveries, month_of
from promised import a_signed_promise
from world import NOW, scope_for

LEAD, MANAGER = Role.CLIENT_LEAD, Role.PROGRAM_MANAGER


@pytest.fixture
def agreed(acme, zenith):
    return an_agreement_in_force(acme)


def page(company, statement, role=MANAGER):
    return queries.get_statement(scope_for(company, role), statement)


def promise_on(company, metric):
    terms = list_promises_in_force(scope_for(company), until=NOW.date())
    return next(one.id for one in terms if one.metric_key == metric)


class TestOpenStatement:
    def test_proposes_a_finding_for_a_miss_with_the_counter_behind_it(self, acme, agreed):
        *_before, july = months(acme, 5, 5, 5)
        [finding] = findings_of(acme, open_statement(acme, july))
        assert (finding.party, finding.state) == (Side.CMO, FindingState.PROPOSED)
        credit = next(step for step in finding.steps if step.kind is Kind.CREDIT)
        assert (credit.counted, credit.misses, credit.window) == (3, 3, 6)
        assert finding.share == Decimal("0.03")
        assert len(finding.history) == 3

    def test_judges_a_promise_of_a_year_with_the_close_of_december(self, acme, zenith):
        an_agreement_in_force(
            acme,
            promise={"period": "year"},
            from_on=date(2025, 1, 1),
            now=datetime(2024, 12, 20, 9, 30, tzinfo=UTC),
        )
        *_before, november, december = months(acme, *[1] * 10, 0, 18, first=date(2025, 1, 1))
        assert findings_of(acme, open_statement(acme, november)) == ()
        [finding] = findings_of(acme, open_statement(acme, december))
        assert finding.period == Period(date(2025, 1, 1), date(2026, 1, 1))
        assert (finding.reading.top, finding.reading.n) == (212, 240)

    def test_is_asked_for_by_the_second_signature_of_a_close(self, acme, agreed):
        with opened(scope_for(acme)):
            before = ProcrastinateJob.objects.filter(args__job="consequences.open").count()
        [close] = months(acme, 5)
        with opened(scope_for(acme)):
            asked = ProcrastinateJob.objects.filter(args__job="consequences.open")
            assert asked.count() == before + 1
            arguments = asked.order_by("-id").first().args["arguments"]
        assert arguments == {"close": str(close)}
        jobs.open_statement(scope_for(acme, LEAD), **arguments)
        overview = queries.get_statement_overview(scope_for(acme))
        assert [(line.close, line.findings) for line in overview.lines] == [(close, 1)]

    def test_happens_once_for_a_close(self, acme, agreed):
        [close] = months(acme, 5)
        open_statement(acme, close)
        with pytest.raises(rules.MayNotOpen):
            open_statement(acme, close)
        jobs.open_statement(scope_for(acme), close=str(close))
        with opened(scope_for(acme)):
            assert Statement.objects.count() == 1

    def test_judges_the_number_without_what_both_agreed_to_exclude(self, acme, agreed):
        """17 of 20 is below the floor of 90 %; with both misses excluded 17 of 18 is not."""
        day = date(2026, 5, 4)
        deliveries(acme, *month_of(day, good=17, late=3))
        promise = promise_on(acme, OTD)
        for fact in misses(acme, promise, first=date(2026, 5, 1), until=date(2026, 6, 1))[:2]:
            an_accepted_claim(acme, promise, fact)
        statement = open_statement(acme, a_closed_month(acme, month=date(2026, 5, 1)))
        assert findings_of(acme, statement) == ()
        [passed] = page(acme, statement).passed_over
        assert passed.count is Count.MISS

    def test_needs_an_agreement_that_was_in_force(self, acme, zenith):
        a_signed_promise(acme, from_on=date(2025, 1, 1))
        [close] = months(acme, 5)
        with pytest.raises(rules.MayNotOpen):
            open_statement(acme, close)

    def test_needs_both_signatures_under_the_close(self, acme, agreed):
        months(acme, 5)
        proposed = a_close(acme, month=date(2026, 6, 1))
        with pytest.raises(NotFound):
            open_statement(acme, proposed)

    def test_knows_nothing_of_another_client(self, acme, zenith, agreed):
        [close] = months(acme, 5)
        with pytest.raises(NotFound):
            open_statement(zenith, close)
        statement = open_statement(acme, close)
        with pytest.raises(NotFound):
            page(zenith, statement)


class TestAcceptFinding:
    def test_holds_once_both_have_accepted(self, acme, agreed):
        [close] = months(acme, 5)
        [finding] = findings_of(acme, open_statement(acme, close))
        accept(acme, finding.id, MANAGER)
        line = queries.get_finding(scope_for(acme), finding.id).line
        assert (line.state, line.waits_for) == (FindingState.PROPOSED, {Side.CLIENT})
        accept(acme, finding.id, LEAD)
        line = queries.get_finding(scope_for(acme), finding.id).line
        assert (line.state, line.owner) == (FindingState.ACCEPTED, "Ada Field")

    def test_needs_an_owner_a_plan_and_a_day_of_whoever_missed(self, acme, agreed):
        [close] = months(acme, 5)
        [finding] = findings_of(acme, open_statement(acme, close))
        with pytest.raises(rules.PlanMissing) as refused:
            accept(acme, finding.id, MANAGER, plan=Plan())
        assert set(refused.value.fields) == {"owner", "plan", "recover_on"}
        with pytest.raises(rules.PlanMissing):
            accept(acme, finding.id, MANAGER, plan=replace(PLAN, recover_on=date(2026, 11, 1)))
        accept(acme, finding.id, LEAD, plan=Plan())

    def test_keeps_owner_and_plan_whole_or_refuses_them(self, acme, agreed):
        [close] = months(acme, 5)
        [finding] = findings_of(acme, open_statement(acme, close))
        for part, most in (("owner", rules.SHORT), ("plan", rules.LONGEST)):
            with pytest.raises(rules.PlanMissing) as refused:
                accept(acme, finding.id, MANAGER, plan=replace(PLAN, **{part: "x" * (most + 1)}))
            assert set(refused.value.fields) == {part}

    def test_is_done_once_by_each_company(self, acme, agreed):
        [close] = months(acme, 5)
        [finding] = findings_of(acme, open_statement(acme, close))
        accept(acme, finding.id, LEAD)
        with pytest.raises(rules.MayNotDecide):
            accept(acme, finding.id, Role.CLIENT_QUALITY)

    def test_is_refused_for_another_version(self, acme, agreed):
        [close] = months(acme, 5)
        [finding] = findings_of(acme, open_statement(acme, close))
        with pytest.raises(Stale):
            commands.accept_finding(scope_for(acme), finding=finding.id, version=2, plan=PLAN)


class TestRulings:
    def contested(self, acme):
        [close] = months(acme, 5)
        statement = open_statement(acme, close)
        [finding] = findings_of(acme, statement)
        return statement, contest(acme, finding.id)

    @pytest.mark.parametrize(
        ("upheld", "state"), [(True, FindingState.UPHELD), (False, FindingState.DROPPED)]
    )
    def test_take_effect_once_the_other_company_confirms(self, acme, agreed, upheld, state):
        _statement, finding = self.contested(acme)
        record(acme, finding, upheld=upheld)
        assert queries.get_finding(scope_for(acme), finding).line.state is FindingState.RECORDED
        with pytest.raises(rules.MayNotDecide):
            confirm(acme, finding, MANAGER)
        confirm(acme, finding)
        shown = queries.get_finding(scope_for(acme), finding)
        assert shown.line.state is state
        assert {one.side for one in shown.signatures if one.still_equal} == set(Side)

    def test_hold_the_statement_up_until_then(self, acme, agreed):
        statement, _finding = self.contested(acme)
        with pytest.raises(rules.MayNotDraft):
            draft(acme, statement)

    def test_need_reasons_to_contest_and_to_return(self, acme, agreed):
        [close] = months(acme, 5)
        [finding] = findings_of(acme, open_statement(acme, close))
        with pytest.raises(rules.WhyMissing):
            contest(acme, finding.id, why=" ")
        contest(acme, finding.id)
        record(acme, finding.id, upheld=True)
        with pytest.raises(rules.WhyMissing):
            commands.return_finding_ruling(scope_for(acme, LEAD), finding=finding.id, version=3)
        returning = scope_for(acme, LEAD, reason="It was item 3.")
        commands.return_finding_ruling(returning, finding=finding.id, version=3)
        line = queries.get_finding(scope_for(acme), finding.id).line
        assert (line.state, line.ruling) == (FindingState.CONTESTED, "")

    def test_need_the_people_of_both_companies(self, acme, agreed):
        _statement, finding = self.contested(acme)
        with pytest.raises(ClaimIncomplete):
            record(acme, finding, upheld=True, ruled_client=" ")

    def test_may_be_made_of_what_nobody_answered_in_time(self, acme, agreed):
        [close] = months(acme, 5)
        [finding] = findings_of(acme, open_statement(acme, close))
        with pytest.raises(rules.MayNotDecide):
            record(acme, finding.id, upheld=True)
        late = NOW + timedelta(days=30)
        scope = scope_for(acme, Role.SITE_HEAD, now=late, proven=True)
        assert queries.get_finding(scope, finding.id).steps.record

    def test_are_no_business_of_whoever_may_not_rule(self, acme, agreed):
        _statement, finding = self.contested(acme)
        with pytest.raises(NotPermitted):
            commands.return_finding_ruling(
                scope_for(acme, Role.QUALITY, reason="x"), finding=finding, version=2
            )
