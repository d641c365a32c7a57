"""Keeping parts running: what stops by itself is started again, and said."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from catchball.site.serving.home import CHECKOUT
from catchball.site.serving.identity import Identity, identity

Say = Callable[[str], None]

STEADY_AFTER = 60.0  # seconds up, after which earlier failures are forgotten
LONGEST_PAUSE = 30.0
LOOK_EVERY = 0.25

HELD = "held"
GO = b"go"


def wait_to_be_let_go() -> bool:
    """Wait until the parent lets this process work; return whether it did before it ended."""
    return sys.stdin.buffer.read() == GO


class Part(Protocol):
    """Something that runs, can stop by itself, and can be started again."""

    name: str

    def is_up(self) -> bool:
        """Tell whether it runs."""

    def start(self) -> None:
        """Start it, or raise OSError or a refusal."""

    def ended_with(self) -> str:
        """Say how it ended, for a person."""


@dataclass
class Program:
    """A child process of ours, in a session of its own so that Ctrl-C reaches us alone.

    One that `can_wait` loads its code, and with HELD as its last word waits to be let go.
    """

    name: str
    words: Sequence[str]
    descriptors: tuple[int, ...] = ()
    can_wait: bool = False
    process: "subprocess.Popen[bytes] | None" = None
    who: Identity | None = None

    def start(self, *, held: bool = False) -> None:
        """Start the program with this Python; `held` it begins its work when it is let go."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", *self.words, *([HELD] if held else [])],
            cwd=CHECKOUT,
            env={**os.environ, "PYTHONPATH": str(CHECKOUT / "src")},
            stdin=subprocess.PIPE if held else subprocess.DEVNULL,
            pass_fds=self.descriptors,
            start_new_session=True,
        )
        self.who = identity(self.process.pid)

    def let_go(self) -> None:
        """Let a program that was started held begin its work."""
        if self.process and self.process.stdin:
            with suppress(BrokenPipeError):  # it has ended, which whoever watches it will see
                self.process.stdin.write(GO)
                self.process.stdin.close()

    def is_up(self) -> bool:
        """Tell whether the process runs."""
        return self.process is not None and self.process.poll() is None

    def ended_with(self) -> str:
        """Say how the process ended."""
        status = self.process.returncode if self.process else 0
        return f"killed by signal {-status}" if status < 0 else f"exit status {status}"

    def stop(self, patience: float) -> None:
        """End the process and wait for it."""
        if self.process and self.who:
            self.who.end(patience=patience)
            self.process.wait()


@dataclass
class Watched:
    """A part, and how it has fared."""

    part: Part
    up_since: float = 0.0
    failures: int = 0
    again_at: float | None = None

    def look(self, now: float, say: Say) -> bool:
        """Start the part again when it is down and due; return whether it was started."""
        if self.again_at is None:
            if self.part.is_up():
                return False
            self._plan(now, say)
        if self.again_at is not None and now < self.again_at:
            return False
        return self._start(now, say)

    def _plan(self, now: float, say: Say) -> None:
        if now - self.up_since > STEADY_AFTER:
            self.failures = 0
        pause = min(0.5 * 2**self.failures, LONGEST_PAUSE) if self.failures else 0.0
        self.failures += 1
        self.again_at = now + pause
        when = f"in {pause:.0f} s" if pause >= 1 else "at once"
        say(
            f"{self.part.name} stopped by itself ({self.part.ended_with()}); starting it again {when}"
        )

    def _start(self, now: float, say: Say) -> bool:
        self.again_at = None
        self.up_since = now
        try:
            self.part.start()
        except Exception as error:  # noqa: BLE001 -- whatever it is, the next attempt may succeed
            say(f"{self.part.name} does not start: {error}")
            return False
        return True


@dataclass
class Records:
    """A note on disk of the processes that run, so that a later start can end orphans."""

    path: Path
    programs: list[Program] = field(default_factory=list)

    def write(self) -> None:
        """Note who runs now."""
        known = [program.who for program in self.programs if program.who and program.is_up()]
        text = json.dumps([[who.pid, who.began] for who in known])
        unfinished = self.path.with_suffix(".new")
        unfinished.write_text(text)
        unfinished.replace(self.path)

    def end_orphans(self) -> int:
        """End what a killed supervisor left running, and return how many there were."""
        with suppress(OSError, ValueError):
            left = [Identity(pid, began) for pid, began in json.loads(self.path.read_text())]
            alive = [who for who in left if who.is_alive()]
            for who in alive:
                who.end(patience=3.0)
            return len(alive)
        return 0


def watch(parts: Sequence[Part], records: Records, say: Say) -> None:
    """Keep the parts running until interrupted."""
    watched = [Watched(part, up_since=time.monotonic()) for part in parts]
    while True:
        time.sleep(LOOK_EVERY)
        for each in watched:
            if each.look(time.monotonic(), say):
                records.write()
