"""A file of 100,000 deliveries, from the first byte to the last journalled row (G14).

Ours does all of it: keeps the file, matches the columns, checks and compares every row, writes the
good ones behind the wall, and has the journal copy each. Beside it, into a table of the same
columns and indexes without wall and journal: COPY of rows that are ready (the limit), Django's
`bulk_create` of such rows, and django-import-export with its dry run and its confirmation.
"""

import csv
import random
import tempfile
import uuid
from argparse import Namespace
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

import tablib
import xlsxwriter

from catchball.site.demo.company import MANAGER
from ground import as_owner, demo, scope_of

ROWS, BULK_ROWS, PEER_ROWS = 100_000, 20_000, 1_000
HEADER = (
    "Reference",
    "Customer reference",
    "Item",
    "Origin",
    "Destination",
    "Category",
    "Transport",
    "Unit",
    "Requested on",
    "Promised on",
    "Delivered on",
    "Promised quantity",
    "Delivered quantity",
)
FIELDS = (
    "reference",
    "client_reference",
    "item",
    "origin",
    "destination",
    "category",
    "transport",
    "unit",
    "requested_on",
    "promised_on",
    "delivered_on",
    "quantity_promised",
    "quantity_delivered",
)


def main():
    demo()
    rows = list(_rows())
    with tempfile.TemporaryDirectory() as folder:
        files = _csv(Path(folder), rows), _xlsx(Path(folder), rows)
        ours = {file.suffix: _ours(file) for file in files}
    peers = _peers(rows)
    limit = peers["COPY alone (limit)"]
    print(f"  {ROWS:,} rows × {len(HEADER)}                rows/s   of the limit (goal ≥ 0.3)")
    for suffix, (rate, checking, writing) in ours.items():
        print(
            f"  ours, {suffix[1:].upper():4}                  {rate:9,.0f}  {rate / limit:5.2f}"
            f"   checked in {checking:.1f} s, written in {writing:.1f} s"
        )
    for name, rate in peers.items():
        print(f"  {name:28}{rate:9,.0f}  {rate / limit:5.2f}")
    best = max(rate for rate, *_ in ours.values())
    print(
        f"  ours ÷ django-import-export {best / peers['django-import-export']:.0f} × (goal ≥ 100)"
        f", ÷ bulk_create {best / peers['bulk_create']:.1f} × (goal ≥ 3)"
    )


def _rows():
    chance = random.Random(14)  # noqa: S311 -- the same file each time
    for number in range(ROWS):
        promised = date(2022, 1, 3) + timedelta(days=number % 1_400)
        late = chance.choice((0, 0, 0, -1, 3))
        quantity = chance.randint(100, 90_000)
        yield (
            f"IMP-{number:06}",
            f"PO {50_000 + number}",
            chance.choice(("Tablets 10 mg", "Tablets 40 mg", "Vials 5 ml")),
            "Bloomfield",
            chance.choice(("Rotterdam", "Leeds", "Gdańsk", "Lyon", "Porto")),
            "finished goods",
            chance.choice(("road", "air", "sea")),
            "packs",
            promised - timedelta(days=2),
            promised,
            promised + timedelta(days=late),
            quantity,
            quantity,
        )


def _csv(folder, rows):
    file = folder / "deliveries.csv"
    with file.open("w", newline="", encoding="utf-8") as stream:
        written = csv.writer(stream)
        written.writerow(HEADER)
        written.writerows(rows)
    return file


def _xlsx(folder, rows):
    file = folder / "deliveries.xlsx"
    # References of their own: what is recorded from the other file would be unchanged here.
    with xlsxwriter.Workbook(str(file), {"constant_memory": True}) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, HEADER)
        for at, (reference, *others) in enumerate(rows, start=1):
            sheet.write(at, 0, f"X{reference}")
            for column, value in enumerate(others, start=1):
                if isinstance(value, date):
                    sheet.write_datetime(at, column, value, day)
                else:
                    sheet.write(at, column, value)
    return file


def _ours(file):
    """Import a file as ./catchball import does; return rows a second and both halves' seconds."""
    from django.conf import settings

    from catchball.site import importing
    from catchball.workplace.exchange import commands

    settings.UPLOAD_ROOT = Path(tempfile.mkdtemp(prefix="catchball-bench-"))
    spent = {}
    for name in ("judge_import", "write_import"):
        _timed(commands, name, spent)
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
    began = perf_counter()
    outcome = importing.import_file(asked, show_progress=False)
    seconds = perf_counter() - began
    found = outcome.page.line.findings
    if found.created != ROWS:
        raise RuntimeError("\n".join(outcome.as_text(most=5)))
    return ROWS / seconds, spent["judge_import"], spent["write_import"]


def _timed(module, name, spent):
    does = getattr(module, name)

    def timed(*args, **kwargs):
        began = perf_counter()
        result = does(*args, **kwargs)
        spent[name] = perf_counter() - began
        return result

    setattr(module, name, timed)


TABLE = """
DROP TABLE IF EXISTS plain_import;
CREATE TABLE plain_import (LIKE production_delivery INCLUDING ALL);
GRANT ALL ON plain_import TO PUBLIC
"""


def _peers(rows):
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
            app_label, db_table, managed = "plain", "plain_import", False

    places = _places()
    return {
        "COPY alone (limit)": _afresh(lambda: _copy(rows, places), len(rows)),
        "bulk_create": _afresh(lambda: _bulk(Imported, rows[:BULK_ROWS], places), BULK_ROWS),
        "django-import-export": _afresh(
            lambda: _import_export(Imported, rows[:PEER_ROWS], places), PEER_ROWS
        ),
    }


def _places():
    from catchball.workplace.programs.queries import list_programs

    scope = scope_of(MANAGER.email, "acme")
    return scope.client, list_programs(scope)[0].id


def _afresh(run, count):
    """Return the rows a second of the quicker of two runs, each into an empty table."""
    rates = []
    for _round in range(2):
        with as_owner() as owner:
            owner.execute(TABLE)
        began = perf_counter()
        run()
        rates.append(count / (perf_counter() - began))
    return max(rates)


def _copy(rows, places):
    from django.db import connection, transaction

    names = ("id", "client_id", "program_id", "state", "version", "first_promised_on", *FIELDS)
    with transaction.atomic(), connection.cursor() as cursor:
        statement = f"COPY plain_import ({', '.join(names)}) FROM STDIN"
        with cursor.cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row((uuid.uuid4(), *places, "delivered", 1, row[9], *row))


def _bulk(model, rows, places):
    client, program = places
    model.objects.bulk_create(
        [
            model(
                client_id=client,
                program_id=program,
                first_promised_on=row[9],
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
