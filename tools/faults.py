"""Breaks a running Catchball while people write, and prints what was lost and what doubled.

`make faults` runs all of it with 200 writers (some four minutes); names of trials run those alone.
It works in a home of its own below /tmp and touches no other.
"""

import os
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

from faults_house import House, Outcome, Page, Writers

WRITERS = 200
SECONDS = 60


def killed(house: House) -> None:
    """kill -9 of web, worker and PostgreSQL, and a restart of PostgreSQL, under writers."""
    writers = Writers(house, WRITERS, "K")
    writers.start()
    blows = []
    for number, name in enumerate(("web", "worker", "web", "postgres", "restart", "postgres")):
        writers.until((number + 1) * SECONDS / 8)
        blows.append(name)
        house.strike(name)
    writers.until(SECONDS)
    writers.stop()
    print(f"  blows: {', '.join(blows)}")
    _tell(house, writers)


def _tell(house: House, writers: Writers) -> None:
    house.wait_ready()
    kept, entries = house.kept(writers.prefix)
    said_yes = {one.reference for one in writers.outcomes if one.is_yes}
    count = {word: sum(one.word == word for one in writers.outcomes) for word in Outcome.WORDS}
    print(f"  {len(writers.outcomes)} submissions by {writers.count}: {count}")
    print(f"  answered yes {len(said_yes)}; of these lost: {len(said_yes - set(kept))}")
    print(f"  in the database {len(kept)}, doubled: {len(kept) - len(set(kept))}")
    print(f"  written without an answer, found by pressing again: {writers.found_again}")
    print(f"  entries of the journal for them: {entries} (one each: {entries == len(kept)})")
    print(f"  longest time without any yes: {writers.longest_silence():.1f} s")
    print(f"  answers that say nothing to a person: {writers.mute}")
    print(f"  verify: {house.verify()}")


def disk_full(house: House) -> None:
    """The disk of database and uploads fills up while people write, and is emptied again."""
    if not house.has_small_disk:
        print("  not tried: this account may not mount a small disk (needs root)")
        return
    fell = len(house.fallen())
    writers = Writers(house, 20, "F")
    writers.start()
    writers.until(5)
    ballast = house.fill_disk()
    writers.until(25)
    print(f"  probe while full: {house.probe()}")
    ballast.unlink()
    writers.until(50)
    writers.stop()
    print(f"  parts that fell: {house.fallen()[fell:] or 'none'}")
    _tell(house, writers)


def duplicate(house: House) -> None:
    """The same form is sent 20 times at once."""
    page = Page(house)
    words = page.at_once([page.promise("TWICE-1")] * 20)
    kept, entries = house.kept("TWICE")
    print(f"  answers: {_counted(words)}; in the database {len(kept)}, entries {entries}")


def two_people(house: House) -> None:
    """Two people move the same delivery to another day, from the same page, at once; 50 times."""
    page = Page(house)
    words = []
    for number in range(50):
        words += page.at_once(page.both_redate(f"PAIR-{number}"))
    print(f"  answers: {_counted(words)}; versions: {house.versions('PAIR')}")


def clock_back(house: House) -> None:
    """The clock of the application goes back by a day between two commands."""
    print(f"  {house.python(CLOCK).strip()}")
    print(f"  verify: {house.verify()}")
    told = next(line for line in house.check().splitlines() if " clock " in line)
    print(f"  check: {' '.join(told.split())}")


def worker_gone(house: House) -> None:
    """The worker is gone for a day while 2,000 lines of the journal are written."""
    worker = house.programs()[-1]
    os.kill(worker.pid, signal.SIGSTOP)
    lines = int(house.python(WRITE_MUCH))
    house.sql(
        "UPDATE procrastinate_periodic_defers SET defer_timestamp = defer_timestamp - 86400",
        "UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 day'",
    )
    before = house.one("SELECT count(*) FROM procrastinate_jobs")
    print(f"  {lines} lines wait; probe: {house.probe()}")
    os.kill(worker.pid, signal.SIGKILL)
    os.kill(worker.pid, signal.SIGCONT)
    began = time.monotonic()
    while house.one("SELECT count(*) FROM trust_unsealed") and time.monotonic() - began < 180:
        time.sleep(1)
    jobs = house.one("SELECT count(*) FROM procrastinate_jobs") - before
    left = house.one("SELECT count(*) FROM trust_unsealed")
    print(f"  all sealed {time.monotonic() - began:.0f} s after its return; left: {left}")
    print(f"  jobs put in meanwhile: {jobs} (a day has 1,440 minutes); verify: {house.verify()}")


def _counted(words):
    return {word: words.count(word) for word in sorted(set(words))}


CLOCK = """
from datetime import timedelta
from catchball.site.serving.opening import open_catchball
open_catchball()
from django.conf import settings
from django.utils import timezone
from dataclasses import replace
from catchball.site.cli._acting import operator
from catchball.trust.seals import key_from, seal_waiting
from catchball.workplace.programs.commands import add_site
now = timezone.now()
key = key_from(settings.SEAL_KEY)
add_site(replace(operator(), now=now + timedelta(days=1)), code="CL1", name="A", zone="UTC", country="GB")
seal_waiting(key, now=now + timedelta(days=1))
add_site(replace(operator(), now=now), code="CL2", name="B", zone="UTC", country="GB")
seal_waiting(key, now=now)
from catchball.trust.models import Seal
last, before = Seal.objects.order_by("-number")[:2]
print(f"seal {before.number} of {before.sealed_at:%d %H:%M}, then seal {last.number} of "
      f"{last.sealed_at:%d %H:%M}: numbers and chain go on, each seal keeps the instant it was told")
"""

WRITE_MUCH = """
from catchball.site.serving.opening import open_catchball
open_catchball()
from catchball.site.cli._acting import operator
from catchball.workplace.programs.commands import add_site
for number in range(1000):
    add_site(operator(), code=f"G{number}", name=f"Gone {number}", zone="UTC", country="GB")
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT count(*) FROM trust_unsealed")
    print(cursor.fetchone()[0])
"""

TRIALS = {
    one.__name__: one for one in (killed, duplicate, two_people, disk_full, clock_back, worker_gone)
}


def main(wanted: list[str]) -> None:
    unknown = sorted(set(wanted) - set(TRIALS))
    if unknown:
        sys.exit(f"There is no trial {', '.join(unknown)}; there are {', '.join(TRIALS)}.")
    folder = Path(tempfile.mkdtemp(prefix="catchball-faults-"))
    folder.chmod(0o711)
    house = House(folder)
    try:
        house.open()
        for name in wanted or TRIALS:
            print(f"\n{name}: {TRIALS[name].__doc__}", flush=True)
            TRIALS[name](house)
    finally:
        house.close()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(sys.argv[1:])
