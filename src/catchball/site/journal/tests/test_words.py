"""Values of the journal in words."""

import json

import pytest

from catchball.site.journal.words import LONGEST, value_words

FACTS = [{"id": number, "good": True, "why": "spät"} for number in range(500)]


@pytest.mark.parametrize("value", [{"a": None, "é": [1, "x"]}, [], 3, FACTS[:2]])
def test_writes_what_is_no_text_as_json(value):
    assert value_words("facts", value, {}) == json.dumps(value, ensure_ascii=False)


def test_shows_a_long_value_no_further_than_its_limit():
    whole = json.dumps(FACTS, ensure_ascii=False)

    assert value_words("facts", FACTS, {}) == f"{whole[:LONGEST]}…"
