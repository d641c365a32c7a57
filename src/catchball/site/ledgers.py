"""The ledger of every client: kept up each minute, checked each night, made anew when it is wrong."""

import logging
import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from catchball.trust.scope import Scope, operator_scope
from catchball.workplace.ledger.commands import keep_up, rebuild
from catchball.workplace.programs.queries import list_all_clients
from catchball.workplace.scorecards.queries import LedgerCheck, check_ledger

_log = logging.getLogger(__name__)
_CHECKED_BACK = 730  # days
_DAYS_A_NIGHT = 2


class LedgerDiffered(Exception):  # noqa: N818 -- reads as a sentence in the log
    """A ledger did not tell what the facts tell; it was made anew."""


def scopes_of_all(now: datetime) -> Iterator[Scope]:
    """Yield the operator's scope for each client, at this instant."""
    scope = operator_scope("the ledger", now=now)
    for client in list_all_clients(scope):
        seen = replace(scope, sees=frozenset({client.id}))
        yield seen.working_on(client.id, zone=client.zone)


def keep_all_up(now: datetime) -> None:
    """Take what waits into the ledger of each client, in a transaction of its own."""
    for scope in scopes_of_all(now):
        keep_up(scope)


def check_all(now: datetime) -> None:
    """Read the numbers of each client both ways, as of yesterday and of days drawn by lot.

    Past days, for what somebody records meanwhile changes nothing that was known then.

    A ledger that differs is made anew.

    :raises LedgerDiffered: in the end, so that the job counts as failed and operators look
    """
    differed = [
        scope.client for scope in scopes_of_all(now) if check_and_mend(scope, _days()).differences
    ]
    if differed:
        raise LedgerDiffered(f"{len(differed)} of the ledgers")


def check_and_mend(scope: Scope, days: list[timedelta]) -> LedgerCheck:
    """Return how the client's ledger compares as of so long before today, made anew if it differs."""
    checked = check_ledger(scope, days=[scope.today - back for back in days])
    if checked.differences:
        _log.error(
            "The ledger differs from the facts and is made anew.",
            extra={
                "facts": {
                    "client": str(scope.client),
                    "numbers": checked.numbers,
                    "differences": len(checked.differences),
                }
            },
        )
        rebuild(scope)
    return checked


def _days() -> list[timedelta]:
    drawn = (1 + secrets.randbelow(_CHECKED_BACK) for _place in range(_DAYS_A_NIGHT))
    return [timedelta(days=1), *(timedelta(days=back) for back in drawn)]
