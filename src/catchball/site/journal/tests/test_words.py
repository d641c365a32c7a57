"""Values of the journal in words."""

import json
import re
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from catchball.site.journal.words import LONGEST, field_words, fields_of, kind_words, value_words

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


@pytest.mark.django_db
def test_calls_every_kind_of_record_by_words():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'journal_insert'"
        )
        tables = [table for (table,) in cursor.fetchall()]
    models = {model._meta.db_table: model for model in apps.get_models()}
    run_together = {
        table
        for table in tables
        if len(re.findall("[A-Z]", models[table].__name__)) > 1 and " " not in kind_words(table)
    }
    assert len(tables) > 20
    assert run_together == {"agreements_agreementversion", "trust_apitoken"}  # one word says it
