from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catchball.workplace.exchange.rules.numbers import (
    number_style,
    number_verdict,
    styles_that_fit,
)
from catchball.workplace.exchange.rules.styles import Ambiguous, Unreadable

NUMBERS = st.decimals(-(10**11), 10**11, places=4)


class TestAStyle:
    @pytest.mark.parametrize(
        ("key", "text", "number"),
        [
            ("1234.56", "1234.56", "1234.56"),
            ("1234.56", "-0.5", "-0.5"),
            ("1234.56", " +7 ", "7"),
            ("1234.56", "\u22125", "-5"),
            ("1234.56", ".5", "0.5"),
            ("1,234.56", "1,234,567.8", "1234567.8"),
            ("1,234.56", "1 234.5", "1234.5"),
            ("1,234.56", "1'234.5", "1234.5"),
            ("1.234,56", "1.234,56", "1234.56"),
            ("1.234,56", "1.412.698.315", "1412698315"),
            ("1 234,56", "1\u00a0234\u00a0567,5", "1234567.5"),
            ("1 234,56", "1\u202f234,5", "1234.5"),
            ("1.234,56", "97,5", "97.5"),
        ],
    )
    def test_reads_the_exact_number(self, key, text, number):
        assert number_style(key).read(text) == Decimal(number)

    @pytest.mark.parametrize(
        ("key", "text", "words"),
        [
            ("1234.56", "1.412.698.315", "3 decimal marks .* thousands: correct the number"),
            ("1,234.56", "1.412.698.315", "3 decimal marks"),
            ("1.234,56", "1,2,3", "2 decimal marks"),
            ("1234.56", "1,234", "not written like 1234.56"),
            ("1,234.56", "1,23", "not written like"),
            ("1,234.56", "1,234 567", "not written like"),
            ("1.234,56", "1.234.56", "not written like"),
            ("1234.56", "97.5 %", "percent sign"),
            ("1234.56", "12 kg", "more than a number"),
            ("1234.56", "1.5E+05", "scientific notation"),
            ("1234.56", "NaN", "not a number that can be counted"),
            ("1234.56", "-Infinity", "not a number that can be counted"),
            ("1234.56", "many", "“many” is not a number"),
            ("1234.56", "", "is not a number"),
            ("1,234.56", "-", "not written like"),
            ("1234.56", "1" * 13, "more than 12 digits"),
            ("1234.56", "0." + "1" * 13, "or 12 after"),
            ("1234.56", "(5)", "more than a number"),
            ("1234.56", "٣", "“٣” is not a number"),
            ("1234.56", "1_000", "more than a number"),
        ],
    )
    def test_says_what_is_wrong_with_a_number(self, key, text, words):
        with pytest.raises(Unreadable, match=words):
            number_style(key).read(text)

    @given(NUMBERS)
    def test_reads_back_every_number(self, number):
        american = f"{number:,.4f}"
        european = american.translate(str.maketrans(",.", ".,"))

        assert number_style("1234.56").read(f"{number:.4f}") == number
        assert number_style("1,234.56").read(american) == number
        assert number_style("1.234,56").read(european) == number
        assert number_style("1 234,56").read(european.replace(".", "\u202f")) == number

    @given(st.one_of(st.text(max_size=30), st.text("0123456789.,' -+%eE", max_size=30)))
    def test_reads_any_text_or_says_why_not(self, text):
        for key in ("1234.56", "1,234.56", "1.234,56"):
            try:
                number = number_style(key).read(text)
            except Unreadable:
                continue
            assert number.is_finite()


class TestTheStyleOfAColumn:
    def test_is_found_from_all_its_values(self):
        def keys(*values):
            return [style.key for style in styles_that_fit(values)]

        assert keys("19", "1000", "500") == ["1234.56"]
        assert keys("97.727", "94.5") == ["1234.56"]
        assert keys("1,000", "2,500.5") == ["1,234.56"]
        assert keys("1.000", "2.500,5") == ["1.234,56"]
        assert keys("1 000", "1") == ["1,234.56"]

    def test_is_asked_for_where_a_point_could_part_thousands(self):
        asked = number_verdict("Quantity", ["1.000", "2.500", "7"])

        assert isinstance(asked, Ambiguous)
        assert [(c.style.key, c.written, c.read_as) for c in asked.candidates] == [
            ("1234.56", "1.000", "1.000"),
            ("1.234,56", "1.000", "1000"),
        ]

    def test_is_asked_for_where_a_spreadsheet_spoilt_some(self):
        asked = number_verdict("Tensile", ["1.926183442", "1.412.698.315"])

        assert [c.style.key for c in asked.candidates] == ["1234.56", "1.234,56"]

    def test_is_none_where_nothing_is_a_number(self):
        assert number_verdict("Weight", ["Weight Captured Separately"]) is None
