"""Figures for Prometheus, added up over all processes of the web server and the worker.

With PROMETHEUS_MULTIPROC_DIR (set by `./catchball run`) each process keeps its counts in a file
of that folder; whoever is asked adds them up. What is a state and no count is read when asked.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

State = Callable[[], dict[str, tuple[str, float]]]

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_own = CollectorRegistry()
_requests = Counter(
    "catchball_requests",
    "Requests answered",
    ["method", "route", "status"],
    registry=_own,
)
_seconds = Histogram(
    "catchball_request_seconds",
    "Time to answer a request, in seconds",
    ["route"],
    buckets=_BUCKETS,
    registry=_own,
)
_jobs = Counter("catchball_jobs", "Jobs that ended", ["job", "outcome"], registry=_own)
_job_seconds = Histogram(
    "catchball_job_seconds",
    "Time that a job took, in seconds",
    ["job"],
    buckets=(0.1, 0.5, 1.0, 5.0, 15.0, 60.0, 300.0),
    registry=_own,
)


def note_request(method: str, route: str, status: int, seconds: float) -> None:
    """Count one answer, and the time it took in seconds."""
    known = method if method in {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"} else "other"
    _requests.labels(known, route, str(status)).inc()
    _seconds.labels(route).observe(seconds)


@contextmanager
def job_noted(job: str) -> Iterator[None]:
    """Count a job that runs inside, how it ends, and the time it takes."""
    began = time.perf_counter()
    outcome = "failed"
    try:
        yield
        outcome = "done"
    finally:
        _jobs.labels(job, outcome).inc()
        _job_seconds.labels(job).observe(time.perf_counter() - began)


class _States:
    """What is so at the moment when it is asked for."""

    def __init__(self, state: State) -> None:
        self.state = state

    def collect(self) -> Iterable[GaugeMetricFamily]:
        for name, (meaning, value) in self.state().items():
            yield GaugeMetricFamily(f"catchball_{name}", meaning, value=value)


def exposition(state: State) -> bytes:
    """Return all figures in Prometheus's text form, with the state asked for now."""
    registry = CollectorRegistry()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry.register(_own)
    registry.register(_States(state))
    return generate_latest(registry)
