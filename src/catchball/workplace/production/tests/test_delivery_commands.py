"""What happens to one delivery, and what the journal tells of it."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from arranged import a_delivered, a_delivery, day, promise_facts
from catchball.kernel.errors import NotFound, NotPermitted
from catchball.trust.models import Entry
from catchball.trust.permissions import Role, Side
from catchball.trust.wall import opened
from catchball.workplace.production import commands, queries, rules
from catchball.workplace.production.models import Delivery, Redating
from catchball.workplace.production.rules import DeliveryState
from world import TODAY, scope_for


def row_of(company, delivery):
    with opened(scope_for(company)):
        return Delivery.objects.get(pk=delivery)


def change_of(company, delivery, event):
    with opened(scope_for(company)):
        entry = Entry.objects.get(event=event, changes__row_id=delivery)
        return entry, entry.changes.get(row_id=delivery)


def redate(company, delivery, *, to=14, version=1, **named):
    commands.redate_delivery(
        scope_for(company),
        **{
            "delivery": delivery,
            "promised_on": day(to),
            "asked_by": Side.CMO,
            "cause": "Filter on back order",
            "version": version,
            **named,
        },
    )


def record(company, delivery, *, version=1, role=Role.PROGRAM_MANAGER, **named):
    commands.record_delivery(
        scope_for(company, role),
        **{
            "delivery": delivery,
            "delivered_on": TODAY,
            "quantity_delivered": Decimal(1000),
            "version": version,
            **named,
        },
    )


class TestRecordPromise:
    def test_keeps_the_day_as_the_first_one(self, acme):
        row = row_of(acme, a_delivery(acme))
        assert row.first_promised_on == row.promised_on == day(10)
        entry, change = change_of(acme, row.pk, "production.delivery-promised")
        assert (change.old, change.new["reference"]) == (None, "D-118")
        assert "search" not in change.new
        assert entry.arguments["facts"]["first_promised_on"] == day(10).isoformat()

    def test_takes_a_reference_once_for_each_client(self, acme, zenith):
        a_delivery(acme)
        a_delivery(zenith)
        with pytest.raises(rules.ReferenceTaken) as error:
            a_delivery(acme)
        assert "reference" in error.value.fields

    def test_knows_no_program_of_another_client(self, acme, zenith):
        with pytest.raises(NotFound):
            a_delivery(acme, program=zenith.program)

    def test_begins_as_a_promise_with_one_day(self, acme):
        with pytest.raises(rules.FactsDisagree):
            a_delivery(acme, state=DeliveryState.CANCELLED)
        with pytest.raises(rules.FactsDisagree):
            a_delivery(acme, promised_on=day(12))

    @pytest.mark.parametrize("role", [Role.CLIENT_LEAD, Role.QUALITY, Role.SITE_HEAD])
    def test_is_not_for_everyone(self, acme, role):
        with pytest.raises(NotPermitted):
            commands.record_promise(scope_for(acme, role), facts=promise_facts(acme))


class TestRedateDelivery:
    def test_moves_the_last_day_and_never_the_first(self, acme):
        made = a_delivery(acme)
        redate(acme, made)
        row = row_of(acme, made)
        assert (row.first_promised_on, row.promised_on, row.version) == (day(10), day(14), 2)
        with opened(scope_for(acme)):
            moved = Redating.objects.get(delivery_id=made)
        assert (moved.promised_before, moved.promised_after) == (day(10), day(14))
        assert (moved.asked_by, moved.cause) == ("cmo", "Filter on back order")
        change = change_of(acme, made, "production.delivery-redated")[1]
        assert change.old["first_promised_on"] == change.new["first_promised_on"]

    def test_does_not_make_a_late_delivery_less_late(self, acme):
        made = a_delivery(acme, first_promised_on=day(-3))
        redate(acme, made, to=20)
        line = queries.get_delivery(scope_for(acme), made).line
        assert (line.late, line.standing) == (3, "late")

    def test_needs_a_cause(self, acme):
        made = a_delivery(acme)
        with pytest.raises(rules.TextRefused):
            redate(acme, made, cause=" ")
        assert row_of(acme, made).version == 1

    def test_knows_nothing_of_another_client(self, acme, zenith):
        theirs = a_delivery(zenith)
        with pytest.raises(NotFound):
            redate(acme, theirs)

    def test_is_refused_when_somebody_was_faster(self, acme):
        made = a_delivery(acme)
        redate(acme, made, to=14)
        with pytest.raises(rules.ChangedMeanwhile):
            redate(acme, made, to=15)

    def test_is_not_for_everyone(self, acme):
        made = a_delivery(acme)
        with pytest.raises(NotPermitted):
            commands.redate_delivery(
                scope_for(acme, Role.CLIENT_SUPPLY),
                delivery=made,
                promised_on=day(14),
                asked_by=Side.CLIENT,
                cause="Ours",
                version=1,
            )


class TestRecordDelivery:
    def test_tells_the_journal_what_changed(self, acme):
        made = a_delivery(acme)
        record(acme, made, role=Role.SUPERVISOR)
        change = change_of(acme, made, "production.delivery-recorded")[1]
        assert (change.old["state"], change.new["state"]) == ("promised", "delivered")
        assert change.new["delivered_on"] == TODAY.isoformat()

    def test_shows_half_as_short(self, acme):
        made = a_delivery(acme)
        record(acme, made, quantity_delivered=Decimal(500))
        assert queries.get_delivery(scope_for(acme), made).line.is_short

    def test_counts_days_in_the_zone_of_the_relationship(self, acme):
        made = a_delivery(acme)
        # Half past midnight of the 1st in London is still the 30th in UTC.
        night = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
        commands.record_delivery(
            scope_for(acme, now=night),
            delivery=made,
            delivered_on=datetime(2026, 7, 1, tzinfo=UTC).date(),
            quantity_delivered=Decimal(1000),
            version=1,
        )
        assert row_of(acme, made).state == DeliveryState.DELIVERED

    def test_refuses_a_day_to_come(self, acme):
        made = a_delivery(acme)
        with pytest.raises(rules.DayRefused):
            record(acme, made, delivered_on=day(1))
        assert row_of(acme, made).state == DeliveryState.PROMISED

    def test_happens_once(self, acme):
        made = a_delivery(acme)
        record(acme, made)
        with pytest.raises(rules.MayNotRecord):
            record(acme, made, version=2)

    def test_knows_nothing_of_another_client(self, acme, zenith):
        with pytest.raises(NotFound):
            record(acme, a_delivery(zenith))

    def test_is_refused_when_somebody_was_faster(self, acme):
        made = a_delivery(acme)
        redate(acme, made)
        with pytest.raises(rules.ChangedMeanwhile):
            record(acme, made)


class TestCancelDelivery:
    def test_keeps_the_reason(self, acme):
        made = a_delivery(acme)
        commands.cancel_delivery(
            scope_for(acme, reason="Order withdrawn"), delivery=made, version=1
        )
        entry, change = change_of(acme, made, "production.delivery-cancelled")
        assert (entry.reason, change.new["state"]) == ("Order withdrawn", "cancelled")

    def test_says_when_it_came_after_the_first_day(self, acme):
        made = a_delivery(acme, first_promised_on=day(-5))
        commands.cancel_delivery(scope_for(acme, reason="Withdrawn"), delivery=made, version=1)
        assert queries.get_delivery(scope_for(acme), made).cancelled_late == 5

    def test_needs_a_reason(self, acme):
        made = a_delivery(acme)
        with pytest.raises(rules.ReasonMissing):
            commands.cancel_delivery(scope_for(acme), delivery=made, version=1)

    def test_knows_nothing_of_another_client(self, acme, zenith):
        theirs = a_delivery(zenith)
        with pytest.raises(NotFound):
            commands.cancel_delivery(scope_for(acme, reason="No"), delivery=theirs, version=1)


class TestCorrectDelivery:
    def correct(self, company, delivery, *, version=1, reason="Typing slip", **named):
        role = named.pop("role", Role.PROGRAM_MANAGER)
        error = named.pop("is_recording_error", False)
        facts = replace(queries.facts_of_delivery(row_of(company, delivery)), **named)
        commands.correct_delivery(
            scope_for(company, role, reason=reason),
            delivery=delivery,
            facts=facts,
            version=version,
            is_recording_error=error,
        )

    def test_puts_right_what_was_recorded_wrongly(self, acme):
        made = a_delivered(acme, "D-1", promised=-3, delivered=-1)
        self.correct(acme, made, version=2, delivered_on=day(-3))
        entry, change = change_of(acme, made, "production.delivery-corrected")
        assert entry.reason == "Typing slip"
        assert change.new["delivered_on"] == day(-3).isoformat()

    def test_shows_a_corrected_first_day_by_itself(self, acme):
        made = a_delivery(acme)
        with pytest.raises(rules.FirstDayStays):
            self.correct(acme, made, first_promised_on=day(20))
        self.correct(acme, made, first_promised_on=day(20), is_recording_error=True)
        detail = queries.get_delivery(scope_for(acme, Role.CLIENT_LEAD), made)
        assert (detail.line.first_promised_on, detail.line.promised_on) == (day(20), day(20))
        (correction,) = detail.corrections
        assert correction.why == "Typing slip"
        shown = [(one.old, one.new) for one in correction.changes]
        assert shown == [(day(10), day(20)), (day(10), day(20))]

    def test_does_not_move_a_moved_day(self, acme):
        made = a_delivery(acme)
        redate(acme, made, to=14)
        self.correct(acme, made, version=2, promised_on=day(30), item="Tablets")
        assert row_of(acme, made).promised_on == day(14)

    def test_takes_a_delivery_back_that_never_happened(self, acme):
        made = a_delivered(acme, "D-1", promised=-3, delivered=-1)
        self.correct(
            acme,
            made,
            version=2,
            state=DeliveryState.PROMISED,
            delivered_on=None,
            quantity_delivered=None,
        )
        assert row_of(acme, made).state == DeliveryState.PROMISED

    def test_needs_a_reason_and_the_permission(self, acme):
        made = a_delivery(acme)
        with pytest.raises(rules.ReasonMissing):
            self.correct(acme, made, reason="", item="Other")
        with pytest.raises(NotPermitted):
            self.correct(acme, made, role=Role.SUPERVISOR, item="Other")

    def test_takes_no_reference_of_another_delivery(self, acme):
        a_delivery(acme, "D-1")
        made = a_delivery(acme, "D-2")
        with pytest.raises(rules.ReferenceTaken):
            self.correct(acme, made, reference="D-1")

    def test_knows_nothing_of_another_client(self, acme, zenith):
        theirs = a_delivery(zenith)
        with pytest.raises(NotFound):
            commands.correct_delivery(
                scope_for(acme, reason="No"),
                delivery=theirs,
                facts=promise_facts(acme, item="Other"),
                version=1,
            )

    def test_is_refused_when_somebody_was_faster(self, acme):
        made = a_delivery(acme)
        redate(acme, made)
        with pytest.raises(rules.ChangedMeanwhile):
            self.correct(acme, made, item="Other")
        changes = queries.list_delivery_changes(scope_for(acme), made, since_version=1)
        assert [one.what for one in changes] == ["moved the promised day"]
