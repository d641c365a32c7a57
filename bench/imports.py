"""A file of 100,000 deliveries brought in, journal and all, beside COPY alone and bulk_create.

Checked means read, judged and compared with what is recorded; written means read and judged again,
staged, inserted and journalled in one transaction, as `./catchball import` does it.
"""

import csv
import tempfile
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

from ground import as_owner, demo, scope_of

ROWS = 100_000
HEAD = [
    "Reference",
    "Client ref",
    "Program",
    "Item",
    "Origin",
    "Destination",
    "Category",
    "Transport",
    "Unit",
    "Promised day",
    "Delivered day",
    "Quantity",
]


def main():
    demo()
    from catchball.site.demo.company import MANAGER

    scope = scope_of(MANAGER.email, "quillmere")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        file = root / "shipments.csv"
        write_file(file, scope)
        checked, written, found = bring_in(scope, file, root)
        copied = copy_alone(file)
    made = bulk_create(scope)
    assert found.created == ROWS, found
    both = ROWS / (checked + written)
    print(f"  checked {ROWS / checked:9,.0f} rows/s   written {ROWS / written:9,.0f} rows/s")
    print(f"  both together        {both:9,.0f} rows/s, {checked + written:.1f} s")
    print(
        f"  COPY alone (limit)   {ROWS / copied:9,.0f} rows/s: ours is {both * copied / ROWS:.2f} of it"
    )
    print(
        f"  bulk_create, unread, unchecked, journalled {made:9,.0f} rows/s: ours {both / made:.1f} times"
    )


def write_file(file, scope):
    """Write the rows of three years, one in thirty of them late."""
    from catchball.workplace.programs.queries import list_programs

    code = list_programs(scope)[0].code
    first = date(2023, 1, 2)
    with file.open("w", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(HEAD)
        for n in range(ROWS):
            day = first + timedelta(days=n % 1000)
            done = day + timedelta(days=2 if n % 30 == 0 else 0)
            rows.writerow(
                [f"BI-{n}", f"PO-{n // 3}", code, f"Tablets {n % 40}", "Bloomfield", "Rotterdam"]
                + ["ARV", "Air", "packs", day.isoformat(), done.isoformat(), 1000 + n % 500]
            )


def bring_in(scope, file, root):
    """Check and write the file; return both times and what was found."""
    from catchball.workplace.exchange import commands, queries
    from catchball.workplace.exchange.rules.keeping import Shelf

    with file.open("rb") as stream:
        kept = Shelf(root, scope.client).keep(iter(lambda: stream.read(1 << 20), b""))
    asked = commands.upload_file(scope, what="deliveries", name=file.name, kept=kept)
    matching = queries.get_matching(scope, import_id=asked, root=root)
    commands.match_columns(
        scope,
        import_id=asked,
        mapping=matching.mapping,
        header=matching.header,
        update_existing=False,
        version=matching.line.version,
        in_background=False,
    )
    began = perf_counter()
    commands.judge_import(scope, import_id=asked, root=root)
    checked = perf_counter() - began
    page = queries.get_import(scope, import_id=asked, root=root)
    commands.confirm_import(scope, import_id=asked, version=page.line.version, in_background=False)
    began = perf_counter()
    commands.write_import(scope, import_id=asked, root=root)
    written = perf_counter() - began
    page = queries.get_import(scope, import_id=asked, root=root)
    return checked, written, page.line.findings


def copy_alone(file):
    """Return the seconds that COPY of the same bytes into a table with one key takes."""
    with as_owner() as owner, owner.cursor() as cursor:
        columns = ", ".join(f"c{n} text" for n in range(len(HEAD)))
        cursor.execute(f"CREATE TEMP TABLE limit_ ({columns}, PRIMARY KEY (c0))")
        began = perf_counter()
        with cursor.copy("COPY limit_ FROM STDIN WITH (FORMAT csv, HEADER)") as copy:
            copy.write(file.read_bytes())
        return perf_counter() - began


def bulk_create(scope):
    """Return rows per second of Django's bulk_create under one journal entry."""
    from catchball.trust.door import command
    from catchball.trust.permissions import Permission
    from catchball.workplace.production.models import Delivery
    from catchball.workplace.programs.queries import list_programs

    program = list_programs(scope)[0].id
    day, count = date(2024, 1, 1), ROWS // 5

    @command(may=Permission.DELIVERY_RECORD, event="bench.created")
    def create(scope):
        Delivery.objects.bulk_create(
            [
                Delivery(
                    client_id=scope.client,
                    program_id=program,
                    reference=f"BC-{n}",
                    first_promised_on=day,
                    promised_on=day,
                )
                for n in range(count)
            ],
            batch_size=1000,
        )

    began = perf_counter()
    create(scope)
    return count / (perf_counter() - began)
