"""A file of 100,000 deliveries, from the first byte to the last journalled row (G14).

Ours does all of it: keeps the file, matches the columns, checks and compares every row, writes the
good ones behind the wall, and has the journal copy each and let it wait for its seal. Beside it
Django's `bulk_create` into our table, of the same files, read and not checked; and from rows that are
ready: COPY into a bare table, into one with the same columns, checks and indexes (the limit), and into
one that has the foreign key and the journal too; `bulk_create` into the plain one; and
django-import-export with its dry run and its confirmation.

Each is told by the clock and by the CPU time of client and server together, which a busy machine
blurs less.
"""

import os
import tempfile
import uuid
from argparse import Namespace
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter, process_time

import tablib

from catchball.kernel.ids import new_id
from catchball.site.demo.company import MANAGER
from ground import as_owner, demo, scope_of
from ground.shipments import (
    FIELDS,
    HEADER,
    ROWS,
    made_rows,
    read_csv,
    read_xlsx,
    write_csv,
    write_xlsx,
)

BULK_ROWS, PEER_ROWS = 20_000, 1_000


def main():
    demo()
    from django.conf import settings

    rows = list(made_rows())
    with tempfile.TemporaryDirectory() as folder:
        settings.UPLOAD_ROOT = Path(folder) / "kept"
        files = write_csv(Path(folder), rows), write_xlsx(Path(folder), rows)
        ours = {file.suffix: _ours(file) for file in files}
        apart = _in_two_steps(write_csv(Path(folder), rows, mark="T"))
        peers = _peers(
            rows, *(write(Path(folder), rows[:BULK_ROWS]) for write in (write_csv, write_xlsx))
        )
    limit = peers["COPY, same indexes (limit)"]
    print(f"  {ROWS:,} rows × {len(HEADER)}                  rows/s   and rows/s of CPU, ÷ limit")
    for suffix, spent in ours.items():
        _tell(f"ours, {suffix[1:].upper()}", spent, limit)
        print(f"      checked and written at once in {spent}")
    print("      CSV in two steps, as in the browser: checked in {}, written in {}".format(*apart))
    for name, spent in peers.items():
        _tell(name, spent, limit)
    for suffix, spent in ours.items():
        times = {name: spent.rate / peer.rate for name, peer in peers.items()}
        by_cpu = {name: spent.cpu_rate / peer.cpu_rate for name, peer in peers.items()}
        goals = {"django-import-export": 100, f"bulk_create of {suffix[1:].upper()}": 3}
        for name, goal in goals.items():
            print(
                f"  ours, {suffix[1:].upper()} ÷ {name}: {times[name]:.1f} ×, "
                f"by CPU {by_cpu[name]:.1f} × (goal ≥ {goal})"
            )


def _tell(name, spent, limit):
    print(
        f"  {name:30}{spent.rate:9,.0f} {spent.cpu_rate:9,.0f}"
        f"  {spent.rate / limit.rate:5.2f} {spent.cpu_rate / limit.cpu_rate:5.2f}"
    )


@dataclass(frozen=True)
class Spent:
    """What so many rows cost: seconds by the clock, CPU seconds of client and of server."""

    rows: int
    seconds: float
    client: float
    server: float

    def __str__(self):
        return f"{self.seconds:.1f} s (CPU {self.client:.1f} + {self.server:.1f})"

    @property
    def rate(self):
        return self.rows / self.seconds

    @property
    def cpu_rate(self):
        return self.rows / (self.client + self.server)


def _spent(run, rows):
    """Run, and return the result and what it cost."""
    server, client, began = _server_cpu(), process_time(), perf_counter()
    result = run()
    seconds, client = perf_counter() - began, process_time() - client
    return result, Spent(rows, seconds, client, _server_cpu() - server)


def _server_cpu():
    """Return the CPU seconds of the server's process behind our connection."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    ticks = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def _ours(file):
    """Import a file as ./catchball import does; return what it cost."""
    from catchball.site import importing

    asked = Namespace(
        what="deliveries",
        file=file,
        client="acme",
        email=MANAGER.email,
        map=None,
        program="P-1",
        update=False,
        reason="",
        dry_run=False,
        errors=None,
        json=False,
    )
    outcome, whole = _spent(lambda: importing.import_file(asked, show_progress=False), ROWS)
    found = outcome.page.line.findings
    if found.created != ROWS:
        raise RuntimeError("\n".join(outcome.as_text(most=5)))
    return whole


def _in_two_steps(file):
    """Import a file as somebody does in the browser; return what checking and writing cost."""
    from django.conf import settings

    from catchball.workplace.exchange import commands, queries

    scope, root = scope_of(MANAGER.email, "acme"), settings.UPLOAD_ROOT
    made = commands.receive_file(
        scope, what="deliveries", name=file.name, chunks=[file.read_bytes()], root=root
    )
    matching = queries.get_matching(scope, import_id=made, root=root)
    commands.match_columns(
        scope,
        import_id=made,
        mapping=replace(matching.mapping, constants={"program": "P-1"}),
        header=matching.header,
        update_existing=False,
        version=matching.line.version,
        in_background=False,
    )
    _checked, checking = _spent(
        lambda: commands.judge_import(scope, import_id=made, root=root), ROWS
    )
    version = queries.get_import(scope, import_id=made, root=root).line.version
    commands.confirm_import(scope, import_id=made, version=version, in_background=False)
    _written, writing = _spent(
        lambda: commands.write_import(scope, import_id=made, root=root), ROWS
    )
    created = queries.get_import(scope, import_id=made, root=root).line.findings.created
    if created != ROWS:
        raise RuntimeError(f"{created} deliveries were created, not {ROWS}.")
    return checking, writing


TABLES = """
DROP TABLE IF EXISTS bare_import, plain_import, journalled_import;
CREATE TABLE bare_import (LIKE production_delivery INCLUDING GENERATED);
CREATE TABLE plain_import (LIKE production_delivery INCLUDING ALL);
CREATE TABLE journalled_import (LIKE production_delivery INCLUDING ALL);
ALTER TABLE journalled_import ADD FOREIGN KEY (client_id, program_id)
    REFERENCES programs_program (client_id, id) DEFERRABLE INITIALLY DEFERRED;
