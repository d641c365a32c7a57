import gzip
import io
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catchball.workplace.exchange.rules.columns import BATCHES, DELIVERIES, TARGETS, propose
from catchball.workplace.exchange.rules.mapping import (
    ColumnIsUnknown,
    ColumnServesTwoKinds,
    ConstantIsRefused,
    FieldIsFilledTwice,
    FieldIsMissing,
    FieldIsUnknown,
    Mapping,
    MappingDoesNotFit,
    MappingIsUnreadable,
    StyleIsUnknown,
    check_mapping,
    fields_written,
    mapping_from_json,
    problems,
)
from catchball.workplace.exchange.rules.sheets import open_table
from catchball.workplace.exchange.rules.tables import Row
from shared import shared_data

HEADER = ("ID", "Due", "Done", "Size", "Yield")
DUE = {"reference": "ID", "promised_on": "Due"}


def proposed(what, *parts):
    with gzip.open(shared_data(*parts)) as packed, open_table(io.BytesIO(packed.read())) as table:
        return propose(what, table.header, list(islice(table.rows, 50)))


class TestAProposal:
    def test_recognises_the_real_shipments(self):
        found = proposed("deliveries", "on-time-delivery", "scms_2006_2009.csv.gz")

        assert found.columns == {
            "reference": "ID",
            "client_reference": "ASN/DN #",
            "item": "Item Description",
            "promised_on": "Scheduled Delivery Date",
            "delivered_on": "Delivered to Client Date",
            "quantity_promised": "Line Item Quantity",
            "destination": "Country",
            "origin": "Manufacturing Site",
            "category": "Product Group",
            "transport": "Shipment Mode",
        }
        assert found.missing == ("program",)
        assert "Vendor" in found.unused

    def test_recognises_the_real_batches(self):
        found = proposed("batches", "pharma-batches", "laboratory_dev.csv.gz")

        assert found.columns == {
            "reference": "batch",
            "product": "code",
            "started_on": "start",
            "quantity_theoretical": "size",
            "yield_percent": "batch_yield",
        }

    @pytest.mark.parametrize("what", TARGETS)
    def test_recognises_every_field_by_its_own_name_and_title(self, what):
        for names in (
            [target.field for target in TARGETS[what]],
            [str(target.title).upper() for target in TARGETS[what]],
        ):
            found = propose(what, names, [])
            assert {found.columns[t.field] for t in TARGETS[what]} == set(names)
            assert found.unused == ()

    def test_forgives_spelling_and_accents(self):
        header = ["Referenz", "Scheduled Delivry Date", "KOLIČINA", "Država"]

        found = propose("deliveries", header, [])

        assert found.columns["promised_on"] == "Scheduled Delivry Date"
        assert found.scores["promised_on"] < 0.9
        assert found.columns["quantity_promised"] == "KOLIČINA"
        assert found.columns["destination"] == "Država"

    def test_distrusts_a_name_whose_cells_do_not_fit(self):
        header = ["Reference", "Due date", "Status"]
        sample = [Row(n, ("A", "see order", "blue")) for n in range(2, 6)]

        found = propose("deliveries", header, sample)

        assert found.columns == {"reference": "Reference"}

    def test_remembers_what_was_chosen_before(self):
        found = propose(
            "deliveries", ["No", "When", "Due date"], [], {"promised_on": "When", "unit": "Gone"}
        )

        assert found.columns == {"promised_on": "When", "reference": "No"}
        assert found.scores["promised_on"] == 1.0

    def test_offers_no_two_targets_under_one_synonym(self):
        for targets in (DELIVERIES, BATCHES):
            known = [word for target in targets for word in target.synonyms]
            assert len(known) == len(set(known))

    @given(st.lists(st.text(max_size=30), max_size=8, unique=True))
    def test_takes_any_header(self, header):
        found = propose("batches", header, [])

        assert set(found.columns.values()) | set(found.unused) == set(header)


