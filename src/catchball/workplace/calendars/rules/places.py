"""Whose calendar it is, and who may change it."""

from enum import StrEnum

from catchball.kernel.errors import NotPermitted
from catchball.kernel.words import _
from catchball.trust.permissions import Side


class PlaceKind(StrEnum):
    """What works by a calendar: a plant of the manufacturer, or a client's company."""

    SITE = "site"
    CLIENT = "client"


class SiteIsTheManufacturers(NotPermitted):
    """The client's people see the calendar of a site and do not change it."""


def may_change(kind: PlaceKind, side: Side) -> bool:
    """Answer whether a side may change such a calendar: the client only its own company's."""
    return side is Side.CMO or kind is PlaceKind.CLIENT


def check_may_change(kind: PlaceKind, side: Side) -> None:
    """Let the manufacturer change both calendars, and the client its own.

    :raises SiteIsTheManufacturers: if the client's side would change a site's calendar
    """
    if not may_change(kind, side):
        raise SiteIsTheManufacturers(
            _(
                "A site’s calendar is kept by the manufacturer. Ask the program manager to "
                "change it."
            )
        )
