"""What an address asks for: periods, program, cut-off and order, read once for each page."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, QueryDict

from catchball.kernel.days import Period
from catchball.kernel.errors import NotFound
from catchball.kernel.words import _

WORST = "worst"


@dataclass(frozen=True)
class Asked:
    """The parameters that the pages of numbers share."""

    client: str
    month: str = ""
    grain: str = ""
    program: UUID | None = None
    known: str = ""
    sort: str = ""

    @property
    def view(self) -> dict[str, Any]:
        """What a query about the whole scorecard takes."""
        return {
            "month": self.month,
            "grain": self.grain,
            "program": self.program,
            "known": self.known,
        }

    @property
    def sight(self) -> dict[str, Any]:
        """What every query takes: the facts of which program, as known when."""
        return {"program": self.program, "known": self.known}

    @property
    def said(self) -> dict[str, str]:
        """What the address says, by the names of its parameters; what it leaves out is not in."""
        every = {
            "program": str(self.program or ""),
            "grain": self.grain,
            "month": self.month,
            "known": self.known,
            "sort": self.sort,
        }
        return {name: value for name, value in every.items() if value}

    def here(self, **changes: str) -> str:
        """Return the address of the same page with these changes; an empty one takes away."""
        said = {**self.said, **changes}
        return f"?{urlencode({name: value for name, value in said.items() if value})}"

    def tail(self, **more: str) -> str:
        """Return the part of an address that carries program and cut-off on to another page."""
        kept = {"program": str(self.program or ""), "known": self.known, **more}
        said = urlencode({name: value for name, value in kept.items() if value})
        return f"?{said}" if said else ""

    @cached_property
    def _tail(self) -> str:
        return self.tail()

    def days(self, period: Period, *, outcome: str = "", side: str = "") -> str:
        """Return the part of an address that carries these on to the passport of a period."""
        joint = "&" if self._tail else "?"
        tail = f"{self._tail}{joint}first={period.first}&until={period.until}"
        if outcome or side:
            said = {"outcome": outcome, "side": side}
            tail += f"&{urlencode({name: value for name, value in said.items() if value})}"
        return tail


def asked_of(request: HttpRequest) -> Asked:
    """Return what the address of a page asks for.

    :raises NotFound: if the program is none
    """
    get, match = request.GET, request.resolver_match
    return Asked(
        client=str(match.kwargs["client"]) if match else "",
        month=get.get("month", ""),
        grain=get.get("grain", ""),
        program=_program(get.get("program", "")),
        known=get.get("known", ""),
        sort=get.get("sort", ""),
    )


def _program(word: str) -> UUID | None:
    try:
        return UUID(word) if word else None
    except ValueError as error:
        raise NotFound(_("There is no such program here.")) from error


def facts_asked(get: QueryDict) -> dict[str, Any]:
    """Return which number of a promise an address asks for, and which of its facts.

    :raises NotFound: if the days are none
    """
    try:
        first, until = (date.fromisoformat(get.get(name, "")) for name in ("first", "until"))
    except ValueError as error:
        raise NotFound(_("There is no such period.")) from error
    return {
        "first": first,
        "until": until,
        "outcome": get.get("outcome", ""),
        "events": get.get("side", "") == "events",
    }


def page_asked(get: QueryDict) -> int:
    """Return the page of a list that an address asks for; the first when it says nothing sane."""
    word = get.get("page", "")
    return int(word) if word.isascii() and word.isdigit() and len(word) < 7 else 1
