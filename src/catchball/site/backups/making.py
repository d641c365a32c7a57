"""Making a backup: the database as of one instant, then the uploads, then what all of it is."""

import hashlib
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tarfile import TarFile
from typing import Any

from psycopg import Connection, IsolationLevel, sql

from catchball.kernel.errors import Refused
from catchball.site.backups.access import Access
from catchball.site.backups.manifest import Manifest, Piece, Seals
from catchball.site.backups.streams import Recipients, add, member, writing
from catchball.trust.seals import COLUMNS, sealed

PART = 16 * 1024 * 1024
DUMP = "database.dump"
UPLOADS = "uploads"
MANIFEST = "manifest.json"
# Whoever was signed in then is not signed in by a restored backup.
WITHOUT_ROWS = ("django_session",)
_NOT_KEPT = (".arriving-", ".new")
TABLES = """
    SELECT relname FROM pg_class WHERE relkind IN ('r', 'p')
    AND relnamespace = 'public'::regnamespace ORDER BY relname
"""


class DumpFailed(Refused):
    """PostgreSQL did not give its rows out."""


def make_backup(
    access: Access, uploads: Path, path: Path, *, recipients: Recipients, now: datetime
) -> Manifest:
    """Write a backup and return what it holds.

    Counts, seals and dump are read within one snapshot. Uploads are read after it: they are kept
    under their hash and never change, so what the database knows of is among them.

    :raises DumpFailed: if PostgreSQL refuses; nothing is left behind
    """
    with access.connect() as connection:
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        snapshot = _one(connection, "SELECT pg_export_snapshot()")
        rows = count_rows(connection)
        with writing(path, recipients) as tar:
            dump = _dump(access, snapshot, tar)
            manifest = Manifest(
                made_at=now.astimezone(UTC).isoformat(timespec="seconds"),
                product=_version(),
                postgres=_one(connection, "SHOW server_version"),
                migrations=tuple(_migrations(connection)),
                rows=rows,
                without_rows=WITHOUT_ROWS,
                seals=_seals(connection),
                dump=dump,
                uploads=dict(_uploads(uploads, tar)),
            )
            add(tar, MANIFEST, manifest.as_json())
    return manifest


def _version() -> str:
    try:
        return version("catchball")
    except PackageNotFoundError:
        return "from a checkout"


def _one(connection: Connection[Any], question: str) -> Any:
    row = connection.execute(question.encode()).fetchone()
    return row[0] if row else None


def count_rows(connection: Connection[Any]) -> dict[str, int]:
    """Return how many rows each table holds, but for those whose rows are left out."""
    counted = {}
    for (table,) in connection.execute(TABLES).fetchall():
        if table not in WITHOUT_ROWS:
            found = connection.execute(
                sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
            ).fetchone()
            counted[table] = found[0] if found else 0
    return counted


def _migrations(connection: Connection[Any]) -> Iterator[str]:
    for app, name in connection.execute("SELECT app, name FROM django_migrations ORDER BY 1, 2"):
        yield f"{app}.{name}"


def _seals(connection: Connection[Any]) -> Seals:
    keys = connection.execute("SELECT DISTINCT public_key FROM trust_seal").fetchall()
    last = connection.execute(
        sql.SQL(f"SELECT {COLUMNS} FROM trust_seal ORDER BY number DESC LIMIT 1")  # noqa: S608
    ).fetchone()
    return Seals(
        count=_one(connection, "SELECT count(*) FROM trust_seal"),
        last=sealed(last).hash.hex() if last else "",
        keys=tuple(sorted(bytes(key).hex() for (key,) in keys)),
    )


def _dump(access: Access, snapshot: str, tar: TarFile) -> Piece:
    """Write what pg_dump gives, in parts: a part's head must tell its length."""
    left_out = [f"--exclude-table-data=public.{table}" for table in WITHOUT_ROWS]
    with subprocess.Popen(
        [access.binaries.program("pg_dump"), "-Fc", f"--snapshot={snapshot}", *left_out],
        env=access.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as program:
        try:
            digest, size, number = hashlib.sha256(), 0, 0
            while program.stdout and (part := program.stdout.read(PART)):
                number += 1
                digest.update(part)
                size += len(part)
                add(tar, f"{DUMP}.{number:06}", part)
            said = program.stderr.read().decode(errors="replace") if program.stderr else ""
        except BaseException:
            program.kill()
            raise
    if program.returncode:
        raise DumpFailed(f"pg_dump did not finish: {said.strip()}")
    return Piece(size, digest.hexdigest())


def _uploads(folder: Path, tar: TarFile) -> Iterator[tuple[str, Piece]]:
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.name.startswith(_NOT_KEPT) or path.name.endswith("-progress"):
            continue
        try:
            file = path.open("rb")
        except FileNotFoundError:
            continue  # discarded since the folder was listed, and by the database too
        with file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            size = file.tell()
            file.seek(0)
            name = path.relative_to(folder).as_posix()
            tar.addfile(member(f"{UPLOADS}/{name}", size), file)
        yield name, Piece(size, digest)
