"""Addresses of exclusions, under /c/<client>/exclusions/."""

from django.urls import path

from catchball.workplace.exclusions import views

urlpatterns = [
    path("", views.exclusion_list, name="exclusion-list"),
    path("of/<uuid:promise>/<uuid:fact>/claim/", views.exclusion_claim, name="exclusion-claim"),
    path("<uuid:exclusion>/", views.exclusion_page, name="exclusion-page"),
    path("<uuid:exclusion>/accept/", views.exclusion_accept, name="exclusion-accept"),
    path("<uuid:exclusion>/dispute/", views.exclusion_dispute, name="exclusion-dispute"),
    path("<uuid:exclusion>/record/", views.ruling_record, name="ruling-record"),
    path("<uuid:exclusion>/confirm/", views.ruling_confirm, name="ruling-confirm"),
    path("<uuid:exclusion>/return/", views.ruling_return, name="ruling-return"),
    path("<uuid:exclusion>/withdraw/", views.exclusion_withdraw, name="exclusion-withdraw"),
]
