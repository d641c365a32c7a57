"""The scorecard as its template shows it: values in words, addresses, small drawings."""

from dataclasses import dataclass
from decimal import Decimal

from catchball.kernel.days import Grain, period_of
from catchball.kernel.keeping import kept
from catchball.kernel.words import _, ngettext, period_name
from catchball.measures.charts import sparkline
from catchball.measures.language import Unit
from catchball.measures.reading import Standing
from catchball.trust.addresses import address
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.workplace.scorecards import rules
from catchball.workplace.scorecards.queries import Cell, PromiseRow, Scorecard
from catchball.workplace.scorecards.views.asked import WORST, Asked
from catchball.workplace.scorecards.views.signals import Icon, ShownOdds, icons_of, odds_shown


@dataclass(frozen=True)
class ShownCell:
    """A number as shown: its state, its value, the state in words, what it is made of."""

    status: str
    shown: str | None
    word: str
    detail: str
    href: str
    beside: str = ""
    closed: str = ""


@dataclass(frozen=True, kw_only=True)
class ShownRow:
    """A promise as shown."""

    title: str
    note: str
    href: str
    cells: tuple[ShownCell, ...]
    spark: str
    icons: tuple[Icon, ...]
    odds: ShownOdds | None
    total: ShownCell

    @property
    def signals(self) -> str:
        """What the chart says, as drawings side by side."""
        return "".join(one.svg for one in self.icons)


@dataclass(frozen=True)
class ShownGroup:
    """The promises of one company."""

    title: str
    rows: tuple[ShownRow, ...]


def status_of(standing: Standing) -> str:
    """Return the key under which the look draws a standing."""
    return "few" if standing is Standing.LOW_N else standing.value


def groups_of(card: Scorecard, *, side: Side, asked: Asked) -> tuple[ShownGroup, ...]:
    """Return the promises of both companies, the reader's word for each above them."""
    return _groups(card.rows, side, asked, card.span.grain)


@kept(128)
def _groups(
    every: tuple[PromiseRow, ...], side: Side, asked: Asked, grain: Grain
) -> tuple[ShownGroup, ...]:
    found = []
    for party in Side:
        rows = tuple(row for row in every if row.party is party)
        if asked.sort == WORST:
            rows = tuple(sorted(rows, key=_badness))
        if rows:
            shown = tuple(_row(row, asked, grain) for row in rows)
            found.append(ShownGroup(_group_title(party, side), shown))
    return tuple(found)


def _group_title(party: Side, reader: Side) -> str:
    return _("What we promised you") if party is reader else _("What you promised us")


def _badness(row: PromiseRow) -> tuple[int, Decimal]:
    """Return a key that puts the furthest from its target first."""
    return rules.badness(
        row.whole.leaning,
        value=row.whole.reading.value,
        target=row.target,
        better=row.better,
    )


@kept(512)
def _row(row: PromiseRow, asked: Asked, grain: Grain) -> ShownRow:
    kwargs = {"client": asked.client, "promise": row.promise}
    passport = address("passport", kwargs)
    worth = max(rules.resolution(cell.metric, cell.reading.n) for cell in row.cells)
    values = [None if cell.value is None else float(cell.value) for cell in row.cells]
    return ShownRow(
        title=row.title,
        note=note_of(row),
        href=address("promise-chart", kwargs) + asked.tail(grain=asked.grain),
        cells=tuple(_cell(one, passport, asked, worth) for one in row.cells),
        spark=sparkline(values, wording=row.wording, last=row.last.standing.value),
        icons=icons_of(row.chart),
        odds=odds_shown(row, grain),
        total=_total(row, passport, asked),
    )


def note_of(row: PromiseRow) -> str:
    """Return what qualifies a promise: its target and floor, and its program if it has one."""
    said = _(
        "%(target)s, floor %(floor)s",
        target=rules.kept_from(row.target, row.unit, row.better),
        floor=rules.threshold(row.floor, row.unit),
    )
    return " · ".join(filter(None, [said, _("critical") if row.is_critical else "", row.program]))


def _cell(cell: Cell, passport: str, asked: Asked, worth: int) -> ShownCell:
    value = cell.value
    shown = None
    if value is not None:
        shown = rules.shown(value, Unit.NUMBER, cell.decimals_from(worth))
    return ShownCell(
        status_of(cell.counts_as),
        shown,
        _counted_word(cell),
        detail_of(cell),
        passport + asked.days(cell.period),
        _beside(cell, Unit.NUMBER, worth),
        _closed(cell, worth),
    )


def _closed(cell: Cell, worth: int) -> str:
    """Return the closed value of a number that was restated to another; "" for all others."""
    closed = cell.closed_cell
    if closed is None or closed.value == cell.value:
        return ""
    if closed.value is None:
        return "–"
    decimals = closed.decimals_from(worth)
    if cell.value is not None:
        decimals = rules.decimals_apart(closed.value, cell.value, least=decimals)
    return rules.shown(closed.value, Unit.NUMBER, decimals)


def _beside(cell: Cell, unit: Unit, worth: int | None = None) -> str:
    """Return the attributable value where facts are excluded; "" where none is."""
    less = cell.attributed
    if less is cell:
        return ""
    if less.value is None:
        return _("none")
    decimals = less.decimals if worth is None else less.decimals_from(worth)
    return rules.shown(less.value, unit, decimals)


