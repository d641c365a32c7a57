"""What is known against the packages that are pinned here, and what of it somebody accepted.

`make audit` asks the package registry's advisories by pip-audit, where it is reached, and writes
tools/advisories.json. The suite judges that file without a network. An advisory is accepted by an
entry in tools/advisories_accepted.json: id, package, why, and until which day.
"""

import hashlib
import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements-dev.txt"
SNAPSHOT = ROOT / "tools" / "advisories.json"
ACCEPTED = ROOT / "tools" / "advisories_accepted.json"
PIP_AUDIT = "pip-audit==2.10.1"


def read_lock(text: str) -> dict[str, str]:
    """Return each pinned package, its name as registries spell it, with its version."""
    pinned = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", text, re.MULTILINE)
    return {spelt(name): version for name, version in pinned}


def spelt(name: str) -> str:
    """Return a package's name as registries compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def judge(
    locked: dict[str, str], snapshot: dict[str, Any], accepted: list[dict[str, str]]
) -> list[str]:
    """Return what is wrong, a sentence for each; nothing where all is well.

    Days are compared with the day on which the snapshot was taken, so that the same files are
    judged the same on every day.
    """
    asked_on = snapshot["asked_on"] or ""
    found = {(one["package"], one["id"]): one for one in snapshot["advisories"]}
    wrong = []
    for entry in accepted:
        key = (entry["package"], entry["id"])
        if not entry.get("why") or not re.fullmatch(r"\d{4}-\d\d-\d\d", entry.get("until", "")):
            wrong.append(f"{entry['id']} is accepted without a reason and a last day.")
        elif entry["until"] < asked_on:
            wrong.append(f"{entry['id']} was accepted until {entry['until']}: look again.")
        elif key not in found:
            wrong.append(f"{entry['id']} is accepted and not known of {entry['package']}.")
    spoken_for = {(entry["package"], entry["id"]) for entry in accepted}
    for (package, name), one in found.items():
        if locked.get(package) == one["version"] and (package, name) not in spoken_for:
            mended = " or ".join(one["mended_in"]) or "no release yet"
            wrong.append(f"{package} {one['version']}: {name}, mended in {mended}.")
    return wrong


def snapshot_of(told: dict[str, Any], *, day: str, lock: bytes) -> dict[str, Any]:
    """Return the snapshot for what pip-audit told (its JSON), in a fixed order."""
    answered = {spelt(one["name"]): one for one in told["dependencies"] if "version" in one}
    return {
        "asked_on": day if answered else None,
        "lock_sha256": hashlib.sha256(lock).hexdigest() if answered else None,
        "answered": sorted(answered),
        "advisories": [
            {
                "id": fault["id"],
                "package": name,
                "version": answered[name]["version"],
                "mended_in": fault["fix_versions"],
            }
            for name in sorted(answered)
            for fault in sorted(answered[name]["vulns"], key=lambda one: one["id"])
        ],
    }


def main() -> int:
    """Ask anew; keep the old snapshot where nobody answers."""
    uv = ROOT / ".venv" / "bin" / "uv"
    words = ["tool", "run", PIP_AUDIT, "--requirement", str(LOCK), "--disable-pip"]
    words += ["--require-hashes", "--format", "json", "--progress-spinner", "off"]
    asked = subprocess.run([uv, *words], capture_output=True, text=True, check=False)
    day = datetime.now(UTC).date().isoformat()  # noqa: TID251 -- a tool of its own
    told = json.loads(asked.stdout) if asked.stdout.strip() else {"dependencies": []}
    fresh = snapshot_of(told, day=day, lock=LOCK.read_bytes())
    if not fresh["answered"]:
        print("No advisories could be reached from here. The snapshot stays as it was.")
        return 1
    SNAPSHOT.write_text(json.dumps(fresh, indent=2) + "\n")
    wrong = judge(read_lock(LOCK.read_text()), fresh, json.loads(ACCEPTED.read_text()))
    print("\n".join(wrong) or f"Nothing is known against {len(fresh['answered'])} packages.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
