"""Everything that can happen to people, their access, and reviews of it and of the journal."""

from catchball.trust.commands.factors import (
    add_authenticator,
    add_passkey,
    forget_factors,
    make_recovery_codes,
    remove_factor,
)
from catchball.trust.commands.invitations import (
    invite_again,
    invite_person,
    join,
    withdraw_invitation,
)
from catchball.trust.commands.journal import review_journal
from catchball.trust.commands.people import (
    AddressTaken,
    add_person,
    assign_person,
    change_own_password,
    change_role,
    change_settings,
    close_person,
    set_password,
    unassign_person,
)
from catchball.trust.commands.reviews import (
    begin_access_review,
    sign_access_review,
    withdraw_access_review,
)

__all__ = [
    "AddressTaken",
    "add_authenticator",
    "add_passkey",
    "add_person",
    "assign_person",
    "begin_access_review",
    "change_own_password",
    "change_role",
    "change_settings",
    "close_person",
    "forget_factors",
    "invite_again",
    "invite_person",
    "join",
    "make_recovery_codes",
    "remove_factor",
    "review_journal",
    "set_password",
    "sign_access_review",
    "unassign_person",
    "withdraw_access_review",
    "withdraw_invitation",
]
