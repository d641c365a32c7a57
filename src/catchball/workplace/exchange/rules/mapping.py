"""How one file is to be understood: a file of its own for scripts, remembered for clients."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from catchball.kernel.errors import Invalid
from catchball.kernel.words import _
from catchball.workplace.exchange.rules.cells import reader_for
from catchball.workplace.exchange.rules.columns import FIELDS, TARGETS
from catchball.workplace.exchange.rules.dates import date_style
from catchball.workplace.exchange.rules.numbers import number_style
from catchball.workplace.exchange.rules.styles import Unreadable
from catchball.workplace.exchange.rules.tables import Choices
from catchball.workplace.exchange.rules.targets import Kind, Target


class MappingDoesNotFit(Invalid):
    """The mapping and the file, or the mapping and what can be imported, do not fit."""


class MappingIsUnreadable(MappingDoesNotFit):
    """The text is not a mapping in JSON."""


class FieldIsUnknown(MappingDoesNotFit):
    """There is no such field."""


class FieldIsMissing(MappingDoesNotFit):
    """A field that is needed has neither a column nor a value."""


class FieldIsFilledTwice(MappingDoesNotFit):
    """A field, or two that mean the same, are filled in two ways."""


class ColumnIsUnknown(MappingDoesNotFit):
    """The file has no such column."""


class ColumnServesTwoKinds(MappingDoesNotFit):
    """One column cannot be of two kinds at once."""


class ConstantIsRefused(MappingDoesNotFit):
    """One value for all rows makes no sense here."""


class StyleIsUnknown(MappingDoesNotFit):
    """A column is said to be written in a style that does not exist."""


@dataclass(frozen=True)
class Mapping:
    """Which column fills which field, what holds for all rows, and how the file is read.

    `columns` and `constants` go by field, `styles` by column (keys of rules.dates and
    rules.numbers).
    """

    what: str
    columns: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    styles: dict[str, str] = field(default_factory=dict)
    sheet: str | None = None
    header_row: int | None = None
    encoding: str | None = None
    delimiter: str | None = None

    @property
    def choices(self) -> Choices:
        """The part that decides how the file is opened."""
        return Choices(self.encoding, self.delimiter, self.sheet, self.header_row)

    def styled(self, styles: dict[str, str]) -> "Mapping":
        """Return the mapping with further styles of columns."""
        return replace(self, styles={**self.styles, **styles})

    def to_json(self) -> str:
        """Return the mapping as the JSON of a `--map` file."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2)


def mapping_from_json(text: str) -> Mapping:
    """Return the mapping of a `--map` file.

    :raises MappingIsUnreadable: naming the entry that is wrong
    """
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise MappingIsUnreadable(_("The mapping is not JSON: %(why)s.", why=fault)) from fault
    if not isinstance(content, dict):
        raise MappingIsUnreadable(_("The mapping must be one JSON object."))
    known = {each.name for each in fields(Mapping)}
    for key, value in content.items():
        if key not in known:
            raise MappingIsUnreadable(
                _(
                    "The mapping has an entry “%(key)s”; only these are known: %(known)s.",
                    key=key,
                    known=", ".join(sorted(known)),
                )
            )
        if not _has_shape(key, value):
            raise MappingIsUnreadable(
                _("The entry “%(key)s” of the mapping has the wrong shape.", key=key)
            )
    if content.get("what") not in TARGETS:
        raise MappingIsUnreadable(
            _("The entry “what” must be one of: %(known)s.", known=", ".join(TARGETS))
        )
    return Mapping(**content)


def _has_shape(key: str, value: Any) -> bool:
    if key in {"columns", "constants", "styles"}:
        return isinstance(value, dict) and all(isinstance(each, str) for each in value.values())
    if key == "header_row":
        return value is None or (type(value) is int and value > 0)
    if key == "delimiter":
        return value is None or (
            isinstance(value, str) and len(value) == 1 and value not in '\r\n"'
        )
    return isinstance(value, str) or (value is None and key != "what")


def fields_written(mapping: Mapping) -> tuple[str, ...]:
    """Return the fields of a record that already exists which this import may change.

    Those that the file or the person gives, and the state where what it follows from is given.
    Kind and disposition have a default for new records only.

    >>> fields_written(Mapping("deliveries", {"reference": "ID", "delivered_on": "Done"}))
    ('reference', 'delivered_on', 'state')
    """
    given = {**mapping.columns, **mapping.constants}
    written = ["quantity_actual" if name == "yield_percent" else name for name in given]
    if "state" not in given and _TELLS_STATE[mapping.what].intersection(written):
        written.append("state")
    return tuple(written)


