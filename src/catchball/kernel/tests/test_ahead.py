"""Making the next thing while the one before is being used."""

import threading
from contextvars import ContextVar

import pytest

from catchball.kernel.ahead import made_ahead

TONGUE = ContextVar("TONGUE", default="none")


def test_is_one_ahead_and_no_more():
    made, is_made = [], [threading.Event() for _ in range(4)]

    def make():
        for at in range(4):
            made.append(at)
            is_made[at].set()
            yield at

    things = made_ahead(make())
    assert next(things) == 0
    assert is_made[1].wait(60)
    assert next(things) == 1
    assert is_made[2].wait(60)
    assert made == [0, 1, 2]
    assert list(things) == [2, 3]


def test_is_made_elsewhere_in_the_words_of_whoever_asked():
    TONGUE.set("here")
    ((thread, tongue),) = made_ahead((threading.current_thread(), TONGUE.get()) for _ in range(1))
    assert thread is not threading.current_thread()
    assert tongue == "here"


def test_passes_on_what_breaks_and_what_came_before():
    def make():
        yield 1
        raise ValueError("the second")

    got = []
    with pytest.raises(ValueError, match="the second"):
        got.extend(made_ahead(make()))
    assert got == [1]


def test_leaves_no_thread_behind_when_nobody_wants_more():
    things = made_ahead(iter(range(1_000)))
    next(things)
    things.close()
    assert not [one for one in threading.enumerate() if one.name.startswith("ahead")]
