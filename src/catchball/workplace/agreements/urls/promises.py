"""Addresses of promises, under /c/<client>/agreements/."""

from django.urls import path

from catchball.workplace.agreements.views import promises as views

urlpatterns = [
    path("", views.promise_list, name="promise-list"),
    path("choose/", views.promise_choose, name="promise-choose"),
    path("on/<slug:metric>/draft/", views.promise_draft, name="promise-draft"),
    path("<uuid:promise>/", views.promise_page, name="promise-page"),
    path("<uuid:promise>/content/", views.promise_content, name="promise-content"),
    path("<uuid:promise>/follow/", views.promise_follow, name="promise-follow"),
    path("<uuid:promise>/change/", views.promise_change, name="promise-change"),
    path("<uuid:promise>/discard/", views.promise_discard, name="promise-discard"),
    path("<uuid:promise>/offer/", views.promise_offer, name="promise-offer"),
    path("<uuid:promise>/sign/", views.promise_sign, name="promise-sign"),
    path("<uuid:promise>/withdraw/", views.promise_withdraw, name="promise-withdraw"),
]
