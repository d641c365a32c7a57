"""The algebra of half-open spans, against plain sets of numbers."""

from hypothesis import given
from hypothesis import strategies as st

from catchball.kernel.worktime import Segments

spans = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8)


def numbers(segments):
    return {number for start, end in segments for number in range(start, end)}


def is_tidy(segments):
    flat = [edge for span in segments for edge in span]
    return flat == sorted(set(flat))


@given(spans, spans)
def test_union_intersection_and_difference_are_those_of_sets(one, other):
    mine, theirs = Segments.of(one), Segments.of(other)
    for found, expected in (
        (mine | theirs, numbers(mine) | numbers(theirs)),
        (mine & theirs, numbers(mine) & numbers(theirs)),
        (mine - theirs, numbers(mine) - numbers(theirs)),
    ):
        assert numbers(found) == expected
        assert is_tidy(found)
        assert found.total == len(expected)


@given(spans, st.integers(-2, 42), st.integers(-2, 42))
def test_a_part_holds_what_lies_in_the_part(given_spans, first, until):
    segments = Segments.of(given_spans)
    assert numbers(segments.within(first, until)) == numbers(segments) & set(range(first, until))


@given(spans, st.integers(-2, 42))
def test_membership_is_half_open(given_spans, number):
    segments = Segments.of(given_spans)
    assert (number in segments) == (number in numbers(segments))


def test_moving_moves_every_span():
    assert Segments.of([(1, 3), (5, 6)]).moved(10) == Segments.of([(11, 13), (15, 16)])