CREATE TRIGGER journal_insert AFTER INSERT ON journalled_import REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION trust_journal('client_id', 'search');
GRANT ALL ON bare_import, plain_import, journalled_import TO PUBLIC
"""


def _peers(rows, few_in_csv, few_in_xlsx):
    from django.db import models

    class Imported(models.Model):
        id = models.UUIDField(primary_key=True, default=uuid.uuid4)
        client_id = models.UUIDField()
        program_id = models.UUIDField()
        reference = models.CharField(max_length=40)
        client_reference = models.CharField(max_length=60)
        item = models.CharField(max_length=160)
        origin = models.CharField(max_length=160)
        destination = models.CharField(max_length=120)
        category = models.CharField(max_length=60)
        transport = models.CharField(max_length=40)
        unit = models.CharField(max_length=20)
        state = models.CharField(max_length=12, default="delivered")
        requested_on = models.DateField(null=True)
        first_promised_on = models.DateField()
        promised_on = models.DateField()
        delivered_on = models.DateField(null=True)
        quantity_promised = models.DecimalField(max_digits=18, decimal_places=6, null=True)
        quantity_delivered = models.DecimalField(max_digits=18, decimal_places=6, null=True)
        version = models.PositiveIntegerField(default=1)

        class Meta:
            # Of an installed app, as django-import-export copies its rows by the model's name.
            app_label, db_table, managed = "production", "plain_import", False

    scope = scope_of(MANAGER.email, "acme")
    places = _places(scope)
    few, fewer = rows[:BULK_ROWS], rows[:PEER_ROWS]
    return {
        "COPY, bare": _afresh(lambda: _copy("bare_import", rows, places), ROWS),
        "COPY, same indexes (limit)": _afresh(lambda: _copy("plain_import", rows, places), ROWS),
        "COPY, and key, journal": _afresh(lambda: _journalled_copy(scope, rows), ROWS),
        "bulk_create of CSV": _afresh(
            lambda: _journalled_bulk(scope, read_csv(few_in_csv)), BULK_ROWS
        ),
        "bulk_create of XLSX": _afresh(
            lambda: _journalled_bulk(scope, read_xlsx(few_in_xlsx)), BULK_ROWS
        ),
        "bulk_create, same indexes": _afresh(lambda: _bulk(Imported, few, places), BULK_ROWS),
        "django-import-export": _afresh(lambda: _import_export(Imported, fewer, places), PEER_ROWS),
    }


def _places(scope):
    from catchball.workplace.programs.queries import list_programs

    return scope.client, list_programs(scope)[0].id


def _afresh(run, rows):
    """Return what the quicker of two runs cost, each into an empty table."""
    costs = []
    for _round in range(2):
        with as_owner() as owner:
            owner.execute(TABLES)
        costs.append(_spent(run, rows)[1])
    return min(costs, key=lambda spent: spent.seconds)


def _under_entry(scope, write):
    """Write as a command does: behind the wall, under an entry of the journal."""
    from catchball.trust.door import command
    from catchball.trust.permissions import Permission

    @command(may=Permission.DELIVERY_RECORD, event="bench.rows-written")
    def written(scope):
        write()

    written(scope)


def _journalled_copy(scope, rows):
    _under_entry(scope, lambda: _copy("journalled_import", rows, _places(scope)))


def _journalled_bulk(scope, rows):
    from catchball.workplace.production.models import Delivery

    marked = [(f"B{uuid.uuid4().hex[:6]}{row[0]}", *row[1:]) for row in rows]
    _under_entry(scope, lambda: _bulk(Delivery, marked, _places(scope)))


def _copy(table, rows, places):
    from django.db import connection, transaction

    names = ("id", "client_id", "program_id", "state", "version", "first_promised_on", *FIELDS)
    with transaction.atomic(), connection.cursor() as cursor:
        statement = f"COPY {table} ({', '.join(names)}) FROM STDIN"
        with cursor.cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row((new_id(), *places, "delivered", 1, row[9], *row))


def _bulk(model, rows, places):
    client, program = places
    model.objects.bulk_create(
        [
            model(
                client_id=client,
                program_id=program,
                first_promised_on=row[9],
                state="delivered",
                **dict(zip(FIELDS, row, strict=True)),
            )
            for row in rows
        ],
        batch_size=2_000,
    )


def _import_export(Imported, rows, places):  # noqa: N803 -- a class
    """Import as its admin does: read, a dry run that tells what would happen, then again."""
    from import_export import resources

    client, program = places

    class Deliveries(resources.ModelResource):
        class Meta:
            model = Imported
            fields = FIELDS
            import_id_fields = ("reference",)
            use_transactions = True

        def before_save_instance(self, instance, row, **kwargs):
            instance.client_id, instance.program_id = client, program
            instance.first_promised_on = instance.promised_on

    written = Deliveries()
    table = tablib.Dataset(headers=FIELDS)
    for row in rows:
        table.append([str(value) for value in row])
    for dry_run in (True, False):
        result = written.import_data(table, dry_run=dry_run, raise_errors=True)
    if result.totals["new"] != len(rows):
        raise RuntimeError(result.totals)


if __name__ == "__main__":
    main()
