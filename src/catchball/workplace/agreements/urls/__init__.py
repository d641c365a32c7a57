"""Addresses of promises, and of the agreements that hold them."""

from catchball.workplace.agreements.urls import agreements, promises

AGREEMENT = agreements.urlpatterns
PROMISES = promises.urlpatterns
