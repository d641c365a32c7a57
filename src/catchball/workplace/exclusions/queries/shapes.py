"""What queries about exclusions answer with."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from catchball.trust.permissions import Side
from catchball.trust.signing import SignatureLine
from catchball.workplace.exclusions.rules import ExclusionState, Ground


@dataclass(frozen=True)
class Act:
    """One step of a claim: who took it, when, and what they said."""

    name: str
    at: datetime
    said: str = ""


@dataclass(frozen=True, kw_only=True)
class ExclusionLine:
    """A claim with everything that is known of it.

    `waits_for` are the companies whose turn it is, until `due_on`; `is_overdue` says that this day
    has passed, `was_late` that the answer came after its own. `body`, `ruled_on`, `ruled_cmo` and
    `ruled_client` are of a ruling, `recorded_by` the company that wrote it down.
    """

    id: UUID
    client_id: UUID
    promise: UUID
    promise_title: str
    party: Side
    metric_key: str
    facts: str
    fact_id: UUID
    reference: str
    fact_on: date
    ground: Ground
    cause: str
    clause: str
    evidence: str
    claimed_by: Side
    claimed: Act
    state: ExclusionState
    waits_for: frozenset[Side]
    due_on: date | None
    answer_due_on: date
    is_overdue: bool
    answered: Act | None
    was_accepted: bool
    was_late: bool
    upheld: bool | None
    body: str
    ruled_on: date | None
    ruled_cmo: str
    ruled_client: str
    ruling: str
    recorded_by: Side | None
    recorded: Act | None
    confirmed: Act | None
    withdrawn: Act | None
    excluded_on: date | None
    restored_on: date | None
    version: int


@dataclass(frozen=True)
class Steps:
    """What the reader may do next with a claim, by role, side and where it stands."""

    answer: bool
    record: bool
    confirm: bool
    withdraw: bool


@dataclass(frozen=True)
class CourseLine:
    """One thing that happened to a claim."""

    at: datetime
    who: str
    side: str
    what: str
    why: str = ""
    changes: tuple[()] = ()


@dataclass(frozen=True, kw_only=True)
class ExclusionPage:
    """A claim with its next steps, and exactly what is signed under a ruling."""

    line: ExclusionLine
    course: tuple[CourseLine, ...]
    client_name: str
    content_hash: str
    content_text: str
    signatures: tuple[SignatureLine, ...]
    steps: Steps


@dataclass(frozen=True)
class Overview:
    """The claims of a relationship, those that wait first, and how many wait for whom."""

    client_name: str
    lines: tuple[ExclusionLine, ...]
    waits_for_us: int
    waits_for_them: int
    excluded: int
    hidden: int


@dataclass(frozen=True, kw_only=True)
class Claiming:
    """The fact that somebody is about to claim: what it is, and in which number it counts."""

    promise: UUID
    promise_title: str
    party: Side
    fact: UUID
    reference: str
    on: date
    why: str
    client_name: str
    answer_due_on: date
