"""Addresses of SCIM; none of them ends with a slash, as its standard writes them."""

from django.urls import path

from catchball.site.scim import views

urlpatterns = [
    path("ServiceProviderConfig", views.config, name="scim-config"),
    path("ResourceTypes", views.resource_types, name="scim-resource-types"),
    path("ResourceTypes/<str:name>", views.resource_type, name="scim-resource-type"),
    path("Schemas", views.schemas, name="scim-schemas"),
    path("Schemas/<str:name>", views.schema, name="scim-schema"),
    path("Users", views.users, name="scim-users"),
    path("Users/<uuid:user>", views.user, name="scim-user"),
    path("Groups", views.groups, name="scim-groups"),
    path("Groups/<str:name>", views.group, name="scim-group"),
    path("<path:rest>", views.nowhere, name="scim-nowhere"),
]
