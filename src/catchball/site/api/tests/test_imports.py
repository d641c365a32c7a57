import gzip

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from catchball.site.jobs import JOBS
from imported import BAD, GOOD, HEAD
from machines import Machine, a_machine
from shared import shared_data
from world import scope_for


@pytest.fixture(autouse=True)
def _a_shelf_of_its_own(settings, tmp_path):
    settings.UPLOAD_ROOT = tmp_path


def _upload(machine: Machine, content: bytes, **headers):
    file = SimpleUploadedFile("shipments.csv", content)
    return machine.browser.post(
        "/api/v1/acme/exchange/imports/upload/",
        {"what": "deliveries", "file": file},
        headers={**machine.headers, **headers},
    )


def _work(company, job, made):
    """Do what the worker would have done."""
    JOBS[job](scope_for(company), import_id=made)


def _step(machine, made, verb, body=None):
    """Take a step with the import as it stands."""
    path = f"acme/exchange/imports/{made}/"
    return machine.post(f"{path}{verb}/", body, {"If-Match": machine.get(path).headers["ETag"]})


def _brought_in(machine, company, content):
    made = _upload(machine, content).json()["line"]["id"]
    matching = machine.get(f"acme/exchange/imports/{made}/matching/").json()
    body = {
        "mapping": matching["mapping"],
        "header": matching["header"],
        "update_existing": False,
    }
    assert _step(machine, made, "match", body).status_code == 200
    _work(company, "exchange.judge", made)
    return made


class TestImports:
    def test_are_brought_in_judged_and_written(self, acme):
        machine = a_machine(acme)
        made = _brought_in(machine, acme, (HEAD + GOOD + BAD).encode())
        judged = machine.get(f"acme/exchange/imports/{made}/").json()

        written = _step(machine, made, "confirm")
        _work(acme, "exchange.write", made)

        assert (judged["line"]["state"], judged["line"]["findings"]["refused"]) == ("judged", 1)
        assert written.json()["line"]["state"] == "writing"
        rows = machine.get("acme/production/deliveries/").json()["items"]
        assert {row["reference"] for row in rows} == {"A-1", "A-2"}
        refused = machine.get(f"acme/exchange/imports/{made}/errors/")
        assert b"A-3" in refused.content

    def test_are_rolled_back(self, acme):
        machine = a_machine(acme)
        made = _brought_in(machine, acme, (HEAD + GOOD).encode())
        _step(machine, made, "confirm")
        _work(acme, "exchange.write", made)

        asked = _step(machine, made, "undo", {"reason": "The wrong month"})
        _work(acme, "exchange.undo", made)

        assert asked.status_code == 200
        state = machine.get(f"acme/exchange/imports/{made}/").json()["line"]["state"]
        assert state == "undone"
        assert machine.get("acme/production/deliveries/").json()["items"] == []

    def test_begin_once_for_a_file_that_is_sent_twice(self, acme):
        machine = a_machine(acme)
        first = _upload(machine, (HEAD + GOOD).encode(), **{"Idempotency-Key": "one"})

        again = _upload(machine, (HEAD + GOOD).encode(), **{"Idempotency-Key": "one"})
        other = _upload(machine, (HEAD + BAD).encode(), **{"Idempotency-Key": "one"})

        assert (first.status_code, again.content) == (201, first.content)
        assert other.status_code == 422
        assert len(machine.get("acme/exchange/imports/").json()["items"]) == 1

    def test_refuse_what_is_no_table_in_words(self, acme):
        answer = _upload(a_machine(acme), b"\x89PNG\r\n\x1a\n" + bytes(64))

        assert answer.status_code == 422
        assert answer.json()["detail"].endswith(".")

    def test_are_not_seen_by_neighbours(self, acme, zenith):
        made = _upload(a_machine(acme), (HEAD + GOOD).encode()).json()["line"]["id"]

        assert a_machine(zenith).get(f"zenith/exchange/imports/{made}/").status_code == 404

    def test_take_the_published_shipments(self, acme):
        packed = shared_data("on-time-delivery", "scms_2006_2009.csv.gz").read_bytes()
        machine = a_machine(acme)

        made = _brought_in(machine, acme, gzip.decompress(packed))

        findings = machine.get(f"acme/exchange/imports/{made}/").json()["line"]["findings"]
        assert (findings["created"], findings["refused"]) == (3036, 0)