class TestAMapping:
    def test_survives_json(self):
        mapping = Mapping(
            "deliveries", DUE, {"program": "Č"}, {"Due": "d/m/y"}, "Rows", 3, "utf-8", ";"
        )

        assert mapping_from_json(mapping.to_json()) == mapping
        assert mapping.choices.header_row == 3
        assert mapping.choices.delimiter == ";"

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("{", "not JSON"),
            ("[" * 100_000, "not JSON"),
            ("[]", "one JSON object"),
            ('{"what": "deliveries", "colums": {}}', "entry “colums”; only these are known"),
            ('{"what": "deliveries", "columns": {"reference": 1}}', "“columns” .* wrong shape"),
            ('{"what": "deliveries", "header_row": true}', "“header_row” .* wrong shape"),
            ('{"what": "deliveries", "header_row": 0}', "“header_row” .* wrong shape"),
            ('{"what": "deliveries", "delimiter": ";;"}', "“delimiter” .* wrong shape"),
            ('{"what": "deliveries", "sheet": 1}', "“sheet” .* wrong shape"),
            ('{"what": null}', "“what” .* wrong shape"),
            ('{"what": "people"}', "must be one of: deliveries, batches"),
            ("{}", "must be one of"),
        ],
    )
    def test_says_what_is_wrong_with_its_json(self, text, words):
        with pytest.raises(MappingIsUnreadable, match=words):
            mapping_from_json(text)

    @pytest.mark.parametrize(
        ("mapping", "error", "words"),
        [
            (Mapping("deliveries", {**DUE, "colour": "ID"}), FieldIsUnknown, "“colour”"),
            (Mapping("deliveries", {**DUE, "item": "Gone"}), ColumnIsUnknown, "“Gone”.*ID, Due"),
            (Mapping("deliveries", DUE), FieldIsMissing, "“Program” .* one value for all rows"),
            (Mapping("deliveries", {}, {"program": "X"}), FieldIsMissing, "Choose its column"),
            (
                Mapping("deliveries", {**DUE, "program": "ID"}, {"program": "X"}),
                FieldIsFilledTwice,
                "a column and a value",
            ),
            (
                Mapping("deliveries", {**DUE, "item": "Due"}, {"program": "X"}),
                ColumnServesTwoKinds,
                "a day and a text",
            ),
            (
                Mapping("deliveries", DUE, {"program": "X", "promised_on": "2026-01-01"}),
                ConstantIsRefused,
                "cannot be the same for all rows",
            ),
            (Mapping("deliveries", DUE, {"program": " "}), ConstantIsRefused, "must not be empty"),
            (
                Mapping("deliveries", DUE, {"program": "X", "state": "lost"}),
                ConstantIsRefused,
                "one of: promised, delivered, cancelled",
            ),
            (
                Mapping("deliveries", DUE, {"program": "X" * 41}),
                ConstantIsRefused,
                "at most 40 fit",
            ),
            (
                Mapping("deliveries", DUE, {"program": "X"}, {"Due": "soon"}),
                StyleIsUnknown,
                "“soon”",
            ),
            (
                Mapping("deliveries", DUE, {"program": "X"}, {"Due": "1234.56"}),
                StyleIsUnknown,
                "“1234.56”",
            ),
            (
                Mapping("batches", {"reference": "ID", "yield_percent": "Yield"}, {"program": "X"}),
                FieldIsMissing,
                "needs the theoretical quantity",
            ),
            (
                Mapping(
                    "batches",
                    {"reference": "ID", "yield_percent": "Yield", "quantity_actual": "Size",
                     "quantity_theoretical": "Size"},
                    {"program": "X"},
                ),
                FieldIsFilledTwice,
                "not both",
            ),
        ],
    )  # fmt: skip
    def test_is_refused_by_name_where_it_does_not_fit(self, mapping, error, words):
        found = problems(mapping, HEADER)

        assert error in {type(each) for each in found}
        with pytest.raises(MappingDoesNotFit):
            check_mapping(mapping, HEADER)
        with pytest.raises(error, match=words):
            raise next(each for each in found if type(each) is error)

    def test_may_use_one_column_for_two_fields_of_a_kind(self):
        columns = {**DUE, "quantity_promised": "Size", "quantity_delivered": "Size"}

        assert problems(Mapping("deliveries", columns, {"program": "X"}), HEADER) == ()

    def test_changes_only_what_it_gives(self):
        given = Mapping("batches", {"reference": "ID", "product": "Size"}, {"program": "X"})
        more = Mapping("batches", {**given.columns, "yield_percent": "Yield"}, {"state": "started"})

        assert fields_written(given) == ("reference", "product", "program")
        assert fields_written(more) == ("reference", "product", "quantity_actual", "state")
