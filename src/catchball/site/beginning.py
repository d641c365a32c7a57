"""What to do first where nothing is recorded or promised, in the order in which it can be done."""

from catchball.trust.permissions import Permission, Side
from catchball.trust.queries import list_colleagues
from catchball.trust.scope import Scope
from catchball.workplace.agreements.queries import has_promises
from catchball.workplace.calendars.queries import list_place_calendars
from catchball.workplace.calendars.rules import PlaceKind
from catchball.workplace.programs.queries import list_programs


def first_steps(scope: Scope, *, is_recorded: bool) -> tuple[str, ...]:
    """Return the steps that the person may take now, as keys that the template knows.

    Where deliveries are recorded, only the first promise is left of them. Where nothing is, `wait`
    stands alone if only others can go on.
    """
    if is_recorded:
        return ("promise",) if scope.client_id and _may_promise_first(scope) else ()
    return (_across(scope) if scope.client_id is None else _within(scope)) or ("wait",)


def _across(scope: Scope) -> tuple[str, ...]:
    if scope.sees:
        return ("client",)
    return ("setup",) if scope.may(Permission.CLIENT_ADMINISTER) else ("unassigned",)


def _within(scope: Scope) -> tuple[str, ...]:
    has_programs = bool(list_programs(scope))
    could = {
        "people": scope.may(Permission.PERSON_MANAGE) and _client_is_missing(scope),
        "program": scope.may(Permission.PROGRAM_STEER) and not has_programs,
        "calendars": scope.may(Permission.CALENDAR_MANAGE) and _lacks_calendar(scope),
        "import": scope.may(Permission.IMPORT_RUN) and has_programs,
        "promise": _may_promise_first(scope),
    }
    return tuple(step for step, may in could.items() if may)


def _may_promise_first(scope: Scope) -> bool:
    """Tell whether the person may draft a promise, and nobody has drafted any."""
    return scope.may(Permission.PROMISE_DRAFT) and not has_promises(scope)


def _client_is_missing(scope: Scope) -> bool:
    """Tell whether nobody of the client works here but, perhaps, who asks."""
    there = [one for one in list_colleagues(scope) if one.side is Side.CLIENT and one.is_active]
    return all(one.id == scope.actor_id for one in there)


def _lacks_calendar(scope: Scope) -> bool:
    """Tell whether a calendar that the person's company keeps has no hours yet."""
    return any(
        not one.timetable
        for one in list_place_calendars(scope)
        if scope.side is Side.CMO or one.place.kind is PlaceKind.CLIENT
    )
