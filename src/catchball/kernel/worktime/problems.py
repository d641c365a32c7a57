"""What can be wrong with a calendar or a question about business time."""

from catchball.kernel.errors import Invalid, NotFound, Refused


class ZoneUnknown(Invalid):
    """The time zone is not, or no longer, in the IANA list."""


class CalendarUnreadable(Invalid):
    """The stored or sent calendar has the wrong shape."""


class HoursUnreadable(Invalid):
    """A pair of times is not a span of hours."""


class HoursOverlap(Invalid):
    """Two spans of hours claim the same minute."""


class DatesContradict(Invalid):
    """A date is given twice, or a range of dates ends before it begins."""


class InstantHasNoZone(Invalid):
    """A time of day without a zone names no instant."""


class InstantMissing(Invalid):
    """An array of instants holds a gap."""


class InstantsDoNotMatch(Invalid):
    """Arrays that belong together have different lengths, or do not hold instants."""


class AmountNegative(Invalid):
    """Business time to add or take away cannot be less than nothing."""


class PauseUnreadable(Invalid):
    """A pause ends before it begins."""


class PausedForGood(Refused):
    """The clock stands still and nobody has said when it goes on."""


class NeverOpenAgain(Refused):
    """The calendar has too little open time left to answer."""


class BeyondTheCalendar(Refused):
    """The instant lies outside the years that calendars reckon with."""


class BusinessDayNotStated(Refused):
    """The calendar does not say how long a business day is."""


class CountryUnknown(NotFound):
    """No public holidays are known for the country or region."""


class HolidayFileUnreadable(Invalid):
    """The file is not an iCalendar file that can be read."""
