"""Who has an import in hand: a lock that lives exactly as long as the worker's transaction."""

from uuid import UUID

from django.db import OperationalError, connection, transaction
from psycopg.errors import LockNotAvailable

from catchball.kernel.words import _
from catchball.workplace.exchange.rules.steps import InOtherHands

_KEY = (1 << 63) - 1
# The server may need a moment to see that a killed holder is gone.
_PATIENCE = "5s"


def _key(import_id: UUID) -> int:
    return import_id.int & _KEY


def is_taken_in_hand(import_id: UUID) -> bool:
    """Take the import in hand until this transaction ends; return False if somebody else has it.

    The database gives the lock back when its holder is gone, even killed; it is waited for that
    for some seconds, lest a job be put off that could be done.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [_PATIENCE])
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_key(import_id)])
            cursor.execute("SELECT set_config('lock_timeout', '0', true)")
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            return False
        raise
    return True


def is_in_hand(import_id: UUID) -> bool:
    """Answer whether a living worker has the import in hand (one SQL query)."""
    key = _key(import_id)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted "
            "AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) "
            "AND classid::bigint = %s AND objid::bigint = %s AND objsubid = 1)",
            [key >> 32, key & 0xFFFFFFFF],
        )
        return bool(cursor.fetchone()[0])


def check_free(import_id: UUID) -> None:
    """Take the import in hand until this transaction ends, or leave it to whoever has it.

    :raises InOtherHands: if another worker has it in hand
    """
    if not is_taken_in_hand(import_id):
        raise InOtherHands(_("This import is being worked on already. Look again in a moment."))
