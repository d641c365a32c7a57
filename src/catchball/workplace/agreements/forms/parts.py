"""The form of a part of an agreement, made from its slots; numbers as people write them."""

from collections.abc import Callable, Collection
from datetime import date
from decimal import Decimal
from operator import itemgetter
from typing import Any

from django import forms

from catchball.kernel.words import Later, _
from catchball.measures.language import Unit
from catchball.trust.forms import TellingForm
from catchball.workplace.agreements.forms.promises import number_label
from catchball.workplace.agreements.queries import Editing
from catchball.workplace.agreements.rules import as_stored, as_written, parts
from catchball.workplace.agreements.rules.parts import Kind, Slot

_UNIT = "_unit"
_NOT_A_NUMBER = Later("Write a number with digits and, where needed, one point: 97.5")
_NOBODY = Later("Whoever may sign")
_ALL = Later("All programs")
_ONE_A_LINE = Later("One a line.")


class PartForm(TellingForm):
    """What a part says, or one item of it."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, data: Any, *, editing: Editing) -> None:
        """Make a field of each slot, with what stands there now."""
        super().__init__(data, initial={"seen": editing.seen})
        self.editing = editing
        for slot in editing.part.slots:
            if slot.name == "title" and editing.part is parts.PROMISES:
                continue
            self._add(slot, editing.values.get(slot.name))
        self.shown = [name for name in self.fields if name != "seen" and not name.endswith(_UNIT)]

    def _add(self, slot: Slot, value: Any) -> None:
        field = self._field(slot)
        field.label, field.help_text = self._label(slot), str(slot.help or "")
        if slot.kind is Kind.TAGS and not field.help_text:
            field.help_text = str(_ONE_A_LINE)
        field.required = slot.required and slot.kind is not Kind.FLAG
        self.fields[slot.name] = field
        self.initial[slot.name] = self._shown(slot, value)
        if slot.kind is Kind.SPAN:
            unit = forms.ChoiceField(
                choices=[(one.value, str(word)) for one, word in parts.UNITS.items()],
                required=False,
                label=_("%(slot)s: counted in", slot=str(slot.title)),
            )
            self.fields[slot.name + _UNIT] = unit
            self.initial[slot.name + _UNIT] = (value or {}).get("unit", "business-days")

    def _label(self, slot: Slot) -> str:
        metric = self.editing.metric
        if slot.kind is Kind.MEASURE and metric:
            return number_label(slot.name, metric)
        if slot.kind is Kind.SHARE:
            return _("%(slot)s, in per cent", slot=str(slot.title))
        return str(slot.title)

    def _field(self, slot: Slot) -> forms.Field:  # noqa: PLR0911 -- one case a kind
        match slot.kind:
            case Kind.LONG | Kind.TAGS:
                return forms.CharField(widget=forms.Textarea, max_length=slot.longest)
            case Kind.CHOICE:
                choices = [(value, str(word)) for value, word in slot.options]
                return forms.ChoiceField(choices=choices)
            case Kind.WHOLE | Kind.SPAN:
                return forms.IntegerField()
            case Kind.SHARE | Kind.MEASURE | Kind.MONEY:
                number = forms.DecimalField(max_digits=18)
                number.error_messages["invalid"] = str(_NOT_A_NUMBER)
                number.widget.attrs["step"] = "any"
                return number
            case Kind.DAY:
                return forms.DateField()
            case Kind.FLAG:
                return forms.BooleanField()
            case Kind.PERSON | Kind.PROGRAM | Kind.PROGRAMS:
                return self._choice_of_things(slot)
            case _:
                return forms.CharField(max_length=slot.longest)

    def _choice_of_things(self, slot: Slot) -> forms.Field:
        named = self._things(slot)
        choices = [(one["id"], f"{one.get('code', '')} {one['name']}".strip()) for one in named]
        if slot.kind is Kind.PROGRAMS:
            return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple)
        nothing = str(_NOBODY if slot.kind is Kind.PERSON else _ALL)
        return forms.ChoiceField(choices=[("", nothing), *choices])

    def _things(self, slot: Slot) -> list[parts.Item]:
        """Return what can be chosen, and what was chosen before though it may be gone since."""
        choosing = self.editing.choosing
        if slot.kind is Kind.PERSON:
            found = [
                {"id": id_, "name": name}
                for id_, name, side in choosing.people
                if side is slot.side
            ]
        else:
            found = [
                {"id": id_, "code": code, "name": name} for id_, code, name in choosing.programs
            ]
        value = self.editing.values.get(slot.name) or []
        before = value if isinstance(value, list) else [value]
        known = {one["id"] for one in found}
        return found + [one for one in before if one["id"] not in known]

    def _shown(self, slot: Slot, value: Any) -> Any:
        if value is None:
            return None
        show: dict[Kind, Callable[[Any], Any]] = {
            Kind.TAGS: "\n".join,
            Kind.SHARE: lambda share: as_written(Decimal(share), Unit.SHARE),
            Kind.MEASURE: lambda number: as_written(Decimal(number), self._unit),
            Kind.SPAN: itemgetter("amount"),
            Kind.PERSON: itemgetter("id"),
            Kind.PROGRAM: itemgetter("id"),
            Kind.PROGRAMS: lambda named: [one["id"] for one in named],
        }
        return show[slot.kind](value) if slot.kind in show else value

    @property
    def _unit(self) -> Unit:
        return Unit(self.editing.values["metric"]["unit"])

    @property
    def values(self) -> parts.Item:
        """What was filled in, as commands take it: plain JSON, shares between 0 and 1."""
        slots = self.editing.part.slots
        return {slot.name: self._value(slot) for slot in slots if slot.name in self.fields}

    def _value(self, slot: Slot) -> Any:
        sent = self.cleaned_data[slot.name]
        if sent in (None, ""):
            return None
        read: dict[Kind, Callable[[Any], Any]] = {
            Kind.TAGS: lambda text: [line for line in text.splitlines() if line.strip()],
            Kind.SHARE: lambda number: _plain(as_stored(number, Unit.SHARE)),
            Kind.MEASURE: lambda number: _plain(as_stored(number, self._unit)),
            Kind.MONEY: _plain,
            Kind.SPAN: lambda amount: self._span(slot, amount),
            Kind.DAY: date.isoformat,
            Kind.PERSON: lambda id_: self._named(slot, [id_])[0],
            Kind.PROGRAM: lambda id_: self._named(slot, [id_])[0],
            Kind.PROGRAMS: lambda ids: self._named(slot, ids),
        }
        return read[slot.kind](sent) if slot.kind in read else sent

    def _span(self, slot: Slot, amount: int) -> parts.Item:
        return {"amount": amount, "unit": self.cleaned_data[slot.name + _UNIT]}

    def _named(self, slot: Slot, ids: Collection[str]) -> list[parts.Item]:
        return [one for one in self._things(slot) if one["id"] in ids]


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


class Seen(TellingForm):
    """The part that somebody saw when they pressed a button."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)


class Answer(TellingForm):
    """Why an offer is declined or taken back."""

    LABELS = {"reason": Later("Reason")}  # noqa: RUF012 -- as in TellingForm
    HELP = {"reason": Later("Both companies see it.")}  # noqa: RUF012 -- as in TellingForm
    reason = forms.CharField(max_length=2000, widget=forms.Textarea)


class Offer(TellingForm):
    """The content that somebody saw when they offered it."""

    content_hash = forms.CharField(max_length=64, widget=forms.HiddenInput)
