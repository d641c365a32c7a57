"""What the running product can tell about its own state: the same for probes, figures and checks."""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from catchball.trust.spans import LINES_UNSEALED

HEARTBEAT_LATE = 60  # seconds; the worker tells every ten that it lives
DISK_LOW = 2 * 1024**3
DISK_FULL = 200 * 1024**2


class Verdict(StrEnum):
    """How one thing was found."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: how it is, and what to do about it."""

    name: str
    verdict: Verdict
    said: str
    todo: str = ""


def ok(name: str, said: str) -> Finding:
    """Return that a thing is as it should be."""
    return Finding(name, Verdict.OK, said)


def warning(name: str, said: str, todo: str) -> Finding:
    """Return that a thing will become a trouble."""
    return Finding(name, Verdict.WARNING, said, todo)


def failed(name: str, said: str, todo: str) -> Finding:
    """Return that a thing is a trouble now."""
    return Finding(name, Verdict.FAILED, said, todo)


def database() -> Finding:
    """Tell whether the database answers, and how quickly."""
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ok("database", f"answers in {(time.perf_counter() - began) * 1000:.0f} ms")


@lru_cache(maxsize=1)
def _expected() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def expected_migrations() -> frozenset[str]:
    """Return the changes to the tables that this release knows of, by application and name."""
    return frozenset(f"{app}.{name}" for app, name in _expected())


def missing_migrations() -> list[str]:
    """Return the migrations of this release that the database has not seen."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        return sorted(f"{app}.{name}" for app, name in _expected() - set(cursor.fetchall()))


def migrations() -> Finding:
    """Tell whether the database has the tables that this release needs."""
    missing = missing_migrations()
    if missing:
        todo = "Start it with ./catchball run, or run ./catchball manage migrate --database=owner."
        return failed("migrations", f"{len(missing)} are due, the first {missing[0]}", todo)
    return ok("migrations", "the tables are those of this release")


def heartbeat_age() -> float | None:
    """Return the seconds since a worker last told that it lives; None if there is none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT extract(epoch FROM clock_timestamp() - max(last_heartbeat))::float8 "
            "FROM procrastinate_workers"
        )
        row = cursor.fetchone()
    return row[0] if row else None


def worker() -> Finding:
    """Tell whether a worker lives."""
    age = heartbeat_age()
    if age is not None and age <= HEARTBEAT_LATE:
        return ok("worker", f"told {max(age, 0):.0f} s ago that it lives")
    said = "none has started" if age is None else f"has been silent for {age / 60:.0f} min"
    return failed("worker", said, "Start it with ./catchball run; its words are in the log.")


def free_bytes(folder: Path) -> int:
    """Return the free space of the disk where a folder lies or will lie."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


def disk(folder: Path, name: str = "disk") -> Finding:
    """Tell whether there is room to write."""
    free = free_bytes(folder)
    said = f"{free / 1024**3:.1f} GiB free at {folder}"
    if free < DISK_FULL:
        return failed(name, said, "Make room now: nothing can be written.")
    if free < DISK_LOW:
        return warning(name, said, "Make room soon, or move the folder to a larger disk.")
    return ok(name, said)


def uploads() -> Finding:
    """Tell whether there is room for uploads."""
    return disk(Path(settings.UPLOAD_ROOT), "disk of uploads")


def waiting() -> dict[str, tuple[str, float]]:
    """Return the gauges: what waits, how old the worker's word is, how much disk is left."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing' "
            "OR status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())"
        )
        (jobs,) = cursor.fetchone() or (0,)
        cursor.execute(f"SELECT {LINES_UNSEALED}")
        (lines,) = cursor.fetchone() or (0,)
    age = heartbeat_age()
    return {
        "jobs_waiting": ("Jobs that wait or run", jobs),
        "journal_lines_unsealed": ("Lines of the journal that wait for their seal", lines),
        "worker_heartbeat_age_seconds": (
            "Seconds since a worker told that it lives; none has if negative",
            -1.0 if age is None else age,
        ),
        "upload_disk_free_bytes": (
            "Free space where uploads are kept",
            free_bytes(Path(settings.UPLOAD_ROOT)),
        ),
    }


# Without these nobody can be served; a missing worker only lets jobs wait.
NEEDED: tuple[Callable[[], Finding], ...] = (database, migrations, uploads)


def readiness() -> list[Finding]:
    """Return what people need to be served, and whether the worker lives."""
    return [_looked_at(look) for look in (*NEEDED, worker)]


def _looked_at(look: Callable[[], Finding]) -> Finding:
    try:
        return look()
    except (DatabaseError, OSError) as error:
        said = f"cannot be looked at ({type(error).__name__})"
        return failed(look.__name__, said, "See whether the database is up, and the log.")
