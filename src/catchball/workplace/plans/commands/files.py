"""Files of plans: read, looked at, taken over as one or discarded."""

import io
from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256
from itertools import chain
from typing import Any
from uuid import UUID

from catchball.kernel.errors import Stale
from catchball.kernel.words import _
from catchball.trust.door import command
from catchball.trust.models import Audience
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.plans import queries, rules
from catchball.workplace.plans.commands.planning import create_plan
from catchball.workplace.plans.commands.writing import write_plan
from catchball.workplace.plans.models import PlanFile
from catchball.workplace.plans.rules import FileState, PlanContent, SheetColumns


class _Counted:
    """Passes pieces of a file on, and notes their length and hash."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = chunks
        self._digest = sha256()
        self.size = 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self.size += len(chunk)
            self._digest.update(chunk)
            yield chunk

    @property
    def content_hash(self) -> str:
        return self._digest.hexdigest()


@command(may=Permission.PLAN_MANAGE, event="plans.file-read", audience=Audience.INTERNAL)
def read_plan_file(scope: Scope, *, program: UUID, name: str, chunks: Iterable[bytes]) -> UUID:
    """Read a file of Microsoft Project (XML) or a workbook that comes in pieces; return its id.

    Nothing of the plan changes: the file is kept as the plan that it says, to be looked at first;
    a workbook as its first sheet, whose columns are to be matched before.

    :raises FileHostile, FileBroken, FileTooLarge, NotAPlanFile: if it cannot be read
    :raises PlanUnsound, ActivityNeedsItself: if what it says cannot be a plan
    :raises NotFound: if the client has no such program
    """
    queries.get_plan_for_change(scope, program=program)
    counted = _Counted(chunks)
    state, content = _content(counted)
    return PlanFile.objects.create(
        client_id=scope.client,
        program_id=program,
        name="".join(letter for letter in name if letter.isprintable())[-200:] or "plan.xml",
        size_bytes=counted.size,
        content_hash=counted.content_hash,
        state=state,
        content=content,
        read_name=scope.actor_name,
        read_at=scope.now,
    ).pk


def _content(chunks: Iterable[bytes]) -> tuple[FileState, dict[str, Any]]:
    """Return what is kept of a file, and how far it is understood."""
    pieces = iter(chunks)
    first = next(pieces, b"")
    if rules.is_workbook(first):
        sheet = rules.sheet_of(rules.read_rows(_whole(chain([first], pieces))))
        return FileState.UNMATCHED, queries.sheet_as_json(sheet)
    read = rules.read_mspdi(chain([first], pieces))
    return FileState.READ, queries.file_read_as_json(read)


def _whole(chunks: Iterable[bytes]) -> io.BytesIO:
    """Return a workbook in one piece.

    :raises FileTooLarge: beyond what one with a plan can have
    """
    file = io.BytesIO()
    for chunk in chunks:
        file.write(chunk)
        if file.tell() > rules.MOST_WORKBOOK:
            raise rules.FileTooLarge(
                _(
                    "The workbook has more than %(most)s MB. Save the one sheet with the plan as a "
                    "workbook of its own.",
                    most=rules.MOST_WORKBOOK // (1024 * 1024),
                )
            )
    return file


@command(may=Permission.PLAN_MANAGE, event="plans.file-matched", audience=Audience.INTERNAL)
def match_plan_file(
    scope: Scope,
    *,
    plan_file: UUID,
    columns: SheetColumns,
    version: int,
    start_on: date | None = None,
    day_minutes: int | None = None,
) -> None:
    """Say which column of a workbook holds what, and read its rows as a plan; nothing is taken over.

    Where the program has no plan yet, `start_on` and `day_minutes` say when it starts and how much
    working time “one day” means; else those of the plan hold.

    :raises ColumnsContradict: if the columns make no plan
    :raises NotAPlanFile: if no row names a task
    :raises PlanUnsound, ActivityNeedsItself: if what it says cannot be a plan
    :raises FileSettled, Stale: if the file was dealt with meanwhile
    :raises NotFound: if it is no workbook
    """
    row = _shown(scope, plan_file, version)
    plan = queries.get_plan_for_change(scope, program=row.program_id)
    old = plan.content if plan else None
    frame = (old.start_on, old.day_minutes) if old else (start_on, day_minutes)
    if frame[0] is None or frame[1] is None:
        sentence = _("Say when the plan starts and how long its days are.")
        raise rules.PlanUnsound(sentence, start_on=sentence)
    read = rules.read_sheet(
        queries.sheet_from(row.content),
        columns.chosen,
        start_on=frame[0],
        day_minutes=frame[1],
        old=old,
    )
    row.content = {**row.content, **queries.file_read_as_json(read)}
    row.state, row.version = FileState.READ, row.version + 1
    row.save(update_fields=["content", "state", "version"])


@command(may=Permission.PLAN_MANAGE, event="plans.plan-imported")
def take_plan_file(scope: Scope, *, plan_file: UUID, version: int, plan_version: int) -> None:
    """Put the plan of a file in the place of the program's, all of it or nothing.

    `plan_version` is that of the plan it was compared with, 0 where there was none.

    :raises FileSettled: if the file was taken over or discarded already
    :raises ColumnsUnmatched: if it is a workbook whose columns were not matched
    :raises Stale: if the file or the plan moved on since they were shown
    :raises PlanUnsound: if the two together make no sound plan
    """
    row = _shown(scope, plan_file, version)
    rules.check_is_matched(FileState(row.state))
    plan = queries.get_plan_for_change(scope, program=row.program_id)
    if (plan.version if plan else 0) != plan_version:
        raise Stale(_("The plan was changed since the file was compared with it. Look again."))
    read = queries.file_read_from(row.content)
    new, _remarks = rules.merged(plan.content if plan else None, read.content, read.carries)
    rules.check_plan(new)
    if plan is None:
        made = create_plan(
            scope, program=row.program_id, start_on=new.start_on, day_minutes=new.day_minutes
        )
        empty = PlanContent(new.start_on, new.day_minutes)
        write_plan(scope, made, old=empty, new=new, version=1)
    else:
        write_plan(scope, plan.id, old=plan.content, new=new, version=plan.version + 1)
    _settle(row, FileState.TAKEN)


@command(may=Permission.PLAN_MANAGE, event="plans.file-discarded", audience=Audience.INTERNAL)
def discard_plan_file(scope: Scope, *, plan_file: UUID, version: int) -> None:
    """Give a file up that was not taken over.

    :raises FileSettled: if it was taken over or discarded already
    :raises Stale: if it moved on since it was shown
    """
    _settle(_shown(scope, plan_file, version), FileState.DISCARDED)


def _shown(scope: Scope, plan_file: UUID, version: int) -> PlanFile:
    row = queries.get_plan_file_for_change(scope, plan_file=plan_file)
    if row.version != version:
        raise Stale(_("This file was dealt with while you looked at it. Look again."))
    rules.check_is_open(FileState(row.state))
    return row


def _settle(row: PlanFile, state: FileState) -> None:
    row.state, row.version = state, row.version + 1
    row.save(update_fields=["state", "version"])
