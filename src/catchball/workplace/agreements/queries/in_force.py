"""The promises by which facts are judged."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from catchball.kernel.keeping import kept
from catchball.kernel.words import _
from catchball.measures.language import Better, Unit
from catchball.trust.asking import Ask, answer, rows_of
from catchball.trust.door import query
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.workplace.agreements.models import AgreementVersion
from catchball.workplace.agreements.queries.shapes import PromiseTerms
from catchball.workplace.agreements.rules import AgreementState, parts
from catchball.workplace.agreements.rules.parts import Item

# What the row of a promise says of its terms; asked by each page of numbers, hence SQL. It ends
# with the first day of the one that follows it, or of the agreement that ended it.
_FIELDS = {
    "id": "id",
    "metric_key": "metric_key",
    "metric": "metric",
    "party": "party",
    "program_id": "program_id",
    "program": "btrim(program_code || ' ' || program_name)",
    "target": "target",
    "floor": "floor",
    "n_min": "n_min",
    "from_on": "from_on",
    "until_on": "least(ended_on, lead(from_on) OVER"
    " (PARTITION BY metric_key, program_id ORDER BY from_on))",
    "signed_at": "signed_at",
    "agreement": "agreement_id",
    "period": "period",
    "weight": "weight",
    "tolerance": "tolerance",
    "grace": "grace",
    "allocation": "allocation",
    "is_critical": "is_critical",
    "owner": "owner",
}
_SIGNED = f"""
    SELECT {", ".join(_FIELDS.values())} FROM agreements_promise
    WHERE client_id = %(client)s AND state = 'signed'"""  # noqa: S608 -- the constants above
_SIGNED_BY_ALL = f"""
    SELECT client_id, {", ".join(_FIELDS.values())} FROM agreements_promise
    WHERE client_id = ANY(%(sees)s::uuid[]) AND state = 'signed'
    """.replace("PARTITION BY", "PARTITION BY client_id,")  # noqa: S608 -- the constants above


def _of_the_client(scope: Scope) -> dict[str, Any]:
    return {"client": scope.client}


# What `list_promises_in_force` asks.
IN_FORCE = Ask(_SIGNED, _of_the_client)


@dataclass(frozen=True, kw_only=True)
class AgreementInForce:
    """The version of the agreement of a day, with what it says about consequences and answers.

    `begun_on` is the first day of the first version: a later one starts no ramp-up anew. Answers
    and rulings are due within so many working days.
    """

    id: UUID
    number: int
    begun_on: date
    ladder: tuple[Item, ...]
    money: Item
    answer_within: int = parts.ANSWER_WITHIN
    ruling_within: int = parts.RULING_WITHIN


def find_agreement_of(scope: Scope, day: date) -> AgreementInForce | None:
    """Return the version of the agreement in force on a day, if any was (one SQL query)."""
    rows = AgreementVersion.objects.filter(
        client_id=scope.client, state=AgreementState.SIGNED, from_on__lte=day
    ).order_by("from_on")
    known = [(row.from_on, row) for row in rows if row.from_on]
    if not known:
        return None
    _from_on, row = known[-1]
    return AgreementInForce(
        id=row.pk,
        number=row.number or 0,
        begun_on=known[0][0],
        ladder=tuple(row.parts["ladder"]),
        money=row.parts["credits"],
        # Versions signed before there were such slots have none.
        answer_within=row.parts["terms"].get("answer_within") or parts.ANSWER_WITHIN,
        ruling_within=row.parts["terms"].get("ruling_within") or parts.RULING_WITHIN,
    )


def find_first_day(scope: Scope) -> date | None:
    """Return the first day on which any version of the agreement was in force, if there was one."""
    rows = AgreementVersion.objects.filter(client_id=scope.client, state=AgreementState.SIGNED)
    return rows.order_by("from_on").values_list("from_on", flat=True).first()


@query(may=Permission.PROMISE_READ)
def list_promises_in_force(scope: Scope, *, until: date) -> tuple[PromiseTerms, ...]:
    """Return every signed promise that begins before `until`, chain by chain, oldest first.

    Of one metric and program each holds for the days from `from_on` up to, and not including,
    `until_on`; `rules.find_in_force` picks the one of a day. Those of the manufacturer come first,
    then by title, then those for all programs before those for one (one SQL query).
    """
    return _in_force(tuple(answer(scope, IN_FORCE)), until)


@query(may=Permission.PROMISE_READ)
def list_promises_of_all(scope: Scope, *, until: date) -> dict[UUID, tuple[PromiseTerms, ...]]:
    """Return the signed promises of each client seen that has any, as `list_promises_in_force`.

    One SQL query, however many clients.
    """
    found: dict[UUID, list[PromiseTerms]] = {}
    for client, *row in rows_of(_SIGNED_BY_ALL, sees=list(scope.sees)):
        found.setdefault(client, []).append(_terms(tuple(row)))
    return {client: _in_order(terms, until) for client, terms in found.items()}


@kept(512)
def _in_force(rows: tuple[tuple[Any, ...], ...], until: date) -> tuple[PromiseTerms, ...]:
    return _in_order(map(_terms, rows), until)


def _in_order(terms: Iterable[PromiseTerms], until: date) -> tuple[PromiseTerms, ...]:
    return tuple(
        sorted(
            (one for one in terms if one.from_on < until),
            key=lambda one: (
                one.party is not Side.CMO,
                one.title,
                one.metric_key,
                one.program,
                one.from_on,
            ),
        )
    )


def _terms(row: tuple[Any, ...]) -> PromiseTerms:
    said = dict(zip(_FIELDS, row, strict=True))
    metric = json.loads(said["metric"])
    return PromiseTerms(
        **said
        | {
            "metric": metric,
            "title": _(metric["title"]),
            "party": Side(said["party"]),
            "unit": Unit(metric["unit"]),
            "better": Better(metric["better"]),
        }
    )
