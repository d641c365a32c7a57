"""What was fetched from others is what the note says, byte by byte, each with its licence."""

import hashlib
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOTE = json.loads((ROOT / "tools" / "vendor.json").read_text())
FILES = [(path, digest) for entry in NOTE for path, digest in entry["files"].items()]
FOLDERS = ("src/catchball/site/look/fonts", "src/catchball/site/look/js/vendor", "tests/vendor")


@pytest.mark.parametrize(("path", "digest"), FILES, ids=[path for path, _ in FILES])
def test_a_fetched_file_is_unchanged(path, digest):
    assert hashlib.sha256((ROOT / path).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("folder", [*FOLDERS, "src/catchball/site/typst/fonts"])
def test_no_file_of_others_lies_there_unnoted(folder):
    noted = {path for path, _ in FILES}

    assert {str(one.relative_to(ROOT)) for one in (ROOT / folder).iterdir()} <= noted


@pytest.mark.parametrize("entry", NOTE, ids=[entry["package"] for entry in NOTE])
def test_each_comes_with_its_licence(entry):
    assert entry["licence"] in {"OFL-1.1", "0BSD", "MPL-2.0"}
    assert any("LICENSE" in path or "OFL" in path for path in entry["files"])


def test_no_script_points_to_a_map_that_is_not_here():
    scripts = (ROOT / "src/catchball/site/look/js").rglob("*.js")

    assert not [one.name for one in scripts if "sourceMappingURL" in one.read_text()]
