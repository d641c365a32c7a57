"""What the papers on security name is there: mechanisms, tests, every requirement; and settings."""

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from shared import ROOT, shared_data

SOURCE = ROOT / "src" / "catchball"
PAPERS = ("asvs.md", "part11.md")
PATH = re.compile(r"`((?:[\w.-]+/)*[\w.-]+\.(?:py|md|html|js|json|txt|toml)|deploy/Containerfile)`")
TEST = re.compile(r"(?P<path>[\w/]+\.py)(?:::(?P<name>\w+))?")
STATUSES = {
    "asvs.md": {"met", "partly", "not met", "not applicable"},
    "part11.md": {"met", "partly", "yours", "not applicable"},
}


def rows(paper):
    """Return the cells of each row of the paper's tables, without their heads."""
    lines = (ROOT / "docs" / paper).read_text("utf-8").splitlines()
    cells = [line.strip("|").split(" | ") for line in lines if line.startswith("| ")]
    return [[cell.strip(" |") for cell in row] for row in cells if "Status" not in row]


def found(path):
    """Return the file that a paper names, from the code's folder or from the top."""
    return next((base / path for base in (SOURCE, ROOT) if (base / path).is_file()), None)


@pytest.mark.parametrize("paper", PAPERS)
class TestAPaper:
    def test_gives_every_row_a_status_that_it_explains(self, paper):
        at = 3 if paper == "asvs.md" else 1
        assert {row[at] for row in rows(paper)} <= STATUSES[paper]
        assert len(rows(paper)) > 50

    def test_names_mechanisms_that_are_there(self, paper):
        named = {path for row in rows(paper) for cell in row[:-1] for path in PATH.findall(cell)}
        assert len(named) > 20
        assert sorted(path for path in named if found(path) is None) == []

    def test_names_tests_that_are_there(self, paper):
        missing = []
        for row in rows(paper):
            test = row[-1].strip("`")
            if test == "no test":
                continue
            told = TEST.fullmatch(test)
            file = found(told["path"]) if told else None
            if file is None or (
                told["name"] and f"def {told['name']}(" not in file.read_text("utf-8")
            ):
                missing.append(test)
        assert missing == []

    def test_claims_nothing_met_without_a_mechanism(self, paper):
        at = 3 if paper == "asvs.md" else 1
        assert [row[0] for row in rows(paper) if row[at] in {"met", "partly"} and not row[-2]] == []


def test_every_requirement_of_asvs_levels_one_and_two_is_answered_once():
    listed = shared_data("security", "asvs_5.0.0.csv").read_text("utf-8-sig").splitlines()
    asked = [(one["req_id"], one["L"]) for one in csv.DictReader(listed) if one["L"] in "12"]

    assert [(row[0], row[1]) for row in rows("asvs.md")] == asked


def test_the_counts_on_top_of_asvs_are_those_of_its_rows():
    text = (ROOT / "docs" / "asvs.md").read_text("utf-8")
    given = [row[3] for row in rows("asvs.md")]
    for status in STATUSES["asvs.md"]:
        assert f"{given.count(status)} {status}" in text


def test_the_paper_for_reporters_leads_to_the_others():
    text = (ROOT / "SECURITY.md").read_text("utf-8")
    linked = re.findall(r"\]\((docs/[\w-]+\.md)\)", text)

    assert set(linked) >= {"docs/threat-model.md", "docs/asvs.md", "docs/part11.md"}
    assert [path for path in linked if not (ROOT / path).is_file()] == []


def test_cookies_behind_https_are_bound_to_host_and_tls():
    asks = (
        "import json; from catchball.site import settings as s; print(json.dumps([s.SESSION_COOKIE_NAME,"
        " s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY,"
        " s.CSRF_COOKIE_HTTPONLY, s.SECURE_HSTS_SECONDS >= 31_536_000,"
        " s.SECURE_HSTS_INCLUDE_SUBDOMAINS]))"
    )
    told = {}
    for https in "01":
        environment = {
            **os.environ,
            "PYTHONPATH": str(Path(SOURCE).parent),
            "CATCHBALL_SECRET_KEY": "x" * 40,
            "CATCHBALL_HTTPS": https,
        }
        ran = subprocess.run(
            [sys.executable, "-c", asks], env=environment, capture_output=True, check=True
        )
        told[https] = json.loads(ran.stdout)

    assert told["1"] == [
        "__Host-catchball_session",
        "__Host-csrftoken",
        True,
        True,
        True,
        True,
        True,
    ]
    assert told["0"] == ["catchball_session", "csrftoken", False, True, True, False, False]
