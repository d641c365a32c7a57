"""Rows of teams as commands need them: locked, of this client, as they were shown."""

from uuid import UUID

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.scope import Scope
from catchball.workplace.teams.models import Charter, Course, Criterion, Gate, Member, Work
from catchball.workplace.teams.rules import Stage


def find_course_for_change(scope: Scope, program: UUID) -> Course | None:
    """Return how far a program has come, locked until the command ends; None if it never moved."""
    rows = Course.objects.select_for_update()
    return rows.filter(client_id=scope.client, program_id=program).first()


def find_draft_for_change(scope: Scope, program: UUID) -> Charter | None:
    """Return the draft of a program's charter, locked until the command ends, if there is one."""
    rows = Charter.objects.select_for_update()
    return rows.filter(client_id=scope.client, program_id=program, agreed_at__isnull=True).first()


def get_charter_for_change(scope: Scope, charter: UUID) -> Charter:
    """Return the row of a charter, locked until the command ends.

    :raises NotFound: if there is no such charter of the client
    """
    rows = Charter.objects.select_for_update()
    row = rows.filter(client_id=scope.client, pk=charter).first()
    if row is None:
        raise NotFound(_("There is no such charter here."))
    return row


def get_member_for_change(scope: Scope, member: UUID) -> Member:
    """Return the row of a member, locked until the command ends.

    :raises NotFound: if there is no such member of a team of the client
    """
    row = Member.objects.select_for_update().filter(client_id=scope.client, pk=member).first()
    if row is None:
        raise NotFound(_("There is no such member of a team here."))
    return row


def find_gate_for_change(scope: Scope, program: UUID, leaves: Stage) -> Gate | None:
    """Return the gate of a stage, locked until the command ends; None if it asks for nothing."""
    rows = Gate.objects.select_for_update()
    return rows.filter(client_id=scope.client, program_id=program, leaves=leaves).first()


def get_criterion_for_change(scope: Scope, criterion: UUID) -> tuple[Gate, Criterion]:
    """Return a criterion with its gate, locked until the command ends.

    :raises NotFound: if there is no such criterion of the client
    """
    row = Criterion.objects.filter(client_id=scope.client, pk=criterion).first()
    if row is None:
        raise NotFound(_("There is no such criterion here."))
    gate = Gate.objects.select_for_update().get(pk=row.gate_id)
    row.refresh_from_db()
    return gate, row


def get_work_for_change(scope: Scope, work: UUID) -> Work:
    """Return the row of a piece of work, locked until the command ends.

    :raises NotFound: if there is no such work of the client
    """
    row = Work.objects.select_for_update().filter(client_id=scope.client, pk=work).first()
    if row is None:
        raise NotFound(_("There is no such piece of work here."))
    return row
