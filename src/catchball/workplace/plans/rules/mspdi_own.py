"""What a file of Microsoft Project carries of ours in custom fields: whose task, three points.

Source: Microsoft, PjField enumeration: the ids of Text1, Duration1 and Duration2 of a task.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from catchball.workplace.plans.rules.content import Owner
from catchball.workplace.plans.rules.xml_reading import Element


class OwnField(StrEnum):
    """A custom field of a task that means something here, known by its alias."""

    OWNER = "Catchball: whose task"
    SHORTEST = "Catchball: shortest"
    LONGEST = "Catchball: longest"


IDS = {OwnField.OWNER: "188743731", OwnField.SHORTEST: "188743783", OwnField.LONGEST: "188743784"}
NAMES = {OwnField.OWNER: "Text1", OwnField.SHORTEST: "Duration1", OwnField.LONGEST: "Duration2"}


def own_fields(project: Element) -> dict[str, OwnField]:
    """Return which custom fields of a file are ours, by their ids."""
    found = {}
    for part in project.parts:
        for one in part.parts if part.name == "ExtendedAttributes" else ():
            alias = one.first("Alias")
            if alias in set(OwnField):
                found[one.first("FieldID")] = OwnField(alias)
    return found


def own_values(task: Element, fields: Mapping[str, OwnField]) -> dict[OwnField, str]:
    """Return what a task says in custom fields of ours."""
    return {
        fields[one.first("FieldID")]: one.first("Value")
        for one in _attributes(task)
        if one.first("FieldID") in fields
    }


def others(task: Element, fields: Mapping[str, OwnField]) -> bool:
    """Answer whether a task says something in custom fields that are not ours."""
    return any(one.first("FieldID") not in fields for one in _attributes(task))


def _attributes(task: Element) -> Iterable[Element]:
    return (one for one in task.parts if one.name == "ExtendedAttribute")


def owner_of(text: str) -> Owner | None:
    """Return whose task it is, from what a file says; None if it says nothing known."""
    return Owner(text) if text in set(Owner) else None
