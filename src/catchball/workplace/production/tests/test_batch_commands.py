"""What happens to one batch, and what the journal tells of it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from arranged import a_batch, a_completed_batch, a_released_batch, day, plan_facts
from catchball.kernel.errors import NotFound, NotPermitted
from catchball.trust.models import Entry
from catchball.trust.permissions import Role
from catchball.trust.wall import opened
from catchball.workplace.production import commands, queries, rules
from catchball.workplace.production.models import Batch
from catchball.workplace.production.rules import BatchState, Disposition
from world import scope_for


def row_of(company, batch):
    with opened(scope_for(company)):
        return Batch.objects.get(pk=batch)


def change_of(company, batch, event):
    with opened(scope_for(company)):
        entry = Entry.objects.get(event=event, changes__row_id=batch)
        return entry, entry.changes.get(row_id=batch)


def dispose(company, batch, *, role=Role.QUALITY, reason="", version=3, **named):
    commands.dispose_batch(
        scope_for(company, role, reason=reason),
        **{
            "batch": batch,
            "disposition": Disposition.RELEASED,
            "disposed_on": day(-1),
            "version": version,
            **named,
        },
    )


class TestPlanBatch:
    def test_keeps_the_plan(self, acme):
        made = a_batch(acme)
        assert row_of(acme, made).state == BatchState.PLANNED
        assert change_of(acme, made, "production.batch-planned")[1].new["reference"] == "B-7"

    def test_takes_a_reference_once_for_each_client(self, acme, zenith):
        a_batch(acme)
        a_batch(zenith)
        with pytest.raises(rules.ReferenceTaken):
            a_batch(acme)

    def test_knows_no_product_of_another_client(self, acme, zenith):
        with pytest.raises(NotFound):
            a_batch(acme, product=zenith.product)

    def test_begins_as_a_plan(self, acme):
        with pytest.raises(rules.BatchFactsDisagree):
            a_batch(acme, state=BatchState.STARTED, started_on=day(-1))

    def test_is_not_for_the_client(self, acme):
        with pytest.raises(NotPermitted):
            commands.plan_batch(scope_for(acme, Role.CLIENT_LEAD), facts=plan_facts(acme))


class TestStartBatch:
    def test_tells_the_journal_what_changed(self, acme):
        made = a_batch(acme)
        commands.start_batch(scope_for(acme), batch=made, started_on=day(-1), version=1)
        change = change_of(acme, made, "production.batch-started")[1]
        assert (change.old["state"], change.new["state"]) == ("planned", "started")

    def test_knows_nothing_of_another_client(self, acme, zenith):
        theirs = a_batch(zenith)
        with pytest.raises(NotFound):
            commands.start_batch(scope_for(acme), batch=theirs, started_on=day(-1), version=1)

    def test_is_refused_when_somebody_was_faster(self, acme):
        made = a_batch(acme)
        commands.start_batch(scope_for(acme), batch=made, started_on=day(-1), version=1)
        with pytest.raises(rules.ChangedMeanwhile):
            commands.start_batch(scope_for(acme), batch=made, started_on=day(-1), version=1)


class TestCompleteBatch:
    def test_keeps_what_came_out(self, acme):
        made = a_completed_batch(acme, quantity=96, deviations=2)
        line = queries.get_batch(scope_for(acme), made).line
        assert (line.yield_share, line.deviations, line.is_clean) == (Decimal("0.96"), 2, False)
        assert line.waiting == 12

    def test_takes_more_than_theory_and_signals_it(self, acme):
        made = a_completed_batch(acme, quantity=104)
        line = queries.get_batch(scope_for(acme), made).line
        assert line.yield_share == Decimal("1.04")
        assert line.is_over_full

    def test_refuses_a_day_before_the_start(self, acme):
        made = a_batch(acme)
        commands.start_batch(scope_for(acme), batch=made, started_on=day(-3), version=1)
        with pytest.raises(rules.DayRefused):
            commands.complete_batch(
                scope_for(acme),
                batch=made,
                completed_on=day(-4),
                quantity_actual=Decimal(90),
                deviations=0,
                reworked=False,
                version=2,
            )


class TestDisposeBatch:
    def test_is_what_quality_does(self, acme):
        made = a_completed_batch(acme)
        with pytest.raises(NotPermitted):
            dispose(acme, made, role=Role.PROGRAM_MANAGER)
        dispose(acme, made)
        change = change_of(acme, made, "production.batch-disposed")[1]
        assert (change.old["disposition"], change.new["disposition"]) == ("pending", "released")

    def test_rejects_with_a_reason(self, acme):
        made = a_completed_batch(acme)
        with pytest.raises(rules.ReasonMissing):
            dispose(acme, made, disposition=Disposition.REJECTED)
        dispose(acme, made, disposition=Disposition.REJECTED, reason="Assay out of range")
        assert change_of(acme, made, "production.batch-disposed")[0].reason == "Assay out of range"

    def test_happens_once(self, acme):
        made = a_released_batch(acme)
        with pytest.raises(rules.MayNotDispose):
            dispose(acme, made, version=4, disposition=Disposition.REJECTED, reason="Regret")

    def test_knows_nothing_of_another_client(self, acme, zenith):
        with pytest.raises(NotFound):
            dispose(acme, a_completed_batch(zenith))

    def test_is_refused_when_somebody_was_faster(self, acme):
        with pytest.raises(rules.ChangedMeanwhile):
            dispose(acme, a_completed_batch(acme), version=2)


class TestCancelBatch:
    def test_keeps_the_reason(self, acme):
        made = a_batch(acme)
        commands.cancel_batch(scope_for(acme, reason="Campaign withdrawn"), batch=made, version=1)
        assert change_of(acme, made, "production.batch-cancelled")[0].reason == "Campaign withdrawn"

    def test_does_not_take_away_what_was_started(self, acme):
        made = a_completed_batch(acme)
        with pytest.raises(rules.MayNotCancelBatch):
            commands.cancel_batch(scope_for(acme, reason="Bad"), batch=made, version=3)


class TestCorrectBatch:
    def correct(self, company, batch, *, version, role=Role.PROGRAM_MANAGER, **named):
        reason = named.pop("reason", "Typing slip")
        facts = replace(queries.facts_of_batch(row_of(company, batch)), **named)
        scope = scope_for(company, role, reason=reason)
        commands.correct_batch(scope, batch=batch, facts=facts, version=version)

    def test_puts_right_what_was_recorded_wrongly(self, acme):
        made = a_completed_batch(acme)
        self.correct(acme, made, version=3, quantity_actual=Decimal(97))
        entry, change = change_of(acme, made, "production.batch-corrected")
        assert entry.reason == "Typing slip"
        assert Decimal(str(change.new["quantity_actual"])) == 97

    def test_leaves_the_decision_to_quality(self, acme):
        made = a_released_batch(acme)
        decision = {"disposition": Disposition.REJECTED, "version": 4}
        with pytest.raises(NotPermitted):
            self.correct(acme, made, **decision)
        self.correct(acme, made, role=Role.QUALITY, **decision)
        assert row_of(acme, made).disposition == Disposition.REJECTED

    def test_needs_a_reason(self, acme):
        made = a_batch(acme)
        with pytest.raises(rules.ReasonMissing):
            self.correct(acme, made, version=1, reason="", unit="g")

    def test_knows_nothing_of_another_client(self, acme, zenith):
        theirs = a_batch(zenith)
        with pytest.raises(NotFound):
            commands.correct_batch(
                scope_for(acme, reason="No"), batch=theirs, facts=plan_facts(acme), version=1
            )

    def test_is_refused_when_somebody_was_faster(self, acme):
        made = a_completed_batch(acme)
        with pytest.raises(rules.ChangedMeanwhile):
            self.correct(acme, made, version=2, unit="g")
        changes = queries.list_batch_changes(scope_for(acme), made, since_version=2)
        assert [one.what for one in changes] == ["recorded the completion"]
