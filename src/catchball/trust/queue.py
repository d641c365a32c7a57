"""Work that goes on after the page has answered, deferred in the transaction that asks for it."""

from typing import Any

from procrastinate.contrib.django import app

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
    return app.configure_task(name=RUN, allow_unknown=True).defer(
        job=job,
        actor_id=str(scope.actor),
        client_id=str(scope.client),
        arguments=arguments,
    )
