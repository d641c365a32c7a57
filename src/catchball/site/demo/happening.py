"""What happened during the transfer of the demo, and which risks had foreseen it."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from catchball.site.demo.company import MANAGER
from catchball.site.demo.promises import As
from catchball.workplace.incidents import commands
from catchball.workplace.incidents.rules import IncidentTerms, Severity
from catchball.workplace.risks.commands import judge_foresight


@dataclass(frozen=True, kw_only=True)
class Happened:
    """An incident: how many days after the beginning, and what became of it.

    `foresaw` is the key of the risk that foresaw it, None where none did; `over` is when it ended.
    """

    title: str
    what: str
    place: str
    severity: Severity
    day: int
    foresaw: str | None
    over: int | None = None
    ended: str = ""


HAPPENED = (
    Happened(
        title="Dissolution of the second comparative lot differs by 4 %",
        what="Vessel 3 wobbled at both laboratories' limit; the lot was tested again.",
        place="Quality control, Bloomfield",
        severity=Severity.MAJOR,
        day=112,
        foresaw="method-transfer",
        over=126,
        ended="Vessel replaced; the third lot agrees within 1 %.",
    ),
    Happened(
        title="The granulator stood still for eleven hours",
        what="A seal of the mill failed; the engineering batch was made a day later.",
        place="Line 4, Bloomfield",
        severity=Severity.MINOR,
        day=128,
        foresaw=None,
        over=129,
        ended="Seal replaced; spare seals are now held on site.",
    ),
    Happened(
        title="Formulation lead of Acme leaves",
        what="Notice was given; knowledge of the three failed development lots goes with her.",
        place="Acme",
        severity=Severity.MAJOR,
        day=146,
        foresaw="key-person",
    ),
)


def tell_incidents(as_: As, first: date, program: UUID, risks: dict[str, UUID]) -> None:
    """Tell each incident, say which risk foresaw it, and close it where it is over."""
    for one in HAPPENED:
        scope = as_(MANAGER, first + timedelta(days=one.day))
        terms = IncidentTerms(
            title=one.title,
            what=one.what,
            place=one.place,
            severity=one.severity,
            happened_on=scope.today,
        )
        made = commands.record_incident(scope, program=program, terms=terms)
        risk = risks[one.foresaw] if one.foresaw else None
        judge_foresight(scope, incident=made, version=1, risk=risk)
        if one.over is not None:
            later = as_(MANAGER, first + timedelta(days=one.over)).because(one.ended)
            commands.close_incident(later, incident=made, version=2, closed_on=later.today)
