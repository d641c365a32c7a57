"""A metric: what it is for, on which facts it stands, and in which of five forms."""

from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias, assert_never

from catchball.kernel.words import _
from catchball.measures.language.conditions import Condition, check_condition
from catchball.measures.language.facts import Facts, IllMade, Kind
from catchball.measures.language.quantities import Count, Quantity, check_quantity


class SourcesDisagree(IllMade):
    """A rate is placed in time by other facts than its exposure."""


class OutOfRange(IllMade):
    """A number that shapes a metric is outside what it may be."""


class Unit(StrEnum):
    """What a value of the metric is counted in."""

    SHARE = "share"
    RATE = "rate"
    DAYS = "days"
    NUMBER = "number"


class Better(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True)
class Share:
    """Good facts ÷ counted facts.

    A fact that is counted but does not meet `judged_when` waits: it is neither good nor bad yet.
    """

    counted: Condition
    good: Condition
    judged_when: Condition | None = None


@dataclass(frozen=True)
class Counted:
    """One side of a rate: a quantity summed over the facts of one source."""

    facts: Facts
    on: str
    counted: Condition
    of: Quantity = Count()  # noqa: RUF009 -- frozen, and without fields
    judged_when: Condition | None = None

    def __post_init__(self) -> None:
        self.facts.require(self.on, Kind.DAY)
        check_condition(self.counted, self.facts)
        check_quantity(self.of, self.facts)
        if self.judged_when is not None:
            check_condition(self.judged_when, self.facts)


@dataclass(frozen=True)
class Rate:
    """Events for every `per` of exposure: both sides summed first, then divided."""

    events: Counted
    exposure: Counted
    per: int = 100

    def __post_init__(self) -> None:
        if self.per < 1:
            raise OutOfRange(_("A rate is per 1 or more."))


@dataclass(frozen=True)
class RatioOfSums:
    """The sum of one quantity ÷ the sum of another; a fact that lacks one of them waits."""

    counted: Condition
    top: Quantity
    bottom: Quantity


@dataclass(frozen=True)
class Percentile:
    """The smallest value that at least `at` percent of the values do not exceed."""

    counted: Condition
    of: Quantity
    at: int

    def __post_init__(self) -> None:
        if not 1 <= self.at <= 100:
            raise OutOfRange(_("A percentile lies between 1 and 100."))


@dataclass(frozen=True)
class Mean:
    """The sum of a quantity ÷ the number of facts that have it."""

    counted: Condition
    of: Quantity


Form: TypeAlias = Share | Rate | RatioOfSums | Percentile | Mean


@dataclass(frozen=True)
class Metric:
    """How one thing is measured, complete enough to be signed.

    `on` is the day by which a fact belongs to a period; a fact is judged once `wait_days` calendar
    days have passed since it (0: from that day on). For a rate, `facts` and `on` are those of its
    exposure. `source` says where the definition comes from, `traps` where it misleads.
    """

    key: str
    version: int
    title: str
    purpose: str
    facts: Facts
    on: str
    form: Form
    unit: Unit
    better: Better
    source: str
    traps: tuple[str, ...] = ()
    label: str = ""
    wait_days: int = 0

    def __hash__(self) -> int:
        """Return the hash of the whole definition, which is dear and hence reckoned once."""
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash(tuple(getattr(self, field.name) for field in fields(self)))

    def __post_init__(self) -> None:
        self.facts.require(self.on, Kind.DAY)
        if self.version < 1 or self.wait_days < 0:
            raise OutOfRange(_("A version starts at 1, and days of waiting at 0."))
        self._check_form()

    @property
    def facts_used(self) -> tuple[Facts, ...]:
        """The sources of its facts, each once; the one that places it in time first."""
        if isinstance(self.form, Rate) and self.form.events.facts != self.facts:
            return (self.facts, self.form.events.facts)
        return (self.facts,)

    @property
    def per(self) -> int:
        """The factor between top ÷ bottom and the value: 1, but for a rate."""
        return self.form.per if isinstance(self.form, Rate) else 1

    def _check_form(self) -> None:
        conditions, quantities = _inside(self.form)
        for condition in conditions:
            check_condition(condition, self.facts)
        for quantity in quantities:
            check_quantity(quantity, self.facts)
        if isinstance(self.form, Rate):
            exposure = self.form.exposure
            if (exposure.facts, exposure.on) != (self.facts, self.on):
                raise SourcesDisagree(_("A rate belongs to a period by the facts of its exposure."))


def _inside(form: Form) -> tuple[tuple[Condition, ...], tuple[Quantity, ...]]:
    match form:
        case Share(counted, good, judged_when):
            judged = () if judged_when is None else (judged_when,)
            return (counted, good, *judged), ()
        case Rate():
            return (), ()
        case RatioOfSums(counted, top, bottom):
            return (counted,), (top, bottom)
        case Percentile(counted, of) | Mean(counted, of):
            return (counted,), (of,)
        case _:
            assert_never(form)
