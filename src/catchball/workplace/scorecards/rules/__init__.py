"""Words and decisions about numbers and how they are shown; pure."""

from catchball.workplace.scorecards.rules.charting import chart_of, wording_of
from catchball.workplace.scorecards.rules.headline import say_headline, say_lead
from catchball.workplace.scorecards.rules.showing import amount, decimals_of, detail
from catchball.workplace.scorecards.rules.spans import COLUMNS, NoSuchSpan, Span, span_from

__all__ = [
    "COLUMNS",
    "NoSuchSpan",
    "Span",
    "amount",
    "chart_of",
    "decimals_of",
    "detail",
    "say_headline",
    "say_lead",
    "span_from",
    "wording_of",
]
