"""Addresses of incidents, under /c/<client>/incidents/."""

from django.urls import path

from catchball.workplace.incidents import views

urlpatterns = [
    path("", views.incident_list, name="incident-list"),
    path("record/", views.incident_record, name="incident-record"),
    path("<uuid:incident>/", views.incident_page, name="incident-page"),
    path("<uuid:incident>/correct/", views.incident_correct, name="incident-correct"),
    path("<uuid:incident>/close/", views.incident_close, name="incident-close"),
]
