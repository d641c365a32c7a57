"""The shape of what people send about imports."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from django import forms

from catchball.kernel.words import Later, _
from catchball.workplace.exchange.queries import Column, Matching, Question
from catchball.workplace.exchange.rules.encodings import ENCODINGS
from catchball.workplace.exchange.rules.mapping import Mapping, problems
from catchball.workplace.exchange.rules.risk_columns import RISKS
from catchball.workplace.exchange.rules.tables import HEADER_WITHIN, Choices
from catchball.workplace.exchange.rules.targets import Kind, Target

_DELIMITERS = {
    "comma": (",", Later("comma")),
    "semicolon": (";", Later("semicolon")),
    "tab": ("\t", Later("tab")),
    "pipe": ("|", Later("vertical bar")),
}
_NAMES = {sign: name for name, (sign, _title) in _DELIMITERS.items()}


class NewImport(forms.Form):
    """What is imported, and the file."""

    what = forms.ChoiceField(widget=forms.RadioSelect, initial="deliveries")
    file = forms.FileField(allow_empty_file=True)

    def __init__(self, data: Any = None, files: Any = None) -> None:
        """Name the fields in the reader's language."""
        super().__init__(data, files)
        what = cast("forms.ChoiceField", self.fields["what"])
        what.choices = [("deliveries", _("Deliveries")), ("batches", _("Batches"))]
        what.label, self.fields["file"].label = _("What the file holds"), _("File")
        file = cast("forms.FileField", self.fields["file"])
        file.error_messages["required"] = _("Choose a file.")
        file.widget.attrs["accept"] = ".csv,.tsv,.txt,.xlsx"


class Step(forms.Form):
    """The version that somebody saw when they pressed a button."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class Undo(Step):
    """Why a written import is rolled back."""

    reason = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, data: Any = None, **kept: Any) -> None:
        """Name the field in the reader's language."""
        super().__init__(data, **kept)
        self.fields["reason"].label = _("Reason")


class HowToRead(forms.Form):
    """How a file is to be read, where what was found is wrong."""

    encoding = forms.ChoiceField(required=False)
    delimiter = forms.ChoiceField(required=False)
    sheet = forms.CharField(required=False, max_length=100)
    header_row = forms.IntegerField(required=False, min_value=1, max_value=HEADER_WITHIN)

    def __init__(self, data: Any, *, sheets: tuple[str, ...] = (), **kept: Any) -> None:
        """Offer what there is to choose."""
        super().__init__(data, **kept)
        found = ("", _("as found"))
        titles = [(name, str(title)) for name, (_sign, title) in _DELIMITERS.items()]
        self._choices("encoding").choices = [found, *((name, name) for name in ENCODINGS)]
        self._choices("delimiter").choices = [found, *titles]
        self.fields["sheet"].widget = forms.Select(choices=[found, *((n, n) for n in sheets)])
        for name, label in (
            ("encoding", _("Encoding")),
            ("delimiter", _("Columns are separated by")),
            ("sheet", _("Sheet")),
            ("header_row", _("Line with the names of the columns")),
        ):
            self.fields[name].label = label

    def _choices(self, name: str) -> forms.ChoiceField:
        return cast("forms.ChoiceField", self.fields[name])

    @property
    def choices(self) -> Choices | None:
        """What was chosen, or None where nothing was."""
        sent = self.cleaned_data if self.is_valid() else {}
        delimiter = _DELIMITERS.get(sent.get("delimiter", ""))
        chosen = Choices(
            encoding=sent.get("encoding") or None,
            delimiter=delimiter[0] if delimiter else None,
            sheet=sent.get("sheet") or None,
            header_row=sent.get("header_row"),
        )
        return None if chosen == Choices() else chosen


def as_sent(choices: Choices) -> dict[str, Any]:
    """Return choices as the fields of `HowToRead` spell them."""
    return {
        "encoding": choices.encoding or "",
        "delimiter": _NAMES.get(choices.delimiter or "", ""),
        "sheet": choices.sheet or "",
        "header_row": choices.header_row,
    }


@dataclass(frozen=True)
class MatchLine:
    """One field to be filled: the columns to choose from, and what is chosen."""

    target: Target
    name: str
    constant_name: str
    chosen: str
    constant: str
    is_proposed: bool
    samples: tuple[str, ...]


