"""Where people let the limits of charts begin anew."""

from uuid import UUID

from django.db.models import Q

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.scorecards.models import Phase
from catchball.workplace.scorecards.queries.chains import get_chain
from catchball.workplace.scorecards.queries.reading import Chain
from catchball.workplace.scorecards.rules import ChartPhase

Phases = dict[tuple[str, UUID | None], tuple[ChartPhase, ...]]


def read_phases(scope: Scope) -> Phases:
    """Return the phases of the client's charts by metric and program, as known at its instant.

    One SQL query. Those of one chart are in time order.
    """
    rows = Phase.objects.filter(client_id=scope.client, set_at__lte=scope.now)
    found: dict[tuple[str, UUID | None], list[ChartPhase]] = {}
    for row in rows.filter(Q(ended_at__isnull=True) | Q(ended_at__gt=scope.now)).order_by(
        "starts_on"
    ):
        found.setdefault((row.metric_key, row.program_id), []).append(_line(row))
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


def _line(row: Phase) -> ChartPhase:
    return ChartPhase(
        id=row.pk,
        starts_on=row.starts_on,
        reason=row.reason,
        set_name=row.set_name,
        set_at=row.set_at,
        version=row.version,
    )
