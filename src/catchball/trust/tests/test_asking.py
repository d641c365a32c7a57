"""Long questions whose text is kept: the same answers as asked piece by piece."""

from datetime import date
from uuid import UUID

from catchball.trust.asking import rows_of, rows_of_long

ASKED = "SELECT %(name)s::text, %(days)s::date[], %(id)s::uuid, 100 %% 7, %(nothing)s::int"


class TestRowsOfLong:
    def test_answers_as_rows_of_does_whatever_the_values(self, db):
        for name in ("it's \\ 100 % “fine”", "other"):
            values = {
                "name": name,
                "days": [date(2026, 3, 1), date(2026, 4, 1)],
                "id": UUID(int=7),
                "nothing": None,
            }
            for _again in range(2):
                assert rows_of_long(ASKED, **values) == rows_of(ASKED, **values)
                assert rows_of_long(ASKED, **values)[0][0] == name
