"""What may be asked about closes: all of them, one, those that wait."""

from collections.abc import Iterable
from datetime import UTC
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from catchball.kernel.canonical import canonical, fingerprint
from catchball.kernel.days import Grain, Period, periods_until
from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.measures.reading import Standing
from catchball.trust.door import query
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.trust.signing import list_signatures, list_signed_sides
from catchball.workplace.programs.queries import get_client, list_programs
from catchball.workplace.scorecards import rules
from catchball.workplace.scorecards.models import Close, ClosedNumber, LineDispute
from catchball.workplace.scorecards.queries.close_shapes import (
    ClosedLine,
    CloseLine,
    CloseOverview,
    ClosePage,
    CloseSteps,
    Dispute,
)
from catchball.workplace.scorecards.queries.reading import Chain, a_cell, list_chains, read_all
from catchball.workplace.scorecards.queries.shapes import Cell
from catchball.workplace.scorecards.rules import CloseState

CLOSE = "scorecards.close"
MONTHS_BACK = 12


def content_of_close(row: Close, numbers: Iterable[ClosedNumber]) -> dict[str, Any]:
    """Return all that a signature under a close stands for, from its rows alone."""
    return {
        "kind": "scorecard close",
        "close": str(row.pk),
        "client": {"id": str(row.client_id), "name": row.client_name},
        "program": {"id": str(row.program_id or ""), "name": row.program_name},
        "first": row.first_on.isoformat(),
        "until": row.until_on.isoformat(),
        "known_at": row.known_at.astimezone(UTC).isoformat(),
        "numbers": [
            {
                "promise": str(one.promise_id),
                "title": one.title,
                "party": one.party,
                "metric": one.metric_hash,
                "target": f"{one.target.normalize():f}",
                "floor": f"{one.floor.normalize():f}",
                "n_min": one.n_min,
                "gross": one.gross,
                "attributable": one.attributable,
                "standing": one.standing,
                "attributable_standing": one.attributable_standing,
                "facts": one.facts_hash,
                "exclusions": one.exclusions,
            }
            for one in sorted(numbers, key=lambda one: one.place)
        ],
    }


def get_close_for_change(scope: Scope, close: UUID) -> Close:
    """Return the row of a close, locked until the command ends.

    :raises NotFound: if there is no such close of the client
    """
    return _get_row(Close.objects.select_for_update(), scope, close)


def get_dispute_for_change(scope: Scope, close: UUID, dispute: UUID) -> LineDispute:
    """Return the row of a dispute of a close, locked until the command ends.

    :raises NotFound: if there is none
    """
    rows = LineDispute.objects.select_for_update().filter(client_id=scope.client, close_id=close)
    row = rows.filter(pk=dispute).first()
    if row is None:
        raise NotFound(_("There is no such dispute here."))
    return row


def get_number(scope: Scope, close: UUID, number: UUID) -> ClosedNumber:
    """Return the row of a number of a close.

    :raises NotFound: if there is none
    """
    row = ClosedNumber.objects.filter(client_id=scope.client, close_id=close, pk=number).first()
    if row is None:
        raise NotFound(_("There is no such number in this close."))
    return row


def list_numbers(close: Close) -> list[ClosedNumber]:
    """Return the rows of all numbers of a close in their order, without their facts."""
    return list(close.numbers.filter(client_id=close.client_id).defer("facts").order_by("place"))


def count_disputes(close: Close) -> int:
    """Return how many disputes of a close are not settled."""
    return close.disputes.filter(client_id=close.client_id, settled_at__isnull=True).count()


def is_taken(scope: Scope, period: Period, program: UUID | None) -> bool:
    """Answer whether a month is closed or proposed to be."""
    wanted = Q(program__isnull=True) if program is None else Q(program_id=program)
    rows = Close.objects.filter(wanted, client_id=scope.client, first_on=period.first)
    return rows.exclude(state=CloseState.WITHDRAWN).exists()


@query(may=Permission.SCORECARD_READ)
def get_close_overview(scope: Scope) -> CloseOverview:
    """Return the closes of the client, newest month first (four SQL queries).

    `open_months` are those of the last year that are over and not closed as a whole.
    """
    lines = _lines(scope, _rows(scope).filter(client_id=scope.client))
    lines = tuple(sorted(lines, key=lambda one: (one.period.first, one.known_at), reverse=True))
    live = {
        one.period for one in lines if one.state is not CloseState.WITHDRAWN and not one.program
    }
    months = periods_until(scope.today, Grain.MONTH, MONTHS_BACK + 1)[:-1]
    return CloseOverview(
        client_name=get_client(scope).name,
        lines=lines,
        open_months=tuple(month for month in reversed(months) if month not in live),
        programs=tuple((one.id, f"{one.code} {one.name}") for one in list_programs(scope)),
        waits_for_us=sum(scope.side in one.waits_for for one in lines),
        may_propose=scope.may(Permission.CLOSE_PROPOSE),
    )


@query(may=Permission.SCORECARD_READ)
def list_waiting_closes(scope: Scope) -> tuple[CloseLine, ...]:
    """Return the proposed closes of all clients seen, oldest month first (two SQL queries)."""
    rows = _rows(scope).filter(state=CloseState.PROPOSED).order_by("first_on", "pk")
    return _lines(scope, rows)


@query(may=Permission.SCORECARD_READ)
def get_close(scope: Scope, close: UUID) -> ClosePage:
    """Return a close with its numbers, and beside them what they read now (nine SQL queries).

    :raises NotFound: if there is no such close of the client
    """
    return _page(scope, _get_row(_rows(scope), scope, close))


