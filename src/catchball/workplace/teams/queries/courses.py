"""How far programs have come."""

from uuid import UUID

from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.programs.queries import program_of
from catchball.workplace.teams.models import Course, Gate, StageMove
from catchball.workplace.teams.queries.course_shapes import (
    CourseLine,
    CoursePage,
    StageMoved,
    StageStep,
)
from catchball.workplace.teams.rules import STAGES, Passing, Stage


@query(may=Permission.PROGRAM_STEER)
def get_course_to_move(scope: Scope, *, program: UUID) -> CoursePage:
    """Return the stage of a program, and whether its gate holds it there (four SQL queries).

    :raises NotFound: if there is no such program of the client
    """
    line = program_of(scope, program)
    course = read_course(scope, program)
    gates = Gate.objects.filter(client_id=scope.client, program_id=program, leaves=course.stage)
    is_held = gates.filter(passed_at__isnull=True).exists()
    return CoursePage(program=line, course=course, is_held=is_held)


def read_course(scope: Scope, program: UUID) -> CourseLine:
    """Return the stage of a program and how it came there (two SQL queries)."""
    row = Course.objects.filter(client_id=scope.client, program_id=program).first()
    rows = StageMove.objects.filter(client_id=scope.client, program_id=program)
    moves = tuple(
        StageMoved(
            left=Stage(one.left),
            entered=Stage(one.entered),
            at=one.moved_at,
            name=one.moved_name,
            why=one.why,
            passing=Passing(one.passing),
        )
        for one in rows.order_by("-moved_at", "-pk")
    )
    stage = Stage(row.stage) if row else Stage.INITIATE
    return CourseLine(
        stage=stage,
        version=row.version if row else 0,
        steps=tuple(_step(one, stage, moves) for one in STAGES),
        moves=moves,
    )


def _step(stage: Stage, now: Stage, moves: tuple[StageMoved, ...]) -> StageStep:
    reached = stage.place <= now.place
    return StageStep(
        stage=stage,
        is_past=stage.place < now.place,
        is_now=stage is now,
        entered_at=next((one.at for one in moves if one.entered is stage), None)
        if reached
        else None,
    )
