"""Two companies and their people: the smallest world in which a wall can be tested."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from catchball.trust import commands as people
from catchball.trust.permissions import Role
from catchball.trust.scope import Proof, Scope, operator_scope, scope_of_role
from catchball.workplace.programs import commands as programs

NOW = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
PASSWORD = "a long enough password"
ZONE = "Europe/London"


@dataclass(frozen=True)
class Company:
    """A client with a program, and one person of every role assigned to it."""

    id: UUID
    slug: str
    name: str
    site: UUID
    program: UUID
    product: UUID
    people: dict[Role, UUID]

    def email(self, role: Role) -> str:
        """Return the address with which the person of a role signs in."""
        return f"{role}@{self.slug}.example"


def a_company(slug: str, name: str) -> Company:
    """Make a client with a site, a product, a program and a person of each role."""
    operator = operator_scope("the tests", now=NOW)
    site = programs.add_site(
        operator, code=slug[:4].upper(), name=f"{name} works", zone=ZONE, country="GB"
    )
    client = programs.add_client(operator, slug=slug, name=name, zone=ZONE)
    inside = replace(operator, sees=frozenset({client})).working_on(client, zone=ZONE)
    found = {}
    for role in Role:
        found[role] = people.add_person(
            operator,
            email=f"{role}@{slug}.example",
            name=f"{name} {role.value}",
            role=role,
            password=PASSWORD,
            zone=ZONE,
        )
        people.assign_person(inside, person=found[role])
    product = programs.add_product(inside, code="API-1", name=f"{name} tablets")
    program = programs.add_program(
        inside, code="P-1", name=f"{name} supply", site=site, product=product
    )
    return Company(client, slug, name, site, program, product, found)


def scope_for(
    company: Company,
    role: Role = Role.PROGRAM_MANAGER,
    *,
    reason: str = "",
    now: datetime = NOW,
    proven: bool = False,
) -> Scope:
    """Return the scope of the company's person of a role, working for that company."""
    scope = scope_of_role(
        role,
        actor_id=company.people[role],
        actor_name=f"{company.name} {role.value}",
        sees=[company.id],
        now=now,
    ).working_on(company.id, zone=ZONE)
    scope = scope.because(reason)
    return replace(scope, proof=Proof("password", now)) if proven else scope


def floor_scope_for(*companies: Company, role: Role = Role.PROGRAM_MANAGER) -> Scope:
    """Return the scope of the first company's person, seeing all these companies."""
    first = companies[0]
    return scope_of_role(
        role,
        actor_id=first.people[role],
        actor_name=f"{first.name} {role.value}",
        sees=[company.id for company in companies],
        now=NOW,
        zone=ZONE,
    )
