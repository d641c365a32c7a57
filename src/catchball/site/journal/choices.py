"""What is written as one of some words: the word that people read for it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from catchball.kernel.days import Grain, period_of
from catchball.kernel.words import Later, _, period_name
from catchball.measures.catalogue import CATALOGUE, MetricIsUnknown
from catchball.measures.language import Better, Unit
from catchball.measures.reading import Standing
from catchball.site.happenings import event_words
from catchball.site.journal.kinds import KINDS, kind_words
from catchball.trust.permissions import Role, Side
from catchball.trust.signing import Meaning
from catchball.trust.tokens.rules import Access
from catchball.workplace.actions.rules import ActionState
from catchball.workplace.agreements.rules import AgreementState, PromiseState
from catchball.workplace.consequences.rules import Count, FindingState, StatementState
from catchball.workplace.consequences.rules import Kind as StepKind
from catchball.workplace.exchange.rules.steps import ImportState
from catchball.workplace.exclusions.rules import ExclusionState, Ground
from catchball.workplace.incidents.rules import Foresight, Severity
from catchball.workplace.plans.rules import Constraint, FileState, SlipCause, SlipParty
from catchball.workplace.plans.rules import Owner as TaskOwner
from catchball.workplace.production.rules import BatchKind, BatchState, DeliveryState, Disposition
from catchball.workplace.risks.rules import (
    BY_KEY,
    Category,
    Colour,
    Decision,
    Method,
    Moved,
    Phase,
    Reversal,
    Strategy,
)
from catchball.workplace.scorecards.rules import CloseState
from catchball.workplace.teams.rules import CriterionState, Function, Letter, OwedBy, Passing, Stage

Say = Callable[[str], str]


def _labels(enum: Any) -> Say:
    return lambda value: str(enum(value).label)


def _words(words: Mapping[str, Later]) -> Say:
    return lambda value: str(words[value])


def metric_title(key: str) -> str:
    """Return what a metric is called; the key itself where the product knows it no more.

    >>> metric_title("on-time-delivery"), metric_title("gone")
    ('On-time delivery', 'gone')
    """
    try:
        return _(CATALOGUE.get_metric(key).title)
    except MetricIsUnknown:
        return key


def _month(day: str) -> str:
    return period_name(period_of(date.fromisoformat(day), Grain.MONTH))


def _signed(record: str) -> str:
    """Return what kind of record was signed: a promise, a plan of a risk."""
    if record in _SIGNED:
        return str(_SIGNED[record])
    table = record.replace(".", "_")
    return kind_words(table) if table in KINDS else record


_SIGNED = {
    "access-review": Later("access review"),
    "agreements.agreement": Later("agreement"),
    "risks.plan": Later("plan of a risk"),
}
_IMPORTED = {"deliveries": Later("deliveries"), "batches": Later("batches")}
# Of the column of a table, or of a column wherever it stands ("*"), and inside of others.
_SAYERS: dict[str, Say] = {
    "*.access": _labels(Access),
    "*.audience": _words(
        {
            "internal": Later("the manufacturer only"),
            "client": Later("the client only"),
            "shared": Later("both companies"),
        }
    ),
    "*.better": _words({Better.HIGHER: Later("higher"), Better.LOWER: Later("lower")}),
    "*.colour": _labels(Colour),
    "*.constraint": _labels(Constraint),
    "*.count": _labels(Count),
    "*.decision": _words({Decision.PLAN: Later("plan"), Decision.ACCEPT: Later("accept")}),
    "*.disposition": _labels(Disposition),
    "*.entered": _labels(Stage),
    "*.facts": _words(_IMPORTED),
    "*.foresaw_starter": lambda key: str(BY_KEY[key].event),
    "*.foresight": _labels(Foresight),
    "*.function": _labels(Function),
    "*.ground": _labels(Ground),
    "*.leaves": _labels(Stage),
    "*.left": _labels(Stage),
    "*.letter": _labels(Letter),
    "*.meaning": _labels(Meaning),
    "*.method": _words(
        {
            "password": Later("password"),
            "totp": Later("authenticator app"),
            "passkey": Later("passkey"),
            "demo": Later("the demo"),
            Method.MATRIX: Later("matrix"),
            Method.FMEA: Later("FMEA"),
        }
    ),
    "*.metric_key": metric_title,
    "*.month": _month,
    "*.month_on": _month,
    "*.moved": _labels(Moved),
    "*.owed_by": _labels(OwedBy),
    "*.owner": _labels(TaskOwner),
    "*.passing": _words(
        {
            Passing.NO_GATE: Later("no gate was asked for"),
            Passing.PASSED: Later("both had signed it"),
            Passing.EXCEPTION: Later("without both signatures"),
        }
    ),
    "*.period": _words(
        {"month": Later("month"), "quarter": Later("quarter"), "year": Later("year")}
    ),
    "*.phase": _labels(Phase),
    "*.record": _signed,
    "*.reverted": _labels(Reversal),
    "*.role": _labels(Role),
    "*.serves": _words({"risk": Later("risk")}),
    "*.severity": _labels(Severity),
    "*.stage": _labels(Stage),
    "*.standing": lambda value: Standing(value).said,
    "*.attributable_standing": lambda value: Standing(value).said,
    "*.starter": lambda key: str(BY_KEY[key].event),
    "*.starters": lambda key: str(BY_KEY[key].event),
    "*.strategy": _labels(Strategy),
    "*.theme": _words(
        {"system": Later("as the device"), "light": Later("light"), "dark": Later("dark")}
    ),
    "*.to": _labels(Stage),
    "*.unit": _words({Unit.SHARE: Later("share"), Unit.RATE: Later("rate")}),
    "*.what": _words(_IMPORTED),
    "actions_action.state": _labels(ActionState),
    "agreements_agreementversion.state": _labels(AgreementState),
    "agreements_promise.state": _labels(PromiseState),
    "consequences_finding.first_on": _month,
    "consequences_finding.state": _labels(FindingState),
    "consequences_statement.first_on": _month,
    "consequences_statement.why": _labels(Count),
    "consequences_statement.state": _labels(StatementState),
    "consequences_finding.kind": _labels(StepKind),
    "exchange_import.state": _labels(ImportState),
    "exclusions_exclusion.state": _labels(ExclusionState),
    "plans_milestonemove.cause": _labels(SlipCause),
    "plans_milestonemove.party": _labels(SlipParty),
    "plans_planfile.state": _labels(FileState),
    "plans_tasklink.kind": _words(
        {
            "FS": Later("begins when the one before has ended"),
            "SS": Later("begins when the one before begins"),
            "FF": Later("ends when the one before ends"),
            "SF": Later("ends when the one before begins"),
        }
    ),
    "production_batch.kind": _labels(BatchKind),
    "production_batch.state": _labels(BatchState),
    "production_delivery.state": _labels(DeliveryState),
    "scorecards_close.first_on": _month,
    "scorecards_close.state": _labels(CloseState),
    "scorecards_phase.starts_on": _month,
    "risks_risk.category": _labels(Category),
    "risks_sitestarter.category": _labels(Category),
    "teams_criterion.state": _labels(CriterionState),
    "trust_webhook.events": event_words,
}
_SAYERS |= {
    f"*.{name}": _labels(Side)
    for name in (
        "asked_by", "claimed_by", "contested_by", "offered_by", "owner_side", "party",
        "recorded_by", "side", "told_side", "written_side",
    )
}  # fmt: skip


def choice_words(table: str, name: str, value: str) -> str | None:
    """Return the word for a value that is one of some; None where it is text of its own.

    >>> choice_words("teams_gate", "leaves", "plan"), choice_words("", "party", "cmo")
    ('Plan', 'contract manufacturer')
    >>> choice_words("risks_risk", "cause", "plan") is None
    True
    """
    say = _SAYERS.get(f"{table}.{name}") or _SAYERS.get(f"*.{name}")
    try:
        return say(value) if say else None
    except (KeyError, ValueError):
        return None  # a text of somebody's own, or a word that the product uses no more
