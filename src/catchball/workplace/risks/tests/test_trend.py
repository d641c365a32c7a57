"""The exposure of a document as a drawing."""

from datetime import date

from catchball.workplace.risks.rules import Exposed, trend_of

FIRST, LAST = date(2026, 1, 1), date(2026, 1, 31)


def one(points, unplanned=0):
    return Exposed(points=points, unplanned=unplanned)


class TestTheDrawing:
    def test_needs_two_days(self):
        assert trend_of([]) is None
        assert trend_of([(FIRST, one(4))]) is None
        assert trend_of([(FIRST, one(4)), (FIRST, one(6))]) is None

    def test_lays_days_apart_as_they_are_and_heights_from_zero(self):
        trend = trend_of([(FIRST, one(10, 10)), (date(2026, 1, 16), one(5)), (LAST, one(0))])
        first, middle, last = trend.places
        assert (first.x, middle.x, last.x) == (trend.left, 220, trend.right)
        assert (first.y_points, middle.y_points, last.y_points) == (trend.ceiling, 82, trend.floor)
        assert middle.y_unplanned == trend.floor

    def test_keeps_the_words_at_the_ends_apart(self):
        for then in (one(10, 10), one(10, 9), one(10, 0), one(0)):
            upper, lower = trend_of([(FIRST, one(1)), (LAST, then)]).labels
            assert lower - upper >= 16
