"""Telling a process from another that was given the same number later."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Identity:
    """A process: its number, and when it began, because numbers are given again."""

    pid: int
    began: str

    def is_alive(self) -> bool:
        """Tell whether this very process still runs."""
        return began(self.pid) == self.began

    def end(self, *, patience: float = 10.0) -> None:
        """Ask the process and its group to stop, and make them when patience (seconds) ends."""
        for number, seconds in ((signal.SIGTERM, patience), (signal.SIGKILL, 5.0)):
            if not self.is_alive():
                return
            self._signal(number)
            wait_until(lambda: not self.is_alive(), seconds)

    def _signal(self, number: signal.Signals) -> None:
        try:
            if os.getpgid(self.pid) == self.pid:
                os.killpg(self.pid, number)
            else:
                os.kill(self.pid, number)
        except ProcessLookupError:
            return


def identity(pid: int) -> Identity | None:
    """Return who runs under this number now, or None if nobody does."""
    start = began(pid)
    return Identity(pid, start) if start else None


def began(pid: int) -> str:
    """Return a mark of when the process began, or nothing if it runs no more."""
    status = Path(f"/proc/{pid}/stat")
    if Path("/proc/self/stat").exists():
        try:
            # The name in brackets may hold spaces and brackets of its own.
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            return ""
        return "" if fields[0] in {"Z", "X"} else fields[19]
    said = subprocess.run(
        ["ps", "-o", "lstart=,stat=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout.strip()
    return "" if said.rpartition(" ")[2].startswith("Z") else said.rpartition(" ")[0]


def command_of(pid: int) -> str:
    """Return the name of the program that runs under this number, or nothing."""
    return subprocess.run(
        ["ps", "-o", "comm=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout.strip()


def wait_until(true: Callable[[], bool], seconds: float) -> bool:
    """Wait until something is true, at most so many seconds, and return whether it became so."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
