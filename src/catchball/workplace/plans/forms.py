"""The shape of what people send about plans."""

from typing import Any, ClassVar, cast

from django import forms

from catchball.kernel.words import Later, _
from catchball.trust.forms import Step, TellingForm
from catchball.workplace.plans.rules import Constraint, Owner, TaskTerms

_HOURS_AT_MOST = 24
_HOUR = 60
_FIELDS_OF_TASK = (
    "name",
    "level",
    "duration",
    "shortest",
    "longest",
    "owner",
    "constraint",
    "constraint_on",
    "waits_for",
)


class Frame(TellingForm):
    """When a plan starts, and how long a day of its durations is."""

    LABELS: ClassVar = {
        "start_on": Later("The plan starts on"),
        "day_hours": Later("Hours in a working day"),
    }
    HELP: ClassVar = {
        "start_on": Later("Nothing in the plan begins before this day of the site."),
        "day_hours": Later("What one day of a duration means; the site’s calendar says which."),
    }
    start_on = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    day_hours = forms.DecimalField(
        min_value=0, max_value=_HOURS_AT_MOST, max_digits=4, decimal_places=2
    )

    def arguments(self) -> dict[str, Any]:
        """Return what the command takes."""
        sent = self.cleaned_data
        return {"start_on": sent["start_on"], "day_minutes": round(sent["day_hours"] * _HOUR)}


class ChangedFrame(Frame, Step):
    """The same for a plan that somebody saw in a version."""

    def arguments(self) -> dict[str, Any]:
        """Return what the command takes."""
        return super().arguments() | {"version": self.cleaned_data["version"]}


class TaskForm(Step):
    """A task of a plan."""

    LABELS: ClassVar = {
        "name": Later("Task"),
        "level": Later("Outline level"),
        "duration": Later("Duration"),
        "shortest": Later("Shortest"),
        "longest": Later("Longest"),
        "owner": Later("Whose task"),
        "constraint": Later("Rule for its date"),
        "constraint_on": Later("Date"),
        "waits_for": Later("Waits for"),
    }
    HELP: ClassVar = {
        "level": Later("1 at the margin; one more makes it a part of the task above."),
        "duration": Later(
            "Working time: 5d, 2.5d, 4h; 0 for a milestone. The likeliest, if unsure."
        ),
        "shortest": Later("If all goes well; with the longest it makes the forecast honest."),
        "longest": Later("If much goes wrong."),
        "waits_for": Later(
            "Numbers of the tasks before it: 3, 5SS+1d, 7FF-4h. FS (finish to start) is the usual."
        ),
    }
    name = forms.CharField(max_length=200)
    duration = forms.CharField(max_length=20, initial="5d")
    shortest = forms.CharField(max_length=20, required=False)
    longest = forms.CharField(max_length=20, required=False)
    waits_for = forms.CharField(max_length=400, required=False)
    owner = forms.TypedChoiceField(coerce=Owner, widget=forms.RadioSelect, initial=Owner.CMO)
    level = forms.IntegerField(min_value=1, max_value=10, initial=1)
    constraint = forms.TypedChoiceField(
        coerce=Constraint, required=False, empty_value=Constraint.NONE, initial=Constraint.NONE
    )
    constraint_on = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, data: Any, *, initial: dict[str, Any] | None = None) -> None:
        """Offer owners and rules in the reader's language."""
        super().__init__(data, initial=initial)
        for name, kinds in (("owner", Owner), ("constraint", Constraint)):
            field = cast("forms.TypedChoiceField", self.fields[name])
            field.choices = [(one.value, one.label) for one in kinds]

    def terms(self) -> TaskTerms:
        """Return the task as the command takes it."""
        return TaskTerms(**{name: self.cleaned_data[name] for name in _FIELDS_OF_TASK})


class NewTask(TaskForm):
    """A task that is put into a plan."""

    LABELS: ClassVar = {**TaskForm.LABELS, "after": Later("Below task number")}
    HELP: ClassVar = {**TaskForm.HELP, "after": Later("0 puts it first.")}
    after = forms.IntegerField(min_value=0, max_value=100_000)


class NewFile(forms.Form):
    """A file of a plan."""

    file = forms.FileField(allow_empty_file=True)

    def __init__(self, data: Any = None, files: Any = None) -> None:
        """Name the field in the reader's language."""
        super().__init__(data, files)
        field = cast("forms.FileField", self.fields["file"])
        field.label = _("File")
        field.error_messages["required"] = _("Choose a file.")
        field.widget.attrs["accept"] = ".xml"


class TakeFile(Step):
    """The versions of the file and of the plan that somebody compared."""

    plan_version = forms.IntegerField(widget=forms.HiddenInput)


class Suppose(TellingForm):
    """A task, and a duration to try for it."""

    LABELS: ClassVar = {"task": Later("What if the task"), "duration": Later("took")}
    HELP: ClassVar = {"duration": Later("Working time: 20d, 4h. Nothing is stored.")}
    task = forms.CharField(max_length=5, widget=forms.Select)
    duration = forms.CharField(max_length=20)

    def offer(self, choices: tuple[tuple[int, str], ...]) -> None:
        """Let the tasks of the plan be chosen from."""
        widget = cast("forms.Select", self.fields["task"].widget)
        widget.choices = [(str(number), name) for number, name in choices]

    @property
    def sent(self) -> str:
        """What is tried, as the query reads it."""
        return f"{self.cleaned_data['task']}:{self.cleaned_data['duration']}"
