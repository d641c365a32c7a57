"""What happens to the work of a program: written down, given to functions, taken out."""

from uuid import UUID

from django.db import IntegrityError, transaction

from catchball.kernel.errors import Stale
from catchball.kernel.words import _
from catchball.trust.door import command
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.programs.queries import program_of
from catchball.workplace.teams import queries, rules
from catchball.workplace.teams.models import Duty, Work
from catchball.workplace.teams.rules import WorkTerms


@command(may=Permission.TEAM_MANAGE, event="teams.work-added")
def add_work(scope: Scope, *, program: UUID, terms: WorkTerms) -> UUID:
    """Write down a piece of the charter's work, and who answers for it; return its id.

    :raises NotFound: if there is no such program of the client
    :raises WorkUnfit: without a title, or with two functions accountable
    """
    program_of(scope, program)
    kept = rules.clean_work(terms)
    rows = Work.objects.filter(client_id=scope.client, program_id=program)
    last = rows.order_by("-number").values_list("number", flat=True).first()
    try:
        with transaction.atomic():
            row = Work.objects.create(
                client_id=scope.client,
                program_id=program,
                number=(last or 0) + 1,
                title=kept.title,
            )
    except IntegrityError as error:
        if "work_once" not in str(error):
            raise
        raise Stale(_("Somebody added work at the same moment. Send it again.")) from error
    _assign(row, kept)
    return row.pk


@command(may=Permission.TEAM_MANAGE, event="teams.work-changed")
def change_work(scope: Scope, *, work: UUID, version: int, terms: WorkTerms) -> None:
    """Say a piece of work otherwise, or let others answer for it.

    :raises NotFound: if there is no such work of the client
    :raises WorkUnfit: without a title, or with two functions accountable
    :raises Stale: if somebody changed it since `version` was shown
    """
    row = _shown(scope, work, version)
    kept = rules.clean_work(terms)
    row.title, row.version = kept.title, version + 1
    row.save()
    Duty.objects.filter(client_id=scope.client, work=row).delete()
    _assign(row, kept)


@command(may=Permission.TEAM_MANAGE, event="teams.work-removed")
def remove_work(scope: Scope, *, work: UUID, version: int) -> None:
    """Take a piece of work out; the journal keeps it.

    :raises NotFound: if there is no such work of the client
    :raises Stale: if somebody changed it since `version` was shown
    """
    _shown(scope, work, version).delete()


def _assign(row: Work, terms: WorkTerms) -> None:
    Duty.objects.bulk_create(
        Duty(
            client_id=row.client_id,
            work=row,
            side=one.side,
            function=one.function,
            letter=one.letter,
        )
        for one in terms.duties
    )


def _shown(scope: Scope, work: UUID, version: int) -> Work:
    row = queries.get_work_for_change(scope, work)
    if row.version != version:
        raise Stale(_("This work was changed while you had it open. Load the page again."))
    return row
