"""The shape of a working week and the day from which it holds."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any, ClassVar, cast

from django import forms
from django.forms.boundfield import BoundField

from catchball.kernel.words import Later
from catchball.kernel.worktime import Week, Weekday, WeekInForce, WorkCalendar
from catchball.trust.fields import ZoneField
from catchball.trust.forms import TellingForm
from catchball.workplace.calendars import rules
from catchball.workplace.calendars.forms.parts import DayField
from catchball.workplace.calendars.queries import Changing


class SetWeek(TellingForm):
    """The hours of each weekday, the zone, the length of a business day, and from when."""

    LABELS: ClassVar = {
        "zone": Later("Time zone"),
        "business_day": Later("A business day in hours"),
        "from_on": Later("In force from"),
        "reason": Later("Why"),
    }
    HELP: ClassVar = {
        "zone": Later("The hours are read on the wall clock of this zone."),
        "business_day": Later(
            "What a promise of “one business day” means by this calendar: 8, say, or 7.5."
        ),
        "reason": Later("Kept in the journal with your name."),
    }
    mon = forms.CharField(required=False, max_length=200)
    tue = forms.CharField(required=False, max_length=200)
    wed = forms.CharField(required=False, max_length=200)
    thu = forms.CharField(required=False, max_length=200)
    fri = forms.CharField(required=False, max_length=200)
    sat = forms.CharField(required=False, max_length=200)
    sun = forms.CharField(required=False, max_length=200)
    zone = ZoneField()
    business_day = forms.DecimalField(min_value=Decimal("0.25"), max_value=24, decimal_places=2)
    from_on = DayField()
    reason = forms.CharField(required=False, max_length=2000)
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any, *, changing: Changing) -> None:
        """Start with what the calendar is, from today; a first one from the turn of the year."""
        base = changing.base(None)
        first = changing.today if base else changing.today.replace(month=1, day=1)
        week = base.weeks[0].week if base else ()
        initial = {
            "zone": changing.zone,
            "business_day": rules.written_day(base) if base else "",
            "from_on": first,
            "edition": changing.edition,
        }
        initial |= {Weekday(day).key: rules.write_hours(each) for day, each in enumerate(week)}
        super().__init__(data, initial=initial)
        cast("ZoneField", self.fields["zone"]).keep(changing.zone)
        for day in Weekday:
            self.fields[day.key].label = day.label
        self.fields["business_day"].widget.attrs["step"] = "any"

    def shows(self, edition: int) -> None:
        """Let the same be sent again, on top of what somebody else changed meanwhile."""
        self.data = {**dict(self.data.items()), "edition": str(edition)}

    def days(self) -> Iterator[BoundField]:
        """Yield the fields of the weekdays, Monday first."""
        return (self[day.key] for day in Weekday)

    def clean(self) -> dict[str, Any]:
        """Read the seven days together, as a night shift runs from one into the next."""
        sent: dict[str, Any] = super().clean() or {}
        week, wrong = rules.read_week([sent.get(day.key, "") for day in Weekday])
        for day, sentence in wrong.items():
            self.add_error(day.key, sentence)
        sent["week"] = week
        return sent

    def calendar(self, base: WorkCalendar | None) -> WorkCalendar:
        """Return the calendar as sent, with the holidays and closures of the one before."""
        week: Week = self.cleaned_data["week"]
        hours = float(self.cleaned_data["business_day"])
        terms: dict[str, Any] = {
            "zone": self.cleaned_data["zone"],
            "weeks": (WeekInForce(None, week),),
            "business_day": timedelta(hours=hours),
        }
        return replace(base, **terms) if base else WorkCalendar(**terms)
