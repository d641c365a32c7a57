"""Bringing a backup into an empty installation, and checking that it is what it was."""

import shutil
import subprocess
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from catchball.kernel.errors import Refused
from catchball.site.backups.access import Access
from catchball.site.backups.checking import Take, read_backup
from catchball.site.backups.making import TABLES, count_rows
from catchball.site.backups.manifest import Manifest
from catchball.site.backups.streams import Identities
from catchball.site.watching.state import expected_migrations
from catchball.trust.verifying import Verdict, verify

Say = Callable[[str], object]


class NotEmpty(Refused):
    """There are data where a backup should go; they are not overwritten."""


class BackupIsNewer(Refused):
    """A backup was made by a later release than this one."""


class RestoreFailed(Refused):
    """A backup could not be brought in; all is as it was before."""


class NotWhatItWas(Refused):
    """What was brought in differs from what was backed up, or from what was sealed."""


@dataclass(frozen=True)
class Restored:
    """What was brought in, and what checking it against the seals said."""

    manifest: Manifest
    verdict: Verdict


def check_empty(access: Access, uploads: Path) -> None:
    """Go on only where there is nothing to lose.

    :raises NotEmpty: if there are tables or uploads
    """
    with access.connect() as connection:
        tables = connection.execute(TABLES).fetchall()
    if tables:
        raise NotEmpty(
            f"The database holds {len(tables)} tables already, and nothing was changed. Restore "
            "into a new home (CATCHBALL_HOME), or into an empty database."
        )
    if uploads.exists() and any(path.is_file() for path in uploads.rglob("*")):
        raise NotEmpty(f"There are uploads in {uploads} already, and nothing was changed.")


def check_known(manifest: Manifest) -> None:
    """Go on only if this release knows every change to the tables that the backup has seen.

    :raises BackupIsNewer: otherwise
    """
    unknown = sorted(set(manifest.migrations) - expected_migrations())
    if unknown:
        raise BackupIsNewer(
            f"The backup is of a later release: it knows {unknown[0]}. Restore it with that one."
        )


def restore(
    access: Access,
    uploads: Path,
    path: Path,
    *,
    identities: Identities,
    keys: Collection[bytes],
    despite_findings: bool = False,
    say: Say,
) -> Restored:
    """Bring a backup into an empty database and an empty folder of uploads.

    The whole file is read once before anything is written. `keys` are the public keys of seals to
    trust beside those that the backup names. Whatever goes wrong leaves all empty again.

    :raises NotEmpty: if there is anything to lose
    :raises BackupIsBroken: if the file is not what it was when it was made
    :raises NotWhatItWas: if what was brought in differs from what was backed up or sealed
    """
    check_empty(access, uploads)
    say("Checking the backup")
    manifest = read_backup(path, identities)
    check_known(manifest)
    trusted = keys or [bytes.fromhex(key) for key in manifest.seals.keys]
    with _all_or_nothing(access, uploads):
        say("Restoring database and uploads")
        with _pg_restore(access) as take:
            read_backup(path, identities, take_dump=take, take_upload=_upload_into(uploads))
        say("Checking what was restored")
        _forget_transactions(access)
        _check_rows(access, manifest)
        with psycopg.connect(access.owner) as owner:
            owner.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            verdict = verify(owner, keys=trusted)
        _check_verdict(verdict, manifest, despite_findings=despite_findings)
    return Restored(manifest, verdict)


@contextmanager
def _all_or_nothing(access: Access, uploads: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        with access.connect(autocommit=True) as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public AUTHORIZATION pg_database_owner")
            connection.execute("COMMENT ON SCHEMA public IS 'standard public schema'")
            connection.execute("GRANT USAGE ON SCHEMA public TO PUBLIC")
            connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        shutil.rmtree(uploads, ignore_errors=True)
        raise


@contextmanager
def _pg_restore(access: Access) -> Iterator[Take]:
    """Let rows flow into the database as they are read: all of them in one transaction."""
    with subprocess.Popen(
        [
            access.binaries.program("pg_restore"),
            "--single-transaction",
            "--exit-on-error",
            f"--dbname={access.conninfo['dbname']}",
        ],
        env=access.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as program:
        try:
            if program.stdin:
                with program.stdin as stream:
                    yield stream.write
        except BrokenPipeError:
            pass  # it ended by itself, and says why
        except BaseException:
            program.kill()
            raise
        said = program.stderr.read().decode(errors="replace") if program.stderr else ""
    if program.returncode:
        raise RestoreFailed(f"pg_restore did not finish, and nothing was kept: {said.strip()}")


def _upload_into(uploads: Path) -> Callable[[str], Take]:
    def open_(name: str) -> Take:
        path = uploads / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)

        def append(chunk: bytes) -> None:
            with path.open("ab") as file:
                file.write(chunk)

        return append

    return open_


def _forget_transactions(access: Access) -> None:
    """Take from the journal's entries the numbers of transactions of the other server.

    An entry opens the door for the transaction that wrote it. This server counts its transactions
    anew, and would one day give the number of an old entry again; 2 is given to none.
    """
    with access.connect() as connection:
        connection.execute("SET LOCAL session_replication_role = replica")
        connection.execute("UPDATE trust_entry SET xact = '2'")
    with access.connect(autocommit=True) as connection:
        connection.execute("VACUUM (ANALYZE)")


def _check_rows(access: Access, manifest: Manifest) -> None:
    with access.connect() as connection:
        counted = count_rows(connection)
    differing = sorted(
        table
        for table in {*counted, *manifest.rows}
        if counted.get(table) != manifest.rows.get(table)
    )
    if differing:
        raise NotWhatItWas(f"Rows are missing or too many in {', '.join(differing)}.")


def _check_verdict(verdict: Verdict, manifest: Manifest, *, despite_findings: bool) -> None:
    last = verdict.last.hash.hex() if verdict.last else ""
    if last != manifest.seals.last:
        raise NotWhatItWas("The last seal is not the one that the backup names.")
    if verdict.findings and not despite_findings:
        raise NotWhatItWas(
            f"The journal is not what was sealed: {verdict.findings[0]} Nothing was kept. To keep "
            "it all the same, say --despite-findings; verify will go on naming every place."
        )
