"""Which risks may have foreseen an incident, and what each document and starter foresaw."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Min

from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.incidents.queries import (
    IncidentPage,
    count_foreseen,
    count_judgements,
    get_incident,
    list_incidents_of,
)
from catchball.workplace.incidents.rules import Foresight as Judged
from catchball.workplace.risks import rules
from catchball.workplace.risks.models import Assessment, Risk, Scoring
from catchball.workplace.risks.rules import (
    LIBRARY,
    Category,
    Foresight,
    Happened,
    in_readers_words,
)


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A risk that may have foreseen an incident: it had been scored by then."""

    risk: UUID
    number: int
    event: str
    document: str
    first_scored_on: date


@dataclass(frozen=True, kw_only=True)
class Foreseeing:
    """An incident, and the risks that may have foreseen it."""

    incident: IncidentPage
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, kw_only=True)
class RecordedStarter:
    """A starter: in how many programs it stands, and in how many what it warns of happened."""

    key: str
    event: str
    category: Category
    programs: int
    happened_in: int
    incidents: int


@dataclass(frozen=True, kw_only=True)
class StarterRecord:
    """The starter library against what happened, over all clients that the reader sees.

    `incidents` are all that were judged, whatever foresaw them.
    """

    lines: tuple[RecordedStarter, ...]
    incidents: int
    unforeseen: int


@query(may=Permission.RISK_ASSESS)
def get_foreseeing(scope: Scope, incident: UUID) -> Foreseeing:
    """Return an incident with the risks that may have foreseen it (five SQL queries).

    :raises NotFound: if the client has no such incident
    """
    page = get_incident(scope, incident)
    rows = (
        Risk.objects.filter(client_id=scope.client, assessment__program_id=page.line.program)
        .annotate(first_scored_at=Min("scorings__scored_at"))
        .exclude(first_scored_at=None)
        .select_related("assessment")
        .order_by("assessment__title", "number")
    )
    found = [
        Candidate(
            risk=row.pk,
            number=row.number,
            event=in_readers_words(row.starter, "event", row.event),
            document=row.assessment.title,
            first_scored_on=scope.day_of(row.first_scored_at),
        )
        for row in rows
    ]
    happened_on = page.line.happened_on
    return Foreseeing(
        incident=page,
        candidates=tuple(one for one in found if one.first_scored_on <= happened_on),
    )


@query(may=Permission.RISK_ASSESS)
def get_starter_record(scope: Scope) -> StarterRecord:
    """Return what the starters foresaw, by counts of programs alone (three SQL queries)."""
    foreseen, judged = count_foreseen(scope), count_judgements(scope)
    begun = Risk.objects.exclude(starter="").values_list("starter")
    standing = dict(begun.annotate(Count("assessment__program_id", distinct=True)))
    lines = [
        RecordedStarter(
            key=one.key,
            event=in_readers_words(one.key, "event", one.event),
            category=one.category,
            programs=standing.get(one.key, 0),
            happened_in=foreseen[one.key].programs if one.key in foreseen else 0,
            incidents=foreseen[one.key].incidents if one.key in foreseen else 0,
        )
        for one in LIBRARY
    ]
    lines.sort(key=lambda line: (-line.incidents, -line.programs, line.event))
    return StarterRecord(
        lines=tuple(lines),
        incidents=sum(judged.values()) - judged.get(Judged.OPEN, 0),
        unforeseen=judged.get(Judged.UNFORESEEN, 0),
    )


def foresight_in(scope: Scope, document: Assessment) -> Foresight | None:
    """Return how much of what happened a document foresaw (one SQL query)."""
    return rules.foresight_of(
        [
            Happened(
                happened_on=one.happened_on, judged=one.foresight, document=one.foresaw_document
            )
            for one in list_incidents_of(scope, document.program_id)
        ],
        document=document.pk,
        held_on=document.held_on,
    )


def first_scored_on(scope: Scope, risk: Risk) -> date | None:
    """Return the day on which a risk was scored for the first time (one SQL query)."""
    first = Scoring.objects.filter(client_id=scope.client, risk=risk).aggregate(
        at=Min("scored_at")
    )["at"]
    return scope.day_of(first) if first else None
