"""Gates between stages: criteria, what shows that they are met, and both signatures."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from catchball.kernel.errors import Invalid, Refused
from catchball.kernel.words import Later, _, ngettext
from catchball.trust.permissions import Side
from catchball.workplace.teams.rules.stages import Stage

CRITERION_LENGTH = 300
EVIDENCE_LENGTH = 2_000


class OwedBy(StrEnum):
    """Which company shows that a criterion is met."""

    CMO = "cmo"
    CLIENT = "client"
    BOTH = "both"

    @property
    def label(self) -> str:
        """The company in words."""
        return str(_OWED[self])


_OWED = {
    OwedBy.CMO: Later("manufacturer"),
    OwedBy.CLIENT: Later("client"),
    OwedBy.BOTH: Later("both companies"),
}


class CriterionState(StrEnum):
    """Where a criterion of a gate stands."""

    OPEN = "open"
    MET = "met"
    WAIVED = "waived"

    @property
    def label(self) -> str:
        """The state as people call it."""
        return str(_STATES[self])


_STATES = {
    CriterionState.OPEN: Later("open"),
    CriterionState.MET: Later("met"),
    CriterionState.WAIVED: Later("does not apply"),
}


class Passing(StrEnum):
    """How a program went through the gate of the stage that it left."""

    NO_GATE = "no-gate"
    PASSED = "passed"
    EXCEPTION = "exception"


class CriterionUnfit(Invalid):
    """What was said about a criterion cannot be."""


class MayNotPass(Refused):
    """The gate cannot be signed, or changed, now."""


class PassedAlready(MayNotPass):
    """This company has signed the gate, or both have."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A criterion of a gate as it is written: what has to be so, and who shows it."""

    text: str
    owed_by: OwedBy = OwedBy.BOTH


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A criterion as a signature under its gate stands for it."""

    number: int
    text: str
    owed_by: OwedBy
    state: CriterionState
    evidence: str


def clean_criterion(asked: Asked) -> Asked:
    """Return a criterion with single spaces.

    :raises CriterionUnfit: without words, or with too many
    """
    text = " ".join(asked.text.split())
    if not text or len(text) > CRITERION_LENGTH:
        sentence = _("Enter between 1 and %(longest)s characters.", longest=CRITERION_LENGTH)
        raise CriterionUnfit(sentence, text=sentence)
    return Asked(text=text, owed_by=asked.owed_by)


def clean_evidence(state: CriterionState, evidence: str) -> str:
    """Return what shows that a criterion is met, or why it does not apply.

    :raises CriterionUnfit: without it, unless the criterion is open again; or if it is too long
    """
    evidence = evidence.strip()
    if len(evidence) > EVIDENCE_LENGTH:
        sentence = _("Say it in %(count)s characters at most.", count=EVIDENCE_LENGTH)
        raise CriterionUnfit(sentence, evidence=sentence)
    if not evidence and state is CriterionState.MET:
        sentence = _("Say where one can see it: a document with its number, a record, a link.")
        raise CriterionUnfit(sentence, evidence=sentence)
    if not evidence and state is CriterionState.WAIVED:
        sentence = _("Say why it does not apply. Both companies sign that too.")
        raise CriterionUnfit(sentence, evidence=sentence)
    return evidence


def check_may_answer(owed_by: OwedBy, *, side: Side, is_passed: bool) -> None:
    """Let a company tell of a criterion that it owes, until the gate is passed.

    :raises MayNotPass: otherwise
    """
    check_may_ask(is_passed=is_passed)
    if owed_by not in {OwedBy.BOTH, OwedBy(side.value)}:
        raise MayNotPass(_("The other company shows whether this is met."))


def check_may_ask(*, is_passed: bool) -> None:
    """Let a gate be changed until it is passed.

    :raises MayNotPass: otherwise
    """
    if is_passed:
        raise MayNotPass(_("Both companies have signed this gate. It stays as it was signed."))


def check_may_sign(
    states: Iterable[CriterionState], *, is_passed: bool, side: Side, signed_by: Collection[Side]
) -> None:
    """Let a company sign a gate once, when no criterion is open.

    :raises PassedAlready: if this company, or both, have signed it
    :raises MayNotPass: if it has no criterion, or one that is open
    """
    states = tuple(states)
    if is_passed:
        raise PassedAlready(_("Both companies have signed this gate."))
    if side in signed_by:
        raise PassedAlready(_("Your company has signed this gate. It waits for the other."))
    if not states:
        raise MayNotPass(_("This gate has no criteria yet, so nobody can sign it."))
    left = sum(one is CriterionState.OPEN for one in states)
    if left:
        raise MayNotPass(
            ngettext(
                "One criterion is open. Show that it is met, or why it does not apply.",
                "%(count)s criteria are open. Show that they are met, or why they do not apply.",
                left,
            )
        )


def content_of_gate(
    leaves: Stage, criteria: Iterable[Shown], *, program: str, code: str
) -> dict[str, Any]:
    """Return all that a signature under a gate stands for."""
    return {
        "kind": "stage gate",
        "program": program,
        "code": code,
        "leaves": leaves.value,
        "criteria": [
            {
                "number": one.number,
                "text": one.text,
                "owed_by": one.owed_by.value,
                "state": one.state.value,
                "evidence": one.evidence,
            }
            for one in criteria
        ],
    }
