"""Risks as they are read: each row with its actions, its signatures and the rows beside it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from catchball.kernel.canonical import fingerprint
from catchball.trust.permissions import Side
from catchball.trust.scope import Scope
from catchball.trust.signing import list_signed_contents
from catchball.workplace.actions.queries import ActionLine, list_actions_serving
from catchball.workplace.risks import rules
from catchball.workplace.risks.models import Risk
from catchball.workplace.risks.queries.shapes import ColourCounts, Considered, RiskLine
from catchball.workplace.risks.rules import (
    Axis,
    Category,
    Colour,
    Consideration,
    Decision,
    Exposure,
    Matrix,
    Misfit,
    Phase,
    PlanPart,
    Reversal,
    Score,
    Situation,
    Stated,
    Strategy,
    in_readers_words,
)

PLAN = "risks.plan"
# How actions name a risk as what they serve; its addresses do too.
SERVED = "risk"
_ORDER = (Colour.RED, Colour.YELLOW, Colour.UNSCORED, Colour.GREY, Colour.MONITOR)


@dataclass(frozen=True)
class Read:
    """A row with all that its colour is worked out from, and what this comes to."""

    row: Risk
    matrix: Matrix
    actions: tuple[ActionLine, ...]
    content: dict[str, Any]
    now: Situation
    colour: Colour
    reversals: tuple[Reversal, ...]

    @property
    def reopened_at(self) -> datetime | None:
        """Since when approvals count anew: what made the plan revert, where it was an event."""
        instants = []
        if Reversal.TRIGGER_FIRED in self.reversals:
            instants.append(self.row.fired_at)
        if Reversal.ABOVE_RESIDUAL in self.reversals:
            instants.append(self.row.scored_at)
        return max((one for one in instants if one), default=None)

    @property
    def asks_for_approval(self) -> bool:
        """Whether a complete plan of an open risk is not approved by both as it stands."""
        is_settled = self.colour in {Colour.GREY, Colour.UNSCORED} or self.row.closed_at
        return not self.now.missing and not is_settled


def live(actions: Iterable[ActionLine]) -> tuple[ActionLine, ...]:
    """Return the actions of a plan: without those that were declined or withdrawn."""
    return tuple(one for one in actions if one.state.is_open or one.state.is_owned)


def content_of_plan(row: Risk, actions: Iterable[ActionLine]) -> dict[str, Any]:
    """Return all that a signature under a plan stands for: the risk's words and its plan."""
    return {
        "kind": "risk plan",
        "risk": str(row.pk),
        "assessment": str(row.assessment_id),
        "number": row.number,
        "cause": row.cause,
        "event": row.event,
        "effect": row.effect,
        "category": row.category,
        "phase": row.phase,
        "owner": row.owner_name,
        "strategy": row.strategy,
        "contingency": row.contingency,
        "trigger": row.trigger,
        "residual": [
            row.residual_probability,
            row.residual_impact,
            *([row.residual_detection] if row.residual_detection else []),
        ],
        "delay_days": row.delay_days,
        "review_on": row.review_on.isoformat() if row.review_on else "",
        **_struck(row),
        "actions": [
            {
                "id": str(one.id),
                "title": one.title,
                "owner": one.owner_name,
                "side": one.side.value,
                "due_on": one.due_on.isoformat(),
            }
            for one in sorted(live(actions), key=lambda one: str(one.id))
        ],
    }


def _struck(row: Risk) -> dict[str, Any]:
    """Return what a risk would delay and when, as it was chosen; nothing where neither was."""
    found: dict[str, Any] = {"task": row.task_name} if row.task_name else {}
    if row.strikes_from and row.strikes_until:
        found["strikes"] = [row.strikes_from.isoformat(), row.strikes_until.isoformat()]
    return found


def read_lines(
    scope: Scope, rows: Sequence[Risk], matrices: Mapping[UUID, Matrix]
) -> tuple[RiskLine, ...]:
    """Return risks as lines; `rows` hold all risks of their documents (two SQL queries)."""
    return lines_of(scope, read_rows(scope, rows, matrices))


