"""The last resort of every tie: a hash of a seed fixed in advance, never a place in a list.

What never lives here: chance, and any key that looks at the order of the input.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Literal

from benefit_share.allocation.faults import AmbiguousTie, MissingOption

__all__ = ["Tie", "order_of", "token"]

Tie = Literal["seed", "error"] | Sequence[str]
"""How a tie is decided: by the seed, not at all, or by a published order of ids."""


def token(tie_seed: str, claimant: str) -> bytes:
    """Return the SHA-256 of *tie_seed*, NUL, *claimant*, all in UTF-8: smaller comes first."""
    return hashlib.sha256(f"{tie_seed}\0{claimant}".encode()).digest()


def order_of(tied: Sequence[str], tie: Tie, tie_seed: str | None) -> Callable[[str], bytes | int]:
    """Return the key by which the *tied* claimants are put in order.

    Args:
        tied: the ids among which something must be decided.
        tie: "seed", "error", or the ids in the order in which lots were drawn.
        tie_seed: text that was public before any data existed.

    Raises:
        AmbiguousTie: *tie* is "error", or the published order leaves somebody out.
        MissingOption: *tie* is "seed" and there is no seed.
    """
    if tie == "seed":
        if not tie_seed:
            raise MissingOption("tie_seed", "a text fixed before the data were known")
        seed = tie_seed
        return lambda claimant: token(seed, claimant)
    places = {} if isinstance(tie, str) else {one: place for place, one in enumerate(tie)}
    left_out = [one for one in tied if one not in places]
    if left_out:
        raise AmbiguousTie(tuple(sorted(tied)))
    return lambda claimant: places[claimant]
