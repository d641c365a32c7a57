"""Letters that no server takes: tried again for some hours, and then no more."""

from datetime import timedelta

import pytest
from procrastinate.jobs import Job

from catchball.site.jobs import Again, Broke
from catchball.site.people.jobs import send_reset, tell_change, tell_misuse, tell_of_misuse
from catchball.trust.commands.invitations import LETTER
from catchball.trust.queue import RUN


def _decision(strategy, attempts, *, error=None, **arguments):
    job = Job(
        id=1,
        queue="default",
        lock=None,
        queueing_lock=None,
        task_name=RUN,
        attempts=attempts,
        task_kwargs=arguments,
    )
    return strategy.get_retry_decision(exception=error or OSError("no server"), job=job)


@pytest.mark.parametrize("task", [send_reset, tell_change, tell_misuse, tell_of_misuse])
def test_are_sent_again_later_and_later(task):
    waits = [_decision(task.retry_strategy, attempts).retry_at for attempts in range(6)]
    assert waits == sorted(waits)
    assert waits[5] - waits[0] > timedelta(hours=4)
    assert _decision(task.retry_strategy, 6) is None


def test_of_an_invitation_are_sent_again_but_no_other_job_that_broke():
    assert _decision(Again(), 0, error=Broke(LETTER), job=LETTER) is not None
    assert _decision(Again(), 6, error=Broke(LETTER), job=LETTER) is None
    assert _decision(Again(), 0, error=Broke("x"), job="exchange.judge") is None
