"""Everything that may be asked about incidents."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.door import query
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.workplace.incidents.models import Incident
from catchball.workplace.incidents.rules import Foresight, Severity
from catchball.workplace.programs.queries import ProgramLine, get_client, list_programs


@dataclass(frozen=True, kw_only=True)
class IncidentLine:
    """An incident among others; `foresaw` is the risk that foresaw it."""

    id: UUID
    client_id: UUID
    program: UUID
    title: str
    happened_on: date
    place: str
    severity: Severity
    foresight: Foresight
    foresaw: UUID | None
    foresaw_name: str
    foresaw_document: UUID | None
    closed_on: date | None
    version: int


@dataclass(frozen=True, kw_only=True)
class IncidentOverview:
    """The incidents of a client, the newest first, with the names of their programs."""

    client_name: str
    lines: tuple[IncidentLine, ...]
    programs: dict[UUID, str]
    open: int
    unjudged: int
    unforeseen: int
    may_record: bool


@dataclass(frozen=True, kw_only=True)
class IncidentPage:
    """An incident: what happened, who told it, what was judged, how it ended."""

    line: IncidentLine
    client_name: str
    program_name: str
    what: str
    told_name: str
    told_side: Side
    told_at: datetime
    judged_name: str
    judged_at: datetime | None
    closed_name: str
    closed_why: str
    may_record: bool
    may_judge: bool


@dataclass(frozen=True)
class ForeseenStarter:
    """How often the risk of a starter foresaw an incident: incidents, and in how many programs."""

    incidents: int
    programs: int


@query(may=Permission.INCIDENT_READ)
def get_incident_overview(scope: Scope) -> IncidentOverview:
    """Return the incidents of the client, the newest first (three SQL queries)."""
    rows = Incident.objects.filter(client_id=scope.client).order_by("-happened_on", "-told_at")
    lines = tuple(line_of(row) for row in rows)
    return IncidentOverview(
        client_name=get_client(scope).name,
        lines=lines,
        programs={one.id: one.name for one in list_programs(scope)},
        open=sum(one.closed_on is None for one in lines),
        unjudged=sum(one.foresight is Foresight.OPEN for one in lines),
        unforeseen=sum(one.foresight is Foresight.UNFORESEEN for one in lines),
        may_record=scope.may(Permission.INCIDENT_RECORD),
    )


@query(may=Permission.INCIDENT_READ)
def get_incident(scope: Scope, incident: UUID) -> IncidentPage:
    """Return an incident (three SQL queries).

    :raises NotFound: if the client has no such incident
    """
    row = _get_row(Incident.objects.all(), scope, incident)
    names = {one.id: one.name for one in list_programs(scope)}
    return IncidentPage(
        line=line_of(row),
        client_name=get_client(scope).name,
        program_name=names[row.program_id],
        what=row.what,
        told_name=row.told_name,
        told_side=Side(row.told_side),
        told_at=row.told_at,
        judged_name=row.judged_name,
        judged_at=row.judged_at,
        closed_name=row.closed_name,
        closed_why=row.closed_why,
        may_record=scope.may(Permission.INCIDENT_RECORD) and row.closed_on is None,
        may_judge=scope.may(Permission.RISK_ASSESS),
    )


@query(may=Permission.INCIDENT_RECORD)
def list_places_to_record(scope: Scope) -> tuple[ProgramLine, ...]:
    """Return the programs in which an incident can have happened (one SQL query)."""
    return list_programs(scope)


def get_incident_for_change(scope: Scope, incident: UUID) -> Incident:
    """Return the row of an incident, locked until the command ends.

    :raises NotFound: if the client has no such incident
    """
    return _get_row(Incident.objects.select_for_update(), scope, incident)


def list_incidents_of(scope: Scope, program: UUID) -> tuple[IncidentLine, ...]:
    """Return the incidents of a program, the newest first (one SQL query)."""
    rows = Incident.objects.filter(client_id=scope.client, program_id=program)
    return tuple(line_of(row) for row in rows.order_by("-happened_on", "-told_at"))


def list_foreseen_by(scope: Scope, risk: UUID) -> tuple[IncidentLine, ...]:
    """Return the incidents that a risk foresaw, the newest first (one SQL query)."""
    rows = Incident.objects.filter(client_id=scope.client, foresaw=risk)
    return tuple(line_of(row) for row in rows.order_by("-happened_on", "-told_at"))


def count_foreseen(scope: Scope) -> dict[str, ForeseenStarter]:
    """Count, for each starter, the incidents of all clients seen that its risks foresaw (one SQL).

    For the manufacturer alone: no client learns what happened at another.
    """
    scope.require(Permission.INCIDENT_READ)
    rows = Incident.objects.exclude(foresaw_starter="").values_list("foresaw_starter")
    counted = rows.annotate(Count("pk"), Count("program_id", distinct=True))
    return {starter: ForeseenStarter(*counts) for starter, *counts in counted}


def count_judgements(scope: Scope) -> dict[Foresight, int]:
    """Count the incidents of all clients seen by what was judged of them (one SQL query)."""
    scope.require(Permission.INCIDENT_READ)
    counted = Incident.objects.values_list("foresight").annotate(Count("pk"))
    return {Foresight(judged): count for judged, count in counted}


def line_of(row: Incident) -> IncidentLine:
    """Return an incident as lists show it."""
    return IncidentLine(
        id=row.pk,
        client_id=row.client_id,
        program=row.program_id,
        title=row.title,
        happened_on=row.happened_on,
        place=row.place,
        severity=Severity(row.severity),
        foresight=Foresight(row.foresight),
        foresaw=row.foresaw,
        foresaw_name=row.foresaw_name,
        foresaw_document=row.foresaw_document,
        closed_on=row.closed_on,
        version=row.version,
    )


def _get_row(rows: QuerySet[Incident], scope: Scope, incident: UUID) -> Incident:
    row = rows.filter(client_id=scope.client, pk=incident).first()
    if row is None:
        raise NotFound(_("There is no such incident here."))
    return row
