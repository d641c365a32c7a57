"""A tree's root, and the path of each leaf to it."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catchball.kernel.merkle import leaf_hash, levels_of, path_of, root_by_path, root_of


def _by_definition(leaves):
    """RFC 9162, section 2.1.1, word by word."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    left, right = _by_definition(leaves[:split]), _by_definition(leaves[split:])
    return hashlib.sha256(b"\x01" + left + right).digest()


LEAVES = st.integers(1, 70).map(lambda count: [leaf_hash(bytes([no])) for no in range(count)])


class TestTree:
    @given(LEAVES)
    def test_has_the_root_of_the_definition(self, leaves):
        assert root_of(leaves) == _by_definition(leaves)

    @given(LEAVES, st.data())
    def test_gives_every_leaf_a_path_to_the_root(self, leaves, data):
        at = data.draw(st.integers(0, len(leaves) - 1))
        path = path_of(levels_of(leaves), at)
        assert root_by_path(leaves[at], at, len(leaves), path) == root_of(leaves)

    @given(LEAVES, st.data())
    def test_leads_nowhere_from_another_place_or_leaf(self, leaves, data):
        at = data.draw(st.integers(0, len(leaves) - 1))
        path = path_of(levels_of(leaves), at)
        root = root_of(leaves)
        assert root_by_path(leaf_hash(b"forged"), at, len(leaves), path) != root
        assert root_by_path(leaves[at], at, len(leaves), [*path, root]) is None
        for other in {at - 1, at + 1, len(leaves)} - {at}:
            assert root_by_path(leaves[at], other, len(leaves), path) != root

    def test_needs_a_leaf(self):
        with pytest.raises(ValueError, match="at least one"):
            root_of([])
