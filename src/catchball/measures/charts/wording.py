"""How a chart speaks: its numbers, its rules, its two verdicts and the finding in one sentence."""

from dataclasses import dataclass

from catchball.kernel.words import Later, _, ngettext
from catchball.measures.charts.reading import (
    Assurance,
    Chart,
    Reading,
    Rule,
    Side,
    SpecialCause,
    Standing,
    Variation,
)
from catchball.measures.charts.series import Kind

NARROW_SPACE = "\u00a0"


@dataclass(frozen=True)
class Wording:
    """What is measured, what one count is called, and how a number is written."""

    subject: str  # "Deliveries late, by month"
    counted: str = ""  # "late", as in "14 late of 90"
    unit: str = ""  # "%"
    decimals: int = 1
    one: str = ""  # "delivery", where the unit is the noun "deliveries"

    def number(self, value: float) -> str:
        r"""Return the number with its unit, rounded for reading.

        >>> Wording("Late", unit="%").number(12.345)
        '12.3\xa0%'
        >>> Wording("Late", unit="batches", one="batch").number(1.0)
        '1\xa0batch'
        """
        said = self._rounded(value)
        unit = self.one if said == "1" and self.one else self.unit
        return f"{said}{NARROW_SPACE}{unit}" if unit else said

    def short(self, value: float) -> str:
        """Return the number where room is scarce: without a noun, which the subject names."""
        return self._rounded(value) if self.one else self.number(value)

    def _rounded(self, value: float) -> str:
        said = f"{value:.{self.decimals}f}"
        if float(said) == 0:
            said = said.lstrip("-")
        return said.rstrip("0").rstrip(".") if self.one and "." in said else said

    def value(self, reading: Reading) -> str:
        """Return what a point says: its count out of its denominator, or its number."""
        point = reading.point
        if self.counted and point.count is not None:
            if point.denominator is None:
                return _("%(count)g %(what)s", count=point.count, what=self.counted)
            return _(
                "%(count)g %(what)s of %(of)g",
                count=point.count,
                what=self.counted,
                of=point.denominator,
            )
        return _("no data") if reading.value is None else self.number(reading.value)


def where(reading: Reading, kind: Kind) -> str:
    """Return "in March 2026" for a period, "at batch 17" for a case, "on 3 Mar 2026" for a gap."""
    label = reading.point.label
    if kind in {Kind.G, Kind.T} and reading.point.period is not None:
        return _("on %(label)s", label=label)
    return _("at %(label)s", label=label) if reading.point.period is None else _in(label)


def _in(label: str) -> str:
    return _("in %(label)s", label=label)


VARIATION_WORDS = {
    Variation.COMMON: Later("Common variation: nothing stands out"),
    Variation.IMPROVEMENT_HIGH: Later("Improving: unusually high"),
    Variation.IMPROVEMENT_LOW: Later("Improving: unusually low"),
    Variation.CONCERN_HIGH: Later("Of concern: unusually high"),
    Variation.CONCERN_LOW: Later("Of concern: unusually low"),
    Variation.NEITHER_HIGH: Later("Unusually high"),
    Variation.NEITHER_LOW: Later("Unusually low"),
    Variation.SPECIAL: Later("Unusual pattern"),
    Variation.TOO_FEW: Later("Too few points to say how it varies"),
}

ASSURANCE_WORDS = {
    Assurance.PASS: Later("Will meet the target as it runs now"),
    Assurance.FAIL: Later("Will miss the target unless something changes"),
    Assurance.HIT_OR_MISS: Later("Will meet the target or miss it by chance"),
    Assurance.NOT_ASKED: Later("No target to assure"),
    Assurance.TOO_FEW: Later("Too few points to say whether the target will be met"),
}

STANDING_WORDS = {
    Standing.COMMON: Later("common variation"),
    Standing.IMPROVEMENT: Later("improvement"),
    Standing.CONCERN: Later("concern"),
    Standing.HIGH: Later("unusually high"),
    Standing.LOW: Later("unusually low"),
    Standing.SPECIAL: Later("unusual pattern"),
    Standing.EXCLUDED: Later("left out"),
    Standing.GAP: Later("no data"),
}

RULE_WORDS = {
    (Rule.BEYOND, Side.HIGH): Later("above the upper limit"),
    (Rule.BEYOND, Side.LOW): Later("below the lower limit"),
    (Rule.SHIFT, Side.HIGH): Later("in a run above the centre line"),
    (Rule.SHIFT, Side.LOW): Later("in a run below the centre line"),
    (Rule.TREND, Side.HIGH): Later("in a rising trend"),
    (Rule.TREND, Side.LOW): Later("in a falling trend"),
    (Rule.TWO_IN_THREE, Side.HIGH): Later("one of two in three near the upper limit"),
    (Rule.TWO_IN_THREE, Side.LOW): Later("one of two in three near the lower limit"),
    (Rule.FOUR_IN_FIVE, Side.HIGH): Later("one of four in five on the high side"),
    (Rule.FOUR_IN_FIVE, Side.LOW): Later("one of four in five on the low side"),
    (Rule.ALTERNATING, Side.NEITHER): Later("in a row that alternates up and down"),
    (Rule.HUGGING, Side.NEITHER): Later("in a row unusually near the centre line"),
    (Rule.AVOIDING, Side.NEITHER): Later("in a row unusually far from the centre line"),
    (Rule.LONG_RUN, Side.HIGH): Later("in the longest run above the centre line"),
    (Rule.LONG_RUN, Side.LOW): Later("in the longest run below the centre line"),
    (Rule.FEW_CROSSINGS, Side.NEITHER): Later("in a series that seldom crosses its centre line"),
}

