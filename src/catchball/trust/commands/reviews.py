"""What can happen to reviews of who may see what: begun, and signed by both companies."""

from uuid import UUID

from django.db import IntegrityError

from catchball.kernel.canonical import fingerprint
from catchball.kernel.errors import NotFound, Refused, Stale
from catchball.kernel.words import _
from catchball.trust.door import command
from catchball.trust.models import AccessReview
from catchball.trust.permissions import Permission, Side
from catchball.trust.reviews import RECORD, content_now
from catchball.trust.scope import Scope
from catchball.trust.signing import Meaning, list_signed_sides, sign


class ReviewOpen(Refused):
    """A review waits for signatures already."""


class ReviewSigned(Refused):
    """The company has signed this review already."""


@command(may=Permission.PERSON_MANAGE, event="people.access-review-begun")
def begin_access_review(scope: Scope) -> UUID:
    """Take down who may see what of the client at this instant; return the review.

    :raises ReviewOpen: while another waits for signatures
    """
    row = AccessReview(client_id=scope.client, taken_at=scope.now, content=content_now(scope))
    try:
        row.save(force_insert=True)
    except IntegrityError as error:
        raise ReviewOpen(_("A review waits for signatures already.")) from error
    return row.pk


@command(may=Permission.PERSON_MANAGE, event="people.access-review-withdrawn")
def withdraw_access_review(scope: Scope, *, review: UUID) -> None:
    """Withdraw a review that is wrong, signed by one company or by none; another may be begun.

    :raises NotFound: if there is no such open review
    """
    row = _get_open_for_change(scope, review)
    row.withdrawn_at = scope.now
    row.save(update_fields=["withdrawn_at"])


@command(may=Permission.PERSON_MANAGE, event="people.access-review-signed", signs=True)
def sign_access_review(scope: Scope, *, review: UUID, content_hash: str) -> None:
    """Sign for the actor's company that this access is right; the second signature ends it.

    :raises NotFound: if there is no such open review
    :raises ReviewSigned: if the company has signed
    :raises Stale: if the content is not what was shown
    """
    row = _get_open_for_change(scope, review)
    signed = list_signed_sides(record=RECORD, ids=[row.pk]).get(row.pk, frozenset())
    if scope.side in signed:
        raise ReviewSigned(_("Your company has signed this review."))
    if fingerprint(row.content) != content_hash:
        raise Stale(_("This is not the content that you were shown. Load the page again."))
    sign(scope, record=RECORD, record_id=row.pk, content=row.content, meaning=Meaning.REVIEW)
    if signed | {scope.side} == set(Side):
        row.finished_at = scope.now
        row.save(update_fields=["finished_at"])


def _get_open_for_change(scope: Scope, review: UUID) -> AccessReview:
    row = (
        AccessReview.objects.select_for_update()
        .filter(
            pk=review,
            client_id=scope.client,
            finished_at__isnull=True,
            withdrawn_at__isnull=True,
        )
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such open review here."))
    return row
