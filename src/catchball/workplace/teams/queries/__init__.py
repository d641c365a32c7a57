"""Everything that may be asked about stages, charters and teams of programs."""

from catchball.workplace.teams.queries.charters import (
    CHARTER,
    content_of_charter,
    get_charter,
    get_charter_to_sign,
    signed_by,
)
from catchball.workplace.teams.queries.homes import get_program_home
from catchball.workplace.teams.queries.members import get_member, get_team, list_own_people
from catchball.workplace.teams.queries.rows import (
    find_course_for_change,
    find_draft_for_change,
    get_charter_for_change,
    get_member_for_change,
    program_of,
)
from catchball.workplace.teams.queries.shapes import (
    CharterLine,
    CharterPage,
    CourseLine,
    FunctionRow,
    MemberLine,
    MemberPage,
    ProgramHome,
    StageMoved,
    StageStep,
    Team,
    TeamPage,
)

__all__ = [
    "CHARTER",
    "CharterLine",
    "CharterPage",
    "CourseLine",
    "FunctionRow",
    "MemberLine",
    "MemberPage",
    "ProgramHome",
    "StageMoved",
    "StageStep",
    "Team",
    "TeamPage",
    "content_of_charter",
    "find_course_for_change",
    "find_draft_for_change",
    "get_charter",
    "get_charter_for_change",
    "get_charter_to_sign",
    "get_member",
    "get_member_for_change",
    "get_program_home",
    "get_team",
    "list_own_people",
    "program_of",
    "signed_by",
]
