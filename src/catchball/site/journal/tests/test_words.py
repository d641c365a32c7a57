"""Records, columns and values of the journal in words."""

import json
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.db import connection

from catchball.kernel.ids import new_id
from catchball.site.journal.columns import OWN, SHARED, column_words
from catchball.site.journal.kinds import KINDS, NUMBERED
from catchball.site.journal.saying import Reading, Said, record_name, say
from catchball.site.journal.showing import LONGEST, LONGEST_STORED, as_stored, in_a_line, told
from catchball.site.journal.words import differences_told, fields_of, path_words
from catchball.trust.naming import CALLED_BY, Named

FACTS = [{"id": str(number), "good": True, "why": "spät"} for number in range(2_000)]
ENTRY, RISK, TASK, LATER = (UUID(int=1 << 120 | number) for number in range(4))
NAMES = {
    (ENTRY, str(RISK)): Named("risks_risk", {"number": 4, "event": "A method fails"}),
    (ENTRY, str(TASK)): Named("plans_task", {"name": "Fit tooling"}),
    (ENTRY, str(LATER)): Named("plans_task", {"name": "Engineering batch"}),
}


def _reading(table=""):
    return Reading(table, ENTRY, NAMES)


def _line(name, value, table=""):
    return in_a_line(say(_reading(table), (), name, value))[0]


def _change(table="", operation="UPDATE", old=None, new=None):
    return SimpleNamespace(table=table, operation=operation, old=old, new=new)


@pytest.fixture
def journalled(db):
    """The columns of each table that the journal copies, but for those that it hides."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.relname, a.attname FROM pg_trigger t
            JOIN pg_class c ON c.oid = t.tgrelid
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE t.tgname = 'journal_insert'
              AND strpos(encode(t.tgargs, 'escape'), '\\000' || a.attname || '\\000') = 0
            """
        )
        found = {}
        for table, column in cursor.fetchall():
            found.setdefault(table, set()).add(column)
    return found


class TestTheDictionary:
    """A new table or column without a word fails here."""

    def test_has_a_word_for_every_table(self, journalled):
        assert len(journalled) > 50
        assert set(KINDS) == set(journalled)
        assert set(OWN) | set(NUMBERED) <= set(journalled)

    def test_has_a_word_for_every_column(self, journalled):
        silent = {"id", "client_id", "version", "search"}
        missing = {
            (table, column)
            for table, columns in journalled.items()
            for column in columns - silent
            if column not in SHARED and column not in OWN.get(table, {})
        }
        assert missing == set()

    def test_has_no_word_for_what_is_in_no_table(self, journalled):
        every = set().union(*journalled.values())
        assert set(SHARED) - every == set()
        assert {
            (table, column)
            for table, words in OWN.items()
            for column in words
            if column not in journalled[table]
        } == set()

    def test_calls_records_by_columns_that_they_have_and_that_are_asked_for(self, journalled):
        for table, kind in KINDS.items():
            assert set(kind.by) <= journalled[table], table
        of_its_own = {column for kind in KINDS.values() for column in kind.by}
        plain = {column for column in of_its_own if not column.endswith("_id")}
        assert plain <= set(CALLED_BY)


class TestAValue:
    @pytest.mark.parametrize(
        ("name", "value", "said"),
        [
            ("note", None, "–"),
            ("note", "", "–"),
            ("risks", [], "–"),
            ("reworked", False, "no"),
            ("deviations", 0, "0"),
            ("quantity_actual", 116408.0, "116,408"),
            ("target", "0.940000", "0.94"),
            ("reference", "0040", "0040"),
            ("uid", 1000000025, "1000000025"),
            ("due_on", "2026-12-01", "1 Dec 2026"),
            ("party", "cmo", "contract manufacturer"),
            ("metric_key", "on-time-delivery", "On-time delivery"),
            ("cause", "cmo", "cmo"),
            ("risk_id", str(RISK), "4 · A method fails"),
            ("serves_id", str(RISK), "risk 4 · A method fails"),
            ("entry_id", str(ENTRY), "this entry"),
            ("rows", "(list_iterator)", "(not kept)"),
            ("note", "(none)", "(none)"),
            ("hours", [["09:00", "12:00"], ["13:00", "17:30"]], "09:00–12:00, 13:00–17:30"),
            ("gross", {"n": 41, "top": "39"}, "facts: 41; numerator: 39"),
            ("team", [{"id": "1", "name": "Ann", "role": "quality"}], "Ann: (role: Quality lead)"),
            ("cells", [[0, 1], [1, 2]], "1. 0, 1; 2. 1, 2"),
            ("risks", [str(RISK)], "4 · A method fails"),
        ],
    )
    def test_is_told_in_words(self, name, value, said):
        assert _line(name, value) == said

    def test_is_one_of_some_words_in_its_own_table_alone(self):
        assert _line("state", "completed", "production_batch") == "completed"
        assert _line("disposition", "pending", "production_batch") == "not decided"
        assert _line("owner", "both", "plans_task") == "both companies"
        assert _line("first_on", "2026-10-01", "scorecards_close") == "Oct 2026"
        assert _line("first_on", "2026-10-01") == "1 Oct 2026"

    def test_is_an_id_only_where_nothing_better_is_known(self):
        unknown = str(new_id())
        assert say(_reading(), (), "risk_id", unknown) == Said(unknown, is_code=True)
        assert say(_reading(), (), "content_hash", "0a" * 32) == Said("0a" * 32, is_code=True)

    def test_is_cut_in_a_line_and_shown_whole_behind_it(self):
        said = say(_reading(), (), "facts", FACTS)
        line = told(said, is_whole=False)
        whole = told(said, is_whole=True)

        assert (len(line.line), line.is_cut, line.said) == (LONGEST + 1, True, None)
        assert whole.said is said
        assert said.left_out == len(FACTS) - len(said.parts) > 0

    def test_is_shown_as_it_was_stored(self):
        assert json.loads(as_stored({"a": [1, "é"]}).text) == {"a": [1, "é"]}
        assert as_stored({"a": "x" * LONGEST_STORED}).is_cut