_TELLS_STATE = {
    "deliveries": frozenset(("delivered_on",)),
    "batches": frozenset(("started_on", "completed_on", "quantity_actual")),
}


def problems(mapping: Mapping, header: Sequence[str]) -> tuple[MappingDoesNotFit, ...]:
    """Return everything that stands against importing a file with this header, in order."""
    targets = {target.field: target for target in FIELDS[mapping.what]}
    return (
        *_unknown(mapping, header, targets),
        *_missing(mapping, targets),
        *_filled_twice(mapping, targets),
        *_bad_constants(mapping, targets),
        *_bad_styles(mapping, targets),
    )


def check_mapping(mapping: Mapping, header: Sequence[str]) -> None:
    """Let a mapping through that fits the file.

    :raises MappingDoesNotFit: the first of `problems`
    """
    for problem in problems(mapping, header):
        raise problem


def _unknown(
    mapping: Mapping, header: Sequence[str], targets: dict[str, Target]
) -> Iterator[MappingDoesNotFit]:
    for name in {**mapping.columns, **mapping.constants}:
        if name not in targets:
            yield FieldIsUnknown(
                _(
                    "There is no field “%(field)s” in %(what)s. Known are: %(known)s.",
                    field=name,
                    what=mapping.what,
                    known=", ".join(targets),
                )
            )
    for column in dict.fromkeys(mapping.columns.values()):
        if column not in header:
            yield ColumnIsUnknown(
                _(
                    "The file has no column “%(column)s”. Its columns are: %(known)s.",
                    column=column,
                    known=", ".join(header),
                )
            )


def _missing(mapping: Mapping, targets: dict[str, Target]) -> Iterator[MappingDoesNotFit]:
    for target in targets.values():
        filled = target.field in mapping.columns or target.field in mapping.constants
        if target.required and not filled:
            way = (
                _("Choose its column, or one value for all rows.")
                if target.may_be_constant
                else _("Choose its column.")
            )
            yield FieldIsMissing(
                _("“%(title)s” (%(field)s) is needed.", title=target.title, field=target.field)
                + " "
                + way
            )


def _filled_twice(mapping: Mapping, targets: dict[str, Target]) -> Iterator[MappingDoesNotFit]:
    for name in mapping.columns.keys() & mapping.constants.keys() & targets.keys():
        yield FieldIsFilledTwice(
            _("“%(title)s” has a column and a value for all rows.", title=targets[name].title)
        )
    if {"yield_percent", "quantity_actual"} <= mapping.columns.keys():
        yield FieldIsFilledTwice(_("Give the actual quantity or the yield in percent, not both."))
    if "yield_percent" in mapping.columns and "quantity_theoretical" not in mapping.columns:
        yield FieldIsMissing(
            _("A yield in percent needs the theoretical quantity: choose its column.")
        )
    kinds: dict[str, set[str]] = {}
    for name, column in mapping.columns.items():
        if name in targets:
            kinds.setdefault(column, set()).add(_family(targets[name]))
    for column, found in kinds.items():
        if len(found) > 1:
            yield ColumnServesTwoKinds(
                _(
                    "The column “%(column)s” cannot be %(kinds)s at once.",
                    column=column,
                    kinds=_(" and ").join(sorted(found)),
                )
            )


def _family(target: Target) -> str:
    if target.kind is Kind.DAY:
        return _("a day")
    return _("a number") if target.kind.is_number else _("a text")


def _bad_constants(mapping: Mapping, targets: dict[str, Target]) -> Iterator[MappingDoesNotFit]:
    for name, value in mapping.constants.items():
        target = targets.get(name)
        if target is None:
            continue
        if not target.may_be_constant:
            yield ConstantIsRefused(
                _("“%(title)s” cannot be the same for all rows.", title=target.title)
            )
        elif target.required and not value.strip():
            yield ConstantIsRefused(_("“%(title)s” must not be empty.", title=target.title))
        else:
            try:
                reader_for(target)(value)
            except Unreadable as refusal:
                yield ConstantIsRefused(f"{target.title}: {refusal}")


def _bad_styles(mapping: Mapping, targets: dict[str, Target]) -> Iterator[MappingDoesNotFit]:
    families = {
        column: targets[name].kind for name, column in mapping.columns.items() if name in targets
    }
    for column, key in mapping.styles.items():
        kind = families.get(column)
        styled = date_style(key) if kind is Kind.DAY else number_style(key)
        needs = kind is not None and (kind is Kind.DAY or kind.is_number)
        if needs and styled is None:
            yield StyleIsUnknown(
                _(
                    "The column “%(column)s” is said to be written in a style “%(style)s”, which "
                    "does not exist for it.",
                    column=column,
                    style=key,
                )
            )
