"""Addresses of the agreement in its versions, under /c/<client>/agreement/."""

from django.urls import path

from catchball.workplace.agreements.views import agreements as views
from catchball.workplace.agreements.views import catalogue, parts, review

urlpatterns = [
    path("", views.agreement_list, name="agreement-list"),
    path("metrics/", catalogue.metric_list, name="metric-list"),
    path("metrics/values/<uuid:value>/", catalogue.value_page, name="value-page"),
    path("metrics/<slug:metric>/", catalogue.metric_page, name="metric-page"),
    path("metrics/<slug:metric>/<slug:month>/", catalogue.value_enter, name="value-enter"),
    path("draft/", views.agreement_draft, name="agreement-draft"),
    path("<uuid:agreement>/", views.agreement_page, name="agreement-page"),
    path("<uuid:agreement>/content/", views.agreement_content, name="agreement-content"),
    path("<uuid:agreement>/discard/", views.agreement_discard, name="agreement-discard"),
    path("<uuid:agreement>/offer/", views.agreement_offer, name="agreement-offer"),
    path("<uuid:agreement>/sign/", views.agreement_sign, name="agreement-sign"),
    path("<uuid:agreement>/decline/", views.agreement_decline, name="agreement-decline"),
    path("<uuid:agreement>/withdraw/", views.agreement_withdraw, name="agreement-withdraw"),
    path("<uuid:agreement>/compare/", review.agreement_compare, name="agreement-compare"),
    path("<uuid:agreement>/health/", review.agreement_health, name="agreement-health"),
    path("<uuid:agreement>/rehearse/", review.agreement_rehearse, name="agreement-rehearse"),
    path("<uuid:agreement>/take-calendars/", parts.calendars_take, name="calendars-take"),
    path("<uuid:agreement>/promise/", parts.metric_choose, name="metric-choose"),
    path("<uuid:agreement>/<slug:part>/", parts.part_change, name="part-change"),
    path("<uuid:agreement>/<slug:part>/add/", parts.item_add, name="item-add"),
    path("<uuid:agreement>/<slug:part>/<slug:item>/", parts.item_change, name="item-change"),
    path("<uuid:agreement>/<slug:part>/<slug:item>/remove/", parts.item_remove, name="item-remove"),
]
