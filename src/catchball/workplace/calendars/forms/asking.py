"""The shape of a question about what is due."""

from datetime import datetime
from typing import Any, ClassVar, cast

from django import forms

from catchball.kernel.errors import Invalid
from catchball.kernel.words import Later, _
from catchball.kernel.worktime.zones import instant_on, zone_named
from catchball.trust.fields import ZoneField
from catchball.trust.forms import TellingForm
from catchball.workplace.calendars import rules
from catchball.workplace.calendars.forms.parts import WallClockField

UNITS = (
    (rules.Unit.HOURS, Later("business hours")),
    (rules.Unit.BUSINESS_DAYS, Later("business days, as long as the calendar states")),
    (rules.Unit.WORKING_DATES, Later("working dates, at the same time of day")),
)


class Ask(TellingForm):
    """An amount of business time, and when it begins."""

    LABELS: ClassVar = {
        "amount": Later("How much"),
        "unit": Later("Of what"),
        "start": Later("Asked at"),
        "zone": Later("On the wall clock of"),
    }
    HELP: ClassVar = {"start": Later("Leave it empty for now.")}
    amount = forms.DecimalField(max_digits=8, decimal_places=2)
    unit = forms.TypedChoiceField(coerce=rules.Unit)
    start = WallClockField(required=False)
    zone = ZoneField()

    def __init__(self, data: Any, *, zone: str) -> None:
        """Ask for eight business hours from now, where nothing is sent."""
        usual = {"amount": "8", "unit": rules.Unit.HOURS.value, "start": "", "zone": zone}
        sent = {name: data.get(name, value) for name, value in usual.items()}
        super().__init__(sent)
        cast("ZoneField", self.fields["zone"]).keep(zone)
        unit = cast("forms.TypedChoiceField", self.fields["unit"])
        unit.choices = [(one.value, str(word)) for one, word in UNITS]
        self.fields["amount"].widget.attrs["step"] = "any"

    def clean(self) -> dict[str, Any]:
        """Look at amount and unit together."""
        sent: dict[str, Any] = super().clean() or {}
        if "amount" in sent and "unit" in sent:
            try:
                rules.check_amount(sent["amount"], sent["unit"])
            except Invalid as error:
                self.add_error("amount", str(error))
        return sent

    def question(self, now: datetime) -> rules.Question:
        """Return the question, asked at the instant where no other is written."""
        sent = self.cleaned_data
        start = sent["start"]
        at = instant_on(start.date(), start.time(), zone_named(sent["zone"])) if start else now
        return rules.Question(sent["amount"], sent["unit"], at)

    def as_asked(self) -> str:
        """Return the question in words."""
        sent = self.cleaned_data
        amount = f"{sent['amount'].normalize():f}"
        return {
            rules.Unit.HOURS: _("%(amount)s business hours", amount=amount),
            rules.Unit.BUSINESS_DAYS: _("%(amount)s business days", amount=amount),
            rules.Unit.WORKING_DATES: _("%(amount)s working dates", amount=amount),
        }[sent["unit"]]
