"""What the forms of all pages share."""

from typing import Any, ClassVar, cast

from django import forms

from catchball.kernel.errors import Expected
from catchball.kernel.words import Later
from catchball.trust.signing import BINDING, Meaning

LONGEST = 2_000


class TellingForm(forms.Form):
    """A form that speaks the reader's language, and tells what a command has to say about it."""

    LABELS: ClassVar[dict[str, Later]] = {}
    HELP: ClassVar[dict[str, Later]] = {}

    def __init__(
        self, data: Any, files: Any = None, *, initial: dict[str, Any] | None = None
    ) -> None:
        """Name the fields in the reader's language."""
        super().__init__(data, files, initial=initial)
        for name, label in self.LABELS.items():
            self.fields[name].label = str(label)
        for name, text in self.HELP.items():
            self.fields[name].help_text = str(text)

    def tell(self, error: Expected) -> None:
        """Put each sentence beside its field, and one that belongs to none on top."""
        known = {name: text for name, text in error.fields.items() if name in self.fields}
        for name, sentence in known.items():
            self.add_error(name, sentence)
        if not known:
            self.add_error(None, str(error))


class Step(TellingForm):
    """The version that somebody saw when they pressed a button."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class Because(Step):
    """A step that owes the other company a reason."""

    LABELS: ClassVar = {"reason": Later("Reason")}
    HELP: ClassVar = {"reason": Later("Both companies see it.")}
    reason = forms.CharField(max_length=LONGEST, widget=forms.Textarea)


class Confirm(Step):
    """The hash that was shown, and the password or code of who confirms it."""

    LABELS: ClassVar = {"password": Later("Your password")}
    content_hash = forms.CharField(max_length=64, widget=forms.HiddenInput)
    password = forms.CharField(max_length=256, strip=False, widget=forms.PasswordInput)


class RecordRuling(Step):
    """What a governance body ruled, and the password of who records it."""

    UPHELD: ClassVar = "upheld"
    OUTCOMES: ClassVar[tuple[tuple[str, Later], ...]]
    BODY: ClassVar[Later]
    LABELS: ClassVar = {
        "upheld": Later("What was ruled"),
        "body": Later("Governance body"),
        "ruled_on": Later("Day of the meeting"),
        "ruled_cmo": Later("For the manufacturer"),
        "ruled_client": Later("For the client"),
        "ruling": Later("Reason of the ruling"),
        "password": Later("Your password"),
    }
    HELP: ClassVar = {
        "ruled_cmo": Later("Who sat for the manufacturer, by name."),
        "ruled_client": Later("Who sat for the client, by name."),
        "ruling": Later("As the minutes say it, with their number."),
    }
    upheld = forms.ChoiceField(widget=forms.RadioSelect)
    body = forms.CharField(max_length=120)
    ruled_on = forms.DateField()
    ruled_cmo = forms.CharField(max_length=240)
    ruled_client = forms.CharField(max_length=240)
    ruling = forms.CharField(max_length=LONGEST, widget=forms.Textarea)
    password = forms.CharField(max_length=256, strip=False, widget=forms.PasswordInput)

    def __init__(self, data: Any) -> None:
        """Propose the body that rules by default."""
        super().__init__(data, initial={"body": str(self.BODY)})
        upheld = cast("forms.ChoiceField", self.fields["upheld"])
        upheld.choices = [(value, str(label)) for value, label in self.OUTCOMES]

    def ruled(self) -> dict[str, Any]:
        """Return what was ruled, by the names of a ruling's parts."""
        left_out = {"version", "password"}
        sent = {name: value for name, value in self.cleaned_data.items() if name not in left_out}
        return {**sent, "upheld": sent["upheld"] == self.UPHELD}


class SignContent(TellingForm):
    """A signature: what it means, under which content, and the password or code again."""

    LABELS: ClassVar = {
        "meaning": Later("What your signature means"),
        "password": Later("Your password"),
    }
    content_hash = forms.CharField(max_length=64, widget=forms.HiddenInput)
    meaning = forms.TypedChoiceField(
        coerce=Meaning, widget=forms.RadioSelect, initial=BINDING[0].value
    )
    password = forms.CharField(max_length=256, strip=False, widget=forms.PasswordInput)

    def __init__(self, data: Any) -> None:
        """Say the meanings in the reader's language."""
        super().__init__(data)
        meaning = cast("forms.TypedChoiceField", self.fields["meaning"])
        meaning.choices = [(one.value, one.label) for one in BINDING]


class SignVersion(SignContent, Step):
    """A signature under the version of a record that somebody saw."""