class Match(Step):
    """Which column fills which field, what holds for all rows, and what of what exists."""

    update = forms.ChoiceField(choices=[("leave", ""), ("update", "")])

    def __init__(self, data: Any, *, matching: Matching) -> None:
        """Start with what is proposed."""
        self.matching = matching
        proposed = matching.mapping
        super().__init__(data, initial={"version": matching.line.version})
        self.initial["update"] = "update" if matching.update_existing else "leave"
        places = {name: str(index) for index, name in enumerate(matching.header)}
        for target in matching.targets:
            column, constant = f"column_{target.field}", f"constant_{target.field}"
            offered = [("", ""), *((place, "") for place in places.values())]
            self.fields[column] = forms.ChoiceField(choices=offered, required=False)
            self.initial[column] = places.get(proposed.columns.get(target.field, ""), "")
            if target.may_be_constant:
                self.fields[constant] = forms.CharField(required=False, max_length=200)
                self.initial[constant] = proposed.constants.get(target.field, "")

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns to choose from, in the order of the file."""
        return self.matching.columns

    @property
    def lines(self) -> Iterator[MatchLine]:
        """The fields to be filled, each with what is chosen now."""
        for target in self.matching.targets:
            column, constant = f"column_{target.field}", f"constant_{target.field}"
            chosen = str(self[column].value() or "")
            known = chosen.isdecimal() and int(chosen) < len(self.columns)
            yield MatchLine(
                target=target,
                name=column,
                constant_name=constant if target.may_be_constant else "",
                chosen=chosen,
                constant=str(self[constant].value() or "") if target.may_be_constant else "",
                is_proposed=bool(chosen) and chosen == self.initial[column],
                samples=self.columns[int(chosen)].samples if known else (),
            )

    @property
    def mapping(self) -> Mapping:
        """The mapping that was sent, with the choices under which the file was read."""
        sent, proposed = self.cleaned_data, self.matching.mapping
        columns, constants = {}, {}
        for target in self.matching.targets:
            if place := sent.get(f"column_{target.field}"):
                columns[target.field] = self.matching.header[int(place)]
            if value := sent.get(f"constant_{target.field}"):
                constants[target.field] = value
        styles = {name: key for name, key in proposed.styles.items() if name in columns.values()}
        return Mapping(
            what=proposed.what,
            columns=columns,
            constants=constants,
            styles=styles,
            sheet=proposed.sheet,
            header_row=proposed.header_row,
            encoding=proposed.encoding,
            delimiter=proposed.delimiter,
        )

    @property
    def is_update(self) -> bool:
        """Whether records that exist are brought up to date."""
        return bool(self.cleaned_data["update"] == "update")

    def clean(self) -> dict[str, Any]:
        """Tell everything at once that stands against the mapping."""
        if not self.errors:
            for problem in problems(self.mapping, self.matching.header):
                self.add_error(None, str(problem))
        return self.cleaned_data


class Answer(Step):
    """How columns are written that can be read in more than one way."""

    def __init__(self, data: Any, *, questions: tuple[Question, ...], **kept: Any) -> None:
        """Ask about each column; nothing is chosen beforehand."""
        super().__init__(data, **kept)
        self.questions = questions
        for number, question in enumerate(questions):
            field = forms.ChoiceField(choices=[(one.key, "") for one in question.candidates])
            field.label = question.column
            field.error_messages["required"] = _("Choose how this column is written.")
            self.fields[f"style_{number}"] = field

    @property
    def styles(self) -> dict[str, str]:
        """The chosen style of each column."""
        return {
            question.column: self.cleaned_data[f"style_{number}"]
            for number, question in enumerate(self.questions)
        }


class RiskSheetFile(forms.Form):
    """A file with the risks of a document."""

    file = forms.FileField(allow_empty_file=True)

    def __init__(self, data: Any = None, files: Any = None) -> None:
        """Name the field in the reader's language."""
        super().__init__(data, files)
        file = cast("forms.FileField", self.fields["file"])
        file.label, file.error_messages["required"] = _("File"), _("Choose a file.")
        file.widget.attrs["accept"] = ".csv,.tsv,.txt,.xlsx"


class RiskColumns(Step):
    """Which column of a file tells what of a risk, and how days and numbers are written."""

    def __init__(self, data: Any) -> None:
        """Take a column for each field, and a style for each that can be read in several ways."""
        super().__init__(data)
        for target in RISKS:
            self.fields[f"column_{target.field}"] = forms.CharField(required=False, strip=False)
            if target.kind is Kind.DAY or target.kind.is_number:
                self.fields[f"style_{target.field}"] = forms.CharField(required=False)

    def mapping(self, choices: Choices | None) -> Mapping:
        """Return the mapping that was sent, with how the file is read."""
        sent, read = self.cleaned_data, choices or Choices()
        columns = {
            target.field: sent[f"column_{target.field}"]
            for target in RISKS
            if sent[f"column_{target.field}"]
        }
        styles = {
            column: sent[f"style_{field}"]
            for field, column in columns.items()
            if sent.get(f"style_{field}")
        }
        return Mapping(
            what="risks",
            columns=columns,
            styles=styles,
            sheet=read.sheet,
            header_row=read.header_row,
            encoding=read.encoding,
            delimiter=read.delimiter,
        )
