"""Words and decisions about promises; pure."""

from catchball.workplace.agreements.rules.chain import (
    Link,
    PromisedByTheOther,
    WouldChangeThePast,
    check_place,
    find_in_force,
    list_ends,
)
from catchball.workplace.agreements.rules.content import Content
from catchball.workplace.agreements.rules.proposals import N_MIN, Proposal, propose, say_note
from catchball.workplace.agreements.rules.states import PromiseState, Validity, validity_on
from catchball.workplace.agreements.rules.steps import (
    MayNotChange,
    MayNotOffer,
    MayNotSign,
    MayNotWithdraw,
    ReasonMissing,
    SignedAlready,
    check_may_change,
    check_may_offer,
    check_may_sign,
    check_may_withdraw,
)
from catchball.workplace.agreements.rules.terms import (
    Terms,
    TermsDoNotFit,
    as_stored,
    as_written,
    check_terms,
    decimals_kept,
    decimals_of,
)

__all__ = [
    "N_MIN",
    "Content",
    "Link",
    "MayNotChange",
    "MayNotOffer",
    "MayNotSign",
    "MayNotWithdraw",
    "PromiseState",
    "PromisedByTheOther",
    "Proposal",
    "ReasonMissing",
    "SignedAlready",
    "Terms",
    "TermsDoNotFit",
    "Validity",
    "WouldChangeThePast",
    "as_stored",
    "as_written",
    "check_may_change",
    "check_may_offer",
    "check_may_sign",
    "check_may_withdraw",
    "check_place",
    "check_terms",
    "decimals_kept",
    "decimals_of",
    "find_in_force",
    "list_ends",
    "propose",
    "say_note",
    "validity_on",
]
