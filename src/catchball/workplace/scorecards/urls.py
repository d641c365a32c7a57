"""Addresses of numbers, under /c/<client>/scorecards/."""

from django.urls import path

from catchball.workplace.scorecards import views

urlpatterns = [
    path("", views.scorecard, name="scorecard"),
    path("scorecard.xlsx", views.scorecard_xlsx, name="scorecard-xlsx"),
    path("<uuid:promise>/", views.promise_chart, name="promise-chart"),
    path("<uuid:promise>/chart.svg", views.promise_chart_svg, name="promise-chart-svg"),
    path("<uuid:promise>/passport/", views.passport, name="passport"),
    path("<uuid:promise>/passport/facts.csv", views.passport_csv, name="passport-csv"),
    path("<uuid:promise>/passport/facts.xlsx", views.passport_xlsx, name="passport-xlsx"),
]
