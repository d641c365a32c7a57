"""The rules of teams: stages, charters, members, stability, hours."""

from catchball.workplace.teams.rules.charters import (
    LONGEST,
    AgreedAlready,
    CharterIncomplete,
    CharterTerms,
    MayNotAgree,
    check_may_agree,
    clean_charter,
    content_of,
)
from catchball.workplace.teams.rules.hours import Shift, shared_hours
from catchball.workplace.teams.rules.members import (
    CONTACT_LENGTH,
    NAME_LENGTH,
    Function,
    MayNotName,
    MemberUnfit,
    Reach,
    Seat,
    check_leaving,
    check_may_name,
    clean_reach,
    clean_seat,
)
from catchball.workplace.teams.rules.stability import (
    Stability,
    Stint,
    team_stability,
    year_before,
)
from catchball.workplace.teams.rules.stages import (
    STAGES,
    MayNotMove,
    MoveUnexplained,
    Stage,
    check_move,
)

__all__ = [
    "CONTACT_LENGTH",
    "LONGEST",
    "NAME_LENGTH",
    "STAGES",
    "AgreedAlready",
    "CharterIncomplete",
    "CharterTerms",
    "Function",
    "MayNotAgree",
    "MayNotMove",
    "MayNotName",
    "MemberUnfit",
    "MoveUnexplained",
    "Reach",
    "Seat",
    "Shift",
    "Stability",
    "Stage",
    "Stint",
    "check_leaving",
    "check_may_agree",
    "check_may_name",
    "check_move",
    "clean_charter",
    "clean_reach",
    "clean_seat",
    "content_of",
    "shared_hours",
    "team_stability",
    "year_before",
]
