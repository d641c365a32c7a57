"""How a form's field is drawn: the browser's own control for its kind, tied to help and error."""

from dataclasses import dataclass
from typing import Any, Literal

from django import forms
from django.forms.boundfield import BoundField

Kind = Literal["text", "checkbox", "choices", "file", "hidden"]


@dataclass(frozen=True)
class Control:
    """A drawn field: what kind it is, its HTML, and what the words around it are called."""

    kind: Kind
    html: str
    help_id: str
    error_id: str


def _kind(widget: forms.Widget) -> Kind:
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    return "file" if isinstance(widget, forms.FileInput) else "text"


def _widget(field: forms.Field) -> forms.Widget:
    """Return the field's widget; days and instants get the browser's own picker."""
    widget: forms.Widget = field.widget
    if isinstance(widget, forms.DateInput):
        return _picker(widget, "date", "%Y-%m-%d")
    if isinstance(widget, forms.DateTimeInput):
        return _picker(widget, "datetime-local", "%Y-%m-%dT%H:%M")
    return widget


def _picker(widget: forms.DateTimeInput | forms.DateInput, kind: str, spelt: str) -> forms.Widget:
    picker = type(widget)(attrs=dict(widget.attrs), format=spelt)
    picker.input_type = kind
    picker.is_required = widget.is_required
    return picker


def control(bound: BoundField, *, helped: bool = False, autocomplete: str | None = None) -> Control:
    """Return the field drawn; `helped` when the page itself adds a line of help below it."""
    widget = _widget(bound.field)
    help_id, error_id = f"{bound.auto_id}-help", f"{bound.auto_id}-error"
    described = [help_id] if helped or bound.help_text else []
    attrs: dict[str, Any] = {"autocomplete": autocomplete} if autocomplete else {}
    if bound.errors:
        described.insert(0, error_id)
        attrs["aria-invalid"] = "true"
    if described:
        attrs["aria-describedby"] = " ".join(described)
    return Control(_kind(widget), bound.as_widget(widget, attrs), help_id, error_id)
