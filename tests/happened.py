"""Incidents for tests: told, judged and closed by the real commands."""

from datetime import datetime
from typing import Any
from uuid import UUID

from catchball.workplace.incidents import commands, queries
from catchball.workplace.incidents.rules import IncidentTerms, Severity
from catchball.workplace.risks.commands import judge_foresight
from world import NOW, TODAY, Company, scope_for


def an_incident(company: Company, *, now: datetime = NOW, **told: Any) -> UUID:
    """Tell that something happened in the company's program; return the incident's id."""
    usual = {"title": "Tablets", "happened_on": TODAY, "severity": Severity.MAJOR}
    terms = IncidentTerms(**{**usual, **told})
    return commands.record_incident(
        scope_for(company, now=now), program=company.program, terms=terms
    )


def incident_of(company: Company, incident: UUID) -> queries.IncidentLine:
    """Return how an incident stands."""
    return queries.get_incident(scope_for(company), incident).line


def judge(company: Company, incident: UUID, risk: UUID | None = None) -> UUID:
    """Say which risk foresaw an incident, or that none did; return the incident's id."""
    version = incident_of(company, incident).version
    judge_foresight(scope_for(company), incident=incident, version=version, risk=risk)
    return incident
