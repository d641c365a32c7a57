"""Many rows at once, and the way back."""

from dataclasses import replace
from decimal import Decimal

import pytest

from arranged import a_delivery, day, plan_facts, promise_facts
from catchball.kernel.errors import NotFound, NotPermitted
from catchball.trust.models import Change, Entry
from catchball.trust.permissions import Role
from catchball.trust.wall import opened
from catchball.workplace.production import commands, queries, rules
from catchball.workplace.production.models import Batch, Delivery, Redating
from catchball.workplace.production.queries import staging
from catchball.workplace.production.queries.staging import judging
from catchball.workplace.production.rules import (
    BatchRow,
    BatchState,
    DeliveryRow,
    DeliveryState,
    Disposition,
)
from world import scope_for


def rows_of(*facts):
    return [DeliveryRow(line, one) for line, one in enumerate(facts, start=2)]


def imports(company, *facts, role=Role.PROGRAM_MANAGER, **named):
    return commands.bulk_record_deliveries(
        scope_for(company, role), rows=rows_of(*facts), import_id="I-1", **named
    )


def counts(outcome):
    return outcome.created, outcome.updated, outcome.unchanged, len(outcome.refused)


def delivered(facts, on=-1):
    return replace(
        facts,
        state=DeliveryState.DELIVERED,
        delivered_on=day(on),
        quantity_delivered=Decimal(1000),
    )


def stored(company, reference):
    with opened(scope_for(company)):
        return Delivery.objects.get(reference=reference)


class TestSlices:
    """Some thousand lines go in at a time; that shows nowhere."""

    @pytest.fixture
    def both(self, acme, zenith, monkeypatch):
        """Record the same for two companies: for one in a single slice, for one line by line."""

        def record(make, **named):
            outcomes = []
            for company, lines in ((acme, 10_000), (zenith, 1)):
                monkeypatch.setattr(staging, "_SLICE", lines)
                monkeypatch.setattr(judging, "_AT_ONCE", lines)
                outcomes.append(imports(company, *make(company), **named))
            return outcomes

        return record

    def test_come_to_the_same(self, acme, zenith, both):
        def first(company):
            good = [promise_facts(company, f"D-{at}") for at in range(6)]
            return [*good[:4], replace(good[0], reference=""), good[2], *good[4:]]

        def then(company):
            good = [promise_facts(company, f"D-{at}") for at in range(2, 9)]
            moved = replace(good[1], promised_on=day(20))
            return [good[0], moved, replace(good[2], unit="vials"), *good[3:], moved]

        whole, sliced = both(first)
        assert counts(whole) == counts(sliced) == (6, 0, 0, 2)
        assert list(whole.refused) == list(sliced.refused)
        whole, sliced = both(then)
        assert counts(whole) == counts(sliced) == (3, 0, 2, 3)
        assert list(whole.refused) == list(sliced.refused)
        whole, sliced = both(then, update=True)
        assert counts(whole) == counts(sliced)
        assert whole.updated > 0
        assert self._left(acme) == self._left(zenith)

    def _left(self, company):
        with opened(scope_for(company)):
            rows = Delivery.objects.order_by("reference")
            moved = Redating.objects.order_by("delivery__reference")
            return (
                list(rows.values_list("reference", "unit", "promised_on", "version", "state")),
                list(moved.values_list("promised_before", "promised_after", "cause")),
            )

    def test_are_written_all_or_none(self, acme, monkeypatch):
        monkeypatch.setattr(staging, "_SLICE", 1)
        monkeypatch.setattr(judging, "_AT_ONCE", 1)

        def breaks_off():
            yield from rows_of(promise_facts(acme, "D-1"), promise_facts(acme, "D-2"))
            raise rules.MayNotUpdate("cut off")

        with pytest.raises(rules.MayNotUpdate):
            commands.bulk_record_deliveries(scope_for(acme), rows=breaks_off(), import_id="I-1")
        with opened(scope_for(acme)):
            assert not Delivery.objects.exists()


