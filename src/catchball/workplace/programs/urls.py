"""Addresses of what a relationship is set up with, under /floor/setup/ and /c/<client>/products/."""

from django.urls import path

from catchball.workplace.programs import views

FLOOR = [
    path("", views.setup, name="setup"),
    path("sites/add/", views.site_add, name="site-add"),
    path("clients/add/", views.client_add, name="client-add"),
]
PRODUCTS = [
    path("", views.product_list, name="product-list"),
    path("add/", views.product_add, name="product-add"),
]
