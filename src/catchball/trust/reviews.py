"""Everything that may be asked about reviews of who may see what."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from catchball.kernel.canonical import fingerprint
from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.door import query
from catchball.trust.models import AccessReview, Assignment
from catchball.trust.permissions import ROLE_PERMISSIONS, Permission, Role, Side
from catchball.trust.queries import list_colleagues
from catchball.trust.rules import REVIEWED_FOR
from catchball.trust.scope import Scope
from catchball.trust.signing import Signed, list_signatures, list_signed_sides

RECORD = "access-review"


@dataclass(frozen=True)
class Seen:
    """One line of a review: a person, since when they see the client, when they last did."""

    name: str
    email: str
    role: Role
    side: Side
    since: datetime
    last_used_at: datetime | None
    permissions: int


@dataclass(frozen=True)
class ReviewPage(Signed):
    """A review as both companies see it."""

    id: UUID
    taken_at: datetime
    finished_at: datetime | None
    people: tuple[Seen, ...]
    content_hash: str


@dataclass(frozen=True)
class ReviewDue:
    """When the next review is due, whether that day has passed, and who has to sign one."""

    due_on: date
    is_late: bool
    is_open: bool
    is_ours: bool


def content_now(scope: Scope) -> dict[str, Any]:
    """Return who can see what of the client at this instant, as it will be signed."""
    return {
        "client": str(scope.client),
        "taken_at": scope.now.isoformat(),
        "people": [
            {
                "id": str(one.id),
                "name": one.name,
                "email": one.email,
                "role": one.role.value,
                "since": one.since.isoformat(),
                "last_used_at": one.last_used_at.isoformat() if one.last_used_at else None,
                "permissions": sorted(ROLE_PERMISSIONS[one.role]),
            }
            for one in list_colleagues(scope)
            if one.is_active
        ],
    }


@query(may=Permission.PERSON_READ)
def find_newest_review(scope: Scope) -> ReviewPage | None:
    """Return the newest review of the client worked for that was not withdrawn (two SQL queries)."""
    row = _standing(scope).first()
    return _page(scope, row) if row else None


@query(may=Permission.PERSON_READ)
def get_review(scope: Scope, review: UUID) -> ReviewPage:
    """Return one review of the client worked for (two SQL queries).

    :raises NotFound: if there is none of this id
    """
    row = AccessReview.objects.filter(client_id=scope.client, pk=review).first()
    if row is None:
        raise NotFound(_("There is no such review here."))
    return _page(scope, row)


@query(may=Permission.PERSON_READ)
def find_review_due(scope: Scope) -> ReviewDue | None:
    """Return when the client's next review is due; None across clients (two SQL queries).

    The first is due a quarter after the first person was given access.
    """
    if scope.client_id is None:
        return None
    newest = _standing(scope).only("id", "taken_at", "finished_at").first()
    if newest is None:
        first = Assignment.objects.filter(client_id=scope.client).order_by("since").first()
        since = first.since if first else scope.now
        return _due(scope, since)
    is_open = newest.finished_at is None
    signed = list_signed_sides(record=RECORD, ids=[newest.pk]).get(newest.pk, frozenset())
    is_ours = is_open and scope.side not in signed
    return _due(scope, newest.taken_at, is_open=is_open, is_ours=is_ours)


def _due(
    scope: Scope, since: datetime, *, is_open: bool = False, is_ours: bool = False
) -> ReviewDue:
    due_on = scope.day_of(since + REVIEWED_FOR)
    return ReviewDue(due_on, is_late=due_on < scope.today, is_open=is_open, is_ours=is_ours)


def _standing(scope: Scope) -> QuerySet[AccessReview]:
    rows = AccessReview.objects.filter(client_id=scope.client, withdrawn_at__isnull=True)
    return rows.order_by("-taken_at")


def _page(scope: Scope, row: AccessReview) -> ReviewPage:
    signed = list_signatures(scope, record=RECORD, contents={row.pk: row.content})
    return ReviewPage(
        id=row.pk,
        taken_at=row.taken_at,
        finished_at=row.finished_at,
        people=tuple(_seen(one) for one in row.content["people"]),
        signatures=signed[row.pk],
        content_hash=fingerprint(row.content),
    )


def _seen(one: dict[str, Any]) -> Seen:
    role, used = Role(one["role"]), one["last_used_at"]
    return Seen(
        name=one["name"],
        email=one["email"],
        role=role,
        side=role.side,
        since=datetime.fromisoformat(one["since"]),
        last_used_at=datetime.fromisoformat(used) if used else None,
        permissions=len(one["permissions"]),
    )
