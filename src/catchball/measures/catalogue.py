"""The metrics on offer, each told of at start-up by the owner of its facts."""

import json
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.measures.language import (
    Facts,
    IllMade,
    Metric,
    NameIsTaken,
    Rate,
)
from catchball.measures.tree import Tree, from_json


class MetricIsUnknown(NotFound):
    """There is no metric of that name on offer."""


class FactsAreUnknown(NotFound):
    """A metric stands on facts that this release does not have."""


class FactsHaveChanged(IllMade):
    """A signed metric uses a field that its facts no longer have, or have in another kind."""


class Catalogue:
    """Sources of facts and metrics by their key."""

    def __init__(self) -> None:
        self._facts: dict[str, Facts] = {}
        self._metrics: dict[str, Metric] = {}
        self._revived = lru_cache(maxsize=1024)(self._revive)

    def register(self, *, facts: Iterable[Facts] = (), metrics: Iterable[Metric] = ()) -> None:
        """Put facts and metrics on offer; doing so twice with the same changes nothing.

        :raises NameIsTaken: if a key stands for something else already
        :raises FactsAreUnknown: if a metric uses facts that are not registered
        """
        self._revived.cache_clear()
        for source in facts:
            if self._facts.setdefault(source.key, source) != source:
                raise NameIsTaken(_("There are other facts “%(key)s”.", key=source.key))
        for metric in metrics:
            for used in metric.facts_used:
                if self.get_facts(used.key) != used:
                    raise NameIsTaken(_("There are other facts “%(key)s”.", key=used.key))
            if self._metrics.setdefault(metric.key, metric) != metric:
                raise NameIsTaken(_("There is another metric “%(key)s”.", key=metric.key))

    def get_metric(self, key: str) -> Metric:
        """Return the metric on offer under that key.

        :raises MetricIsUnknown: if there is none
        """
        if key not in self._metrics:
            raise MetricIsUnknown(_("There is no metric “%(key)s”.", key=key))
        return self._metrics[key]

    def list_metrics(self, *, facts: str = "") -> list[Metric]:
        """Return all metrics on offer in order of key, or those that use one source of facts."""
        found = (
            metric
            for metric in self._metrics.values()
            if not facts or facts in {used.key for used in metric.facts_used}
        )
        return sorted(found, key=lambda metric: metric.key)

    def get_facts(self, key: str) -> Facts:
        """Return the source of facts under that key.

        :raises FactsAreUnknown: if there is none
        """
        if key not in self._facts:
            raise FactsAreUnknown(_("There are no facts “%(key)s”.", key=key))
        return self._facts[key]

    def revive(self, tree: Tree) -> Metric:
        """Return a stored metric, standing on the tables of this release.

        The definition is as it was signed; only where its facts lie is taken from the facts
        registered today, so that nothing stored can choose a table. Read and checked once for
        each definition, for a page revives the same ones again and again.

        :raises NotAMetric: if the tree is none
        :raises FactsAreUnknown: if its facts are not registered
        :raises FactsHaveChanged: if a field it knows is gone or of another kind
        """
        return self._revived(json.dumps(tree))

    def _revive(self, text: str) -> Metric:
        signed = from_json(json.loads(text))
        form = signed.form
        if isinstance(form, Rate):
            events = replace(form.events, facts=self._today(form.events.facts))
            exposure = replace(form.exposure, facts=self._today(form.exposure.facts))
            form = replace(form, events=events, exposure=exposure)
        return replace(signed, facts=self._today(signed.facts), form=form)

    def _today(self, signed: Facts) -> Facts:
        today = self.get_facts(signed.key)
        kinds = {field.name: field.kind for field in today.fields}
        if any(kinds.get(field.name) is not field.kind for field in signed.fields):
            raise FactsHaveChanged(
                _(
                    "The %(facts)s have changed since this was signed; agree on it anew.",
                    facts=today.many,
                )
            )
        return replace(signed, table=today.table, filters=today.filters)


CATALOGUE = Catalogue()
