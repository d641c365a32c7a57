"""What the forms of risks share."""

from collections.abc import Iterable
from typing import cast

from django import forms

from catchball.kernel.words import _
from catchball.trust.queries import PersonLine

Choices = list[tuple[str, str]]


def choose(form: forms.Form, name: str, choices: Choices) -> None:
    """Let a field offer these choices."""
    cast("forms.ChoiceField", form.fields[name]).choices = choices


def people_of(people: Iterable[PersonLine]) -> Choices:
    """Return people as choices, each with what they are."""
    return [(str(one.id), f"{one.name} ({one.role.label})") for one in people]


def area(rows: int) -> forms.Textarea:
    """Return a box of so many lines."""
    return forms.Textarea(attrs={"rows": rows})


def named_steps(words: Iterable[str]) -> Choices:
    """Return the steps of a scale as choices, with that none is said yet before them."""
    steps = [(str(step), f"{step} · {_(word)}") for step, word in enumerate(words, start=1)]
    return [("", _("not said yet")), *steps]
