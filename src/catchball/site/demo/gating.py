"""The gates and the work of the demo's technology transfer: two passed, the third half shown."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from catchball.site.demo.company import LEADS, MANAGER, PEOPLE, QUALITY, SITE_HEAD, Somebody
from catchball.site.demo.promises import METHOD, As
from catchball.trust.permissions import Role
from catchball.trust.scope import Proof
from catchball.trust.signing import Meaning
from catchball.workplace.teams import commands, queries
from catchball.workplace.teams.rules import (
    TEMPLATES_BY_KEY,
    Asked,
    CriterionState,
    OwedBy,
    Stage,
    WorkTerms,
)

_TRANSFER = TEMPLATES_BY_KEY["technology-transfer"]
_LEAD = LEADS["acme"]
_CLIENT_QUALITY = next(
    one for one in PEOPLE if one.role is Role.CLIENT_QUALITY and one.clients == ("acme",)
)
_WAIVED = CriterionState.WAIVED
# What was shown of each criterion, in order; a pair says why it does not apply.
SHOWN: dict[Stage, tuple[str | tuple[CriterionState, str], ...]] = {
    Stage.INITIATE: (
        "Version 1, signed by both companies.",
        "Team page: five core members of the manufacturer, four of Acme.",
        "ACM-80-PD-004 rev. 2 and the history of nine lots, in the transfer file.",
    ),
    Stage.PLAN: (
        "BLM-GAP-117: 14 gaps, each with an owner and a day.",
        (
            _WAIVED,
            "Inspection stays red without a plan until Execute. Agreed by both quality leads.",
        ),
        "BLM-TP-031 rev. 1, approved by both project managers.",
    ),
    Stage.TRANSFER: ("", "BLM-QR-2210: line 4 qualified for 80 mg tooling.", "", ""),
}
# How many days after the beginning each gate was shown, and signed.
PASSED = {Stage.INITIATE: (20, 21), Stage.PLAN: (75, 77)}
_SHOWN_LATELY = 140
# The work for which nobody is accountable yet.
_UNOWNED = "Gap assessment"


def lay_down(as_: As, begun: date, program: UUID) -> None:
    """Write down what the gates ask for and who answers for what, as the template has it."""
    scope = as_(MANAGER, begun + timedelta(days=5))
    for leaves, criteria in _TRANSFER.gates.items():
        for version, (text, owed_by) in enumerate(criteria):
            commands.add_criterion(
                scope,
                program=program,
                leaves=leaves,
                asked=Asked(text=str(text), owed_by=owed_by),
                version=version,
            )
    for work in _TRANSFER.work:
        title = str(work.title)
        duties = tuple(one for one in work.duties if title != _UNOWNED or one.letter != "A")
        commands.add_work(scope, program=program, terms=WorkTerms(title=title, duties=duties))


def pass_gate(as_: As, begun: date, program: UUID, leaves: Stage) -> None:
    """Show what a gate asks for, and sign it for both companies."""
    shown, signed = PASSED[leaves]
    show(as_, begun + timedelta(days=shown), program, leaves)
    for signer in (SITE_HEAD, _LEAD):
        scope = as_(signer, begun + timedelta(days=signed))
        page = queries.get_gate_to_sign(scope, program=program, leaves=leaves)
        commands.sign_gate(
            replace(scope, proof=Proof(METHOD, scope.now)),
            program=program,
            leaves=leaves,
            version=page.gate.version,
            meaning=Meaning.APPROVAL,
            content_hash=page.content_hash,
        )


def show_lately(as_: As, begun: date, program: UUID) -> None:
    """Show what is known so far of the gate that the program stands before."""
    show(as_, begun + timedelta(days=_SHOWN_LATELY), program, Stage.TRANSFER)


def show(as_: As, day: date, program: UUID, leaves: Stage) -> None:
    """Answer the criteria of a gate of which something was shown."""
    criteria = queries.get_gate(as_(MANAGER, day), program=program, leaves=leaves).gate.criteria
    for line, said in zip(criteria, SHOWN[leaves], strict=True):
        state, evidence = (CriterionState.MET, said) if isinstance(said, str) else said
        if not evidence:
            continue
        scope = as_(_teller(line.owed_by), day)
        commands.answer_criterion(
            scope,
            criterion=line.id,
            state=state,
            evidence=evidence,
            version=queries.get_gate(scope, program=program, leaves=leaves).gate.version,
        )


def _teller(owed_by: OwedBy) -> Somebody:
    return _CLIENT_QUALITY if owed_by is OwedBy.CLIENT else QUALITY
