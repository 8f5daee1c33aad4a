"""Whole things that cannot be cut: places, shares, boxes.

Hamilton stays inside the quota (exact share rounded down or up) but can take a place away
when one is added; Webster never does that but can leave the quota;
the quota method of Balinski and Young does neither.
Where two claimants have the same weight and not the same number, the seed has decided;
without a seed that is refused.
What never lives here: money, which is divided exactly first and rounded once.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from benefit_share.allocation.faults import AmbiguousTie, NotAWholeUnit, TooLarge
from benefit_share.allocation.filling import spread
from benefit_share.allocation.problem import Shares
from benefit_share.allocation.ties import token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benefit_share.allocation.problem import Problem

__all__ = ["WHOLE_LIMIT", "hamilton", "quota_method", "webster"]

WHOLE_LIMIT = 1_000_000
"""How many things the quota method deals out, one by one."""


def _places(problem: Problem) -> int:
    """Return the number of things, after the checks that all three methods share."""
    if problem.estate % problem.scale:
        raise NotAWholeUnit(problem.amount(problem.estate), Fraction(1))
    spread(problem.estate, problem.weights, scale=problem.scale)
    return problem.estate // problem.scale


def _ranks(problem: Problem) -> list[int]:
    """Return the place of each claimant in the order of weight (large first), then token."""
    seed = problem.tie_seed or ""
    order = sorted(
        range(len(problem.ids)),
        key=lambda index: (-problem.weights[index], token(seed, problem.ids[index])),
    )
    ranks = [0] * len(order)
    for rank, index in enumerate(order):
        ranks[index] = rank
    return ranks


def _dealt(problem: Problem, numbers: Sequence[int]) -> Shares:
    """Return *numbers* as shares, refusing a tie that nobody was told how to decide."""
    got: defaultdict[int, set[int]] = defaultdict(set)
    for weight, number in zip(problem.weights, numbers, strict=True):
        got[weight].add(number)
    tied = tuple(
        sorted(
            one
            for one, weight in zip(problem.ids, problem.weights, strict=True)
            if len(got[weight]) > 1
        )
    )
    if tied and not problem.tie_seed:
        raise AmbiguousTie(tied)
    return Shares(
        ids=problem.ids,
        numerators=tuple(numbers),
        denominator=1,
        claims=problem.claims,
        claim_denominator=problem.weight_scale,
        tie_decided=tied,
        rule=problem.rule,
    )


def _fine(greatest: int) -> int:
    """Return the parts of 1 in which fractions differ if they differ at all.

    Two different fractions with denominators up to *greatest* are at least `1 / greatest^2` apart.
    """
    return greatest**2


def hamilton(problem: Problem) -> Shares:
    """Round all quotas down, then give one more to the largest fractions.

    Source: Hamilton (1791), Hare-Niemeyer; Balinski and Young (1982).

    Raises:
        NotAWholeUnit: the estate is not a whole number.
        AmbiguousTie: equal weights, and no seed.
    """
    places = _places(problem)
    total = sum(problem.weights) or 1
    parts = [divmod(places * weight, total) for weight in problem.weights]
    numbers = [number for number, _ in parts]
    ranks = _ranks(problem)
    # Among equal fractions the smaller share comes first, as in `round_to_units`.
    order = sorted(
        range(len(parts)), key=lambda index: (-parts[index][1], numbers[index], ranks[index])
    )
    for index in order[: places - sum(numbers)]:
        numbers[index] += 1
    return _dealt(problem, numbers)


def webster(problem: Problem) -> Shares:
    """Give each next thing to the largest weight / (2 x number + 1).

    Starts from quotas rounded to the nearest, which lie on the way, and mends what is over
    or short: at most about n steps, whatever the number of things.
    Source: Webster (1832), Sainte-Lague (1910); Balinski and Young (1982).

    Raises:
        NotAWholeUnit: the estate is not a whole number.
        AmbiguousTie: equal weights, and no seed.
    """
    places = _places(problem)
    weights, ranks = problem.weights, _ranks(problem)
    total = sum(weights) or 1
    # Nearest, halves down: exactly the steps whose priority is above total / places.
    numbers = [-((total - 2 * places * weight) // (2 * total)) for weight in weights]
    fine = _fine(4 * places + 4)

    def next_key(index: int) -> tuple[int, int]:
        return -(fine * weights[index] // (2 * numbers[index] + 1)), ranks[index]

    def last_key(index: int) -> tuple[int, int]:
        return fine * weights[index] // (2 * numbers[index] - 1), -ranks[index]

    short = places - sum(numbers)
    if short > 0:
        heap = [(*next_key(index), index) for index, weight in enumerate(weights) if weight]
        heapq.heapify(heap)
        for _ in range(short):
            index = heap[0][2]
            numbers[index] += 1
            heapq.heapreplace(heap, (*next_key(index), index))
    else:
        heap = [(*last_key(index), index) for index, number in enumerate(numbers) if number]
        heapq.heapify(heap)
        for _ in range(-short):
            index = heapq.heappop(heap)[2]
            numbers[index] -= 1
            if numbers[index]:
                heapq.heappush(heap, (*last_key(index), index))
    return _dealt(problem, numbers)


def quota_method(problem: Problem) -> Shares:
    """Give each next thing to the largest weight / (number + 1) still inside its upper quota.

    Source: Balinski and Young, "The Quota Method of Apportionment" (1975).

    Raises:
        NotAWholeUnit: the estate is not a whole number.
        TooLarge: more than `WHOLE_LIMIT` things.
        AmbiguousTie: equal weights, and no seed.
    """
    places = _places(problem)
    if places > WHOLE_LIMIT:
        raise TooLarge("the number of things", places, WHOLE_LIMIT)
    weights, ranks = problem.weights, _ranks(problem)
    total = sum(weights)
    numbers = [0] * len(weights)
    fine = _fine(places + 1)
    # `ready` by priority; `waiting` by the house size at which the upper quota allows one more.
    ready = [
        (-(fine * weight), ranks[index], index) for index, weight in enumerate(weights) if weight
    ]
    heapq.heapify(ready)
    waiting: list[tuple[int, int]] = []
    for size in range(1, places + 1):
        while waiting and waiting[0][0] <= size:
            index = heapq.heappop(waiting)[1]
            key = -(fine * weights[index] // (numbers[index] + 1))
            heapq.heappush(ready, (key, ranks[index], index))
        index = heapq.heappop(ready)[2]
        numbers[index] += 1
        # One more is allowed once number < weight x size / total.
        heapq.heappush(waiting, (numbers[index] * total // weights[index] + 1, index))
    return _dealt(problem, numbers)
