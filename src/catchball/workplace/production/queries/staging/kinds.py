"""The two kinds of records that an import brings: how each is staged, and by which rules."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from datetime import date
from enum import Enum
from typing import Any

from catchball.kernel.errors import Expected
from catchball.kernel.words import Later
from catchball.workplace.production import rules
from catchball.workplace.production.rules import (
    BatchFacts,
    BatchKind,
    BatchState,
    DeliveryFacts,
    DeliveryState,
    Disposition,
)

DAY, TEXT, NUMBER, ID = "date", "text", "numeric", "uuid"


@dataclass(frozen=True)
class Kind:
    """How one kind of record is staged: its table, its columns in order, and its rules.

    `clean` judges all facts of a record. `clean_fact` judges one of them alone (`are_clean` many
    at a glance), and `check_together` those that must agree: `together` by their values,
    `present` by whether they are there. What both let pass, `clean` lets pass.
    """

    table: str
    columns: dict[str, str]
    words: dict[str, Later]
    enums: dict[str, Callable[[str], Enum]]
    facts: type
    clean: Callable[..., Any]
    clean_fact: Callable[[str, Any, date], Any]
    are_clean: Callable[[str, Sequence[str]], bool]
    together: tuple[str, ...]
    present: tuple[str, ...]
    check_together: Callable[[Any], None]
    state_after: Callable[[Any, Any], Any]
    check_update: Callable[..., None]

    @property
    def defaults(self) -> dict[str, Any]:
        """What holds for a fact of which nothing is said."""
        return {
            one.name: None if one.default is MISSING else one.default for one in fields(self.facts)
        }

    @property
    def staged(self) -> str:
        """The name of the table that lives as long as the transaction."""
        return f"staged_{self.table}"

    @property
    def updates(self) -> str:
        """The name of the like table of records as they are to become."""
        return f"updates_{self.table}"

    def column(self, name: str) -> str:
        """Return the column in which a fact is kept."""
        return f"{name}_id" if name in ("program", "product") else name

    @property
    def kept(self) -> tuple[str, ...]:
        """The columns of all facts, in order."""
        return tuple(self.column(name) for name in self.columns)


def _delivery_after(before: DeliveryFacts, after: DeliveryFacts) -> DeliveryFacts:
    state = rules.delivery_state(before.state, delivered_on=after.delivered_on)
    return replace(after, state=state)


def _batch_after(before: BatchFacts, after: BatchFacts) -> BatchFacts:
    state = rules.batch_state(
        before.state, started_on=after.started_on, completed_on=after.completed_on
    )
    return replace(after, state=state)


DELIVERIES = Kind(
    table="production_delivery",
    columns={
        "reference": TEXT,
        "program": ID,
        "first_promised_on": DAY,
        "promised_on": DAY,
        "state": TEXT,
        "client_reference": TEXT,
        "item": TEXT,
        "origin": TEXT,
        "destination": TEXT,
        "category": TEXT,
        "transport": TEXT,
        "unit": TEXT,
        "requested_on": DAY,
        "delivered_on": DAY,
        "quantity_promised": NUMBER,
        "quantity_delivered": NUMBER,
    },
    words=rules.DELIVERY_WORDS,
    enums={"state": DeliveryState},
    facts=DeliveryFacts,
    clean=rules.clean_delivery,
    clean_fact=rules.clean_delivery_fact,
    are_clean=rules.are_clean_delivery_facts,
    together=("state", "delivered_on"),
    present=("quantity_delivered",),
    check_together=rules.check_delivery_agrees,
    state_after=_delivery_after,
    check_update=rules.check_may_update_delivery,
)
BATCHES = Kind(
    table="production_batch",
    columns={
        "reference": TEXT,
        "program": ID,
        "product": ID,
        "client_reference": TEXT,
        "kind": TEXT,
        "state": TEXT,
        "planned_start_on": DAY,
        "started_on": DAY,
        "completed_on": DAY,
        "disposition": TEXT,
        "disposed_on": DAY,
        "unit": TEXT,
        "quantity_theoretical": NUMBER,
        "quantity_actual": NUMBER,
        "deviations": "integer",
        "reworked": "boolean",
    },
    words=rules.BATCH_WORDS,
    enums={"state": BatchState, "kind": BatchKind, "disposition": Disposition},
    facts=BatchFacts,
    clean=rules.clean_batch,
    clean_fact=rules.clean_batch_fact,
    are_clean=rules.are_clean_batch_facts,
    together=("state", "started_on", "completed_on", "disposition", "disposed_on"),
    present=(),
    check_together=rules.check_batch_agrees,
    state_after=_batch_after,
    check_update=rules.check_may_update_batch,
)


def facts_of(kind: Kind, values: Iterable[Any]) -> Any:
    """Return the facts of a staged or recorded row from its columns in order."""
    named = dict(zip(kind.columns, values, strict=True))
    for name, enum in kind.enums.items():
        named[name] = enum(named[name])
    return kind.facts(**named)


def sentence_of(kind: Kind, error: Expected) -> str:
    """Return the reason with the name of the column in front, where it is about one."""
    name = next(iter(error.fields), None)
    word = kind.words.get(kind.column(name)) if name else None
    return f"{word}: {error}" if word else str(error)
