"""What follows a closed month: findings, and the statement both companies sign."""

from collections.abc import Callable
from typing import Any

from catchball.site.api.operations import Door
from catchball.workplace.consequences import commands, queries

DOOR = Door("consequences", "Consequences")
DOOR.asks("", queries.get_statement_overview)
DOOR.asks("waiting/", queries.list_waiting_statements)
DOOR.asks("findings/", queries.list_findings_of)
DOOR.asks("findings/waiting/", queries.list_waiting_findings)
DOOR.asks("findings/{finding}/", queries.get_finding)
DOOR.asks("of/{close}/", queries.find_statement_of)
DOOR.asks("{statement}/", queries.get_statement)
_OF_FINDINGS: dict[str, Callable[..., Any]] = {
    "accept": commands.accept_finding,
    "contest": commands.contest_finding,
    "rule": commands.record_finding_ruling,
    "confirm": commands.confirm_finding_ruling,
    "return": commands.return_finding_ruling,
}
_OF_STATEMENTS: dict[str, Callable[..., Any]] = {
    "draft": commands.draft_statement,
    "return": commands.return_statement,
    "sign": commands.sign_statement,
}
DOOR.does("open/{close}/", commands.open_statement, then=queries.get_statement, made="statement")
for _verb, _run in _OF_FINDINGS.items():
    DOOR.does(f"findings/{{finding}}/{_verb}/", _run, then=queries.get_finding)
for _verb, _run in _OF_STATEMENTS.items():
    DOOR.does(f"{{statement}}/{_verb}/", _run, then=queries.get_statement)