@query(may=Permission.CLOSE_SIGN)
def get_close_to_sign(scope: Scope, close: UUID) -> ClosePage:
    """Return a close with exactly the content that the actor would sign now.

    :raises NotFound: if there is no such close of the client
    :raises MayNotSignClose: if it is not proposed, disputed, or signed by the actor's company
    """
    page = get_close(scope, close)
    rules.check_may_sign_close(
        page.line.state,
        side=scope.side,
        signed={one.side for one in page.signatures},
        disputes=page.line.disputes,
    )
    return page


def _get_row(rows: QuerySet[Close], scope: Scope, close: UUID) -> Close:
    row = rows.filter(client_id=scope.client, pk=close).first()
    if row is None:
        raise NotFound(_("There is no such close here."))
    return row


def _rows(scope: Scope) -> QuerySet[Close]:
    open_disputes = Count("disputes", filter=Q(disputes__settled_at__isnull=True))
    return Close.objects.filter(client_id__in=scope.sees).annotate(open_disputes=open_disputes)


def _lines(scope: Scope, rows: Iterable[Close]) -> tuple[CloseLine, ...]:
    rows = list(rows)
    signed = list_signed_sides(record=CLOSE, ids=[row.pk for row in rows]) if rows else {}
    return tuple(_line(scope, row, signed.get(row.pk, frozenset())) for row in rows)


def _line(scope: Scope, row: Close, signed: frozenset[Side]) -> CloseLine:
    state = CloseState(row.state)
    is_open = state is CloseState.PROPOSED
    return CloseLine(
        id=row.pk,
        client_id=row.client_id,
        period=Period(row.first_on, row.until_on),
        program=row.program_name,
        state=state,
        waits_for=frozenset(Side) - signed if is_open else frozenset(),
        disputes=row.open_disputes,  # type: ignore[attr-defined] # annotated by `_rows`
        answer_due_on=row.answer_due_on,
        is_overdue=is_open and Side.CLIENT not in signed and row.answer_due_on < scope.today,
        proposed_name=row.proposed_name,
        known_at=row.known_at,
        closed_at=row.closed_at,
        version=row.version,
    )


def _page(scope: Scope, row: Close) -> ClosePage:
    numbers = list_numbers(row)
    content = content_of_close(row, numbers)
    signatures = list_signatures(scope, record=CLOSE, contents={row.pk: content})[row.pk]
    line = _line(scope, row, frozenset(one.side for one in signatures))
    return ClosePage(
        line=line,
        client_name=row.client_name,
        numbers=_closed_lines(scope, row, numbers),
        content_hash=row.content_hash,
        content_text=canonical(content).decode(),
        is_intact=fingerprint(content) == row.content_hash,
        signatures=signatures,
        withdrawn_name=row.withdrawn_name,
        withdrawn_why=row.withdrawn_why,
        steps=_steps(scope, line),
    )


def _steps(scope: Scope, line: CloseLine) -> CloseSteps:
    is_open = line.state is CloseState.PROPOSED
    ours = is_open and scope.side in line.waits_for
    answers = is_open and scope.may(Permission.CLOSE_ANSWER)
    return CloseSteps(
        sign=ours and not line.disputes and scope.may(Permission.CLOSE_SIGN),
        dispute=answers and ours and scope.side is Side.CLIENT,
        answer=answers and scope.side is Side.CMO,
        settle=answers and scope.side is Side.CLIENT,
        withdraw=is_open and scope.may(Permission.CLOSE_PROPOSE),
    )


def _closed_lines(scope: Scope, row: Close, numbers: list[ClosedNumber]) -> tuple[ClosedLine, ...]:
    period = Period(row.first_on, row.until_on)
    chains = {
        terms.id: chain for chain in list_chains(scope, until=period.until) for terms in chain.terms
    }
    mine = list(
        {id(chain): chain for one in numbers if (chain := chains.get(one.promise_id))}.values()
    )
    found = read_all(scope, mine, [period], program=row.program_id)
    disputes: dict[UUID, list[Dispute]] = {}
    for one in row.disputes.filter(client_id=scope.client).order_by("raised_at", "pk"):
        disputes.setdefault(one.number_id, []).append(_dispute(one))
    return tuple(
        _closed_line(
            one,
            period,
            chains[one.promise_id],
            a_cell(chains[one.promise_id], found, period, scope.today),
            tuple(disputes.get(one.pk, ())),
        )
        for one in numbers
    )


def _closed_line(
    one: ClosedNumber, period: Period, chain: Chain, now: Cell, disputes: tuple[Dispute, ...]
) -> ClosedLine:
    gross = rules.as_read(one.gross)
    assert gross is not None  # noqa: S101 -- a close keeps a reading of each number
    return ClosedLine(
        id=one.pk,
        promise=one.promise_id,
        title=_(one.title),
        party=Side(one.party),
        cell=Cell(
            promise=one.promise_id,
            period=period,
            metric=chain.metrics[one.promise_id],
            reading=gross,
            attributable=rules.as_read(one.attributable),
            standing=Standing(one.standing),
            target=one.target,
            floor=one.floor,
            n_min=one.n_min,
        ),
        facts=gross.n + gross.pending,
        facts_hash=one.facts_hash,
        exclusions=tuple(one.exclusions),
        disputes=disputes,
        now=now,
    )


def _dispute(row: LineDispute) -> Dispute:
    return Dispute(
        row.pk,
        row.reason,
        row.raised_name,
        row.raised_at,
        row.answer,
        row.answered_name,
        row.answered_at,
        row.settled_name,
        row.settled_at,
    )
