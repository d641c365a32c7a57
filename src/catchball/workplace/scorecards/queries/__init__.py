"""Everything that may be asked about numbers: the scorecard, a chart, a passport."""

from catchball.workplace.scorecards.queries.charts import read_promise_chart
from catchball.workplace.scorecards.queries.passports import (
    MOST_FACTS,
    PASSPORT_ROWS,
    TooManyFacts,
    read_passport,
    read_whole_passport,
)
from catchball.workplace.scorecards.queries.scorecards import read_scorecard
from catchball.workplace.scorecards.queries.shapes import (
    Cell,
    FactLine,
    Passport,
    PromiseChart,
    PromiseRow,
    Scorecard,
)

__all__ = [
    "MOST_FACTS",
    "PASSPORT_ROWS",
    "Cell",
    "FactLine",
    "Passport",
    "PromiseChart",
    "PromiseRow",
    "Scorecard",
    "TooManyFacts",
    "read_passport",
    "read_promise_chart",
    "read_scorecard",
    "read_whole_passport",
]
