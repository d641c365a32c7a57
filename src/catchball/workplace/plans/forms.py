"""The shape of what people send about plans."""

from dataclasses import asdict
from typing import Any, ClassVar, cast

from django import forms

from catchball.kernel.words import Later, _
from catchball.trust.forms import Step, TellingForm
from catchball.workplace.plans.queries import PlanSheetPage
from catchball.workplace.plans.rules import (
    LONGEST_BASELINE,
    LONGEST_WHY,
    Constraint,
    Owner,
    PlanField,
    SheetColumns,
    Slip,
    SlipCause,
    SlipParty,
    TaskTerms,
)

_HOURS_AT_MOST = 24
_HOUR = 60
_SAMPLE = 24
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


class NewBaseline(Step):
    """The name of a baseline, and the version of the plan that it keeps."""

    LABELS: ClassVar = {"name": Later("Name")}
    HELP: ClassVar = {"name": Later("What both companies call it: Charter signed, Re-plan May.")}
    name = forms.CharField(max_length=LONGEST_BASELINE)


class Beside(forms.Form):
    """The baseline that another one is compared with; the plan of today where it is empty."""

    beside = forms.UUIDField(required=False)


class CommitDay(TellingForm):
    """The day on which a milestone is promised to be reached."""

    LABELS: ClassVar = {"committed_on": Later("Day to commit")}
    HELP: ClassVar = {
        "committed_on": Later(
            "The first day stays for good; what becomes of it is held against it."
        )
    }
    committed_on = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))


class SlipForm(Step):
    """Why a milestone comes later, and with whom that lies; empty where it does not."""

    LABELS: ClassVar = {
        "cause": Later("Cause"),
        "party": Later("With whom the cause lies"),
        "why": Later("What happened"),
    }
    HELP: ClassVar = {
        "cause": Later("A later day needs a cause, its party and a sentence."),
        "why": Later("Both companies see it."),
    }
    cause = forms.TypedChoiceField(coerce=SlipCause, required=False, empty_value=None)
    party = forms.TypedChoiceField(
        coerce=SlipParty, required=False, empty_value=None, widget=forms.RadioSelect
    )
    why = forms.CharField(max_length=LONGEST_WHY, required=False, widget=forms.Textarea)

    def __init__(self, data: Any, *, initial: dict[str, Any] | None = None) -> None:
        """Offer causes and parties in the reader's language."""
        super().__init__(data, initial=initial)
        cause, party = (
            cast("forms.TypedChoiceField", self.fields[name]) for name in ("cause", "party")
        )
        cause.choices = [("", _("none: not later")), *((one.value, one.label) for one in SlipCause)]
        party.choices = [(one.value, one.label) for one in SlipParty]

    def slip(self) -> Slip:
        """Return what was said about a later day."""
        sent = self.cleaned_data
        return Slip(sent["cause"], sent["party"], sent["why"])


class MoveDay(SlipForm):
    """Another day to forecast for a milestone."""

    LABELS: ClassVar = {**SlipForm.LABELS, "forecast_on": Later("Forecast for")}
    forecast_on = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))


class ReachDay(SlipForm):
    """The day on which a milestone was reached."""

    LABELS: ClassVar = {**SlipForm.LABELS, "actual_on": Later("Reached on")}
    actual_on = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))


class NewFile(forms.Form):
    """A file of a plan."""

    file = forms.FileField(allow_empty_file=True)

    def __init__(self, data: Any = None, files: Any = None) -> None:
        """Name the field in the reader's language."""
        super().__init__(data, files)
        field = cast("forms.FileField", self.fields["file"])
        field.label = _("File")
        field.error_messages["required"] = _("Choose a file.")
        field.widget.attrs["accept"] = ".xml,.xlsx"


class MatchColumns(Step):
    """Which column of a workbook holds what; and the frame of a plan that is not there yet."""

    LABELS: ClassVar = {
        "start_on": Frame.LABELS["start_on"],
        "day_hours": Frame.LABELS["day_hours"],
    }
    HELP: ClassVar = {
        "start_on": Frame.HELP["start_on"],
        "day_hours": Frame.HELP["day_hours"],
    }
    start_on = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    day_hours = forms.DecimalField(
        required=False, min_value=0, max_value=_HOURS_AT_MOST, max_digits=4, decimal_places=2
    )

    def __init__(self, data: Any, *, page: PlanSheetPage) -> None:
        """Offer the columns of the sheet for each field, with the one proposed."""
        initial = {
            **asdict(page.proposed),
            "version": page.version,
            "start_on": page.start_on,
            "day_hours": page.day_minutes / _HOUR,
        }
        super().__init__(data, initial=initial)
        columns = [(number, _column_name(page, number)) for number in range(len(page.head))]
        for one in PlanField:
            self.fields[one.value] = forms.TypedChoiceField(
                coerce=int,
                empty_value=None,
                required=one is PlanField.NAME,
                label=one.label,
                choices=[("", _("no column")), *columns],
            )

    @property
    def columns(self) -> list[Any]:
        """The fields that columns are chosen for."""
        return [self[one.value] for one in PlanField]

    def arguments(self) -> dict[str, Any]:
        """Return what the command takes."""
        sent = self.cleaned_data
        hours = sent["day_hours"]
        return {
            "columns": SheetColumns(**{one.value: sent[one.value] for one in PlanField}),
            "version": sent["version"],
            "start_on": sent["start_on"],
            "day_minutes": None if hours is None else round(hours * _HOUR),
        }


def _column_name(page: PlanSheetPage, number: int) -> str:
    """Return a column's name with what stands in it."""
    name = page.head[number] or _("column %(number)s", number=number + 1)
    samples = ", ".join(one[:_SAMPLE] for one in page.samples[number])
    return f"{name}: {samples}" if samples else name


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
