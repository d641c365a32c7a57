"""The companies that sign their people in themselves, as the settings tell them; no framework."""

import json
from typing import Any

PROTOCOLS = ("openid_connect", "saml")
_EMAILS = [
    "urn:oid:0.9.2342.19200300.100.1.3",
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
]


class NotUnderstood(Exception):  # noqa: N818 -- reads as a sentence at start-up
    """The description of a company's sign-in lacks something."""


def read_companies(text: str) -> dict[str, dict[str, Any]]:
    """Return the sign-in library's providers for the JSON text of the setting.

    >>> read_companies("")["saml"]
    {'APPS': []}

    :raises NotUnderstood: naming the company and what is missing
    """
    found: dict[str, dict[str, Any]] = {protocol: {"APPS": []} for protocol in PROTOCOLS}
    found["openid_connect"]["OAUTH_PKCE_ENABLED"] = True
    for one in json.loads(text or "[]"):
        _check(one)
        found[one["protocol"]]["APPS"].append(_app(one))
    return found


def _check(one: dict[str, Any]) -> None:
    needed = {"key", "name", "protocol", "domains"}
    needed |= (
        {"server_url", "client_id", "secret"}
        if one.get("protocol") == "openid_connect"
        else {"idp"}
    )
    missing = sorted(name for name in needed if not one.get(name))
    if missing or one["protocol"] not in PROTOCOLS:
        raise NotUnderstood(
            f"CATCHBALL_COMPANIES: {one.get('key', 'a company')} lacks {', '.join(missing)}."
            if missing
            else f"CATCHBALL_COMPANIES: {one['key']} has none of the protocols {PROTOCOLS}."
        )


def _app(one: dict[str, Any]) -> dict[str, Any]:
    said: dict[str, Any] = {"domains": [domain.lower() for domain in one["domains"]]}
    if one["protocol"] == "openid_connect":
        said["server_url"] = one["server_url"]
    else:
        one = one | {"client_id": one["key"]}  # its addresses are named by it
        said |= {
            "idp": one["idp"],
            "attribute_mapping": {"email": one.get("email_attribute", _EMAILS)},
            "advanced": {
                "reject_idp_initiated_sso": True,
                "want_assertion_signed": True,
                "allow_single_label_domains": True,  # an installation within one network
            },
        }
    return {
        "provider_id": one["key"],
        "name": one["name"],
        "client_id": one.get("client_id", one["key"]),
        "secret": one.get("secret", ""),
        "settings": said,
    }
