"""What the forms of all pages share."""

from typing import Any, ClassVar

from django import forms

from catchball.kernel.errors import Expected
from catchball.kernel.words import Later


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
