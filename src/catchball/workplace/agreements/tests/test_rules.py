from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catchball.kernel.canonical import canonical, fingerprint
from catchball.measures.language import Better, Unit
from catchball.trust.permissions import Side
from catchball.workplace.agreements.rules import (
    Content,
    Link,
    MayNotChange,
    MayNotOffer,
    MayNotSign,
    MayNotWithdraw,
    PromisedByTheOther,
    PromiseState,
    ReasonMissing,
    SignedAlready,
    TermsDoNotFit,
    Validity,
    WouldChangeThePast,
    as_stored,
    as_written,
    check_may_change,
    check_may_offer,
    check_may_sign,
    check_may_withdraw,
    check_place,
    check_terms,
    decimals_of,
    find_in_force,
    list_ends,
    propose,
    validity_on,
)

TODAY = date(2026, 11, 16)
SOME = UUID(int=1)


def check(unit=Unit.SHARE, better=Better.HIGHER, **changes):
    terms = {
        "party": Side.CMO,
        "program": None,
        "target": Decimal("0.95"),
        "floor": Decimal("0.90"),
        "n_min": 8,
        "from_on": date(2026, 12, 1),
    }
    check_terms({**terms, **changes}, unit=unit, better=better, today=TODAY)


def faults(**changes):
    with pytest.raises(TermsDoNotFit) as caught:
        check(**changes)
    return set(caught.value.fields)


class TestTerms:
    @pytest.mark.parametrize("share", ["0", "1"])
    def test_let_a_share_be_nothing_or_everything(self, share):
        check(target=Decimal(share), floor=Decimal(share))

    @pytest.mark.parametrize("share", ["-0.000001", "1.000001", "95"])
    def test_keep_a_share_between_0_and_100_per_cent(self, share):
        assert faults(target=Decimal(share), floor=Decimal(share)) == {"target", "floor"}

    @pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e9", "1e999999"])
    def test_refuse_what_is_no_number_of_this_world(self, number):
        assert faults(unit=Unit.DAYS, target=Decimal(number)) == {"target"}

    def test_refuse_more_decimals_than_are_kept_instead_of_rounding(self):
        assert faults(target=Decimal("0.9500001")) == {"target"}

    def test_let_the_floor_equal_the_target(self):
        check(target=Decimal("0.95"), floor=Decimal("0.95"))

    def test_refuse_a_floor_above_the_target_where_higher_is_better(self):
        assert faults(target=Decimal("0.90"), floor=Decimal("0.95")) == {"floor"}

    def test_refuse_a_floor_below_the_target_where_lower_is_better(self):
        terms = {"unit": Unit.DAYS, "better": Better.LOWER}
        check(**terms, target=Decimal(30), floor=Decimal(45))
        assert faults(**terms, target=Decimal(45), floor=Decimal(30)) == {"floor"}

    def test_refuse_a_negative_rate_and_let_days_be_early(self):
        assert faults(unit=Unit.RATE, better=Better.LOWER, target=Decimal(-1)) == {"target"}
        check(unit=Unit.DAYS, better=Better.LOWER, target=Decimal(-1), floor=Decimal(0))

    @pytest.mark.parametrize("n_min", [0, -1, 10_001])
    def test_want_a_least_number_of_facts_that_can_be_met(self, n_min):
        assert faults(n_min=n_min) == {"n_min"}

    @pytest.mark.parametrize("day", [date(1989, 12, 31), date(206, 12, 1), date(2032, 1, 1)])
    def test_refuse_a_day_that_must_be_a_slip(self, day):
        assert faults(from_on=day) == {"from_on"}

    def test_tell_all_faults_at_once(self):
        found = faults(target=Decimal(2), floor=Decimal(3), n_min=0, from_on=date(1, 1, 1))
        assert found == {"target", "floor", "n_min", "from_on"}

    @given(st.decimals(min_value=0, max_value=1, places=6))
    def test_are_written_in_per_cent_and_stored_as_shares_without_loss(self, share):
        assert as_stored(as_written(share, Unit.SHARE), Unit.SHARE) == share

    def test_are_shown_with_all_their_decimals_and_none_more(self):
        assert decimals_of(Decimal("0.950000"), Unit.SHARE) == 0
        assert decimals_of(Decimal("0.975500"), Unit.SHARE) == 2
        assert decimals_of(Decimal("30.500000"), Unit.DAYS) == 1


def link(day, party=Side.CMO):
    return Link(SOME, day, party)


class TestPlaceInTheChain:
    def test_lets_the_first_promise_begin_in_the_past(self):
        check_place(party=Side.CMO, from_on=date(2020, 1, 1), today=TODAY, signed=[])

    def test_never_lets_a_later_one_change_the_past(self):
        with pytest.raises(WouldChangeThePast):
            check_place(
                party=Side.CMO,
                from_on=TODAY - timedelta(days=1),
                today=TODAY,
                signed=[link(date(2026, 1, 1))],
            )

    def test_lets_a_later_one_begin_today(self):
        check_place(party=Side.CMO, from_on=TODAY, today=TODAY, signed=[link(date(2026, 1, 1))])

    def test_lets_none_slip_in_before_one_that_is_to_come(self):
        with pytest.raises(WouldChangeThePast):
            check_place(
                party=Side.CMO,
                from_on=date(2027, 1, 1),
                today=TODAY,
                signed=[link(date(2026, 1, 1)), link(date(2027, 1, 1))],
            )

    def test_counts_what_was_promised_for_all_programs_as_the_past_of_each(self):
        with pytest.raises(WouldChangeThePast):
            check_place(
                party=Side.CMO,
                from_on=date(2026, 6, 1),
                today=TODAY,
                signed=[],
                wider=[link(date(2026, 1, 1))],
            )

    def test_lets_one_program_depart_ahead_of_the_next_promise_for_all(self):
        check_place(
            party=Side.CMO,
            from_on=date(2026, 12, 1),
            today=TODAY,
            signed=[],
            wider=[link(date(2027, 1, 1))],
        )

    def test_keeps_a_metric_with_the_company_that_promised_it(self):
        with pytest.raises(PromisedByTheOther):
            check_place(
                party=Side.CLIENT,
                from_on=date(2027, 1, 1),
                today=TODAY,
                signed=[link(date(2026, 1, 1))],
            )


