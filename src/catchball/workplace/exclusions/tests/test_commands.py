"""What becomes of a claim, what the number makes of it, and who may do what."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection

from agreed import a_draft_agreement, change_part, offer, sign_by_both
from at_once import at_once
from catchball.kernel.errors import NotFound, NotPermitted, Stale
from catchball.trust.models import Entry
from catchball.trust.permissions import Role
from catchball.trust.wall import opened
from catchball.workplace.exclusions import commands, queries, rules
from catchball.workplace.exclusions.models import Exclusion
from catchball.workplace.scorecards.queries import read_passport, read_scorecard
from concluded import SPRING
from excluded import (
    OCTOBER,
    SAID,
    a_claim,
    a_disputed_claim,
    an_accepted_claim,
    confirm,
    misses,
    record,
)
from measured import deliveries, month_of
from promised import a_signed_promise
from timetables import a_kept_calendar
from world import NOW, TODAY, scope_for

LEAD = Role.CLIENT_LEAD


@pytest.fixture
def promise(acme, zenith):
    return a_signed_promise(acme, from_on=date(2025, 1, 1))


@pytest.fixture
def late(acme, promise):
    """Twenty lots due, three of them late."""
    deliveries(acme, *month_of(date(2026, 10, 5), good=17, late=3))
    return misses(acme, promise)


def october(company, *, now=NOW, known=""):
    row = read_scorecard(scope_for(company, now=now), month="2026-10", known=known).rows[0]
    return row.last


def of(cell):
    """Return gross and attributable as the two numbers behind each."""
    less = cell.attributed.reading
    return (cell.reading.top, cell.reading.bottom), (less.top, less.bottom)


class TestAnExclusion:
    def test_leaves_the_denominator_of_the_attributable_number_only(self, acme, promise, late):
        an_accepted_claim(acme, promise, late[0])

        cell = october(acme)

        assert of(cell) == ((17, 20), (17, 19))
        assert round(cell.reading.value, 3) == Decimal("0.850")
        assert round(cell.attributed.reading.value, 3) == Decimal("0.895")

    def test_is_never_forced_to_on_time(self, acme, promise, late):
        an_accepted_claim(acme, promise, late[0])
        assert of(october(acme))[1] != (18, 20)

    @pytest.mark.parametrize("claim", [a_claim, a_disputed_claim])
    def test_that_is_undecided_counts_against_whoever_promised(self, acme, promise, late, claim):
        claim(acme, promise, late[0])
        assert of(october(acme)) == ((17, 20), (17, 20))

    def test_of_all_facts_leaves_no_number(self, acme, promise):
        deliveries(acme, *month_of(date(2026, 10, 5), good=0, late=1))
        [only] = misses(acme, promise)
        an_accepted_claim(acme, promise, only)

        cell = october(acme)

        assert cell.attributed.reading.value is None
        assert cell.attributed.standing == "no-data"

    def test_is_unknown_before_the_day_of_its_acceptance(self, acme, promise, late):
        later = NOW + timedelta(days=9)
        claim = a_claim(acme, promise, late[0])
        lead = scope_for(acme, LEAD, now=later)
        commands.accept_exclusion(lead, exclusion=claim, version=1)

        before = (later - timedelta(days=1)).date().isoformat()
        assert of(october(acme, now=later, known=before)) == ((17, 20), (17, 20))
        assert of(october(acme, now=later, known=later.date().isoformat())) == ((17, 20), (17, 19))
        assert of(october(acme, now=later)) == ((17, 20), (17, 19))

    def test_is_the_same_for_both_companies_and_on_list_and_number(self, acme, promise, late):
        an_accepted_claim(acme, promise, late[0])

        ours = read_passport(scope_for(acme), promise=promise, **OCTOBER)
        theirs = read_passport(scope_for(acme, LEAD), promise=promise, **OCTOBER)

        assert ours.counts == theirs.counts
        assert ours.content_hash == theirs.content_hash
        assert ours.counts == {"not-good": 2, "excluded": 1, "good": 17}
        excluded = [fact for fact in ours.facts.items if fact.outcome == "excluded"]
        assert [fact.id for fact in excluded] == [late[0]]
        assert excluded[0].why.startswith("Excluded. Without that: Not good:")

    def test_holds_for_the_metric_claimed_and_no_other(self, acme, promise, late):
        full = a_signed_promise(acme, metric_key="on-time-in-full", from_on=date(2025, 1, 1))
        an_accepted_claim(acme, promise, late[0])

        whole = read_passport(scope_for(acme), promise=full, **OCTOBER)

        assert whole.cell.attributable is None

    def test_does_not_touch_another_client(self, acme, zenith, promise, late):
        theirs = a_signed_promise(zenith, from_on=date(2025, 1, 1))
        deliveries(zenith, *month_of(date(2026, 10, 5), good=1, late=1))
        an_accepted_claim(acme, promise, late[0])

        assert of(october(zenith)) == ((1, 2), (1, 2))
        assert read_passport(scope_for(zenith), promise=theirs, **OCTOBER).claims == ()


class TestClaimExclusion:
    def test_tells_the_journal_who_claimed_what(self, acme, promise, late):
        claim = a_claim(acme, promise, late[0])
        with opened(scope_for(acme)):
            entry = Entry.objects.get(event="exclusions.exclusion-claimed")
            change = entry.changes.get()
        assert change.row_id == claim
        assert change.new["clause"] == "MSA 6.2"

    def test_is_due_ten_working_days_of_the_other_company_later(self, acme, promise, late):
        """From Monday, 16 November: ten working days end on Monday, 30 November."""
        a_kept_calendar(acme)
        line = queries.get_exclusion(scope_for(acme), a_claim(acme, promise, late[0])).line
        assert line.answer_due_on == date(2026, 11, 30)
        assert line.waits_for == {"client"}

    def test_is_due_when_the_agreement_says(self, acme, zenith):
        spring = scope_for(acme, now=SPRING)
        agreement = a_draft_agreement(spring)
        days = {"from_on": "2026-05-01", "answer_within": 3, "ruling_within": 5}
        change_part(spring, agreement, "terms", **days)
        sign_by_both(acme, offer(spring, agreement), now=SPRING)
        theirs = a_signed_promise(zenith, from_on=date(2025, 1, 1))
        for company in (acme, zenith):
            deliveries(company, *month_of(date(2026, 10, 5), good=9, late=1))
        rows = read_scorecard(scope_for(acme)).rows
        ours = next(row.promise for row in rows if row.title == "On-time delivery")

        claim = a_disputed_claim(acme, ours, misses(acme, ours)[0])
        line = queries.get_exclusion(scope_for(acme), claim).line
        assert (line.answer_due_on, line.due_on) == (
            TODAY + timedelta(days=3),
            TODAY + timedelta(days=7),
        )
        other = a_claim(zenith, theirs, misses(zenith, theirs)[0])
        due = queries.get_exclusion(scope_for(zenith), other).line.answer_due_on
        assert due == TODAY + timedelta(days=14)

    def test_counts_weekdays_where_nobody_set_a_calendar(self, acme, promise, late):
        line = queries.get_exclusion(scope_for(acme), a_claim(acme, promise, late[0])).line
        assert line.answer_due_on == date(2026, 11, 30)

    def test_refuses_a_fact_that_is_good(self, acme, promise, late):
        good = read_passport(scope_for(acme), promise=promise, outcome="good", **OCTOBER)
        with pytest.raises(rules.MayNotClaim):
            a_claim(acme, promise, good.facts.items[0].id)

    def test_refuses_a_second_claim_until_the_first_is_withdrawn(self, acme, promise, late):
        claim = a_claim(acme, promise, late[0])
        with pytest.raises(rules.MayNotClaim):
            a_claim(acme, promise, late[0], role=LEAD)
        commands.withdraw_exclusion(
            scope_for(acme, reason="Our own vendor after all."), exclusion=claim, version=1
        )
        assert a_claim(acme, promise, late[0]) != claim

    def test_asks_for_cause_clause_and_evidence(self, acme, promise, late):
        with pytest.raises(rules.ClaimIncomplete):
            a_claim(acme, promise, late[0], evidence=" ")

    def test_knows_nothing_of_another_client(self, acme, zenith, promise, late):
        theirs = a_signed_promise(zenith, from_on=date(2025, 1, 1))
        with pytest.raises(NotFound):
            a_claim(zenith, promise, late[0])
        with pytest.raises(NotFound):
            a_claim(zenith, theirs, late[0])

    def test_is_for_roles_that_may(self, acme, promise, late):
        with pytest.raises(NotPermitted):
            a_claim(acme, promise, late[0], role=Role.SUPERVISOR)


class TestAnswering:
    def test_is_for_the_other_company_alone(self, acme, promise, late):
        """A manufacturer cannot accept its own excuse."""
        claim = a_claim(acme, promise, late[0])
        with pytest.raises(rules.MayNotAnswer):
            commands.accept_exclusion(scope_for(acme, Role.QUALITY), exclusion=claim, version=1)

    def test_of_the_clients_claim_is_for_the_manufacturer(self, acme, promise, late):
        claim = a_claim(acme, promise, late[0], role=LEAD)
        with pytest.raises(rules.MayNotAnswer):
            commands.accept_exclusion(
                scope_for(acme, Role.CLIENT_QUALITY), exclusion=claim, version=1
            )
        commands.accept_exclusion(scope_for(acme), exclusion=claim, version=1)
        assert of(october(acme))[1] == (17, 19)

    def test_happens_once(self, acme, promise, late):
        claim = an_accepted_claim(acme, promise, late[0])
        with pytest.raises(rules.MayNotAnswer):
            commands.dispute_exclusion(
                scope_for(acme, LEAD, reason="No"), exclusion=claim, version=2
            )

    def test_late_is_taken_and_says_so(self, acme, promise, late):
        claim = a_claim(acme, promise, late[0])
        lead = scope_for(acme, LEAD, now=NOW + timedelta(days=30))
        assert queries.get_exclusion(lead, claim).line.is_overdue
        commands.accept_exclusion(lead, exclusion=claim, version=1)

        line = queries.get_exclusion(lead, claim).line

        assert line.was_late
        assert line.excluded_on == lead.today
        assert of(october(acme))[1] == (17, 20)

    def test_of_an_old_version_is_stale(self, acme, promise, late):
        claim = a_disputed_claim(acme, promise, late[0])
        with pytest.raises(Stale):
            commands.accept_exclusion(scope_for(acme, LEAD), exclusion=claim, version=1)

    def test_a_dispute_owes_a_reason(self, acme, promise, late):
        claim = a_claim(acme, promise, late[0])
        with pytest.raises(rules.ReasonMissing):
            commands.dispute_exclusion(scope_for(acme, LEAD), exclusion=claim, version=1)


class TestARuling:
    def test_takes_effect_with_the_signature_of_the_other_company(self, acme, promise, late):
        claim = a_disputed_claim(acme, promise, late[0])
        record(acme, claim)
        assert of(october(acme))[1] == (17, 20)

        confirm(acme, claim)

        page = queries.get_exclusion(scope_for(acme), claim)
        assert of(october(acme))[1] == (17, 19)
        assert page.line.state == "upheld"
        assert (page.line.ruled_cmo, page.line.ruled_client) == ("Ada Field", "Ben Moor")
        assert [one.side for one in page.signatures] == ["cmo", "client"]
        assert {one.content_hash for one in page.signatures} == {page.content_hash}
        assert all(one.still_equal for one in page.signatures)

    def test_that_denies_lets_the_fact_count_for_good(self, acme, promise, late):
        claim = a_disputed_claim(acme, promise, late[0])
        record(acme, claim, upheld=False)
        confirm(acme, claim)
        assert of(october(acme))[1] == (17, 20)
        with pytest.raises(rules.MayNotWithdraw):
            commands.withdraw_exclusion(
                scope_for(acme, reason="To try again"), exclusion=claim, version=4
            )

    def test_is_unknown_on_the_days_before_it(self, acme, promise, late):
        claim = a_disputed_claim(acme, promise, late[0])
        later = NOW + timedelta(days=5)
        record(acme, claim, now=later)
        confirm(acme, claim, now=later)

        then = read_passport(
            scope_for(acme, now=later), promise=promise, known=TODAY.isoformat(), **OCTOBER
        )

        assert then.cell.attributable is None
        [line] = then.claims
        assert (line.state, line.recorded, line.ruling) == ("disputed", None, "")

    def test_cannot_be_confirmed_by_the_company_that_recorded_it(self, acme, promise, late):
        claim = a_disputed_claim(acme, promise, late[0])
        record(acme, claim)
        with pytest.raises(rules.MayNotRule):
            confirm(acme, claim, role=Role.PROGRAM_MANAGER)

    def test_that_is_not_what_was_ruled_goes_back(self, acme, promise, late):
        claim = a_disputed_claim(acme, promise, late[0])
        record(acme, claim)
        lead = scope_for(acme, LEAD, reason="Minutes 7 deny it.")
        commands.return_ruling(lead, exclusion=claim, version=3)

        page = queries.get_exclusion(lead, claim)

        assert page.line.state == "disputed"
        assert [one.still_equal for one in page.signatures] == [False]
        record(acme, claim, upheld=False, role=LEAD, version=4)
        confirm(acme, claim, role=Role.SITE_HEAD, version=5)
        assert queries.get_exclusion(lead, claim).line.state == "denied"

    def test_signs_exactly_what_was_shown(self, acme, promise, late):
        claim = a_disputed_claim(acme, promise, late[0])
        record(acme, claim)
        scope = scope_for(acme, LEAD, proven=True)
        with pytest.raises(Stale):
            commands.confirm_ruling(scope, exclusion=claim, version=3, content_hash="0" * 64)

    def test_needs_a_fresh_proof(self, acme, promise, late):
        claim = a_disputed_claim(acme, promise, late[0])
        record(acme, claim)
        lead = scope_for(acme, LEAD)
        shown = queries.get_exclusion(lead, claim)
        with pytest.raises(NotPermitted):
            commands.confirm_ruling(
                lead, exclusion=claim, version=3, content_hash=shown.content_hash
            )

    def test_names_both_sides(self, acme, promise, late):
        claim = a_disputed_claim(acme, promise, late[0])
        with pytest.raises(rules.ClaimIncomplete):
            record(acme, claim, ruled_client=" ")

    def test_may_follow_when_nobody_answered_in_time(self, acme, promise, late):
        claim = a_claim(acme, promise, late[0])
        with pytest.raises(rules.MayNotRule):
            record(acme, claim, version=1)
        later = NOW + timedelta(days=30)
        record(acme, claim, now=later, version=1)
        confirm(acme, claim, now=later, version=2)
        assert of(october(acme, now=later))[1] == (17, 19)


class TestWithdrawExclusion:
    def test_of_an_accepted_claim_lets_the_fact_count_again_from_that_day(
        self, acme, promise, late
    ):
        claim = an_accepted_claim(acme, promise, late[0])
        later = NOW + timedelta(days=3)
        commands.withdraw_exclusion(
            scope_for(acme, now=later, reason="The vendor was ours."), exclusion=claim, version=2
        )
        assert of(october(acme, now=later))[1] == (17, 20)
        assert of(october(acme, now=later, known=TODAY.isoformat()))[1] == (17, 19)

    def test_is_for_the_claimant_alone(self, acme, promise, late):
        claim = a_claim(acme, promise, late[0])
        with pytest.raises(rules.MayNotWithdraw):
            commands.withdraw_exclusion(
                scope_for(acme, LEAD, reason="No"), exclusion=claim, version=1
            )


def test_postgresql_keeps_what_was_claimed(acme, promise, late):
    claim = a_claim(acme, promise, late[0])
    with pytest.raises(DatabaseError, match="what an exclusion claims"), opened(scope_for(acme)):
        Exclusion.objects.filter(pk=claim).update(clause="MSA 9")


def test_postgresql_keeps_a_claim_from_being_removed(acme, promise, late):
    a_claim(acme, promise, late[0])
    with (
        pytest.raises(DatabaseError, match="withdraw it"),
        opened(scope_for(acme)),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM exclusions_exclusion")


def test_shows_one_client_the_claims_of_no_other(acme, zenith, promise, late):
    a_claim(acme, promise, late[0])
    assert queries.get_overview(scope_for(zenith)).lines == ()
    assert queries.list_waiting_claims(scope_for(zenith)) == ()
    assert len(queries.get_overview(scope_for(acme, LEAD)).lines) == 1


@pytest.mark.django_db(transaction=True)
def test_takes_one_claim_of_two_people_who_claim_at_once(acme, zenith):
    promise = a_signed_promise(acme, from_on=date(2025, 1, 1))
    deliveries(acme, *month_of(date(2026, 10, 5), good=17, late=3))
    fact = misses(acme, promise)[0]

    def claim(role):
        commands.claim_exclusion(scope_for(acme, role), promise=promise, fact=fact, **SAID)

    raised = at_once(lambda: claim(Role.PROGRAM_MANAGER), lambda: claim(LEAD))

    assert [type(error) for error in raised] == [rules.MayNotClaim]
    assert len(queries.get_overview(scope_for(acme)).lines) == 1
