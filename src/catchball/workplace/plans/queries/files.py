"""Files of plans: what taking one over would change."""

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.plans import rules
from catchball.workplace.plans.models import Plan, PlanFile
from catchball.workplace.plans.queries.reading import (
    USUAL_DAY,
    contents_of,
    site_calendar,
    usual_day,
)
from catchball.workplace.plans.queries.shapes import PlanFilePage, PlanSheetPage
from catchball.workplace.plans.queries.views import reckoned_or_why
from catchball.workplace.plans.rules import (
    FileRead,
    FileState,
    Remark,
    RemarkKind,
    SheetRead,
)
from catchball.workplace.programs.queries import program_of


@query(may=Permission.PLAN_MANAGE)
def get_plan_file(scope: Scope, *, plan_file: UUID) -> PlanFilePage:
    """Return a file of a plan, compared with the plan as it stands now.

    :raises NotFound: if the client has no such file
    """
    row = _row(scope, plan_file)
    program = program_of(scope, row.program_id)
    plan = Plan.objects.filter(client_id=scope.client, program_id=row.program_id).first()
    old = contents_of([plan])[plan.pk] if plan else None
    if row.state == FileState.UNMATCHED:
        read = FileRead(old or rules.PlanContent(scope.today, USUAL_DAY), {}, ())
    else:
        read = file_read_from(row.content)
    content, dropped = rules.merged(old, read.content, read.carries)
    calendar = site_calendar(scope, program.site_id)
    told = reckoned_or_why(content, calendar, scope.now)
    empty = rules.PlanContent(content.start_on, content.day_minutes)
    days = told.reckoned
    return PlanFilePage(
        id=row.pk,
        program=program,
        name=row.name,
        size_bytes=row.size_bytes,
        content_hash=row.content_hash,
        state=FileState(row.state),
        read_name=row.read_name,
        read_at=row.read_at,
        version=row.version,
        plan_version=plan.version if plan else 0,
        tasks=len(content.tasks),
        ends_on=days.ends_on if days else None,
        why_undated=told.why_undated,
        changes=rules.changes_between(old or empty, content),
        remarks=(*read.remarks, *dropped),
        differences=rules.differences_of(
            content, days, read.times, read.remarks, calendar.timetable.clock(scope.now)
        )
        if days
        else (),
    )


@query(may=Permission.PLAN_MANAGE)
def get_plan_file_for_change(scope: Scope, *, plan_file: UUID) -> PlanFile:
    """Return a file's row, locked until the end of the command.

    :raises NotFound: if the client has no such file
    """
    return _row(scope, plan_file, lock=True)


def _row(scope: Scope, plan_file: UUID, *, lock: bool = False) -> PlanFile:
    rows = PlanFile.objects.filter(client_id=scope.client, pk=plan_file)
    row = (rows.select_for_update() if lock else rows).first()
    if row is None:
        raise NotFound(_("There is no such file here."))
    return row


def file_read_as_json(read: FileRead) -> dict[str, Any]:
    """Return what a file says as JSON can hold it."""
    return {
        "content": rules.content_as_json(read.content),
        "times": {
            str(uid): [start.isoformat(), end.isoformat()]
            for uid, (start, end) in read.times.items()
        },
        "remarks": [asdict(one) for one in read.remarks],
        "carries": sorted(read.carries),
    }


def file_read_from(stored: dict[str, Any]) -> FileRead:
    """Return what a file says, from how it was stored."""
    return FileRead(
        rules.content_from_json(stored["content"]),
        {
            int(uid): (datetime.fromisoformat(start), datetime.fromisoformat(end))
            for uid, (start, end) in stored["times"].items()
        },
        tuple(
            Remark(RemarkKind(one["kind"]), one["count"], tuple(one["names"]))
            for one in stored["remarks"]
        ),
        frozenset(stored.get("carries", ())),
    )


@query(may=Permission.PLAN_MANAGE)
def get_plan_sheet(scope: Scope, *, plan_file: UUID) -> PlanSheetPage:
    """Return the sheet of a workbook, and which of its columns probably holds what.

    :raises NotFound: if the client has no such file, or it is no workbook
    """
    row = _row(scope, plan_file)
    program = program_of(scope, row.program_id)
    sheet = sheet_from(row.content)
    plan = Plan.objects.filter(client_id=scope.client, program_id=row.program_id).first()
    found = rules.proposed(sheet.head)
    return PlanSheetPage(
        id=row.pk,
        program=program,
        name=row.name,
        state=FileState(row.state),
        version=row.version,
        head=sheet.head,
        rows=len(sheet.rows),
        samples=tuple(sheet.samples(column) for column in range(len(sheet.head))),
        proposed=rules.SheetColumns(**{one.value: column for one, column in found.items()}),
        has_plan=plan is not None,
        start_on=scope.today,
        day_minutes=usual_day(scope, site_calendar(scope, program.site_id)),
    )


def sheet_as_json(sheet: SheetRead) -> dict[str, Any]:
    """Return a sheet as JSON can hold it."""
    return {"sheet": {"head": sheet.head, "rows": sheet.rows}}


def sheet_from(stored: dict[str, Any]) -> SheetRead:
    """Return the sheet of a workbook, from how it was stored.

    :raises NotFound: if what was stored is no workbook
    """
    sheet = stored.get("sheet")
    if sheet is None:
        raise NotFound(_("This file has no columns to match."))
    return SheetRead(tuple(sheet["head"]), tuple(tuple(row) for row in sheet["rows"]))
