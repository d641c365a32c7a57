"""The months that both companies closed, number by number, for whoever draws conclusions."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from catchball.kernel.days import Period
from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.measures.reading import Reading, Standing
from catchball.trust.permissions import Side
from catchball.trust.scope import Scope
from catchball.workplace.scorecards import rules
from catchball.workplace.scorecards.models import Close, ClosedNumber
from catchball.workplace.scorecards.rules import CloseState


@dataclass(frozen=True, kw_only=True)
class SignedNumber:
    """A number of a closed month as it is judged: without what both agreed to exclude."""

    id: UUID
    promise: UUID
    title: str
    party: Side
    reading: Reading
    standing: Standing


@dataclass(frozen=True, kw_only=True)
class ClosedMonth:
    """A month that both companies closed, for all programs or one."""

    close: UUID
    period: Period
    program: UUID | None
    program_name: str
    client_name: str
    content_hash: str
    numbers: tuple[SignedNumber, ...]


@dataclass(frozen=True)
class MonthLine:
    """A month that both companies closed, without its numbers."""

    id: UUID
    period: Period
    program: str


def get_closed_month(scope: Scope, close: UUID) -> ClosedMonth:
    """Return a closed month (two SQL queries).

    :raises NotFound: if there is no such close, or not both have signed it
    """
    rows = Close.objects.filter(client_id=scope.client, pk=close, state=CloseState.CLOSED)
    found = _months(scope, list(rows))
    if not found:
        raise NotFound(_("There is no such closed month here."))
    return found[0]


def list_closed_months(
    scope: Scope, *, program: UUID | None, first: date, until: date
) -> tuple[ClosedMonth, ...]:
    """Return the closed months within these days, oldest first (two SQL queries).

    Those closed for all programs, or those closed for this one.
    """
    rows = Close.objects.filter(
        client_id=scope.client, state=CloseState.CLOSED, first_on__gte=first, until_on__lte=until
    )
    same = rows.filter(program_id=program) if program else rows.filter(program__isnull=True)
    return _months(scope, list(same.order_by("first_on")))


def list_closed_lines(scope: Scope) -> tuple[MonthLine, ...]:
    """Return which months of the client are closed, the newest first (one SQL query)."""
    rows = Close.objects.filter(client_id=scope.client, state=CloseState.CLOSED)
    return tuple(
        MonthLine(row.pk, Period(row.first_on, row.until_on), row.program_name)
        for row in rows.order_by("-first_on", "program_name")
    )


def _months(scope: Scope, rows: list[Close]) -> tuple[ClosedMonth, ...]:
    numbers: dict[UUID, list[ClosedNumber]] = {row.pk: [] for row in rows}
    held = ClosedNumber.objects.filter(client_id=scope.client, close_id__in=numbers)
    for one in held.defer("facts", "exclusions").order_by("place"):
        numbers[one.close_id].append(one)
    return tuple(
        ClosedMonth(
            close=row.pk,
            period=Period(row.first_on, row.until_on),
            program=row.program_id,
            program_name=row.program_name,
            client_name=row.client_name,
            content_hash=row.content_hash,
            numbers=tuple(_number(one) for one in numbers[row.pk]),
        )
        for row in rows
    )


def _number(one: ClosedNumber) -> SignedNumber:
    reading = rules.as_read(one.attributable or one.gross)
    assert reading is not None  # noqa: S101 -- a close keeps a reading of each number
    return SignedNumber(
        id=one.pk,
        promise=one.promise_id,
        title=one.title,
        party=Side(one.party),
        reading=reading,
        standing=Standing(one.attributable_standing or one.standing),
    )
