"""Words and decisions about numbers and how they are shown; pure."""

from catchball.workplace.scorecards.rules.charting import (
    Standout,
    chart_of,
    kind_of,
    standouts_of,
    wording_of,
)
from catchball.workplace.scorecards.rules.headline import MISSED, Told, say_headline, say_lead
from catchball.workplace.scorecards.rules.outcomes import outcome_word
from catchball.workplace.scorecards.rules.showing import (
    amount,
    decimals_of,
    detail,
    good_word,
    kept_from,
    miss_word,
    resolution,
    shown,
    standing_word,
    tally,
    threshold,
)
from catchball.workplace.scorecards.rules.spans import (
    COLUMNS,
    NoSuchSpan,
    Span,
    known_from,
    span_from,
)
from catchball.workplace.scorecards.rules.sureness import interval_of, say_interval

__all__ = [
    "COLUMNS",
    "MISSED",
    "NoSuchSpan",
    "Span",
    "Standout",
    "Told",
    "amount",
    "chart_of",
    "decimals_of",
    "detail",
    "good_word",
    "interval_of",
    "kept_from",
    "kind_of",
    "known_from",
    "miss_word",
    "outcome_word",
    "resolution",
    "say_headline",
    "say_interval",
    "say_lead",
    "shown",
    "span_from",
    "standing_word",
    "standouts_of",
    "tally",
    "threshold",
    "wording_of",
]
