"""The tree of RFC 9162: roots, inclusion and consistency."""

from __future__ import annotations

import base64
import hashlib
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_share.seal import Tree, leaf_hash, verify_consistency, verify_inclusion

LEAVES = st.lists(st.binary(max_size=8), min_size=1, max_size=40)


def test_published_leaves_have_the_published_roots_paths_and_proofs(vectors: Any) -> None:
    """Leaf hashes, nine roots, 36 paths and 36 consistency proofs."""
    published = vectors["rfc6962_9162_tree"]
    leaves = [bytes.fromhex(text) for text in published["leaf_inputs_hex"]]
    trees = [Tree.of(leaves[:size]) for size in range(len(leaves) + 1)]

    assert [leaf_hash(leaf).hex() for leaf in leaves] == published["leaf_hashes"]
    assert [tree.root.hex() for tree in trees] == published["roots_by_size"]
    assert trees[0].root.hex() == published["empty_root"]
    for case in published["inclusion_paths"]:
        path = trees[case["size"]].inclusion(case["index"])
        assert [one.hex() for one in path] == case["path"]
    for case in published["consistency_proofs"]:
        proof = trees[case["to"]].consistency(case["from"])
        assert [one.hex() for one in proof] == case["proof"]


def test_forged_inclusion_proofs_are_refused_and_honest_ones_accepted(vectors: Any) -> None:
    """Every recorded proof has the recorded answer."""
    for case in vectors["merkle_proof_negative"]["inclusion"]:
        answer = verify_inclusion(
            base64.b64decode(case["leafHash"] or ""),
            index=case["leafIdx"],
            size=case["treeSize"],
            path=[base64.b64decode(one) for one in case["proof"] or ()],
            root=base64.b64decode(case["root"] or ""),
        )
        assert answer is not case["wantErr"], case["id"]


def test_forged_consistency_proofs_are_refused_and_honest_ones_accepted(vectors: Any) -> None:
    """But for one with roots of twelve bytes, which are no SHA-256 and are refused here."""
    differs = []
    for case in vectors["merkle_proof_negative"]["consistency"]:
        answer = verify_consistency(
            earlier=case["size1"],
            later=case["size2"],
            proof=[base64.b64decode(one) for one in case["proof"] or ()],
            earlier_root=base64.b64decode(case["root1"] or ""),
            later_root=base64.b64decode(case["root2"] or ""),
        )
        if answer is case["wantErr"]:
            differs.append(case["id"])

    assert len(differs) <= 1
    assert all("sizes-are-equal-one-and-proof-is-empty" in one for one in differs)


@given(LEAVES, st.data())
def test_law_every_leaf_is_proved_and_no_other_place_or_size(
    leaves: list[bytes], data: st.DataObject
) -> None:
    """A path proves one leaf at one index of one size, and nothing when anything is changed."""
    tree = Tree.of(leaves)
    index = data.draw(st.integers(0, tree.size - 1))
    path, leaf = tree.inclusion(index), leaf_hash(leaves[index])

    assert verify_inclusion(leaf, index=index, size=tree.size, path=path, root=tree.root)
    assert not verify_inclusion(leaf, index=tree.size, size=tree.size, path=path, root=tree.root)
    assert not verify_inclusion(
        leaf_hash(leaves[index] + b"!"), index=index, size=tree.size, path=path, root=tree.root
    )
    more = (*path, tree.root)
    assert not verify_inclusion(leaf, index=index, size=tree.size, path=more, root=tree.root)
    if path:
        less = path[:-1]
        assert not verify_inclusion(leaf, index=index, size=tree.size, path=less, root=tree.root)


@given(LEAVES, st.data())
def test_law_a_beginning_is_proved_and_a_changed_one_is_not(
    leaves: list[bytes], data: st.DataObject
) -> None:
    """Between any two sizes; and not when one early leaf was another."""
    tree = Tree.of(leaves)
    size = data.draw(st.integers(1, tree.size))
    proof = tree.consistency(size)
    other = Tree.of([leaves[0] + b"!", *leaves[1:size]])

    assert verify_consistency(
        earlier=size,
        later=tree.size,
        proof=proof,
        earlier_root=Tree.of(leaves[:size]).root,
        later_root=tree.root,
    )
    assert not verify_consistency(
        earlier=size,
        later=tree.size,
        proof=proof,
        earlier_root=other.root,
        later_root=tree.root,
    )


