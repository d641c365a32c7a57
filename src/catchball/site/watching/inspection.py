"""Everything that can be looked at without changing anything: `./catchball check`."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection

from catchball.site.backups.keeping import last_backup
from catchball.site.serving.home import home_of_checkout
from catchball.site.serving.variables import unknown_among
from catchball.site.watching import state
from catchball.site.watching.state import Finding, failed, ok, warning
from catchball.trust.models import ClientRow
from catchball.trust.scope import operator_scope
from catchball.trust.spans import LINES_UNSEALED
from catchball.workplace.calendars.queries import list_calendar_gaps
from catchball.workplace.programs.queries import list_all_clients

LOCAL = {"localhost", "127.0.0.1", "[::1]"}
CLOCKS_DIFFER = 5  # seconds
SEAL_LATE = timedelta(minutes=10)
BACKUP_LATE = timedelta(hours=26)
BACKUP_OLD = timedelta(days=7)
OWNER = settings.DATABASES["owner"]["USER"]
APPEND_ONLY = (
    "trust_entry", "trust_change", "trust_seal", "trust_sealmember", "trust_securityevent",
    "trust_signature",
)  # fmt: skip
JOURNAL = ("journal_insert", "journal_update", "journal_delete", "journal_truncate")


def inspect(now: datetime) -> list[Finding]:
    """Return all that was looked at, in the order in which a person would repair it."""
    found: list[Finding] = []
    for look in _LOOKS:
        try:
            found += look(now)
        except Exception as error:  # noqa: BLE001 -- whatever hinders one look, the others go on
            name = look.__name__.strip("_").replace("_", " ")
            said = f"cannot be looked at ({type(error).__name__})"
            found.append(failed(name, said, "See whether the database is up and prepared."))
    return found


def _rows(question: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, values or None)
        return list(cursor.fetchall())


def _settings(_now: datetime) -> Iterator[Finding]:
    name = "settings"
    is_local = set(settings.ALLOWED_HOSTS) <= LOCAL
    troubles = []
    if settings.DEBUG:
        todo = "Unset CATCHBALL_DEBUG: errors show their inside to everybody."
        troubles.append(failed(name, "CATCHBALL_DEBUG is on", todo))
    if not is_local and not settings.BEHIND_HTTPS:
        todo = "Put it behind a proxy with TLS and set CATCHBALL_HTTPS=1."
        troubles.append(failed(name, "passwords travel unencrypted", todo))
    if not is_local and settings.SHOWS_DEMO:
        todo = "Keep the demo in a home of its own, and work in another with CATCHBALL_DEMO=0."
        troubles.append(failed(name, "everybody can read the demo's password", todo))
    if not settings.SEAL_KEY:
        troubles.append(
            failed(name, "nothing seals the journal", "Name its key in CATCHBALL_SEAL_KEY_FILE.")
        )
    for variable in unknown_among(list(os.environ)):
        todo = "Look for its right name in docs/operations.md."
        troubles.append(warning(name, f"{variable} means nothing", todo))
    yield from troubles or [ok(name, "safe")]


def _mail(_now: datetime) -> Iterator[Finding]:
    if settings.LETTERS_LIE_IN:
        todo = "Set CATCHBALL_SMTP_URL; until then hand on the link in each letter yourself."
        yield warning("mail", f"no server: letters lie in {settings.LETTERS_LIE_IN}", todo)
    else:
        yield ok("mail", f"goes to {settings.EMAIL_HOST}")


def _database(_now: datetime) -> Iterator[Finding]:
    yield state.database()
    off = [one for one in ("fsync", "full_page_writes") if _rows(f"SHOW {one}") != [("on",)]]
    if off:
        todo = "Turn it on, or a power cut loses what was committed."
        yield failed("database", f"{' and '.join(off)} off", todo)
    yield state.migrations()


def _roles(_now: datetime) -> Iterator[Finding]:
    rows = _rows(
        "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolreplication FROM pg_roles "
        "WHERE rolname IN (current_user, %s)",
        OWNER,
    )
    strong = [name for name, *powers in rows if any(powers)]
    todo = "Take them away: ALTER ROLE … NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION."
    for name in strong:
        yield failed("roles", f"{name} has powers that pass the walls", todo)
    if _rows("SELECT current_user")[0][0] == OWNER:
        todo = "Let DATABASE_URL name a role that owns nothing: docs/operations.md."
        yield failed("roles", "people are served as the owner of the tables", todo)
    elif _rows("SELECT pg_has_role(current_user, %s, 'MEMBER')", OWNER)[0][0]:
        yield failed("roles", "the serving role may become the owner", f"REVOKE {OWNER} from it.")
    elif not strong:
        yield ok("roles", "neither may pass the walls")


def _walls(_now: datetime) -> Iterator[Finding]:
    rows = _rows(
        """
        SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'client_id'
        WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
            AND NOT a.attisdropped AND a.atttypid = 'uuid'::regtype
        ORDER BY c.relname
        """
    )
    open_ones = [table for table, is_walled in rows if not is_walled]
    if open_ones:
        todo = "ALTER TABLE … ENABLE ROW LEVEL SECURITY, then FORCE; and find out who took it away."
        yield failed("walls", f"open: {', '.join(open_ones)}", todo)
    else:
        yield ok("walls", f"forced on all {len(rows)} tables of clients")


def _triggers(_now: datetime) -> Iterator[Finding]:
    standing: dict[str, set[str]] = {}
    for table, trigger in _rows(
        "SELECT tgrelid::regclass::text, tgname FROM pg_trigger "
        "WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
    ):
        standing.setdefault(table, set()).add(trigger)
    of_clients = {
        model._meta.db_table  # noqa: SLF001 -- Django's own way to a table's name
        for model in apps.get_models()
        if issubclass(model, ClientRow)
    }
    begun = {table for table, names in standing.items() if names & set(JOURNAL)}
    needed = [(table, set(JOURNAL)) for table in of_clients | begun]
    needed += [(table, {"no_change", "no_truncate"}) for table in APPEND_ONLY]
    needed += [("trust_entry", {"waits_for_seal"})]
    gone = sorted(table for table, names in needed if names - standing.get(table, set()))
    if gone:
        todo = (
            "Changes there are not journalled. Make them again as the migrations do; then verify."
        )
        yield failed("triggers", f"missing or off on {', '.join(gone)}", todo)
    else:
        yield ok("triggers", f"journal and refusals stand on {len({t for t, _n in needed})} tables")


def _work(_now: datetime) -> Iterator[Finding]:
    yield state.worker()
    failures = _rows("SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'")[0][0]
    if failures:
        todo = "Look for job_error in the log; imports can be resumed on their page."
        yield warning("jobs", f"{failures} failed", todo)
    else:
        yield ok("jobs", "none failed")


def _disks(_now: datetime) -> Iterator[Finding]:
    yield state.uploads()
    cluster = home_of_checkout().cluster
    if cluster.exists():
        yield state.disk(cluster, "disk of the database")


def _clock(now: datetime) -> Iterator[Finding]:
    ((theirs, newest),) = _rows("SELECT clock_timestamp(), (SELECT max(sealed_at) FROM trust_seal)")
    apart = abs((theirs - now).total_seconds())
    todo = "Let this machine keep its time by NTP."
    if newest and newest > theirs + timedelta(minutes=1):
        said = f"{newest:%Y-%m-%d %H:%M} UTC was sealed already: the clock was set back"
        yield failed("clock", said, todo)
    elif apart > CLOCKS_DIFFER:
        yield warning("clock", f"differs from the database's by {apart:.0f} s", todo)
    else:
        yield ok("clock", "agrees with the database's")


def _seals(now: datetime) -> Iterator[Finding]:
    ((lines, newest),) = _rows(
        f"SELECT {LINES_UNSEALED}, (SELECT max(sealed_at) FROM trust_seal)"  # noqa: S608 -- constant
    )
    if lines and (newest is None or now - newest > SEAL_LATE):
        todo = "The worker seals each minute: see that it runs and has CATCHBALL_SEAL_KEY_FILE."
        yield warning("seals", f"{lines:,} lines of the journal wait", todo)
    else:
        yield ok("seals", f"{lines:,} lines wait for the next")


def _calendars(now: datetime) -> Iterator[Finding]:
    scope = operator_scope("check", now=now)
    sees = frozenset(client.id for client in list_all_clients(scope))
    gaps = list_calendar_gaps(replace(scope, sees=sees))
    for one in gaps:
        year = f" of {one.gap.year}" if one.gap.year else ""
        todo = "Its deadlines come out wrong without: complete it under Calendars."
        said = f"{one.place.name} lacks: {one.gap.lack.value.replace('-', ' ')}{year}"
        yield warning("calendars", said, todo)
    if not gaps:
        yield ok("calendars", "all hold this year's and next year's holidays")


def _backup(now: datetime) -> Iterator[Finding]:
    last = last_backup(home_of_checkout())
    daily = "Let ./catchball backup run each night; if another tool makes them, watch that one."
    if last is None:
        yield warning("backup", "./catchball backup has never run here", daily)
        return
    age = now - last.at
    said = f"{age / timedelta(hours=1):.0f} h old: {last.path}"
    if not Path(last.path).exists():
        yield warning("backup", f"moved or gone: {last.path}", "See that it is kept somewhere.")
    if age > BACKUP_OLD:
        yield failed("backup", said, daily)
    elif age > BACKUP_LATE:
        yield warning("backup", said, daily)
    elif not last.is_encrypted:
        todo = "Whoever has the file has the data: ./catchball backup --make-key."
        yield warning("backup", f"not encrypted, {said}", todo)
    else:
        yield ok("backup", said)


_LOOKS: tuple[Callable[[datetime], Iterator[Finding]], ...] = (
    _settings, _mail, _database, _roles, _walls, _triggers, _work, _disks, _clock, _seals, _calendars,
    _backup,
)  # fmt: skip
