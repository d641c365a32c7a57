"""What follows a miss by the ladder that both companies signed."""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from catchball.kernel.days import Grain, Period, month_start, period_of
from catchball.kernel.words import Later
from catchball.measures.language import Better
from catchball.measures.reading import Reading, Standing, added, judge
from catchball.trust.permissions import Side
from catchball.workplace.agreements.rules.amounts import Loss
from catchball.workplace.agreements.rules.parts import Item

TWELVE = 12
_MISSED = {
    "floor": frozenset({Standing.BELOW_FLOOR}),
    "target": frozenset({Standing.BELOW_TARGET, Standing.BELOW_FLOOR}),
}
_JUDGED = frozenset({Standing.KEPT, Standing.BELOW_TARGET, Standing.BELOW_FLOOR})


class Kind(StrEnum):
    """What a step of the ladder asks for."""

    VISIBLE = "visible"
    ACTION = "action"
    REVIEW = "review"
    CREDIT = "credit"
    MATERIAL = "material"
    TERMS = "terms"
    CLOCK = "clock"
    SLOT = "slot"
    FEE = "fee"
    REBASELINE = "rebaseline"

    @property
    def label(self) -> str:
        """The step as people call it."""
        return str(_KINDS[self])


_KINDS = {
    Kind.VISIBLE: Later("red on the scorecard"),
    Kind.ACTION: Later("an owner and an A3"),
    Kind.REVIEW: Later("a recovery review"),
    Kind.CREDIT: Later("a credit"),
    Kind.MATERIAL: Later("the worth of the client’s material lost"),
    Kind.TERMS: Later("a review of prices and terms"),
    Kind.CLOCK: Later("the manufacturer’s clock stops"),
    Kind.SLOT: Later("the slot is released"),
    Kind.FEE: Later("a reservation or expedite fee"),
    Kind.REBASELINE: Later("the manufacturer’s promise is set anew"),
}
PLANNED = frozenset({Kind.ACTION, Kind.REVIEW})


class Count(StrEnum):
    """How a period entered the counters of the ladder."""

    MISS = "miss"
    FORGIVEN = "forgiven"
    WITHIN = "within"
    KEPT = "kept"
    UNJUDGED = "unjudged"

    @property
    def label(self) -> str:
        """The count in a few words."""
        return str(_COUNTS[self])


_COUNTS = {
    Count.MISS: Later("a miss that counts"),
    Count.FORGIVEN: Later("forgiven by the grace agreed"),
    Count.WITHIN: Later("within the tolerance agreed"),
    Count.KEPT: Later("no miss"),
    Count.UNJUDGED: Later("no verdict"),
}


@dataclass(frozen=True, kw_only=True)
class Promised:
    """The terms of a promise that consequences depend on.

    `is_summed`: whether the sums of its months tell that of a quarter or year; no percentile's do.
    `is_of_material`: whether what is short of the target is the client's material.
    """

    party: Side
    better: Better
    is_summed: bool
    target: Decimal
    floor: Decimal
    n_min: int
    tolerance: Decimal
    grace: int
    allocation: Decimal
    grain: Grain
    is_of_material: bool = False


@dataclass(frozen=True)
class Judged:
    """A period of a promise as it was closed; `promised` are the terms of that period."""

    period: Period
    standing: Standing
    reading: Reading | None
    promised: Promised

    @property
    def is_within(self) -> bool:
        """Whether a miss is no larger than the tolerance."""
        one = self.promised
        if not one.tolerance or self.reading is None:
            return False
        if one.better is Better.HIGHER:
            return self.reading.compared_with(one.target - one.tolerance) >= 0
        return self.reading.compared_with(one.target + one.tolerance) <= 0


@dataclass(frozen=True)
class Step:
    """A step of the ladder that follows a miss, and the counter that led to it.

    `counted` misses in the last `window` periods, where the agreement asks for `misses`. A credit
    draws `share` of the invoice base; one in the ramp-up is suspended. `loss` is what a step about
    material is worth.
    """

    id: str
    title: str
    kind: Kind
    counts: str
    misses: int
    window: int
    counted: int
    note: str
    share: Decimal
    is_suspended: bool
    loss: Loss | None = None


@dataclass(frozen=True)
class Followed:
    """What follows the last of some periods, and how each of them was counted."""

    steps: tuple[Step, ...]
    counts: tuple[Count, ...]

    @property
    def loss(self) -> Loss | None:
        """The client's material lost: once, however many steps are about it."""
        return loss_in(self.steps)

    @property
    def share(self) -> Decimal:
        """The share of the invoice base drawn: once, however many steps say “credit”."""
        return max((step.share for step in self.steps if not step.is_suspended), default=Decimal(0))


def loss_in(steps: Iterable[Step]) -> Loss | None:
    """Return the client's material lost by these steps, None where none is about it."""
    return next((step.loss for step in steps if step.loss), None)


def count_periods(judged: Sequence[Judged], rule: str) -> tuple[Count, ...]:
    """Return how each period, oldest first, counts by a rule: “floor” or “target”.

    A miss within the tolerance never counts; of any twelve periods the first misses are forgiven,
    as many as the promise of that period says. A period without a verdict is no miss.

    Source: docs/metrics.md, “Consequences” (first-miss grace).
    """
    counted: list[Count] = []
    for one in judged:
        recent = counted[-(TWELVE - 1) :]
        counted.append(_count(one, rule, recent.count(Count.FORGIVEN)))
    return tuple(counted)


def _count(one: Judged, rule: str, forgiven: int) -> Count:
    if one.standing not in _JUDGED:
        return Count.UNJUDGED
    if one.standing not in _MISSED[rule]:
        return Count.KEPT
    if one.is_within:
        return Count.WITHIN
    return Count.FORGIVEN if forgiven < one.promised.grace else Count.MISS


