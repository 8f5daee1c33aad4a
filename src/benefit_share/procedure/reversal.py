"""A reversal: the lines of a run again, each with the opposite sign."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["Line", "mirrored"]

Line = tuple[str, str, int]
"""Party, step, and amount in minor units."""


def mirrored(lines: Iterable[Line], /) -> tuple[Line, ...]:
    """Return lines that undo *lines* to the fen: the same parties and steps, minus each amount.

    Nothing is divided again: a second division could round another household up.
    """
    return tuple((party, step, -amount) for party, step, amount in lines)
