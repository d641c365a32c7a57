"""Numbers as files: the scorecard as a workbook, the facts of a number as CSV and workbook."""

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import xlsxwriter

from catchball.kernel.cells import as_csv, neutralise
from catchball.kernel.words import _, period_name
from catchball.measures.language import Unit
from catchball.trust.permissions import Side
from catchball.trust.scope import Scope
from catchball.workplace.exclusions.queries import ExclusionLine
from catchball.workplace.scorecards import rules
from catchball.workplace.scorecards.queries import Cell, Passport, PromiseRow, Scorecard
from catchball.workplace.scorecards.views.telling import FACT_PAGES

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
    "nan_inf_to_errors": False,
}
_TONES = {"below-target": ("#8a5a00", "#fdf1d8"), "below-floor": ("#b3261e", "#fde8e6")}


def cut_off(known_at: datetime, scope: Scope) -> str:
    """Return an instant as files write it: in the zone of the relationship, and saying so."""
    return f"{known_at.astimezone(ZoneInfo(scope.zone)):%Y-%m-%d %H:%M} {scope.zone}"


def scorecard_workbook(card: Scorecard, scope: Scope) -> bytes:
    """Return the scorecard as a workbook: numbers as numbers, states as words, definitions."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, _OPTIONS) as book:
        _Sheets(book, card, scope).write()
    return buffer.getvalue()


class _Sheets:
    """The three sheets of a scorecard: its numbers, what each was made of, what they mean."""

    def __init__(self, book: Any, card: Scorecard, scope: Scope) -> None:
        self.book, self.card, self.scope = book, card, scope
        self.formats: dict[tuple[Any, ...], Any] = {}

    def write(self) -> None:
        self.book.set_properties({"title": self.card.headline, "company": self.card.client_name})
        self._scorecard()
        self._numbers()
        self._definitions()

    def _format(self, **how: Any) -> Any:
        key = tuple(sorted(how.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({"font_name": "Inter", "font_size": 10, **how})
        return self.formats[key]

    def _heads(self, sheet: Any, row: int, heads: Sequence[str]) -> None:
        for column, head in enumerate(heads):
            sheet.write_string(row, column, head, self._format(bold=True, bottom=1, text_wrap=True))

    def _scorecard(self) -> None:
        sheet, card = self.book.add_worksheet(_("Scorecard")), self.card
        sheet.write_string(0, 0, card.headline, self._format(bold=True, font_size=14))
        about = (
            (_("Relationship"), card.client_name),
            (_("Program"), card.program or _("All programs")),
            (_("Known at"), cut_off(card.known_at, self.scope)),
            ("SHA-256", card.content_hash),
        )
        for at, (word, value) in enumerate(about, start=1):
            sheet.write_string(at, 0, word, self._format(font_color="#52606f"))
            sheet.write_string(at, 1, str(neutralise(value)), self._format())
        top = len(about) + 2
        periods = [period_name(one) for one in card.span.periods]
        heads = [_("Promise"), _("Promised by"), _("Program"), _("Target"), _("Floor"), *periods]
        self._heads(sheet, top, [*heads, _("Together"), _("Stands")])
        for at, row in enumerate(card.rows, start=top + 1):
            self._promise(sheet, at, row)
        sheet.freeze_panes(top + 1, 1)
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 2, 18)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def _promise(self, sheet: Any, at: int, row: PromiseRow) -> None:
        words = (row.title, _party(row.party, self.scope), row.program or _("All programs"))
        for column, word in enumerate(words):
            sheet.write_string(at, column, str(neutralise(word)), self._format())
        for column, limit in enumerate((row.target, row.floor), start=len(words)):
            sheet.write_number(at, column, float(limit), self._number(row.unit, 2))
        first = len(words) + 2
        for column, cell in enumerate((*row.cells, row.whole), start=first):
            self._value(sheet, at, column, cell)
        standing = rules.standing_word(row.whole.standing, row.better)
        sheet.write_string(at, first + len(row.cells) + 1, standing, self._format())

    def _value(self, sheet: Any, at: int, column: int, cell: Cell) -> None:
        value = cell.reading.value
        if value is None:
            word = rules.standing_word(cell.standing, cell.metric.better)
            sheet.write_string(at, column, word, self._format(font_color="#5f6b78"))
            return
        tone = _TONES.get(cell.standing.value)
        coloured = {"font_color": tone[0], "bg_color": tone[1]} if tone else {}
        decimals = cell.decimals_from(1)
        sheet.write_number(
            at, column, float(value), self._number(cell.metric.unit, decimals, **coloured)
        )

    def _number(self, unit: Unit, decimals: int, **how: Any) -> Any:
        tail = "." + "0" * decimals if decimals else ""
        return self._format(num_format=f"0{tail}%" if unit is Unit.SHARE else f"#,##0{tail}", **how)

    def _numbers(self) -> None:
        sheet = self.book.add_worksheet(_("Numbers"))
        self._heads(sheet, 0, _number_heads())
        day = self._format(num_format="yyyy-mm-dd")
        for at, line in enumerate(_number_lines(self.card), start=1):
            for column, cell in enumerate(line):
                if cell is not None:
                    _write(sheet, at, column, cell, self._format(), day)
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 14, 12)

    def _definitions(self) -> None:
        sheet = self.book.add_worksheet(_("Definitions"))
        self._heads(sheet, 0, (_("Promise"), _("As it was signed"), _("Version"), _("Unit")))
        wrap = self._format(text_wrap=True, valign="top")
        for at, row in enumerate(self.card.rows, start=1):
            metric = row.whole.metric
            sheet.write_string(at, 0, str(neutralise(row.title)), wrap)
            sheet.write_string(at, 1, str(neutralise(row.words)), wrap)
            sheet.write_number(at, 2, metric.version, wrap)
            sheet.write_string(at, 3, _unit(metric.unit), wrap)
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 1, 100)


def _number_heads() -> tuple[str, ...]:
    return (
        _("Promise"), _("First day"), _("Last day"), _("Value"), _("Above"), _("Below"),
        _("Facts"), _("Open"), _("Target"), _("Floor"), _("Stands"),
        _("Attributable value"), _("Attributable above"), _("Attributable below"),
        _("Closed value"),
    )  # fmt: skip


def _number_lines(card: Scorecard) -> Iterator[tuple[Any, ...]]:
    """Yield each number of a scorecard, and that of all its periods together, with its counts."""
    for row in card.rows:
        for cell in (*row.cells, row.whole):
            reading, less = cell.reading, cell.attributed.reading
            yield (
                row.title, cell.period.first, cell.period.last,
                reading.value, reading.top, reading.bottom, reading.n, reading.pending,
                cell.target, cell.floor, rules.standing_word(cell.standing, row.better),
                less.value, less.top, less.bottom,
                cell.closed.gross.value if cell.closed else None,
            )  # fmt: skip


def scorecard_csv(card: Scorecard, scope: Scope) -> bytes:
    """Return every number of a scorecard as CSV: whose it is, what it was made of, as known when."""
    heads = (*_number_heads(), _("Promised by"), _("Program"), _("Unit"), _("Known at"), "SHA-256")
    rows = [row for row in card.rows for _cell in (*row.cells, row.whole)]
    lines = (
        (
            *line, _party(row.party, scope), row.program or _("All programs"), row.unit.value,
            cut_off(card.known_at, scope), card.content_hash,
        )
        for row, line in zip(rows, _number_lines(card), strict=True)
    )  # fmt: skip
    return as_csv(heads, ([_plain(cell) for cell in line] for line in lines))


def _party(party: Side, scope: Scope) -> str:
    return _("us") if party is scope.side else _("you")


def _unit(unit: Unit) -> str:
    return {
        Unit.SHARE: _("share, 1 is 100 %"),
        Unit.RATE: _("rate"),
        Unit.DAYS: _("calendar days"),
        Unit.NUMBER: _("number"),
    }[unit]


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 -- a workbook knows no zones


def facts_rows(passport: Passport, scope: Scope) -> Iterator[list[Any]]:
    """Yield a header and a line for each fact of a passport.

    The facts' other fields are in it for those who may read the facts themselves.
    """
    source = passport.facts_source
    on = source.field(passport.on)
    with_fields = scope.may(FACT_PAGES[source.key].may)
    others = [one for one in source.fields if one.name not in {"reference", passport.on}]
    heads = [_("Reference"), _head(on.said), _("Outcome"), _("Why")]
    yield [*heads, *(_head(one.said) for one in others)] if with_fields else heads
    places = [source.fields.index(one) for one in others]
    for fact in passport.facts.items:
        word = rules.outcome_word(fact.outcome, passport.cell.metric)
        line = [fact.reference, fact.on, word, fact.why]
        yield [*line, *(fact.values[at] for at in places)] if with_fields else line


def _head(said: str) -> str:
    word = _(said)
    return word[:1].upper() + word[1:]


def facts_csv(passport: Passport, scope: Scope) -> bytes:
    """Return the facts of a number as CSV that spreadsheets read as UTF-8 and run nothing of."""
    head, *lines = facts_rows(passport, scope)
    return as_csv(head, ([_plain(cell) for cell in line] for line in lines))


def _plain(cell: Any) -> Any:
    match cell:
        case None:
            return ""
        case Decimal():
            return f"{cell.normalize():f}"
        case _:
            return cell


def facts_workbook(passport: Passport, scope: Scope) -> bytes:
    """Return the facts of a number as a workbook, with what number it is on a second sheet."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, _OPTIONS | {"constant_memory": True}) as book:
        sheet = book.add_worksheet(_("Facts"))
        bold = book.add_format({"bold": True, "bottom": 1})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for at, row in enumerate(facts_rows(passport, scope)):
            for column, cell in enumerate(row):
                _write(sheet, at, column, cell, bold if at == 0 else None, day)
        about = book.add_worksheet(_("This number"))
        for at, (word, value) in enumerate(_about(passport, scope)):
            about.write_string(at, 0, word, bold)
            about.write_string(at, 1, str(neutralise(value)))
        about.set_column(0, 0, 24)
        about.set_column(1, 1, 100)
        _exclusions(book, passport, bold, day)
    return buffer.getvalue()