class TestBulkRecordDeliveries:
    def test_keeps_all_good_rows_under_one_entry(self, acme, zenith):
        many = [promise_facts(acme, f"D-{number}") for number in range(60)]
        outcome = imports(acme, *many)
        assert counts(outcome) == (60, 0, 0, 0)
        with opened(scope_for(acme)):
            entry = Entry.objects.get(pk=outcome.entry)
            assert entry.changes.filter(table_name="production_delivery").count() == 60
        assert entry.arguments["rows"] == "(list_iterator)"
        with opened(scope_for(zenith)):
            assert not Delivery.objects.exists()

    def test_changes_nothing_the_second_time(self, acme):
        many = [promise_facts(acme, f"D-{number}") for number in range(5)]
        imports(acme, *many)
        again = imports(acme, *many)
        assert counts(again) == (0, 0, 5, 0)
        with opened(scope_for(acme)):
            assert not Change.objects.filter(entry_id=again.entry).exists()

    def test_says_for_each_bad_row_why(self, acme, zenith):
        good = promise_facts(acme, "D-1")
        outcome = imports(
            acme,
            good,
            replace(good, reference=""),
            replace(good, reference="D-2", quantity_promised=Decimal(-1)),
            replace(good, reference="D-3", program=zenith.program),
            good,
            replace(good, reference="D-5", state=DeliveryState.DELIVERED, delivered_on=day(3)),
        )
        assert counts(outcome) == (1, 0, 0, 5)
        assert [(row.line, row.reference, row.reason) for row in outcome.refused] == [
            (3, "", "reference: Enter something here."),
            (4, "D-2", "promised quantity: Enter a quantity above zero."),
            (5, "D-3", "There is no such program here."),
            (6, "D-1", "Line 2 has the same reference."),
            (
                7,
                "D-5",
                "delivered on: This day has not come yet. Record it on the day, not before.",
            ),
        ]

    def test_reports_other_values_and_leaves_them(self, acme):
        facts = promise_facts(acme)
        imports(acme, facts)
        outcome = imports(acme, replace(facts, quantity_promised=Decimal(1200)))
        assert counts(outcome) == (0, 0, 0, 1)
        assert outcome.refused[0].reason == (
            "It exists with other values: promised quantity 1000.000000 → 1200"
        )
        assert stored(acme, "D-118").quantity_promised == 1000

    def test_brings_up_to_date_when_asked(self, acme):
        facts = promise_facts(acme)
        imports(acme, facts)
        outcome = imports(acme, delivered(facts), update=True)
        assert counts(outcome) == (0, 1, 0, 0)
        row = stored(acme, "D-118")
        assert (row.state, row.delivered_on, row.version) == ("delivered", day(-1), 2)

    def test_leaves_alone_what_the_file_does_not_speak_of(self, acme):
        a_delivery(acme)
        sparse = rules.DeliveryFacts(
            reference="D-118", program=acme.program, first_promised_on=day(10)
        )
        given = {"reference", "program", "first_promised_on", "delivered_on"}
        assert counts(imports(acme, sparse, given=given)) == (0, 0, 1, 0)
        outcome = imports(
            acme,
            replace(sparse, state=DeliveryState.DELIVERED, delivered_on=day(-1)),
            given=given,
            update=True,
        )
        assert counts(outcome) == (0, 1, 0, 0)
        row = stored(acme, "D-118")
        assert (row.state, row.item, row.quantity_promised) == ("delivered", "Tablets 10 mg", 1000)

    def test_never_moves_the_first_day_nor_takes_a_delivery_back(self, acme):
        facts = promise_facts(acme)
        imports(acme, facts, delivered(promise_facts(acme, "D-2")))
        outcome = imports(
            acme,
            replace(facts, first_promised_on=day(30), promised_on=day(30)),
            promise_facts(acme, "D-2"),
            update=True,
        )
        assert counts(outcome) == (0, 0, 0, 2)
        assert "first confirmed day is recorded" in outcome.refused[0].reason
        assert "recorded as delivered" in outcome.refused[1].reason
        assert stored(acme, "D-118").first_promised_on == day(10)

    def test_notes_a_moved_day_as_a_redating(self, acme):
        facts = promise_facts(acme)
        imports(acme, facts)
        imports(acme, replace(facts, promised_on=day(17)), update=True)
        with opened(scope_for(acme)):
            moved = Redating.objects.get()
        assert (moved.promised_before, moved.promised_after) == (day(10), day(17))
        assert (moved.asked_by, moved.cause) == ("cmo", "Moved by an import (I-1)")

    def test_needs_the_permission_and_more_to_update(self, acme):
        with pytest.raises(NotPermitted):
            imports(acme, promise_facts(acme), role=Role.CLIENT_LEAD)
        with pytest.raises(NotPermitted):
            imports(acme, promise_facts(acme), role=Role.SUPERVISOR, update=True)

    def test_is_foretold_exactly_and_without_a_trace(self, acme):
        imports(acme, promise_facts(acme, "D-1"))
        rows = rows_of(
            promise_facts(acme, "D-1"),
            promise_facts(acme, "D-2"),
            promise_facts(acme, "D-3", quantity_promised=Decimal(0)),
        )
        foretold = queries.preview_deliveries(scope_for(acme), rows=rows)
        with opened(scope_for(acme)):
            assert Delivery.objects.count() == 1
        done = commands.bulk_record_deliveries(scope_for(acme), rows=rows, import_id="I-2")
        assert replace(done, entry=None) == foretold
        assert counts(done) == (1, 0, 1, 1)


