"""Everything that may be asked about exclusions."""

from catchball.workplace.exclusions.queries.claims import (
    EXCLUDED,
    find_fact,
    get_claiming,
    get_exclusion,
    get_overview,
    get_ruling_to_confirm,
    get_terms,
    list_claims,
    list_excluded,
    list_excluded_of_all,
    list_waiting_claims,
)
from catchball.workplace.exclusions.queries.due import answer_day, ruling_day
from catchball.workplace.exclusions.queries.reading import (
    RECORD,
    content_of,
    get_exclusion_for_change,
)
from catchball.workplace.exclusions.queries.shapes import (
    Act,
    Claiming,
    ExclusionLine,
    ExclusionPage,
    Overview,
    Steps,
)

__all__ = [
    "EXCLUDED",
    "RECORD",
    "Act",
    "Claiming",
    "ExclusionLine",
    "ExclusionPage",
    "Overview",
    "Steps",
    "answer_day",
    "content_of",
    "find_fact",
    "get_claiming",
    "get_exclusion",
    "get_exclusion_for_change",
    "get_overview",
    "get_ruling_to_confirm",
    "get_terms",
    "list_claims",
    "list_excluded",
    "list_excluded_of_all",
    "list_waiting_claims",
    "ruling_day",
]
