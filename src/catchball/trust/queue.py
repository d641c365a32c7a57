"""Work that goes on after the page has answered, deferred in the transaction that asks for it."""

from typing import Any

from procrastinate.contrib.django import app
from procrastinate.tasks import configure_task

from catchball.kernel.errors import Refused
from catchball.trust.scope import Scope

RUN = "catchball.run"


class NotYet(Refused):
    """A job cannot be done at this moment, but later it can: somebody else has its thing in hand."""


def defer(scope: Scope, job: str, **arguments: Any) -> int:
    """Let the worker run a job of the site for this actor and client; return the job's number.

    It is kept by the surrounding transaction: rolled back with it, never lost after it. The
    worker builds a scope of its own at the instant when it runs, with the rights of that instant.
    """
    return put(
        RUN,
        job=job,
        actor_id=str(scope.actor),
        client_id=str(scope.client),
        arguments=arguments,
    )


def put(task: str, **arguments: Any) -> int:
    """Put a task of the worker into its queue by name alone; return the job's number.

    Its code is the worker's: to look it up there would take a second of whoever defers first.
    """
    return int(configure_task(name=task, job_manager=app.job_manager).defer(**arguments))
