"""What the product proposes for a promise; a starting point, never a norm."""

from dataclasses import dataclass
from decimal import Decimal

from catchball.kernel.words import _, marked
from catchball.trust.permissions import Side

N_MIN = 8


@dataclass(frozen=True)
class Proposal:
    """A target and a floor to start from, and where they come from; None where nobody can know."""

    target: Decimal | None
    floor: Decimal | None
    note: str
    party: Side = Side.CMO
    n_min: int = N_MIN


_USUAL = marked("A proposal to start from, not a norm: agree on what this relationship needs.")
_OWN_RANGE = marked(
    "A proposal to start from, not a norm: take the validated range of the process where there is one."
)
_OWN_HISTORY = marked("There is no norm for this. Start from your own history.")


def _shares(target: str, floor: str, note: str = _USUAL) -> Proposal:
    return Proposal(Decimal(target), Decimal(floor), note)


_RELEASE = Proposal(Decimal(30), Decimal(45), _USUAL)
_UNKNOWN = Proposal(None, None, _OWN_HISTORY)
_PROPOSALS = {
    "on-time-delivery": _shares("0.95", "0.90"),
    "on-time-in-full": _shares("0.95", "0.90"),
    "on-time-of-dispatched": _shares("0.95", "0.90"),
    "schedule-adherence": _shares("0.90", "0.80"),
    "right-first-time": _shares("0.90", "0.80"),
    "batch-yield": _shares("0.95", "0.93", _OWN_RANGE),
    "mean-batch-yield": _shares("0.95", "0.93", _OWN_RANGE),
    "batch-release-days-median": _RELEASE,
    "batch-release-days-p90": _RELEASE,
}


def propose(metric_key: str) -> Proposal:
    """Return what to start from for a metric; shares lie between 0 and 1, times are in days.

    Source: docs/metrics.md, “Proposed targets”: none of them is a regulation or an industry norm.

    >>> propose("on-time-delivery").target
    Decimal('0.95')
    """
    return _PROPOSALS.get(metric_key, _UNKNOWN)


def say_note(proposal: Proposal) -> str:
    """Return where a proposal comes from, in the reader's language."""
    return _(proposal.note)
