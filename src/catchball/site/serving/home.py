"""Where one checkout keeps its database and its secrets on this machine."""

import hashlib
import os
import pwd
import secrets
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[4]
DEMO_MARK = "demo"
STATE_OF_ROOT = Path("/var/lib/catchball")


@dataclass(frozen=True)
class Account:
    """The ordinary account that PostgreSQL runs under when root starts it."""

    uid: int
    gid: int


def account_for_postgres() -> Account | None:
    """Return the account to drop to, or None where we are an ordinary user already.

    `nobody` exists everywhere and has the passwd entry that initdb asks for.
    """
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid)


@dataclass(frozen=True)
class Home:
    """The folder of one installation; only its owner reads it."""

    path: Path

    @property
    def cluster(self) -> Path:
        """Return the folder of the PostgreSQL cluster."""
        return self.path / "postgres"

    @property
    def uploads(self) -> Path:
        """Return the folder of the files that people brought in."""
        return self.path / "uploads"

    def file(self, name: str) -> Path:
        """Return the path of a small file of ours: a lock, or a note of what runs."""
        return self._folder("run") / name

    def secret(self, name: str) -> str:
        """Return the secret of this name, made once and readable by its owner alone."""
        return self.secret_file(name).read_text().strip()

    def secret_file(self, name: str) -> Path:
        """Return the file of the secret of this name, made once, readable by its owner alone."""
        path = self._folder("secrets") / name
        if not path.exists():
            unfinished = path.with_suffix(f".{os.getpid()}")
            unfinished.touch(mode=0o600)
            unfinished.write_text(secrets.token_urlsafe(48))
            try:
                # A link never replaces what another process made in the same moment.
                path.hardlink_to(unfinished)
            except FileExistsError:
                pass
            finally:
                unfinished.unlink()
        return path

    def open(self) -> "Home":
        """Make the folder, passable (not readable) for the account of PostgreSQL."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.geteuid() == 0:
            self.path.chmod(0o711)
        return self

    def _folder(self, name: str) -> Path:
        folder = self.path / name
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder


def home_of_checkout(checkout: Path = CHECKOUT) -> Home:
    """Return the home of this checkout: `.data` in it, or a folder of /var/lib for root.

    CATCHBALL_HOME names another folder, for instance one on a larger disk.
    PostgreSQL will not run as root, and the account that it drops to may not be able to reach
    a checkout below somebody's home. Permissions of homes are never widened for it.
    """
    named = os.environ.get("CATCHBALL_HOME")
    if named or os.geteuid() != 0:
        return Home(Path(named).resolve() if named else checkout / ".data").open()
    STATE_OF_ROOT.mkdir(mode=0o755, parents=True, exist_ok=True)
    name = hashlib.sha256(str(checkout).encode()).hexdigest()[:12]
    home = Home(STATE_OF_ROOT / name).open()
    home.file("checkout").write_text(f"{checkout}\n")
    return home
