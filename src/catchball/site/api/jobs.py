"""What the worker does for the API by the clock."""

from django.conf import settings
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from catchball.site.webhooks.telling import forget_calls, tell_due
from catchball.trust.scope import operator_scope
from catchball.trust.tokens.answers import forget_answers
from catchball.trust.wall import opened


@app.periodic(cron="17 * * * *")
@app.task(name="catchball.forget-answers", queueing_lock="catchball.forget-answers")
def forget(timestamp: int) -> None:
    """Remove answers that were kept longer than a day, each hour."""
    try:
        scope = operator_scope("the worker", now=timezone.now())  # noqa: TID251 -- of a job
        with opened(scope):
            forget_answers(scope)
    finally:
        connection.close()  # the worker's threads come and go


@app.periodic(cron="* * * * *")
@app.task(name="catchball.tell-webhooks", queueing_lock="catchball.tell-webhooks")
def tell(timestamp: int) -> None:
    """Send what webhooks are due to be told, each minute."""
    try:
        tell_due(timezone.now())  # noqa: TID251 -- of a job
    finally:
        connection.close()


@app.periodic(cron="27 3 * * *")
@app.task(name="catchball.forget-calls", queueing_lock="catchball.forget-calls")
def forget_old_calls(timestamp: int) -> None:
    """Remove what webhooks were told long ago, each night."""
    try:
        forget_calls(timezone.now(), days=settings.CALLS_KEPT_DAYS)  # noqa: TID251 -- of a job
    finally:
        connection.close()
