"""What exactly is signed: every term of a promise, spelt in one way."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from catchball.trust.permissions import Side


@dataclass(frozen=True, kw_only=True)
class Content:
    """All that a signature under a promise stands for.

    The names of client and program are those of the day of drafting, so that a later change of
    name leaves the signed content as it was.
    """

    id: UUID
    version: int
    client_id: UUID
    client_name: str
    party: Side
    program_id: UUID | None
    program_code: str
    program_name: str
    metric: dict[str, Any]
    words: str
    target: Decimal
    floor: Decimal
    n_min: int
    from_on: date

    def as_json(self) -> dict[str, Any]:
        """Return the content as its hash is taken of it: decimals and days as plain text.

        Source: RFC 8785 spells the result; a JSON number is binary, so decimals are strings.
        """
        other = Side.CLIENT if self.party is Side.CMO else Side.CMO
        program = {
            "id": str(self.program_id),
            "code": self.program_code,
            "name": self.program_name,
        }
        return {
            "record": "promise",
            "id": str(self.id),
            "version": self.version,
            "client": {"id": str(self.client_id), "name": self.client_name},
            "promised_by": self.party.value,
            "promised_to": other.value,
            "program": program if self.program_id else None,
            "metric": self.metric,
            "words": self.words,
            "target": f"{self.target.normalize():f}",
            "floor": f"{self.floor.normalize():f}",
            "n_min": self.n_min,
            "from_on": self.from_on.isoformat(),
        }
