"""What differs in money between two results, claim by claim: of two versions of this library, say.

Words, digests and the version itself are not compared: only who gets how much, from which step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from benefit_share.statements.data import Statement

__all__ = ["Change", "changes"]

_Key = tuple[str, int, str, str, str]


@attrs.frozen
class Change:
    """An amount that is not the same in both results.

    Attributes:
        party: whose.
        slice: number of the slice of the run, as the step has it.
        step: id of the step; empty for what is payable in the end.
        copy: the copy of its pool.
        claim: the claim.
        before: the amount in the first result, minor units; None where it has no such amount.
        after: the amount in the second.
    """

    party: str
    slice: int
    step: str
    copy: str
    claim: str
    before: int | None
    after: int | None


def changes(before: Iterable[Statement], after: Iterable[Statement]) -> tuple[Change, ...]:
    """Return every amount that differs between two results, by party; nothing if none does.

    Args:
        before: the statements of the first result.
        after: those of the second, of the same case.
    """
    old, new = dict(_amounts(before)), dict(_amounts(after))
    return tuple(
        Change(*key, old.get(key), new.get(key))
        for key in sorted(old.keys() | new.keys())
        if old.get(key) != new.get(key)
    )


def _amounts(statements: Iterable[Statement]) -> Iterator[tuple[_Key, int]]:
    for told in statements:
        yield (told.party, 0, "", "", ""), told.payable
        for line in told.lines:
            step = line.step
            yield (told.party, step.slice, step.step, step.copy, line.claim), line.amount
