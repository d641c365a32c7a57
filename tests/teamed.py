"""Programs for tests as both companies run them, arranged by the real commands."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from catchball.trust.permissions import Role
from catchball.trust.signing import Meaning
from catchball.workplace.teams import commands, queries
from catchball.workplace.teams.rules import (
    Asked,
    Assigned,
    CharterTerms,
    CriterionState,
    Function,
    OwedBy,
    Reach,
    Seat,
    Stage,
    WorkTerms,
)
from world import NOW, TODAY, Company, scope_for

TERMS = CharterTerms(
    covers="Tablets",
    cmo_objectives="the works",
    client_objectives="the line",
    constraints="Tablets",
    leaves_out="Tablets",
)
REACH = Reach(zone="Europe/London", hours_from=time(9), hours_to=time(17))


def home_of(company: Company, role: Role = Role.PROGRAM_MANAGER) -> queries.ProgramHome:
    """Return the company's program as a person of the role sees it."""
    return queries.get_program_home(scope_for(company, role), program=company.program)


def move(company: Company, to: Stage, *, why: str = "Reached.", now: datetime = NOW) -> None:
    """Let the company's program change its stage."""
    commands.move_stage(
        scope_for(company, reason=why, now=now),
        program=company.program,
        to=to,
        version=home_of(company).course.version,
    )


def a_charter(company: Company, terms: CharterTerms = TERMS) -> UUID:
    """Write the draft of a charter, or change it; return its id."""
    scope = scope_for(company)
    version = queries.get_charter(scope, program=company.program).draft_version
    return commands.write_charter(scope, program=company.program, terms=terms, version=version)


def sign(company: Company, role: Role = Role.PROGRAM_MANAGER, *, now: datetime = NOW) -> UUID:
    """Sign the charter as the person of this role is shown it; return its id."""
    scope = scope_for(company, role, now=now, proven=True)
    page = queries.get_charter(scope, program=company.program)
    assert page.shown is not None
    commands.sign_charter(
        scope,
        charter=page.shown.id,
        version=page.shown.version,
        meaning=Meaning.AGREEMENT,
        content_hash=page.content_hash,
    )
    return page.shown.id


def an_agreed_charter(company: Company, terms: CharterTerms = TERMS) -> UUID:
    """Write a charter that both companies sign; return its id."""
    a_charter(company, terms)
    sign(company)
    return sign(company, Role.CLIENT_LEAD)


def join(
    company: Company,
    who: Role | str = Role.QUALITY,
    *,
    by: Role = Role.PROGRAM_MANAGER,
    reach: Reach = REACH,
    **seated: Any,
) -> UUID:
    """Name somebody for the team of the company's program; return the member's id."""
    is_person = isinstance(who, Role)
    known: dict[str, Any] = {"person": company.people[who]} if is_person else {"name": who}
    usual = {"function": Function.QUALITY, "is_core": True, "since_on": date(2025, 1, 1)}
    seat = Seat(**{**usual, **known, **seated})
    return commands.join_team(
        scope_for(company, by), program=company.program, seat=seat, reach=reach
    )


def leave(company: Company, member: UUID, *, on: date = TODAY, why: str = "Retired.") -> UUID:
    """Let a member of the manufacturer leave the team; return the member's id."""
    commands.leave_team(
        scope_for(company, reason=why),
        member=member,
        version=version_of(company, member),
        left_on=on,
    )
    return member


def version_of(company: Company, member: UUID) -> int:
    """Return the version of a member of the manufacturer as it is now."""
    return queries.get_member(scope_for(company), member).line.version


def gate_of(
    company: Company, leaves: Stage = Stage.INITIATE, role: Role = Role.PROGRAM_MANAGER
) -> queries.GatePage:
    """Return a gate of the company's program as a person of the role sees it."""
    return queries.get_gate(scope_for(company, role), program=company.program, leaves=leaves)


def ask(
    company: Company, *texts: str, leaves: Stage = Stage.INITIATE, owed_by: OwedBy = OwedBy.BOTH
) -> list[UUID]:
    """Let a gate ask for these things; return the ids of all its criteria."""
    for text in texts:
        commands.add_criterion(
            scope_for(company),
            program=company.program,
            leaves=leaves,
            asked=Asked(text=text, owed_by=owed_by),
            version=gate_of(company, leaves).gate.version,
        )
    return [one.id for one in gate_of(company, leaves).gate.criteria]


def answer(
    company: Company,
    criterion: UUID,
    state: CriterionState = CriterionState.MET,
    *,
    evidence: str = "Report 12.",
    role: Role = Role.PROGRAM_MANAGER,
) -> None:
    """Tell of a criterion of a gate."""
    scope = scope_for(company, role)
    version = queries.get_criterion(scope, criterion).gate.version
    commands.answer_criterion(
        scope, criterion=criterion, state=state, evidence=evidence, version=version
    )


def sign_gate(
    company: Company, role: Role = Role.PROGRAM_MANAGER, *, leaves: Stage = Stage.INITIATE
) -> None:
    """Sign a gate as the person of this role is shown it."""
    scope = scope_for(company, role, proven=True)
    page = queries.get_gate(scope, program=company.program, leaves=leaves)
    commands.sign_gate(
        scope,
        program=company.program,
        leaves=leaves,
        version=page.gate.version,
        meaning=Meaning.APPROVAL,
        content_hash=page.content_hash,
    )


def a_passed_gate(company: Company, *, leaves: Stage = Stage.INITIATE) -> None:
    """Let a gate ask for one thing, show it, and sign it for both companies."""
    [criterion] = ask(company, "Tablets", leaves=leaves)
    answer(company, criterion)
    sign_gate(company, leaves=leaves)
    sign_gate(company, Role.CLIENT_LEAD, leaves=leaves)


def a_work(company: Company, *duties: Assigned, title: str = "Tablets") -> UUID:
    """Write down a piece of work of the company's program; return its id."""
    terms = WorkTerms(title=title, duties=duties)
    return commands.add_work(scope_for(company), program=company.program, terms=terms)


def teamed(company: Company) -> dict[str, UUID]:
    """Make a charter to sign, a member, a gate and work: what addresses name."""
    charter, member = a_charter(company), join(company)
    [criterion] = ask(company, "Tablets")
    return {"charter": charter, "member": member, "criterion": criterion, "work": a_work(company)}
