import gzip
import io
import json
from collections import Counter
from datetime import date
from itertools import islice

import pytest

from catchball.workplace.exchange.rules.columns import propose
from catchball.workplace.exchange.rules.mapping import Mapping
from catchball.workplace.exchange.rules.rows import Good, judge
from catchball.workplace.exchange.rules.settling import settle_styles
from catchball.workplace.exchange.rules.sheets import open_table
from shared import shared_data

TODAY = date(2026, 11, 27)


def imported(what, *parts):
    """Do what an import does: propose, settle, judge."""
    with gzip.open(shared_data(*parts)) as packed:
        stream = io.BytesIO(packed.read())
    with open_table(stream) as table:
        columns = propose(what, table.header, list(islice(table.rows, 50))).columns
    mapping = Mapping(what, columns, {"program": "P1"})
    with open_table(stream) as table:
        settled = settle_styles(table, mapping)
    assert settled.questions == ()
    with open_table(stream) as table:
        return list(judge(table, settled.mapping, TODAY))


class TestTheRealFiles:
    def test_of_deliveries_go_in_whole_and_give_the_published_figures(self):
        rows = imported("deliveries", "on-time-delivery", "scms_2006_2009.csv.gz")
        wanted = json.loads(
            shared_data("on-time-delivery", "scms_2006_2009_expected.json").read_text()
        )

        values = [row.values for row in rows]
        late = sum(each["delivered_on"] > each["promised_on"] for each in values)
        years = Counter(str(each["delivered_on"].year) for each in values)

        assert {type(row) for row in rows} == {Good}
        assert (len(rows), late) == (wanted["rows"], wanted["late_rows"]) == (3036, 71)
        assert years == {year: each["n"] for year, each in wanted["by_year"].items()}
        assert {each["state"] for each in values} == {"delivered"}

    def test_of_batches_go_in_whole_and_give_the_published_figures(self):
        rows = imported("batches", "pharma-batches", "laboratory_dev.csv.gz")
        wanted = json.loads(shared_data("pharma-batches", "expected.json").read_text())

        values = [row.values for row in rows]
        size = sum(each["quantity_theoretical"] for each in values)
        actual = sum(each["quantity_actual"] for each in values)
        yields = [each["quantity_actual"] / each["quantity_theoretical"] for each in values]
        months = sorted({f"{each['started_on']:%Y-%m}" for each in values})

        assert len(rows) == 288
        assert size == wanted["tablets_started"]
        assert float(100 * actual / size) == pytest.approx(
            wanted["batch_yield"]["weighted_by_size"], abs=1e-6
        )
        assert float(100 * sum(yields) / 288) == pytest.approx(
            wanted["batch_yield"]["mean"], abs=1e-6
        )
        assert months == wanted["months"]

    def test_of_process_data_go_in_whole(self):
        rows = imported("batches", "pharma-batches", "process_dev.csv.gz")

        assert [type(row) for row in rows] == [Good] * 288
