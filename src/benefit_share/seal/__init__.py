"""The seal: commitments, public rows, tree, manifest, signatures, journal and bundle as bytes.

Values come in and bytes go out; here lives every format that a stranger can check.
What never lives here: files, chance, the clock, words for readers, and any checking of a finished
bundle (that is `verification`, which shares no code with this room).
"""

from __future__ import annotations

from benefit_share.seal.commitments import commitment, holder_mark, opens, salt_of
from benefit_share.seal.tree import Tree, leaf_hash, verify_consistency, verify_inclusion

__all__ = [
    "Tree",
    "commitment",
    "holder_mark",
    "leaf_hash",
    "opens",
    "salt_of",
    "verify_consistency",
    "verify_inclusion",
]
