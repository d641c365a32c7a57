"""Until when an answer or a ruling is due, as the agreement in force says."""

from datetime import date
from uuid import UUID

from catchball.trust.permissions import Side
from catchball.trust.scope import Scope
from catchball.workplace.agreements.queries import find_agreement_of
from catchball.workplace.agreements.rules.parts import ANSWER_WITHIN, RULING_WITHIN
from catchball.workplace.calendars.queries import due_day


def answer_day(scope: Scope, side: Side, *, program: UUID | None = None) -> date:
    """Return the day by which a company owes an answer; without an agreement, ten working days.

    By the working days of that company, from now on.
    """
    agreed = find_agreement_of(scope, scope.today)
    days = agreed.answer_within if agreed else ANSWER_WITHIN
    return due_day(scope, side, days, program=program)


def ruling_day(scope: Scope) -> date:
    """Return the day by which the governance body owes a ruling, counted as an answer is."""
    agreed = find_agreement_of(scope, scope.today)
    return due_day(scope, Side.CMO, agreed.ruling_within if agreed else RULING_WITHIN)
