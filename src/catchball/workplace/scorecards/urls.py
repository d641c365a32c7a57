"""Addresses of numbers, of closes, and of the portfolio under /floor/scorecards/."""

from django.urls import path

from catchball.workplace.scorecards import views
from catchball.workplace.scorecards.views import closes, phases, portfolio, since

urlpatterns = [
    path("", views.scorecard, name="scorecard"),
    path("scorecard.xlsx", views.scorecard_xlsx, name="scorecard-xlsx"),
    path("scorecard.csv", views.scorecard_csv, name="scorecard-csv"),
    path("since/", since.restated_since, name="restated-since"),
    path("<uuid:promise>/", views.promise_chart, name="promise-chart"),
    path("<uuid:promise>/chart.svg", views.promise_chart_svg, name="promise-chart-svg"),
    path("<uuid:promise>/phases/begin/", phases.phase_begin, name="phase-begin"),
    path(
        "<uuid:promise>/phases/<uuid:phase>/withdraw/",
        phases.phase_withdraw,
        name="phase-withdraw",
    ),
    path("<uuid:promise>/passport/", views.passport, name="passport"),
    path("<uuid:promise>/passport/facts.csv", views.passport_csv, name="passport-csv"),
    path("<uuid:promise>/passport/facts.xlsx", views.passport_xlsx, name="passport-xlsx"),
]
CLOSES = [
    path("", closes.close_list, name="close-list"),
    path("propose/", closes.close_propose, name="close-propose"),
    path("<uuid:close>/", closes.close_page, name="close-page"),
    path("<uuid:close>/sign/", closes.close_sign, name="close-sign"),
    path("<uuid:close>/withdraw/", closes.close_withdraw, name="close-withdraw"),
    path(
        "<uuid:close>/numbers/<uuid:number>/dispute/",
        closes.line_dispute,
        name="line-dispute",
    ),
    path(
        "<uuid:close>/disputes/<uuid:dispute>/answer/",
        closes.line_answer,
        name="line-answer",
    ),
    path(
        "<uuid:close>/disputes/<uuid:dispute>/settle/",
        closes.line_settle,
        name="line-settle",
    ),
]
FLOOR = [path("portfolio/", portfolio.portfolio, name="portfolio")]
