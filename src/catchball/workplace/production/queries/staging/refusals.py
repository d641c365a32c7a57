"""Refused lines, however many: what does not fit into a little memory lies in a file."""

import json
import weakref
from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import islice
from operator import attrgetter
from tempfile import SpooledTemporaryFile
from typing import IO, overload

from catchball.workplace.production.rules import RowRefused

_IN_MEMORY = 1 << 20  # bytes


class _Run:
    """Refused lines in ascending order."""

    def __init__(self) -> None:
        self.count = 0
        self._file: IO[bytes] = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 -- closed below
        weakref.finalize(self, self._file.close)

    def add(self, row: RowRefused) -> None:
        self._file.seek(0, 2)
        self._file.write(json.dumps([row.line, row.reference, row.reason]).encode() + b"\n")
        self.count += 1

    def __iter__(self) -> Iterator[RowRefused]:
        at = 0
        while True:
            self._file.seek(at)
            some = self._file.readlines(1 << 16)
            at = self._file.tell()
            if not some:
                return
            for text in some:
                yield RowRefused(*json.loads(text))


class Refusals(Sequence[RowRefused]):
    """The refused lines of a file in its order, read back as often as they are asked for.

    They become known in two walks, each in order: the rules refuse some, the records others.
    """

    def __init__(self) -> None:
        self.by_rules, self.by_records = _Run(), _Run()

    def __len__(self) -> int:
        return self.by_rules.count + self.by_records.count

    def __iter__(self) -> Iterator[RowRefused]:
        return merge(self.by_rules, self.by_records, key=attrgetter("line"))

    @overload
    def __getitem__(self, at: int) -> RowRefused: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[RowRefused, ...]: ...
    def __getitem__(self, at: int | slice) -> RowRefused | tuple[RowRefused, ...]:
        if isinstance(at, slice):
            return tuple(islice(self, *at.indices(len(self))))
        return next(islice(self, range(len(self))[at], None))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or len(self) != len(other):
            return False
        return all(ours == theirs for ours, theirs in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment] # it grows
