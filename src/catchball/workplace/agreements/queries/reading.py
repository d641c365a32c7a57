"""How rows of promises become lines, for all queries alike."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from catchball.kernel.errors import NotFound, Stale
from catchball.kernel.words import _
from catchball.measures.language import Better, Unit
from catchball.trust.permissions import Side
from catchball.trust.scope import Scope
from catchball.trust.signing import list_signed_sides
from catchball.workplace.agreements.models import Promise
from catchball.workplace.agreements.queries.shapes import PromiseLine
from catchball.workplace.agreements.rules import (
    Content,
    Link,
    PromiseState,
    Validity,
    list_ends,
    validity_on,
)

RECORD = "agreements.promise"
_Chain = tuple[str, UUID | None]


def content_of(row: Promise) -> Content:
    """Return all that a signature under this promise stands for, from its row alone."""
    return Content(
        id=row.pk,
        version=row.version,
        client_id=row.client_id,
        client_name=row.client_name,
        party=Side(row.party),
        program_id=row.program_id,
        program_code=row.program_code,
        program_name=row.program_name,
        metric=row.metric,
        words=row.words,
        target=row.target,
        floor=row.floor,
        n_min=row.n_min,
        from_on=row.from_on,
    )


def program_words(row: Promise) -> str:
    """Return the program as people call it, or nothing where all are meant."""
    return f"{row.program_code} {row.program_name}".strip()


def read_lines(rows: Iterable[Promise], *, today: date) -> tuple[PromiseLine, ...]:
    """Return lines of promises among which every signed one of each metric and program is.

    Asks one SQL query more, for the signatures under what is offered.
    """
    rows = list(rows)
    ends = _ends_by_chain(rows)
    offered = [row.pk for row in rows if row.state == PromiseState.OFFERED]
    signed = list_signed_sides(record=RECORD, ids=offered) if offered else {}
    return tuple(_line(row, _until(row, ends), signed, today) for row in rows)


def _until(row: Promise, ends: dict[_Chain, dict[date, date | None]]) -> date | None:
    """Return the first day on which a signed promise no longer holds.

    That is the first day of the one that follows it, or of the agreement that ended it.
    """
    followed = ends[_chain(row)].get(row.from_on)
    known = [day for day in (followed, row.ended_on) if day]
    return min(known, default=None)


def _chain(row: Promise) -> _Chain:
    return (row.metric_key, row.program_id)


def _ends_by_chain(rows: Iterable[Promise]) -> dict[_Chain, dict[date, date | None]]:
    days: dict[_Chain, list[date]] = {}
    for row in rows:
        days.setdefault(_chain(row), [])
        if row.state == PromiseState.SIGNED:
            days[_chain(row)].append(row.from_on)
    return {chain: list_ends(found) for chain, found in days.items()}


def _line(
    row: Promise, until_on: date | None, signed: dict[UUID, frozenset[Side]], today: date
) -> PromiseLine:
    state = PromiseState(row.state)
    until = until_on if state is PromiseState.SIGNED else None
    waits = frozenset(Side) - signed.get(row.pk, frozenset())
    return PromiseLine(
        id=row.pk,
        metric_key=row.metric_key,
        title=_(row.metric["title"]),
        label=_(row.metric["label"]) if row.metric["label"] else "",
        party=Side(row.party),
        program=program_words(row),
        state=state,
        validity=validity_on(today, state=state, from_on=row.from_on, until_on=until),
        unit=Unit(row.metric["unit"]),
        per=row.metric["form"].get("per", 1),
        better=Better(row.metric["better"]),
        target=row.target,
        floor=row.floor,
        n_min=row.n_min,
        from_on=row.from_on,
        until_on=until,
        waits_for=waits if state is PromiseState.OFFERED else frozenset(),
        agreement=row.agreement_id,
        version=row.version,
    )


def get_row(scope: Scope, promise: UUID) -> Promise:
    """Return the row of a promise that the scope sees.

    :raises NotFound: if it does not see it
    """
    row = Promise.objects.filter(client_id=scope.client, pk=promise).first()
    if row is None:
        raise NotFound(_("There is no such promise here."))
    return row


def get_promise_for_change(scope: Scope, promise: UUID) -> Promise:
    """Return the row of a promise, locked until the command ends.

    :raises NotFound: if the scope does not see it
    """
    row = Promise.objects.select_for_update().filter(client_id=scope.client, pk=promise).first()
    if row is None:
        raise NotFound(_("There is no such promise here."))
    return row


def list_chain_for_change(scope: Scope, promise: UUID) -> tuple[Promise, list[Promise]]:
    """Return a promise and all others on its metric and program, locked in one order.

    So two offers, or two signatures, on one metric take turns and never wait for each other.

    :raises NotFound: if the scope does not see it
    :raises Stale: if it moved to another program meanwhile
    """
    asked = get_row(scope, promise)
    chain = Promise.objects.filter(client_id=scope.client).on(asked.metric_key, asked.program_id)
    found = {row.pk: row for row in chain.select_for_update().order_by("pk")}
    if promise not in found:
        raise Stale(_("This promise was changed while you had it open. Load the page again."))
    return found.pop(promise), list(found.values())


def list_links(scope: Scope, *, metric_key: str, program: UUID | None) -> list[Link]:
    """Return the signed promises on a metric and program (one SQL query)."""
    rows = Promise.objects.filter(client_id=scope.client, state=PromiseState.SIGNED)
    rows = rows.on(metric_key, program)
    return [Link(row.pk, row.from_on, Side(row.party)) for row in rows]


def is_over(line: PromiseLine) -> bool:
    """Answer whether a promise no longer binds and never will."""
    return line.validity in {Validity.SUPERSEDED, Validity.WITHDRAWN}