def _total(row: PromiseRow, passport: str, asked: Asked) -> ShownCell:
    cell = row.whole
    shown = "–" if cell.value is None else rules.shown(cell.value, row.unit, cell.decimals)
    return ShownCell(
        status_of(cell.leaning),
        shown,
        word_of(cell, cell.leaning),
        cell.detail or word_of(cell),
        passport + asked.days(cell.period),
        _beside(cell, row.unit),
    )


def word_of(cell: Cell, standing: Standing | None = None) -> str:
    """Return how a number stands, as it stands inside a sentence."""
    said = rules.standing_word(standing or cell.standing, cell.metric.better)
    return said[:1].lower() + said[1:]


def _counted_word(cell: Cell) -> str:
    word = word_of(cell)
    return _("%(word)s again, counts as below floor", word=word) if cell.is_repeated else word


def detail_of(cell: Cell) -> str:
    """Return which period a number is of, what it is made of and, of few facts, how unsure."""
    said = [period_name(cell.period)]
    if tally := rules.tally(cell.metric, cell.reading):
        said.append(tally)
    if cell.attributable is not None:
        said.append(attributable_of(cell))
    if cell.closed is not None:
        said.append(_("restated since it was closed") if cell.is_restated else _("closed"))
    if cell.standing is Standing.LOW_N and (interval := cell_interval(cell)):
        said.append(interval)
    return " · ".join(said)


def attributable_of(cell: Cell) -> str:
    """Return what a number is without the excluded facts: "attributable 89.5 %, 17 of 19"."""
    less = cell.attributed
    if less.value is None:
        return _("attributable: nothing is left to count")
    return _(
        "attributable %(value)s, %(tally)s",
        value=rules.shown(less.value, less.metric.unit, less.decimals),
        tally=rules.tally(less.metric, less.reading),
    )


def cell_interval(cell: Cell) -> str:
    """Return a number's 95 % interval in words, or ""."""
    found = rules.say_interval(cell.metric, cell.reading)
    return _("95 %% interval %(interval)s", interval=found) if found else ""


@dataclass(frozen=True)
class Begin:
    """What to do first where there is nothing to show."""

    title: str
    text: str
    href: str
    word: str
    also: str = ""
    also_word: str = ""


def begin_of(card: Scorecard, scope: Scope, asked: Asked) -> Begin | None:
    """Return what to do first: promise, sign, record facts, or look at other months."""
    promises = address("promise-list", {"client": asked.client})
    if not card.rows:
        return _begin_promising(card, scope, asked, promises)
    if not card.is_empty:
        return None
    if asked.known and card.first_fact_on is None:
        return Begin(
            _("Nothing had been recorded by then"),
            _("What was recorded or imported later is not in the numbers as known on that day."),
            asked.here(known=""),
            _("Show them as known today"),
        )
    if card.first_fact_on is None or card.last_fact_on is None:
        return _begin_recording(scope, asked, promises)
    grain = card.span.grain
    first, last = (period_of(one, grain) for one in (card.first_fact_on, card.last_fact_on))
    return Begin(
        _("No facts in these periods"),
        _("There are facts from %(first)s to %(last)s.",
          first=period_name(first), last=period_name(last)),
        asked.here(month=f"{last.first:%Y-%m}"),
        _("Show the periods up to %(last)s", last=period_name(last)),
    )  # fmt: skip


def _begin_recording(scope: Scope, asked: Asked, promises: str) -> Begin:
    title = _("Nothing to measure yet")
    said = _(
        "The promises are signed. As soon as deliveries and batches are recorded or imported, "
        "their numbers stand here."
    )
    if not scope.may(Permission.DELIVERY_RECORD):
        return Begin(title, said, promises, _("See the promises"))
    deliveries = address("delivery-list", {"client": asked.client})
    if not scope.may(Permission.IMPORT_RUN):
        return Begin(title, said, deliveries, _("To the deliveries"))
    files = address("import-new", {"client": asked.client})
    return Begin(title, said, files, _("Import a file"), deliveries, _("To the deliveries"))


def _begin_promising(card: Scorecard, scope: Scope, asked: Asked, promises: str) -> Begin:
    title = _("A scorecard begins with a promise")
    if card.waiting and scope.may(Permission.PROMISE_SIGN):
        said = ngettext(
            "%(count)s promise is offered. Once both companies have signed, it is measured here.",
            "%(count)s promises are offered. Once both companies have signed, they are measured "
            "here.",
            card.waiting,
        )
        return Begin(title, said, promises, _("Read and sign"))
    if scope.may(Permission.PROMISE_DRAFT):
        said = _(
            "Choose what is measured and what you promise, offer it, and sign it with the client. "
            "Deliveries and batches may be imported before or after."
        )
        files = address("import-new", {"client": asked.client})
        return Begin(title, said, promises, _("Draft a promise"), files, _("Import a file"))
    said = _("The manufacturer’s program manager drafts and offers it; both companies sign.")
    return Begin(title, said, promises, _("See the promises"))
