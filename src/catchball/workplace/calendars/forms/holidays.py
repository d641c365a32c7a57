"""The shape of many holidays at once: where they come from, and which were chosen."""

from datetime import date
from typing import Any, ClassVar, cast

from django import forms

from catchball.kernel.errors import Invalid, NotFound
from catchball.kernel.words import Later, _
from catchball.kernel.worktime import Holiday, known_countries, public_holidays, read_holidays
from catchball.kernel.worktime.ical import LARGEST_FILE
from catchball.trust.fields import CountryField
from catchball.trust.forms import TellingForm
from catchball.workplace.calendars import rules

_BETWEEN = "|"


class _Propose(TellingForm):
    """Of which years holidays are proposed; what a form reads is in `proposed` and `not_read`."""

    LABELS: ClassVar = {"first_year": Later("First year"), "last_year": Later("Last year")}
    first_year = forms.IntegerField()
    last_year = forms.IntegerField()

    def __init__(self, data: Any, files: Any = None, *, year: int, **initial: Any) -> None:
        """Propose this year and the next."""
        super().__init__(
            data, files, initial={"first_year": year, "last_year": year + 1, **initial}
        )
        # Both ways stand on one page, each with its own years.
        self.auto_id = f"{type(self).__name__.lower()}-%s"
        self.year = year

    def clean(self) -> dict[str, Any]:
        """Look at the years together."""
        sent: dict[str, Any] = super().clean() or {}
        self._check_years(sent)
        return sent

    def _check_years(self, sent: dict[str, Any]) -> None:
        first, last = sent.get("first_year"), sent.get("last_year")
        if first is None or last is None:
            return
        if not self.year <= first <= self.year + 10:
            self.add_error("first_year", _("Begin this year, or within the next ten."))
        elif not first <= last < first + rules.MOST_YEARS:
            most = rules.MOST_YEARS
            self.add_error(
                "last_year", _("Ask for 1 to %(most)s years, the first one first.", most=most)
            )


class ProposeFromCountry(_Propose):
    """The public holidays of a country or region; of some they are unknown, which is told then."""

    LABELS: ClassVar = {
        **_Propose.LABELS,
        "country": Later("Country"),
        "region": Later("Region"),
    }
    HELP: ClassVar = {
        "region": Later(
            "The code of the state or canton after ISO 3166-2, such as BS or MA. Empty: the "
            "holidays of the whole country."
        ),
    }
    country = CountryField()
    region = forms.CharField(required=False, max_length=8)

    def __init__(self, data: Any, *, year: int, country: str = "", locale: str = "en-GB") -> None:
        """Start with where the place lies."""
        super().__init__(data, year=year, country=country)
        cast("CountryField", self.fields["country"]).name_in(locale)

    def clean(self) -> dict[str, Any]:
        """Read the holidays out of the maintained library."""
        sent = super().clean()
        if not self.errors:
            self._read(sent)
        return sent

    def _read(self, sent: dict[str, Any]) -> None:
        country, region = sent["country"], sent["region"].strip().upper()
        years = sent["first_year"], sent["last_year"]
        try:
            sent["proposed"], sent["not_read"] = (
                public_holidays(country, region or None, *years),
                (),
            )
        except NotFound as error:
            known = ", ".join(known_countries().get(country, ()))
            if region and known:
                self.add_error("region", _("This region is unknown. Known are: %(all)s", all=known))
            else:
                self.add_error("country", str(error))


class ProposeFromFile(_Propose):
    """The holidays of an iCalendar file."""

    LABELS: ClassVar = {**_Propose.LABELS, "file": Later("iCalendar file")}
    HELP: ClassVar = {
        "file": Later("A file that ends in .ics. Whole days are read, once or yearly.")
    }
    file = forms.FileField(allow_empty_file=True)

    def clean(self) -> dict[str, Any]:
        """Read the holidays out of the file; one byte too many tells that it is too large."""
        sent = super().clean()
        if not self.errors:
            self._read(sent)
        return sent

    def _read(self, sent: dict[str, Any]) -> None:
        try:
            read = read_holidays(
                sent["file"].read(LARGEST_FILE + 1), sent["first_year"], sent["last_year"]
            )
        except Invalid as error:
            self.add_error("file", str(error))
        else:
            sent["proposed"], sent["not_read"] = read.holidays, read.left_out


class HolidayChoice(forms.MultipleChoiceField):
    """Holidays as sent by their checkboxes, each a day and a name."""

    def valid_value(self, value: str) -> bool:
        """Take whatever reads as a holiday: the names are proposals that a person may edit."""
        try:
            read_choice(value)
        except ValueError:
            return False
        return True


class Chosen(TellingForm):
    """The holidays that stayed ticked."""

    LABELS: ClassVar = {"holidays": Later("Holidays")}
    holidays = HolidayChoice(widget=forms.CheckboxSelectMultiple)
    edition = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def chosen(self) -> tuple[Holiday, ...]:
        """The holidays as sent."""
        return tuple(read_choice(one) for one in self.cleaned_data["holidays"])


def write_choice(holiday: Holiday) -> str:
    """Return a holiday as the value of a checkbox."""
    return f"{holiday.on.isoformat()}{_BETWEEN}{holiday.name}"


def read_choice(value: str) -> Holiday:
    """Return the holiday that `write_choice` wrote.

    :raises ValueError: if it is no such value
    """
    day, _between, name = value.partition(_BETWEEN)
    return Holiday(date.fromisoformat(day), name[:200])
