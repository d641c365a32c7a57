"""Addresses of the journal: under /c/<client>/journal/, and under /floor/journal/."""

from django.urls import path

from catchball.site.journal import views

OF_CLIENT = [
    path("", views.journal, name="journal"),
    path("table/", views.journal_table, name="journal-table"),
    path("lines/", views.journal_lines, name="journal-lines"),
    path("reviews/", views.journal_reviews, name="journal-reviews"),
    path("review/", views.journal_review, name="journal-review"),
    path("<uuid:entry>/", views.journal_entry, name="journal-entry"),
]
OF_FLOOR = [
    path("", views.floor_journal, name="floor-journal"),
    path("table/", views.floor_journal_table, name="floor-journal-table"),
    path("lines/", views.floor_journal_lines, name="floor-journal-lines"),
    path("reviews/", views.floor_journal_reviews, name="floor-journal-reviews"),
    path("review/", views.floor_journal_review, name="floor-journal-review"),
    path("<uuid:entry>/", views.floor_journal_entry, name="floor-journal-entry"),
]
