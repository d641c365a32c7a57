"""What happens to a document as a whole: frozen as an edition, and signed by both companies."""

from uuid import UUID

from catchball.kernel.canonical import fingerprint
from catchball.kernel.errors import Stale
from catchball.kernel.words import _
from catchball.trust.door import command
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.trust.signing import Meaning, check_binds, sign
from catchball.workplace.risks import queries, rules
from catchball.workplace.risks.models import Edition
from catchball.workplace.risks.rules import EditionState


@command(may=Permission.RISK_ASSESS, event="risks.edition-issued")
def issue_edition(scope: Scope, *, assessment: UUID, version: int) -> UUID:
    """Freeze a document as it stands for both companies to sign; return the edition's id.

    One that waits for signatures is replaced by it. The working document goes on, and tells what
    has changed since the edition that both have signed.

    :raises NotFound: if there is no such document of the client
    :raises AssessmentIncomplete: if no risk of it is open
    :raises Stale: if somebody changed the document since `version` was shown
    """
    document = queries.get_assessment_for_change(scope, assessment)
    if document.version != version:
        raise Stale(_("This document was changed while you had it open. Load the page again."))
    before = queries.list_editions_for_change(scope, document.pk)
    for row in before:
        if queries.state_of_edition(row) is EditionState.WAITING:
            row.replaced_at, row.version = scope.now, row.version + 1
            row.save()
    number = before[0].number + 1 if before else 1
    content, risks = queries.content_of_document(scope, document, number)
    rules.check_may_issue(open_risks=sum(not one.is_closed for one in risks))
    edition = Edition(
        client_id=scope.client,
        assessment=document,
        number=number,
        content=content,
        content_hash=fingerprint(content),
        risks=[rules.snapshot_to_json(one) for one in risks],
        issued_name=scope.actor_name,
        issued_at=scope.now,
    )
    edition.save(force_insert=True)
    return edition.pk


@command(may=Permission.RISK_APPROVE, event="risks.edition-signed", signs=True)
def sign_edition(
    scope: Scope, *, edition: UUID, version: int, meaning: Meaning, content_hash: str
) -> None:
    """Sign an edition of a risk assessment; it stands once both companies have.

    `content_hash` is the SHA-256 that was shown with it.

    :raises NotFound: if there is no such edition of the client
    :raises MayNotSignEdition: if a newer one has taken its place
    :raises EditionSignedAlready: if this company, or both, have signed it
    :raises MeaningDoesNotBind: if the signature neither agrees nor approves
    :raises Stale: if the edition is not what was shown
    """
    check_binds(meaning)
    row = queries.get_edition_for_change(scope, edition)
    signed = queries.signed_by(scope, row)
    rules.check_may_sign_edition(queries.state_of_edition(row), side=scope.side, signed_by=signed)
    if row.version != version or fingerprint(row.content) != content_hash:
        raise Stale(_("This is not the edition that you were shown. Load the page again."))
    row.version = version + 1
    if signed | {scope.side} == set(Side):
        row.signed_at = scope.now
    row.save()
    sign(scope, record=queries.EDITION, record_id=row.pk, content=row.content, meaning=meaning)
