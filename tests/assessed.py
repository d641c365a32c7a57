"""Risk assessments for tests: opened, scored, planned and approved by the real commands."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from acted import accept
from catchball.trust.permissions import Role
from catchball.trust.signing import Meaning
from catchball.workplace.risks import commands, queries
from catchball.workplace.risks.rules import (
    Demand,
    Drawing,
    Frame,
    PlanTerms,
    Score,
    StarterWords,
    Statement,
    Strategy,
)
from world import NOW, TODAY, Company, scope_for

RED = Score(probability=4, quality=2, schedule=4, cost=3, supply=1)
YELLOW = Score(probability=2, quality=3, schedule=2, cost=1, supply=1)
LOW = Score(probability=1, quality=2, schedule=1, cost=1, supply=1)
PLAN = PlanTerms(
    strategy=Strategy.MITIGATE,
    contingency="the works",
    trigger="the line",
    residual_probability=2,
    residual_impact=3,
    delay_days=20,
    review_on=date(2999, 6, 30),
)
DUE = date(2999, 1, 31)


def a_document(
    company: Company, *starters: str, title: str = "Acme tablets", **framed: Any
) -> UUID:
    """Open a risk assessment of the company's program; return its id."""
    frame = Frame(title=title, held_on=TODAY, **framed)
    return commands.open_assessment(
        scope_for(company), program=company.program, frame=frame, starters=starters
    )


def a_risk(company: Company, document: UUID | None = None, **said: Any) -> UUID:
    """Add a risk to a document, a new one unless it is given; return the risk's id."""
    document = document or a_document(company)
    statement = Statement(**{"event": "Tablets", **said})
    return commands.add_risk(scope_for(company), assessment=document, statement=statement)


def version_of(company: Company, risk: UUID) -> int:
    """Return the version of a risk as it is now."""
    return queries.get_risk(scope_for(company), risk).line.version


def line_of(company: Company, risk: UUID, *, now: datetime = NOW) -> queries.RiskLine:
    """Return how a risk stands at an instant."""
    return queries.get_risk(scope_for(company, now=now), risk).line


def score(
    company: Company, risk: UUID, how: Score = RED, *, now: datetime = NOW, why: str = ""
) -> UUID:
    """Score a risk; return its id."""
    scope = scope_for(company, now=now, reason=why)
    commands.score_risk(scope, risk=risk, version=version_of(company, risk), score=how)
    return risk


def plan(company: Company, risk: UUID, terms: PlanTerms = PLAN, *, now: datetime = NOW) -> UUID:
    """Write the plan of a risk; return the risk's id."""
    commands.write_plan(
        scope_for(company, now=now), risk=risk, version=version_of(company, risk), plan=terms
    )
    return risk


def act(
    company: Company,
    risk: UUID,
    owner: Role = Role.TECHNICAL_SERVICES,
    *,
    title: str = "Tablets",
    due_on: date = DUE,
    accepted: bool = True,
) -> UUID:
    """Add an action to the plan of a risk, accepted by its owner; return the action's id."""
    before = {one.id for one in queries.get_risk(scope_for(company), risk).actions}
    commands.add_plan_action(
        scope_for(company),
        risk=risk,
        version=version_of(company, risk),
        title=title,
        owner=company.people[owner],
        due_on=due_on,
    )
    [made] = [
        one for one in queries.get_risk(scope_for(company), risk).actions if one.id not in before
    ]
    return accept(company, made.id, owner) if accepted else made.id


def a_complete_plan(company: Company, how: Score = RED, *, due_on: date = DUE) -> UUID:
    """Make a scored risk whose plan is complete; return the risk's id."""
    risk = plan(company, score(company, a_risk(company), how))
    act(company, risk, due_on=due_on)
    return risk


def approve(
    company: Company, risk: UUID, role: Role = Role.PROGRAM_MANAGER, *, now: datetime = NOW
) -> UUID:
    """Approve the plan as the person of this role is shown it; return the risk's id."""
    scope = scope_for(company, role, now=now, proven=True)
    shown = queries.get_risk(scope, risk)
    commands.approve_plan(
        scope,
        risk=risk,
        version=shown.line.version,
        meaning=Meaning.APPROVAL,
        content_hash=shown.content_hash,
    )
    return risk


def a_completed_plan(
    company: Company, how: Score = RED, *, due_on: date = DUE, now: datetime = NOW
) -> UUID:
    """Make a risk whose complete plan both companies have approved; return its id."""
    risk = a_complete_plan(company, how, due_on=due_on)
    approve(company, risk, now=now)
    return approve(company, risk, Role.CLIENT_LEAD, now=now)


def fire(company: Company, risk: UUID, *, why: str = "Seen.", now: datetime = NOW) -> UUID:
    """Tell that the trigger of a risk was seen; return the risk's id."""
    commands.fire_trigger(
        scope_for(company, now=now, reason=why),
        risk=risk,
        version=version_of(company, risk),
        title="Tablets",
        owner=company.people[Role.TECHNICAL_SERVICES],
        due_on=DUE,
    )
    return risk


def assessed(company: Company) -> dict[str, UUID]:
    """Make a document with a planned risk, a yellow one and an action: what addresses name."""
    document = a_document(company, "client-api", "timeline", team=(company.people[Role.QUALITY],))
    planned = plan(company, score(company, a_risk(company, document)))
    act(company, planned)
    yellow = score(company, a_risk(company, document), YELLOW)
    scope = scope_for(company)
    action = queries.get_risk(scope, planned).actions[0].id
    edition = issue(company, document)
    return {
        "document": document,
        "risk": planned,
        "yellow": yellow,
        "action": action,
        "edition": edition,
        "starter": keep(company, planned),
        "matrix": draw(company),
    }


# Three steps of probability, four of impact; harm weighs more than chance.
_M, _C, _N = Demand.MONITOR, Demand.CONSIDER, Demand.NEEDED
ASYMMETRIC = Drawing(
    name="Tablets",
    probability=("rare", "possible", "likely"),
    impact=("negligible", "minor", "major", "critical"),
    cells=((_M, _M, _C, _N), (_M, _C, _C, _N), (_C, _C, _N, _N)),
)


def draw(company: Company, drawing: Drawing = ASYMMETRIC, **changed: Any) -> UUID:
    """Draw a matrix for the company's site; return its id."""
    drawn = replace(drawing, **changed)
    return commands.draw_matrix(scope_for(company), site=company.site, drawing=drawn)


def keep(company: Company, risk: UUID, event: str = "the line", **said: Any) -> UUID:
    """Add a risk to the library of its site; return the starter's id."""
    words = StarterWords(event=event, **said)
    return commands.add_starter(scope_for(company), risk=risk, words=words)


def issue(company: Company, document: UUID) -> UUID:
    """Put a document up for signature as it stands; return the edition's id."""
    scope = scope_for(company)
    version = queries.get_assessment(scope, document).line.version
    return commands.issue_edition(scope, assessment=document, version=version)


def sign(company: Company, edition: UUID, role: Role = Role.PROGRAM_MANAGER) -> UUID:
    """Sign an edition as the person of this role is shown it; return its id."""
    scope = scope_for(company, role, proven=True)
    shown = queries.get_edition(scope, edition)
    commands.sign_edition(
        scope,
        edition=edition,
        version=shown.line.version,
        meaning=Meaning.APPROVAL,
        content_hash=shown.content_hash,
    )
    return edition
