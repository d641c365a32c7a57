"""Nothing is known against a pinned package unless somebody accepted it; and licences are known."""

import importlib.metadata
import importlib.util
import json
import re

import pytest

from shared import ROOT

_spec = importlib.util.spec_from_file_location("advisories", ROOT / "tools" / "advisories.py")
advisories = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(advisories)

LOCKED = {"jinja2": "3.1.6", "lxml": "6.1.3"}
FAULT = {"id": "PYSEC-2099-1", "package": "lxml", "version": "6.1.3", "mended_in": ["6.1.4"]}
KNOWN = {"asked_on": "2026-11-28", "advisories": [FAULT]}
# What may stand in an Apache-2.0 product that is installed and not linked, or that only tests use.
LICENCES = re.compile(
    r"\b(MIT|BSD|Apache|PSF|Python Software Foundation|MPL|Mozilla Public License|LGPL|ISC|0BSD"
    r"|Artistic|CNRI|MIT-CMU)\b"
)
# Of a tool that is run and not shipped; and of one whose metadata say nothing.
OTHERWISE = {"djlint": "GPL-3.0-or-later, a linter", "pyrage": "MIT, in its repository"}


def accepted(**differing):
    usual = {"id": "PYSEC-2099-1", "package": "lxml", "why": "Not called.", "until": "2026-12-31"}
    return [usual | differing]


class TestTheSnapshot:
    def test_holds_nothing_against_a_pinned_package(self):
        locked = advisories.read_lock(advisories.LOCK.read_text())
        snapshot = json.loads(advisories.SNAPSHOT.read_text())
        spoken_for = json.loads(advisories.ACCEPTED.read_text())

        assert len(locked) > 100
        assert advisories.judge(locked, snapshot, spoken_for) == []


class TestJudging:
    def test_names_what_is_known_of_a_pinned_version(self):
        assert advisories.judge(LOCKED, KNOWN, []) == ["lxml 6.1.3: PYSEC-2099-1, mended in 6.1.4."]

    def test_passes_over_other_versions(self):
        assert advisories.judge({"lxml": "6.1.4"}, KNOWN, []) == []

    def test_lets_pass_what_was_accepted_with_a_reason(self):
        assert advisories.judge(LOCKED, KNOWN, accepted()) == []

    @pytest.mark.parametrize(
        ("differing", "said"),
        [
            ({"why": ""}, "without a reason"),
            ({"until": "soon"}, "without a reason and a last day"),
            ({"until": "2026-11-27"}, "look again"),
            ({"package": "jinja2"}, "not known of jinja2"),
        ],
    )
    def test_refuses_what_is_accepted_badly(self, differing, said):
        assert said in advisories.judge(LOCKED, KNOWN, accepted(**differing))[0]

    def test_reads_what_the_auditor_tells(self):
        told = {
            "dependencies": [
                {"name": "LXML", "version": "6.1.3", "vulns": [
                    {"id": "PYSEC-2099-1", "fix_versions": ["6.1.4"], "aliases": []}
                ]},
                {"name": "jinja2", "skip_reason": "Dependency not found"},
            ]
        }  # fmt: skip
        made = advisories.snapshot_of(told, day="2026-11-28", lock=b"")

        assert (made["answered"], made["advisories"]) == (["lxml"], [FAULT])

    def test_takes_no_silence_for_an_answer(self):
        told = {"dependencies": [{"name": "lxml", "skip_reason": "Dependency not found"}]}

        assert advisories.snapshot_of(told, day="2026-11-28", lock=b"")["asked_on"] is None


def _licence(name):
    told = importlib.metadata.metadata(name)
    classifiers = told.get_all("Classifier", [])
    texts = [told.get("License-Expression"), told.get("License"), *classifiers]
    return " ".join(text for text in texts if text and not text.startswith("Programming"))


def test_every_installed_package_has_a_licence_that_fits():
    locked = advisories.read_lock(advisories.LOCK.read_text())
    installed = {advisories.spelt(one.name) for one in importlib.metadata.distributions()}
    unfit = {
        name: _licence(name)[:80]
        for name in set(locked) & installed
        if name not in OTHERWISE and not LICENCES.search(_licence(name))
    }

    assert unfit == {}
