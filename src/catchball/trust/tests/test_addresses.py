"""Addresses found the quick way are those that Django would give, and the same are refused."""

from uuid import UUID

import pytest
from django.urls import NoReverseMatch, reverse

from catchball.trust.addresses import address

DELIVERY = UUID("01a21f73-a28e-7ea1-803f-b6c0c2ee4d4e")


@pytest.mark.parametrize(
    ("name", "kwargs"),
    [
        ("floor-home", {}),
        ("home", {"client": "sorrel-bay"}),
        ("home", {"client": "a_b"}),
        ("delivery-page", {"client": "acme", "delivery": DELIVERY}),
        ("delivery-page", {"client": "acme", "delivery": str(DELIVERY)}),
        ("delivery-export", {"client": "acme", "kind": "xlsx"}),
        ("calendar-page", {"client": "acme", "place": DELIVERY}),
    ],
)
def test_are_those_of_django(name, kwargs):
    assert address(name, kwargs) == reverse(name, kwargs=kwargs or None)


@pytest.mark.parametrize(
    ("name", "kwargs"),
    [
        ("no-such-page", {}),
        ("home", {}),
        ("home", {"client": "a/b"}),
        ("home", {"client": ""}),
        ("home", {"client": "é"}),
        ("delivery-page", {"client": "acme", "delivery": "118"}),
        ("delivery-export", {"client": "acme", "kind": "exe"}),
    ],
)
def test_are_refused_where_django_refuses(name, kwargs):
    with pytest.raises(NoReverseMatch):
        address(name, kwargs)
