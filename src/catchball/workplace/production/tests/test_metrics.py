"""Tests of the delivery and batch metrics against files that nobody here wrote."""

import csv
import gzip
import json
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.apps import apps

from catchball.kernel.days import Grain, Period, period_of
from catchball.measures.catalogue import CATALOGUE
from catchball.measures.evaluation import evaluate
from catchball.measures.tree import from_json, to_json
from catchball.measures.words import words
from catchball.workplace.production import metrics
from catchball.workplace.production.metrics import BATCHES, DELIVERIES, METRICS
from shared import shared_data

EVER = Period(date(2000, 1, 1), date(2030, 1, 1))
AFTERWARDS = date(2026, 11, 16)
MONTHS = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "avg", "sep", "okt", "nov", "dec"]


def rows_of(*path, delimiter=","):
    with gzip.open(shared_data(*path), "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def blank(facts):
    return dict.fromkeys(field.name for field in facts.fields)


@pytest.fixture(scope="module")
def deliveries():
    def day(text):
        return datetime.strptime(text, "%d-%b-%y").date()  # noqa: DTZ007 -- a day has no zone

    return [
        {
            **blank(DELIVERIES),
            "state": "delivered",
            "first_promised_on": day(row["Scheduled Delivery Date"]),
            "delivered_on": day(row["Delivered to Client Date"]),
        }
        for row in rows_of("on-time-delivery", "scms_2006_2009.csv.gz")
    ]


@pytest.fixture(scope="module")
def deliveries_expected():
    return json.loads(shared_data("on-time-delivery", "scms_2006_2009_expected.json").read_text())


@pytest.fixture(scope="module")
def batches():
    def start(text):
        month, year = text.split(".")
        return date(2000 + int(year), MONTHS.index(month) + 1, 1)

    return [
        {
            **blank(BATCHES),
            "state": "completed",
            "started_on": start(row["start"]),
            "quantity_theoretical": Decimal(row["size"]),
            "quantity_actual": Decimal(row["size"]) * Decimal(row["batch_yield"]) / 100,
        }
        for row in rows_of("pharma-batches", "laboratory_dev.csv.gz", delimiter=";")
    ]


@pytest.fixture(scope="module")
def batches_expected():
    return json.loads(shared_data("pharma-batches", "expected.json").read_text())


def read(metric, facts, period=EVER, known_on=AFTERWARDS):
    return evaluate(metric, {metric.facts.key: facts}, period, known_on)


class TestDeliveryMetrics:
    def test_find_the_published_share_on_time(self, deliveries, deliveries_expected):
        reading = read(metrics.ON_TIME_DELIVERY, deliveries)

        assert (reading.top, reading.n) == (2965, 3036)
        assert round(reading.value * 100, 4) == Decimal(str(deliveries_expected["otd_pct"]))
        assert (reading.bottom - reading.top) == deliveries_expected["late_rows"]

    @pytest.mark.parametrize(
        ("grain", "key", "label"),
        [
            (Grain.MONTH, "by_month", "{0:%Y-%m}"),
            (Grain.QUARTER, "by_quarter", "{0.year}Q{1}"),
            (Grain.YEAR, "by_year", "{0.year}"),
        ],
    )
    def test_find_the_published_periods_by_day_of_delivery(
        self, deliveries, deliveries_expected, grain, key, label
    ):
        periods = {period_of(each["delivered_on"], grain) for each in deliveries}

        found = {}
        for period in periods:
            reading = read(metrics.ON_TIME_OF_DISPATCHED, deliveries, period)
            name = label.format(period.first, (period.first.month + 2) // 3)
            found[name] = (reading.n, int(reading.n - reading.top))

        assert found == {
            name: (each["n"], each["late"]) for name, each in deliveries_expected[key].items()
        }

    def test_find_the_published_days_late(self, deliveries, deliveries_expected):
        late = deliveries_expected["late_only_days"]
        every = deliveries_expected["days_vs_schedule"]

        mean = read(metrics.DAYS_LATE_MEAN, deliveries)
        worst = read(metrics.DAYS_LATE_P90, deliveries)
        median = read(metrics.DAYS_FROM_PROMISE, deliveries)

        assert (round(mean.value, 4), mean.n) == (Decimal(str(late["mean"])), 71)
        assert (worst.value, worst.n) == (Decimal(str(late["p90"])), 71)
        assert (median.value, median.n) == (Decimal(str(every["median"])), 3036)

    def test_hold_what_is_overdue_and_not_delivered_to_be_late(self):
        overdue = {**blank(DELIVERIES), "state": "promised", "first_promised_on": date(2026, 3, 2)}

        assert read(metrics.ON_TIME_DELIVERY, [overdue]).value == 0
        assert read(metrics.ON_TIME_OF_DISPATCHED, [overdue]).value is None
        assert read(metrics.DAYS_LATE_MEAN, [overdue]).pending == 1
        assert read(metrics.ON_TIME_DELIVERY, [{**overdue, "state": "cancelled"}]).n == 0

    def test_do_not_believe_a_later_promise(self):
        moved = {
            **blank(DELIVERIES),
            "state": "delivered",
            "first_promised_on": date(2026, 3, 2),
            "promised_on": date(2026, 4, 2),
            "delivered_on": date(2026, 4, 1),
        }

        assert read(metrics.ON_TIME_DELIVERY, [moved]).value == 0

    @pytest.mark.parametrize(
        ("quantity", "in_full"), [(95, True), (105, True), (94, False), (106, False), (None, False)]
    )
    def test_want_the_quantity_within_its_tolerance(self, quantity, in_full):
        delivery = {
            **blank(DELIVERIES),
            "state": "delivered",
            "first_promised_on": date(2026, 3, 2),
            "delivered_on": date(2026, 3, 2),
            "quantity_promised": Decimal(100),
            "quantity_delivered": quantity,
        }

        assert read(metrics.ON_TIME_IN_FULL, [delivery]).top == in_full


class TestBatchMetrics:
    def test_find_the_published_yield_weighted_by_size(self, batches, batches_expected):
        reading = read(metrics.BATCH_YIELD, batches)

        expected = Decimal(str(batches_expected["batch_yield"]["weighted_by_size"]))
        assert (round(reading.value * 100, 6), reading.n) == (expected, 288)
        assert reading.bottom == batches_expected["tablets_started"]

    def test_find_the_published_mean_yield_of_each_month(self, batches, batches_expected):
        found = {}
        for period in {period_of(each["started_on"], Grain.MONTH) for each in batches}:
            reading = read(metrics.MEAN_BATCH_YIELD, batches, period)
            found[f"{period.first:%Y-%m}"] = (reading.n, round(reading.value * 100, 6))

        assert found == {
            month: (each["n"], Decimal(str(each["mean_batch_yield"])))
            for month, each in batches_expected["by_month"].items()
        }

    def test_leave_a_batch_pending_whose_outcome_is_not_known(self):
        done = {
            **blank(BATCHES),
            "state": "completed",
            "completed_on": date(2026, 3, 2),
            "disposed_on": date(2026, 3, 22),
            "disposition": "released",
            "deviations": 0,
            "reworked": False,
        }
        silent = {**done, "deviations": None}
        undecided = {**done, "disposition": "pending", "disposed_on": None}
        rejected = {**done, "disposition": "rejected"}
        deviating = {**done, "deviations": 3}

        right = read(metrics.RIGHT_FIRST_TIME, [done, silent, undecided, rejected, deviating])
        rate = read(metrics.DEVIATION_RATE, [done, silent, undecided, rejected, deviating])
        days = read(metrics.RELEASE_DAYS_MEDIAN, [done, silent, undecided, rejected, deviating])

        assert (right.top, right.n, right.pending) == (1, 3, 2)
        assert (rate.value, rate.n, rate.pending) == (75, 4, 1)
        assert (days.value, days.n, days.pending) == (20, 4, 1)

    def test_do_not_know_a_disposition_before_its_day(self):
        batch = {
            **blank(BATCHES),
            "state": "completed",
            "completed_on": date(2026, 3, 2),
            "disposed_on": date(2026, 3, 22),
            "disposition": "rejected",
            "deviations": 0,
            "reworked": False,
        }

        assert read(metrics.RIGHT_FIRST_TIME, [batch], known_on=date(2026, 3, 21)).pending == 1
        assert read(metrics.RIGHT_FIRST_TIME, [batch], known_on=date(2026, 3, 22)).value == 0

    @pytest.mark.parametrize(
        ("day", "adheres"), [(8, False), (9, True), (10, True), (11, True), (12, False)]
    )
    def test_allow_a_day_either_way_for_the_start(self, day, adheres):
        batch = {
            **blank(BATCHES),
            "state": "started",
            "planned_start_on": date(2026, 3, 10),
            "started_on": date(2026, 3, day),
        }

        assert read(metrics.SCHEDULE_ADHERENCE, [batch]).top == adheres
        assert read(metrics.SCHEDULE_ADHERENCE, [batch], known_on=date(2026, 3, 10)).pending == 1


class TestMetricsOnOffer:
    def test_have_keys_of_their_own_and_say_their_traps(self):
        assert len({metric.key for metric in METRICS}) == len(METRICS)
        assert all(metric.traps and metric.source and metric.purpose for metric in METRICS)

    def test_are_in_the_catalogue_from_start_up(self):
        assert CATALOGUE.get_metric("on-time-delivery") == metrics.ON_TIME_DELIVERY
        assert set(METRICS) <= set(CATALOGUE.list_metrics())

    @pytest.mark.parametrize(
        ("facts", "model"),
        [(DELIVERIES, "Delivery"), (BATCHES, "Batch")],
        ids=["deliveries", "batches"],
    )
    def test_stand_on_columns_that_the_tables_have(self, facts, model):
        meta = apps.get_model("production", model)._meta
        columns = {field.column for field in meta.get_fields() if hasattr(field, "column")}

        assert meta.db_table == facts.table
        assert {field.name for field in facts.fields} | {*facts.filters, "client_id"} <= columns

    @pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.key)
    def test_can_be_signed_and_read_again(self, metric):
        assert from_json(to_json(metric)) == metric
        assert metric.facts.many in words(metric)
