"""What the worker does for consequences, as the person who signed a close last."""

import logging
from uuid import UUID

from catchball.kernel.errors import Refused
from catchball.trust.scope import Scope
from catchball.workplace.consequences import commands

_log = logging.getLogger(__name__)


def open_statement(scope: Scope, *, close: str) -> None:
    """Open the statement of a month that was just closed, where an agreement was in force."""
    try:
        commands.open_statement(scope, close=UUID(close))
    except Refused as refusal:
        _log.info("No statement was opened: %s", refusal)