class TestARecord:
    def test_without_a_name_goes_by_what_it_belongs_to(self):
        link = {"before_id": str(TASK), "after_id": str(LATER)}
        assert record_name(_reading("plans_tasklink"), link) == "Fit tooling → Engineering batch"
        score = {"risk_id": str(RISK), "quality": 3}
        assert record_name(_reading("risks_scoring"), score) == "4 · A method fails"

    def test_without_anything_known_has_no_name(self):
        assert record_name(_reading("risks_scoring"), {"risk_id": str(new_id())}) == ""

    def test_with_a_number_says_what_is_numbered(self):
        row = {"number": 2, "client_name": "Acme"}
        assert record_name(_reading("agreements_agreementversion"), row) == "version 2 · Acme"


BEFORE = {
    "terms": {"from_on": "2026-12-01", "precedence": "as agreed"},
    "ladder": [{"id": "cmo-1", "title": "1 Visible", "misses": 2}, {"id": "cmo-2"}],
}
AFTER = {
    "terms": {"from_on": "2027-01-01", "precedence": "as agreed"},
    "ladder": [{"id": "cmo-1", "title": "1 Visible", "misses": 4}, {"id": "cmo-3"}],
}


class TestADifference:
    def test_of_a_value_with_parts_is_told_of_what_differs_alone(self):
        change = _change(old={"parts": BEFORE}, new={"parts": AFTER})

        assert {field: (old, new) for field, old, new in fields_of(change)} == {
            "parts › terms › from_on": ("2026-12-01", "2027-01-01"),
            "parts › ladder › cmo-1 › misses": (2, 4),
            "parts › ladder › cmo-2": ({"id": "cmo-2"}, None),
            "parts › ladder › cmo-3": (None, {"id": "cmo-3"}),
        }

    def test_is_found_by_words(self):
        table = "agreements_agreementversion"
        change = _change(table, old={"parts": BEFORE}, new={"parts": AFTER})
        said = [path_words(table, one) for one in differences_told(change)]

        assert said[:2] == [
            "Force, review and precedence › In force from",
            "Consequences, step by step › 1 Visible › After so many misses",
        ]

    def test_of_what_is_new_is_told_whole_without_what_is_empty(self):
        change = _change("teams_work", "INSERT", new={"version": 1, "title": "Filing", "number": 0})
        empty = _change("teams_gate", "INSERT", new={"passed_hash": "", "leaves": "plan"})

        assert [one.keys for one in differences_told(change)] == [("number",), ("title",)]
        assert [one.keys for one in differences_told(empty)] == [("leaves",)]

    def test_tells_who_sees_a_row_where_that_changed(self):
        row = {"audience": "internal", "state": "draft"}
        change = _change("agreements_promise", old=row, new=row | {"audience": "shared"})

        assert [one.keys for one in differences_told(change)] == [("audience",)]
        assert _line("audience", "shared") == "both companies"

    def test_stands_in_the_order_of_the_table(self):
        change = _change("trust_person", "INSERT", new={"zone": "UTC", "email": "a@b.example"})
        assert [one.keys[0] for one in differences_told(change)] == ["email", "zone"]


def test_names_what_commands_were_given():
    assert column_words("", "seen") == "as it was seen"
    assert column_words("", "delivery") == "delivery"
