"""The phases of a chart as pages show them."""

from dataclasses import dataclass
from datetime import datetime

from catchball.kernel.days import Grain, period_of
from catchball.kernel.words import _, period_name
from catchball.trust.addresses import address
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.scorecards import rules
from catchball.workplace.scorecards.queries import Passport, PromiseChart
from catchball.workplace.scorecards.views.asked import Asked


@dataclass(frozen=True)
class ShownPhase:
    """A phase of the chart: from when on, why, by whom, and where it is withdrawn."""

    where: str
    reason: str
    by: str
    at: datetime
    href: str


def _may_annotate(scope: Scope, asked: Asked) -> bool:
    return scope.may(Permission.CHART_ANNOTATE) and not asked.known


def begin_href(chart: PromiseChart, scope: Scope, asked: Asked) -> str:
    """Return where a phase of a chart is begun; "" where the reader may not, or looks back."""
    if not _may_annotate(scope, asked) or len(chart.cells) < 2:
        return ""
    return address("phase-begin", {"client": asked.client, "promise": chart.promise})


def phases_shown(chart: PromiseChart, scope: Scope, asked: Asked) -> tuple[ShownPhase, ...]:
    """Return the phases of a chart, newest first."""
    kwargs = {"client": asked.client, "promise": chart.promise}
    may = _may_annotate(scope, asked)
    return tuple(
        ShownPhase(
            _month_of(one),
            one.reason,
            one.set_name,
            one.set_at,
            address("phase-withdraw", {**kwargs, "phase": one.id}) if may else "",
        )
        for one in reversed(chart.phases)
    )


def _month_of(phase: rules.ChartPhase) -> str:
    return period_name(period_of(phase.starts_on, Grain.MONTH))


def phase_words(passport: Passport) -> str:
    """Return where the limits of a number's chart begin anew for its period, and why."""
    phase = passport.phase
    if phase is None:
        return _("nowhere: those of the whole history")
    return _(
        "in %(month)s: %(reason)s (%(who)s)",
        month=_month_of(phase),
        reason=phase.reason,
        who=phase.set_name,
    )
