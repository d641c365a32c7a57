"""What the ledger holds, and what it is made from."""

from catchball.workplace.ledger.queries.rows import (
    WAITING,
    all_rows,
    deltas_of,
    tables_of,
    waiting_rows,
)
from catchball.workplace.ledger.queries.sums import (
    MOST_WAITING,
    Held,
    Wanted,
    months_of,
    read_held,
    read_held_of_all,
)
from catchball.workplace.ledger.queries.wanted import list_wanted

__all__ = [
    "MOST_WAITING",
    "WAITING",
    "Held",
    "Wanted",
    "all_rows",
    "deltas_of",
    "list_wanted",
    "months_of",
    "read_held",
    "read_held_of_all",
    "tables_of",
    "waiting_rows",
]
