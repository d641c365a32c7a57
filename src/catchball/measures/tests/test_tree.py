"""Tests of metrics as stored trees, and of the catalogue that reads them again."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given

from catchball.kernel.canonical import canonical
from catchball.measures.catalogue import (
    Catalogue,
    FactsAreUnknown,
    FactsHaveChanged,
    MetricIsUnknown,
)
from catchball.measures.language import (
    Counted,
    Field,
    Kind,
    NameIsTaken,
    Percentile,
    Rate,
    Share,
    Value,
    WithinShare,
)
from catchball.measures.language.conditions import NothingInside
from catchball.measures.tests.examples import (
    EVENTS,
    LOTS,
    ON_TIME,
    ON_TIME_SHARE,
    OPEN,
    a_metric,
    metrics,
)
from catchball.measures.tree import NotAMetric, fingerprint, from_json, to_json

RATE = a_metric(Rate(Counted(EVENTS, "done_on", OPEN), Counted(LOTS, "due_on", OPEN)), key="rate")


def changed(tree, *path, to):
    """Return a copy of a tree with one place in it changed."""
    copy = json.loads(json.dumps(tree))
    place = copy
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return copy


class TestTree:
    @given(metrics)
    def test_gives_the_metric_back_from_its_canonical_text(self, metric):
        again = from_json(json.loads(canonical(to_json(metric))))

        assert again == metric
        assert fingerprint(again) == fingerprint(metric)

    def test_writes_decimals_as_text_and_says_the_type_of_each_node(self):
        metric = a_metric(Share(OPEN, WithinShare("given", "asked", Decimal("0.05"))))

        assert to_json(metric)["form"]["good"] == {
            "type": "WithinShare",
            "field": "given",
            "other": "asked",
            "tolerance": "0.05",
        }

    def test_has_another_fingerprint_when_anything_is_changed(self):
        seen = {
            fingerprint(ON_TIME_SHARE),
            fingerprint(replace(ON_TIME_SHARE, title="Punctuality")),
            fingerprint(replace(ON_TIME_SHARE, wait_days=1)),
            fingerprint(replace(ON_TIME_SHARE, form=Share(OPEN, OPEN))),
        }

        assert len(seen) == 4

    @pytest.mark.parametrize(
        ("path", "value"),
        [
            (("type",), "Facts"),
            (("type",), ["Metric"]),
            (("version",), "1"),
            (("version",), True),
            (("title",), None),
            (("unit",), "furlong"),
            (("traps",), "none"),
            (("extra",), 1),
            (("form",), None),
            (("form", "type"), "Metric"),
            (("form", "good", "type"), "Value"),
            (("form", "good"), "yes"),
            (("form", "good", "field"), 3),
            (("facts", "fields", 0, "kind"), 1),
        ],
    )
    def test_of_another_shape_is_refused(self, path, value):
        with pytest.raises(NotAMetric):
            from_json(changed(to_json(ON_TIME_SHARE), *path, to=value))

    def test_with_a_number_that_is_none_is_refused(self):
        tree = to_json(a_metric(Share(OPEN, WithinShare("given", "asked", Decimal(1)))))

        with pytest.raises(NotAMetric):
            from_json(changed(tree, "form", "good", "tolerance", to="a lot"))

    def test_that_means_nothing_is_refused_like_one_written_by_hand(self):
        tree = changed(to_json(ON_TIME_SHARE), "form", "good", to={"type": "Every", "parts": []})

        with pytest.raises(NothingInside):
            from_json(tree)


class TestCatalogue:
    def test_offers_what_was_registered(self):
        catalogue = Catalogue()
        catalogue.register(facts=[LOTS, EVENTS], metrics=[RATE, ON_TIME_SHARE])
        catalogue.register(facts=[LOTS], metrics=[ON_TIME_SHARE])

        assert catalogue.get_metric("rate") == RATE
        assert catalogue.list_metrics() == [RATE, ON_TIME_SHARE]
        assert catalogue.list_metrics(facts="events") == [RATE]
        assert catalogue.get_facts("lots") == LOTS

    def test_knows_nothing_else(self):
        with pytest.raises(MetricIsUnknown):
            Catalogue().get_metric("rate")
        with pytest.raises(FactsAreUnknown):
            Catalogue().register(metrics=[RATE])

    def test_refuses_a_second_meaning_of_a_key(self):
        catalogue = Catalogue()
        catalogue.register(facts=[LOTS, EVENTS], metrics=[RATE])

        with pytest.raises(NameIsTaken):
            catalogue.register(metrics=[replace(RATE, title="Other")])
        with pytest.raises(NameIsTaken):
            catalogue.register(facts=[replace(LOTS, table="elsewhere")])
        with pytest.raises(NameIsTaken):
            catalogue.register(
                metrics=[a_metric(Share(OPEN, ON_TIME), facts=replace(LOTS, one="x"))]
            )

    def test_keeps_a_signed_definition_when_the_catalogue_moves_on(self):
        signed = to_json(a_metric(Percentile(OPEN, Value("asked"), 90), key="asked"))
        catalogue = Catalogue()
        moved = replace(
            LOTS, table="moved_lot", fields=(*LOTS.fields, Field("new", Kind.TEXT, "new"))
        )
        catalogue.register(facts=[moved])

        revived = catalogue.revive(signed)

        assert revived.form == Percentile(OPEN, Value("asked"), 90)
        assert (revived.facts.table, revived.facts.fields) == ("moved_lot", LOTS.fields)

    def test_lets_no_stored_tree_choose_a_table(self):
        catalogue = Catalogue()
        catalogue.register(facts=[LOTS, EVENTS])
        tree = changed(to_json(RATE), "form", "events", "facts", "table", to="trust_person")

        assert catalogue.revive(tree) == RATE
        with pytest.raises(FactsAreUnknown):
            catalogue.revive(changed(to_json(ON_TIME_SHARE), "facts", "key", to="people"))

    def test_refuses_a_signed_metric_whose_field_is_of_another_kind_now(self):
        catalogue = Catalogue()
        fields = tuple(replace(field, since="") for field in LOTS.fields if field.name != "asked")
        catalogue.register(facts=[replace(LOTS, fields=fields)])

        with pytest.raises(FactsHaveChanged):
            catalogue.revive(to_json(ON_TIME_SHARE))