def lines_of(scope: Scope, read: Sequence[Read]) -> tuple[RiskLine, ...]:
    """Return what was read of risks as lines (one SQL query, or none)."""
    signed = approvals_of(read)
    return tuple(line_of(scope, one, signed.get(one.row.pk, frozenset())) for one in read)


def read_rows(
    scope: Scope, rows: Sequence[Risk], matrices: Mapping[UUID, Matrix]
) -> tuple[Read, ...]:
    """Return rows with all that their colours are worked out from (one SQL query)."""
    actions = list_actions_serving(scope, kind=SERVED, ids=[row.pk for row in rows])
    unassessed = count_unassessed(rows)
    return tuple(
        _read(
            scope,
            row,
            matrices[row.assessment_id],
            actions.get(row.pk, ()),
            unassessed.get(row.pk, 0),
        )
        for row in rows
    )


def approvals_of(read: Iterable[Read]) -> dict[UUID, frozenset[Side]]:
    """Return which companies have approved the plans that ask for it (one SQL query, or none)."""
    asking = [one for one in read if one.asks_for_approval]
    if not asking:
        return {}
    return list_signed_contents(
        record=PLAN,
        contents={one.row.pk: one.content for one in asking},
        since={one.row.pk: one.reopened_at for one in asking if one.reopened_at},
    )


def count_unassessed(rows: Iterable[Risk]) -> dict[UUID, int]:
    """Count, for each risk, the open ones that follow from it and are not scored."""
    found: dict[UUID, int] = {}
    for row in rows:
        if row.arises_from_id and row.scored_at is None and not row.closed_at:
            found[row.arises_from_id] = found.get(row.arises_from_id, 0) + 1
    return found


def score_of(row: Any) -> Score | None:
    """Return how a risk, or a scoring of one, is scored; None where it is not."""
    if row.probability is None:
        return None
    return Score(**{axis.value: getattr(row, axis.value) for axis in Axis})


def exposure_of(
    matrix: Matrix, probability: int | None, impact: int | None, detection: int | None = None
) -> Exposure | None:
    """Return the points of steps and what they demand; None where a step is missing."""
    if probability is None or impact is None:
        return None
    return Exposure(
        points=rules.points(probability, impact, detection),
        demand=matrix.level(probability, impact, detection).demand,
    )


def missing_of(row: Risk, actions: Iterable[ActionLine]) -> frozenset[PlanPart]:
    """Return what the plan of a risk lacks."""
    written = {
        PlanPart.STRATEGY: row.strategy,
        PlanPart.CONTINGENCY: row.contingency,
        PlanPart.TRIGGER: row.trigger,
    }
    return rules.missing_parts(
        words=[part for part, text in written.items() if text],
        owned_actions=sum(one.state.is_owned for one in actions),
        residual=row.residual_probability is not None,
        review_on=row.review_on,
    )


def _read(
    scope: Scope, row: Risk, matrix: Matrix, actions: tuple[ActionLine, ...], unassessed: int
) -> Read:
    score = score_of(row)
    content = content_of_plan(row, actions)
    now = Situation(
        current=exposure_of(
            matrix, row.probability, score.impact if score else None, row.detection
        ),
        residual=exposure_of(
            matrix, row.residual_probability, row.residual_impact, row.residual_detection
        ),
        missing=missing_of(row, actions),
        approved_at=row.approved_at,
        is_as_approved=bool(row.approved_at) and fingerprint(content) == row.approved_hash,
        overdue=sum(one.is_overdue for one in actions),
        fired_at=row.fired_at,
        scored_at=row.scored_at,
        review_on=row.review_on,
        unassessed=unassessed,
        today=scope.today,
    )
    return Read(row, matrix, actions, content, now, rules.colour_of(now), rules.reversals_of(now))