def follow(
    judged: Sequence[Judged], *, ladder: Iterable[Item], money: Item, begun_on: date
) -> Followed:
    """Return what follows the last of these neighbouring periods, oldest first.

    A step follows a period that is a miss by the step's own rule, once so many of the last periods
    are. For a credit the misses of the ramp-up do not count: months from `begun_on`, the first day
    of the first agreement.

    Source: docs/metrics.md, “Consequences”.
    """
    last = judged[-1]
    calm_until = month_start(begun_on, money["ramp_up"])
    counts = {rule: count_periods(judged, rule) for rule in _MISSED}
    steps = []
    for step in (one for one in ladder if one["party"] == last.promised.party):
        recent = list(zip(judged, counts[step["counts"]], strict=True))[-step["window"] :]
        missed = [one for one, count in recent if count is Count.MISS]
        if _draws(step, last.promised) and last in missed and len(missed) >= step["misses"]:
            late = [one for one in missed if one.period.first >= calm_until]
            steps.append(_step(step, last, money, missed=len(missed), after_ramp_up=len(late)))
    return Followed(tuple(steps), counts["target"])


def _draws(step: Item, promised: Promised) -> bool:
    """Answer whether a step can follow a miss of a promise at all."""
    match step["kind"]:
        case Kind.CREDIT:
            return promised.allocation > 0
        case Kind.MATERIAL:
            return promised.is_of_material
        case _:
            return True


def _step(step: Item, last: Judged, money: Item, *, missed: int, after_ramp_up: int) -> Step:
    is_credit = step["kind"] == Kind.CREDIT
    return Step(
        id=step["id"],
        title=step["title"],
        kind=Kind(step["kind"]),
        counts=step["counts"],
        misses=step["misses"],
        window=step["window"],
        counted=missed,
        note=step["note"],
        share=share_of(last, money) if is_credit else Decimal(0),
        is_suspended=is_credit and after_ramp_up < step["misses"],
        loss=_loss(last) if step["kind"] == Kind.MATERIAL else None,
    )


def _loss(judged: Judged) -> Loss | None:
    one, reading = judged.promised, judged.reading
    if reading is None:
        return None
    return Loss(one.target, one.tolerance, reading.top, reading.bottom)


def share_of(judged: Judged, money: Item) -> Decimal:
    """Return the share of the invoice base that a miss draws: at risk × allocation × step.

    Source: docs/metrics.md, “Consequences”.
    """
    if judged.standing not in _MISSED["target"]:
        return Decimal(0)
    step = "failed_step" if judged.standing is Standing.BELOW_FLOOR else "missed_step"
    return Decimal(money["at_risk"]) * judged.promised.allocation * Decimal(money[step])


def by_grain(months: Sequence[Judged], grain: Grain) -> tuple[Judged, ...]:
    """Return the quarters or years of which all months are there, from their sums.

    Judged by the terms of the last month. A percentile cannot be told from those of its months,
    so it gets no verdict.
    """
    found: dict[Period, list[Judged]] = {}
    for one in months:
        found.setdefault(period_of(one.period.first, grain), []).append(one)
    return tuple(
        _longer(period, parts) for period, parts in found.items() if len(parts) == grain.months
    )


def _longer(period: Period, parts: Sequence[Judged]) -> Judged:
    promised = parts[-1].promised
    readings = [one.reading for one in parts if one.reading]
    if not promised.is_summed or len(readings) < len(parts):
        return Judged(period, Standing.NO_DATA, None, promised)
    whole = added(readings)
    standing = judge(
        whole,
        target=promised.target,
        floor=promised.floor,
        better=promised.better,
        n_min=promised.n_min,
    )
    return Judged(period, standing, whole, promised)


def without_gaps(judged: Sequence[Judged], grain: Grain, first: date) -> tuple[Judged, ...]:
    """Return the periods with those that nobody closed between them, which have no verdict."""
    known = {one.period: one for one in judged}
    last = judged[-1]
    found = []
    day = first
    while day <= last.period.first:
        period = period_of(day, grain)
        found.append(known.get(period) or Judged(period, Standing.NO_DATA, None, last.promised))
        day = period.until
    return tuple(found)


def is_kept_after(judged: Sequence[Judged], period: Period, in_a_row: int) -> bool:
    """Answer whether a promise was kept in the first so many judged periods after a period.

    Source: docs/metrics.md, “Consequences” (earn-back).
    """
    later = [one.standing for one in judged if one.period > period and one.standing in _JUDGED]
    return 0 < in_a_row <= len(later) and set(later[:in_a_row]) == {Standing.KEPT}


def step_as_kept(step: Step) -> dict[str, Any]:
    """Return a step as a finding keeps it; `step_from` turns it back."""
    return {
        "id": step.id,
        "title": step.title,
        "kind": step.kind.value,
        "counts": step.counts,
        "misses": step.misses,
        "window": step.window,
        "counted": step.counted,
        "note": step.note,
        "share": f"{step.share.normalize():f}",
        "suspended": step.is_suspended,
        "loss": [f"{one:f}" for one in astuple(step.loss)] if step.loss else None,
    }


def step_from(kept: dict[str, Any]) -> Step:
    """Return a step that a finding keeps."""
    return Step(
        id=kept["id"],
        title=kept["title"],
        kind=Kind(kept["kind"]),
        counts=kept["counts"],
        misses=kept["misses"],
        window=kept["window"],
        counted=kept["counted"],
        note=kept["note"],
        share=Decimal(kept["share"]),
        is_suspended=kept["suspended"],
        loss=Loss(*(Decimal(one) for one in kept["loss"])) if kept.get("loss") else None,
    )
