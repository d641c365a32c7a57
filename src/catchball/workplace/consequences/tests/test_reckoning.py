"""The arithmetic of a statement: the published example, caps, rounding, earning back."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catchball.workplace.consequences import rules
from catchball.workplace.consequences.rules import Drawn, Due, Earned, LineKind, Restated, Terms

TERMS = Terms(
    currency="EUR",
    at_risk=Decimal("0.1"),
    missed_step=Decimal("0.5"),
    failed_step=Decimal(1),
    cap=Decimal("0.1"),
    earn_back=3,
    gain_share=Decimal("0.25"),
    rounding="half-even",
)
BASE = Decimal(400_000)
MONTH = "2026-10-01"


def drawn(about="otd", allocation="0.3", severity=1):
    return Drawn(about, about, MONTH, Decimal(allocation), Decimal(severity))


def drawn_up(terms=TERMS, **due):
    return rules.draw_up(terms, Due(**{"base": BASE, **due}))


class TestCredits:
    def test_follow_the_published_example(self):
        """DOMAIN §2.3: base 400,000, at risk 10 %, allocation 30 %, red step 100 %: 12,000."""
        [line] = drawn_up(drawn=[drawn()])
        assert (line.kind, line.amount) == (LineKind.CREDIT, Decimal("12000.00"))
        assert line.factors == (BASE, Decimal("0.1"), Decimal("0.3"), Decimal(1))

    def test_are_never_above_the_cap(self):
        """DOMAIN §2.3: total never above 40,000."""
        terms = replace(TERMS, at_risk=Decimal("0.2"))
        lines = drawn_up(terms, drawn=[drawn("a", "0.6"), drawn("b", "0.4")])
        assert [line.amount for line in lines] == [48_000, 32_000, -40_000]
        assert rules.total_of(lines) == BASE * TERMS.cap

    @pytest.mark.parametrize(("rounding", "amount"), [("half-even", "0.02"), ("half-up", "0.03")])
    def test_round_halves_as_agreed(self, rounding, amount):
        terms = replace(TERMS, rounding=rounding)
        [line] = drawn_up(terms, base=Decimal("2.50"), drawn=[drawn(allocation="0.1")])
        assert line.amount == Decimal(amount)

    @given(
        base=st.decimals(0, 10**9, places=2),
        shares=st.lists(st.decimals(0, 1, places=2), max_size=6),
        cap=st.decimals(0, "0.2", places=3),
    )
    def test_always_add_up_to_the_cent_and_stay_below_the_cap(self, base, shares, cap):
        terms = replace(TERMS, cap=cap)
        lines = drawn_up(terms, base=base, drawn=[drawn(str(i), s) for i, s in enumerate(shares)])
        total = rules.total_of(lines)
        assert total == total.quantize(Decimal("0.01"))
        assert 0 <= total <= rules.rounded(base * cap, "half-even")


class TestWhatComesBack:
    def test_takes_a_credit_off_once_it_was_earned_back(self):
        lines = drawn_up(earned=[Earned("OTD", "otd", "2026-07-01", Decimal("12000.00"))])
        assert rules.total_of(lines) == -12_000

    def test_of_a_capped_month_is_what_was_really_credited(self):
        terms = replace(TERMS, at_risk=Decimal("0.2"))
        lines = drawn_up(terms, drawn=[drawn("a", "0.6"), drawn("b", "0.4")])
        assert rules.credited(lines, "half-even") == {
            ("a", MONTH): Decimal("24000.00"),
            ("b", MONTH): Decimal("16000.00"),
        }

    def test_is_nothing_where_a_restatement_took_the_credit_away(self):
        credit = drawn_up(drawn=[drawn()])
        taken = drawn_up(restated=[restated(share="0")])
        assert rules.credited([*credit, *taken], "half-even") == {("otd", MONTH): 0}


def restated(*, share, cap="0.1", shares=None):
    known = {"otd": "0.03"} if shares is None else shares
    return Restated(
        "OTD",
        "otd",
        MONTH,
        BASE,
        Decimal(cap),
        {key: Decimal(one) for key, one in known.items()},
        Decimal(share),
    )


class TestRestatements:
    def test_are_the_difference_to_what_was_signed(self):
        [line] = drawn_up(restated=[restated(share="0.015")])
        assert (line.kind, line.amount) == (LineKind.RESTATEMENT, Decimal("-6000.00"))
        [line] = drawn_up(restated=[restated(share="0.03", shares={})])
        assert line.amount == 12_000

    def test_move_nothing_above_the_cap_of_their_month(self):
        shares = {"otd": "0.03", "yield": "0.04"}
        [line] = drawn_up(restated=[restated(share="0.015", cap="0.04", shares=shares)])
        assert line.amount == 0


class TestWhatTheClientOwes:
    def test_stands_outside_the_cap_of_credits(self):
        lines = drawn_up(drawn=[drawn()], fee=Decimal("5000.00"), fee_title="Reservation of slot 7")
        assert rules.total_of(lines) == 7_000
        assert lines[-1].kind is LineKind.FEE

    def test_of_a_gain_is_the_share_agreed(self):
        lines = drawn_up(gain=Decimal(10_000), gain_title="10 g of API")
        assert rules.total_of(lines) == -2_500

    def test_of_a_gain_is_nothing_where_none_is_shared(self):
        assert drawn_up(replace(TERMS, gain_share=Decimal(0)), gain=Decimal(10_000)) == ()


def test_lines_are_kept_exactly():
    lines = drawn_up(drawn=[drawn()], gain=Decimal(1), gain_title="x")
    assert tuple(rules.line_from(rules.line_as_kept(line)) for line in lines) == lines
