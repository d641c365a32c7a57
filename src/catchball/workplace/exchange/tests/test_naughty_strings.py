import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catchball.workplace.exchange.rules.columns import TARGETS
from catchball.workplace.exchange.rules.mapping import Mapping
from catchball.workplace.exchange.rules.rows import Bad, Good, judge
from catchball.workplace.exchange.rules.sheets import open_table
from catchball.workplace.exchange.rules.tables import Found, Row, Table
from shared import shared_data

TODAY = date(2026, 11, 27)
DUE = {"reference": "ID", "promised_on": "Due"}
WHOLE = {"reference": "ID", "quantity_theoretical": "Size"}


def judged(content, what="deliveries", columns=None, **rest):
    mapping = Mapping(what, DUE if columns is None else columns, {"program": "P1"}, **rest)
    with open_table(io.BytesIO(content.encode())) as table:
        return list(judge(table, mapping, TODAY))


def one(content, what="deliveries", columns=None, **rest):
    (verdict,) = judged(content, what, columns, **rest)
    return verdict


def whys(verdict):
    return {each.column: each.why for each in verdict.errors}


class TestNaughtyStrings:
    @pytest.mark.parametrize("what", TARGETS)
    def test_come_through_unchanged_or_are_refused_in_words(self, what):
        strings = json.loads(shared_data("security", "blns.json").read_text())
        assert len(strings) == 515
        fields = [target.field for target in TARGETS[what] if target.field != "quantity_actual"]
        for number, field in enumerate(fields):
            header = tuple(fields)
            cells = [
                tuple(text if place == number else "" for place in range(len(fields)))
                for text in strings
            ]
            table = Table(header, map(Row, range(2, 999), cells), Found("text"))
            verdicts = list(judge(table, Mapping(what, {name: name for name in header}), TODAY))

            assert len(verdicts) == 515
            for text, verdict in zip(strings, verdicts, strict=True):
                refused = field in whys(verdict)
                free = field in {"item", "unit", "origin", "category", "client_reference"}
                harmless = text.isprintable() and text.strip() and len(text) <= 20
                assert all(each.why.endswith(".") for each in verdict.errors)
                assert not (free and harmless and refused)

    def test_keep_their_spaces_in_free_text(self):
        verdict = one(
            'ID,Due,What\n1,2026-01-05," a\u202eb\ufeff\nc "\n', columns={**DUE, "item": "What"}
        )

        assert verdict.values["item"] == " a\u202eb\ufeff\nc "

    @pytest.mark.parametrize("sign", ["\0", "\x1b", "\x7f", "\x85"])
    def test_are_refused_with_signs_that_cannot_be_shown(self, sign):
        verdict = one(f"ID,Due,What\n1,2026-01-05,a{sign}b\n", columns={**DUE, "item": "What"})

        assert f"U+{ord(sign):04X}" in whys(verdict)["What"]

    @given(st.lists(st.text(max_size=50), min_size=15, max_size=15))
    def test_of_any_kind_are_judged(self, texts):
        header = tuple(target.field for target in TARGETS["deliveries"])
        table = Table(header, iter([Row(2, tuple(texts))]), Found("text"))

        (verdict,) = judge(table, Mapping("deliveries", {n: n for n in header}), TODAY)

        assert isinstance(verdict, Good | Bad)
