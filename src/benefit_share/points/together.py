"""From persons to their household: whose points are taken, and by how many they are divided.

To add a way, write its function here, name it in `TOGETHER`, and write its test and its line below.

* `sum`: of all persons; `mean`: their sum divided by their number, exactly;
* `head`: of the head of the household; `highest`: of the person with the most points.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from benefit_share.points.giving import Number

__all__ = ["TOGETHER", "Together"]

Together = Callable[[Sequence[str], Callable[[str], Number], str], tuple[Sequence[str], int]]
"""From the members, their scores and the head to the members taken, and the divisor."""


def _sum(
    members: Sequence[str], _score: Callable[[str], Number], _head: str
) -> tuple[Sequence[str], int]:
    return members, 1


def _mean(
    members: Sequence[str], _score: Callable[[str], Number], _head: str
) -> tuple[Sequence[str], int]:
    return members, len(members)


def _head(
    members: Sequence[str], _score: Callable[[str], Number], head: str
) -> tuple[Sequence[str], int]:
    return [member for member in members if member == head], 1


def _highest(
    members: Sequence[str], score: Callable[[str], Number], _head: str
) -> tuple[Sequence[str], int]:
    return [min(members, key=lambda member: (-score(member), member))], 1


TOGETHER: Mapping[str, Together] = MappingProxyType(
    {"sum": _sum, "head": _head, "highest": _highest, "mean": _mean}
)
"""Each way by its word."""
