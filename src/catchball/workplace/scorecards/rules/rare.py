"""The chart of rare events: the gaps between them, in place of numbers by period."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from catchball.kernel.days import Period
from catchball.kernel.words import Later, _, day_name, ngettext, written
from catchball.measures.charts import (
    Better,
    Chart,
    Kind,
    Phase,
    Point,
    Series,
    TargetStep,
    Wording,
    read_chart,
)
from catchball.measures.gaps import Between, Event, Gap, gaps_of, mean_gap
from catchball.measures.language import Better as Way
from catchball.measures.language import Metric, Rate
from catchball.workplace.scorecards.rules.phases import ChartPhase
from catchball.workplace.scorecards.rules.showing import miss_word

# As many gaps as the rules need to say anything, and one event more.
FEWEST_EVENTS = 8
_KINDS = {Between.FACTS: Kind.G, Between.DAYS: Kind.T}
_DAY, _DAYS = Later("day"), Later("days")


@dataclass(frozen=True)
class Rare:
    """The unwanted events of a promise, oldest first, and how far it has come since the last one.

    `since` counts what lies between them: facts, or days.
    """

    metric: Metric
    between: Between
    events: tuple[Event, ...]
    since: int

    @property
    def kind(self) -> Kind:
        """The chart of such gaps."""
        return _KINDS[self.between]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What lies between neighbouring events, oldest first."""
        return gaps_of(self.events, self.between)

    @property
    def counted(self) -> str:
        """What is counted between two events: "deliveries", "days"."""
        return str(_DAYS) if self.between is Between.DAYS else _(self.metric.facts.many)

    @property
    def wording(self) -> Wording:
        """How the chart of the gaps speaks."""
        subject = _("%(title)s: %(counted)s between two events", title=_(self.metric.title),
                    counted=self.counted)  # fmt: skip
        is_days = self.between is Between.DAYS
        one = str(_DAY) if is_days else _(self.metric.facts.one)
        return Wording(subject=subject, unit=self.counted, decimals=1, one=one)

    @property
    def why(self) -> str:
        """Why gaps are shown, and what an event is."""
        return _(
            "Fewer than seven events in ten periods: most periods have none, and limits by period "
            "would say little. Shown are the %(counted)s from one event to the next; longer is "
            "better. %(event)s",
            counted=self.counted,
            event=_event_words(self.metric),
        )

    @property
    def ongoing(self) -> str:
        """How far it has come since the last event, which is no gap yet."""
        return _(
            "Since the last one, on %(day)s: %(size)s %(counted)s so far.",
            day=day_name(self.events[-1].on),
            size=written(self.since),
            counted=self.counted,
        )


def _event_words(metric: Metric) -> str:
    if isinstance(metric.form, Rate):
        return _("Each event is one %(fact)s that has any.", fact=_(metric.form.events.facts.one))
    if metric.better is Way.LOWER:
        return _("Each event is one that counts towards the share.")
    fact, miss = _(metric.facts.one), miss_word(metric)
    return _("Each event is one %(fact)s that is %(miss)s.", fact=fact, miss=miss)


def say_gaps(count: int) -> str:
    """Return so many gaps in words."""
    return ngettext("%(count)s gap", "%(count)s gaps", count)


def gap_chart_of(
    rare: Rare,
    targets: Iterable[Decimal | None],
    phases: Iterable[ChartPhase],
    *,
    per_day: float,
) -> Chart:
    """Read the chart of the gaps; `targets` are those in force on the day on which each ends.

    A target is drawn as the mean gap at which it is just met; one that allows no event has no line,
    nor have those before it. A phase begins with the first gap that ends in it. `per_day` is the
    exposure of a day, where gaps are days.
    """
    gaps = rare.gaps
    labels = _labels(gaps)
    points = [
        Point(label, float(gap.size), period=Period(gap.after, gap.on + timedelta(days=1)))
        for label, gap in zip(labels, gaps, strict=True)
    ]
    begun = {
        place: phase
        for phase in sorted(phases, key=lambda one: one.starts_on)
        if (place := _first_from(gaps, phase.starts_on))
    }
    return read_chart(
        Series(
            rare.kind,
            points,
            better=Better.HIGHER,
            targets=_steps(rare, zip(labels, targets, strict=True), per_day),
            phases=[
                Phase(labels[place], phase.reason, decided_by=phase.set_name)
                for place, phase in begun.items()
            ],
        )
    )


def _steps(
    rare: Rare, targets: Iterable[tuple[str, Decimal | None]], per_day: float
) -> list[TargetStep]:
    steps: list[TargetStep] = []
    for label, target in targets:
        if target is None:
            continue
        value = mean_gap(rare.metric, float(target), rare.between, per_day=per_day)
        if value is None:
            steps.clear()
        elif not steps or steps[-1].value != value:
            steps.append(TargetStep(label, value))
    return steps


def _first_from(gaps: Sequence[Gap], day: date) -> int:
    """Return the place of the first gap that ends on a day or later; 0 where it changes nothing."""
    return next((place for place, gap in enumerate(gaps) if gap.on >= day), 0)


def _labels(gaps: Sequence[Gap]) -> list[str]:
    """Return the day on which each gap ends; of several on a day each with its number."""
    seen: dict[date, int] = {}
    labels = []
    for gap in gaps:
        seen[gap.on] = number = seen.get(gap.on, 0) + 1
        labels.append(f"{day_name(gap.on)} ({number})" if number > 1 else day_name(gap.on))
    return labels
