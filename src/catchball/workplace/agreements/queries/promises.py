"""What may be asked about promises: all of them, one of them, those that wait."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from catchball.kernel.canonical import canonical, fingerprint
from catchball.kernel.words import _
from catchball.trust.asking import Count, rows_of
from catchball.trust.door import query
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.trust.signing import SignatureLine, list_signatures
from catchball.workplace.agreements import rules
from catchball.workplace.agreements.models import Promise
from catchball.workplace.agreements.queries.history import list_promise_history
from catchball.workplace.agreements.queries.reading import (
    RECORD,
    content_of,
    get_row,
    is_over,
    read_lines,
)
from catchball.workplace.agreements.queries.shapes import (
    Overview,
    PromiseLine,
    PromisePage,
    Steps,
    WaitingLine,
)
from catchball.workplace.agreements.queries.versions import AGREEMENT, agreement_content
from catchball.workplace.agreements.rules import PromiseState, Validity
from catchball.workplace.programs.queries import get_client

_ANY = "SELECT EXISTS (SELECT FROM agreements_promise WHERE client_id = %(client)s)"


def has_promises(scope: Scope) -> bool:
    """Tell whether the scope sees any promise of the client worked for (one SQL query)."""
    [(found,)] = rows_of(_ANY, client=scope.client)
    return bool(found)


@query(may=Permission.PROMISE_READ)
def list_promises(scope: Scope, *, with_past: bool = False) -> tuple[PromiseLine, ...]:
    """Return the promises of both companies by title, program and day (two SQL queries).

    Superseded and withdrawn ones come only `with_past`.
    """
    rows = Promise.objects.filter(client_id=scope.client)
    lines = [line for line in read_lines(rows, today=scope.today) if with_past or not is_over(line)]
    return tuple(sorted(lines, key=lambda line: (line.title, line.program, line.from_on, line.id)))


@query(may=Permission.PROMISE_READ)
def get_overview(scope: Scope, *, with_past: bool = False) -> Overview:
    """Return the promises by who gave them, those of the reader's company first (three queries).

    Superseded and withdrawn ones come only `with_past`; `hidden` says how many there are.
    """
    lines = list_promises(scope, with_past=True)
    shown = [line for line in lines if with_past or not is_over(line)]
    sides = sorted(Side, key=lambda side: side is not scope.side)
    return Overview(
        client_name=get_client(scope).name,
        by_party=tuple(
            (side, tuple(line for line in shown if line.party is side)) for side in sides
        ),
        in_force=sum(line.validity is Validity.IN_FORCE for line in lines),
        waits_for_us=sum(scope.side in line.waits_for for line in lines),
        waits_for_them=sum(bool(line.waits_for - {scope.side}) for line in lines),
        hidden=len(lines) - len(shown),
        may_draft=scope.may(Permission.PROMISE_DRAFT),
    )


@query(may=Permission.PROMISE_READ)
def get_promise(scope: Scope, promise: UUID) -> PromisePage:
    """Return a promise with its signatures, its chain and its history (five SQL queries).

    :raises NotFound: if the scope does not see it
    """
    return _page(scope, get_row(scope, promise))


@query(may=Permission.PROMISE_SIGN)
def get_promise_to_sign(scope: Scope, promise: UUID) -> PromisePage:
    """Return a promise with exactly the content that the actor would sign now.

    :raises NotFound: if the scope does not see it
    :raises MayNotSign: if it is not offered, or the actor's company has signed
    """
    page = _page(scope, get_row(scope, promise))
    signed = {one.side for one in page.signatures}
    rules.check_may_sign(page.line.state, side=scope.side, signed=signed)
    return page


@query(may=Permission.PROMISE_OFFER)
def get_promise_to_offer(scope: Scope, promise: UUID) -> PromisePage:
    """Return a draft as the client will see it once it is offered: shared, and without history.

    :raises NotFound: if the scope does not see it
    :raises MayNotOffer: if it is no draft
    """
    page = _page(scope, get_row(scope, promise))
    rules.check_may_offer(page.line.state, others_offered=0)
    line = replace(page.line, validity=Validity.OFFERED, waits_for=frozenset(Side))
    return replace(page, line=line, history=())


@query(may=Permission.PROMISE_OFFER)
def get_promise_to_withdraw(scope: Scope, promise: UUID) -> PromiseLine:
    """Return an offer that can still be taken back.

    :raises NotFound: if the scope does not see it
    :raises MayNotWithdraw: if it is not offered, or signed by both
    """
    row = get_row(scope, promise)
    rules.check_may_withdraw(PromiseState(row.state), reason="asked later")
    return read_lines([row], today=scope.today)[0]


@query(may=Permission.PROMISE_READ)
def get_content(scope: Scope, promise: UUID) -> bytes:
    """Return exactly the bytes whose SHA-256 stands beside each signature (RFC 8785).

    :raises NotFound: if the scope does not see the promise
    """
    return canonical(content_of(get_row(scope, promise)).as_json())


@query(may=Permission.PROMISE_READ)
def list_waiting(scope: Scope) -> tuple[WaitingLine, ...]:
    """Return what is offered for all clients seen, oldest first, and whose signature it lacks.

    Whole agreements and promises by themselves (one SQL query).
    """
    sides = frozenset(Side)
    return tuple(
        WaitingLine(
            id=key,
            client_id=client,
            title=_("Version %(number)s of the agreement", number=number) if number else _(title),
            program=program,
            offered_at=offered_at,
            waits_for=sides - {Side(one) for one in signed},
            is_agreement=number is not None,
        )
        for key, client, title, number, program, offered_at, signed in rows_of(
            _WAITING, clients=list(scope.sees), record=RECORD, agreement=AGREEMENT
        )
    )


_WAITING = """
    SELECT p.id, p.client_id, p.metric ->> 'title', NULL,
      btrim(p.program_code || ' ' || p.program_name), p.offered_at AS offered_at, ARRAY(
        SELECT side::text FROM trust_signature WHERE record = %(record)s AND record_id = p.id)
    FROM agreements_promise p
    WHERE p.client_id = ANY(%(clients)s::uuid[]) AND p.state = 'offered'
    UNION ALL
    SELECT a.id, a.client_id, '', a.number, '', a.offered_at, ARRAY(
        SELECT side::text FROM trust_signature WHERE record = %(agreement)s AND record_id = a.id)
    FROM agreements_agreementversion a
    WHERE a.client_id = ANY(%(clients)s::uuid[]) AND a.state = 'offered'
    ORDER BY offered_at, 1"""
_OFFERED = """
    SELECT count(*) FROM agreements_promise p
    WHERE p.client_id = ANY(%(clients)s::uuid[]) AND p.state = 'offered'"""
_TO_SIGN = f"""{_OFFERED} AND NOT EXISTS (
      SELECT FROM trust_signature s WHERE s.client_id = p.client_id AND s.record = %(record)s
        AND s.record_id = p.id AND s.side = %(side)s)"""


def _asked(scope: Scope) -> dict[str, Any]:
    return {"clients": list(scope.sees), "record": RECORD, "side": scope.side.value}


# Promises that are offered, and those of them that lack the signature of the reader's company.
OFFERED = Count(Permission.PROMISE_READ, _OFFERED, _asked)
TO_SIGN = Count(Permission.PROMISE_SIGN, _TO_SIGN, _asked)


def _page(scope: Scope, row: Promise) -> PromisePage:
    beside = Promise.objects.filter(client_id=scope.client).on(row.metric_key, row.program_id)
    lines = {line.id: line for line in read_lines(beside, today=scope.today)}
    line = lines[row.pk]
    content = content_of(row).as_json()
    signatures = _signatures(scope, row, content)
    return PromisePage(
        line=line,
        client_name=row.client_name,
        purpose=_(row.metric["purpose"]),
        traps=tuple(_(trap) for trap in row.metric["traps"]),
        source=_(row.metric["source"]),
        words=row.words,
        content_text=canonical(content).decode(),
        content_hash=fingerprint(content),
        signatures=signatures,
        chain=_signed_newest_first(lines.values()),
        history=list_promise_history(scope, row, signatures),
        offered_at=row.offered_at,
        offered_by=row.offered_by,
        begins_in_the_past=_began_on(scope, row) > row.from_on,
        agreement_number=row.agreement.number if row.agreement else None,
        steps=_steps(scope, line, signatures),
    )


def _signatures(scope: Scope, row: Promise, content: dict[str, Any]) -> tuple[SignatureLine, ...]:
    """Return the signatures under a promise: of a clause, those under the whole agreement."""
    whole = row.agreement
    if whole is None:
        return list_signatures(scope, record=RECORD, contents={row.pk: content})[row.pk]
    contents = {whole.pk: agreement_content(whole)}
    return list_signatures(scope, record=AGREEMENT, contents=contents)[whole.pk]


def _signed_newest_first(lines: Iterable[PromiseLine]) -> tuple[PromiseLine, ...]:
    signed = (line for line in lines if line.state is PromiseState.SIGNED)
    return tuple(sorted(signed, key=lambda line: line.from_on, reverse=True))


def _began_on(scope: Scope, row: Promise) -> date:
    """Return the day of the offer in the relationship's zone; today while there is none."""
    return scope.day_of(row.offered_at) if row.offered_at else scope.today


def _steps(scope: Scope, line: PromiseLine, signatures: Sequence[SignatureLine]) -> Steps:
    is_draft = line.state is PromiseState.DRAFT
    is_offered = line.state is PromiseState.OFFERED
    has_signed = any(one.side is scope.side for one in signatures)
    return Steps(
        change=is_draft and scope.may(Permission.PROMISE_DRAFT),
        offer=is_draft and scope.may(Permission.PROMISE_OFFER),
        sign=is_offered and not has_signed and scope.may(Permission.PROMISE_SIGN),
        withdraw=is_offered and scope.may(Permission.PROMISE_OFFER),
        follow=not is_draft and not is_offered and scope.may(Permission.PROMISE_DRAFT),
    )
