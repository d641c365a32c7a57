"""Reads what a test wrote, as an import would."""

import io

from catchball.workplace.exchange.rules.limits import Limits
from catchball.workplace.exchange.rules.refusals import (
    CannotRead,
)
from catchball.workplace.exchange.rules.sheets import Choices, open_table


def read(content, choices=None, limits=None):
    stream = io.BytesIO(content)
    with open_table(stream, choices, limits or Limits()) as table:
        rows = list(table.rows)
    assert not stream.closed
    return table, rows


def said_of(content):
    try:
        read(content)
    except CannotRead as refusal:
        return str(refusal)
    return "Read without a word."


def cells(content, **choices):
    return [row.cells for row in read(content, Choices(**choices))[1]]
