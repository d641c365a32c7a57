"""Addresses of actions, under /c/<client>/actions/."""

from django.urls import path

from catchball.workplace.actions import views

urlpatterns = [
    path("", views.action_list, name="action-list"),
    path("offer/", views.action_offer, name="action-offer"),
    path("<uuid:action>/", views.action_page, name="action-page"),
    path("<uuid:action>/accept/", views.action_accept, name="action-accept"),
    path("<uuid:action>/decline/", views.action_decline, name="action-decline"),
    path("<uuid:action>/forecast/", views.action_forecast, name="action-forecast"),
    path("<uuid:action>/complete/", views.action_complete, name="action-complete"),
    path("<uuid:action>/withdraw/", views.action_withdraw, name="action-withdraw"),
]
