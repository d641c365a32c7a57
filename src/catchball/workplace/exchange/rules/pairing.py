"""Each verdict beside the row that it is about, for those who must give the row back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from catchball.workplace.exchange.rules.mapping import Mapping
from catchball.workplace.exchange.rules.rows import Bad, Good, judge
from catchball.workplace.exchange.rules.tables import Row, Table


def judge_rows(table: Table, mapping: Mapping, today: date) -> Iterator[tuple[Row, Good | Bad]]:
    """Yield each row with its verdict, in the order of the file; `judge` reads a little ahead.

    :raises MappingDoesNotFit, CannotRead: as `judge`
    """
    ahead: dict[int, Row] = {}

    def noted() -> Iterator[Row]:
        for row in table.rows:
            ahead[row.line_no] = row
            yield row

    for verdict in judge(replace(table, rows=noted()), mapping, today):
        yield ahead.pop(verdict.line_no), verdict
