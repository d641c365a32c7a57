"""The scans below many numbers: each reads its facts once, for all metrics that count them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from catchball.kernel.days import Period
from catchball.measures.basis import Basis, Ids, Outcome
from catchball.measures.language import Quantity
from catchball.measures.sql.expressions import outcome_sql, quantity_sql, within_sql
from catchball.measures.sql.statement import Binder, rows_of


@dataclass(frozen=True)
class Judged:
    """Where a number finds its facts: a scan, the column of outcomes, the columns of sums."""

    scan: str
    outcome: str
    sums: tuple[str, ...] = ()

    def which(self, outcomes: Collection[Outcome]) -> str:
        """Return the condition that the outcome is one of these."""
        listed = ", ".join(f"'{outcome}'" for outcome in outcomes)
        return f"{self.outcome} IN ({listed})"


@dataclass
class _Scan:
    """One reading of a table: facts summed by day and by what became of them in each number.

    So each fact is judged once, and few rows are left to be placed into periods.
    """

    name: str
    rows: str
    grouped: list[str]
    summed: list[str] = field(default_factory=lambda: ["count(*) AS many"])
    judged: dict[Basis, Judged] = field(default_factory=dict)

    def add(self, basis: Basis, amounts: tuple[Quantity, ...], binder: Binder) -> Judged:
        """Have the facts judged for one more number and its amounts summed, unless they are."""
        if basis not in self.judged:
            place = len(self.judged) + 1
            self.grouped.append(f"{outcome_sql(basis, binder)} AS outcome_{place}")
            names = tuple(f"sum_{place}_{number}" for number in range(len(amounts)))
            self.summed += [
                f"sum({quantity_sql(each, basis.facts)}) AS {name}"
                for each, name in zip(amounts, names, strict=True)
            ]
            self.judged[basis] = Judged(self.name, f"outcome_{place}", names)
        return self.judged[basis]

    def sql(self) -> str:
        """Return the scan as a part of a WITH."""
        # By place, for by name a column of the table would come first.
        places = ", ".join(str(place + 1) for place in range(len(self.grouped)))
        columns = ", ".join([*self.grouped, *self.summed])
        return f"""{self.name} AS MATERIALIZED (
  SELECT {columns}
  FROM {self.rows}
  GROUP BY {places}
)"""


@dataclass
class Scans:
    """The scans of one statement over the days of all its periods."""

    binder: Binder
    whole: Period
    found: dict[Any, _Scan] = field(default_factory=dict)

    def judged(self, basis: Basis, filters: Mapping[str, Any], only: Ids | None = None) -> Judged:
        """Return where a number finds its facts, judged, with the sums of its quantities.

        :raises MayNotFilter: if its facts do not offer a filter
        """
        return self._scan(basis, filters, only, ranked=False).add(basis, basis.of, self.binder)

    def ranked(self, basis: Basis, filters: Mapping[str, Any], only: Ids | None = None) -> Judged:
        """Return where a percentile finds its facts, judged, one row for each `amount` of a day.

        :raises MayNotFilter: if its facts do not offer a filter
        """
        return self._scan(basis, filters, only, ranked=True).add(basis, (), self.binder)

    def sql(self) -> str:
        """Return the WITH that a statement begins with."""
        return "WITH " + ", ".join(scan.sql() for scan in self.found.values())

    def _scan(
        self, basis: Basis, filters: Mapping[str, Any], only: Ids | None, *, ranked: bool
    ) -> _Scan:
        """Return the scan that reads the same rows by the same day, begun if there is none."""
        facts = basis.facts
        since = facts.field(basis.on).since
        ranks = basis.of if ranked else None
        narrowed = (tuple(sorted(filters.items())), only)
        key = (facts.table, facts.filters, basis.on, since, narrowed, ranks)
        if key not in self.found:
            grouped = [f'f."{basis.on}" AS day']
            if ranked:
                (amount,) = basis.of
                grouped.append(f"{quantity_sql(amount, facts)} AS amount")
            rows = (
                f'"{facts.table}" f WHERE {rows_of(facts, filters, self.binder)}'
                f" AND {within_sql(basis, self.whole, self.binder)}"
            )
            if only is not None:
                rows += f" AND f.id = ANY ({self.binder.bind(sorted(only), 'uuid[]')})"
            self.found[key] = _Scan(f"scan_{len(self.found) + 1}", rows, grouped)
        return self.found[key]
