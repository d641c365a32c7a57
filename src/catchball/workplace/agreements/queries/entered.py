"""The catalogue of metrics, and the values that people entered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from catchball.kernel.days import month_start
from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.measures.catalogue import CATALOGUE
from catchball.trust.door import query
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.workplace.agreements import metrics
from catchball.workplace.agreements.models import EnteredValue, Promise
from catchball.workplace.agreements.queries.drafting import metric_line
from catchball.workplace.agreements.queries.shapes import MetricLine
from catchball.workplace.agreements.rules import PromiseState
from catchball.workplace.programs.queries import list_programs

MONTHS = 13


@dataclass(frozen=True)
class CatalogueLine:
    """A metric of the catalogue: computed from facts, or entered by people."""

    metric: MetricLine
    party: Side
    is_entered: bool
    is_promised: bool


@dataclass(frozen=True, kw_only=True)
class EnteredLine:
    """A month as it was entered, once or several times."""

    id: UUID
    metric_key: str
    month_on: date
    program: str
    top: Decimal
    bottom: Decimal
    value: Decimal
    source: str
    note: str
    entered_at: datetime
    entered_by: str
    version: int


@dataclass(frozen=True, kw_only=True)
class MetricPage:
    """A metric with its definition and, where people enter it, its last months.

    A month that nobody entered is None. `top` and `bottom` say what is entered.
    """

    metric: MetricLine
    is_entered: bool
    top: str
    bottom: str
    months: tuple[tuple[date, EnteredLine | None], ...]
    program: UUID | None
    programs: tuple[tuple[UUID, str], ...]
    may_enter: bool

    @property
    def missing(self) -> int:
        """How many of the months that are over nobody entered."""
        return sum(line is None for _month, line in self.months[1:])


@dataclass(frozen=True, kw_only=True)
class Entering:
    """What the form of a month starts from."""

    page: MetricPage
    month_on: date
    line: EnteredLine | None


@dataclass(frozen=True, kw_only=True)
class EnteredPage:
    """A month of a metric as it was entered."""

    metric: MetricLine
    top: str
    bottom: str
    line: EnteredLine


@query(may=Permission.PROMISE_READ)
def list_catalogue(scope: Scope) -> tuple[CatalogueLine, ...]:
    """Return every metric, those of the manufacturer first, by title (one SQL query)."""
    promised = set(
        Promise.objects.filter(client_id=scope.client, state=PromiseState.SIGNED).values_list(
            "metric_key", flat=True
        )
    )
    lines = []
    for metric in CATALOGUE.list_metrics():
        entry = metrics.ENTRIES.get(metric.key)
        party = entry.party if entry else Side.CMO
        lines.append(
            CatalogueLine(metric_line(metric), party, entry is not None, metric.key in promised)
        )
    return tuple(
        sorted(lines, key=lambda one: (one.party is not Side.CMO, one.is_entered, one.metric.title))
    )


@query(may=Permission.PROMISE_READ)
def get_metric_page(scope: Scope, *, metric_key: str, program: UUID | None = None) -> MetricPage:
    """Return a metric with its definition and the last months entered (three SQL queries).

    :raises MetricIsUnknown: if the catalogue has no such metric
    :raises NotFound: if there is no such program of the client
    """
    metric, entry = CATALOGUE.get_metric(metric_key), metrics.ENTRIES.get(metric_key)
    programs = _programs(scope)
    if program and program not in dict(programs):
        raise NotFound(_("There is no such program here."))
    found = {row.month_on: row for row in _values(scope, metric_key, program)} if entry else {}
    months = [month_start(scope.today, -back) for back in range(MONTHS)] if entry else []
    return MetricPage(
        metric=metric_line(metric),
        is_entered=entry is not None,
        top=_(entry.top) if entry else "",
        bottom=_(entry.bottom) if entry else "",
        months=tuple(
            (month, _line(found[month], programs) if month in found else None) for month in months
        ),
        program=program,
        programs=programs,
        may_enter=entry is not None and scope.may(Permission.VALUE_ENTER),
    )


@query(may=Permission.VALUE_ENTER)
def get_entering(
    scope: Scope, *, metric_key: str, month_on: date, program: UUID | None = None
) -> Entering:
    """Return what the form of a month starts from (four SQL queries).

    :raises MetricIsUnknown: if the catalogue has no such metric
    :raises NotFound: if it is not entered, or there is no such program of the client
    """
    page = get_metric_page(scope, metric_key=metric_key, program=program)
    if not page.is_entered:
        raise NotFound(_("The product counts this metric itself: no value is entered for it."))
    row = _values(scope, metric_key, program).filter(month_on=month_on).first()
    line = _line(row, page.programs) if row else None
    return Entering(page=page, month_on=month_on, line=line)


@query(may=Permission.PROMISE_READ)
def get_value(scope: Scope, value: UUID) -> EnteredPage:
    """Return a month of a metric as it was entered (two SQL queries).

    :raises NotFound: if the scope does not see it
    """
    row = EnteredValue.objects.filter(client_id=scope.client, pk=value).first()
    if row is None:
        raise NotFound(_("There is no such value here."))
    entry = metrics.ENTRIES[row.metric_key]
    return EnteredPage(
        metric=metric_line(entry.metric),
        top=_(entry.top),
        bottom=_(entry.bottom),
        line=_line(row, _programs(scope)),
    )


def _programs(scope: Scope) -> tuple[tuple[UUID, str], ...]:
    return tuple((one.id, f"{one.code} {one.name}") for one in list_programs(scope))


def _line(row: EnteredValue, programs: Iterable[tuple[UUID, str]]) -> EnteredLine:
    return EnteredLine(
        id=row.pk,
        metric_key=row.metric_key,
        month_on=row.month_on,
        program=dict(programs).get(row.program_id, "") if row.program_id else "",
        top=row.top,
        bottom=row.bottom,
        value=row.top / row.bottom,
        source=row.source,
        note=row.note,
        entered_at=row.entered_at,
        entered_by=row.entered_by,
        version=row.version,
    )


def _values(scope: Scope, metric_key: str, program: UUID | None) -> QuerySet[EnteredValue]:
    rows = EnteredValue.objects.filter(client_id=scope.client, metric_key=metric_key)
    return rows.filter(program_id=program) if program else rows.filter(program__isnull=True)


def find_value_for_change(
    scope: Scope, metric_key: str, program: UUID | None, month_on: date
) -> EnteredValue | None:
    """Return what was entered for a month, locked until the command ends, if anything."""
    rows = _values(scope, metric_key, program).select_for_update()
    return rows.filter(month_on=month_on).first()
