"""The quick spelling of JSON and the published scheme must never differ by a byte."""

import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from catchball.kernel.canonical import canonical

WORDS = st.text(st.characters(max_codepoint=0x7F), max_size=8) | st.text(max_size=8)
VALUES = st.recursive(
    WORDS | st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(0, 1),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


class TestCanonical:
    @given(value=VALUES)
    def test_any_value_is_spelled_as_rfc_8785_spells_it(self, value):
        assert canonical(value) == rfc8785.dumps(value)

    @given(value=st.lists(st.text(st.characters(max_codepoint=0x7F))))
    def test_words_of_plain_letters_and_controls_are_spelled_as_rfc_8785_spells_them(self, value):
        assert canonical({"cells": value}) == rfc8785.dumps({"cells": value})
