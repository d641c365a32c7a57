"""Where backups lie, how many are kept, and when the last one was made."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from catchball.kernel.errors import Invalid
from catchball.site.backups.access import Access
from catchball.site.backups.making import make_backup
from catchball.site.backups.manifest import Manifest
from catchball.site.backups.streams import Recipients
from catchball.site.serving.home import Home

NOTE = "last-backup.json"
PATTERN = "catchball-*.backup*"


class KeepsNothing(Invalid):
    """All backups would be removed, the new one too."""


@dataclass(frozen=True)
class LastBackup:
    """The backup that was made last from this home."""

    at: datetime
    path: str
    is_encrypted: bool


def back_up(
    access: Access, home: Home, *, into: Path, recipients: Recipients, keep: int | None
) -> tuple[Path, Manifest]:
    """Make a backup named by its instant, note it, and remove those beyond the newest `keep`.

    :raises KeepsNothing: if `keep` is less than one
    """
    if keep is not None and keep < 1:
        raise KeepsNothing("Keep at least one backup: --keep 1.")
    now = timezone.now()  # noqa: TID251 -- a backup is of the instant when it is made
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = into / f"catchball-{now:%Y%m%d-%H%M%S}.backup{'.age' if recipients else ''}"
    manifest = make_backup(access, Path(settings.UPLOAD_ROOT), path, recipients=recipients, now=now)
    note = {"at": now.isoformat(), "path": str(path), "is_encrypted": bool(recipients)}
    home.file(NOTE).write_text(json.dumps(note))
    if keep is not None:
        for old in sorted(into.glob(PATTERN))[:-keep]:
            old.unlink()
    return path, manifest


def last_backup(home: Home) -> LastBackup | None:
    """Return the backup that was made last from this home, or None if none was."""
    with suppress(OSError, ValueError, KeyError):
        note = json.loads(home.file(NOTE).read_text())
        return LastBackup(datetime.fromisoformat(note["at"]), note["path"], note["is_encrypted"])
    return None