def line_of(scope: Scope, read: Read, signed: frozenset[Side]) -> RiskLine:
    """Return a risk as the document's table shows it."""
    row, now, matrix = read.row, read.now, read.matrix
    score, planned = score_of(row), live(read.actions)
    considered = _considered(scope, row) if read.colour is Colour.YELLOW else None
    return RiskLine(
        id=row.pk,
        client_id=row.client_id,
        assessment=row.assessment_id,
        number=row.number,
        cause=in_readers_words(row.starter, "cause", row.cause),
        event=in_readers_words(row.starter, "event", row.event),
        effect=in_readers_words(row.starter, "effect", row.effect),
        category=Category(row.category),
        phase=Phase(row.phase),
        owner=row.owner_id,
        owner_name=row.owner_name,
        owner_side=Side(row.owner_side) if row.owner_side else None,
        arises_from=row.arises_from_id,
        score=score,
        points=now.current.points if now.current else None,
        level=matrix.level_of(score).word if score else "",
        demand=now.current.demand if now.current else None,
        colour=read.colour,
        reversals=read.reversals,
        strategy=Strategy(row.strategy) if row.strategy else None,
        response="; ".join(one.title for one in planned),
        residual_points=now.residual.points if now.residual else None,
        expected_days=_expected_days(row, matrix),
        review_on=row.review_on,
        missing=tuple(part for part in PlanPart if part in now.missing),
        waits_for=frozenset(Side) - signed if read.asks_for_approval else frozenset(),
        considered=considered,
        approved_at=row.approved_at,
        approved_hash=row.approved_hash,
        misfits=_misfits(read, considered) if row.closed_at is None else (),
        actions=len(planned),
        done=sum(one.done_on is not None for one in planned),
        overdue=now.overdue,
        is_closed=row.closed_at is not None,
        version=row.version,
    )


def _misfits(read: Read, considered: Considered | None) -> tuple[Misfit, ...]:
    row = read.row
    return rules.misfits_of(
        Stated(
            now=read.now,
            colour=read.colour,
            strategy=Strategy(row.strategy) if row.strategy else None,
            has_actions=bool(live(read.actions)),
            standing=considered.standing if considered else None,
        )
    )


def _expected_days(row: Risk, matrix: Matrix) -> Decimal | None:
    if row.probability is None:
        return None
    return rules.expected_days(matrix, row.probability, row.delay_days)


def _considered(scope: Scope, row: Risk) -> Considered:
    """Return how a yellow risk was considered; a plan once approved was decided on."""
    decision = Decision(row.decision) if row.decision else None
    if decision is None and row.approved_at:
        decision = Decision.PLAN
    return Considered(
        standing=rules.consideration_of(
            decision=decision,
            decide_by=row.decide_by,
            accepted_until=row.accepted_until,
            today=scope.today,
        ),
        decision=decision,
        decide_by=row.decide_by,
        accepted_until=row.accepted_until,
        name=row.decided_name,
        at=row.decided_at,
        why=row.decided_why,
    )


def count_colours(lines: Iterable[RiskLine], side: Side) -> ColourCounts:
    """Count the open risks by colour, and what waits for the reader's company."""
    open_ones = [line for line in lines if not line.is_closed]
    shown = [line.colour for line in open_ones]
    return ColourCounts(
        red=shown.count(Colour.RED),
        yellow=shown.count(Colour.YELLOW),
        grey=shown.count(Colour.GREY),
        monitor=shown.count(Colour.MONITOR),
        unscored=shown.count(Colour.UNSCORED),
        reverted=sum(bool(line.reversals) for line in open_ones),
        undecided=sum(is_undecided(line) for line in open_ones),
        to_approve=sum(side in line.waits_for for line in open_ones),
        misfits=sum(bool(line.misfits) for line in open_ones),
    )


def is_undecided(line: RiskLine) -> bool:
    """Answer whether a yellow risk still waits for a decision."""
    standing = line.considered.standing if line.considered else Consideration.PLANNED
    return standing.is_open


def worst_first(lines: Iterable[RiskLine]) -> tuple[RiskLine, ...]:
    """Return risks as the table orders them: by colour, then the most points, then by number.

    Under FMEA severity comes before points: equal products differ in meaning.
    """
    return tuple(
        sorted(
            lines,
            key=lambda line: (
                _ORDER.index(line.colour),
                -line.score.impact if line.score and line.score.detection else 0,
                -(line.points or 0),
                line.number,
            ),
        )
    )
