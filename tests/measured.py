"""Facts behind numbers for tests, brought in by the bulk commands as an import brings them."""

import csv
import gzip
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from catchball.trust.scope import Scope
from catchball.workplace.production import commands
from catchball.workplace.production.rules import (
    BatchFacts,
    BatchRow,
    BatchState,
    DeliveryFacts,
    DeliveryRow,
    DeliveryState,
)
from world import NOW, Company, scope_for


def month_of(day: date, *, good: int, late: int = 0) -> list[tuple[date, date]]:
    """Return so many deliveries of one day, on time and three days late."""
    return [(day, day)] * good + [(day, day + timedelta(days=3))] * late


def deliveries(
    company: Company,
    *days: tuple[date, date | None],
    name: str = "D",
    now: datetime = NOW,
) -> None:
    """Record one delivery for each (first promised, delivered) pair of days, at an instant."""
    rows = [
        DeliveryRow(
            line,
            DeliveryFacts(
                reference=f"{name}-{promised:%y%m%d}-{line:04}",
                program=company.program,
                first_promised_on=promised,
                state=DeliveryState.DELIVERED if delivered else DeliveryState.PROMISED,
                delivered_on=delivered,
            ),
        )
        for line, (promised, delivered) in enumerate(days, start=1)
    ]
    _record(scope_for(company, now=now), rows)


def _record(scope: Scope, rows: Iterable[DeliveryRow]) -> None:
    outcome = commands.bulk_record_deliveries(scope, rows=rows, import_id="tests")
    assert outcome.refused == ()


def shipments(company: Company, path: Path) -> None:
    """Record the published shipments (USAID SCMS delivery history, public domain)."""
    _record(scope_for(company), _shipments(company, path))


def _shipments(company: Company, path: Path) -> Iterator[DeliveryRow]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for line, row in enumerate(csv.DictReader(lines), start=2):
            yield DeliveryRow(
                line,
                DeliveryFacts(
                    reference=row["ID"],
                    program=company.program,
                    first_promised_on=_day(row["Scheduled Delivery Date"]),
                    state=DeliveryState.DELIVERED,
                    delivered_on=_day(row["Delivered to Client Date"]),
                ),
            )


def _day(text: str) -> date:
    return datetime.strptime(text, "%d-%b-%y").date()  # noqa: DTZ007 -- a day has no zone


def batches(
    company: Company, yields: Iterable[tuple[date, Decimal, Decimal]], name: str = "B"
) -> None:
    """Record a completed batch for each (start, theoretical, actual quantity)."""
    rows = [
        BatchRow(
            line,
            BatchFacts(
                reference=f"{name}-{line:04}",
                program=company.program,
                product=company.product,
                state=BatchState.COMPLETED,
                started_on=started,
                completed_on=started,
                unit="kg",
                quantity_theoretical=theoretical,
                quantity_actual=actual,
                deviations=line % 2,
                reworked=False,
            ),
        )
        for line, (started, theoretical, actual) in enumerate(yields, start=1)
    ]
    outcome = commands.bulk_record_batches(scope_for(company), rows=rows, import_id="tests")
    assert outcome.refused == ()
