"""What the forms of all pages share."""

from typing import Any, ClassVar, cast

from django import forms

from catchball.kernel.errors import Expected
from catchball.kernel.words import Later
from catchball.trust.rules import zones_to_offer
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


def zone_choices(*kept: str) -> list[tuple[str, str]]:
    """Return the zones of places as choices of a field, and beside them those that are kept."""
    return [(zone, zone) for zone in zones_to_offer(*kept)]


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
