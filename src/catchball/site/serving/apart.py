"""One piece of work in a process of its own: neither its memory nor its end is the worker's.

The processes are forked from a server that has loaded Django and nothing else, so that one costs
some milliseconds. A hostile workbook may bring the reader down; it takes its own process only.
"""

import logging
import multiprocessing
import os
import resource
from collections.abc import Callable
from enum import StrEnum
from importlib import import_module
from multiprocessing.connection import wait
from threading import Thread
from typing import Any

from catchball.trust.queue import NotYet

_log = logging.getLogger(__name__)

_BROKEN, _LATER, _NO_MEMORY = 1, 75, 71  # 71 and 75: OSERR and TEMPFAIL of sysexits.h
_LOOK_EVERY = 0.25
_GAVE_UP = {-6, -7, -11}  # SIGABRT, SIGBUS, SIGSEGV: how native code ends that finds no memory

_NURSERY = "catchball.site.serving.nursery"

_forking = multiprocessing.get_context("forkserver")
_forking.set_forkserver_preload([_NURSERY])


class Ended(StrEnum):
    """How the work ended."""

    WELL = "well"
    BROKEN = "broken"
    LATER = "later"
    NO_MEMORY = "no memory"
    KILLED = "killed"
    UNWANTED = "unwanted"


def run_apart(
    work: Callable[..., None],
    arguments: tuple[Any, ...],
    *,
    memory: int,
    is_wanted: Callable[[], bool] = lambda: True,
) -> Ended:
    """Run the work in a process that may hold so many bytes, and say how it ended.

    `work` is a function of a module. Once it `is_wanted` no more, its process is ended.
    """
    named = (work.__module__, work.__qualname__)
    process = _forking.Process(target=_begin, args=(*named, arguments, memory), daemon=True)
    try:
        process.start()
    except (EOFError, OSError):  # it, or the server that forks it, was killed before it began
        _log.exception("The process of a job did not begin.")
        return Ended.KILLED
    try:
        while process.is_alive():
            process.join(_LOOK_EVERY)
            if not is_wanted():
                return Ended.UNWANTED
    finally:
        process.kill()
        process.join()
    return _read(process.exitcode)


def _read(status: int | None) -> Ended:
    told = {0: Ended.WELL, _BROKEN: Ended.BROKEN, _LATER: Ended.LATER, _NO_MEMORY: Ended.NO_MEMORY}
    if status in _GAVE_UP:
        return Ended.NO_MEMORY
    return told.get(status or 0, Ended.KILLED)


def _begin(module: str, name: str, arguments: tuple[Any, ...], memory: int) -> None:
    # By name, for Django comes first: the server holds it only where its path led to this package.
    import_module(_NURSERY)
    work = getattr(import_module(module), name)
    Thread(target=_leave_with_parent, daemon=True).start()
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    most = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
    os._exit(_status_of(work, arguments))


def _status_of(work: Callable[..., None], arguments: tuple[Any, ...]) -> int:
    try:
        work(*arguments)
    except NotYet:
        return _LATER
    except MemoryError:
        return _NO_MEMORY
    except Exception:  # noqa: BLE001 -- it ends here, and is logged whatever it is
        _log.exception("A job broke.")
        return _BROKEN
    return 0


def _leave_with_parent() -> None:
    """End with the worker, even where it was killed: PostgreSQL then undoes what was begun."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(_LATER)
