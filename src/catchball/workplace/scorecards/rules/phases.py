"""Phases of a chart: from which month on people let its limits begin anew, and why."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from catchball.kernel.days import Period
from catchball.kernel.errors import Refused
from catchball.kernel.words import _
from catchball.workplace.scorecards.rules.closing import WordsMissing, check_words

LONGEST_REASON = 240


class MayNotBegin(Refused):
    """No phase can begin there."""


class MayNotWithdrawPhase(Refused):
    """The phase cannot be withdrawn."""


@dataclass(frozen=True, kw_only=True)
class ChartPhase:
    """That the process is another from the month `starts_on` on, as somebody decided."""

    id: UUID
    starts_on: date
    reason: str
    set_name: str
    set_at: datetime
    version: int


def check_may_begin(starts_on: date, *, today: date, taken: Collection[date], reason: str) -> None:
    """Let a phase begin with a month that has begun, once, and with a reason.

    :raises MayNotBegin: if it is no first day of a month, lies ahead, or begins one already
    :raises WordsMissing: without a reason, or with one too long for a chart
    """
    if starts_on.day != 1:
        raise MayNotBegin(_("A phase begins with a month: name its first day."))
    if starts_on > today:
        raise MayNotBegin(
            _("This month has not begun. Nobody knows yet how the process runs then.")
        )
    if starts_on in taken:
        raise MayNotBegin(_("A phase begins with this month already."))
    check_words(reason)
    if len(reason) > LONGEST_REASON:
        sentence = _("Say it in %(most)s characters: it stands in the chart.", most=LONGEST_REASON)
        raise WordsMissing(sentence, reason=sentence)


def check_may_withdraw_phase(*, is_over: bool, reason: str) -> None:
    """Let a phase be withdrawn once, with a reason.

    :raises MayNotWithdrawPhase: if it was withdrawn
    :raises WordsMissing: without a reason
    """
    if is_over:
        raise MayNotWithdrawPhase(_("This phase was withdrawn already."))
    check_words(reason)


def phase_of(phases: Iterable[ChartPhase], period: Period) -> ChartPhase | None:
    """Return the phase in which a period lies: the last that begins in it or before."""
    begun = [one for one in phases if one.starts_on < period.until]
    return max(begun, key=lambda one: one.starts_on, default=None)


def begun_within(
    phases: Iterable[ChartPhase], periods: Sequence[Period]
) -> tuple[tuple[Period, ChartPhase], ...]:
    """Return the periods in which a phase begins, each with its phase.

    Of two that begin in one period the later; one that begins in the first period or before it
    changes nothing that is shown.
    """
    found = {
        period: one
        for one in sorted(phases, key=lambda each: each.starts_on)
        for period in periods[1:]
        if one.starts_on in period
    }
    return tuple(found.items())
