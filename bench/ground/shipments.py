"""100,000 deliveries as files: how they are made, written and read."""

import csv
import random
from datetime import date, timedelta

import xlsxwriter
from python_calamine import CalamineWorkbook

ROWS = 100_000
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


def made_rows():
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


def write_csv(folder, rows, mark=""):
    file = folder / f"deliveries{mark}.csv"
    with file.open("w", newline="", encoding="utf-8") as stream:
        written = csv.writer(stream)
        written.writerow(HEADER)
        written.writerows((f"{mark}{reference}", *others) for reference, *others in rows)
    return file


def write_xlsx(folder, rows):
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


def read_csv(file):
    with file.open(newline="", encoding="utf-8") as stream:
        _header, *rows = csv.reader(stream)
    return rows


def read_xlsx(file):
    _header, *rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
    return rows
