"""What the worker runs: each job once, behind the wall, as the person who asked for it."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connections
from django.utils import timezone
from procrastinate.contrib.django import app

from catchball.kernel.errors import NotFound
from catchball.site.people import jobs as people
from catchball.site.sight import Sighted
from catchball.site.watching.watched import job_watched
from catchball.trust.models import Person
from catchball.trust.queue import RUN
from catchball.trust.scope import Scope
from catchball.trust.seals import key_from, seal_waiting
from catchball.trust.wall import identified_as
from catchball.workplace.exchange import jobs as exchange

_log = logging.getLogger(__name__)

JOBS: dict[str, Callable[..., None]] = {
    "exchange.judge": exchange.judge,
    "exchange.write": exchange.write,
    "people.invite": people.send_invitation,
}


class NobodyLeft(NotFound):
    """The person who asked for a job may do nothing here any more."""


def scope_of(actor_id: UUID, client_id: UUID) -> Scope:
    """Return what this person may do for this client at this instant.

    :raises NobodyLeft: if they left, or are no longer assigned to the client
    """
    with identified_as(actor_id):
        person = Person.objects.filter(pk=actor_id, is_active=True).first()
    if person is None:
        raise NobodyLeft("The person who asked for this has left.")
    # Here the clock of a job is read, and nowhere below.
    return Sighted(person, timezone.now()).for_client_id(client_id)  # noqa: TID251


@contextmanager
def _no_connection_left() -> Iterator[None]:
    """Close what the job opened: the worker's threads come and go."""
    try:
        yield
    finally:
        for one in connections.all(initialized_only=True):
            if not one.in_atomic_block:
                one.close()


# No lock of the queue: one that a killed worker leaves behind would end all sealing. The seals
# take turns by a lock of the database, which ends with its session.
@app.periodic(cron="* * * * *")
@app.task(name="catchball.seal", queueing_lock="catchball.seal")
def seal(timestamp: int) -> None:
    """Seal what has been written to the journal since the last seal, each minute."""
    if not settings.SEAL_KEY:
        _log.warning("The journal is not sealed: CATCHBALL_SEAL_KEY_FILE names no key.")
        return
    with _no_connection_left(), job_watched("seal"):
        seal_waiting(key_from(settings.SEAL_KEY), now=timezone.now())  # noqa: TID251


@app.task(name=RUN)
def run(job: str, actor_id: str, client_id: str, arguments: dict[str, Any]) -> None:
    """Run one deferred job."""
    with _no_connection_left(), job_watched(job):
        JOBS[job](scope_of(UUID(actor_id), UUID(client_id)), **arguments)