class Span:
    def __init__(self, from_on, until_on):
        self.from_on, self.until_on = from_on, until_on


class TestWhatIsInForce:
    @given(st.sets(st.dates(date(2000, 1, 1), date(2040, 1, 1))), st.dates())
    def test_is_the_last_that_began_and_there_is_one_at_most(self, days, day):
        ends = list_ends(days)
        spans = [Span(first, ends[first]) for first in days]

        found = find_in_force(spans, day)

        begun = [first for first in days if first <= day]
        assert (found.from_on if found else None) == (max(begun) if begun else None)
        assert sum(find_in_force([span], day) is not None for span in spans) <= 1

    def test_begins_on_its_first_day_and_ends_before_the_next(self):
        terms = {"state": PromiseState.SIGNED, "from_on": TODAY, "until_on": date(2026, 12, 1)}

        def validity(day):
            return validity_on(day, **terms)

        assert validity(TODAY - timedelta(days=1)) is Validity.SIGNED
        assert validity(TODAY) is Validity.IN_FORCE
        assert validity(date(2026, 11, 30)) is Validity.IN_FORCE
        assert validity(date(2026, 12, 1)) is Validity.SUPERSEDED

    @pytest.mark.parametrize("state", ["draft", "offered", "withdrawn"])
    def test_is_nothing_that_was_not_signed_by_both(self, state):
        found = validity_on(TODAY, state=PromiseState(state), from_on=TODAY, until_on=None)
        assert not found.binds


class TestSteps:
    @pytest.mark.parametrize("state", sorted(set(PromiseState) - {PromiseState.DRAFT}))
    def test_fix_the_terms_with_the_offer(self, state):
        check_may_change(PromiseState.DRAFT)
        with pytest.raises(MayNotChange):
            check_may_change(state)
        with pytest.raises(MayNotOffer):
            check_may_offer(state, others_offered=0)

    def test_keep_one_offer_on_a_metric_at_a_time(self):
        with pytest.raises(MayNotOffer, match="waits for signatures"):
            check_may_offer(PromiseState.DRAFT, others_offered=1)

    @pytest.mark.parametrize("side", Side)
    def test_let_either_company_sign_first_and_each_once(self, side):
        check_may_sign(PromiseState.OFFERED, side=side, signed=set())
        check_may_sign(PromiseState.OFFERED, side=side, signed=set(Side) - {side})
        with pytest.raises(SignedAlready):
            check_may_sign(PromiseState.OFFERED, side=side, signed={side})

    @pytest.mark.parametrize("state", set(PromiseState) - {PromiseState.OFFERED})
    def test_take_no_signature_unless_offered(self, state):
        with pytest.raises(MayNotSign):
            check_may_sign(state, side=Side.CMO, signed=set())

    @pytest.mark.parametrize("state", set(PromiseState) - {PromiseState.OFFERED})
    def test_take_back_nothing_but_an_offer(self, state):
        with pytest.raises(MayNotWithdraw):
            check_may_withdraw(state, reason="It was too early")

    def test_owe_a_reason_for_what_is_taken_back(self):
        with pytest.raises(ReasonMissing):
            check_may_withdraw(PromiseState.OFFERED, reason=" \n")


def content(**changes):
    terms = {
        "id": SOME,
        "version": 1,
        "client_id": UUID(int=2),
        "client_name": "Acme",
        "party": Side.CMO,
        "program_id": None,
        "program_code": "",
        "program_name": "",
        "metric": {"type": "Metric", "traps": []},
        "words": "Good ÷ counted.",
        "target": Decimal("0.95"),
        "floor": Decimal("0.90"),
        "n_min": 8,
        "from_on": date(2026, 12, 1),
    }
    return Content(**{**terms, **changes}).as_json()


class TestContent:
    def test_is_spelt_alike_however_many_zeros_the_database_adds(self):
        stored = content(target=Decimal("0.950000"), floor=Decimal("0.900000"))
        assert canonical(stored) == canonical(content())

    @pytest.mark.parametrize(
        "change",
        [
            {"id": UUID(int=9)},
            {"version": 2},
            {"client_id": UUID(int=9)},
            {"client_name": "Zenith"},
            {"party": Side.CLIENT},
            {"program_id": UUID(int=9)},
            {"metric": {"type": "Metric", "traps": ["one"]}},
            {"words": "Good ÷ all."},
            {"target": Decimal("0.96")},
            {"floor": Decimal("0.91")},
            {"n_min": 9},
            {"from_on": date(2026, 12, 2)},
        ],
        ids=lambda change: next(iter(change)),
    )
    def test_has_another_hash_as_soon_as_one_term_differs(self, change):
        assert fingerprint(content(**change)) != fingerprint(content())


class TestProposals:
    def test_start_on_time_delivery_at_95_and_90_per_cent(self):
        proposal = propose("on-time-delivery")
        assert (proposal.target, proposal.floor) == (Decimal("0.95"), Decimal("0.90"))
        assert proposal.n_min == 8

    def test_invent_no_number_where_there_is_no_norm(self):
        assert propose("deviations-per-100-batches").target is None
