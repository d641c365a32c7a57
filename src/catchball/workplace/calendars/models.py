"""State of calendars: each row is one version of one calendar."""

from typing import ClassVar

from django.db import models

from catchball.kernel.ids import new_id
from catchball.trust.models import ClientRow


class CalendarRow(models.Model):
    """One version: a calendar as it stands from a day on.

    `content` is what `kernel.worktime.as_json` writes. A version that has begun never changes; one
    that has not may be corrected or discarded, which `version` counts. `recorded_by` is a printed
    name, as both companies see who keeps the calendar.
    """

    number = models.PositiveIntegerField()
    from_on = models.DateField()
    content = models.JSONField()
    is_discarded = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=160)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class ClientCalendar(ClientRow, CalendarRow):
    """A version of the calendar of a client's own company."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["client", "number"], name="client_calendar_number")
        ]


class SiteCalendar(CalendarRow):
    """A version of the calendar of a site; it belongs to the manufacturer and to no client."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    site = models.ForeignKey("programs.Site", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "number"], name="site_calendar_number")
        ]
