"""What a file holds that is not taken over, or not as it stands there."""

from dataclasses import dataclass
from enum import StrEnum

from catchball.kernel.words import Later

_NAMES_KEPT = 200


class RemarkKind(StrEnum):
    """One way in which a plan differs from its file."""

    RESOURCES = "resources"
    ASSIGNMENTS = "assignments"
    CALENDARS = "calendars"
    FROM_FINISH = "from-finish"
    EMPTY_ROWS = "empty-rows"
    NAMELESS = "nameless"
    NAME_CUT = "name-cut"
    INACTIVE = "inactive"
    EXTERNAL = "external"
    LEVEL = "level"
    TASK_CALENDAR = "task-calendar"
    MANUAL = "manual"
    AS_LATE = "as-late"
    SUMMARY_DATE = "summary-date"
    ELAPSED = "elapsed"
    MILESTONE_TAKES_TIME = "milestone-takes-time"
    DURATION_UNREADABLE = "duration-unreadable"
    DEADLINE = "deadline"
    LEVELING = "leveling"
    PROGRESS = "progress"
    ELAPSED_LAG = "elapsed-lag"
    PERCENT_LAG = "percent-lag"
    LINK_ELSEWHERE = "link-elsewhere"
    SUMMARY_LINK = "summary-link"
    LINK_TWICE = "link-twice"
    ESTIMATE_DROPPED = "estimate-dropped"
    COLUMN = "column"
    NAMELESS_ROWS = "nameless-rows"
    OWNER_UNKNOWN = "owner-unknown"
    RULE_UNKNOWN = "rule-unknown"
    DATE_UNREADABLE = "date-unreadable"
    LINK_UNREADABLE = "link-unreadable"
    OTHER_FIELD = "other-field"

    @property
    def label(self) -> str:
        """What it means for the plan, as a sentence."""
        return str(_SAID[self])


_SAID = {
    RemarkKind.RESOURCES: Later("Resources are not taken over: a task belongs to a company here."),
    RemarkKind.ASSIGNMENTS: Later("Assignments of resources to tasks are not taken over."),
    RemarkKind.CALENDARS: Later(
        "The file’s working calendars are not taken over: the site’s calendar holds."
    ),
    RemarkKind.FROM_FINISH: Later(
        "The file is reckoned back from its end; here each task begins as early as it can."
    ),
    RemarkKind.EMPTY_ROWS: Later("Empty rows are left out."),
    RemarkKind.NAMELESS: Later("Tasks without a name are called by their number."),
    RemarkKind.NAME_CUT: Later("Names longer than 200 characters are cut."),
    RemarkKind.INACTIVE: Later("Inactive tasks are left out, with their links."),
    RemarkKind.EXTERNAL: Later("Tasks of other projects are left out, with their links."),
    RemarkKind.LEVEL: Later("The outline jumps over a level; the task is put one level down."),
    RemarkKind.TASK_CALENDAR: Later(
        "The task has a calendar of its own in the file; here the site’s holds."
    ),
    RemarkKind.MANUAL: Later(
        "The task is scheduled by hand in the file; here its links and dates decide."
    ),
    RemarkKind.AS_LATE: Later(
        "The task is to begin as late as possible; here it begins as early as it can."
    ),
    RemarkKind.SUMMARY_DATE: Later(
        "A summary can start no earlier or end no later than a day; this date is left out."
    ),
    RemarkKind.ELAPSED: Later(
        "The duration counts elapsed time, nights and weekends too; it is taken as so many "
        "working days."
    ),
    RemarkKind.MILESTONE_TAKES_TIME: Later(
        "Marked as a milestone, but it takes time: a task here."
    ),
    RemarkKind.DURATION_UNREADABLE: Later("The duration cannot be read; the task takes none."),
    RemarkKind.DEADLINE: Later("The deadline is not taken over."),
    RemarkKind.LEVELING: Later("The delay from leveling is not taken over."),
    RemarkKind.PROGRESS: Later("Progress and actual dates are not taken over."),
    RemarkKind.ELAPSED_LAG: Later(
        "A lag into this task counts elapsed time; it is taken as so many working days."
    ),
    RemarkKind.PERCENT_LAG: Later(
        "A lag into this task is a percentage; it is taken as long as it is now."
    ),
    RemarkKind.LINK_ELSEWHERE: Later(
        "A link leads to a task that is not taken over; the link is left out."
    ),
    RemarkKind.SUMMARY_LINK: Later(
        "A link of a summary that does not go from finish to start, or leads into itself, is "
        "left out."
    ),
    RemarkKind.LINK_TWICE: Later("Two tasks are linked twice; the first link is kept."),
    RemarkKind.ESTIMATE_DROPPED: Later(
        "The shortest and longest durations given here do not go with the new duration; they "
        "are dropped."
    ),
    RemarkKind.COLUMN: Later("Columns that are not taken over."),
    RemarkKind.NAMELESS_ROWS: Later("Rows that name no task are left out."),
    RemarkKind.OWNER_UNKNOWN: Later(
        "Whose task it is cannot be read; it is taken as the manufacturer’s."
    ),
    RemarkKind.RULE_UNKNOWN: Later(
        "The rule for its date is not known, or rule and date do not go together; both are left "
        "out."
    ),
    RemarkKind.DATE_UNREADABLE: Later("The date cannot be read; it is left out."),
    RemarkKind.LINK_UNREADABLE: Later(
        "What the task waits for cannot be read; it waits for nothing."
    ),
    RemarkKind.OTHER_FIELD: Later("Other fields of the file that are not taken over."),
}


@dataclass(frozen=True)
class Remark:
    """One kind of difference, how often, and where: names of tasks, calendars or fields."""

    kind: RemarkKind
    count: int
    names: tuple[str, ...] = ()


class Remarks:
    """Gathers remarks by kind, in the order in which they are first made."""

    def __init__(self) -> None:
        """Begin with none."""
        self._counts: dict[RemarkKind, int] = {}
        self._names: dict[RemarkKind, dict[str, None]] = {}

    def add(self, kind: RemarkKind, name: str) -> None:
        """Remark on something that has a name."""
        self.count(kind, 1)
        names = self._names.setdefault(kind, {})
        if len(names) < _NAMES_KEPT:
            names[name] = None

    def count(self, kind: RemarkKind, more: int) -> None:
        """Remark on so many things."""
        self._counts[kind] = self._counts.get(kind, 0) + more

    def all(self) -> tuple[Remark, ...]:
        """Return what was remarked."""
        return tuple(
            Remark(kind, count, tuple(self._names.get(kind, ())))
            for kind, count in self._counts.items()
        )
