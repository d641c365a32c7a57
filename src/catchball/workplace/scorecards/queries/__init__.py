"""Everything that may be asked about numbers: the scorecard, a chart, a passport."""

from catchball.workplace.scorecards.queries.chains import get_chain
from catchball.workplace.scorecards.queries.charts import read_promise_chart
from catchball.workplace.scorecards.queries.checking import (
    LedgerCheck,
    LedgerDifference,
    check_ledger,
)
from catchball.workplace.scorecards.queries.close_shapes import (
    ClosedLine,
    CloseLine,
    CloseOverview,
    ClosePage,
    CloseSteps,
    Dispute,
)
from catchball.workplace.scorecards.queries.closed import list_restated_within
from catchball.workplace.scorecards.queries.closes import (
    CLOSE,
    content_of_close,
    count_disputes,
    get_close,
    get_close_for_change,
    get_close_overview,
    get_close_to_sign,
    get_dispute_for_change,
    get_number,
    is_taken,
    list_numbers,
    list_waiting_closes,
)
from catchball.workplace.scorecards.queries.freezing import Frozen, freeze_month
from catchball.workplace.scorecards.queries.months import (
    ClosedMonth,
    MonthLine,
    SignedNumber,
    get_closed_month,
    list_closed_lines,
    list_closed_months,
)
from catchball.workplace.scorecards.queries.passports import (
    MOST_FACTS,
    PASSPORT_ROWS,
    TooManyFacts,
    read_passport,
    read_whole_passport,
)
from catchball.workplace.scorecards.queries.phases import get_phase_for_change, list_phases
from catchball.workplace.scorecards.queries.portfolio import (
    Portfolio,
    PortfolioCell,
    PortfolioRow,
    read_portfolio,
)
from catchball.workplace.scorecards.queries.scorecards import read_scorecard
from catchball.workplace.scorecards.queries.shapes import (
    Cell,
    Closed,
    FactLine,
    Passport,
    PromiseChart,
    PromiseRow,
    Restated,
    Scorecard,
)
from catchball.workplace.scorecards.queries.since import (
    ChangedNumber,
    RestatedSince,
    read_restated_since,
)

__all__ = [
    "CLOSE",
    "MOST_FACTS",
    "PASSPORT_ROWS",
    "Cell",
    "ChangedNumber",
    "CloseLine",
    "CloseOverview",
    "ClosePage",
    "CloseSteps",
    "Closed",
    "ClosedLine",
    "ClosedMonth",
    "Dispute",
    "FactLine",
    "Frozen",
    "LedgerCheck",
    "LedgerDifference",
    "MonthLine",
    "Passport",
    "Portfolio",
    "PortfolioCell",
    "PortfolioRow",
    "PromiseChart",
    "PromiseRow",
    "Restated",
    "RestatedSince",
    "Scorecard",
    "SignedNumber",
    "TooManyFacts",
    "check_ledger",
    "content_of_close",
    "count_disputes",
    "freeze_month",
    "get_chain",
    "get_close",
    "get_close_for_change",
    "get_close_overview",
    "get_close_to_sign",
    "get_closed_month",
    "get_dispute_for_change",
    "get_number",
    "get_phase_for_change",
    "is_taken",
    "list_closed_lines",
    "list_closed_months",
    "list_numbers",
    "list_phases",
    "list_restated_within",
    "list_waiting_closes",
    "read_passport",
    "read_portfolio",
    "read_promise_chart",
    "read_restated_since",
    "read_scorecard",
    "read_whole_passport",
]
