"""Decisions about what a company's directory says of its people; pure."""

from dataclasses import dataclass

from catchball.kernel.errors import Invalid, Refused
from catchball.kernel.words import _
from catchball.trust.permissions import Role, Side


class KnownAlready(Refused):
    """Somebody with this address is in the directory, or signs in here."""


class AddressFixed(Invalid):
    """An address is what somebody signs in with; it never changes under them."""


class NoSuchGroup(Invalid):
    """Groups of a directory are the roles of its company, and no others."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a directory says of somebody; None leaves as it is what was said before."""

    email: str | None = None
    external_id: str | None = None
    display_name: str | None = None
    given_name: str | None = None
    family_name: str | None = None
    is_active: bool | None = None


def name_from(*, display_name: str, given_name: str, family_name: str, email: str) -> str:
    """Return the name of somebody, from what their directory says of it.

    >>> name_from(display_name="", given_name="Ann", family_name="Ode", email="a@acme.example")
    'Ann Ode'
    """
    return display_name or f"{given_name} {family_name}".strip() or email.partition("@")[0]


def check_address_stays(before: str, after: str | None) -> None:
    """Let nobody be given another address.

    :raises AddressFixed: if they would be
    """
    if after is not None and after.strip().lower() != before:
        sentence = _(
            "An address never changes. Remove this user, and add them under the new address."
        )
        raise AddressFixed(sentence, email=sentence)


def groups_of(side: Side) -> tuple[Role, ...]:
    """Return the roles that stand as groups in the directory of a company of this side."""
    return tuple(role for role in Role if role.side is side)
