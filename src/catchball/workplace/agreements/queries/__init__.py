"""Everything that may be asked about promises."""

from catchball.workplace.agreements.queries.drafting import (
    get_draft_to_change,
    get_drafting,
    get_following,
    list_metrics_to_promise,
)
from catchball.workplace.agreements.queries.in_force import list_promises_in_force
from catchball.workplace.agreements.queries.promises import (
    count_waiting,
    get_content,
    get_overview,
    get_promise,
    get_promise_to_offer,
    get_promise_to_sign,
    get_promise_to_withdraw,
    list_promises,
    list_waiting,
)
from catchball.workplace.agreements.queries.reading import (
    RECORD,
    content_of,
    get_promise_for_change,
    list_chain_for_change,
    list_links,
)
from catchball.workplace.agreements.queries.shapes import (
    Amount,
    Drafting,
    DraftTerms,
    HistoryLine,
    MetricLine,
    Overview,
    PromiseLine,
    PromisePage,
    PromiseTerms,
    Steps,
    WaitingLine,
)

__all__ = [
    "RECORD",
    "Amount",
    "DraftTerms",
    "Drafting",
    "HistoryLine",
    "MetricLine",
    "Overview",
    "PromiseLine",
    "PromisePage",
    "PromiseTerms",
    "Steps",
    "WaitingLine",
    "content_of",
    "count_waiting",
    "get_content",
    "get_draft_to_change",
    "get_drafting",
    "get_following",
    "get_overview",
    "get_promise",
    "get_promise_for_change",
    "get_promise_to_offer",
    "get_promise_to_sign",
    "get_promise_to_withdraw",
    "list_chain_for_change",
    "list_links",
    "list_metrics_to_promise",
    "list_promises",
    "list_promises_in_force",
    "list_waiting",
]
