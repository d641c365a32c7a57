"""The worker: runs the jobs that commands leave behind, told by the database when there are any.

It connects to PostgreSQL directly: what it is told by would not come through a pooler.
"""

from typing import Any

from procrastinate.contrib.django import app

from catchball.site.serving.opening import set_up_django

JOBS_AT_ONCE = 2
LOOK_EVERY = 2.0  # seconds; of new jobs it is told, of those that begin anew it is not
PATIENCE = 8.0  # seconds for jobs under way when the worker stops; later ones are taken up again


def work() -> None:
    """Run jobs until told to stop."""
    set_up_django()
    # Django's own connections cannot listen; this is the same database by one that can.
    connector: Any = app.connector
    with app.replace_connector(connector.get_worker_connector()):
        app.run_worker(
            concurrency=JOBS_AT_ONCE,
            shutdown_graceful_timeout=PATIENCE,
            fetch_job_polling_interval=LOOK_EVERY,
            delete_jobs="successful",  # one a minute would pile up; the failed are for people
        )


if __name__ == "__main__":
    work()
