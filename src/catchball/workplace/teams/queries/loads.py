"""How much the manufacturer's people carry, across the programs that the reader sees."""

from collections import defaultdict
from typing import Any

from catchball.trust.door import query
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.workplace.teams.models import Member
from catchball.workplace.teams.queries.gate_shapes import LoadLine, LoadSeat
from catchball.workplace.teams.rules import Function


@query(may=Permission.LOAD_READ)
def list_loads(scope: Scope) -> tuple[LoadLine, ...]:
    """Return the manufacturer's people in teams of the clients seen, the most promised first.

    Only the manufacturer asks this: it names several clients (one SQL query).
    """
    found: dict[Any, list[LoadSeat]] = defaultdict(list)
    names: dict[Any, str] = {}
    rows = Member.objects.filter(
        client_id__in=scope.sees, side=Side.CMO, left_on__isnull=True
    ).select_related("program", "client")
    for row in rows.order_by("client__name", "program__code", "function"):
        who = row.person_id or row.name
        names[who] = row.name
        found[who].append(
            LoadSeat(
                client_name=row.client.name,
                client_slug=row.client.slug,
                program=row.program_id,
                program_code=row.program.code,
                program_name=row.program.name,
                function=Function(row.function),
                is_core=row.is_core,
                share_percent=row.share_percent,
            )
        )
    lines = [LoadLine(name=names[who], seats=tuple(seats)) for who, seats in found.items()]
    return tuple(sorted(lines, key=lambda one: (-one.share_percent, -len(one.seats), one.name)))