def _exclusions(book: Any, passport: Passport, bold: Any, day: Any) -> None:
    """Write who claimed which fact, who agreed or ruled, and when."""
    if not passport.claims:
        return
    sheet = book.add_worksheet(_("Exclusions"))
    heads = (
        _("Fact"), _("State"), _("Ground"), _("Clause"), _("What happened"), _("Evidence"),
        _("Claimed by"), _("Claimed on"), _("Answered by"), _("Answered on"), _("Ruled on"),
        _("For the manufacturer"), _("For the client"), _("Reason of the ruling"),
    )  # fmt: skip
    rows = [heads, *(_claim_row(one) for one in passport.claims)]
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            _write(sheet, at, column, cell, bold if at == 0 else None, day)


def _claim_row(one: ExclusionLine) -> tuple[Any, ...]:
    answered = one.answered
    return (
        one.reference, one.state.label, one.ground.label, one.clause, one.cause, one.evidence,
        one.claimed.name, one.claimed.at.date(),
        answered.name if answered else "", answered.at.date() if answered else None,
        one.ruled_on, one.ruled_cmo, one.ruled_client, one.ruling,
    )  # fmt: skip


def _write(sheet: Any, at: int, column: int, cell: Any, how: Any, day: Any) -> None:
    match cell:
        case None:
            sheet.write_blank(at, column, None, how)
        case bool():
            sheet.write_boolean(at, column, cell)
        case date():
            sheet.write_datetime(at, column, _midnight(cell), day)
        case int() | Decimal():
            sheet.write_number(at, column, float(cell))
        case _:
            sheet.write_string(at, column, str(neutralise(str(cell))), how)


