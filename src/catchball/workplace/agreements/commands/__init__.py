"""Everything that can happen to promises and agreements."""

from catchball.workplace.agreements.commands.answering import (
    decline_agreement,
    offer_agreement,
    sign_agreement,
    withdraw_agreement,
)
from catchball.workplace.agreements.commands.drafting import (
    discard_agreement,
    keep_item,
    keep_part,
    remove_item,
    start_draft,
    take_calendars,
)
from catchball.workplace.agreements.commands.entering import enter_value
from catchball.workplace.agreements.commands.promises import (
    change_draft,
    discard_draft,
    draft_promise,
    offer_promise,
    sign_promise,
    withdraw_promise,
)

__all__ = [
    "change_draft",
    "decline_agreement",
    "discard_agreement",
    "discard_draft",
    "draft_promise",
    "enter_value",
    "keep_item",
    "keep_part",
    "offer_agreement",
    "offer_promise",
    "remove_item",
    "sign_agreement",
    "sign_promise",
    "start_draft",
    "take_calendars",
    "withdraw_agreement",
    "withdraw_promise",
]
