"""Directories of the small world: they ask by SCIM as Entra ID and Okta do."""

import json
from typing import Any

from django.http import HttpResponse
from django.test import Client as Browser
from django.utils import timezone

from catchball.site.scim.connecting import connect
from catchball.trust import queries
from catchball.trust.permissions import Role
from invited import link_to
from world import PASSWORD, Company, scope_for

USER = "urn:ietf:params:scim:schemas:core:2.0:User"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
BO = "bo@acme.example"


class Directory:
    """A company's directory, with the token that was made for it."""

    def __init__(self, token: str) -> None:
        self.browser, self.headers = Browser(), {"Authorization": f"Bearer {token}"}

    def asks(self, method: str, path: str, body: Any = None, **query: Any) -> HttpResponse:
        return self.browser.generic(
            method,
            f"/scim/v2/{path}",
            body if isinstance(body, str) else _json(body),
            content_type="application/scim+json",
            query_params=query,
            headers=self.headers,
        )

    def get(self, path: str, **query: Any) -> Any:
        answer = self.asks("GET", path, **query)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def add(self, email: str = BO, **more: Any) -> HttpResponse:
        """Add a user as Entra ID does; return the answer."""
        sent = {
            "schemas": [USER, ENTERPRISE],
            "externalId": f"ext {email}",
            "userName": email,
            "active": True,
            "displayName": "Bo Ek",
            "emails": [{"primary": True, "type": "work", "value": email}],
            "meta": {"resourceType": "User"},
            "name": {"formatted": "Bo Ek", "familyName": "Ek", "givenName": "Bo"},
            "roles": [],
            ENTERPRISE: {"department": "Supply"},
        }
        return self.asks("POST", "Users", sent | more)

    def changes(self, path: str, *operations: dict[str, Any]) -> HttpResponse:
        return self.asks("PATCH", path, {"schemas": [PATCH], "Operations": list(operations)})

    def puts_into(self, role: Role, user: str) -> HttpResponse:
        """Add a member as Entra ID does."""
        operation = {"op": "Add", "path": "members", "value": [{"$ref": None, "value": user}]}
        return self.changes(f"Groups/{role}", operation)

    def find(self, email: str) -> dict[str, Any]:
        """Return the one user of an address."""
        (found,) = self.get("Users", filter=f'userName eq "{email}"')["Resources"]
        return dict(found)


def _json(body: Any) -> str:
    return "" if body is None else json.dumps(body)


def a_directory(company: Company) -> Directory:
    """Connect the company's directory."""
    now = timezone.now()  # noqa: TID251 -- as the site
    scope = scope_for(company, Role.ADMINISTRATOR, now=now)
    return Directory(connect(scope, client=company.slug, password=PASSWORD).token)


def a_user(directory: Directory, role: Role = Role.CLIENT_SUPPLY, email: str = BO) -> str:
    """Let the directory add somebody and put them into the group of a role; return their id."""
    user = str(directory.add(email).json()["id"])
    assert directory.puts_into(role, user).status_code == 200
    return user


def comes_in(company: Company) -> HttpResponse:
    """Let the only one who is invited follow their letter."""
    now = timezone.now()  # noqa: TID251 -- as the site
    (line,) = queries.list_invitations(scope_for(company, Role.ADMINISTRATOR, now=now))
    form = {"name": line.name, "zone": "UTC", "password": PASSWORD}
    return Browser().post(link_to(line.id, now=now), form)
