"""Rounds of blind scoring for tests: begun, scored apart and closed by the real commands."""

from uuid import UUID

from assessed import LOW, RED, YELLOW, a_document, a_risk
from catchball.trust.permissions import Role
from catchball.workplace.risks import commands, queries
from catchball.workplace.risks.rules import Score
from world import Company, scope_for

LEAD = Role.CLIENT_LEAD


def a_round(
    company: Company, *, risks: int = 2, title: str = "Acme works"
) -> tuple[UUID, list[UUID]]:
    """Begin a round of a new document with some risks; return the document's id and the risks'."""
    document = a_document(company, title=title)
    made = [a_risk(company, document) for _one in range(risks)]
    commands.begin_round(scope_for(company), assessment=document, risks=made)
    return document, made


def score_blind(
    company: Company,
    risk: UUID,
    how: Score = RED,
    role: Role = Role.PROGRAM_MANAGER,
    *,
    why: str = "",
) -> UUID:
    """Score a risk for the company of this role; return the risk's id."""
    scope = scope_for(company, role, reason=why)
    page = queries.get_round_of_risk(scope, risk)
    [item] = [one for one in page.items if one.risk == risk]
    commands.score_blind(scope, risk=risk, version=item.ours.version if item.ours else 0, score=how)
    return risk


def close(company: Company, document: UUID, *roles: Role) -> UUID:
    """Close the scores of the companies of these roles, of both unless given."""
    for role in roles or (Role.PROGRAM_MANAGER, LEAD):
        commands.close_round(scope_for(company, role), assessment=document)
    return document


def a_revealed_round(company: Company, *, title: str = "Acme works") -> tuple[UUID, list[UUID]]:
    """Make a round of three risks: far apart, the same, and scored by the client alone."""
    document, risks = a_round(company, risks=3, title=title)
    far, same, alone = risks
    score_blind(company, far, LOW, why="the works")
    score_blind(company, far, RED, LEAD, why="Acme tablets")
    score_blind(company, same, YELLOW)
    score_blind(company, same, YELLOW, LEAD)
    score_blind(company, alone, RED, LEAD)
    return close(company, document), risks


def blinded(company: Company) -> dict[str, UUID]:
    """Make a round that both score, and one revealed: what addresses name."""
    document, [risk, *_others] = a_round(company)
    _revealed, [far, *_more] = a_revealed_round(company, title="Acme lead")
    return {"document": document, "risk": score_blind(company, risk), "far": far}
