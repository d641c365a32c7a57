"""`./catchball import`, as scripts and people type it."""

import gzip
import json

import pytest

from catchball.site.cli import __main__ as line
from catchball.site.serving import opening
from catchball.trust.permissions import Role
from catchball.workplace.exchange import queries
from catchball.workplace.exchange.rules.steps import ImportState
from catchball.workplace.production.queries import count_batches, count_deliveries
from imported import BAD, GOOD, HEAD
from shared import shared_data
from world import scope_for


@pytest.fixture
def type_in(acme, zenith, tmp_path, settings, monkeypatch, capsys):
    """Type `import`; the test's own database is already open."""
    monkeypatch.setattr(opening, "open_catchball", lambda: None)
    settings.UPLOAD_ROOT = tmp_path / "uploads"

    def typed(content, *words, what="deliveries", role=Role.PROGRAM_MANAGER, name="in.csv"):
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        who = ("--client", "acme", "--as", acme.email(role))
        status = line.main(["import", what, str(file), *who, *words])
        return status, capsys.readouterr()

    typed.folder = tmp_path
    return typed


def unpacked(*parts):
    return gzip.decompress(shared_data(*parts).read_bytes())


class TestImport:
    def test_writes_every_row_and_says_so(self, acme, type_in):
        status, said = type_in(HEAD + GOOD)
        assert (status, said.err) == (0, "")
        assert said.out.split()[:4] == ["read", "2", "created", "2"]
        assert count_deliveries(scope_for(acme)).all == 2

    def test_changes_nothing_the_second_time(self, acme, type_in):
        type_in(HEAD + GOOD)
        status, said = type_in(HEAD + GOOD, "--json")
        found = json.loads(said.out)
        assert (status, found["created"], found["unchanged"], found["written"]) == (0, 0, 2, False)

    def test_writes_nothing_in_a_dry_run_and_leaves_nothing_behind(self, acme, type_in):
        status, said = type_in(HEAD + GOOD + BAD, "--dry-run")
        assert status == 3
        assert "Dry run: nothing was written." in said.out
        assert "line 4: Promised day: There is no day 30 in month 2" in said.out
        assert count_deliveries(scope_for(acme)).all == 0
        assert [one.state for one in queries.list_imports(scope_for(acme))] == [
            ImportState.DISCARDED
        ]
        assert not [path for path in (type_in.folder / "uploads").rglob("*") if path.is_file()]

    def test_lists_what_it_refuses_and_writes_the_rest(self, acme, type_in):
        kept = type_in.folder / "refused.csv"
        status, said = type_in(HEAD + GOOD + BAD, "--json", "--errors", str(kept))
        found = json.loads(said.out)
        assert (status, found["created"], found["refused"]) == (3, 2, 1)
        assert found["refusals"][0]["line"] == 4
        assert "There is no day 30" in found["refusals"][0]["why"]
        assert "2026-02-30" in kept.read_text("utf-8-sig")

    def test_stops_where_a_column_can_be_read_in_two_ways(self, acme, type_in):
        rows = HEAD + "A-1,P-1,03/04/2026,,1\n"
        status, said = type_in(rows)
        assert status == 4
        assert "03/04/2026 → 2026-04-03" in said.out
        answer = type_in.folder / "map.json"
        columns = {"reference": "Reference", "program": "Program", "promised_on": "Promised day"}
        styles = {"Promised day": "d/m/y"}
        answer.write_text(json.dumps({"what": "deliveries", "columns": columns, "styles": styles}))
        assert type_in(rows, "--map", str(answer))[0] == 0
        assert count_deliveries(scope_for(acme)).all == 1

    @pytest.mark.parametrize(
        ("content", "words", "why"),
        [
            (b"", (), "The file is empty"),
            (b"A,B\n1,2\n", (), "is needed"),
            ((HEAD + GOOD).encode(), ("--map", "/nowhere.json"), "/nowhere.json cannot be read"),
            ((HEAD + GOOD).encode(), ("--client", "nowhere"), "not assigned to a client"),
        ],
    )
    def test_says_why_nothing_was_written(self, acme, type_in, content, words, why):
        status, said = type_in(content, *words)
        assert (status, said.out) == (1, "")
        assert why in said.err
        status, said = type_in(content, *words, "--json")
        assert (status, why in json.loads(said.out)["error"]) == (1, True)

    def test_is_refused_to_whoever_may_not_import(self, acme, type_in):
        status, said = type_in(HEAD + GOOD, role=Role.CLIENT_LEAD)
        assert status == 1
        assert "Your role does not allow this" in said.err

    def test_brings_records_up_to_date_where_asked(self, acme, type_in):
        type_in(HEAD + GOOD)
        changed = HEAD + GOOD.replace("2026-10-05,10", "2026-10-05,12")
        status, said = type_in(changed)
        assert (status, "exists with other values" in said.out) == (3, True)
        status, said = type_in(changed, "--update", "--reason", "Counted again", "--json")
        found = json.loads(said.out)
        assert (status, found["updated"], found["unchanged"]) == (0, 1, 1)


class TestTheRealFiles:
    def test_come_in_whole_with_the_maps_of_the_documentation(self, acme, type_in):
        for what, packed, mapping, count in (
            ("deliveries", ("on-time-delivery", "scms_2006_2009.csv.gz"), 0, 3036),
            ("batches", ("pharma-batches", "laboratory_dev.csv.gz"), 1, 288),
        ):
            written = type_in.folder / f"{what}.json"
            written.write_text(documented_maps()[mapping])
            status, said = type_in(unpacked(*packed), "--map", str(written), "--json", what=what)
            found = json.loads(said.out)
            assert (status, found["read"], found["created"]) == (0, count, count)
        assert count_deliveries(scope_for(acme)).all == 3036
        assert count_batches(scope_for(acme)).all == 288


def documented_maps():
    from pathlib import Path  # noqa: PLC0415

    page = (Path(__file__).resolve().parents[4] / "docs" / "imports.md").read_text("utf-8")
    return [part.split("```")[0] for part in page.split("```json\n")[1:]]
