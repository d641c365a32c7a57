"""Addresses of services, across clients."""

from django.urls import path

from catchball.site.access import services

OF_FLOOR = [
    path("", services.services, name="service-list"),
    path("add/", services.add, name="service-add"),
    path("<uuid:service>/", services.service, name="service-page"),
    path(
        "<uuid:service>/tokens/<uuid:token>/revoke/",
        services.token_revoke,
        name="service-token-revoke",
    ),
    path("<uuid:service>/clients/<uuid:of>/admit/", services.admit, name="service-admit"),
    path("<uuid:service>/clients/<uuid:of>/release/", services.release, name="service-release"),
]
