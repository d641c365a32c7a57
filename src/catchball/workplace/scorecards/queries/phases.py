"""Where people let the limits of charts begin anew."""

from typing import Any
from uuid import UUID

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.asking import Ask, answer
from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.scorecards.models import Phase
from catchball.workplace.scorecards.queries.chains import get_chain
from catchball.workplace.scorecards.queries.reading import Chain
from catchball.workplace.scorecards.rules import ChartPhase

_FIELDS = ("id", "starts_on", "reason", "set_name", "set_at", "version")
# Asked by each page of numbers, hence written as SQL.
_PHASES = f"""
    SELECT metric_key, program_id, {", ".join(_FIELDS)} FROM scorecards_phase
    WHERE client_id = %(client)s AND set_at <= %(now)s AND (ended_at IS NULL OR ended_at > %(now)s)
    ORDER BY starts_on"""  # noqa: S608 -- the constant above


def _by_now(scope: Scope) -> dict[str, Any]:
    return {"client": scope.client, "now": scope.now}


# What `read_phases` asks.
PHASES = Ask(_PHASES, _by_now)
Phases = dict[tuple[str, UUID | None], tuple[ChartPhase, ...]]


def read_phases(scope: Scope) -> Phases:
    """Return the phases of the client's charts by metric and program, as known at its instant.

    One SQL query. Those of one chart are in time order.
    """
    found: dict[tuple[str, UUID | None], list[ChartPhase]] = {}
    for metric, program, *row in answer(scope, PHASES):
        found.setdefault((metric, program), []).append(
            ChartPhase(**dict(zip(_FIELDS, row, strict=True)))
        )
    return {key: tuple(phases) for key, phases in found.items()}


def phases_of(phases: Phases, chain: Chain) -> tuple[ChartPhase, ...]:
    """Return those of one chain of promises."""
    return phases.get((chain.last.metric_key, chain.last.program_id), ())


@query(may=Permission.SCORECARD_READ)
def list_phases(scope: Scope, promise: UUID) -> tuple[ChartPhase, ...]:
    """Return the phases of the chart of a signed promise, oldest first (two SQL queries).

    :raises NotFound: if no signed promise of the client has this id
    """
    return phases_of(read_phases(scope), get_chain(scope, promise))


def get_phase_for_change(scope: Scope, chain: Chain, phase: UUID) -> Phase:
    """Return the row of a phase of a chart, locked until the command ends.

    :raises NotFound: if the chart has no such phase
    """
    last = chain.last
    rows = Phase.objects.select_for_update().filter(client_id=scope.client, pk=phase)
    row = rows.filter(metric_key=last.metric_key).first()
    if row is None or row.program_id != last.program_id:
        raise NotFound(_("There is no such phase of this chart."))
    return row
