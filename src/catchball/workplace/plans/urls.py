"""Addresses of programs and their plans, under /c/<client>/plans/."""

from django.urls import path

from catchball.workplace.plans.views import (
    baselines,
    exports,
    files,
    forecasts,
    milestones,
    programs,
    tasks,
)

urlpatterns = [
    path("", programs.program_list, name="program-list"),
    path("files/<uuid:plan_file>/", files.plan_file, name="plan-file"),
    path("files/<uuid:plan_file>/match/", files.plan_match, name="plan-match"),
    path("files/<uuid:plan_file>/take/", files.plan_file_take, name="plan-file-take"),
    path("files/<uuid:plan_file>/discard/", files.plan_file_discard, name="plan-file-discard"),
    path("milestones/<uuid:milestone>/", milestones.milestone_page, name="milestone-page"),
    path("milestones/<uuid:milestone>/move/", milestones.milestone_move, name="milestone-move"),
    path("milestones/<uuid:milestone>/reach/", milestones.milestone_reach, name="milestone-reach"),
    path("baselines/<uuid:baseline>/", baselines.baseline_page, name="baseline-page"),
    path("baselines/<uuid:baseline>/csv/", baselines.baseline_csv, name="baseline-csv"),
    path("baselines/<uuid:baseline>/xlsx/", baselines.baseline_xlsx, name="baseline-xlsx"),
    path("<uuid:program>/", programs.program_page, name="program-page"),
    path("<uuid:program>/baselines/", baselines.baseline_list, name="baseline-list"),
    path("<uuid:program>/baselines/take/", baselines.baseline_take, name="baseline-take"),
    path("<uuid:program>/begin/", programs.plan_begin, name="plan-begin"),
    path("<uuid:program>/change/", programs.plan_change, name="plan-change"),
    path("<uuid:program>/forecast/", forecasts.plan_forecast, name="plan-forecast"),
    path("<uuid:program>/import/", files.plan_import, name="plan-import"),
    path("<uuid:program>/milestones/", milestones.milestone_list, name="milestone-list"),
    path("<uuid:program>/xlsx/", exports.plan_xlsx, name="plan-xlsx"),
    path("<uuid:program>/xml/", exports.plan_xml, name="plan-xml"),
    path("<uuid:program>/tasks/add/", tasks.task_add, name="task-add"),
    path(
        "<uuid:program>/tasks/<uuid:task>/commit/",
        milestones.milestone_commit,
        name="milestone-commit",
    ),
    path("<uuid:program>/tasks/<uuid:task>/change/", tasks.task_change, name="task-change"),
    path("<uuid:program>/tasks/<uuid:task>/remove/", tasks.task_remove, name="task-remove"),
]
