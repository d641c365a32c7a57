"""Everything that may be asked about plans."""

from catchball.workplace.plans.queries.baselines import (
    compare_baseline,
    days_of,
    list_baselines,
)
from catchball.workplace.plans.queries.files import (
    file_read_as_json,
    file_read_from,
    get_plan_file,
    get_plan_file_for_change,
    get_plan_sheet,
    sheet_as_json,
    sheet_from,
)
from catchball.workplace.plans.queries.forecasts import (
    ForecastPage,
    Supposed,
    SupposedUnreadable,
    get_forecast,
)
from catchball.workplace.plans.queries.milestones import (
    get_milestone,
    get_milestone_for_change,
    list_milestones,
)
from catchball.workplace.plans.queries.pages import (
    get_plan_export,
    get_program,
    get_task,
    list_program_plans,
)
from catchball.workplace.plans.queries.reading import get_plan_for_change, site_calendar
from catchball.workplace.plans.queries.shapes import (
    BaselineLine,
    BaselinesPage,
    ComparedPage,
    LockedPlan,
    MilestoneLine,
    MilestonePage,
    MilestonesPage,
    MoveLine,
    PlanExport,
    PlanFilePage,
    PlanSheetPage,
    PlanView,
    ProgramPage,
    ProgramPlan,
    TaskDetail,
    TaskLine,
)
from catchball.workplace.plans.queries.threats import take_threats_from

__all__ = [
    "BaselineLine",
    "BaselinesPage",
    "ComparedPage",
    "ForecastPage",
    "LockedPlan",
    "MilestoneLine",
    "MilestonePage",
    "MilestonesPage",
    "MoveLine",
    "PlanExport",
    "PlanFilePage",
    "PlanSheetPage",
    "PlanView",
    "ProgramPage",
    "ProgramPlan",
    "Supposed",
    "SupposedUnreadable",
    "TaskDetail",
    "TaskLine",
    "compare_baseline",
    "days_of",
    "file_read_as_json",
    "file_read_from",
    "get_forecast",
    "get_milestone",
    "get_milestone_for_change",
    "get_plan_export",
    "get_plan_file",
    "get_plan_file_for_change",
    "get_plan_for_change",
    "get_plan_sheet",
    "get_program",
    "get_task",
    "list_baselines",
    "list_milestones",
    "list_program_plans",
    "sheet_as_json",
    "sheet_from",
    "site_calendar",
    "take_threats_from",
]
