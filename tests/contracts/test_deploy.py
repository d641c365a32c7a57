"""What deploys Catchball is pinned, runs as nobody in particular, and calls what there is."""

import configparser
import re

import pytest

from catchball.site.cli.__main__ import parser
from shared import ROOT

DEPLOY = ROOT / "deploy"
CONTAINER = (DEPLOY / "Containerfile").read_text("utf-8")
LINES = [
    line for line in CONTAINER.replace("\\\n", " ").splitlines() if line and line[0] not in "# "
]
UNITS = sorted(DEPLOY.glob("*.service"))


def _arguments(word):
    return [line.split(None, 1)[1] for line in LINES if line.split()[0] == word]


class TestContainerfile:
    def test_pins_its_base_to_a_patch_release(self):
        (base,) = [one for one in _arguments("ARG") if one.startswith("BASE=")]
        assert re.search(r":\d+\.\d+\.\d+-[\w-]+$", base)
        assert all(line.split()[0] == "${BASE}" for line in _arguments("FROM"))

    def test_does_not_run_as_root(self):
        assert _arguments("USER")[-1] == "catchball"
        last_stage = CONTAINER.rpartition("\nFROM ")[2]
        assert last_stage.index("USER catchball") < last_stage.index("ENTRYPOINT")
        assert "RUN" not in last_stage.partition("USER catchball")[2].split()

    def test_fetches_nothing_but_pinned_packages(self):
        assert not re.search(
            r"curl|wget|ADD |apt|git clone|pip install|https?://(?!127)", CONTAINER
        )
        assert ".ci/install .venv requirements.txt" in _arguments("RUN")[0]
        assert "--require-hashes" in (ROOT / ".ci" / "install").read_text("utf-8")

    def test_copies_only_what_the_build_may_see(self):
        seen = {
            line.removeprefix("!").strip()
            for line in (ROOT / ".containerignore").read_text("utf-8").splitlines()
            if line.startswith("!")
        }
        copied = {
            word
            for line in _arguments("COPY")
            if not line.startswith("--from")
            for word in line.split()[:-1]
        }
        assert copied == seen
        assert all((ROOT / name).exists() for name in copied)

    def test_keeps_its_data_in_a_volume(self):
        assert _arguments("VOLUME") == ["/data"]
        assert "CATCHBALL_HOME=/data" in _arguments("ENV")[0]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
class TestUnits:
    def _service(self, unit):
        # A key may stand twice in a unit; the last is enough here.
        read = configparser.RawConfigParser(strict=False)
        read.optionxform = str
        read.read_string(unit.read_text("utf-8"))
        return read["Service"]

    def test_run_as_a_user_without_powers(self, unit):
        service = self._service(unit)
        assert service["User"] == "catchball"
        assert service["NoNewPrivileges"] == "yes"
        assert service["ProtectSystem"] == "strict"

    def test_call_commands_that_there_are(self, unit):
        service = self._service(unit)
        for key in ("ExecStart", "ExecStartPost"):
            if key in service:
                program, *words = service[key].split()
                assert program == "/opt/catchball/catchball"
                assert callable(parser().parse_args(words).run)


def test_the_timer_starts_a_service_that_there_is():
    assert [(DEPLOY / f"{timer.stem}.service").exists() for timer in DEPLOY.glob("*.timer")] == [
        True
    ]
