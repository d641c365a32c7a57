"""A real worker of the test database, in a process of its own."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from catchball.site.serving.home import CHECKOUT
from catchball.site.serving.identity import wait_until
from catchball.trust.queue import RUN

LONG = 120  # seconds for what takes a few, on a busy machine


class Worker:
    """A real worker: started, killed, its jobs killed under its hands."""

    def __init__(self, postgres, uploads, **variables):
        empty_the_queue()
        app = urlsplit(postgres.urls.app)
        self._environment = {
            **os.environ,
            "DATABASE_URL": urlunsplit(app._replace(path=f"/{connection.settings_dict['NAME']}")),
            "CATCHBALL_UPLOADS": str(uploads),
            "PYTHONPATH": str(CHECKOUT / "src"),
            **variables,
        }
        self.process, self._killed = None, set()

    def start(self):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "catchball.site.serving.worker"],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def kill(self):
        self.process.kill()
        self.process.wait()

    def do_what_waits(self):
        """Work until nothing waits any more."""
        waiting = ProcrastinateJob.objects.filter(task_name=RUN, status__in=("todo", "doing"))
        self.start()
        try:
            assert wait_until(lambda: not waiting.exists(), LONG)
        finally:
            self.kill()

    def jobs(self):
        """Return the processes that work on jobs now: children of the server that forks them."""
        found = {one for server in _children(self.process.pid) for one in _children(server)}
        return found - self._killed

    def kill_jobs(self, times):
        """Kill so many attempts, each as soon as its process is there.

        The queue says when one has ended: not every child of the server that forks them is a job
        (while that server loads Django, something asks `file` about Python).
        """
        for attempt in range(1, times + 1):
            ended = ProcrastinateJob.objects.filter(task_name=RUN, attempts__gte=attempt)
            assert wait_until(lambda ended=ended: ended.exists() or self._kill_what_works(), LONG)

    def _kill_what_works(self):
        for job in self.jobs():
            self._killed.add(job)
            with suppress(ProcessLookupError):  # it has left by itself
                os.kill(job, signal.SIGKILL)


def empty_the_queue():
    """Remove the jobs that earlier tests left: no test database is emptied of them by itself."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")
        cursor.execute("SET ROLE catchball_app")


def _children(pid):
    found = set()
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(FileNotFoundError, ProcessLookupError):  # it ended while we looked
            found |= {int(one) for one in task.read_text().split()}
    return found
