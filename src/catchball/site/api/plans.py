"""Plans of programs: tasks, links, the days they come to, and files of Microsoft Project."""

from hashlib import sha256
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja.files import UploadedFile as Uploaded
from ninja.params.models import File, Form
from pydantic import Field as Shape

from catchball.site.api.answering import told
from catchball.site.api.asking import admitted
from catchball.site.api.doing import once
from catchball.site.api.operations import Door, Operation, parameter
from catchball.site.errors import TooMuchSent
from catchball.trust.permissions import Permission
from catchball.workplace.plans import commands, queries
from catchball.workplace.plans.queries import PlanFilePage

DOOR = Door("plans", "Plans")


def read_file(request: HttpRequest, *, program: UUID, file: Uploaded) -> HttpResponse:
    """Read a file of Microsoft Project (XML) or a workbook; nothing is written yet.

    Of the first it tells what it would change; the columns of the second are to be matched first.

    :raises FileHostile, FileBroken, FileTooLarge, NotAPlanFile: if it cannot be read
    :raises PlanUnsound, ActivityNeedsItself: if what it says cannot be a plan
    :raises TooMuchSent: if it is larger than any file may be
    """
    asked = admitted(request)
    refused = getattr(request, "upload_refused", "")
    if refused:
        raise TooMuchSent(refused)

    def run() -> HttpResponse:
        made = commands.read_plan_file(
            asked.scope, program=program, name=file.name or "", chunks=file.chunks()
        )
        return told(request, queries.get_plan_file(asked.scope, plan_file=made), status=201)

    return once(request, asked, asked.scope, run, of=[str(program), file.name, _hash_of(file)])


def _hash_of(file: Uploaded) -> str:
    digest = sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


_NOW = queries.get_program
DOOR.asks("", queries.list_program_plans)
DOOR.gives(
    Operation(
        name="plans-read-plan-file",
        method="POST",
        path="{client}/plans/files/read/",
        runs=commands.read_plan_file,
        may=Permission.PLAN_MANAGE,
        answers=PlanFilePage,
        status=201,
    ),
    read_file,
    [
        parameter("program", Annotated[UUID, Shape(description="Whose plan.")], Form(...)),
        parameter("file", Uploaded, File(...)),
    ],
)
DOOR.asks("files/{plan_file}/", queries.get_plan_file)
DOOR.asks("files/{plan_file}/sheet/", queries.get_plan_sheet)
DOOR.does("files/{plan_file}/match/", commands.match_plan_file, then=queries.get_plan_file)
DOOR.does("files/{plan_file}/take/", commands.take_plan_file, then=queries.get_plan_file)
DOOR.does("files/{plan_file}/discard/", commands.discard_plan_file, then=queries.get_plan_file)
DOOR.asks("baselines/{baseline}/", queries.compare_baseline)
DOOR.asks("milestones/{milestone}/", queries.get_milestone)
DOOR.does("milestones/{milestone}/move/", commands.move_milestone, then=queries.get_milestone)
DOOR.does("milestones/{milestone}/reach/", commands.reach_milestone, then=queries.get_milestone)
DOOR.asks("{program}/", queries.get_program)
DOOR.asks("{program}/baselines/", queries.list_baselines)
DOOR.does("{program}/baselines/take/", commands.take_baseline, then=queries.list_baselines)
DOOR.asks("{program}/milestones/", queries.list_milestones)
DOOR.does("{program}/tasks/{task}/commit/", commands.commit_milestone, then=queries.list_milestones)
DOOR.does("{program}/begin/", commands.begin_plan, then=_NOW)
DOOR.does("{program}/change/", commands.change_plan, then=_NOW)
DOOR.does("{program}/tasks/add/", commands.add_task, then=_NOW)
DOOR.asks("{program}/forecast/", queries.get_forecast)
DOOR.asks("{program}/tasks/{task}/", queries.get_task)
DOOR.does("{program}/tasks/{task}/change/", commands.change_task, then=_NOW)
DOOR.does("{program}/tasks/{task}/remove/", commands.remove_task, then=_NOW)
