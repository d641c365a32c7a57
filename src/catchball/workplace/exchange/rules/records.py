"""What must hold between the fields of one delivery or batch, and what follows from them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from catchball.kernel.words import _
from catchball.workplace.exchange.rules.cells import to_six_decimals
from catchball.workplace.production.rules import BatchKind, BatchState, DeliveryState, Disposition

_PROMISED, _DELIVERED = str(DeliveryState.PROMISED), str(DeliveryState.DELIVERED)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a row: where (empty for the whole row), what, and why."""

    column: str
    value: str
    why: str


class _Finding:
    """Collects the problems of one row."""

    __slots__ = ("_names", "problems", "values")

    def __init__(self, values: dict[str, Any], names: dict[str, str]) -> None:
        self.values, self._names = values, names
        self.problems: list[Problem] = []

    def refuse(self, field: str, why: str) -> None:
        value = self.values.get(field)
        shown = "" if value is None else str(value)
        self.problems.append(Problem(self._names.get(field, ""), shown, why))

    def not_after(self, today: date, field: str) -> None:
        day = self.values.get(field)
        if day is not None and day > today:
            self.refuse(field, _("The day lies in the future; record it when it has happened."))

    def positive(self, field: str) -> None:
        if self.values.get(field) == 0:
            self.refuse(field, _("The quantity must be more than zero."))


def finish_delivery(values: dict[str, Any], names: dict[str, str], today: date) -> list[Problem]:
    """Add the state to a delivery that has none, and return what is wrong with it.

    Without a state, one that has a delivered day is delivered and any other promised.
    """
    delivered_on, state = values.get("delivered_on"), values.get("state")
    if state is None:
        state = values["state"] = _PROMISED if delivered_on is None else _DELIVERED
    agrees = (state == _DELIVERED) == (delivered_on is not None)
    happened = delivered_on is None or delivered_on <= today
    if agrees and happened and values.get("quantity_promised") != 0:
        return []
    finding = _Finding(values, names)
    finding.not_after(today, "delivered_on")
    finding.positive("quantity_promised")
    if not agrees and delivered_on is None:
        finding.refuse("state", _("It is said to be delivered; give the day."))
    elif not agrees:
        finding.refuse(
            "state", _("It has a delivered day but is not said to be delivered. Correct one.")
        )
    return finding.problems


Columns = dict[str, list[Any]]
"""Values by field, a list each."""


def finish_deliveries(
    columns: Columns, names: dict[str, str], today: date, skip: Collection[int]
) -> dict[int, list[Problem]]:
    """Do as `finish_delivery` for many; return what is wrong by position.

    `skip` are positions that are refused already.
    """
    some = next(iter(columns.values()))
    days = columns.get("delivered_on") or [None] * len(some)
    states = columns.get("state") or [None] * len(some)
    told = {one: _state_told(*one, today) for one in set(zip(states, days, strict=True))}
    found = [told[one] for one in zip(states, days, strict=True)]
    columns["state"] = found
    doubtful = {at for at, state in enumerate(found) if state is None} if None in found else set()
    if 0 in columns.get("quantity_promised", ()):
        doubtful |= {at for at, one in enumerate(columns["quantity_promised"]) if one == 0}
    problems = {}
    for at in doubtful - set(skip):
        one = {field: values[at] for field, values in columns.items()}
        one["state"] = states[at]
        problems[at] = finish_delivery(one, names, today)
    return problems


def _state_told(state: str | None, delivered_on: date | None, today: date) -> str | None:
    """Return the state of a delivery, or None where its day speaks against it."""
    if delivered_on is not None and delivered_on > today:
        return None
    told = _PROMISED if delivered_on is None else _DELIVERED
    if state is None:
        return told
    return state if (state == _DELIVERED) == (told == _DELIVERED) else None


def finish_batches(
    columns: Columns, names: dict[str, str], today: date, skip: Collection[int]
) -> dict[int, list[Problem]]:
    """Do as `finish_batch` for many; return what is wrong by position.

    `skip` are positions that are refused already.
    """
    problems = {}
    batches = [
        dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)
    ]
    for at, one in enumerate(batches):
        if at not in skip and (wrong := finish_batch(one, names, today)):
            problems[at] = wrong
    told = {field: None for one in batches for field in one}
    columns.clear()
    columns.update({field: [one.get(field) for one in batches] for field in told})
    return problems


def finish_batch(values: dict[str, Any], names: dict[str, str], today: date) -> list[Problem]:
    """Add kind, state, disposition and actual quantity to a batch, and return what is wrong.

    The state follows from the days and the outcome: completed if it has an end or an actual
    quantity, started if it has a start, else planned. The actual quantity is theoretical × yield
    ÷ 100, exactly, where the yield is given.
    """
    finding = _Finding(values, names)
    for field in ("started_on", "completed_on", "disposed_on"):
        finding.not_after(today, field)
    finding.positive("quantity_theoretical")
    _work_out_yield(values, finding)
    if values.get("kind") is None:
        values["kind"] = str(BatchKind.COMMERCIAL)
    if values.get("state") is None:
        values["state"] = str(_batch_state(values))
    _check_order(values, finding)
    _check_disposition(values, finding)
    return finding.problems


def _work_out_yield(values: dict[str, Any], finding: _Finding) -> None:
    percent: Decimal | None = values.pop("yield_percent", None)
    if percent is None:
        return
    size: Decimal | None = values.get("quantity_theoretical")
    if size is None:
        finding.refuse(
            "quantity_theoretical", _("The yield needs the theoretical quantity; it is empty.")
        )
        return
    values["quantity_actual"] = to_six_decimals(size * percent / 100)


def _batch_state(values: dict[str, Any]) -> BatchState:
    if values.get("completed_on") is not None or values.get("quantity_actual") is not None:
        return BatchState.COMPLETED
    return BatchState.PLANNED if values.get("started_on") is None else BatchState.STARTED


def _check_order(values: dict[str, Any], finding: _Finding) -> None:
    started_on, completed_on = values.get("started_on"), values.get("completed_on")
    disposed_on = values.get("disposed_on")
    if started_on is not None and completed_on is not None and completed_on < started_on:
        finding.refuse("completed_on", _("The batch ends before it starts."))
    before = completed_on or started_on
    if disposed_on is not None and before is not None and disposed_on < before:
        finding.refuse("disposed_on", _("The batch is decided on before it is made."))


def _check_disposition(values: dict[str, Any], finding: _Finding) -> None:
    disposed_on = values.get("disposed_on")
    if values.get("disposition") is None:
        values["disposition"] = str(Disposition.PENDING)
    decided = values["disposition"] != Disposition.PENDING
    if decided and disposed_on is None:
        finding.refuse("disposition", _("A decision needs its day; it is empty."))
    if not decided and disposed_on is not None:
        finding.refuse(
            "disposed_on", _("There is a day of disposition but no decision: released or rejected.")
        )
