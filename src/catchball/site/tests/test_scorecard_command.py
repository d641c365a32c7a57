"""The scorecard on the command line."""

import json
from datetime import date
from decimal import Decimal

import pytest

from catchball.site.cli import __main__ as line
from catchball.site.serving import opening
from catchball.trust.permissions import Role
from catchball.workplace.scorecards.queries import read_scorecard
from measured import deliveries, month_of
from promised import a_signed_promise
from world import scope_for

LEAD = "client-lead@acme.example"


@pytest.fixture
def type_in(db, monkeypatch, capsys):
    monkeypatch.setattr(opening, "open_catchball", lambda: None)

    def typed(words):
        return line.main(["scorecard", *words.split()]), capsys.readouterr()

    return typed


@pytest.fixture
def october(acme, zenith):
    promise = a_signed_promise(acme, from_on=date(2025, 1, 1))
    deliveries(acme, *month_of(date(2026, 10, 5), good=29, late=3))
    return promise


def test_draws_a_table_for_the_eye(october, type_in):
    status, said = type_in(f"--client acme --as {LEAD} --month 2026-10")
    assert status == 0
    heads, row = said.out.splitlines()[3:5]
    assert heads.split()[-2:] == ["Oct", "Together"]
    assert row.replace("\N{NO-BREAK SPACE}", " ").startswith("On-time delivery ≥ 95 %")
    assert row.split()[-3:] == ["!91", "below", "target"]


def test_tells_a_script_everything_unrounded(acme, october, type_in):
    status, said = type_in(f"--client acme --as {LEAD} --month 2026-10 --json")
    told = json.loads(said.out)
    assert status == 0
    (promise,) = told["promises"]
    assert promise["promise"] == str(october)
    whole = promise["whole"]
    assert Decimal(whole["value"]) == Decimal(29) / 32
    assert (whole["top"], whole["bottom"], whole["n"]) == ("29", "32", 32)
    assert (whole["first"], whole["until"]) == ("2025-11-01", "2026-11-01")
    assert whole["standing"] == "below-target"
    assert len(promise["periods"]) == 12
    assert len(told["sha256"]) == 64


def test_narrows_to_a_program_and_a_grain(acme, october, type_in):
    words = f"--client acme --as {LEAD} --program p-1 --grain year --json"
    told = json.loads(type_in(words)[1].out)
    assert told["grain"] == "year"
    assert told["program"].startswith("P-1")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (f"--client zenith --as {LEAD}", "is not assigned to a client called zenith"),
        ("--client acme --as nobody@acme.example", "Nobody signs in as"),
        (f"--client acme --as {LEAD} --month May", "Name a month as 2026-11"),
        (f"--client acme --as {LEAD} --program X-9", "no program with the code X-9"),
    ],
)
def test_says_what_is_wrong_and_fails(october, type_in, words, complaint):
    status, said = type_in(words)
    assert status == 1
    assert complaint in said.err
    assert said.out == ""


def test_speaks_of_no_promise_in_a_sentence(acme, zenith, type_in):
    status, said = type_in(f"--client acme --as {LEAD}")
    assert (status, said.out) == (0, "No promise has been signed yet\n")
    assert read_scorecard(scope_for(acme, Role.CLIENT_LEAD)).rows == ()
