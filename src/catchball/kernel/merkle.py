"""Merkle trees: one hash over many, and a short proof that one of them is in it.

Source: RFC 9162, section 2.1. Pairing neighbours level by level and lifting a last one without a
neighbour gives the same tree as the recursive definition there.
"""

import hashlib
from collections.abc import Sequence


def leaf_hash(content: bytes) -> bytes:
    """Return the hash of a leaf; the first byte keeps leaves and nodes apart.

    >>> leaf_hash(b"").hex()[:16]
    '6e340b9cffb37a98'
    """
    return hashlib.sha256(b"\x00" + content).digest()


def levels_of(leaves: Sequence[bytes]) -> list[list[bytes]]:
    """Return the tree over these leaf hashes, from the leaves up to the root."""
    if not leaves:
        raise ValueError("A tree has at least one leaf.")
    levels = [list(leaves)]
    while len(levels[-1]) > 1:
        below = levels[-1]
        pairs = [_node(*below[at : at + 2]) for at in range(0, len(below) - 1, 2)]
        levels.append(pairs + below[len(pairs) * 2 :])
    return levels


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Return the root of the tree over these leaf hashes."""
    return levels_of(leaves)[-1][0]


def path_of(levels: Sequence[Sequence[bytes]], leaf_no: int) -> list[bytes]:
    """Return the neighbours that lead from a leaf (counted from 0) up to the root."""
    path = []
    for level in levels[:-1]:
        if leaf_no ^ 1 < len(level):
            path.append(level[leaf_no ^ 1])
        leaf_no //= 2
    return path


def root_by_path(leaf: bytes, leaf_no: int, leaves: int, path: Sequence[bytes]) -> bytes | None:
    """Return the root that this path leads to, or None if it cannot belong to such a tree."""
    if not 0 <= leaf_no < leaves:
        return None
    left = list(path)
    while leaves > 1:
        if leaf_no ^ 1 < leaves:
            if not left:
                return None
            other = left.pop(0)
            leaf = _node(other, leaf) if leaf_no % 2 else _node(leaf, other)
        leaf_no, leaves = leaf_no // 2, (leaves + 1) // 2
    return None if left else leaf


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()
