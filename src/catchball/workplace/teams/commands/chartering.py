"""What happens to the charter of a program: written, signed by both, written anew."""

from dataclasses import asdict
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
from catchball.workplace.teams.models import Charter
from catchball.workplace.teams.rules import CharterTerms


@command(may=Permission.CHARTER_WRITE, event="teams.charter-written")
def write_charter(scope: Scope, *, program: UUID, terms: CharterTerms, version: int) -> UUID:
    """Write the draft of a program's charter, the next version of it; return its id.

    `version` is that of the draft that was shown, 0 where there was none. What a company signed
    of a draft before counts no more.

    :raises NotFound: if there is no such program of the client
    :raises CharterIncomplete: without scope or the objectives of a company
    :raises Stale: if somebody changed the draft since `version` was shown
    """
    program_of(scope, program)
    kept = rules.clean_charter(terms)
    row = queries.find_draft_for_change(scope, program)
    if (row.version if row else 0) != version:
        raise _changed()
    if row is None:
        numbers = Charter.objects.filter(client_id=scope.client, program_id=program)
        row = Charter(
            client_id=scope.client, program_id=program, number=numbers.count() + 1, version=0
        )
    for name, text in asdict(kept).items():
        setattr(row, name, text)
    row.written_name, row.written_side, row.written_at = scope.actor_name, scope.side, scope.now
    row.version += 1
    _save_once(row)
    return row.pk


def _save_once(row: Charter) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if "charter_draft_once" not in str(error) and "charter_number_once" not in str(error):
            raise
        raise _changed() from error


@command(may=Permission.CHARTER_SIGN, event="teams.charter-signed", signs=True)
def sign_charter(
    scope: Scope, *, charter: UUID, version: int, meaning: Meaning, content_hash: str
) -> None:
    """Sign a charter for the actor's company; with the second signature it is agreed and fixed.

    `content_hash` is the SHA-256 that was shown with it.

    :raises NotFound: if there is no such charter of the client
    :raises AgreedAlready: if this company, or both, have signed it
    :raises MeaningDoesNotBind: if the signature neither agrees nor approves
    :raises Stale: if the charter is not what was shown
    """
    check_binds(meaning)
    row = queries.get_charter_for_change(scope, charter)
    if row.version != version:
        raise _changed()
    content = queries.content_of_charter(scope, row)
    signed = queries.signed_by(row.pk, content)
    rules.check_may_agree(is_agreed=row.agreed_at is not None, side=scope.side, signed_by=signed)
    if fingerprint(content) != content_hash:
        raise _changed()
    if signed | {scope.side} == set(Side):
        row.agreed_at, row.agreed_hash = scope.now, content_hash
    row.version = version + 1
    row.save()
    sign(scope, record=queries.CHARTER, record_id=row.pk, content=content, meaning=meaning)


def _changed() -> Stale:
    return Stale(_("This charter was changed while you had it open. Load the page again."))
