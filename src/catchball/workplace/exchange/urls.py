"""Addresses of imports, under /c/<client>/exchange/."""

from django.urls import path

from catchball.workplace.exchange import views

urlpatterns = [
    path("", views.import_list, name="import-list"),
    path("new/", views.import_new, name="import-new"),
    path("risks/<uuid:assessment>/", views.risk_sheet_new, name="risk-sheet-new"),
    path(
        "risks/<uuid:assessment>/<str:content_hash>/",
        views.risk_sheet_page,
        name="risk-sheet-page",
    ),
    path("<uuid:import_id>/", views.import_page, name="import-page"),
    path("<uuid:import_id>/match/", views.import_match, name="import-match"),
    path("<uuid:import_id>/errors/", views.import_errors, name="import-errors"),
    path("<uuid:import_id>/answer/", views.import_answer, name="import-answer"),
    path("<uuid:import_id>/confirm/", views.import_confirm, name="import-confirm"),
    path("<uuid:import_id>/resume/", views.import_resume, name="import-resume"),
    path("<uuid:import_id>/discard/", views.import_discard, name="import-discard"),
    path("<uuid:import_id>/undo/", views.import_undo, name="import-undo"),
]