def _beside(cell: Cell) -> tuple[tuple[str, str], ...]:
    """Return the attributable number and the closed one, where there are such."""
    found = []
    if cell.attributable is not None:
        found.append((_("Attributable value"), f"{cell.attributable.value or ''}"))
        found.append((_("Attributable, made of"), rules.tally(cell.metric, cell.attributable)))
    if cell.closed is not None:
        closed = cell.closed.gross
        found.append((_("Closed value"), f"{closed.value or ''}"))
        found.append((_("Closed, made of"), rules.tally(cell.metric, closed)))
    return tuple(found)


def _about(passport: Passport, scope: Scope) -> tuple[tuple[str, str], ...]:
    cell = passport.cell
    value = "" if cell.reading.value is None else f"{cell.reading.value:f}"
    return (
        (_("Promise"), passport.title),
        (_("Period"), f"{cell.period.first} – {cell.period.last}"),
        (_("Known at"), cut_off(passport.known_at, scope)),
        (_("Value"), value),
        (_("Made of"), rules.tally(cell.metric, cell.reading)),
        *_beside(cell),
        (_("Stands"), rules.standing_word(cell.standing, cell.metric.better)),
        (_("Definition"), passport.words),
        (_("Its SHA-256"), passport.metric_hash),
        (_("SHA-256 of the number"), passport.content_hash),
    )
