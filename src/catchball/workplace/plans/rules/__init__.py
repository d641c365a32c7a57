"""Decisions about plans; pure."""

from catchball.workplace.plans.rules.checking import (
    MOST_TASKS,
    CalendarMissing,
    PlanUnsound,
    check_plan,
)
from catchball.workplace.plans.rules.comparing import (
    FieldChange,
    PlanChanges,
    TaskChange,
    changes_between,
)
from catchball.workplace.plans.rules.content import (
    Constraint,
    Owner,
    PlanContent,
    PlanLink,
    PlanTask,
    content_as_json,
    content_from_json,
)
from catchball.workplace.plans.rules.durations import (
    DurationUnreadable,
    LinksUnreadable,
    read_duration,
    read_links,
    say_duration,
    write_duration,
    write_links,
)
from catchball.workplace.plans.rules.editing import (
    HasParts,
    TaskTerms,
    with_frame,
    with_task,
    with_task_changed,
    without_task,
)
from catchball.workplace.plans.rules.forecasting import (
    SEED,
    EndOutlook,
    Forecast,
    NothingToForecast,
    TaskOutlook,
    forecast,
    with_durations,
)
from catchball.workplace.plans.rules.gantt import Bar, draw_gantt
from catchball.workplace.plans.rules.importing import (
    DateDifference,
    FileSettled,
    FileState,
    check_is_open,
    differences_of,
    merged,
)
from catchball.workplace.plans.rules.mspdi import FileRead, NotAPlanFile, read_mspdi
from catchball.workplace.plans.rules.reckoning import Dated, Reckoned, reckon
from catchball.workplace.plans.rules.remarks import Remark, RemarkKind
from catchball.workplace.plans.rules.xml_reading import FileBroken, FileHostile, FileTooLarge

__all__ = [
    "MOST_TASKS",
    "SEED",
    "Bar",
    "CalendarMissing",
    "Constraint",
    "DateDifference",
    "Dated",
    "DurationUnreadable",
    "EndOutlook",
    "FieldChange",
    "FileBroken",
    "FileHostile",
    "FileRead",
    "FileSettled",
    "FileState",
    "FileTooLarge",
    "Forecast",
    "HasParts",
    "LinksUnreadable",
    "NotAPlanFile",
    "NothingToForecast",
    "Owner",
    "PlanChanges",
    "PlanContent",
    "PlanLink",
    "PlanTask",
    "PlanUnsound",
    "Reckoned",
    "Remark",
    "RemarkKind",
    "TaskChange",
    "TaskOutlook",
    "TaskTerms",
    "changes_between",
    "check_is_open",
    "check_plan",
    "content_as_json",
    "content_from_json",
    "differences_of",
    "draw_gantt",
    "forecast",
    "merged",
    "read_duration",
    "read_links",
    "read_mspdi",
    "reckon",
    "say_duration",
    "with_durations",
    "with_frame",
    "with_task",
    "with_task_changed",
    "without_task",
    "write_duration",
    "write_links",
]
