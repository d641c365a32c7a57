"""Closing a month: frozen, disputed, signed by both, and restated beside it ever after."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, connection

from at_once import at_once
from catchball.kernel.days import Period
from catchball.kernel.errors import NotFound, NotPermitted, Stale
from catchball.measures.catalogue import CATALOGUE
from catchball.trust.permissions import Role
from catchball.trust.scope import Proof
from catchball.trust.signing import Meaning, MeaningDoesNotBind
from catchball.trust.wall import opened
from catchball.workplace.production import commands as production
from catchball.workplace.production import queries as produced
from catchball.workplace.scorecards import commands, queries, rules
from catchball.workplace.scorecards.models import Close, ClosedNumber
from catchball.workplace.scorecards.queries import freezing
from closed import (
    LATER,
    OCTOBER,
    a_close,
    a_closed_month,
    a_dispute,
    correct,
    on_time,
    sign_close_as,
)
from excluded import an_accepted_claim, misses
from measured import deliveries, month_of
from promised import a_signed_promise
from world import NOW, scope_for

LEAD, MANAGER = Role.CLIENT_LEAD, Role.PROGRAM_MANAGER


@pytest.fixture
def promise(acme, zenith):
    made = a_signed_promise(acme, from_on=date(2025, 1, 1))
    deliveries(acme, *month_of(date(2026, 10, 5), good=17, late=3))
    return made


def october(company, *, now=NOW, known=""):
    card = queries.read_scorecard(scope_for(company, now=now), month="2026-10", known=known)
    return card.rows[0].last


def passport(company, promise, *, now=NOW):
    return queries.read_passport(
        scope_for(company, now=now),
        promise=promise,
        first=OCTOBER,
        until=date(2026, 11, 1),
    )


class TestProposeClose:
    def test_freezes_both_numbers_with_their_facts_and_exclusions(self, acme, promise):
        late = misses(acme, promise)
        claim = an_accepted_claim(acme, promise, late[0])
        [line] = queries.get_close(scope_for(acme), a_close(acme)).numbers

        assert (line.cell.reading.top, line.cell.reading.bottom) == (17, 20)
        less = line.cell.attributable
        assert (less.top, less.bottom) == (17, 19)
        assert [one["id"] for one in line.exclusions] == [str(claim)]
        with opened(scope_for(acme)):
            facts = ClosedNumber.objects.get(pk=line.id).facts
        assert len(facts) == 20
        assert [one["id"] for one in facts if one["excluded"]] == [str(late[0])]
        assert all(one["version"] == 1 for one in facts)
        assert facts[0]["values"]["first_promised_on"] == "2026-10-05"

    @pytest.mark.parametrize("month", [date(2026, 11, 1), date(9999, 12, 1)])
    def test_waits_until_the_month_is_over(self, acme, promise, month):
        with pytest.raises(rules.MayNotClose, match="not over"):
            a_close(acme, month=month)

    def test_refuses_a_number_of_more_facts_than_it_keeps(self, acme, promise, monkeypatch):
        monkeypatch.setattr(freezing, "MOST_KEPT", 20)
        with opened(scope_for(acme)):
            queries.freeze_month(scope_for(acme), Period(OCTOBER, date(2026, 11, 1)), program=None)
        monkeypatch.setattr(freezing, "MOST_KEPT", 19)
        with pytest.raises(rules.MoreThanKept):
            a_close(acme)

    def test_takes_whole_months(self, acme, promise):
        for day in (date(2026, 10, 2), date.max):
            with pytest.raises(rules.MayNotClose, match="whole months"):
                a_close(acme, month=day)

    def test_refuses_a_month_without_a_promise(self, acme, promise):
        with pytest.raises(rules.MayNotClose):
            a_close(acme, month=date(2024, 3, 1))

    def test_happens_once_for_a_month_until_it_is_withdrawn(self, acme, promise):
        close = a_close(acme)
        with pytest.raises(rules.MayNotClose):
            a_close(acme)
        manager = scope_for(acme, reason="A delivery was missing.")
        commands.withdraw_close(manager, close=close, version=1)
        assert a_close(acme) != close

    def test_of_one_program_stands_beside_that_of_all(self, acme, promise):
        a_close(acme)
        close = a_close(acme, program=acme.program)
        assert queries.get_close(scope_for(acme), close).line.program == "P-1 Acme supply"

    def test_knows_no_program_of_another_client(self, acme, zenith, promise):
        with pytest.raises(NotFound):
            a_close(acme, program=zenith.program)

    def test_is_the_manufacturers(self, acme, promise):
        with pytest.raises(NotPermitted):
            commands.propose_close(scope_for(acme, LEAD), month=OCTOBER)

    def test_holds_its_instant_in_utc_whatever_zone_it_was_frozen_in(self, acme, promise):
        close = a_close(acme, now=NOW.astimezone(ZoneInfo("America/New_York")))
        assert queries.get_close(scope_for(acme), close).is_intact


class TestDisputes:
    def test_hold_both_signatures_back_until_settled(self, acme, promise):
        close = a_close(acme)
        dispute = a_dispute(acme, close)
        for role in (MANAGER, LEAD):
            with pytest.raises(rules.MayNotSignClose):
                sign_close_as(acme, close, role)

        manager = scope_for(acme, reason="The seven others left on time; see D-4.")
        commands.answer_line(manager, close=close, dispute=dispute)
        commands.settle_line(scope_for(acme, LEAD), close=close, dispute=dispute)

        sign_close_as(acme, close, LEAD)
        [line] = queries.get_close(scope_for(acme), close).numbers
        assert line.disputes[0].answer == "The seven others left on time; see D-4."
        assert not line.is_disputed

    def test_are_the_clients_to_raise_and_to_settle(self, acme, promise):
        close = a_close(acme)
        number = queries.get_close(scope_for(acme), close).numbers[0].id
        with pytest.raises(rules.MayNotDispute):
            commands.dispute_line(scope_for(acme, reason="No"), close=close, line=number)
        dispute = a_dispute(acme, close)
        with pytest.raises(rules.MayNotDispute):
            commands.settle_line(scope_for(acme), close=close, dispute=dispute)

    def test_owe_a_reason(self, acme, promise):
        close = a_close(acme)
        with pytest.raises(rules.WordsMissing):
            a_dispute(acme, close, why=" ")

    def test_end_with_the_clients_signature(self, acme, promise):
        close = a_close(acme)
        sign_close_as(acme, close, LEAD)
        with pytest.raises(rules.MayNotDispute):
            a_dispute(acme, close)

    def test_name_no_number_of_another_close(self, acme, zenith, promise):
        a_signed_promise(zenith, from_on=date(2025, 1, 1))
        theirs = queries.get_close(scope_for(zenith), a_close(zenith)).numbers[0].id
        lead = scope_for(acme, LEAD, reason="x")
        with pytest.raises(NotFound):
            commands.dispute_line(lead, close=a_close(acme), line=theirs)


class TestSignClose:
    def test_closes_with_the_second_signature_in_either_order(self, acme, promise):
        close = a_close(acme)
        sign_close_as(acme, close, LEAD)
        assert queries.get_close(scope_for(acme), close).line.state == "proposed"
        sign_close_as(acme, close, Role.SITE_HEAD)

        page = queries.get_close(scope_for(acme), close)

        assert page.line.state == "closed"
        assert {one.content_hash for one in page.signatures} == {page.content_hash}
        assert page.is_intact
        assert all(one.still_equal for one in page.signatures)

    def test_happens_once_for_each_company(self, acme, promise):
        close = a_close(acme)
        sign_close_as(acme, close, MANAGER)
        with pytest.raises(rules.CloseSignedAlready):
            sign_close_as(acme, close, Role.SITE_HEAD)

    def test_is_under_exactly_what_was_shown(self, acme, promise):
        with pytest.raises(Stale):
            commands.sign_close(
                scope_for(acme, proven=True),
                close=a_close(acme),
                version=1,
                meaning=Meaning.AGREEMENT,
                content_hash="0" * 64,
            )

    def test_with_a_meaning_that_does_not_bind_is_refused(self, acme, promise):
        close = a_close(acme)
        shown = queries.get_close(scope_for(acme), close)
        with pytest.raises(MeaningDoesNotBind):
            commands.sign_close(
                scope_for(acme, proven=True),
                close=close,
                version=1,
                meaning=Meaning.REVIEW,
                content_hash=shown.content_hash,
            )

    def test_with_the_proof_of_an_earlier_submission_is_refused(self, acme, promise):
        """Signing twice after a session timed out: each signature needs a proof of its own."""
        close = a_close(acme)
        stale = replace(scope_for(acme, now=LATER), proof=Proof("password", NOW))
        shown = queries.get_close(stale, close)
        with pytest.raises(NotPermitted):
            commands.sign_close(
                stale,
                close=close,
                version=1,
                meaning=Meaning.AGREEMENT,
                content_hash=shown.content_hash,
            )

    def test_of_a_withdrawn_close_is_refused(self, acme, promise):
        close = a_close(acme)
        commands.withdraw_close(scope_for(acme, reason="Typo"), close=close, version=1)
        with pytest.raises(rules.MayNotSignClose):
            sign_close_as(acme, close, LEAD)

    def test_ends_the_way_back(self, acme, promise):
        close = a_closed_month(acme)
        with pytest.raises(rules.MayNotWithdrawClose):
            commands.withdraw_close(scope_for(acme, reason="Regret"), close=close, version=1)


class TestAClosedNumber:
    def test_stays_when_a_fact_is_corrected_and_the_number_is_restated(self, acme, promise):
        a_closed_month(acme)
        assert not october(acme).is_restated

        on_time(acme, misses(acme, promise)[0])

        cell = october(acme, now=LATER)
        assert cell.is_restated
        assert (cell.reading.top, cell.reading.bottom) == (18, 20)
        assert (cell.closed_cell.reading.top, cell.closed_cell.reading.bottom) == (17, 20)

    def test_says_which_fact_restated_it_who_when_and_why(self, acme, promise):
        a_closed_month(acme)
        fact = misses(acme, promise)[0]
        on_time(acme, fact)

        [one] = passport(acme, promise, now=LATER).restated

        assert one.difference.id == fact
        assert (one.was, one.now) == ("late", "on time")
        assert one.difference.fields == (("delivered_on", "2026-10-08", "2026-10-05"),)
        [cause] = one.causes
        assert cause.actor_name == "Acme quality"
        assert cause.happened_at == LATER
        assert cause.reason == "The proof of dispatch names the day before."

    def test_is_restated_by_an_exclusion_accepted_later(self, acme, promise):
        a_closed_month(acme)
        claim = an_accepted_claim(acme, promise, misses(acme, promise)[0], now=LATER)

        cell = october(acme, now=LATER)

        assert cell.is_restated
        assert cell.closed.attributable is None
        [one] = passport(acme, promise, now=LATER).restated
        assert one.claim.id == claim
        assert (one.was, one.now) == ("late", "late, excluded")

    def test_is_restated_by_a_fact_recorded_late(self, acme, promise):
        a_closed_month(acme)
        deliveries(acme, *month_of(date(2026, 10, 20), good=1), name="Z", now=LATER)

        [one] = passport(acme, promise, now=LATER).restated

        assert (one.was, one.now) == ("not in this number", "on time")

    def test_is_restated_by_a_fact_moved_out_of_its_month(self, acme, promise):
        """Move a date and see on-time delivery improve: the closed number shows it at once."""
        a_closed_month(acme)
        fact = misses(acme, promise)[0]
        quality = scope_for(acme, Role.QUALITY, now=LATER, reason="Typing error")
        with opened(quality):
            row = produced.get_delivery_for_change(quality, fact)
            facts, version = produced.facts_of_delivery(row), row.version
        production.correct_delivery(
            quality,
            delivery=fact,
            facts=replace(facts, first_promised_on=date(2026, 11, 8)),
            version=version,
            is_recording_error=True,
        )

        cell, found = october(acme, now=LATER), passport(acme, promise, now=LATER)

        assert cell.reading.bottom == 19
        assert cell.closed_cell.reading.bottom == 20
        assert [(one.was, one.now) for one in found.restated] == [("late", "not in this number")]

    def test_reads_as_closed_again_once_the_correction_is_taken_back(self, acme, promise):
        a_closed_month(acme)
        fact = misses(acme, promise)[0]
        on_time(acme, fact)
        correct(acme, fact, now=LATER + timedelta(hours=1), delivered_on=date(2026, 10, 8))
        assert not october(acme, now=LATER + timedelta(hours=2)).is_restated

    def test_is_unknown_before_both_had_signed(self, acme, promise):
        a_closed_month(acme, now=LATER)
        assert october(acme, now=LATER, known=NOW.date().isoformat()).closed is None
        assert october(acme, now=LATER).closed is not None

    def test_of_all_programs_is_none_of_one_program(self, acme, promise):
        a_closed_month(acme)
        card = queries.read_scorecard(scope_for(acme), month="2026-10", program=acme.program)
        assert card.rows[0].last.closed is None

    def test_is_on_the_chart(self, acme, promise):
        a_closed_month(acme)
        chart = queries.read_promise_chart(scope_for(acme), promise=promise)
        assert [cell.period for cell in chart.cells if cell.closed] == [
            Period(OCTOBER, date(2026, 11, 1))
        ]

    def test_keeps_the_threshold_of_its_day(self, acme, promise):
        """A threshold agreed later never reaches back into a closed month."""
        a_closed_month(acme)
        later = NOW + timedelta(days=30)
        a_signed_promise(
            acme,
            target=Decimal("0.80"),
            floor=Decimal("0.70"),
            from_on=date(2026, 12, 20),
            now=later,
        )
        cell = october(acme, now=later)
        assert cell.target == Decimal("0.95")
        assert not cell.is_restated


class TestPostgresql:
    def test_keeps_a_closed_month_as_it_is(self, acme, promise):
        close = a_closed_month(acme)
        with pytest.raises(DatabaseError, match="stays as it was"), opened(scope_for(acme)):
            Close.objects.filter(pk=close).update(state="proposed", closed_at=None)

    def test_keeps_the_numbers_of_a_proposed_close_too(self, acme, promise):
        close = a_close(acme)
        with pytest.raises(DatabaseError, match="permission denied"), opened(scope_for(acme)):
            ClosedNumber.objects.filter(close_id=close).update(title="Better")

    def test_knows_the_version_of_every_kind_of_fact(self, acme):
        """A close keeps the version of each fact, so each table of facts must count them."""
        tables = {used.table for one in CATALOGUE.list_metrics() for used in one.facts_used}
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT table_name FROM information_schema.columns "
                "WHERE column_name = 'version' AND table_name = ANY (%s)",
                [sorted(tables)],
            )
            assert {row[0] for row in cursor.fetchall()} == tables


def test_shows_one_client_the_closes_of_no_other(acme, zenith, promise):
    close = a_close(acme)
    assert queries.get_close_overview(scope_for(zenith)).lines == ()
    assert queries.list_waiting_closes(scope_for(zenith)) == ()
    with pytest.raises(NotFound):
        queries.get_close(scope_for(zenith), close)


@pytest.mark.django_db(transaction=True)
def test_closes_once_when_two_people_close_at_once(acme, zenith):
    a_signed_promise(acme, from_on=date(2025, 1, 1))
    deliveries(acme, *month_of(date(2026, 10, 5), good=9))

    raised = at_once(lambda: a_close(acme), lambda: a_close(acme))

    assert [type(error) for error in raised] == [rules.MayNotClose]
    assert len(queries.get_close_overview(scope_for(acme)).lines) == 1
