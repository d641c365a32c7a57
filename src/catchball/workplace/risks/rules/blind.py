"""Blind scoring: both companies score separately, then see how far apart they are."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from catchball.kernel.words import Later, _
from catchball.trust.permissions import Side
from catchball.workplace.risks.rules.scales import Axis, Score, points_of
from catchball.workplace.risks.rules.steps import MayNotAssess, RiskIncomplete


class RoundState(StrEnum):
    """How far a round of blind scoring has come."""

    SCORING = "scoring"
    REVEALED = "revealed"
    CALLED_OFF = "called-off"


class Moved(StrEnum):
    """Whose score differs from the one that both agreed on."""

    NOBODY = "nobody"
    CMO = "cmo"
    CLIENT = "client"
    BOTH = "both"

    @property
    def label(self) -> str:
        """Who moved, as people say it."""
        return str(_MOVED[self])


_MOVED = {
    Moved.NOBODY: Later("nobody moved"),
    Moved.CMO: Later("the manufacturer moved"),
    Moved.CLIENT: Later("the client moved"),
    Moved.BOTH: Later("both moved"),
}


@dataclass(frozen=True)
class Pair:
    """How each company scored a risk on its own; None where it did not."""

    cmo: Score | None
    client: Score | None

    def of(self, side: Side) -> Score | None:
        """Return the score of a company."""
        return self.cmo if side is Side.CMO else self.client

    @property
    def agreed(self) -> Score | None:
        """The score where both gave the same on every scale."""
        return self.cmo if self.cmo == self.client else None


@dataclass(frozen=True, order=True)
class Gap:
    """How far two scores lie apart: in points, and in steps over all five scales."""

    points: int
    steps: int


def state_of(*, revealed_at: datetime | None, called_off_at: datetime | None) -> RoundState:
    """Return how far a round has come.

    >>> state_of(revealed_at=None, called_off_at=None).value
    'scoring'
    """
    if called_off_at:
        return RoundState.CALLED_OFF
    return RoundState.REVEALED if revealed_at else RoundState.SCORING


def gap_of(pair: Pair) -> Gap | None:
    """Return how far the scores of both companies lie apart; None where one gave none.

    Source: a proposal of this product, and no norm. Independent scores before consensus control
    subjectivity, as ICH Q9(R1), 5.2 asks for.

    >>> low = Score(probability=2, quality=1, schedule=3, cost=1, supply=1)
    >>> high = Score(probability=4, quality=1, schedule=5, cost=2, supply=1)
    >>> gap_of(Pair(low, high))
    Gap(points=14, steps=5)
    """
    if pair.cmo is None or pair.client is None:
        return None
    ours, theirs = pair.cmo, pair.client
    return Gap(
        points=abs(points_of(ours) - points_of(theirs)),
        steps=sum(
            abs((getattr(ours, axis.value) or 0) - (getattr(theirs, axis.value) or 0))
            for axis in Axis
        ),
    )


T = TypeVar("T")


def widest_first(pairs: Iterable[tuple[T, Gap | None]]) -> tuple[T, ...]:
    """Return things in the order of the agenda: the largest gap first, those without one last.

    >>> widest_first([("a", Gap(2, 9)), ("b", None), ("c", Gap(8, 2)), ("d", Gap(2, 10))])
    ('c', 'd', 'a', 'b')
    """
    return tuple(
        thing
        for thing, _gap in sorted(
            pairs, key=lambda pair: pair[1] or Gap(points=-1, steps=-1), reverse=True
        )
    )


def moved_by(pair: Pair, agreed: Score) -> Moved:
    """Return whose score on any scale differs from the one agreed on; who gave none cannot move."""
    cmo, client = (one is not None and one != agreed for one in (pair.cmo, pair.client))
    if cmo and client:
        return Moved.BOTH
    if cmo:
        return Moved.CMO
    return Moved.CLIENT if client else Moved.NOBODY


def pair_to_json(pair: Pair) -> dict[str, Any]:
    """Return both scores as JSON can hold them."""
    scores = {"cmo": pair.cmo, "client": pair.client}
    return {side: asdict(score) if score else None for side, score in scores.items()}


def pair_from_json(stored: Mapping[str, Any]) -> Pair:
    """Return both scores as they were stored.

    >>> pair_from_json(pair_to_json(Pair(None, None)))
    Pair(cmo=None, client=None)
    """
    cmo, client = (Score(**one) if (one := stored[side]) else None for side in ("cmo", "client"))
    return Pair(cmo, client)


def check_may_begin(state: RoundState | None, risks: Collection[UUID]) -> None:
    """Let a round begin of open risks of a document that has no other under way.

    :raises MayNotAssess: while another one is under way
    :raises RiskIncomplete: of no risk
    """
    if state is RoundState.SCORING:
        raise MayNotAssess(_("A round of blind scoring is under way in this document."))
    if not risks:
        sentence = _("Choose at least one open risk to score.")
        raise RiskIncomplete(sentence, risks=sentence)


def check_may_score_blind(state: RoundState, *, has_closed: bool) -> None:
    """Let a company score as long as it has not closed.

    :raises MayNotAssess: otherwise
    """
    if state is not RoundState.SCORING:
        raise MayNotAssess(_("This round of blind scoring is over."))
    if has_closed:
        raise MayNotAssess(_("Your company has closed its scores; they wait for the other's."))


def check_may_close(state: RoundState, *, has_closed: bool, scored: int) -> None:
    """Let a company close its scores once, of which there is at least one.

    :raises MayNotAssess: if it has, the round is over, or it has not scored any risk
    """
    check_may_score_blind(state, has_closed=has_closed)
    if not scored:
        raise MayNotAssess(_("Your company has not scored any risk yet."))


def check_may_call_off(state: RoundState, *, reason: str) -> None:
    """Let a round that is under way be called off for a reason.

    :raises MayNotAssess: if it is over
    :raises RiskIncomplete: without a reason
    """
    if state is not RoundState.SCORING:
        raise MayNotAssess(_("This round of blind scoring is over."))
    if not reason.strip():
        sentence = _("Say why the round is called off.")
        raise RiskIncomplete(sentence, reason=sentence)


def check_may_reconcile(state: RoundState | None, *, is_in_round: bool, is_agreed: bool) -> None:
    """Let a risk get one score that both agree on, once the round is revealed.

    :raises MayNotAssess: before that, of a risk outside the round, or a second time
    """
    if state is not RoundState.REVEALED or not is_in_round:
        raise MayNotAssess(_("Both companies agree on a score once both rounds are closed."))
    if is_agreed:
        raise MayNotAssess(_("Both have agreed on this score. Score the risk anew to change it."))


def check_not_blind(*, is_scored_blind: bool) -> None:
    """Let no risk be scored in sight of the other company while both score it blind.

    :raises MayNotAssess: if they do
    """
    if is_scored_blind:
        raise MayNotAssess(
            _("Both companies are scoring this risk blind. Give your score in the round.")
        )
