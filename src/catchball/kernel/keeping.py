"""Keeping what pure functions returned, so that a page asked for again is not reckoned again."""

from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from catchball.kernel.words import tongue

P = ParamSpec("P")
Result = TypeVar("Result")


def kept(most: int) -> Callable[[Callable[P, Result]], Callable[P, Result]]:
    """Keep the last results of a function, `most` of them, by its arguments and the reader's tongue.

    Only for functions of unchanging values that look at nothing else: neither clock nor database.
    What is kept is found by equal arguments alone, so that nobody meets what is not theirs.

    >>> @kept(2)
    ... def doubled(number: int) -> list[int]:
    ...     return [number, number]
    >>> doubled(3) is doubled(3)
    True
    """

    def decorate(function: Callable[P, Result]) -> Callable[P, Result]:
        @lru_cache(maxsize=most)
        def known(_tongue: str, *args: Hashable, **kwargs: Hashable) -> Result:
            return function(*args, **kwargs)  # type: ignore[arg-type] # the same, and hashable

        @wraps(function)
        def ask(*args: P.args, **kwargs: P.kwargs) -> Result:
            return known(tongue(), *args, **kwargs)  # type: ignore[arg-type] # see above

        return ask

    return decorate
