"""What stands at the end of a paper that both companies sign: who signed what, when, as what."""

from collections.abc import Sequence
from typing import Any

from catchball.kernel.words import _
from catchball.site import formats
from catchball.trust.permissions import Side
from catchball.trust.signing import Signed

_SIDES = (Side.CMO, Side.CLIENT)


def signing_page(
    page: Signed, *, client_name: str, lead: str, sides: Sequence[Side] = _SIDES
) -> dict[str, Any]:
    """Return a signature of each company, or that it waits, as `signing-page` of base.typ takes it."""
    return {
        "title": _("Signatures"),
        "lead": lead,
        "signatures": [_signature(page, side, client_name) for side in sides],
    }


def _signature(page: Signed, side: Side, client_name: str) -> dict[str, str]:
    company = _("The manufacturer") if side is Side.CMO else client_name
    one = page.signature_of(side)
    if one is None:
        return {"company": company, "waiting": _("Not signed")}
    return {
        "company": company,
        "name": f"{one.printed_name}, {one.role.label}",
        "meaning": one.meaning.label,
        "at": f"{formats.instant(one.signed_at, one.zone)} ({one.zone})",
        "hash": one.content_hash,
    }
