"""The lives of a client's deliveries and batches, drawn from its story: the same every time."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from catchball.kernel.days import month_start
from catchball.site.demo.lives import BatchLife, DeliveryLife, Move
from catchball.site.demo.stories import Made, Story, bad_quarter_before
from catchball.trust.permissions import Side
from catchball.workplace.production.rules import (
    BatchFacts,
    BatchKind,
    DeliveryFacts,
    Disposition,
)

AHEAD_DAYS = 75
# The last days are told event by event, as people record them; what lies before comes in files.
BY_HAND_DAYS = 9
DELAYED = (
    "Blister foil arrived late from the supplier",
    "Packaging line down for repair",
    "Certificate of analysis not signed in time",
    "Waiting for the customs papers",
    "Repeat of the dissolution test",
    "Carrier without a temperature-controlled truck",
)
WISHED = (
    "Client's warehouse is closed for stock-taking",
    "Client asked for a later day: enough in stock",
    "Client combines two orders in one truck",
)
CALLED_OFF = (
    "Client lowered its forecast",
    "Order combined with the next one",
    "Artwork changed; ordered anew",
)
REJECTED = (
    "Assay below the limit, confirmed",
    "Particles above the limit in three samples",
    "Temperature excursion in the hold tank",
)
BATCH_CALLED_OFF = (
    "Campaign shortened: client lowered its forecast",
    "Starting material not released",
)


@dataclass(frozen=True)
class Line:
    """A program with the product that it makes."""

    program: UUID
    product: UUID
    made: Made


class Dice(Random):
    """Chances of this business."""

    def happens(self, chance: float) -> bool:
        """Answer yes with this chance."""
        return self.random() < chance

    def workday(self, first: date, until: date) -> date:
        """Return a day from Monday to Friday within the days, the last one excluded."""
        return on_workday(first + timedelta(days=self.randrange((until - first).days)))

    def about(self, middle: float) -> int:
        """Return a number of days, one or more, around a middle and sometimes much longer."""
        return max(1, round(self.lognormvariate(math.log(middle), 0.4)))


def on_workday(day: date) -> date:
    """Return the day, or the Monday after it."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def before_weekend(day: date) -> date:
    """Return the day, or the Friday before it."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def _months(story: Story, today: date) -> Iterator[tuple[date, date, float]]:
    """Yield the first day of each month and of the next, and the share of history passed."""
    ahead = math.ceil(AHEAD_DAYS / 30)
    for ago in range(story.months, -ahead, -1):
        first, until = month_start(today, -ago), month_start(today, 1 - ago)
        yield first, until, 1 - ago / story.months


def _count(dice: Dice, mean: int, story: Story, month: int) -> int:
    turn = math.cos((month - story.peak_month) / 12 * math.tau)
    return max(1, round(mean * (1 + story.season * turn) + dice.gauss(0, mean**0.5 / 2)))


def deliveries_of(story: Story, lines: tuple[Line, ...], today: date) -> list[DeliveryLife]:
    """Return the deliveries of the whole history and those promised ahead, by planned day.

    Depends on nothing but the arguments, so that two installations look alike.
    """
    dice = Dice(story.seed)
    lives, number = [], 0
    for first, until, passed in _months(story, today):
        count = _count(dice, story.deliveries, story, first.month)
        for day in sorted(dice.workday(first, until) for _each in range(count)):
            number += 1
            plan = _delivery_plan(dice, story, dice.choice(lines), day, number)
            lives.append(_delivery_life(dice, story, plan, passed, today))
    return _left_open(story, lives, today)


def _delivery_plan(dice: Dice, story: Story, line: Line, day: date, number: int) -> DeliveryFacts:
    return DeliveryFacts(
        reference=f"{story.prefix}-D-{number:05}",
        client_reference=f"PO {40_000 + number * 7}",
        program=line.program,
        item=line.made.name,
        destination=dice.choice(story.destinations),
        category="finished goods",
        transport=dice.choice(("road", "road", "road", "air")),
        unit=line.made.unit,
        requested_on=on_workday(day - timedelta(days=dice.choice((0, 0, 0, 2, 5)))),
        first_promised_on=day,
        quantity_promised=Decimal(line.made.pack * dice.randint(1, 8)),
    )


def _delivery_life(
    dice: Dice, story: Story, plan: DeliveryFacts, passed: float, today: date
) -> DeliveryLife:
    day = plan.first_promised_on
    if dice.happens(0.02):
        return DeliveryLife(
            plan=plan,
            cancelled_on=day - timedelta(days=dice.randint(-2, 12)),
            why_cancelled=dice.choice(CALLED_OFF),
        )
    is_bad = story.bad_quarter is not None and day in bad_quarter_before(today)
    chance = story.bad_quarter if is_bad and story.bad_quarter else story.on_time.at(passed)
    if dice.happens(chance):
        early = timedelta(days=dice.choice((0, 0, 0, 1, 1, 2, 3)))
        life = DeliveryLife(plan=plan, delivered_on=before_weekend(day - early))
    else:
        life = _late_life(dice, plan, dice.about(9 if is_bad else 4))
    return replace(life, quantity=_quantity(dice, plan, story.in_full.at(passed)))


def _late_life(dice: Dice, plan: DeliveryFacts, days: int) -> DeliveryLife:
    day = plan.first_promised_on
    delivered = on_workday(day + timedelta(days=days))
    life = DeliveryLife(plan=plan, delivered_on=delivered)
    if days < 3 or not dice.happens(0.7):
        return life
    wished = dice.happens(0.3)
    return replace(
        life,
        move=Move(
            on=day - timedelta(days=dice.randint(1, 9)),
            to=delivered,
            asked_by=Side.CLIENT if wished else Side.CMO,
            cause=dice.choice(WISHED if wished else DELAYED),
        ),
    )


def _quantity(dice: Dice, plan: DeliveryFacts, in_full: float) -> Decimal:
    whole = float(plan.quantity_promised or 0)
    share = dice.gauss(1, 0.006) if dice.happens(in_full) else dice.uniform(0.62, 0.93)
    return Decimal(round(whole * share))


def _left_open(story: Story, lives: list[DeliveryLife], today: date) -> list[DeliveryLife]:
    """Leave some of the last weeks' deliveries undelivered, so that there is something to do."""
    due = [
        place
        for place, life in enumerate(lives)
        if 2 <= (today - life.planned_on).days <= 24 and not life.cancelled_on
    ]
    step = max(1, len(due) // max(1, story.overdue))
    for place in due[::step][: story.overdue]:
        lives[place] = replace(lives[place], delivered_on=None, move=None)
    return lives


def batches_of(story: Story, lines: tuple[Line, ...], today: date) -> list[BatchLife]:
    """Return the batches of the whole history and those planned ahead, by planned day.

    Depends on nothing but the arguments, so that two installations look alike.
    """
    dice = Dice(story.seed + 1_000)
    lives, number = [], 0
    for first, until, passed in _months(story, today):
        count = _count(dice, story.batches, story, first.month)
        for day in sorted(dice.workday(first, until) for _each in range(count)):
            number += 1
            plan = _batch_plan(dice, story, dice.choice(lines), day, number)
            lives.append(_batch_life(dice, story, plan, passed))
    return _unusual(story, lives, today)


def _batch_plan(dice: Dice, story: Story, line: Line, day: date, number: int) -> BatchFacts:
    return BatchFacts(
        reference=f"{story.prefix}{number:05}",
        client_reference=f"L{day:%y}{number:04}",
        program=line.program,
        product=line.product,
        kind=BatchKind(dice.choice(story.kinds)),
        planned_start_on=day,
        unit=line.made.unit,
        quantity_theoretical=Decimal(line.made.batch),
    )


def _batch_life(dice: Dice, story: Story, plan: BatchFacts, passed: float) -> BatchLife:
    life = BatchLife(plan=plan)
    day = life.planned_on
    if dice.happens(0.015):
        return replace(
            life,
            cancelled_on=day - timedelta(days=dice.randint(1, 8)),
            why_cancelled=dice.choice(BATCH_CALLED_OFF),
        )
    started = day + timedelta(days=dice.choice((0, 0, 0, 0, 0, 0, 1, 1, 3, 6)))
    completed = started + timedelta(days=dice.randint(2, 8))
    is_rejected = dice.happens(story.rejected)
    is_clean = dice.happens(story.clean.at(passed)) and not is_rejected
    share = min(0.998, dice.gauss(story.yields.at(passed), story.spread))
    return replace(
        life,
        started_on=started,
        completed_on=completed,
        quantity=_weighed(plan, share - (0.05 if is_rejected else 0)),
        deviations=0 if is_clean else dice.choice((1, 1, 1, 2, 3)),
        reworked=not is_clean and dice.happens(0.2),
        disposed_on=on_workday(completed + timedelta(days=2 + dice.about(story.release_days))),
        disposition=Disposition.REJECTED if is_rejected else Disposition.RELEASED,
        why_rejected=dice.choice(REJECTED) if is_rejected else "",
    )


def _weighed(plan: BatchFacts, share: float) -> Decimal:
    quantity = (plan.quantity_theoretical or Decimal(0)) * Decimal(share)
    return quantity.quantize(Decimal("0.1") if plan.unit == "kg" else Decimal(1))


def _unusual(story: Story, lives: list[BatchLife], today: date) -> list[BatchLife]:
    """Leave some last batches without their deviations counted, and give one too good a yield."""
    done = [
        place
        for place, life in enumerate(lives)
        if life.completed_on and life.completed_on < today - timedelta(days=BY_HAND_DAYS)
    ]
    for place in done[len(done) - story.unreviewed :]:
        lives[place] = replace(
            lives[place],
            deviations=None,
            reworked=None,
            disposed_on=None,
            disposition=Disposition.PENDING,
        )
    if story.over_full:
        place = next(p for p in reversed(done) if (today - lives[p].planned_on).days > 60)
        lives[place] = replace(lives[place], quantity=_weighed(lives[place].plan, 1.018))
    return lives
