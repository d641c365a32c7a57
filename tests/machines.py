"""Tokens of the small world, and a machine that asks with one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.test import Client as Browser
from django.utils import timezone

from catchball.trust import commands as people
from catchball.trust.permissions import Role
from catchball.trust.scope import Proof
from catchball.trust.tokens import commands, queries, rules
from catchball.trust.tokens.rules import Access, TokenBounds
from world import ZONE, Company, scope_for


def a_token(company: Company, role: Role = Role.PROGRAM_MANAGER, **other: Any) -> str:
    """Make a token of the company's person of a role; return its secret."""
    now, new = timezone.now(), rules.new_token()  # noqa: TID251 -- as the site
    scope = replace(scope_for(company, role, now=now), proof=Proof("password", now), client_id=None)
    usual = TokenBounds(name="Test", access=Access.WRITE, expires_at=now + timedelta(days=30))
    commands.make_token(
        scope, bounds=replace(usual, **other), prefix=new.prefix, token_hash=new.token_hash
    )
    return new.text


def a_token_id(company: Company) -> UUID:
    """Make a token of the company's program manager; return its id."""
    a_token(company, name="tests")
    return queries.list_own_tokens(scope_for(company))[0].id


def a_service(company: Company) -> UUID:
    """Add a service that sees the company; return its id."""
    scope = scope_for(company, Role.ADMINISTRATOR)
    made = commands.add_service(
        replace(scope, client_id=None),
        slug=f"{company.slug}-lead",
        name=f"{company.name} client lead",
        role=Role.CLIENT_LEAD,
        zone=ZONE,
    )
    people.assign_person(scope, person=made)
    return made


def a_service_token(company: Company, service: UUID) -> str:
    """Make a token of a service; return its secret."""
    now, new = timezone.now(), rules.new_token()  # noqa: TID251 -- as the site
    scope = scope_for(company, Role.ADMINISTRATOR, now=now, proven=True)
    bounds = TokenBounds(name="Test", access=Access.WRITE, expires_at=now + timedelta(days=30))
    commands.make_service_token(
        replace(scope, client_id=None),
        service=service,
        bounds=bounds,
        prefix=new.prefix,
        token_hash=new.token_hash,
    )
    return new.text


class Machine:
    """Asks the API as a script would: a token, JSON, no cookie."""

    def __init__(self, token: str = "") -> None:
        self.browser = Browser()
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def get(
        self, path: str, headers: Mapping[str, str] | None = None, **query: Any
    ) -> HttpResponse:
        return self.browser.get(
            f"/api/v1/{path}", query, headers={**self.headers, **(headers or {})}
        )

    def post(
        self, path: str, body: Any = None, headers: Mapping[str, str] | None = None
    ) -> HttpResponse:
        return self.browser.post(
            f"/api/v1/{path}",
            body if body is not None else {},
            content_type="application/json",
            headers={**self.headers, **(headers or {})},
        )

    def by(self, method: str, path: str) -> HttpResponse:
        """Ask by another method, with nothing in hand."""
        return self.browser.generic(
            method, f"/api/v1/{path}", "{}", content_type="application/json", headers=self.headers
        )


def a_machine(company: Company, role: Role = Role.PROGRAM_MANAGER, **other: Any) -> Machine:
    """Return a machine with a token of the company's person of a role."""
    return Machine(a_token(company, role, **other))


def soon(days: int) -> str:
    """Return the day so many days from today, by the clock that the site reads."""
    now = timezone.now()  # noqa: TID251 -- as the site
    return (now.date() + timedelta(days=days)).isoformat()
