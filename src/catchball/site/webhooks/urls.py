"""Addresses of webhooks, under one client."""

from django.urls import path

from catchball.site.webhooks import views

OF_CLIENT = [
    path("", views.webhooks, name="webhook-list"),
    path("add/", views.add, name="webhook-add"),
    path("<uuid:webhook>/", views.webhook, name="webhook-page"),
    path("<uuid:webhook>/try/", views.try_out, name="webhook-try"),
    path("<uuid:webhook>/secret/", views.renew, name="webhook-renew"),
    path("<uuid:webhook>/stop/", views.stop, name="webhook-stop"),
    path("<uuid:webhook>/calls/<uuid:call>/replay/", views.replay, name="call-replay"),
]
