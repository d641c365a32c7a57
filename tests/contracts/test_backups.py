"""A backup goes round: made while people work, restored into an empty home, its seals whole."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from catchball.site.serving.home import CHECKOUT
from printed import plain

OURS = ("DATABASE_URL", "OWNER_DATABASE_URL", "CATCHBALL_SECRET_KEY", "CATCHBALL_UPLOADS")

# A small installation: two clients, two people, an upload, all sealed but the last lines.
FURNISH = """
from pathlib import Path
from catchball.site.serving.opening import open_catchball
open_catchball()
from django.conf import settings
from django.core.management import call_command
call_command("migrate", database="owner", interactive=False, verbosity=0)
from django.utils import timezone
from catchball.site.cli._acting import operator
from catchball.trust import commands
from catchball.trust.permissions import Role
from catchball.trust.seals import key_from, seal_waiting
from catchball.workplace.programs.commands import add_client
for slug in ("acme", "zenith"):
    client = add_client(operator(), slug=slug, name=slug.title(), zone="Europe/London")
    folder = Path(settings.UPLOAD_ROOT) / str(client)
    folder.mkdir(parents=True)
    (folder / ("0" * 64)).write_bytes(slug.encode())
    (folder / ".arriving-1-2").write_bytes(b"half a file")
seal_waiting(key_from(settings.SEAL_KEY), now=timezone.now())
for role in (Role.QUALITY, Role.CLIENT_LEAD):
    commands.add_person(operator(), email=f"{role}@cmo.example", name=role.label, role=role,
                        password="a long enough password", zone="UTC")
"""
# What somebody does who has the database in hand, and leaves no trace in it.
TAMPER = """
from catchball.site.backups.access import opened_for_all
with opened_for_all() as access, access.connect() as connection:
    connection.execute("SET session_replication_role = replica")
    connection.execute("UPDATE trust_entry SET actor_name = 'Nobody' WHERE event LIKE '%added'")
"""
COMPARE = """
import subprocess
from catchball.site.backups.access import opened_for_all
with opened_for_all() as access:
    said = subprocess.run([access.binaries.program("pg_dump"), "--schema-only"],
        env=access.environment(), capture_output=True, text=True, check=True).stdout
    print("\\n".join(line for line in said.splitlines() if "restrict" not in line))
"""
OLD_DOOR = """
from catchball.site.backups.access import opened_for_all
with opened_for_all() as access, access.connect() as connection:
    print(connection.execute("SELECT xact::text FROM trust_entry ORDER BY id LIMIT 1").fetchall())
"""


class Installation:
    """A home of its own, and what is run in it."""

    def __init__(self, folder):
        self.folder = folder
        self.environment = {name: value for name, value in os.environ.items() if name not in OURS}
        self.environment |= {
            "CATCHBALL_HOME": str(folder),
            "PYTHONPATH": str(CHECKOUT / "src"),
            "DJANGO_SETTINGS_MODULE": "catchball.site.settings",
        }

    def _run(self, *words):
        return subprocess.run(
            [sys.executable, *words],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def python(self, text):
        done = self._run("-c", text)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def catchball(self, *words):
        done = self._run("-m", "catchball.site.cli", *words)
        return done.returncode, done.stdout + done.stderr

    def uploads(self):
        found = (self.folder / "uploads").rglob("*")
        return sorted((path.name, path.read_bytes()) for path in found if path.is_file())


@pytest.fixture(scope="module")
def folder():
    # Not pytest's own folder: root's PostgreSQL runs as an account that cannot reach it.
    folder = Path(tempfile.mkdtemp(prefix="catchball-backups-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


def test_a_backup_goes_round(folder):
    old, new = Installation(folder / "old"), Installation(folder / "new")
    old.python(FURNISH)
    key, backups = folder / "key", folder / "backups"
    assert old.catchball("backup", "--make-key", str(key))[0] == 0
    status, said = old.catchball("backup", "--key-file", str(key), "--into", str(backups))
    assert status == 0, said
    (backup,) = backups.glob("*.age")
    tables, own_key = old.python(COMPARE), old.catchball("verify", "--show-key")[1].strip()

    # A database that holds anything is not written over.
    status, said = old.catchball("restore", str(backup), "--key-file", str(key))
    assert (status, "nothing was changed" in said) == (1, True), said

    # One that was changed behind the product's back is refused, and leaves nothing.
    old.python(TAMPER)
    status, said = old.catchball("verify")
    assert (status, "changed. It reads otherwise now" in said) == (1, True), said
    assert old.catchball("backup", "--into", str(folder / "forged"))[0] == 0
    (forged,) = (folder / "forged").glob("*.backup")
    status, said = new.catchball("restore", str(forged), "--seal-key", own_key)
    assert (status, "changed. It reads otherwise now" in said) == (1, True), said

    # The good one goes into the home that is still empty, and all of it is there.
    status, said = new.catchball("restore", str(backup), "--key-file", str(key))
    assert status == 0, said
    assert own_key in said
    assert plain(new.python(COMPARE)) == plain(tables)
    assert new.uploads() == [("0" * 64, b"acme"), ("0" * 64, b"zenith")]
    status, said = new.catchball("verify", "--key", own_key)
    assert (status, "All is as it was sealed" in said) == (0, True), said
    assert "quality@cmo.example" in new.catchball("user", "list")[1]

    # Work goes on, and is journalled.
    assert new.catchball("user", "close", "quality@cmo.example")[0] == 0
    status, said = new.catchball("verify", "--key", own_key)
    assert (status, "wait for their seal" in said) == (0, True), said

    # No entry of the old server opens a door to a transaction of the new one.
    assert "'2'" in new.python(OLD_DOOR)
