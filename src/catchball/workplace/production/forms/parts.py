"""Pieces that the forms about deliveries and batches share."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from django import forms

from catchball.kernel.words import Later
from catchball.workplace.production.queries import Places

# Django's stubs know only its own words for later; any object that becomes a text will do.
Words = Any


def text(label: Words, longest: int, *, required: bool = False, **named: Any) -> forms.CharField:
    """Return a field for one line of text, trimmed."""
    return forms.CharField(label=label, max_length=longest, required=required, **named)


def quantity(label: Words, *, required: bool = False, **named: Any) -> forms.DecimalField:
    """Return a field for a quantity as PostgreSQL keeps it."""
    return forms.DecimalField(
        label=label,
        required=required,
        max_digits=18,
        decimal_places=6,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        **named,
    )


def day(label: Words, *, required: bool = True, **named: Any) -> forms.DateField:
    """Return a field for a calendar day."""
    return forms.DateField(label=label, required=required, **named)


def choice(
    label: Words, choices: Sequence[tuple[str, Words]], coerce: Callable[[str], Any], **named: Any
) -> forms.TypedChoiceField:
    """Return a field for one of a few words."""
    return forms.TypedChoiceField(label=label, choices=choices, coerce=coerce, **named)


def check(label: Words, *, help_text: Words = "") -> forms.BooleanField:
    """Return a box that may be checked."""
    return forms.BooleanField(label=label, help_text=help_text, required=False)


def count(label: Words, most: int, *, required: bool = False) -> forms.IntegerField:
    """Return a field for a number of things, from none to the most that is believed."""
    return forms.IntegerField(label=label, min_value=0, max_value=most, required=required)


_READ_BY_BOTH: Words = Later("Both companies can read it, for ever.")


def reason(*, required: bool = True, help_text: Words = _READ_BY_BOTH) -> forms.CharField:
    """Return a field for why, which both companies can read."""
    label: Words = Later("Reason")
    return forms.CharField(
        label=label,
        required=required,
        max_length=2000,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ChoiceOfId(forms.TypedChoiceField):
    """A choice among rows of this client, by their ids."""

    def __init__(self, label: Words, **named: Any) -> None:
        super().__init__(label=label, coerce=UUID, empty_value=None, **named)

    def offer(self, choices: Sequence[tuple[UUID, str]]) -> None:
        """Set what can be chosen; a single choice that is needed is made already."""
        self.choices = [(str(key), word) for key, word in choices]
        if not self.required or len(choices) != 1:
            none: Words = Later("Choose one") if self.required else Later("None")
            self.choices = [("", none), *self.choices]


class Step(forms.Form):
    """A form that runs one command, on one record as it was shown in a version."""

    headline: ClassVar[Later]
    verb: ClassVar[Later]
    done: ClassVar[Later]
    danger: ClassVar[bool] = False

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(
        self,
        *args: Any,
        line: Any = None,
        today: date | None = None,
        places: Places,
        **named: Any,
    ) -> None:
        if line is not None:
            named["initial"] = {"version": line.version, **self.initial_of(line, today)}
            for name, value in named["initial"].items():
                if isinstance(value, Decimal):
                    named["initial"][name] = f"{value.normalize():f}"
        super().__init__(*args, **named)
        self.has_programs = bool(places.programs)
        for name, choices in (("program", places.programs), ("product", places.products)):
            field = self.fields.get(name)
            if isinstance(field, ChoiceOfId):
                field.offer(choices)

    def initial_of(self, line: Any, today: date | None) -> dict[str, Any]:
        """Return what the fields hold at first."""
        return {}

    def arguments(self) -> dict[str, Any]:
        """Return the arguments of the command; the reason travels in the scope."""
        return {name: value for name, value in self.cleaned_data.items() if name != "reason"}
