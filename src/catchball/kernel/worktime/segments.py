"""Half-open spans of whole numbers, and their union, intersection and difference."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True)
class Segments:
    """A set of whole numbers (seconds, say), kept as sorted spans that do not touch.

    Each span holds its start and not its end, so neighbours meet without a gap or an overlap.

    >>> Segments.of([(9, 12), (13, 17)]) & Segments.of([(10, 14)])
    Segments(spans=((10, 12), (13, 14)))
    """

    spans: tuple[Span, ...] = ()

    @classmethod
    def of(cls, spans: Iterable[Span]) -> "Segments":
        """Return the union of any spans, in any order; empty and reversed ones hold nothing.

        >>> Segments.of([(5, 7), (1, 3), (2, 5), (9, 9)])
        Segments(spans=((1, 7),))
        """
        merged: list[Span] = []
        for start, end in sorted(spans):
            if start >= end:
                continue
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(merged[-1][1], end))
            else:
                merged.append((start, end))
        return cls(tuple(merged))

    def __iter__(self) -> Iterator[Span]:
        return iter(self.spans)

    def __bool__(self) -> bool:
        return bool(self.spans)

    def __contains__(self, number: int) -> bool:
        at = bisect_right(self.spans, number, key=lambda span: span[0]) - 1
        return at >= 0 and number < self.spans[at][1]

    def __or__(self, other: "Segments") -> "Segments":
        return Segments.of((*self.spans, *other.spans))

    def __and__(self, other: "Segments") -> "Segments":
        mine, theirs, shared = self.spans, other.spans, []
        here = there = 0
        while here < len(mine) and there < len(theirs):
            start = max(mine[here][0], theirs[there][0])
            end = min(mine[here][1], theirs[there][1])
            if start < end:
                shared.append((start, end))
            if mine[here][1] <= theirs[there][1]:
                here += 1
            else:
                there += 1
        return Segments(tuple(shared))

    def __sub__(self, other: "Segments") -> "Segments":
        if not self or not other:
            return self
        edges = [edge for span in other.spans for edge in span]
        first = min(self.spans[0][0], edges[0])
        last = max(self.spans[-1][1], edges[-1])
        flat = [first, *edges, last]
        gaps = zip(flat[::2], flat[1::2], strict=True)
        return self & Segments(tuple(gap for gap in gaps if gap[0] < gap[1]))

    def within(self, first: int, until: int) -> "Segments":
        """Return the part from `first` up to but not including `until`."""
        start = bisect_right(self.spans, first, key=lambda span: span[1])
        stop = bisect_left(self.spans, until, key=lambda span: span[0])
        return Segments(self.spans[start:stop]) & Segments(((first, until),))

    def moved(self, by: int) -> "Segments":
        """Return the same spans, each number greater by `by`."""
        return Segments(tuple((start + by, end + by) for start, end in self.spans))

    @property
    def total(self) -> int:
        """How many numbers the spans hold together."""
        return sum(end - start for start, end in self.spans)
