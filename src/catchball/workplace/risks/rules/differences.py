"""What changed in a risk assessment since it was last reviewed, and how much it is exposed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from catchball.kernel.words import Later, _
from catchball.workplace.risks.rules.colours import Colour, Reversal
from catchball.workplace.risks.rules.words import Strategy


class ChangeKind(StrEnum):
    """What changed about a risk."""

    ADDED = "added"
    CLOSED = "closed"
    COLOUR = "colour"
    SCORE = "score"
    DONE = "done"
    WORDS = "words"
    OWNER = "owner"
    STRATEGY = "strategy"
    RESIDUAL = "residual"
    REVIEW = "review"
    REVERTED = "reverted"

    @property
    def label(self) -> str:
        """What changed, as people call it."""
        return str(_KINDS[self])


_KINDS = {
    ChangeKind.ADDED: Later("added"),
    ChangeKind.CLOSED: Later("closed"),
    ChangeKind.COLOUR: Later("plan"),
    ChangeKind.SCORE: Later("score"),
    ChangeKind.DONE: Later("actions done"),
    ChangeKind.WORDS: Later("what could happen"),
    ChangeKind.OWNER: Later("watched by"),
    ChangeKind.STRATEGY: Later("strategy"),
    ChangeKind.RESIDUAL: Later("score that is left"),
    ChangeKind.REVIEW: Later("another day of its next review"),
    ChangeKind.REVERTED: Later("plan reverted"),
}


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """How a risk stood at a review, or stands now.

    What None stands for is not known of a review that was held before it was kept.
    """

    id: UUID
    number: int
    points: int | None
    colour: Colour
    done: int
    is_closed: bool
    event: str | None = None
    owner: str | None = None
    strategy: str | None = None
    residual: int | None = None
    review_on: str | None = None
    reverted: tuple[str, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One thing that changed about a risk; `before` and `after` in words."""

    risk: UUID
    number: int
    kind: ChangeKind
    before: str = ""
    after: str = ""


@dataclass(frozen=True, kw_only=True)
class Exposed:
    """The points of all open risks, and of those whose plan is not completed."""

    points: int
    unplanned: int


def differences_of(before: Sequence[Snapshot], after: Sequence[Snapshot]) -> tuple[Difference, ...]:
    """Return what changed between two states of a document, risk by risk."""
    then = {one.id: one for one in before}
    found: list[Difference] = []
    for one in sorted(after, key=lambda one: one.number):
        found += _added(one) if one.id not in then else _changed(then[one.id], one)
    return tuple(found)


def _added(one: Snapshot) -> list[Difference]:
    return [
        Difference(risk=one.id, number=one.number, kind=ChangeKind.ADDED, after=one.colour.label)
    ]


def _changed(then: Snapshot, now: Snapshot) -> list[Difference]:
    if now.is_closed:
        closed = Difference(risk=now.id, number=now.number, kind=ChangeKind.CLOSED)
        return [] if then.is_closed else [closed]
    pairs = {
        ChangeKind.COLOUR: (then.colour.label, now.colour.label),
        ChangeKind.SCORE: (_points(then), _points(now)),
        ChangeKind.DONE: (str(then.done), str(now.done)),
        **(_also_changed(then, now) if then.event is not None else {}),
    }
    found = [
        Difference(risk=now.id, number=now.number, kind=kind, before=old, after=new)
        for kind, (old, new) in pairs.items()
        if old != new
    ]
    return found + _reverted(then, now)


def _also_changed(then: Snapshot, now: Snapshot) -> dict[ChangeKind, tuple[str, str]]:
    """Return what reviews keep beside colour, score and actions, before and now."""
    return {
        ChangeKind.WORDS: (then.event or "", now.event or ""),
        ChangeKind.OWNER: (then.owner or _("nobody"), now.owner or _("nobody")),
        ChangeKind.STRATEGY: (_strategy(then), _strategy(now)),
        ChangeKind.RESIDUAL: (str(then.residual or _("none")), str(now.residual or _("none"))),
    }


def _strategy(one: Snapshot) -> str:
    return Strategy(one.strategy).label if one.strategy else _("none")


def _reverted(then: Snapshot, now: Snapshot) -> list[Difference]:
    """Return that the day of the next review moved, and each new reason why a plan reverted."""
    if then.event is None:
        return []
    found = []
    if then.review_on != now.review_on:
        found.append(Difference(risk=now.id, number=now.number, kind=ChangeKind.REVIEW))
    for one in now.reverted or ():
        if one not in (then.reverted or ()):
            why = Reversal(one).label
            kind = ChangeKind.REVERTED
            found.append(Difference(risk=now.id, number=now.number, kind=kind, after=why))
    return found


def _points(one: Snapshot) -> str:
    return _("none") if one.points is None else str(one.points)


def exposed_by(risks: Iterable[Snapshot]) -> Exposed:
    """Return how many points the open risks have, and those without a completed plan.

    >>> exposed_by([]).points
    0
    """
    points = [(one.points or 0, one.colour) for one in risks if not one.is_closed]
    return Exposed(
        points=sum(number for number, _colour in points),
        unplanned=sum(number for number, colour in points if colour is not Colour.GREY),
    )


def snapshot_to_json(one: Snapshot) -> dict[str, Any]:
    """Return how a risk stood, as JSON can hold it."""
    return {
        "id": str(one.id),
        "number": one.number,
        "points": one.points,
        "colour": one.colour.value,
        "done": one.done,
        "is_closed": one.is_closed,
        "event": one.event,
        "owner": one.owner,
        "strategy": one.strategy,
        "residual": one.residual,
        "review_on": one.review_on,
        "reverted": None if one.reverted is None else list(one.reverted),
    }


def snapshot_from_json(stored: dict[str, Any]) -> Snapshot:
    """Return how a risk stood when it was stored."""
    reverted = stored.get("reverted")
    return Snapshot(
        id=UUID(stored["id"]),
        number=stored["number"],
        points=stored["points"],
        colour=Colour(stored["colour"]),
        done=stored["done"],
        is_closed=stored["is_closed"],
        event=stored.get("event"),
        owner=stored.get("owner"),
        strategy=stored.get("strategy"),
        residual=stored.get("residual"),
        review_on=stored.get("review_on"),
        reverted=None if reverted is None else tuple(reverted),
    )
