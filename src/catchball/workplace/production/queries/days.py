"""Which day it is for each client seen."""

from collections.abc import Callable
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q

from catchball.trust.scope import Scope
from catchball.workplace.programs.queries import list_clients_of_actor


def today_of_clients(scope: Scope) -> dict[UUID, date]:
    """Return the day it is in the zone of each client seen (no SQL query for one client)."""
    if scope.client_id is not None:
        return {scope.client_id: scope.today}
    return {
        client.id: scope.now.astimezone(ZoneInfo(client.zone)).date()
        for client in list_clients_of_actor()
        if client.id in scope.sees
    }


def by_day(todays: dict[UUID, date], condition: Callable[[date], Q]) -> Q:
    """Return the condition for all clients, asked of each group of clients with its own day."""
    groups: dict[date, list[UUID]] = {}
    for client, today in todays.items():
        groups.setdefault(today, []).append(client)
    found = Q(pk__in=[])
    for today, clients in groups.items():
        found |= Q(client_id__in=clients) & condition(today)
    return found
