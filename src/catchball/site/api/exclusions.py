"""Claims that a fact should not count: accepted, disputed, ruled upon."""

from collections.abc import Callable

from catchball.site.api.operations import Door
from catchball.workplace.exclusions import commands, queries

DOOR = Door("exclusions", "Exclusions")
DOOR.asks("", queries.get_overview)
DOOR.asks("claims/", queries.list_claims)
DOOR.asks("waiting/", queries.list_waiting_claims)
DOOR.asks("{exclusion}/", queries.get_exclusion)
_NOW = queries.get_exclusion
_VERBS: dict[str, Callable[..., None]] = {
    "accept": commands.accept_exclusion,
    "dispute": commands.dispute_exclusion,
    "rule": commands.record_ruling,
    "confirm": commands.confirm_ruling,
    "return": commands.return_ruling,
    "withdraw": commands.withdraw_exclusion,
}
DOOR.does("claim/", commands.claim_exclusion, then=_NOW, made="exclusion")
for _verb, _run in _VERBS.items():
    DOOR.does(f"{{exclusion}}/{_verb}/", _run, then=_NOW)
