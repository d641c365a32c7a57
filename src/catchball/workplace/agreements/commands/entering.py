"""Entering what the product cannot count itself."""

from typing import Unpack
from uuid import UUID

from catchball.kernel.errors import Stale
from catchball.kernel.words import _
from catchball.trust.door import command
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.agreements import metrics, queries
from catchball.workplace.agreements.models import EnteredValue
from catchball.workplace.agreements.rules.entered import Entered, NotEntered, check_entered
from catchball.workplace.programs.queries import program_of


@command(may=Permission.VALUE_ENTER, event="agreements.value-entered")
def enter_value(scope: Scope, *, metric_key: str, version: int, **entered: Unpack[Entered]) -> UUID:
    """Enter a month of a metric, or correct what stands there; return its id.

    `version` is that of the value shown for the month, 0 where there was none.

    :raises NotEntered: if the product counts this metric itself, or has none of that name
    :raises ValueDoesNotFit: if the numbers make no sense, or note or source are missing
    :raises Stale: if somebody entered the month since it was shown
    :raises NotFound: if there is no such program of the client
    """
    entry = metrics.ENTRIES.get(metric_key)
    if entry is None:
        raise NotEntered(_("The product counts this metric itself: no value is entered for it."))
    check_entered(entered, unit=entry.metric.unit, today=scope.today)
    program, month_on = entered["program"], entered["month_on"]
    if program:
        program_of(scope, program)
    row = queries.find_value_for_change(scope, metric_key, program, month_on)
    if (row.version if row else 0) != version:
        raise Stale(_("Somebody entered this month meanwhile. Look at it, and correct it then."))
    row = row or EnteredValue(
        client_id=scope.client,
        metric_key=metric_key,
        program_id=program,
        month_on=month_on,
        reference=f"{month_on:%Y-%m}",
        version=0,
    )
    is_new = row.version == 0
    row.top, row.bottom = entered["top"], entered["bottom"]
    row.source, row.note = entered["source"].strip(), entered["note"].strip()
    row.entered_at, row.entered_by = scope.now, scope.actor_name
    row.version += 1
    row.save(force_insert=is_new)
    return row.pk
