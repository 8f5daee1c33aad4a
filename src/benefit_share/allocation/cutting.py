"""The cut: rounding down, and who gets one step more. The hot loop of the library.

The key is (fraction descending, exact share ascending, claim descending, token ascending).
Only those exactly at the cut are ever put in order, and only equals are ever hashed.
What never lives here: fractions, policies, and checks (the callers made them).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from typing import TYPE_CHECKING

import attrs

from benefit_share.allocation.ties import Tie, order_of

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Cut", "cut_units", "deal_edge"]


_SAMPLE = 10_000
"""How many keys are looked at to see whether many are equal."""


@attrs.frozen
class Cut:
    """Where the rounding units end.

    Attributes:
        steps: one a share: rounded down, and one more above the cut.
        edge: the positions exactly at the cut, if not all of them can get one more.
        places: how many of them can.
        last: the remainder at the cut, over the denominator; 0 when nothing is raised.
    """

    steps: list[int]
    edge: list[int]
    places: int
    last: int


def cut_units(keys: Sequence[int], factor: int, denominator: int, total: int) -> Cut:
    """Round `key * factor / denominator` down or up so that the steps add up to *total*.

    *total* is the sum of the exact shares, rounded down.
    Both ways of computing give the same cut; which is taken is a matter of time only.
    """
    sample = keys[:_SAMPLE]
    if 2 * len(set(sample)) < len(sample):
        return _cut_by_key(keys, factor, denominator, total)
    return _cut_by_place(keys, factor, denominator, total)


def _cut_by_place(keys: Sequence[int], factor: int, denominator: int, total: int) -> Cut:
    """Cut where most keys differ: divide each, and sort the bare remainders."""
    steps = [key * factor // denominator for key in keys]
    short = total - sum(steps)
    if not short:
        return Cut(steps, [], 0, 0)
    rests = [key * factor % denominator for key in keys]
    ranked = sorted(rests)
    last = ranked[-short]
    at_cut = bisect_right(ranked, last) - bisect_left(ranked, last)
    places = short - (len(ranked) - bisect_right(ranked, last))
    if places == at_cut:
        return Cut([step + (rest >= last) for step, rest in zip(steps, rests)], [], 0, last)  # noqa: B905 -- strict costs a tenth of the whole loop
    edge = [place for place, rest in enumerate(rests) if rest == last]
    return Cut(
        [step + (rest > last) for step, rest in zip(steps, rests)],  # noqa: B905 -- as above
        edge,
        places,
        last,
    )


def _cut_by_key(keys: Sequence[int], factor: int, denominator: int, total: int) -> Cut:
    """Cut where many keys are equal: a million households have some 2,000 different points."""
    counts = Counter(keys)
    parts = {key: divmod(key * factor, denominator) for key in counts}
    places = total - sum(parts[key][0] * count for key, count in counts.items())
    held: Counter[int] = Counter()
    for key, (_, rest) in parts.items():
        held[rest] += counts[key]
    ranked = iter(sorted(held, reverse=True))
    last = 0
    split = False
    while places and not split:
        last = next(ranked)
        split = held[last] > places
        if not split:
            places -= held[last]
    # Whoever is above `least` is raised: nobody when nothing was short.
    least = last if split else last - 1 if last else denominator
    steps_of = {key: floor + (rest > least) for key, (floor, rest) in parts.items()}
    steps = list(map(steps_of.__getitem__, keys))
    if not split:
        return Cut(steps, [], 0, last)
    at_cut = {key for key, (_, rest) in parts.items() if rest == last}
    return Cut(steps, [place for place, key in enumerate(keys) if key in at_cut], places, last)


def deal_edge(
    cut: Cut,
    keys: Sequence[int],
    claims: Sequence[int],
    ids: Sequence[str],
    *,
    tie: Tie,
    tie_seed: str,
) -> tuple[str, ...]:
    """Give one step more to those at the edge of the *cut* whose turn it is, in place.

    Returns:
        the claimants among whom only the seed (or the draw) decided, sorted.

    Raises:
        AmbiguousTie, MissingOption: a tie must be decided and cannot be.
    """
    if not cut.edge:
        return ()
    # By share ascending, then by claim descending; the places in the list never count.
    group = sorted(cut.edge, key=lambda place: (keys[place], -claims[place]))
    marginal, following = group[cut.places - 1], group[cut.places]
    tied: dict[str, int] = {}
    if (keys[marginal], claims[marginal]) == (keys[following], claims[following]):
        tied = {
            ids[place]: place
            for place in group
            if (keys[place], claims[place]) == (keys[marginal], claims[marginal])
        }
        sure = next(rank for rank, place in enumerate(group) if ids[place] in tied)
        order = sorted(tied, key=order_of(tuple(tied), tie, tie_seed))
        group = [*group[:sure], *(tied[one] for one in order)]
    for place in group[: cut.places]:
        cut.steps[place] += 1
    return tuple(sorted(tied))
