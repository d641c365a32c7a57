"""What queries about actions answer with."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from catchball.trust.permissions import Side
from catchball.workplace.actions.rules import ActionState


@dataclass(frozen=True, kw_only=True)
class ActionLine:
    """An action: whose it is, until when, how it stands, what it serves.

    `due_on` is the day it was first offered for; `was_late` says that it was done after it.
    """

    id: UUID
    client_id: UUID
    title: str
    owner: UUID
    owner_name: str
    side: Side
    is_mine: bool
    due_on: date
    forecast_on: date | None
    done_on: date | None
    state: ActionState
    is_overdue: bool
    was_late: bool
    serves: str
    serves_id: UUID | None
    serves_name: str
    offered_by: Side
    version: int


@dataclass(frozen=True, kw_only=True)
class ActionSteps:
    """What the reader may do with an action now."""

    answer: bool
    go_on: bool
    withdraw: bool


@dataclass(frozen=True, kw_only=True)
class ActionPage:
    """An action, and how it went."""

    line: ActionLine
    client_name: str
    offered_name: str
    offered_at: datetime
    answered_at: datetime | None
    answer: str
    forecast_why: str
    done_at: datetime | None
    evidence: str
    withdrawn_name: str
    withdrawn_at: datetime | None
    withdrawn_why: str
    steps: ActionSteps


@dataclass(frozen=True, kw_only=True)
class ActionOverview:
    """The actions of a client: the reader's own, and the others'; `hidden` are past ones."""

    client_name: str
    mine: tuple[ActionLine, ...]
    others: tuple[ActionLine, ...]
    hidden: int
    may_offer: bool

    @property
    def to_answer(self) -> int:
        """How many were offered to the reader and wait for an answer."""
        return sum(line.state is ActionState.OFFERED for line in self.mine)

    @property
    def overdue(self) -> int:
        """How many of all are overdue."""
        return sum(line.is_overdue for line in (*self.mine, *self.others))

    @property
    def overdue_of_mine(self) -> int:
        """How many of the reader's own are overdue."""
        return sum(line.is_overdue for line in self.mine)

    @property
    def open(self) -> int:
        """How many are open."""
        return sum(line.state.is_open for line in (*self.mine, *self.others))
