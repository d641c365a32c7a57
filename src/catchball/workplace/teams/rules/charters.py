"""The charter of a program: what it is for, for both companies, and what it leaves out."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Any

from catchball.kernel.errors import Invalid, Refused
from catchball.kernel.texts import faults_of_length
from catchball.kernel.words import _
from catchball.trust.permissions import Side

LONGEST = 4_000


class CharterIncomplete(Invalid):
    """Something that a charter needs is missing, or too long."""


class MayNotAgree(Refused):
    """The charter cannot be signed by this company now."""


class AgreedAlready(MayNotAgree):
    """This company has signed the charter, or both have."""


@dataclass(frozen=True, kw_only=True)
class CharterTerms:
    """What a charter says: scope, objectives of both parties, constraints, what it leaves out."""

    covers: str
    cmo_objectives: str
    client_objectives: str
    constraints: str = ""
    leaves_out: str = ""


def clean_charter(terms: CharterTerms) -> CharterTerms:
    """Return a charter without blanks around its parts.

    :raises CharterIncomplete: without scope or the objectives of a company, or if one is too long
    """
    said = {name: text.strip() for name, text in asdict(terms).items()}
    faults = faults_of_length(said, LONGEST)
    if not said["covers"]:
        faults["covers"] = _("Say what the program covers.")
    if not said["cmo_objectives"]:
        faults["cmo_objectives"] = _("Say what the manufacturer wants to reach.")
    if not said["client_objectives"]:
        faults["client_objectives"] = _("Say what the client wants to reach.")
    if faults:
        raise CharterIncomplete(" ".join(faults.values()), **faults)
    return CharterTerms(**said)


def content_of(terms: CharterTerms, *, program: str, code: str, number: int) -> dict[str, Any]:
    """Return all that a signature under a charter stands for."""
    return {
        "kind": "program charter",
        "program": program,
        "code": code,
        "number": number,
        **asdict(terms),
    }


def check_may_agree(*, is_agreed: bool, side: Side, signed_by: Collection[Side]) -> None:
    """Let a company sign a charter once, until both have.

    :raises AgreedAlready: otherwise
    """
    if is_agreed:
        raise AgreedAlready(_("Both companies have agreed on this charter."))
    if side in signed_by:
        raise AgreedAlready(_("Your company has signed this charter. It waits for the other."))
