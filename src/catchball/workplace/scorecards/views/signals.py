"""What a chart signals, in small drawings and words: variation, assurance, and the odds."""

from dataclasses import dataclass

from catchball.kernel.days import Grain
from catchball.measures.charts import (
    ASSURANCE_WORDS,
    VARIATION_WORDS,
    Chart,
    assurance_icon,
    variation_icon,
)
from catchball.workplace.scorecards import rules
from catchball.workplace.scorecards.queries import PromiseChart, PromiseRow


@dataclass(frozen=True)
class Icon:
    """A small drawing and its words."""

    svg: str
    words: str


@dataclass(frozen=True)
class ShownOdds:
    """The chance that the next period meets the target: in short, and in a sentence."""

    short: str
    words: str


def icons_of(chart: Chart) -> tuple[Icon, ...]:
    """Return what a chart says of variation and of assurance, as drawings."""
    return (
        Icon(variation_icon(chart.variation), str(VARIATION_WORDS[chart.variation])),
        Icon(assurance_icon(chart.assurance), str(ASSURANCE_WORDS[chart.assurance])),
    )


def odds_shown(of: PromiseRow | PromiseChart, grain: Grain) -> ShownOdds | None:
    """Return the odds of a promise, or None below its least number of facts."""
    metric, n_min = of.whole.metric, of.whole.n_min
    chart = of.by_period if isinstance(of, PromiseChart) else of.chart
    odds = rules.odds_of(chart, metric, target=of.target, n_min=n_min)
    if odds is None:
        return None
    return ShownOdds(rules.say_chance(odds.chance), rules.say_odds(odds, metric, grain))
