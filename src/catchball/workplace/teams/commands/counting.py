"""What the history of a team brings into the scorecard."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from catchball.kernel.days import month_start
from catchball.kernel.errors import Refused
from catchball.kernel.words import _, day_name
from catchball.trust.door import command
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.agreements.commands import enter_value
from catchball.workplace.agreements.rules.entered import check_month
from catchball.workplace.programs.queries import program_of
from catchball.workplace.teams import queries


class NobodyNamed(Refused):
    """Without a core member there is nothing to count."""


@command(may=Permission.VALUE_ENTER, event="teams.stability-counted")
def count_stability(scope: Scope, *, program: UUID, month_on: date, version: int) -> UUID:
    """Enter the team stability of a program for a month, counted from the history of its team.

    Counted on the last day of the month, or today while it runs. `version` is that of the value
    shown for the month, 0 where there was none; returns the value's id.

    :raises NotFound: if there is no such program of the client
    :raises NobodyNamed: if no core member was named in the twelve months before
    :raises ValueDoesNotFit: if it is no month, or has not begun
    :raises Stale: if somebody entered the month since it was shown
    """
    line = program_of(scope, program)
    check_month(month_on, today=scope.today)
    on = min(month_start(month_on, 1) - timedelta(days=1), scope.today)
    steady = queries.stability_on(scope, program, on)
    if not steady.named:
        raise NobodyNamed(_("No core member was named in the twelve months before."))
    return enter_value(
        scope,
        metric_key=queries.STABILITY,
        version=version,
        program=program,
        month_on=month_on,
        top=Decimal(steady.unchanged),
        bottom=Decimal(steady.named),
        source=_("The history of the team of %(code)s", code=line.code),
        note=_("Counted from who joined and left by %(day)s.", day=day_name(on)),
    )