def test_the_last_leaf_is_never_doubled(vectors: Any) -> None:
    """The fault of CVE-2012-2459: three leaves, and the third twice, are two trees."""
    attack = vectors["design_v1"]["attacks"]["cve_2012_2459"]

    assert Tree.of([b"a", b"b", b"c"]).root.hex() == attack["rfc9162_abc"]
    assert Tree.of([b"a", b"b", b"c", b"c"]).root.hex() == attack["rfc9162_abcc"]


def test_a_node_is_no_leaf(vectors: Any) -> None:
    """Two hashes beside each other, given as a leaf, do not have the root of their tree."""
    attack = vectors["design_v1"]["attacks"]["second_preimage"]
    forged = bytes.fromhex(attack["forged_leaf_hex"])

    assert hashlib.sha256(forged).hexdigest() == attack["unprefixed_root"]
    assert Tree.of([forged]).root != Tree.of([b"a", b"b"]).root
    pair = leaf_hash(b"a") + leaf_hash(b"b")
    assert Tree.of([pair]).root != Tree.of([b"a", b"b"]).root


SIZES = 33
"""Beyond two powers of two, so that a path turns more than once at the right edge."""


def test_every_leaf_of_every_small_tree_is_proved_and_nowhere_else() -> None:
    """All indices of all sizes; the path of one place proves no other."""
    leaves = [bytes([place]) for place in range(SIZES)]
    for size in range(1, SIZES + 1):
        tree = Tree.of(leaves[:size])
        for index in range(size):
            path = tree.inclusion(index)
            fits = [
                place
                for place in range(size)
                if verify_inclusion(
                    leaf_hash(leaves[index]), index=place, size=size, path=path, root=tree.root
                )
            ]
            assert fits == [index]


def test_every_beginning_of_every_small_tree_is_proved_and_no_other() -> None:
    """All pairs of sizes; the proof of one pair proves no other."""
    trees = [Tree.of([bytes([place]) for place in range(size)]) for size in range(SIZES + 1)]
    for later in range(1, SIZES + 1):
        for earlier in range(1, later + 1):
            proof = trees[later].consistency(earlier)
            fits = [
                size
                for size in range(1, later + 1)
                if verify_consistency(
                    earlier=size,
                    later=later,
                    proof=proof,
                    earlier_root=trees[size].root,
                    later_root=trees[later].root,
                )
            ]
            assert fits == [earlier]


def test_a_hash_is_32_bytes_so_that_no_byte_moves_from_one_to_its_neighbour() -> None:
    """Put behind one another, 33 and 31 bytes are the 64 bytes of two hashes."""
    tree = Tree.of([b"a", b"b", b"c", b"d"])
    own, other = leaf_hash(b"a"), leaf_hash(b"b")
    path = tree.inclusion(0)

    assert not verify_inclusion(
        own + other[:1], index=0, size=4, path=(other[1:], path[1]), root=tree.root
    )
    long = Tree.of([b"a", b"b", b"c"]).consistency(2)
    before = Tree.of([b"a", b"b"]).root
    for earlier, proof in ((before + long[0][:1], (long[0][1:],)), (before[:31], long)):
        assert not verify_consistency(
            earlier=2,
            later=3,
            proof=proof,
            earlier_root=earlier,
            later_root=Tree.of([b"a", b"b", b"c"]).root,
        )


@pytest.mark.parametrize("index", [-1, 3])
def test_a_leaf_that_is_not_there_has_no_path(index: int) -> None:
    """Neither has a tree that is larger than this one a place in it."""
    tree = Tree.of([b"a", b"b", b"c"])

    with pytest.raises(IndexError):
        tree.inclusion(index)
    with pytest.raises(IndexError):
        tree.consistency(index + 1 if index > 0 else 0)


def test_nothing_is_proved_from_an_empty_tree_or_a_missing_proof() -> None:
    """An empty beginning is a beginning of everything, and so says nothing."""
    tree = Tree.of([b"a", b"b", b"c"])
    proved = partial(verify_consistency, later=3, later_root=tree.root)

    assert not proved(earlier=0, proof=[], earlier_root=Tree.of([]).root)
    assert not proved(earlier=3, proof=[tree.root], earlier_root=tree.root)
    assert not proved(earlier=3, proof=[], earlier_root=leaf_hash(b"c"))
    assert proved(earlier=3, proof=[], earlier_root=tree.root)
