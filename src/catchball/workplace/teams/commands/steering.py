"""What happens to the stage of a program."""

from uuid import UUID

from django.db import IntegrityError, transaction

from catchball.kernel.errors import Stale
from catchball.kernel.words import _
from catchball.trust.door import command
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.programs.queries import program_of
from catchball.workplace.teams import queries, rules
from catchball.workplace.teams.models import Course, Gate, StageMove
from catchball.workplace.teams.rules import Passing, Stage


@command(may=Permission.PROGRAM_STEER, event="teams.stage-moved")
def move_stage(
    scope: Scope, *, program: UUID, to: Stage, version: int, is_exception: bool = False
) -> None:
    """Let a program enter its next stage, or an earlier one again, for the reason in the scope.

    `version` is that of its course, 0 where it never moved. The gate of its stage holds it until
    both companies have signed that, unless `is_exception`, which stays told beside the stage.

    :raises NotFound: if there is no such program of the client
    :raises MayNotMove: if it is in that stage, would leave one out, or its gate holds it
    :raises MoveUnexplained: without a reason
    :raises Stale: if somebody moved it since `version` was shown
    """
    program_of(scope, program)
    row = queries.find_course_for_change(scope, program)
    if (row.version if row else 0) != version:
        raise _moved_on()
    now = Stage(row.stage) if row else Stage.INITIATE
    gate = queries.find_gate_for_change(scope, program, now)
    is_held = gate is not None and gate.passed_at is None
    rules.check_move(now, to, reason=scope.reason, is_held=is_held, is_exception=is_exception)
    if row is None:
        row = _begin(scope, program)
    else:
        row.version = version + 1
    row.stage = to
    row.save()
    StageMove(
        client_id=scope.client,
        program_id=program,
        left=now,
        entered=to,
        moved_at=scope.now,
        moved_name=scope.actor_name,
        why=scope.reason,
        passing=_passing(gate, is_onward=to.place > now.place),
    ).save(force_insert=True)


def _passing(gate: Gate | None, *, is_onward: bool) -> Passing:
    if gate is None or not is_onward:
        return Passing.NO_GATE
    return Passing.PASSED if gate.passed_at else Passing.EXCEPTION


def _begin(scope: Scope, program: UUID) -> Course:
    """Make the row of a program that moves for the first time; two at once make one."""
    try:
        with transaction.atomic():
            return Course.objects.create(client_id=scope.client, program_id=program)
    except IntegrityError as error:
        if "course_once" not in str(error):
            raise
        raise _moved_on() from error


def _moved_on() -> Stale:
    return Stale(_("The program changed its stage while you had it open. Load the page again."))
