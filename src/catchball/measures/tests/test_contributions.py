"""Tests of what can be added up: measures, sums and readings of them."""

from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given

from catchball.measures.contributions import Sums, measures_of, readings_of
from catchball.measures.language import NoLaterThan, Percentile, Rate, Share, Value
from catchball.measures.reading import Reading, less
from catchball.measures.tests.examples import OPEN, a_metric, plain_metrics, rates

ON_TIME = a_metric(Share(OPEN, NoLaterThan("done_on", "due_on")))
LENIENT = a_metric(Share(OPEN, NoLaterThan("done_on", "due_on", grace_days=1)))
RANKED = a_metric(Percentile(OPEN, Value("asked"), 90))
A_MONTH = Sums(n=(20,), good=(17,), pending=(1,), first=(Decimal(0),), second=(Decimal(0),))


class TestMeasuresOf:
    def test_names_one_measure_alike_whoever_asks(self):
        again = a_metric(Share(OPEN, NoLaterThan("done_on", "due_on")), title="Other words")
        assert measures_of(ON_TIME)[0].key == measures_of(again)[0].key

    def test_names_another_definition_otherwise(self):
        keys = {measures_of(one)[0].key for one in (ON_TIME, LENIENT)}
        keys.add(measures_of(ON_TIME, UUID(int=7))[0].key)
        assert len(keys) == 3

    def test_has_none_for_a_rank(self):
        assert measures_of(RANKED) == ()
        with pytest.raises(ValueError, match="rank"):
            readings_of(RANKED, [A_MONTH])

    @given(plain_metrics)
    def test_has_one_for_each_plain_form_that_adds_up(self, metric):
        assert len(measures_of(metric)) == (not isinstance(metric.form, Percentile))

    @given(rates)
    def test_has_two_for_a_rate_whose_sides_differ(self, metric):
        form = metric.form
        assert isinstance(form, Rate)
        measures = measures_of(metric)
        assert len(measures) == 2
        assert [one.basis.facts for one in measures] == [form.exposure.facts, form.events.facts]


class TestReadingsOf:
    def test_makes_a_share_of_its_sums(self):
        assert readings_of(ON_TIME, [A_MONTH]) == [
            Reading(Decimal(17), Decimal(20), n=20, pending=1)
        ]

    def test_is_less_by_what_is_left_out(self):
        whole, out = Reading(Decimal(17), Decimal(20), n=20), Reading(Decimal(0), Decimal(1), n=1)
        assert less(whole, out) == Reading(Decimal(17), Decimal(19), n=19)
