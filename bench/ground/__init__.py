"""What measurements on real data stand on: a throw-away PostgreSQL, Django, the demo."""

import atexit
import os
import statistics
from collections.abc import Callable
from functools import cache
from time import perf_counter, process_time

import psycopg

from catchball.site.serving.throwaway import name_throwaway


@cache
def started():
    """Start the server of this run, migrate it, and set Django up; return its addresses."""
    named = name_throwaway()
    os.environ["DATABASE_URL"] = named.urls.app
    os.environ["OWNER_DATABASE_URL"] = named.urls.owner
    os.environ["CATCHBALL_SECRET_KEY"] = "for measurements only " * 2
    keeper = named.start()
    atexit.register(keeper.stdin.close)

    from catchball.site.serving.opening import set_up_django

    set_up_django()
    from django.core.management import call_command

    call_command("migrate", database="owner", interactive=False, verbosity=0)
    return named.urls


@cache
def demo():
    """Load the demo; return the seconds it took."""
    started()
    from catchball.site.demo import load_once

    began = perf_counter()
    load_once(lambda _step: None)
    tidy()
    return perf_counter() - began


def as_owner():
    """Return a connection of the role that owns the tables and may lift their triggers."""
    return psycopg.connect(started().owner, autocommit=True)


def tidy():
    """Do what autovacuum, which is off here, would have done meanwhile."""
    with as_owner() as owner:
        owner.execute("VACUUM ANALYZE")


def scope_of(email, slug):
    """Return the scope of a person working for a client now."""
    from catchball.site.cli._acting import acting_as

    return acting_as(email, slug)


def in_turn(rounds, **contenders: Callable[[], object]):
    """Run all in turn; return for each its CPU and wall times in milliseconds.

    CPU is of this process, so the database's work shows in the wall time only.
    """
    for run in contenders.values():
        run()
    times = {name: ([], []) for name in contenders}
    for _round in range(rounds):
        for name, run in contenders.items():
            wall, cpu = perf_counter(), process_time()
            run()
            times[name][0].append((process_time() - cpu) * 1000)
            times[name][1].append((perf_counter() - wall) * 1000)
    return times


def middle(values):
    """Return the median."""
    return statistics.median(values)


def near_worst(values):
    """Return the 95th percentile (nearest rank)."""
    return sorted(values)[max(0, -(-len(values) * 95 // 100) - 1)]


def said_of(times):
    """Return the median and the 95th percentile in words."""
    return f"{middle(times):.2f} ms, p95 {near_worst(times):.2f}"
