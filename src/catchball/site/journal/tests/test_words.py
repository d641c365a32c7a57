"""Values of the journal in words."""

import json
from types import SimpleNamespace

import pytest

from catchball.site.journal.words import LONGEST, field_words, fields_of, value_words

FACTS = [{"id": number, "good": True, "why": "spät"} for number in range(500)]


@pytest.mark.parametrize("value", [{"a": None, "é": [1, "x"]}, [], 3, FACTS[:2]])
def test_writes_what_is_no_text_as_json(value):
    assert value_words("facts", value, {}) == json.dumps(value, ensure_ascii=False)


def test_shows_a_long_value_no_further_than_its_limit():
    whole = json.dumps(FACTS, ensure_ascii=False)

    assert value_words("facts", FACTS, {}) == f"{whole[:LONGEST]}…"


def test_tells_of_a_value_with_parts_what_differs_alone():
    before = {
        "terms": {"from_on": "2026-12-01", "note": "as agreed"},
        "ladder": [{"id": "cmo-1", "misses": 2}, {"id": "cmo-2", "misses": 3}],
    }
    after = {
        "terms": {"from_on": "2027-01-01", "note": "as agreed"},
        "ladder": [{"id": "cmo-2", "misses": 4}, {"id": "cmo-3", "misses": 1}],
    }
    change = SimpleNamespace(old={"parts": before}, new={"parts": after})

    assert {field_words(field): (old, new) for field, old, new in fields_of(change)} == {
        "parts › terms › from on": ("2026-12-01", "2027-01-01"),
        "parts › ladder › cmo-1": ({"id": "cmo-1", "misses": 2}, None),
        "parts › ladder › cmo-2 › misses": (3, 4),
        "parts › ladder › cmo-3": (None, {"id": "cmo-3", "misses": 1}),
    }


def test_tells_of_what_is_new_the_whole():
    change = SimpleNamespace(old=None, new={"parts": {"terms": {"from_on": "2026-12-01"}}})
    assert list(fields_of(change)) == [("parts", None, {"terms": {"from_on": "2026-12-01"}})]