class TestBulkRecordBatches:
    def test_keeps_good_rows_and_brings_them_up_to_date(self, acme):
        plan = plan_facts(acme)
        rows = [BatchRow(2, plan), BatchRow(3, replace(plan, reference="B-8", deviations=-1))]
        scope = scope_for(acme)
        first = commands.bulk_record_batches(scope, rows=rows, import_id="I-1")
        assert counts(first) == (1, 0, 0, 1)
        made = replace(
            plan,
            state=BatchState.COMPLETED,
            started_on=day(-9),
            completed_on=day(-5),
            disposition=Disposition.RELEASED,
            disposed_on=day(-1),
            quantity_actual=Decimal(104),
            deviations=0,
            reworked=False,
        )
        rows = [BatchRow(2, made)]
        foretold = queries.preview_batches(scope, rows=rows, update=True)
        second = commands.bulk_record_batches(scope, rows=rows, import_id="I-2", update=True)
        assert counts(second) == counts(foretold) == (0, 1, 0, 0)
        with opened(scope):
            row = Batch.objects.get()
        assert (row.disposition, row.quantity_actual, row.version) == ("released", 104, 2)


class TestUndoBulk:
    def test_takes_away_what_the_import_made_and_puts_back_what_it_changed(self, acme):
        facts = promise_facts(acme)
        imports(acme, facts)
        second = imports(
            acme,
            replace(facts, promised_on=day(17), item="Capsules"),
            promise_facts(acme, "D-2"),
            update=True,
        )
        heard = []
        undone = commands.undo_bulk(
            scope_for(acme), entry=second.entry, tell=lambda *counts: heard.append(counts)
        )
        assert heard == [(2, 2)]
        assert (undone.removed, undone.restored) == (1, 1)
        row = stored(acme, "D-118")
        assert (row.item, row.promised_on, row.version) == ("Tablets 10 mg", day(10), 3)
        with opened(scope_for(acme)):
            assert not Redating.objects.exists()
            assert list(Delivery.objects.values_list("reference", flat=True)) == ["D-118"]

    def test_is_refused_as_a_whole_when_a_row_was_changed_since(self, acme):
        outcome = imports(acme, *(promise_facts(acme, f"D-{number}") for number in range(3)))
        row = stored(acme, "D-1")
        commands.cancel_delivery(
            scope_for(acme, reason="Order withdrawn"), delivery=row.pk, version=1
        )
        with pytest.raises(rules.CannotUndo, match=r"^1 row .*D-1$") as error:
            commands.undo_bulk(scope_for(acme), entry=outcome.entry)
        assert error.value.references == ("D-1",)
        with opened(scope_for(acme)):
            assert Delivery.objects.count() == 3

    def test_happens_once(self, acme):
        outcome = imports(acme, promise_facts(acme))
        commands.undo_bulk(scope_for(acme), entry=outcome.entry)
        with pytest.raises(rules.CannotUndo):
            commands.undo_bulk(scope_for(acme), entry=outcome.entry)

    def test_undoes_imports_of_this_client_only(self, acme, zenith):
        theirs = imports(zenith, promise_facts(zenith))
        with pytest.raises(NotFound):
            commands.undo_bulk(scope_for(acme), entry=theirs.entry)

    def test_needs_the_permission(self, acme):
        outcome = imports(acme, promise_facts(acme))
        with pytest.raises(NotPermitted):
            commands.undo_bulk(scope_for(acme, Role.QUALITY), entry=outcome.entry)
