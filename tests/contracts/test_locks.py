"""What is installed is pinned by hash, and no committed file says from where it comes."""

import re
import subprocess
import tomllib

import pytest

from shared import ROOT

LOCKS = sorted(ROOT.glob("requirements*.txt"))
TELLS_A_SOURCE = re.compile(
    r"(index-url|extra-index|find-links|trusted-host|registry\s*=|\"resolved\")|^\s*-i\s|://.*\.whl"
)
MAY_TELL = {"omit-lockfile-registry-resolved=true"}


def tracked():
    names = ["requirements*.txt", "pyproject.toml", "uv.lock", "uv.toml", "pip.conf", "setup.cfg"]
    names += [
        ".npmrc",
        "package.json",
        "package-lock.json",
        "*/package.json",
        "*/package-lock.json",
    ]
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", *names],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return sorted(ROOT / name for name in listed.split("\0") if name)


def requirements(lock):
    joined = lock.read_text().replace("\\\n", " ")
    return [
        line for line in joined.splitlines() if line.strip() and not line.strip().startswith("#")
    ]


class TestLocks:
    def test_name_no_package_index(self):
        told = [
            f"{file.name}: {line}"
            for file in tracked()
            for line in file.read_text().splitlines()
            if TELLS_A_SOURCE.search(line) and line.strip() not in MAY_TELL
        ]
        assert told == []

    @pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
    def test_pin_every_requirement_by_hash(self, lock):
        loose = [line for line in requirements(lock) if "==" not in line or "--hash=" not in line]
        assert requirements(lock)
        assert loose == []

    def test_pin_the_same_versions_for_running_and_for_testing(self):
        running, testing = (
            {line.partition("--hash")[0].strip() for line in requirements(ROOT / name)}
            for name in ("requirements.txt", "requirements-dev.txt")
        )
        assert running <= testing

    def test_are_each_explained_with_their_licence(self):
        project = tomllib.loads((ROOT / "pyproject.toml").read_text())
        groups = [project["project"]["dependencies"], *project["dependency-groups"].values()]
        named = {re.match(r"[\w-]+", line)[0] for group in groups for line in group}
        explained = re.findall(
            r"^\| ([\w-]+) \| [^|]+ \| [^|]+ \|$",
            (ROOT / "docs/dependencies.md").read_text(),
            re.MULTILINE,
        )
        assert named - set(explained) == set()
