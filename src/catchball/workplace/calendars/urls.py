"""Addresses of calendars, under /c/<client>/calendars/; a place is a site or the client itself."""

from django.urls import path

from catchball.workplace.calendars import views

urlpatterns = [
    path("", views.calendar_list, name="calendar-list"),
    path("<uuid:place>/", views.calendar_page, name="calendar-page"),
    path("<uuid:place>/set/", views.calendar_set, name="calendar-set"),
    path("<uuid:place>/discard/", views.plan_discard, name="plan-discard"),
    path("<uuid:place>/days/", views.calendar_days, name="calendar-days"),
    path("<uuid:place>/holidays/propose/", views.holidays_propose, name="holidays-propose"),
    path("<uuid:place>/holidays/add/", views.holidays_add, name="holidays-add"),
    path("<uuid:place>/holiday/add/", views.holiday_add, name="holiday-add"),
    path("<uuid:place>/holiday/remove/", views.holiday_remove, name="holiday-remove"),
    path("<uuid:place>/closure/add/", views.closure_add, name="closure-add"),
    path("<uuid:place>/closure/remove/", views.closure_remove, name="closure-remove"),
    path("<uuid:place>/special/set/", views.special_set, name="special-set"),
    path("<uuid:place>/special/remove/", views.special_remove, name="special-remove"),
]
