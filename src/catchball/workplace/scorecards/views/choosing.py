"""What a reader may choose above the scorecard, with the address of each choice."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from catchball.kernel.days import Grain, month_start, period_of
from catchball.kernel.keeping import kept
from catchball.kernel.words import _, day_name, period_name
from catchball.workplace.scorecards import rules
from catchball.workplace.scorecards.queries import Scorecard
from catchball.workplace.scorecards.views.asked import WORST, Asked

_ENDS = 24

Choice = tuple[str, str, bool]  # word, address, whether it holds


@dataclass(frozen=True)
class Choices:
    """What the reader may choose above the scorecard, as parts/menu.html takes it."""

    programs: tuple[Choice, ...]
    grains: tuple[Choice, ...]
    ends: tuple[Choice, ...]
    cut_offs: tuple[Choice, ...]
    program_word: str
    grain_word: str
    known_word: str
    earlier: str
    later: str
    order: Choice


def choices_of(card: Scorecard, today: date, asked: Asked) -> Choices:
    """Return the choices above the scorecard; an arrow is empty where nothing lies."""
    return _choices(card.span, card.programs, card.first_fact_on, today, asked)


@kept(128)
def _choices(
    span: rules.Span,
    known_programs: tuple[tuple[UUID, str], ...],
    first_fact_on: date | None,
    today: date,
    asked: Asked,
) -> Choices:
    earlier, later = span.moved(-rules.COLUMNS), span.moved(rules.COLUMNS)
    begins, oldest = span.whole.first, first_fact_on or span.whole.first
    programs, grains = _programs(known_programs, asked), _grains(span, asked)
    is_worst = asked.sort == WORST
    return Choices(
        programs=programs,
        grains=grains,
        ends=_ends(span, first_fact_on, today, asked),
        cut_offs=_cut_offs(today, asked),
        program_word=_holding(programs),
        grain_word=_holding(grains),
        known_word=_known_word(asked.known),
        earlier=asked.here(month=f"{earlier.end:%Y-%m}") if begins > oldest else "",
        later=asked.here(month=f"{later.end:%Y-%m}") if span.whole.until <= today else "",
        order=(_("Worst first"), asked.here(sort="" if is_worst else WORST), is_worst),
    )


def _holding(choices: tuple[Choice, ...]) -> str:
    return next(word for word, _address, holds in choices if holds)


def _known_word(known: str) -> str:
    if not known:
        return _("As known today")
    return _("As known on %(day)s", day=day_name(date.fromisoformat(known)))


def _ends(
    span: rules.Span, first_fact_on: date | None, today: date, asked: Asked
) -> tuple[Choice, ...]:
    grain = span.grain
    newest = period_of(max(today, span.end), grain)
    oldest = first_fact_on or span.end
    found = []
    for back in range(_ENDS):
        period = period_of(month_start(newest.first, -back * grain.months), grain)
        if period.until <= oldest:
            break
        there = asked.here(month=f"{period.first:%Y-%m}")
        word = _("Up to %(period)s", period=period_name(period))
        found.append((word, there, period == span.named[-1]))
    return tuple(found)


def _grains(span: rules.Span, asked: Asked) -> tuple[Choice, ...]:
    months, quarters, years = (
        (grain_word(one), asked.here(grain=one.value), one == span.choice) for one in Grain
    )
    rolling = asked.here(grain=rules.ROLLING)
    four = (_("Rolling four quarters"), rolling, span.is_rolling)
    return (months, quarters, four, years)


def grain_word(grain: Grain) -> str:
    """Return what periods of this length are called."""
    return {Grain.MONTH: _("Months"), Grain.QUARTER: _("Quarters"), Grain.YEAR: _("Years")}[grain]


def _cut_offs(today: date, asked: Asked) -> tuple[Choice, ...]:
    found = [(_("Today"), asked.here(known=""), not asked.known)]
    for back in range(6):
        day = month_start(today, -back) - timedelta(days=1)
        word = _("End of %(month)s", month=period_name(period_of(day, Grain.MONTH)))
        known = day.isoformat()
        found.append((word, asked.here(known=known), known == asked.known))
    return tuple(found)


def _programs(programs: tuple[tuple[UUID, str], ...], asked: Asked) -> tuple[Choice, ...]:
    every = (_("All programs"), asked.here(program=""), asked.program is None)
    each = ((name, asked.here(program=str(one)), one == asked.program) for one, name in programs)
    return (every, *each)