_FINDINGS = {
    (Rule.BEYOND, Side.HIGH): Later("Above the upper limit %(where)s: %(value)s"),
    (Rule.BEYOND, Side.LOW): Later("Below the lower limit %(where)s: %(value)s"),
    (Rule.SHIFT, Side.HIGH): Later("Above the %(centre)s for %(count)s points, since %(first)s"),
    (Rule.SHIFT, Side.LOW): Later("Below the %(centre)s for %(count)s points, since %(first)s"),
    (Rule.TREND, Side.HIGH): Later("Rising for %(count)s points, to %(value)s %(where)s"),
    (Rule.TREND, Side.LOW): Later("Falling for %(count)s points, to %(value)s %(where)s"),
    (Rule.TWO_IN_THREE, Side.HIGH): Later(
        "Twice near the upper limit, latest %(where)s: %(value)s"
    ),
    (Rule.TWO_IN_THREE, Side.LOW): Later("Twice near the lower limit, latest %(where)s: %(value)s"),
    (Rule.FOUR_IN_FIVE, Side.HIGH): Later("Four of five points high, latest %(where)s: %(value)s"),
    (Rule.FOUR_IN_FIVE, Side.LOW): Later("Four of five points low, latest %(where)s: %(value)s"),
    (Rule.ALTERNATING, Side.NEITHER): Later("Up and down by turns for %(count)s points"),
    (Rule.HUGGING, Side.NEITHER): Later("Unusually near the %(centre)s for %(count)s points"),
    (Rule.AVOIDING, Side.NEITHER): Later("Unusually far from the %(centre)s for %(count)s points"),
    (Rule.LONG_RUN, Side.HIGH): Later("Above the %(centre)s for %(count)s points, since %(first)s"),
    (Rule.LONG_RUN, Side.LOW): Later("Below the %(centre)s for %(count)s points, since %(first)s"),
    (Rule.FEW_CROSSINGS, Side.NEITHER): Later("Crosses its %(centre)s too seldom for chance"),
}


def say_rule(cause: SpecialCause) -> str:
    """Return what a rule says of a point that it marks."""
    return str(RULE_WORDS[cause.rule, cause.side])


def centre_word(kind: Kind) -> str:
    """Return what the centre line of a kind of chart is."""
    return _("median") if kind in {Kind.RUN, Kind.G} else _("average")


def say_finding(chart: Chart, wording: Wording) -> str:
    """Return the chart's finding as one sentence that a manager could repeat.

    The latest special cause speaks, whatever its rule; of several that end at one point the
    first rule of the set. A special cause that ended longer ago than the shortest run counts as
    past, and then the steadiness since is the finding.
    """
    counted = [
        place
        for place, each in enumerate(chart.readings)
        if each.standing not in {Standing.EXCLUDED, Standing.GAP}
    ]
    if not counted:
        return _("No points yet")
    if chart.variation is Variation.TOO_FEW:
        return ngettext(
            "Too few points to say: %(count)s so far",
            "Too few points to say: %(count)s so far",
            len(counted),
        )
    latest = max(chart.causes, key=lambda cause: cause.points[-1], default=None)
    if latest is None:
        return _say_steady(chart, wording)
    quiet = sum(place > latest.points[-1] for place in counted)
    if quiet >= chart.series.conventions.speaks_from:
        label = chart.readings[latest.points[-1]].point.label
        return _("Steady since %(label)s: nothing stands out in %(count)s points",
                 label=label, count=quiet)  # fmt: skip
    return _say_cause(chart, wording, latest)


def _say_cause(chart: Chart, wording: Wording, cause: SpecialCause) -> str:
    last = chart.readings[cause.points[-1]]
    return _(
        _FINDINGS[cause.rule, cause.side].message,
        where=where(last, chart.series.kind),
        value=wording.value(last),
        count=len(cause.points),
        first=chart.readings[cause.points[0]].point.label,
        centre=centre_word(chart.series.kind),
    )


def _say_steady(chart: Chart, wording: Wording) -> str:
    last = next((each for each in reversed(chart.readings) if each.upper is not None), None)
    if last is None:
        return _("Steady: nothing stands out")
    lower, upper = last.drawn_lower, last.drawn_upper
    if lower is not None and upper is not None:
        return _("Steady between %(lower)s and %(upper)s",
                 lower=wording.number(lower), upper=wording.number(upper))  # fmt: skip
    if upper is not None:
        return _("Steady below %(upper)s", upper=wording.number(upper))
    if lower is not None:
        return _("Steady above %(lower)s", lower=wording.number(lower))
    return _("Steady: nothing stands out")
