"""What can happen to the journal itself: that somebody reviewed it."""

from uuid import UUID

from catchball.kernel.errors import Stale
from catchball.kernel.words import _
from catchball.trust.door import command
from catchball.trust.models import JournalReview
from catchball.trust.permissions import Permission
from catchball.trust.reviewing import (
    REVIEWED,
    count_up_to,
    find_last,
    get_entry_up_to,
    unreviewed,
)
from catchball.trust.scope import Scope


@command(may=Permission.JOURNAL_REVIEW, event=REVIEWED)
def review_journal(scope: Scope, *, up_to: UUID, entries: int, note: str = "") -> UUID:
    """Mark the client's journal as reviewed by the actor up to an entry; return the mark.

    Across clients: what belongs to none, such as people, sites and services.
    `entries` is how many unreviewed entries the actor was shown up to that one, which counts.
    Both companies see the mark and its note.

    :raises NotFound: if the entry is not in the client's journal
    :raises Stale: if by now another number waits up to that entry
    """
    entry, last = get_entry_up_to(scope, up_to), find_last(scope)
    end = (entry.happened_at, entry.pk)
    if last:
        end = max(end, (last.up_to_at, last.up_to_id))  # a mark never goes back
    counted, snapshot = count_up_to(unreviewed(scope, last), end)
    if counted != entries or not counted:
        raise Stale(
            _("This list has changed since you loaded it. Nothing was marked: look at it again.")
        )
    row = JournalReview.objects.create(
        client_id=scope.client_id,
        person_id=scope.actor,
        person_name=scope.actor_name,
        side=scope.side,
        up_to_at=end[0],
        up_to_id=end[1],
        snapshot=snapshot,
        note=note.strip(),
        reviewed_at=scope.now,
    )
    return row.pk
