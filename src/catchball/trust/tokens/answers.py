"""Answers that are kept under a key, so that a request which is sent twice happens once.

The key is kept by the transaction that does the work: another request with it waits until that
has ended, and then finds either the whole answer or nothing.
"""

from dataclasses import dataclass
from datetime import timedelta

from catchball.kernel.errors import Invalid
from catchball.kernel.words import _
from catchball.trust.scope import Scope
from catchball.trust.tokens.models import KeptAnswer

KEPT_FOR = timedelta(hours=24)
LONGEST_KEY = 200


class AnotherRequest(Invalid):
    """The key was used for a request that was not this one."""


@dataclass(frozen=True)
class Answer:
    """What was answered."""

    status: int
    headers: dict[str, str]
    body: str


def answer_before(scope: Scope, *, key: str, request_hash: str) -> Answer | None:
    """Take the key for this request, or return what was answered to the same request before.

    Only inside the wall, in the transaction that does the work.

    :raises AnotherRequest: if the key was used for another request within a day
    """
    KeptAnswer.objects.filter(
        actor_id=scope.actor, key=key, kept_at__lt=scope.now - KEPT_FOR
    ).delete()
    row, is_new = _take(scope, key, request_hash)
    if is_new:
        return None
    if row.request_hash != request_hash:
        raise AnotherRequest(_("This Idempotency-Key was used for another request. Use a new one."))
    return Answer(row.status, row.headers, row.body)


def _take(scope: Scope, key: str, request_hash: str) -> tuple[KeptAnswer, bool]:
    row = KeptAnswer(
        actor_id=scope.actor, key=key, request_hash=request_hash, kept_at=scope.now, status=0
    )
    KeptAnswer.objects.bulk_create([row], ignore_conflicts=True)
    kept = KeptAnswer.objects.get(actor_id=scope.actor, key=key)
    return kept, kept.pk == row.pk


def keep_answer(scope: Scope, *, key: str, answer: Answer) -> None:
    """Keep what was answered under a key that this transaction has taken."""
    KeptAnswer.objects.filter(actor_id=scope.actor, key=key).update(
        status=answer.status, headers=answer.headers, body=answer.body
    )


def forget_answers(scope: Scope) -> int:
    """Remove what was kept longer than a day; return how much. For the operator's scope."""
    gone, _each = KeptAnswer.objects.filter(kept_at__lt=scope.now - KEPT_FOR).delete()
    return gone
