"""What this SCIM service offers, as it tells directories that ask.

Source: RFC 7643, 5 (service provider configuration), 6 (resource types), 7 (schemas).
"""

from typing import Any

from catchball.kernel.words import _
from catchball.site.scim.filters import MOST
from catchball.site.scim.told import GROUP, USER, address_of

_SCHEMAS = "urn:ietf:params:scim:schemas:core:2.0"


def config() -> dict[str, Any]:
    """Return what is spoken here of SCIM, and what is not."""
    nothing = {"supported": False}
    return {
        "schemas": [f"{_SCHEMAS}:ServiceProviderConfig"],
        "patch": {"supported": True},
        "bulk": {**nothing, "maxOperations": 0, "maxPayloadSize": 0},
        "filter": {"supported": True, "maxResults": MOST},
        "changePassword": nothing,
        "sort": nothing,
        "etag": nothing,
        "authenticationSchemes": [
            {
                "type": "oauthbearertoken",
                "name": _("Token of a directory"),
                "description": _("The token that ./catchball directory prints, as a bearer."),
                "primary": True,
            }
        ],
        "meta": {
            "resourceType": "ServiceProviderConfig",
            "location": address_of("ServiceProviderConfig"),
        },
    }


def resource_types() -> list[dict[str, Any]]:
    """Return the kinds of resources."""
    return [
        _resource_type("User", "Users", USER, _("Somebody of the company")),
        _resource_type("Group", "Groups", GROUP, _("A role, and who of the company has it")),
    ]


def _resource_type(name: str, endpoint: str, schema: str, words: str) -> dict[str, Any]:
    return {
        "schemas": [f"{_SCHEMAS}:ResourceType"],
        "id": name,
        "name": name,
        "endpoint": f"/{endpoint}",
        "description": words,
        "schema": schema,
        "meta": {"resourceType": "ResourceType", "location": address_of("ResourceTypes", name)},
    }


def schemas() -> list[dict[str, Any]]:
    """Return the attributes that are kept of each resource; others are passed over."""
    texts = [
        _attribute(one, _("The same part in the form of one text."))
        for one in ("formatted", "givenName", "familyName")
    ]
    user = [
        _attribute(
            "userName",
            _("The address of their mail, with which they sign in."),
            required=True,
            mutability="immutable",
            uniqueness="server",
        ),
        _attribute("displayName", _("The name as it is shown and printed under signatures.")),
        _attribute("name", _("The parts of the name."), type="complex", subAttributes=texts),
        _attribute("active", _("Whether they may sign in."), type="boolean"),
        _attribute(
            "emails",
            _("The one address that they have."),
            type="complex",
            multiValued=True,
            mutability="readOnly",
            subAttributes=[_attribute("value", _("The address.")), _attribute("type", _("work"))],
        ),
        _attribute(
            "groups",
            _("The role that they have."),
            type="complex",
            multiValued=True,
            mutability="readOnly",
            subAttributes=[_attribute("value", _("The id of the group."))],
        ),
    ]
    group = [
        _attribute("displayName", _("The name of the role."), mutability="immutable"),
        _attribute(
            "members",
            _("Who has the role; everybody has one at most."),
            type="complex",
            multiValued=True,
            subAttributes=[_attribute("value", _("The id of a user."), mutability="immutable")],
        ),
    ]
    return [_schema(USER, "User", user), _schema(GROUP, "Group", group)]


def _schema(ident: str, name: str, attributes: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "schemas": [f"{_SCHEMAS}:Schema"],
        "id": ident,
        "name": name,
        "attributes": attributes,
        "meta": {"resourceType": "Schema", "location": address_of("Schemas", ident)},
    }


def _attribute(name: str, words: str, **more: Any) -> dict[str, Any]:
    return {
        "name": name,
        "type": "string",
        "multiValued": False,
        "description": words,
        "required": False,
        "caseExact": False,
        "mutability": "readWrite",
        "returned": "default",
        "uniqueness": "none",
        **more,
    }
