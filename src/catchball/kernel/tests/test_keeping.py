"""Keeping what was reckoned: by equal arguments, and for readers of one tongue alone."""

import pytest

from catchball.kernel import words
from catchball.kernel.keeping import kept


@pytest.fixture
def speaking(monkeypatch):
    return lambda tongue: monkeypatch.setattr(words, "_name_tongue", lambda: tongue)


class TestKept:
    def test_reckons_once_for_equal_arguments(self):
        asked = []
        doubled = kept(8)(lambda number: asked.append(number) or 2 * number)
        assert [doubled(2), doubled(3), doubled(2)] == [4, 6, 4]
        assert asked == [2, 3]

    def test_reckons_anew_for_readers_of_another_tongue(self, speaking):
        said = kept(8)(words.tongue)
        for tongue in ("en", "de", "en"):
            speaking(tongue)
            assert said() == tongue

    def test_forgets_what_was_not_asked_for_lately(self):
        asked = []
        doubled = kept(1)(lambda number: asked.append(number) or 2 * number)
        for number in (2, 3, 2):
            assert doubled(number) == 2 * number
        assert asked == [2, 3, 2]
