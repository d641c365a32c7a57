"""The worker and its jobs: what is killed begins anew, what cannot be done is told."""

import io
import os
import signal
from contextlib import contextmanager
from multiprocessing import forkserver
from pathlib import Path

import pytest
import xlsxwriter
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from catchball.site.jobs import take_up_stalled
from catchball.site.serving.apart import Ended, run_apart
from catchball.site.serving.identity import wait_until
from catchball.trust.queue import RUN
from catchball.workplace.exchange.rules.keeping import Shelf
from imported import GOOD, HEAD
from reading import text_of
from uploading import as_proposed, sent
from working import LONG, Worker

MANY = "".join(f"A-{one},P-1,2026-10-01,,1\n" for one in range(12_000))
# So many that no machine is through with them before somebody who looks has killed it.
TOO_MANY = "".join(f"A-{one},P-1,2026-10-01,,1\n" for one in range(120_000))


@pytest.fixture
def memory():
    """Return the MiB that one job may have: enough not to run out before it is killed."""
    return 2_000


@pytest.fixture
def worker(transactional_db, throwaway_postgres, settings, tmp_path, memory):
    settings.UPLOAD_ROOT = tmp_path / "uploads"
    worker = Worker(throwaway_postgres, settings.UPLOAD_ROOT, CATCHBALL_JOB_MEMORY_MB=str(memory))
    worker.start()
    yield worker
    worker.kill()


def a_file_to_check(browser, content, name="shipments.csv"):
    """Bring a file in and have it checked by the worker; return the address of its import."""
    match = sent(browser, content, name=name).headers["Location"]
    return as_proposed(browser, match).headers["Location"]


def is_at_work_on(page, company, settings):
    return lambda: Shelf(settings.UPLOAD_ROOT, company.id).read_progress(page.split("/")[-2])


@contextmanager
def not_to_be_finished():
    """Let work on imports begin and read, but keep back what it comes to, however quick it is."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE exchange_import IN SHARE MODE")
        yield


def says(browser, page, words):
    return lambda: words in text_of(browser.get(page))


def a_huge_workbook():
    """Return a small workbook in which one string of 32,000 signs stands in 5,000 cells."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Reference", "Promised day", "Item"])
    for row in range(1, 5_000):
        sheet.write_row(row, 0, [f"A-{row}", "2026-10-01", "x" * 32_000])
    book.close()
    return target.getvalue()


class TestTheJobs:
    def test_of_a_killed_worker_are_taken_up_by_the_next(self, acme, browse, worker, settings):
        browser = browse(acme)
        worker.kill()
        page = a_file_to_check(browser, HEAD + MANY)
        with not_to_be_finished():
            worker.start()
            assert wait_until(is_at_work_on(page, acme, settings), LONG)
            (job,) = worker.jobs()
            worker.kill()
            assert wait_until(lambda: not Path(f"/proc/{job}").exists(), LONG)
        assert "is being checked" in text_of(browser.get(page))

        take_up_stalled(silent=0)
        worker.start()

        assert wait_until(says(browser, page, "12,000 deliveries can be written"), LONG)

    def test_that_are_killed_again_and_again_are_given_up_in_words(self, acme, browse, worker):
        browser = browse(acme)
        page = a_file_to_check(browser, HEAD + TOO_MANY)
        worker.kill_jobs(3)
        assert wait_until(says(browser, page, "The worker was stopped 3 times"), LONG)
        assert "Match and check again" in text_of(browser.get(page))
        assert worker.process.poll() is None

    def test_that_die_with_the_worker_in_the_last_attempt_are_given_up_too(
        self, acme, browse, worker
    ):
        browser = browse(acme)
        page = a_file_to_check(browser, HEAD + TOO_MANY)
        worker.kill_jobs(2)
        # Not by its progress: what was killed may have told of some a moment before.
        last = ProcrastinateJob.objects.filter(task_name=RUN, status="doing", attempts=2)
        assert wait_until(lambda: last.exists() and worker.jobs(), LONG)
        worker.kill()
        take_up_stalled(silent=0)
        assert says(browser, page, "The worker was stopped 3 times")()

    @pytest.mark.parametrize("memory", [160])
    def test_that_need_too_much_memory_end_in_words_and_leave_the_worker_alive(
        self, acme, browse, worker
    ):
        browser = browse(acme)
        page = a_file_to_check(browser, a_huge_workbook(), name="shipments.xlsx")
        assert wait_until(says(browser, page, "more memory than one job may have (160 MB)"), LONG)

        other = a_file_to_check(browser, HEAD + GOOD)
        assert wait_until(says(browser, other, "2 deliveries can be written"), LONG)
        assert worker.process.poll() is None
        left = ProcrastinateJob.objects.filter(task_name=RUN)
        assert wait_until(lambda: [one.status for one in left.all()] == ["failed"], LONG)


def test_a_process_that_is_killed_before_it_began_counts_as_killed(monkeypatch):
    server = forkserver._forkserver
    start = server.ensure_running

    def started_and_killed():
        start()
        os.kill(server._forkserver_pid, signal.SIGKILL)

    monkeypatch.setattr(server, "ensure_running", started_and_killed)
    assert run_apart(os.getpid, (), memory=1 << 30) == Ended.KILLED
