"""Everything that can happen to an incident."""

from datetime import date
from uuid import UUID

from catchball.kernel.errors import Stale
from catchball.kernel.words import _
from catchball.trust.door import command
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.incidents import queries, rules
from catchball.workplace.incidents.models import Incident
from catchball.workplace.incidents.rules import Foreseen, Foresight, IncidentTerms
from catchball.workplace.programs.queries import program_of


@command(may=Permission.INCIDENT_RECORD, event="incidents.incident-recorded")
def record_incident(scope: Scope, *, program: UUID, terms: IncidentTerms) -> UUID:
    """Tell both companies what happened in a program; return the incident's id.

    :raises NotFound: if there is no such program of the client
    :raises IncidentIncomplete: if something is missing, or it is said to happen in the future
    """
    program_of(scope, program)
    row = Incident(
        client_id=scope.client,
        program_id=program,
        told_name=scope.actor_name,
        told_side=scope.side,
        told_at=scope.now,
    )
    _say(row, rules.clean_terms(terms, today=scope.today))
    row.save(force_insert=True)
    return row.pk


@command(may=Permission.INCIDENT_RECORD, event="incidents.incident-corrected")
def correct_incident(scope: Scope, *, incident: UUID, version: int, terms: IncidentTerms) -> None:
    """Correct what was told of an incident, for the reason in the scope.

    With another day it has to be judged anew whether a risk foresaw it.

    :raises IncidentIncomplete: without a reason, or if something is missing or cannot be
    :raises MayNotChange: if it is closed
    :raises Stale: if somebody changed it since `version` was shown
    """
    row = _shown(scope, incident, version)
    rules.check_is_open(closed_on=row.closed_on)
    rules.check_reason(scope.reason, _("Say what was wrong."))
    clean = rules.clean_terms(terms, today=scope.today)
    if clean.happened_on != row.happened_on:
        _judge(row, Foresight.OPEN, None)
    _say(row, clean)
    row.save()


@command(may=Permission.INCIDENT_RECORD, event="incidents.incident-closed")
def close_incident(scope: Scope, *, incident: UUID, version: int, closed_on: date) -> None:
    """Close an incident on the day on which it was over; the reason says how it ended.

    :raises IncidentIncomplete: without words on how it ended, or on a day before it or to come
    :raises MayNotChange: if it is closed
    :raises Stale: if somebody changed it since `version` was shown
    """
    row = _shown(scope, incident, version)
    rules.check_is_open(closed_on=row.closed_on)
    rules.check_reason(scope.reason, _("Say how it ended."))
    rules.check_closing(closed_on, happened_on=row.happened_on, today=scope.today)
    row.closed_on, row.closed_name, row.closed_why = closed_on, scope.actor_name, scope.reason
    row.save()


@command(may=Permission.RISK_ASSESS, event="incidents.foresight-noted")
def note_foresight(
    scope: Scope, *, incident: UUID, version: int, foreseen: Foreseen | None
) -> None:
    """Note which risk foresaw an incident, or that none did; `risks` judges whether it may be said.

    :raises Stale: if somebody changed it since `version` was shown
    """
    row = _shown(scope, incident, version)
    _judge(row, Foresight.FORESEEN if foreseen else Foresight.UNFORESEEN, foreseen)
    row.judged_name, row.judged_at = scope.actor_name, scope.now
    row.save()


def _say(row: Incident, terms: IncidentTerms) -> None:
    row.title, row.what, row.place = terms.title, terms.what, terms.place
    row.happened_on, row.severity = terms.happened_on, terms.severity


def _judge(row: Incident, foresight: Foresight, foreseen: Foreseen | None) -> None:
    row.foresight, row.judged_name, row.judged_at = foresight, "", None
    row.foresaw = foreseen.risk if foreseen else None
    row.foresaw_name = foreseen.name[:320] if foreseen else ""
    row.foresaw_document = foreseen.document if foreseen else None
    row.foresaw_starter = foreseen.starter if foreseen else ""


def _shown(scope: Scope, incident: UUID, version: int) -> Incident:
    """Return the locked row, its version moved on, if it is the one that was shown."""
    row = queries.get_incident_for_change(scope, incident)
    if row.version != version:
        raise Stale(_("This incident was changed while you had it open. Load the page again."))
    row.version = version + 1
    return row
