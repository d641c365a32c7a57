"""What happens to the gates between stages: asked for, shown, signed by both."""

from uuid import UUID

from django.db import IntegrityError, transaction

from catchball.kernel.canonical import fingerprint
from catchball.kernel.errors import Stale
from catchball.kernel.words import _
from catchball.trust.door import command
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.trust.signing import Meaning, check_binds, sign
from catchball.workplace.programs.queries import program_of
from catchball.workplace.teams import queries, rules
from catchball.workplace.teams.models import Criterion, Gate
from catchball.workplace.teams.rules import Asked, CriterionState, MayNotPass, OwedBy, Stage


@command(may=Permission.GATE_WORK, event="teams.criterion-added")
def add_criterion(
    scope: Scope, *, program: UUID, leaves: Stage, asked: Asked, version: int
) -> None:
    """Let the gate of a stage ask for one thing more; signatures under it count no more.

    `version` is that of the gate, 0 where it asked for nothing yet.

    :raises NotFound: if there is no such program of the client
    :raises CriterionUnfit: without words
    :raises MayNotPass: if both have signed the gate, or nothing follows the stage
    :raises Stale: if somebody changed the gate since `version` was shown
    """
    program_of(scope, program)
    kept = rules.clean_criterion(asked)
    if leaves.next is None:
        raise MayNotPass(_("Nothing follows this stage, so it has no gate."))
    gate = queries.find_gate_for_change(scope, program, leaves)
    if (gate.version if gate else 0) != version:
        raise _changed()
    if gate is None:
        gate = _begin(scope, program, leaves)
    else:
        rules.check_may_ask(is_passed=gate.passed_at is not None)
        gate.version = version + 1
        gate.save(update_fields=["version"])
    asked_before = Criterion.objects.filter(client_id=scope.client, gate=gate).count()
    Criterion(
        client_id=scope.client,
        gate=gate,
        number=asked_before + 1,
        text=kept.text,
        owed_by=kept.owed_by,
    ).save(force_insert=True)


def _begin(scope: Scope, program: UUID, leaves: Stage) -> Gate:
    """Make the row of a gate that asks for the first thing; two at once make one."""
    try:
        with transaction.atomic():
            return Gate.objects.create(client_id=scope.client, program_id=program, leaves=leaves)
    except IntegrityError as error:
        if "gate_once" not in str(error):
            raise
        raise _changed() from error


@command(may=Permission.GATE_WORK, event="teams.criterion-answered")
def answer_criterion(
    scope: Scope, *, criterion: UUID, state: CriterionState, evidence: str, version: int
) -> None:
    """Show that a criterion is met, or why it does not apply, or that it is open again.

    `version` is that of its gate. Signatures under the gate as it was count no more.

    :raises NotFound: if there is no such criterion of the client
    :raises CriterionUnfit: without evidence
    :raises MayNotPass: if both have signed the gate, or the other company owes the criterion
    :raises Stale: if somebody changed the gate since `version` was shown
    """
    gate, row = queries.get_criterion_for_change(scope, criterion)
    rules.check_may_answer(
        OwedBy(row.owed_by), side=scope.side, is_passed=gate.passed_at is not None
    )
    if gate.version != version:
        raise _changed()
    row.evidence, row.state = rules.clean_evidence(state, evidence), state
    row.told_name, row.told_at = scope.actor_name, scope.now
    row.save()
    gate.version = version + 1
    gate.save(update_fields=["version"])


@command(may=Permission.GATE_SIGN, event="teams.gate-signed", signs=True)
def sign_gate(
    scope: Scope,
    *,
    program: UUID,
    leaves: Stage,
    version: int,
    meaning: Meaning,
    content_hash: str,
) -> None:
    """Sign the gate of a stage for the actor's company; with both signatures it is passed.

    `content_hash` is the SHA-256 that was shown with it.

    :raises NotFound: if there is no such program of the client
    :raises MayNotPass: if it asks for nothing, or a criterion is open
    :raises PassedAlready: if this company, or both, have signed it
    :raises MeaningDoesNotBind: if the signature neither agrees nor approves
    :raises Stale: if the gate is not what was shown
    """
    check_binds(meaning)
    line = program_of(scope, program)
    gate = queries.find_gate_for_change(scope, program, leaves)
    if gate is None:
        raise MayNotPass(_("This gate has no criteria yet, so nobody can sign it."))
    criteria = queries.list_criteria(gate)
    content = queries.content_of(gate, criteria, line.code)
    signed = queries.gate_signed_by(gate.pk, content)
    rules.check_may_sign(
        [CriterionState(one.state) for one in criteria],
        is_passed=gate.passed_at is not None,
        side=scope.side,
        signed_by=signed,
    )
    if gate.version != version or fingerprint(content) != content_hash:
        raise _changed()
    if signed | {scope.side} == set(Side):
        gate.passed_at, gate.passed_hash = scope.now, content_hash
    gate.version = version + 1
    gate.save()
    sign(scope, record=queries.GATE, record_id=gate.pk, content=content, meaning=meaning)


def _changed() -> Stale:
    return Stale(_("This gate was changed while you had it open. Load the page again."))
