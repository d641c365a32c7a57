"""What may be asked about risk assessments: all of a client, one, what a new one is made from."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.door import query
from catchball.trust.permissions import Permission, Role, Side
from catchball.trust.queries import PersonLine, list_assigned_people
from catchball.trust.scope import Scope
from catchball.workplace.programs.queries import ProgramLine, get_client, list_programs
from catchball.workplace.risks.models import Assessment, Risk
from catchball.workplace.risks.queries.blind import find_round_line
from catchball.workplace.risks.queries.editions import list_editions
from catchball.workplace.risks.queries.foreseeing import foresight_in
from catchball.workplace.risks.queries.heat import heat_of
from catchball.workplace.risks.queries.library import list_starters
from catchball.workplace.risks.queries.matrices import list_offered
from catchball.workplace.risks.queries.reading import (
    count_colours,
    lines_of,
    read_lines,
    read_rows,
    worst_first,
)
from catchball.workplace.risks.queries.reviews import list_reviews, snapshots_of
from catchball.workplace.risks.queries.shapes import (
    AssessmentLine,
    AssessmentOverview,
    AssessmentPage,
    AssessmentStart,
    ProgramRisks,
    RiskLine,
    TeamMember,
)
from catchball.workplace.risks.rules import LIBRARY, Snapshot, exposed_by, matrix_from_json


def get_assessment_for_change(scope: Scope, assessment: UUID) -> Assessment:
    """Return the row of a risk assessment, locked until the command ends.

    :raises NotFound: if there is no such document of the client
    """
    return get_assessment_row(Assessment.objects.select_for_update(), scope, assessment)


@query(may=Permission.RISK_READ)
def get_assessment_overview(scope: Scope) -> AssessmentOverview:
    """Return the risk assessments of the client, the newest first (six SQL queries)."""
    rows = list(Assessment.objects.filter(client_id=scope.client).order_by("-held_on", "title"))
    risks = list(Risk.objects.filter(client_id=scope.client).order_by("number"))
    matrices = {row.pk: matrix_from_json(row.matrix) for row in rows}
    lines = read_lines(scope, risks, matrices) if risks else ()
    names = {one.id: one.name for one in list_programs(scope)}
    return AssessmentOverview(
        client_name=get_client(scope).name,
        lines=tuple(
            _line(scope, row, names, [one for one in lines if one.assessment == row.pk])
            for row in rows
        ),
        may_open=scope.may(Permission.RISK_ASSESS),
    )


@query(may=Permission.RISK_READ)
def get_program_risks(scope: Scope, program: ProgramLine) -> ProgramRisks:
    """Return the risk assessments of a program, the newest first, and the open actions for it.

    Four SQL queries.
    """
    held = Assessment.objects.filter(client_id=scope.client, program_id=program.id)
    rows = list(held.order_by("-held_on", "title"))
    matrices = {row.pk: matrix_from_json(row.matrix) for row in rows}
    risks = list(
        Risk.objects.filter(client_id=scope.client, assessment__in=rows).order_by("number")
    )
    read = read_rows(scope, risks, matrices) if risks else ()
    lines = lines_of(scope, read)
    names = {program.id: program.name}
    open_actions = (action for one in read for action in one.actions if action.state.is_open)
    return ProgramRisks(
        assessments=tuple(
            _line(scope, row, names, [one for one in lines if one.assessment == row.pk])
            for row in rows
        ),
        actions=tuple(sorted(open_actions, key=lambda one: (one.due_on, one.title))),
    )


@query(may=Permission.RISK_READ)
def get_assessment(scope: Scope, assessment: UUID) -> AssessmentPage:
    """Return a risk assessment with all its risks, the worst first (ten or eleven SQL queries).

    :raises NotFound: if there is no such document of the client
    """
    row = get_assessment_row(Assessment.objects.all(), scope, assessment)
    matrix = matrix_from_json(row.matrix)
    risks = list(Risk.objects.filter(client_id=scope.client, assessment=row).order_by("number"))
    lines = read_lines(scope, risks, {row.pk: matrix}) if risks else ()
    names = {one.id: one.name for one in list_programs(scope)}
    snapshots = snapshots_of(lines)
    reviews, since_review = list_reviews(scope, row, snapshots)
    editions, since_signed = list_editions(scope, row, snapshots)
    open_ones = worst_first(line for line in lines if not line.is_closed)
    return AssessmentPage(
        line=_line(scope, row, names, lines),
        client_name=get_client(scope).name,
        extent=row.extent,
        team=tuple(_member(one) for one in row.team),
        matrix=matrix,
        decide_within=row.decide_within,
        opened_name=row.opened_name,
        opened_at=row.opened_at,
        risks=open_ones,
        closed=tuple(line for line in lines if line.is_closed),
        misfits=tuple(line for line in open_ones if line.misfits),
        heat=heat_of(matrix, open_ones),
        exposed=exposed_by(snapshots),
        round=find_round_line(scope, row.pk),
        reviews=reviews,
        since_review=since_review,
        editions=editions,
        since_signed=since_signed,
        expected_days=sum((line.expected_days or Decimal(0) for line in open_ones), Decimal(0)),
        as_of=scope.today,
        foresight=foresight_in(scope, row),
        may_assess=scope.may(Permission.RISK_ASSESS),
    )


@query(may=Permission.RISK_ASSESS)
def get_assessment_start(scope: Scope) -> AssessmentStart:
    """Return what a new risk assessment is made from: programs, people, starter risks, matrices."""
    kept = tuple(one for one in list_starters(scope) if one.retired_at is None)
    return AssessmentStart(
        programs=list_programs(scope),
        people=list_team(scope),
        starters=LIBRARY,
        site_starters=kept,
        matrices=list_offered(scope),
    )


def list_team(scope: Scope) -> tuple[PersonLine, ...]:
    """Return the people of both companies who may be of the team (one SQL query)."""
    return list_assigned_people(scope, who_may=Permission.RISK_READ)


def get_assessment_row(rows: QuerySet[Assessment], scope: Scope, assessment: UUID) -> Assessment:
    """Return the row of a risk assessment.

    :raises NotFound: if there is no such document of the client
    """
    row = rows.filter(client_id=scope.client, pk=assessment).first()
    if row is None:
        raise NotFound(_("There is no such risk assessment here."))
    return row


def _line(
    scope: Scope, row: Assessment, programs: dict[UUID, str], lines: Iterable[RiskLine]
) -> AssessmentLine:
    return AssessmentLine(
        id=row.pk,
        client_id=row.client_id,
        program=row.program_id,
        program_name=programs[row.program_id],
        title=row.title,
        held_on=row.held_on,
        counts=count_colours(lines, scope.side),
        version=row.version,
    )


def _member(stored: dict[str, Any]) -> TeamMember:
    return TeamMember(
        UUID(stored["id"]), stored["name"], Side(stored["side"]), Role(stored["role"])
    )


def list_snapshots(scope: Scope, document: Assessment) -> tuple[Snapshot, ...]:
    """Return how the risks of a document stand now, as a review keeps it (three SQL queries)."""
    risks = list(
        Risk.objects.filter(client_id=scope.client, assessment=document).order_by("number")
    )
    matrix = matrix_from_json(document.matrix)
    return snapshots_of(read_lines(scope, risks, {document.pk: matrix}) if risks else ())
