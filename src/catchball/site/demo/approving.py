"""The plans of the demo's risks, approved by both companies."""

from dataclasses import replace
from uuid import UUID

from catchball.site.demo.promises import METHOD
from catchball.trust.scope import Proof, Scope
from catchball.trust.signing import Meaning
from catchball.workplace.risks import commands, queries


def approve(scope: Scope, risk: UUID) -> None:
    """Approve the plan of a risk as it stands."""
    shown = queries.get_risk(scope, risk)
    commands.approve_plan(
        replace(scope, proof=Proof(METHOD, scope.now)),
        risk=risk,
        version=shown.line.version,
        meaning=Meaning.APPROVAL,
        content_hash=shown.content_hash,
    )
