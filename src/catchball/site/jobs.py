"""What the worker runs: each job once, behind the wall, as the person who asked for it.

A job has a process of its own (`serving/apart.py`). Where that is killed, the job begins anew, and
after some attempts the person is told. Where the whole worker was killed, its jobs are taken up
again by the next one that looks.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import JobAborted
from procrastinate.jobs import Job, Status
from procrastinate.retry import BaseRetryStrategy, RetryDecision
from procrastinate.sql import queries

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.site.ledgers import check_all, keep_all_up
from catchball.site.people import jobs as people
from catchball.site.serving.apart import Ended, run_apart
from catchball.site.serving.connections import no_connection_left
from catchball.site.sight import Sighted
from catchball.site.watching.figures import job_noted
from catchball.site.watching.watched import job_logged, job_watched
from catchball.trust.models import Person
from catchball.trust.queue import RUN
from catchball.trust.scope import Scope
from catchball.trust.seals import key_from, seal_waiting
from catchball.trust.wall import identified_as
from catchball.workplace.consequences import jobs as consequences
from catchball.workplace.exchange import jobs as exchange

_log = logging.getLogger(__name__)

JOBS: dict[str, Callable[..., None]] = {
    "consequences.open": consequences.open_statement,
    "exchange.judge": exchange.judge,
    "exchange.write": exchange.write,
    "exchange.undo": exchange.undo,
    "people.invite": people.send_invitation,
}
LETTERS = {"people.invite"}
GIVING_UP: dict[str, Callable[..., None]] = {
    "exchange.judge": exchange.give_up,
    "exchange.write": exchange.give_up,
    "exchange.undo": exchange.give_up,
}
"""How people are told that a job will not be done: it takes `why`, and what the job takes."""

ATTEMPTS = 3
SILENT = 30.0  # seconds without a sign of life after which a worker counts as dead
_MIB = 1 << 20


class Died(Exception):  # noqa: N818 -- reads as a sentence in the log
    """The process of a job was killed."""


class Broke(Exception):  # noqa: N818 -- reads as a sentence in the log
    """A job ended badly, and people were told."""


class Later(Exception):  # noqa: N818 -- reads as a sentence in the log
    """The thing of a job is in other hands."""


class Again(BaseRetryStrategy):
    """Which jobs begin anew, and when."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Let a job begin anew that was stopped, that died, or that came too early.

        A letter that no server took is tried again for some hours.
        """
        if isinstance(exception, Later):
            return RetryDecision(retry_in={"seconds": 20})
        if isinstance(exception, Broke) and job.task_kwargs["job"] in LETTERS:
            return people.AGAIN.get_retry_decision(exception=exception, job=job)
        if isinstance(exception, Died):
            return RetryDecision(retry_in={"seconds": 1}) if has_attempts(job.attempts) else None
        return RetryDecision() if isinstance(exception, JobAborted) else None


def has_attempts(before: int) -> bool:
    """Answer whether a job may begin anew after so many attempts before the one that just died."""
    return before + 1 < ATTEMPTS


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


# No lock of the queue: one that a killed worker leaves behind would end all sealing. The seals
# take turns by a lock of the database, which ends with its session.
@app.periodic(cron="* * * * *")
@app.task(name="catchball.seal", queueing_lock="catchball.seal")
def seal(timestamp: int) -> None:
    """Seal what has been written to the journal since the last seal, each minute."""
    if not settings.SEAL_KEY:
        _log.warning("The journal is not sealed: CATCHBALL_SEAL_KEY_FILE names no key.")
        return
    with no_connection_left(), job_watched("seal"):
        seal_waiting(key_from(settings.SEAL_KEY), now=timezone.now())  # noqa: TID251


@app.periodic(cron="* * * * *")
@app.task(name="catchball.keep-ledgers", queueing_lock="catchball.keep-ledgers")
def keep_ledgers(timestamp: int) -> None:
    """Take what was written since into the ledgers, each minute."""
    with no_connection_left(), job_watched("keep-ledgers"):
        keep_all_up(timezone.now())  # noqa: TID251


@app.periodic(cron="23 2 * * *")
@app.task(name="catchball.check-ledgers", queueing_lock="catchball.check-ledgers")
def check_ledgers(timestamp: int) -> None:
    """Compare the ledgers with the facts, each night."""
    with no_connection_left(), job_watched("check-ledgers"):
        check_all(timezone.now())  # noqa: TID251


@app.task(name=RUN, pass_context=True, retry=Again())
def run(
    context: JobContext, job: str, actor_id: str, client_id: str, arguments: dict[str, Any]
) -> None:
    """Run one deferred job in a process of its own."""
    asked = (job, actor_id, client_id, arguments)
    with job_noted(job):
        ended = run_apart(
            work,
            asked,
            memory=settings.JOB_MEMORY_MB * _MIB,
            is_wanted=lambda: not context.should_abort(),
        )
        _conclude(ended, asked, attempts=context.job.attempts)


def work(job: str, actor_id: str, client_id: str, arguments: dict[str, Any]) -> None:
    """Do a job, in the process that was made for it."""
    with no_connection_left(), job_logged(job):
        JOBS[job](scope_of(UUID(actor_id), UUID(client_id)), **arguments)


def _conclude(ended: Ended, asked: tuple[Any, ...], *, attempts: int) -> None:
    match ended:
        case Ended.LATER:
            raise Later(asked[0])
        case Ended.UNWANTED:
            raise JobAborted
        case Ended.KILLED:
            if not has_attempts(attempts):
                give_up(*asked, why=_died_too_often())
            raise Died(asked[0])
        case Ended.NO_MEMORY:
            give_up(*asked, why=_too_large())
            raise Broke(asked[0])
        case Ended.BROKEN:
            raise Broke(asked[0])


def give_up(
    job: str, actor_id: str, client_id: str, arguments: dict[str, Any], *, why: str
) -> None:
    """Tell whoever waits for the job that it will not be done, and why."""
    tell = GIVING_UP.get(job)
    if tell:
        with no_connection_left():
            tell(scope_of(UUID(actor_id), UUID(client_id)), why=why, **arguments)


def _too_large() -> str:
    return _(
        "Working on this needs more memory than one job may have (%(most)s MB). Nothing was "
        "changed. Divide the file and import the parts; a workbook may also be saved as CSV, "
        "which needs far less.",
        most=settings.JOB_MEMORY_MB,
    )


def _died_too_often() -> str:
    return _(
        "The worker was stopped %(times)s times in the middle of this. Nothing was changed. It "
        "has been logged for whoever runs Catchball: ask them before you try again.",
        times=ATTEMPTS,
    )


@app.periodic(cron="* * * * *")
@app.task(name="catchball.take-up", queueing_lock="catchball.take-up")
def take_up(timestamp: int) -> None:
    """Take up, each minute, what a killed worker left."""
    with no_connection_left():
        take_up_stalled(silent=SILENT)


def take_up_stalled(*, silent: float) -> None:
    """Let the jobs of dead workers begin anew; give up those that died too often.

    `silent`: so many seconds a worker may give no sign of life.
    """
    heard = timezone.now() - timedelta(seconds=silent)  # noqa: TID251
    dead = Q(worker__isnull=True) | Q(worker__last_heartbeat__lt=heard)
    for left in ProcrastinateJob.objects.filter(dead, status="doing", task_name=RUN):
        if has_attempts(left.attempts):
            app.job_manager.retry_job_by_id(left.id, retry_at=timezone.now())  # noqa: TID251
        else:
            give_up(**left.args, why=_died_too_often())
            app.job_manager.connector.get_sync_connector().execute_query(
                queries["finish_job"], job_id=left.id, status=Status.FAILED.value, delete_job=False
            )
