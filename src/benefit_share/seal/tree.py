"""The tree of RFC 9162, section 2.1: one hash over many lines, and short proofs about it.

A leaf is hashed behind 0x00 and a node behind 0x01, so that neither can be taken for the other;
the last leaf is never doubled. Which side a sibling stands on follows from index and size alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Final

import attrs

__all__ = ["EMPTY_ROOT", "Tree", "leaf_hash", "verify_consistency", "verify_inclusion"]

HASH_BYTES: Final = 32

EMPTY_ROOT: Final = hashlib.sha256(b"").digest()
"""The root of no leaves."""


def leaf_hash(data: bytes, /) -> bytes:
    """Return the hash of one leaf: SHA-256 of 0x00 and *data*, 32 bytes."""
    return hashlib.sha256(b"\x00" + data).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


@attrs.frozen
class Tree:
    """A tree over leaves, every level kept, the leaves first.

    Attributes:
        levels: the hashes of each level; the last has one, the root, or none.
    """

    levels: tuple[tuple[bytes, ...], ...]

    @classmethod
    def of(cls, leaves: Sequence[bytes], /) -> Tree:
        """Return the tree over the bytes of *leaves*, in order."""
        level = tuple(map(leaf_hash, leaves))
        levels = [level]
        while len(level) > 1:
            pairs = zip(level[::2], level[1::2], strict=False)
            odd = level[-1:] if len(level) % 2 else ()
            # A node without a sibling rises unchanged: that is the split at the largest power of
            # two below the size, seen from the leaves.
            level = (*(_node(left, right) for left, right in pairs), *odd)
            levels.append(level)
        return cls(tuple(levels))

    @property
    def size(self) -> int:
        """How many leaves there are."""
        return len(self.levels[0])

    @property
    def root(self) -> bytes:
        """The hash over everything, 32 bytes."""
        return self.levels[-1][0] if self.size else EMPTY_ROOT

    def inclusion(self, index: int, /) -> tuple[bytes, ...]:
        """Return the path of a leaf: the siblings on its way to the root, the lowest first.

        Args:
            index: place of the leaf, from 0.

        Raises:
            IndexError: when there is no such leaf.
        """
        if not 0 <= index < self.size:
            message = f"there is no leaf {index} among {self.size}"
            raise IndexError(message)
        path = []
        for level in self.levels[:-1]:
            sibling = index ^ 1
            if sibling < len(level):
                path.append(level[sibling])
            index >>= 1
        return tuple(path)

    def consistency(self, earlier: int, /) -> tuple[bytes, ...]:
        """Return the proof that the first *earlier* leaves are those of an earlier tree.

        Args:
            earlier: size of the earlier tree, from 1 to the size of this one.

        Returns:
            The hashes of RFC 9162, section 2.1.4.1; none when the sizes are equal.

        Raises:
            IndexError: for any other size.
        """
        if not 1 <= earlier <= self.size:
            message = f"a tree of {earlier} is no beginning of one of {self.size}"
            raise IndexError(message)
        return tuple(_subproof(earlier, self.levels[0], whole=True))


def _split(size: int) -> int:
    """Return the largest power of two below *size*."""
    return 1 << ((size - 1).bit_length() - 1)


def _hash_of(leaves: Sequence[bytes]) -> bytes:
    if len(leaves) == 1:
        return leaves[0]
    cut = _split(len(leaves))
    return _node(_hash_of(leaves[:cut]), _hash_of(leaves[cut:]))


def _subproof(earlier: int, leaves: Sequence[bytes], *, whole: bool) -> list[bytes]:
    if earlier == len(leaves):
        return [] if whole else [_hash_of(leaves)]
    cut = _split(len(leaves))
    if earlier <= cut:
        return [*_subproof(earlier, leaves[:cut], whole=whole), _hash_of(leaves[cut:])]
    return [*_subproof(earlier - cut, leaves[cut:], whole=False), _hash_of(leaves[:cut])]


def _are_hashes(*hashes: bytes) -> bool:
    return all(len(one) == HASH_BYTES for one in hashes)


def verify_inclusion(
    leaf: bytes, /, *, index: int, size: int, path: Sequence[bytes], root: bytes
) -> bool:
    """Say whether a leaf is in a tree (RFC 9162, section 2.1.3.2).

    Args:
        leaf: the hash of the leaf, 32 bytes.
        index: its place, from 0.
        size: how many leaves the tree has.
        path: the siblings on the way up.
        root: the root of the tree, 32 bytes.

    Returns:
        True only if the path has exactly the length that index and size ask for and leads there.
    """
    if not 0 <= index < size or not _are_hashes(leaf, root, *path):
        return False
    place, last, seen = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            seen = _node(sibling, seen)
            while not place & 1 and place:
                place >>= 1
                last >>= 1
        else:
            seen = _node(seen, sibling)
        place >>= 1
        last >>= 1
    return last == 0 and seen == root


def verify_consistency(
    *, earlier: int, later: int, proof: Sequence[bytes], earlier_root: bytes, later_root: bytes
) -> bool:
    """Say whether one tree is the beginning of another (RFC 9162, section 2.1.4.2).

    Args:
        earlier: size of the earlier tree; of an empty one nothing can be proved.
        later: size of the later tree.
        proof: the hashes between them.
        earlier_root: root of the earlier tree, 32 bytes.
        later_root: root of the later tree, 32 bytes.

    Returns:
        True only if the proof leads to both roots and nothing of it is left over.
    """
    if not _are_hashes(earlier_root, later_root, *proof) or not 1 <= earlier <= later:
        return False
    if earlier == later:
        return not proof and earlier_root == later_root
    steps = list(proof)
    if earlier & (earlier - 1) == 0:
        steps.insert(0, earlier_root)
    if not steps:
        return False
    place, last = earlier - 1, later - 1
    while place & 1:
        place >>= 1
        last >>= 1
    first = second = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            first, second = _node(step, first), _node(step, second)
            while not place & 1 and place:
                place >>= 1
                last >>= 1
        else:
            second = _node(second, step)
        place >>= 1
        last >>= 1
    return last == 0 and first == earlier_root and second == later_root
