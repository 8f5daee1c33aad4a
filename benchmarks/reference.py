"""The plain-integer threshold cut: what the kernel is measured against, in the same run."""

from __future__ import annotations

import hashlib

__all__ = ["threshold_cut"]


def threshold_cut(estate: int, weights: list[int], ids: list[str], tie_seed: str) -> list[int]:
    """Divide by largest remainder: floors, sort the remainders, ties only in the cut group."""
    total = sum(weights)
    pairs = [divmod(estate * weight, total) for weight in weights]
    amounts = [pair[0] for pair in pairs]
    short = estate - sum(amounts)
    if not short:
        return amounts
    cut = sorted((pair[1] for pair in pairs), reverse=True)[short - 1]
    edge = []
    for place, (_, rest) in enumerate(pairs):
        if rest > cut:
            amounts[place] += 1
            short -= 1
        elif rest == cut:
            edge.append(place)
    edge.sort(
        key=lambda place: (
            amounts[place],
            -weights[place],
            hashlib.sha256(f"{tie_seed}\0{ids[place]}".encode()).hexdigest(),
        )
    )
    for place in edge[:short]:
        amounts[place] += 1
    return amounts
